/**
 * One group of terms solved for the rate of the one unknown whose rate is in it.
 */
import { fingerprint } from '../../calculus/sameness.ts';
import type { Expression } from '../../kernel/expression.ts';
import { num, plus, shapeOf, times, use } from '../../kernel/expression.ts';
import { isOne as isOneNumber } from '../../kernel/rational.ts';
import type { Monomial, Sum } from '../../search/closed-form/sum.ts';
import { inverseMonomial, negateSum } from '../../search/closed-form/sum.ts';
import { withCommonMiddle } from '../../search/common-middle.ts';
import { writtenFraction } from '../../search/fractions.ts';
import type { Part } from '../../search/matrix-terms.ts';
import type { Unknown } from './ansatz.ts';
import { rateOf } from './ansatz.ts';
import type { Group } from './groups.ts';
import { isOne } from '../signs.ts';

export interface Solution {
  readonly unknown: Unknown;
  /** What stands in front of the rate. */
  readonly factor: Monomial;
  /** The tensor that the rate of a scalar stands at; null: the rate is the tensor itself, or there is none. */
  readonly at: Expression | null;
  /** The other parts over the factor. */
  readonly others: readonly { readonly scalar: Sum; readonly tensor: Expression | null }[];
  readonly inverse: Monomial;
  readonly right: Expression;
}

export const hasRate = (group: Group, u: Unknown): boolean => (group.parts ?? []).some((p) => isRate(p.tensor, u) || isRate(p.transposed, u) || rateIn(p.scalar, u) !== null);

const isRate = (e: Expression | null, u: Unknown): boolean => e !== null && fingerprint(e) === fingerprint(rateOf(u));

/** The one monomial that has ∂t u as a factor, and what it multiplies it by. */
const rateIn = (sum: Sum, u: Unknown): { readonly factor: Monomial; readonly rest: Sum } | null => {
  const key = fingerprint(rateOf(u));
  const own = sum.filter((m) => m.powers.has(key));
  const [only] = own;
  const power = only?.powers.get(key);
  if (only === undefined || own.length > 1 || power === undefined || !isOneNumber(power.exponent)) return null;
  const powers = new Map(only.powers);
  powers.delete(key);
  return { factor: { ...only, powers }, rest: sum.filter((m) => m !== only) };
};

/** The group solved for the rate of the one unknown whose rate is in it; null where there are several, or none. */
export const solution = (group: Group, open: readonly Unknown[]): Solution | null => {
  const own = open.filter((u) => hasRate(group, u));
  const [u] = own;
  if (u === undefined || own.length > 1 || group.parts === null) return null;
  return shapeOf(use(u.field)).length === 0 ? scalarSolution(group.parts, u) : tensorSolution(group.parts, u);
};

const scalarSolution = (parts: readonly Part[], u: Unknown): Solution | null => {
  const [part, ...more] = parts;
  if (part === undefined || more.length > 0) return null;
  const own = rateIn(part.scalar, u);
  if (own === null) return null;
  const inverse = inverseMonomial(own.factor);
  return { unknown: u, factor: own.factor, at: part.tensor, inverse, others: [{ scalar: own.rest, tensor: null }], right: writtenFraction(negateSum(own.rest), inverse) };
};

const tensorSolution = (parts: readonly Part[], u: Unknown): Solution | null => {
  const own = parts.find((p) => isRate(p.tensor, u) || isRate(p.transposed, u));
  const [factor, ...more] = own?.scalar ?? [];
  if (own === undefined || factor === undefined || more.length > 0) return null;
  const flip = !isRate(own.tensor, u);
  const inverse = inverseMonomial(factor);
  const others = parts.filter((p) => p !== own).map((p) => ({ scalar: p.scalar, tensor: flip ? p.transposed : p.tensor }));
  return { unknown: u, factor, at: null, inverse, others, right: combined(others.map((p) => ({ ...p, scalar: negateSum(p.scalar) })), inverse, u) };
};

/** Σ front · scalar · tensor. */
export const combined = (parts: readonly { readonly scalar: Sum; readonly tensor: Expression | null }[], front: Monomial, u: Unknown): Expression => {
  const terms = withCommonMiddle(parts.filter((p) => p.scalar.length > 0)).map(({ scalar, tensor }) => {
    const e = writtenFraction(scalar, front);
    return tensor === null ? e : isOne(e) ? tensor : times(e, tensor);
  });
  return terms.length === 0 ? (u.field.shape.length === 0 ? num(0) : times(num(0), use(u.field))) : plus(...terms);
};
