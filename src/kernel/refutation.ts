/**
 * What a refutation consists of: a point with its numbers, the component, both sides' values, the residual.
 */
import { toText as ballText } from './ball-text.ts';
import type { Value } from './evaluate.ts';
import type { IndexedFactor, IndexedSum } from './goal.ts';
import { indexedSum } from './indexed.ts';
import { Point } from './point.ts';
import { monomialOf, single } from './polynomial.ts';
import type { Factor, Polynomial } from './polynomial.ts';
import { closedAtom } from './product.ts';
import type { Workplace } from './prove.ts';
import { ONE, toText } from './rational.ts';
import type { Rational } from './rational.ts';
import type { Found } from './search-point.ts';

/** A symbol and its number; for a field the point at which it is taken. */
export interface PointValue {
  readonly factor: IndexedFactor;
  readonly at: readonly (readonly Rational[])[];
  readonly value: Rational;
}

export interface Refutation {
  readonly dimension: number;
  /** The component that differs; null for a scalar. */
  readonly component: readonly number[] | null;
  readonly point: readonly PointValue[];
  /** Exact numbers or enclosures, as text. */
  readonly left: string;
  readonly right: string;
  /** Left − right by the hypotheses, as a formula in components. */
  readonly residual: IndexedSum;
  /** The field by which the Euler operator was taken, under an integral; else null. */
  readonly eulerBy: string | null;
  /** The parameter by which both sides were differentiated first; else null. */
  readonly derivedBy: string | null;
}

export type RefutationResult =
  | { readonly status: 'refuted'; readonly refutation: Refutation }
  /** The two sides agree in this dimension. */
  | { readonly status: 'agrees' }
  | { readonly status: 'stuck'; readonly reason: string };

const valueText = (v: Value): string => (v.kind === 'exact' ? toText(v.value) : ballText(v.value));

export const refutationOf = (
  work: Workplace, dimension: number, component: readonly number[] | null, found: Found, residual: Polynomial, eulerBy: string | null,
): Refutation => ({
  dimension, component, eulerBy, derivedBy: null, left: valueText(found.left), right: valueText(found.right),
  point: pointValues(work, found.point), residual: indexedSum(work.ring, residual),
});

export const pointValues = (work: Workplace, point: Point): PointValue[] =>
  [...point.chosen.values()].map((c) => ({ factor: factorOf(work, c.factor), at: c.point, value: c.value }));

const factorOf = (work: Workplace, f: Factor): IndexedFactor => {
  const bare = f.head.kind === 'jet' ? { head: { ...f.head, args: f.head.args.map(() => null) }, indices: f.indices } : f;
  const p = single(ONE, monomialOf([{ atom: closedAtom(bare), exponent: ONE }], [], null));
  const [term] = indexedSum(work.ring, p).terms;
  return term?.factors[0] as IndexedFactor;
};
