/**
 * No minus before a sum of which every term has one: (∇U + γ v) · s for −(−∇U − γ v) · s.
 *
 * Only the sum that is a factor, or the left of an inner product that is one, is looked at.
 */
import type { Expression } from '../kernel/expression.ts';
import { dot, mapParts, times } from '../kernel/expression.ts';
import { negated } from './signs.ts';

export const withoutDoubleMinus = (e: Expression): Expression => {
  const inner = mapParts(e, withoutDoubleMinus);
  if (inner.kind !== 'multiply' || !isNegative(inner)) return inner;
  const at = inner.factors.findIndex((f) => isNegativeSum(f) || (f.kind === 'dot' && isNegativeSum(f.left)));
  const found = inner.factors[at];
  if (found === undefined) return inner;
  const turned = found.kind === 'dot' ? dot(negated(found.left), found.right) : negated(found);
  return negated(times(...inner.factors.slice(0, at), turned, ...inner.factors.slice(at + 1)));
};

const isNegativeSum = (e: Expression): boolean => e.kind === 'add' && e.terms.every(isNegative);

const isNegative = (e: Expression): boolean => {
  const number = e.kind === 'multiply' ? e.factors.find((f) => f.kind === 'number') : e;
  return number?.kind === 'number' && number.value.numerator < 0n;
};
