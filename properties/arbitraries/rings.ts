/**
 * Rings for random instances: with abstract indices, or in components; with a budget, so that no instance runs away.
 */
import type { Expression } from '../../src/kernel/expression.ts';
import { shapeOf } from '../../src/kernel/expression.ts';
import { elaborate } from '../../src/kernel/elaborate.ts';
import type { Polynomial } from '../../src/kernel/polynomial.ts';
import { BudgetError } from '../../src/kernel/polynomial.ts';
import { sizesFor } from '../../src/kernel/prove.ts';
import { Ring } from '../../src/kernel/ring.ts';
import fc from 'fast-check';

export const ringIn = (dimension: number | null): Ring => new Ring({
  sizes: dimension === null ? null : sizesFor(dimension), curlFree: new Set(), limit: 2000, deadline: Date.now() + 2000,
});

/** At the labels i, j; an instance beyond the budget is left out. */
export const normal = (ring: Ring, e: Expression): Polynomial => within(() => elaborate(ring, e, ['i', 'j'].slice(0, shapeOf(e).length)));

/** An instance that is beyond the budget is left out, and counted by fast-check. */
export const within = <T>(compute: () => T): T => {
  try {
    return compute();
  } catch (error) {
    if (error instanceof BudgetError) fc.pre(false);
    throw error;
  }
};
