/**
 * What brings its own end with it: integrals up to their differential, expectations and optima with brackets.
 */
import { complain, spanning } from '../complaint.ts';
import type { Name, Surface } from '../surface.ts';
import { readName, startsName } from './name.ts';
import { opensGroup, parseGroup } from './parse-group.ts';
import { parseSum } from './parse-sum.ts';
import type { Place } from './place.ts';
import type { LatexToken } from './token.ts';

const SIGNS: Readonly<Record<string, number>> = { '∫': 1, '∬': 2, '∭': 3 };

/** Whether the `\mathrm dx`, `dx` or `\mathrm{dx}` of an integral stands here. */
export const atDifferential = (place: Place): boolean => place.integrals > 0 && beginsDifferential(place);

export const beginsDifferential = (place: Place, ahead = 0): boolean => {
  const token = place.peek(ahead);
  if (token.kind === 'word' && token.alphabet === 'upright' && !place.names.isDeclared(token.text) && token.text.startsWith('d') && place.names.isDeclared(token.text.slice(1))) return true;
  const sign = (token.kind === 'word' && token.alphabet === 'upright') || (token.kind === 'letter' && !place.names.isDeclared('d'));
  return sign && token.text === 'd' && startsName(place.peek(ahead + 1));
};

const readDifferential = (place: Place): Name => {
  const token = place.next();
  if (token.text.length === 1) return readName(place);
  return { text: token.text.slice(1), span: { start: token.end - token.text.length, end: token.end } };
};

/** \int e \,\mathrm dx, also \iint e \,\mathrm dx\,\mathrm dy: the first differential belongs to the innermost integral. */
export const parseIntegral = (place: Place): Surface => {
  const start = place.peek();
  let signs = 0;
  for (let count; (count = place.peek().kind === 'symbol' ? SIGNS[place.peek().text] : undefined) !== undefined;) {
    signs += count;
    place.next();
    skipWholeSpace(place);
  }
  const outermost = place.integrals === 0;
  place.integrals += signs;
  if (atDifferential(place)) complain('E0109', place.peek(), 'the differential stands behind what is integrated', { help: 'as in `\\int f\\,\\mathrm dx`' });
  const of = place.bracketed(() => parseSum(place));
  const variables: Name[] = [];
  while (atDifferential(place) && (variables.length < signs || (outermost && signs === 1))) variables.unshift(readDifferential(place));
  if (variables.length < signs) place.unexpected('`\\mathrm dx`, which ends an integral', place.names.isDeclared('d') ? '`dx` is a product, since `d` is declared: write `\\mathrm dx`' : null);
  place.integrals -= signs;
  return { kind: 'integral', variables, of, span: place.spanFrom(start) };
};

/** \int_{\mathbb R^n} and \int_{-\infty}^{\infty} say what is understood without them. */
const skipWholeSpace = (place: Place): void => {
  if (!place.at('_')) {
    if (place.at('^')) refuseLimits(place);
    return;
  }
  const open = place.peek(1);
  const space = place.peek(place.at('{', 1) ? 2 : 1);
  if (space.alphabet === 'blackboard' && space.text === 'R') return skipScript(place);
  if (open.close !== place.position + 4 || !place.at('-', 2) || !place.at('∞', 3)) return refuseLimits(place);
  skipScript(place);
  const plus = place.at('+', 2) ? 1 : 0;
  const infinite = place.at('∞', 1) || (place.at('{', 1) && place.at('∞', 2 + plus) && place.at('}', 3 + plus));
  if (!place.at('^') || !infinite) return refuseLimits(place);
  skipScript(place);
};

const refuseLimits = (place: Place): never => complain('E0109', place.peek(), 'integrals are over whole spaces', {
  help: 'write `\\int …\\,\\mathrm dx`, or `\\int_{\\mathbb R^n}`',
});

/** `_` or `^` with what it takes. */
const skipScript = (place: Place): void => {
  const close = place.peek(1).close;
  const end = close >= 0 ? close + 1 : place.position + 2;
  while (place.position < end && place.peek().kind !== 'end') place.next();
  if (place.at('^') && close < 0) skipScript(place);
};

/** \mathbb E_p[e], \mathbb E_{x\sim p}[e] */
export const parseMean = (place: Place): Surface => {
  const start = place.next();
  if (!place.at('_')) return place.unexpected('the density, as in `\\mathbb E_p[…]`');
  place.next();
  const group = place.take('{') !== null;
  const first = group ? place.bracketed(() => parseSum(place)) : nameSurface(readName(place));
  const sampled = group && place.take('∼') !== null ? place.bracketed(() => parseSum(place)) : null;
  if (group) place.expect('}', 'after the density');
  const of = inBrackets(place, start);
  const span = place.spanFrom(start);
  if (sampled === null) return { kind: 'mean', density: first, of, span };
  if (first.kind !== 'name') return complain('E0109', first.span, 'a variable is awaited before `\\sim`');
  return { kind: 'integral', variables: [first.name], of: { kind: 'product', factors: [{ divides: false, factor: sampled }, { divides: false, factor: of }], span }, span };
};

const nameSurface = (name: Name): Surface => ({ kind: 'name', name, span: name.span });

/** The brackets are not left out: how far it reaches could not be told. */
const inBrackets = (place: Place, start: LatexToken): Surface => {
  if (opensGroup(place.peek())) return parseGroup(place);
  return complain('E0305', spanning(start, place.peek()), `how far does ${place.quote(place.spanFrom(start))} reach?`, { help: 'put brackets around what it is of' });
};

const OPTIMA: Readonly<Record<string, 'min' | 'max' | 'argmin' | 'argmax'>> = {
  min: 'min', inf: 'min', max: 'max', sup: 'max', argmin: 'argmin', argmax: 'argmax', 'arg min': 'argmin', 'arg max': 'argmax',
};

export const startsOptimum = (token: LatexToken): boolean =>
  (token.kind === 'macro' && (Object.hasOwn(OPTIMA, token.text) || token.text === 'arg')) || (token.kind === 'word' && Object.hasOwn(OPTIMA, token.text));

/** \min_u\{e\}, \sup_u, \arg\min_u */
export const parseOptimum = (place: Place): Surface => {
  const start = place.next();
  const word = start.text === 'arg' ? `arg${place.next().text}` : start.text;
  const which = OPTIMA[word];
  if (which === undefined) return complain('E0109', start, '`\\arg` stands before `\\min` or `\\max`');
  if (!place.at('_')) return place.unexpected('the control, as in `\\min_u\\{…\\}`');
  place.next();
  const group = place.take('{') !== null;
  const control = readName(place);
  if (group) place.expect('}', 'after the control');
  const of = inBrackets(place, start);
  return { kind: 'optimum', which, control, of, span: place.spanFrom(start) };
};
