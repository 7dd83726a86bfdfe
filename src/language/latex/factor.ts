/**
 * A factor on its way, and what may follow it. What the author of a formula leaves open is refused, and both readings are
 * offered; the table says what is.
 */
import { complain, spanning } from '../complaint.ts';
import type { Span } from '../statement.ts';
import type { Surface } from '../surface.ts';
import type { Place } from './place.ts';
import type { LatexToken } from './token.ts';

/** How a factor ends: closed; or with an operand that an operator or a function took without brackets. */
export type Ending = 'closed' | 'derivative' | 'derivative of a function' | 'divergence' | 'function' | 'quotient';

export interface Factor {
  readonly surface: Surface;
  readonly ending: Ending;
  /** Of a factor that is not closed: where the operator (or dividend) stands, and what it took. */
  readonly parts: { readonly operator: Span; readonly operand: Span } | null;
  /** p(x, T−t) at its end, without brackets around it: what a derivative of it means is looked at. */
  readonly application: (Surface & { kind: 'apply' }) | null;
  /** Whether it ends in a bar, e|_{t=0}. */
  readonly barred: boolean;
}

export const closed = (surface: Surface): Factor => ({
  surface, ending: 'closed', parts: null, application: surface.kind === 'apply' ? surface : null, barred: false,
});

/** What stands next to a factor. */
export type Next = 'a factor' | 'an operator' | 'a dot' | 'a slash';

/**
 * Whether it is plain what a factor of an ending and what follows mean. `∂_x u ∂_x v` is the product of two derivatives and
 * `∇log p · ∇q` a product of vectors; `∂_x u v`, `log p q`, `∇·f p`, `a/b c` could be either of two things.
 */
const IS_PLAIN: Readonly<Record<Ending, Readonly<Record<Next, boolean>>>> = {
  closed: { 'a factor': true, 'an operator': true, 'a dot': true, 'a slash': true },
  derivative: { 'a factor': false, 'an operator': true, 'a dot': true, 'a slash': true },
  'derivative of a function': { 'a factor': false, 'an operator': true, 'a dot': true, 'a slash': false },
  divergence: { 'a factor': false, 'an operator': false, 'a dot': false, 'a slash': true },
  function: { 'a factor': false, 'an operator': false, 'a dot': false, 'a slash': false },
  quotient: { 'a factor': false, 'an operator': false, 'a dot': true, 'a slash': false },
};
const SIGNS: Readonly<Record<Next, string>> = { 'a factor': '\\,', 'an operator': '\\,', 'a dot': ' \\cdot ', 'a slash': '/' };

export const isPlain = (ending: Ending, next: Next): boolean => IS_PLAIN[ending][next];

/** What kind of thing a token begins, where it begins a factor. */
export const kindOfFactor = (place: Place, token: LatexToken): Next => (isOperator(place, token) ? 'an operator' : 'a factor');

const OPERATORS: ReadonlySet<string> = new Set(['∂', '∇', 'Δ', '∫', '∬', '∭']);
const PREFIXES: ReadonlySet<string> = new Set(['log', 'ln', 'min', 'max', 'inf', 'sup', 'arg', 'argmin', 'argmax']);

const isOperator = (place: Place, token: LatexToken): boolean =>
  (token.kind === 'symbol' && OPERATORS.has(token.text)) || (token.kind === 'macro' && PREFIXES.has(token.text))
  || (token.kind === 'macro' && /^[td]?frac$/.test(token.text) && place.at('{', 1) && place.at('∂', 2) && !place.at('_', 3));

/** Complains where it is not plain what `left` and what follows it mean. `right` has been read. */
export const refuseDoubt = (place: Place, left: Factor, next: Next, right: Span): void => {
  if (isPlain(left.ending, next)) return;
  const { operator, operand } = left.parts ?? { operator: left.surface.span, operand: left.surface.span };
  const [o, a, b] = [place.written(operator), place.written(operand), place.written(right)];
  const readings = left.ending === 'quotient'
    ? [`\\tfrac{${o}}{${a}}${SIGNS[next]}${b}`, next === 'a slash' ? `${o}/(${a}/${b})` : `${o}/(${a}${SIGNS[next]}${b})`]
    : [`(${joined(o, a)})${SIGNS[next]}${b}`, `${o}(${a}${SIGNS[next]}${b})`];
  complain('E0305', spanning(left.surface.span, right), left.ending === 'quotient'
    ? `is \`${b}\` above or below the line?` : `does \`${o}\` take \`${a}\` alone, or more?`, {
    labels: [], help: `write \`${readings[0] ?? ''}\` or \`${readings[1] ?? ''}\``,
  });
};

/** Two pieces of a formula, with a space where letters would run together. */
export const joined = (before: string, after: string): string =>
  (/[A-Za-z]$/.test(before) && /^[A-Za-z]/.test(after) ? `${before} ${after}` : before + after);
