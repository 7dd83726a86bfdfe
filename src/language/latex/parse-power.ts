/**
 * Powers: x^2, x^{1/2}, M^{-1}, M^\top, M^{-\top}. TeX takes one digit or letter where no braces are.
 */
import { complain, spanning } from '../complaint.ts';
import type { Span } from '../statement.ts';
import type { Surface } from '../surface.ts';
import { readLetter } from './name.ts';
import { parseSum } from './parse-sum.ts';
import type { Place } from './place.ts';
import type { LatexToken } from './token.ts';

/** The base with the power that follows it, if one does. */
export const parsePower = (place: Place, base: Surface): Surface => {
  if (!place.at('^')) return base;
  place.next();
  const result = transposed(place, base) ?? raised(place, base);
  if (place.at('^')) complain('E0109', place.peek(), 'a second superscript', { help: 'put brackets around the power that is raised' });
  return result;
};

/** M^\top, M^T, M^{-\top}; null where the exponent is something else. */
const transposed = (place: Place, base: Surface): Surface | null => {
  const braces = place.at('{') ? 1 : 0;
  const minus = braces === 1 && place.at('-', 1) ? 1 : 0;
  const sign = place.peek(braces + minus);
  if (!isTransposition(sign) || (braces === 1 && !place.at('}', braces + minus + 1))) return null;
  for (let i = 0; i < 2 * braces + minus + 1; i++) place.next();
  const span = place.spanFrom(base.span);
  if (sign.kind === 'letter') refuseDoubtfulT(place, base, span);
  const of: Surface = minus === 0 ? base
    : { kind: 'power', base, exponent: { kind: 'number', value: { numerator: -1n, denominator: 1n }, span }, span };
  return { kind: 'transpose', of, span };
};

const isTransposition = (token: LatexToken): boolean =>
  (token.kind === 'symbol' && token.text === '⊤') || ((token.kind === 'letter' || token.kind === 'word') && token.text === 'T');

/** Where everything is a scalar, T may be the horizon. */
const refuseDoubtfulT = (place: Place, base: Surface, span: Span): void => {
  if (!place.names.flat || !place.names.isDeclared('T')) return;
  const written = place.written(base.span);
  complain('E0305', span, 'is it transposed, or raised to the power T?', { help: `write \`${written}^\\top\` or \`${written}^{(T)}\`` });
};

const raised = (place: Place, base: Surface): Surface => {
  const exponent = readExponent(place);
  return { kind: 'power', base, exponent, span: place.spanFrom(base.span) };
};

/** After `^`. */
export const readExponent = (place: Place): Surface => place.nested(() => {
  const token = place.peek();
  if (place.take('{') !== null) {
    const inner = place.bracketed(() => parseSum(place));
    place.expect('}', 'after the exponent');
    return inner;
  }
  return readSingle(place, token);
});

/** One digit or letter. */
export const readSingle = (place: Place, token: LatexToken): Surface => {
  if (token.kind === 'number') {
    const digit = place.nextDigit();
    return digit.value === null ? place.unexpected('a number') : { kind: 'number', value: digit.value, span: { start: digit.start, end: digit.end } };
  }
  if (token.kind !== 'letter' && token.kind !== 'word') return place.unexpected('a digit, a letter, or braces');
  const name = readLetter(place);
  return { kind: 'name', name, span: name.span };
};

/** What has a power of its own in print: ½² and ∂²f/∂x² to a power. */
export const refusePower = (place: Place, of: Surface): Surface =>
  (place.at('^') ? complain('E0305', spanning(of.span, place.peek()), 'is the power of the fraction, or of what is above the line?', {
    help: `write \`\\bigl(${place.written(of.span)}\\bigr)^…\``,
  }) : of);
