/**
 * Products taken apart for printing: their number, their factors, and what stands below the line.
 */
import type { Expression } from '../kernel/expression.ts';
import { isInteger, isOne, multiply, negate, ONE, sign } from '../kernel/rational.ts';
import type { Rational } from '../kernel/rational.ts';
import { normalOf } from './text-normal.ts';

export interface Parts {
  readonly coefficient: Rational;
  /** No numbers among them, and no products. */
  readonly factors: readonly Expression[];
}

export const flatten = (e: Expression): Parts => {
  let coefficient = ONE;
  const factors: Expression[] = [];
  const visit = (f: Expression): void => {
    if (f.kind === 'multiply' && normalOf(f) === null) f.factors.forEach(visit);
    else if (f.kind === 'number') coefficient = multiply(coefficient, f.value);
    else factors.push(f);
  };
  if (e.kind === 'multiply') e.factors.forEach(visit);
  return { coefficient, factors };
};

/** b of b^-1, b^k of b^-k; null for what does not stand below the line. */
export const divisor = (e: Expression): Expression | null => {
  if (e.kind !== 'power' || e.exponent.kind !== 'number') return null;
  const { value } = e.exponent;
  if (!isInteger(value) || sign(value) >= 0) return null;
  return value.numerator === -1n ? e.base : { ...e, exponent: { kind: 'number', value: negate(value) } };
};

/** A term without its minus sign. */
export const unsigned = (e: Expression): { readonly negative: boolean; readonly positive: Expression } => {
  if (e.kind === 'number' && sign(e.value) < 0) {
    return { negative: true, positive: { kind: 'number', value: negate(e.value) } };
  }
  if (e.kind !== 'multiply' || normalOf(e) !== null) return { negative: false, positive: e };
  const parts = flatten(e);
  if (sign(parts.coefficient) >= 0) return { negative: false, positive: e };
  const factors = parts.factors;
  const coefficient = negate(parts.coefficient);
  const number: Expression = { kind: 'number', value: coefficient };
  const [only] = factors;
  if (isOne(coefficient) && factors.length === 1 && only !== undefined) return { negative: true, positive: only };
  return { negative: true, positive: { kind: 'multiply', factors: isOne(coefficient) ? factors : [number, ...factors] } };
};
