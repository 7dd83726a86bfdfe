/**
 * Names: a letter or a word with its subscript, its accent, its star. `x_0` is the declared `x_0` or `x0`, `\sigma_{\max}` is
 * `sigma_max`, `\bar\alpha` is `alpha_bar` or `alphabar`, `u^*` is `u_star`; letters side by side are separate names.
 */
import { complain, spanning } from '../complaint.ts';
import type { Name } from '../surface.ts';
import { isBuiltIn, isFunctionName } from '../words.ts';
import { ACCENTS, UPRIGHT_GREEK } from './macros.ts';
import type { Place } from './place.ts';
import type { LatexToken } from './token.ts';

/** Whether a name begins here. Words that are operations have been looked at before. */
export const startsName = (token: LatexToken): boolean =>
  token.kind === 'letter' || (token.kind === 'word' && (token.alphabet === 'upright' || token.alphabet === 'text' || token.alphabet === 'bold'))
  || (token.kind === 'macro' && Object.hasOwn(ACCENTS, token.text));

/** Whether a name means something, declared or not. */
export const isMeant = (place: Place, name: string): boolean => place.names.isDeclared(name) || isBuiltIn(name);

/** One letter or word, without what stands below or above it: all that TeX takes where no braces are. */
export const readLetter = (place: Place): Name => {
  const start = place.peek();
  const candidates = start.kind === 'macro' ? place.unexpected('a letter, or braces') : readBase(place);
  return { text: candidates.find((name) => isMeant(place, name)) ?? candidates[0] ?? '', span: { start: start.start, end: start.end } };
};

/** Reads a name with its subscript, also where a power stands before that: `\sigma^2_{\max}`. */
export const readName = (place: Place): Name => {
  const start = place.peek();
  const bases = readBase(place);
  const star = readStar(place);
  const subscripts = place.at('_') ? readSubscript(place) : readLateSubscript(place);
  const late = star ?? (subscripts === null ? null : readStar(place));
  const span = place.spanFrom(start);
  const marked = late === null ? bases : bases.flatMap((base) => [`${base}_${late}`, `${base}${late}`]);
  const candidates = subscripts === null ? marked : marked.flatMap((base) => withSubscripts(base, subscripts));
  const declared = [...new Set(candidates)].filter((name) => isMeant(place, name));
  if (declared.length > 1) return refuseSeveral(place, declared, span);
  const [only] = declared;
  if (only !== undefined) return { text: only, span };
  if (subscripts !== null || late !== null) refuseMark(place, bases, span, late ?? '');
  if (start.kind === 'letter') refuseRun(place, start);
  return { text: candidates[0] ?? '', span };
};

