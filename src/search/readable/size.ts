/**
 * How long a formula is when it is written: its symbols, and what its brackets cost.
 */
import { partsOf, shapeOf } from '../../kernel/expression.ts';
import type { Expression } from '../../kernel/expression.ts';
import { isOne, negate } from '../../kernel/rational.ts';
import { isAlike, keyOf } from './key.ts';
import { normalOf } from './normal-density.ts';

/** A pair of brackets: little, so that what an author has bracketed is not multiplied out for nothing. */
const BRACKETS = 1;

const known = new WeakMap<Expression, number>();

export const sizeOf = (e: Expression): number => {
  const before = known.get(e);
  if (before !== undefined) return before;
  const size = measure(e);
  known.set(e, size);
  return size;
};

/** The shortest; of equally short ones, the first. */
export const shortest = (candidates: readonly [Expression, ...Expression[]]): Expression =>
  candidates.reduce((best, e) => (sizeOf(e) < sizeOf(best) ? e : best));

const sum = (parts: readonly Expression[], cost: (e: Expression) => number): number => parts.reduce((total, e) => total + cost(e), 0);
const isSum = (e: Expression): boolean => e.kind === 'add';
const factor = (e: Expression): number => sizeOf(e) + (isSum(e) ? BRACKETS : 0);

const measure = (e: Expression): number => {
  switch (e.kind) {
    case 'pi': case 'dimension': case 'parameter': case 'variable': case 'identity': case 'number': return 1;
    case 'field': return 1 + (isAtOwnSlots(e) ? 0 : 1 + sum(e.args, sizeOf));
    case 'add': return sum(e.terms, sizeOf) + e.terms.length - 1;
    case 'multiply': {
      const normal = normalOf(e);
      return normal === null ? sum(e.factors, (f) => (isMinusOne(f) ? 0 : factor(f))) : 3 + sizeOf(normal.away) + sizeOf(normal.variance);
    }
    case 'power': return sizeOf(e.base) + sizeOf(e.exponent) + (isTight(e.base) ? 0 : BRACKETS);
    case 'call': return 1 + sizeOf(e.argument) + (isTight(e.argument) ? 0 : 1);
    case 'dot': {
      const isProduct = shapeOf(e.left).length + shapeOf(e.right).length === 2 && !isAlike(e.left, e.right);
      return isAlike(e.left, e.right) && shapeOf(e.left).length === 1 ? sizeOf(e.left) + 2 : factor(e.left) + factor(e.right) + (isProduct ? 1 : 0);
    }
    case 'doubleDot': return factor(e.left) + factor(e.right) + 1;
    case 'outer': return sizeOf(e.left) + sizeOf(e.right) + 3;
    case 'transpose': case 'inverse': return 1 + sizeOf(e.of) + (isTight(e.of) ? 0 : BRACKETS);
    case 'trace': case 'determinant': return 2 + sizeOf(e.of);
    case 'derivative': case 'gradient': case 'divergence': case 'laplacian': case 'hessian':
      return 1 + sizeOf(e.of) + (isTight(e.of) ? 0 : BRACKETS);
    case 'integral': case 'optimum': return 3 + sizeOf(e.of);
    case 'at': return BRACKETS + 2 + sum(partsOf(e), sizeOf);
  }
};

const isMinusOne = (e: Expression): boolean => e.kind === 'number' && isOne(negate(e.value));

const isTight = (e: Expression): boolean =>
  e.kind !== 'add' && e.kind !== 'multiply' && e.kind !== 'dot' && e.kind !== 'doubleDot' && e.kind !== 'power' && e.kind !== 'at';

const isAtOwnSlots = (e: Expression & { kind: 'field' }): boolean =>
  e.args.every((arg, k) => arg.kind === 'variable' && arg.variable.name === e.field.slots[k]?.name);

/** Of forms that take turns: the shortest, and of these the first in the order of their texts. */
export const representative = (forms: readonly [Expression, ...Expression[]]): Expression =>
  forms.reduce((best, e) => (sizeOf(e) < sizeOf(best) || (sizeOf(e) === sizeOf(best) && keyOf(e) < keyOf(best)) ? e : best));
