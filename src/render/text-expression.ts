/**
 * Expressions in the claim language, with as few brackets as reading them back allows.
 *
 * Conventions: numbers stand first in a product, divisors last (`1/2 g^2 lap p`, `a b / c`); matrices act side by
 * side (`G G^T v`), vectors are joined by `·`, and v·v is `|v|^2`; a prefix operator takes no brackets before a name
 * or another prefix (`grad log p`).
 */
import { shapeOf } from '../kernel/expression.ts';
import type { Condition, Expression } from '../kernel/expression.ts';
import { isInteger, isOne, isZero, multiply, negate, sign, toText } from '../kernel/rational.ts';
import type { Rational } from '../kernel/rational.ts';
import { variablesOf } from '../language/variables.ts';
import { flatTerms, isAtOwnSlots, isPlainlyByX, isPrefix, isSideBySide, squareOf } from './reading.ts';
import type { Normal } from './text-normal.ts';
import { normalOf } from './text-normal.ts';
import type { Parts } from './text-parts.ts';
import { divisor, flatten, unsigned } from './text-parts.ts';

/** How tightly a text holds together, from a sum to what needs no brackets anywhere. */
export const SUM = 1;
export const JOIN = 2;
export const PRODUCT = 3;
export const FACTOR = 4;
export const PRIMARY = 5;

export interface Text {
  readonly text: string;
  readonly level: number;
}

/** A whole expression; a vector or matrix that is zero is `0`, which takes its type from what stands beside it. */
export const printExpression = (e: Expression): string =>
  e.kind === 'multiply' && isZero(flatten(e).coefficient) ? '0' : whole(e);

const whole = (e: Expression): string => print(e).text;

export const printCondition = (c: Condition): string =>
  `${printExpression(c.left)} ${c.relation} ${printExpression(c.right)}`;

/** In brackets unless it holds together at least so tightly. */
export const within = (e: Expression, level: number): string => {
  const text = print(e);
  return text.level >= level ? text.text : `(${text.text})`;
};

const primary = (text: string): Text => ({ text, level: PRIMARY });

export const print = (e: Expression): Text => {
  switch (e.kind) {
    case 'number': return printNumber(e.value);
    case 'pi': return primary('pi');
    case 'dimension': return primary(e.space);
    case 'parameter': return primary(e.parameter.name);
    case 'variable': return primary(e.variable.name);
    case 'field': return primary(printField(e));
    case 'add': return { text: printSum(e.terms), level: SUM };
    case 'multiply': {
      const normal = normalOf(e);
      return normal === null ? printProduct(flatten(e)) : printNormal(normal);
    }
    case 'power': return printPower(e);
    case 'call': return { text: e.function === 'log' ? `log${operand(e.argument)}` : `${e.function}(${whole(e.argument)})`, level: FACTOR };
    case 'dot': return printDot(e);
    case 'doubleDot': return { text: `${within(e.left, PRODUCT)} : ${within(e.right, PRODUCT)}`, level: JOIN };
    case 'outer': return primary(`outer(${whole(e.left)}, ${whole(e.right)})`);
    case 'transpose': return { text: `${within(e.of, PRIMARY)}^T`, level: FACTOR };
    case 'inverse': return { text: `${within(e.of, PRIMARY)}^-1`, level: FACTOR };
    case 'trace': return { text: `tr(${whole(e.of)})`, level: FACTOR };
    case 'determinant': return { text: `det(${whole(e.of)})`, level: FACTOR };
    case 'identity': return primary('I');
    case 'derivative': return { text: `∂${e.variable.name}${operand(e.of)}`, level: FACTOR };
    case 'gradient': return prefix(isVector(e.of) ? 'jac' : 'grad', e);
    case 'divergence': return prefix('div', e);
    case 'laplacian': return prefix('lap', e);
    case 'hessian': return prefix('hess', e);
    case 'at': return primary(printAt(e));
    case 'integral': return { text: `∫[${e.variable.name}](${whole(e.of)})`, level: FACTOR };
    case 'optimum': return { text: `${e.which}[${e.control.name}](${whole(e.of)})`, level: FACTOR };
  }
};

const isVector = (e: Expression): boolean => shapeOf(e).length > 0;

const printNumber = (value: Rational): Text => {
  if (sign(value) < 0) return { text: toText(value), level: SUM };
  return isInteger(value) ? primary(toText(value)) : { text: toText(value), level: PRODUCT };
};

const printField = (e: Expression & { kind: 'field' }): string =>
  isAtOwnSlots(e) ? e.field.name : `${e.field.name}(${e.args.map(printExpression).join(', ')})`;

const printNormal = ({ point, mean, variance }: Normal): Text =>
  primary(`normal(${whole(point)}; ${printExpression(mean)}, ${whole(variance)})`);

/** What a prefix takes: brackets only where the next factor would not be all of it. */
const operand = (e: Expression): string => {
  const { text, level } = print(e);
  return level >= FACTOR && !text.startsWith('(') ? ` ${text}` : `(${text})`;
};

const prefix = (word: string, e: Expression & { kind: 'gradient' | 'divergence' | 'laplacian' | 'hessian' }): Text => ({
  text: `${word}${isPlainlyByX(e) ? '' : `[${e.variable.name}]`}${operand(e.of)}`, level: FACTOR,
});

