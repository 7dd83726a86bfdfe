/**
 * A factor: an operator or function with what it takes; or a primary with its powers.
 */
import { complain, spanning } from '../complaint.ts';
import type { Surface } from '../surface.ts';
import type { Factor } from './factor.ts';
import { closed } from './factor.ts';
import { isMeant, readName, startsName } from './name.ts';
import { parseBars } from './parse-bar.ts';
import { atFraction, parseFraction } from './parse-fraction.ts';
import { opensGroup, parseArguments, parseBraces, parseBracket, parseInner, parseInvisible, refuseSingle } from './parse-group.ts';
import { parseIntegral, parseMean, parseOptimum, startsOptimum } from './parse-integral.ts';
import { parseNormal } from './parse-normal.ts';
import { parsePrefix } from './parse-operator.ts';
import { parsePower, readExponent } from './parse-power.ts';
import type { Place } from './place.ts';
import type { LatexToken } from './token.ts';

export const parseFactor = (place: Place): Factor => place.nested(() => {
  const token = place.peek();
  return parsePrefix(place) ?? (atFraction(token) ? parseFraction(place) : fromPrimary(parsePrimary(place, token)));
});

/** (v · ∇) takes the next factor, as other operators do. */
const fromPrimary = (surface: Surface): Factor => (surface.kind !== 'advect' ? closed(surface) : {
  ...closed(surface), ending: 'derivative', parts: { operator: { start: surface.span.start, end: surface.of.span.start }, operand: surface.of.span },
});

const parsePrimary = (place: Place, token: LatexToken): Surface => {
  switch (token.kind) {
    case 'number':
      place.next();
      return parsePower(place, token.value === null ? place.unexpected('a number') : { kind: 'number', value: token.value, span: { start: token.start, end: token.end } });
    case 'letter': case 'word': return parseWord(place, token);
    case 'macro': return parseMacro(place, token);
    case 'symbol': return parseSymbol(place, token);
    case 'end': return place.unexpected('an expression');
  }
};

const parseSymbol = (place: Place, token: LatexToken): Surface => {
  if (opensGroup(token)) {
    const base = parseBracket(place);
    const power = parsePower(place, base);
    if (power !== base) refuseSingle(place, power);
    return power;
  }
  if (token.text === '|' || token.text === '‖') {
    return token.side === 'close' ? place.unexpected('an expression') : parsePower(place, parseBars(place));
  }
  if (token.text === '⟨') return parseInner(place);
  if (token.text === '{') return parsePower(place, parseBraces(place));
  if (token.text === '.' && token.side === 'open') return parseInvisible(place);
  if (token.text === '∫' || token.text === '∬' || token.text === '∭') return parseIntegral(place);
  if (token.text === '-' || token.text === '+') return place.unexpected('a factor', 'put brackets around what begins with a sign');
  return place.unexpected('an expression');
};

const parseMacro = (place: Place, token: LatexToken): Surface => {
  if (startsName(token)) return parseNamed(place);
  if (startsOptimum(token)) return parseOptimum(place);
  if (token.text === 'sqrt') return parseRoot(place, token);
  if (token.text === 'dot' || token.text === 'ddot') {
    complain('E0109', token, 'a dot over a letter has no meaning here', { help: 'the derivative is written `\\partial_t`' });
  }
  return place.unexpected('an expression');
};

/** \sqrt{e}, \sqrt e */
const parseRoot = (place: Place, token: LatexToken): Surface => {
  place.next();
  if (place.at('[')) complain('E0109', place.peek(), 'a root other than the square root', { help: 'write it as a power: `x^{1/3}`' });
  const argument = readExponent(place);
  return parsePower(place, { kind: 'call', function: 'sqrt', argument, span: place.spanFrom(token) });
};

const parseWord = (place: Place, token: LatexToken): Surface => {
  if (isEuler(place, token)) return parseExponential(place, token);
  if (startsOptimum(token) && !place.names.isDeclared(token.text)) return parseOptimum(place);
  if (token.text === 'N' && token.alphabet === 'calligraphic') return parseNormal(place);
  if (token.text === 'E' && isMean(place, token)) return parseMean(place);
  if (token.kind === 'word' && token.text === 'd' && token.alphabet === 'upright') {
    complain('E0301', token, 'a differential that ends no integral', { help: 'it stands once, at the end of what is integrated' });
  }
  if (!startsName(token)) return refuseAlphabet(token, place);
  return parseNamed(place);
};

