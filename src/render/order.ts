/**
 * The terms of a sum in the order in which the literature writes an evolution equation: time derivatives, what is linear
 * in first derivatives (drift), second derivatives (diffusion), products of first derivatives (|∇V|²), and the rest.
 *
 * Terms are permuted and nothing else; terms of one kind stay in the order that they have.
 */
import { T_VARIABLE, partsOf } from '../kernel/expression.ts';
import type { Expression } from '../kernel/expression.ts';

export const inReadingOrder = (e: Expression): Expression => {
  if (e.kind !== 'add') return e;
  const ranked = e.terms.map((term) => ({ term, rank: rankOf(term) }));
  const sorted = [...ranked].sort((a, b) => a.rank - b.rank);
  return sorted.every((one, i) => one === ranked[i]) ? e : { kind: 'add', terms: sorted.map(({ term }) => term) };
};

const rankOf = (term: Expression): number => {
  const { time, order, factors } = derivativesIn(term);
  if (time) return 0;
  if (order >= 2) return 2;
  if (order === 1) return factors > 1 ? 3 : 1;
  return 4;
};

interface Derivatives {
  readonly time: boolean;
  /** Of the highest derivative in space. */
  readonly order: number;
  /** How many factors are differentiated in space. */
  readonly factors: number;
}
const NONE: Derivatives = { time: false, order: 0, factors: 0 };

const derivativesIn = (e: Expression): Derivatives => {
  const below = partsOf(e).map(derivativesIn).reduce((a, b) => ({
    time: a.time || b.time, order: Math.max(a.order, b.order), factors: e.kind === 'add' ? Math.max(a.factors, b.factors) : a.factors + b.factors,
  }), NONE);
  switch (e.kind) {
    case 'derivative': return e.variable.name === T_VARIABLE.name ? { ...below, time: true } : { ...below, order: below.order + 1, factors: 1 };
    case 'gradient': case 'divergence': return { ...below, order: below.order + 1, factors: 1 };
    case 'laplacian': case 'hessian': return { ...below, order: below.order + 2, factors: 1 };
    case 'power': return e.exponent.kind === 'number' && below.factors > 0 ? { ...below, factors: below.factors + 1 } : below;
    // What stands under an optimum or an integral, or elsewhere, is not one of the terms.
    case 'optimum': case 'integral': return NONE;
    case 'number': case 'pi': case 'dimension': case 'parameter': case 'variable': case 'field': case 'add': case 'multiply':
    case 'call': case 'dot': case 'doubleDot': case 'outer': case 'transpose': case 'trace': case 'inverse': case 'determinant':
    case 'identity': case 'at':
      return below;
  }
};