const refuseSeveral = (place: Place, declared: readonly string[], span: Name['span']): never =>
  complain('E0305', span, `${place.quote(span)} could be ${declared.map((name) => `\`${name}\``).join(' or ')}`, {
    help: `write ${declared.map((name) => `\`\\mathrm{${name.replaceAll('_', '\\_')}}\``).join(' or ')}`,
  });

/** The names that a letter, word or accented letter may stand for. */
const readBase = (place: Place): readonly string[] => {
  const token = place.peek();
  if (token.kind === 'macro') return readAccented(place);
  if (!startsName(token)) return place.unexpected('a name');
  place.next();
  const greek = token.alphabet === 'upright' ? UPRIGHT_GREEK[token.text] : undefined;
  return greek === undefined ? [token.text.replaceAll(' ', '_')] : [token.text, greek];
};

/** \hat x, \bar{\alpha} */
const readAccented = (place: Place): readonly string[] => {
  const accent = ACCENTS[place.next().text] ?? '';
  const group = place.take('{');
  const bases = place.nested(() => readBase(place));
  if (group !== null) place.expect('}', 'after a letter with an accent');
  return bases.flatMap((base) => [`${base}_${accent}`, `${base}${accent}`]);
};

/** u^*, u^\star, x' */
const readStar = (place: Place): string | null => {
  if (place.take("'") !== null) return 'prime';
  if (!place.at('^')) return null;
  const group = place.at('{', 1) ? 1 : 0;
  const sign = place.peek(1 + group);
  const known = sign.kind === 'symbol' && (sign.text === '*' || sign.text === "'");
  if (!known || (group === 1 && !place.at('}', 3))) return null;
  for (let i = 0; i < 2 + 2 * group; i++) place.next();
  return sign.text === '*' ? 'star' : 'prime';
};

/** The parts of a subscript, which commas divide. */
const readSubscript = (place: Place): readonly string[] => {
  const start = place.next();
  if (place.take('{') === null) return [piece(place, place.nextDigit())];
  const parts = [''];
  while (!place.at('}')) {
    const token = place.next();
    if (token.kind === 'end') place.unexpected('`}`');
    if (token.kind === 'symbol' && token.text === ',') parts.push('');
    else parts[parts.length - 1] += piece(place, token);
  }
  place.next();
  if (parts.includes('')) complain('E0109', place.spanFrom(start), 'a subscript with an empty part');
  return parts;
};

/** The subscript of `\sigma^2_{\max}`, which stands behind the power. */
const readLateSubscript = (place: Place): readonly string[] | null => {
  if (!place.at('^')) return null;
  const { close } = place.peek(1);
  const index = close >= 0 ? close + 1 : place.position + 2;
  const token = place.tokenAt(index);
  return token.kind === 'symbol' && token.text === '_' ? place.ahead(index, () => readSubscript(place)) : null;
};

const piece = (place: Place, token: LatexToken): string => {
  const word = token.kind === 'letter' || token.kind === 'word' || (token.kind === 'number' && !token.text.includes('.'));
  if (word || (token.kind === 'macro' && (token.text === 'max' || token.text === 'min'))) return token.text.replaceAll(' ', '_');
  if (token.kind === 'symbol' && token.text === '*') return 'star';
  return complain('E0109', token, `${place.quote(token)} cannot be part of a subscript`, {
    help: 'a subscript is part of a name; where a function is taken is written `p(x, T-t)`',
  });
};

/** x_0 and x0 are written alike. */
const withSubscripts = (base: string, subscripts: readonly string[]): readonly string[] => {
  const joined = subscripts.join('_');
  return /^\d/.test(joined) ? [`${base}_${joined}`, `${base}${joined}`] : [`${base}_${joined}`];
};

/** A subscript or a mark that makes no declared name, on a name that is declared without it. */
const refuseMark = (place: Place, bases: readonly string[], span: Name['span'], mark: string): void => {
  const base = bases.find((name) => isMeant(place, name));
  if (base === undefined) return;
  const help = mark === 'prime' ? 'a derivative is written `\\partial_t P`'
    : `a subscript or star is part of a name; a derivative is written \`\\partial_t p\`, the value at a time \`p(x, t)\``;
  complain('E0201', span, `${place.quote(span)} is not declared, only \`${base}\` is`, { help });
};

/** `mean` is four names side by side: where none is declared, the word may be. */
const refuseRun = (place: Place, first: LatexToken): void => {
  const isLatin = (token: LatexToken): boolean => token.kind === 'letter' && token.end === token.start + 1 && /[A-Za-z]/.test(token.text);
  const before = place.tokenAt(place.position - 2);
  if (isMeant(place, first.text) || !isLatin(first) || (before !== first && isLatin(before) && before.end === first.start)) return;
  let word = first.text;
  let last = first;
  for (let i = 0; word.length < 40; i++) {
    const token = place.peek(i);
    if (!isLatin(token) || token.start !== last.end) break;
    word += token.text;
    last = token;
  }
  if (word.length < 2) return;
  const help = isFunctionName(word) ? `the function is written \`\\${word}\``
    : place.names.isDeclared(word) ? `a name of several letters is written \`\\mathrm{${word}}\`` : null;
  if (help !== null) complain('E0201', spanning(first, last), `letters side by side are names that are multiplied, and \`${first.text}\` is not declared`, { help });
};