const refuseAlphabet = (token: LatexToken, place: Place): never => complain('E0109', token, `${place.quote(token)} has no meaning here`, {
  help: token.alphabet === 'blackboard' ? 'only `\\mathbb E_p[…]` and `\\int_{\\mathbb R^n}` have' : 'only `\\mathcal N(x; m, v)` has; a name is written in another alphabet',
});

const isMean = (place: Place, token: LatexToken): boolean =>
  token.alphabet === 'blackboard' || (token.kind === 'word' && !place.names.isDeclared('E') && place.at('_', 1));

/** e^x where e is no declared name, \mathrm e^x always. */
const isEuler = (place: Place, token: LatexToken): boolean =>
  token.text === 'e' && (token.alphabet === 'upright' || (token.kind === 'letter' && place.at('^', 1) && !place.names.isDeclared('e')));

const parseExponential = (place: Place, token: LatexToken): Surface => {
  place.next();
  const raised = place.take('^') !== null;
  const argument: Surface = raised ? readExponent(place) : { kind: 'number', value: { numerator: 1n, denominator: 1n }, span: { start: token.start, end: token.end } };
  return { kind: 'call', function: 'exp', argument, span: place.spanFrom(token) };
};

// ── Names ────────────────────────────────────────────────────────────────────────────────────────────────────

/** A name; with its arguments where it is a function and a bracket follows at once. */
const parseNamed = (place: Place): Surface => {
  const name = readName(place);
  const plain: Surface = { kind: 'name', name, span: name.span };
  const callable = place.names.isCallable(name.text) || !isMeant(place, name.text);
  const late = callable ? argumentsAfterPower(place) : null;
  if (late !== null) return parsePower(place, { kind: 'apply', name, args: late, span: name.span });
  const open = place.peek();
  if (place.at('(') && (open.parts > 1 || (callable && !open.apart))) {
    return parsePower(place, { kind: 'apply', name, args: parseArguments(place), span: place.spanFrom(name.span) });
  }
  const power = parsePower(place, plain);
  if (power !== plain) refuseRaised(place, name.text, power);
  refuseSingle(place, power);
  return power;
};

/** (x, t) of `p^2(x, t)`, and (t) of `g^2(t)`: nothing else that could be meant. */
const argumentsAfterPower = (place: Place): readonly Surface[] | null => {
  if (!place.at('^')) return null;
  const { close } = place.peek(1);
  const index = close >= 0 ? close + 1 : place.position + 2;
  const open = place.tokenAt(index);
  if (open.kind !== 'symbol' || open.text !== '(' || open.apart || (open.parts === 1 && open.close !== index + 2)) return null;
  return place.ahead(index, () => parseArguments(place));
};

/** g^2(T−t) of a function g(t). A bracket that depends on something else than g does is a factor. */
const refuseRaised = (place: Place, name: string, power: Surface): void => {
  const open = place.peek();
  const slots = place.names.slotsOf(name);
  if (!place.at('(') || open.apart || slots.length !== open.parts || dependsOnMore(place, open.close, slots)) return;
  complain('E0305', spanning(power.span, place.tokenAt(open.close)), `is \`${name}\` taken there, or multiplied by the bracket?`, {
    help: `write the power behind the arguments, as in \`${name}(…)^2\`, or \`\\cdot\` before the bracket`,
  });
};

const dependsOnMore = (place: Place, close: number, slots: readonly string[]): boolean => {
  for (let i = place.position + 1; i < close; i++) {
    const { kind, text } = place.tokenAt(i);
    if (kind === 'symbol' && (text === '∇' || text === 'Δ')) return true;
    if (kind !== 'letter' && kind !== 'word') continue;
    if (text === 'x' && !slots.includes('x')) return true;
    if (place.names.slotsOf(text).some((slot) => !slots.includes(slot))) return true;
  }
  return false;
};
