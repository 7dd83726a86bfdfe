/**
 * What happens at the two ends of a one-dimensional grid: values outside of it, and the rows of the linear equation there.
 *
 * - `value`: V is given (Dirichlet). The best where V is known far out, or where a claimed V is put to the test.
 * - `reflecting`: ∂x V = 0; the process is reflected. Monotone. The value outside is that of the inner neighbour's mirror.
 * - `extrapolated`: ∂xxx V = 0; for values that grow like a quadratic. Not monotone, so only with central differences.
 *
 * Arrays are padded by one value at each end, as in `improvement.ts`.
 */
import { NumericError } from '../numeric-error.ts';
import type { Differences } from './policy.ts';

export type End =
  | { readonly kind: 'value'; readonly at: (t: number) => number }
  | { readonly kind: 'reflecting' }
  | { readonly kind: 'extrapolated' };

export type Ends = readonly [End, End];

export const REFLECTING: Ends = [{ kind: 'reflecting' }, { kind: 'reflecting' }];
export const EXTRAPOLATED: Ends = [{ kind: 'extrapolated' }, { kind: 'extrapolated' }];

/**
 * A linear equation with three diagonals, row i: lower_i V_{i−1} + diagonal_i V_i + upper_i V_{i+1} = right_i. Entry i of each
 * list belongs to row i. The outer diagonals are the rates of a policy, so that nothing is copied; the main one is negative.
 */
export interface Rows {
  readonly lower: Float64Array;
  readonly diagonal: Float64Array;
  readonly upper: Float64Array;
  readonly right: Float64Array;
}

export const insistOnEnds = (ends: Ends, differences: Differences): void => {
  if (differences === 'monotone' && ends.some((end) => end.kind === 'extrapolated')) {
    throw new NumericError('not-applicable', 'extrapolated ends are not monotone', 'give values at the ends, or reflect there, or use central differences');
  }
};

const signedEnd = (end: End, sign: 1 | -1): End =>
  end.kind === 'value' && sign === -1 ? { kind: 'value', at: (t) => -end.at(t) } : end;

/** Given values times a sign, for a problem that was turned round. */
export const signedEnds = (ends: Ends, sign: 1 | -1): Ends => [signedEnd(ends[0], sign), signedEnd(ends[1], sign)];

const outside = (end: End, edge: number, next: number, second: number): number =>
  end.kind === 'reflecting' ? next : 3 * edge - 3 * next + second;

/** Writes the two values outside of the grid. */
export const padEnds = (padded: Float64Array, ends: Ends): void => {
  const last = padded.length - 2;
  padded[0] = outside(ends[0], padded[1]!, padded[2]!, padded[3]!);
  padded[last + 1] = outside(ends[1], padded[last]!, padded[last - 1]!, padded[last - 2]!);
};

/** Removes the value outside from the row of an end; `towards` is +1 at the left end and −1 at the right one. */
const closeRow = (rows: Rows, end: End, edge: number, towards: 1 | -1, given: number): void => {
  const [inner, outer] = towards === 1 ? [rows.upper, rows.lower] : [rows.lower, rows.upper];
  const { diagonal, right } = rows, outward = outer[edge]!;
  switch (end.kind) {
    case 'value':
      diagonal[edge] = 1; inner[edge] = 0; right[edge] = given;
      return;
    case 'reflecting':
      inner[edge] = inner[edge]! + outward;
      return;
    case 'extrapolated': {
      // outward (3 V_0 − 3 V_1 + V_2) joins the row; V_2 is removed by the row of the neighbour.
      const neighbour = edge + towards, third = inner[neighbour]!;
      if (outward === 0) return;
      if (third === 0) {
        throw new NumericError('singular-matrix', 'the noise and the drift vanish next to an end of the grid', 'give a value at that end');
      }
      const factor = outward / third;
      diagonal[edge] = diagonal[edge]! + 3 * outward - factor * outer[neighbour]!;
      inner[edge] = inner[edge]! - 3 * outward - factor * diagonal[neighbour]!;
      right[edge] = right[edge]! - factor * right[neighbour]!;
      return;
    }
  }
};

/** Closes the first and the last row, which must be there like any other row. The rates of the policy change there. */
export const closeEnds = (rows: Rows, ends: Ends, given: readonly [number, number]): void => {
  closeRow(rows, ends[0], 0, 1, given[0]);
  closeRow(rows, ends[1], rows.right.length - 1, -1, given[1]);
};