/** (e)(x, T - t) where the order of the arguments is plain, (e)(y = …) otherwise. */
const printAt = (e: Expression & { kind: 'at' }): string => {
  const free = [...variablesOf(e.of).keys()];
  const bound = new Map(e.bindings.map((b) => [b.variable.name, printExpression(b.value)]));
  if (e.of.kind === 'field' && isAtOwnSlots(e.of)) {
    return `${e.of.field.name}(${e.of.field.slots.map((v) => bound.get(v.name) ?? v.name).join(', ')})`;
  }
  const inner = whole(e.of);
  if (free.length === 2 && free.includes('x') && free.includes('t')) {
    return `(${inner})(${bound.get('x') ?? 'x'}, ${bound.get('t') ?? 't'})`;
  }
  return `(${inner})(${[...bound].map(([name, value]) => `${name} = ${value}`).join(', ')})`;
};

// ── Sums ─────────────────────────────────────────────────────────────────────────────────────────────────────

/** a - b + c, without brackets around sums in sums. */
const printSum = (terms: readonly Expression[]): string => {
  let text = '';
  for (const term of flatTerms(terms)) {
    const { negative, positive } = unsigned(term);
    const own = within(positive, JOIN);
    text += text === '' ? `${negative ? '-' : ''}${own}` : ` ${negative ? '-' : '+'} ${own}`;
  }
  return text;
};

// ── Products ─────────────────────────────────────────────────────────────────────────────────────────────────

const printProduct = ({ coefficient, factors }: Parts): Text => {
  if (factors.length === 0 || (isZero(coefficient) && factors.every((f) => shapeOf(f).length === 0))) return printNumber(coefficient);
  const negative = sign(coefficient) < 0;
  const size = negative ? negate(coefficient) : coefficient;
  const above = factors.filter((f) => divisor(f) === null);
  const below = factors.map(divisor).filter((f) => f !== null);
  const start = isOne(size) && above.length > 0 ? [] : [toText(size)];
  const only = above[0];
  if (start.length === 0 && below.length === 0 && above.length === 1 && only !== undefined && !negative) return print(only);
  const numerator = joinFactors(start, above);
  const text = [numerator, ...below.map((f) => within(f, FACTOR))].join(' / ');
  return { text: `${negative ? '-' : ''}${text}`, level: negative ? SUM : PRODUCT };
};

/** Side by side. Two numbers must not meet (`2 * 3^a`), and what a prefix takes must be plain to see. */
const joinFactors = (start: readonly string[], factors: readonly Expression[]): string => {
  const scalars = factors.every((f) => shapeOf(f).length === 0);
  // After a vector, x^T P x would be read as an outer product.
  const isBare = (f: Expression, i: number): boolean =>
    isSideBySide(f) || (scalars && i === factors.length - 1 && f.kind === 'dot' && printQuadratic(f) !== null);
  const texts = factors.map((f, i) => (isBare(f, i) ? print(f).text : within(f, FACTOR)));
  const own = texts.map((text, i) => {
    const f = factors[i];
    const next = texts[i + 1];
    const swallows = f !== undefined && isPrefix(f) && next?.startsWith('(') === true;
    return swallows ? `(${text})` : text;
  });
  return [...start, ...own].reduce((all, text) => (/^[\d.]/.test(text) ? `${all} * ${text}` : `${all} ${text}`));
};

const printDot = (e: Expression & { kind: 'dot' }): Text => {
  if (isSideBySide(e)) {
    const right = isSideBySide(e.right) ? print(e.right).text : within(e.right, FACTOR);
    return { text: `${within(e.left, isPrefix(e.left) ? PRIMARY : PRODUCT)} ${right}`, level: PRODUCT };
  }
  const square = squareOf(e);
  if (square !== null) return { text: `${bars(square)}^2`, level: FACTOR };
  const quadratic = printQuadratic(e);
  if (quadratic !== null) return quadratic;
  const left = e.left.kind === 'dot' && !isSideBySide(e.left) && squareOf(e.left) === null ? print(e.left).text : within(e.left, PRODUCT);
  return { text: `${left} · ${within(e.right, PRODUCT)}`, level: JOIN };
};

/** x^T P y, where a name stands on the left of matrices and a vector on their right; null for anything else. */
const printQuadratic = (e: Expression & { kind: 'dot' }): Text | null => {
  if (e.left.kind === 'dot' && shapeOf(e.left.left).length === 1 && shapeOf(e.left.right).length === 2 && shapeOf(e.right).length === 1) {
    const { left: { left, right: matrix }, right } = e;
    return printQuadratic({ kind: 'dot', left, right: { kind: 'dot', left: matrix, right } });
  }
  if (!isSideBySide(e.right) || shapeOf(e.left).length !== 1 || shapeOf(e.right).length !== 1) return null;
  const left = print(e.left);
  const named = left.level === PRIMARY && /^[\p{L}_][\p{L}\p{N}_]*$/u.test(left.text);
  return named ? { text: `${left.text}^T ${print(e.right).text}`, level: PRODUCT } : null;
};

const bars = (e: Expression): string => {
  const text = whole(e);
  return text.includes('|') ? `|(${text})|` : `|${text}|`;
};

const printPower = (e: Expression & { kind: 'power' }): Text => {
  const below = divisor(e);
  if (below !== null) return { text: `1 / ${within(below, FACTOR)}`, level: PRODUCT };
  const square = squareOf(e.base);
  if (square !== null && e.exponent.kind === 'number') {
    const double = multiply(e.exponent.value, { numerator: 2n, denominator: 1n });
    if (isOne(double)) return primary(bars(square));
    return { text: `${bars(square)}^${exponentText({ kind: 'number', value: double })}`, level: FACTOR };
  }
  return { text: `${within(e.base, PRIMARY)}^${exponentText(e.exponent)}`, level: FACTOR };
};

/** `^T` is a transpose, so the power with exponent T is `^(T)`. */
const exponentText = (e: Expression): string => {
  const { text } = print(e);
  return /^[\p{L}\d][\p{L}\p{N}_]*$/u.test(text) && text !== 'T' ? text : `(${text})`;
};
