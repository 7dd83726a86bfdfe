/**
 * The coefficients of dX = f(x,t) dt + G(x,t) dW (Itô) in the plane, as a box needs them: each component of f at the faces it
 * crosses, and S = G Gᵀ at the centres. The array form is the one that the solvers use.
 */
import { NumericError } from '../numeric-error.ts';
import type { Box } from './box.ts';

/**
 * What is filled for each time. What belongs to a coordinate has that coordinate's cells in rows, one line in a column:
 * row-major for the first coordinate, by columns for the second.
 */
export interface Coefficients2D {
  /** f₁ at the faces between cells of the first coordinate: [i n₂ + j] for face i of line j. */
  readonly drift1: Float64Array;
  /** f₂ at the faces between cells of the second coordinate: [j n₁ + i] for face j of line i. */
  readonly drift2: Float64Array;
  /** S₁₁ at the centres: [i n₂ + j]. */
  readonly squared11: Float64Array;
  /** S₂₂ at the centres: [j n₁ + i]. */
  readonly squared22: Float64Array;
  /** S₁₂ at the centres: [i n₂ + j]; empty where the noise is not correlated. */
  readonly squared12: Float64Array;
}

export interface Dynamics2D {
  readonly on: (box: Box) => (t: number, coefficients: Coefficients2D) => void;
  readonly autonomous: boolean;
  /** Whether S₁₂ may be other than zero: the mixed derivative then takes part. */
  readonly correlated: boolean;
}

export interface Pointwise2D {
  readonly drift: (x: number, y: number, t: number) => readonly [number, number];
  /** The rows of G, of any number of columns. */
  readonly noise: (x: number, y: number, t: number) => readonly [readonly number[], readonly number[]];
  readonly autonomous?: boolean;
  /** false: the rows of G are orthogonal everywhere. */
  readonly correlated?: boolean;
}

const inner = (a: readonly number[], b: readonly number[]): number => a.reduce((sum, value, k) => sum + value * (b[k] ?? Number.NaN), 0);

/** From functions of a point: simple, and slow beside arrays. */
export const pointwise2D = ({ drift, noise, autonomous = false, correlated = true }: Pointwise2D): Dynamics2D => ({
  autonomous, correlated,
  on: ({ first, second }) => (t, out) => {
    for (let i = 0; i < first.cells; i += 1) {
      const x = first.centres[i]!;
      for (let j = 0; j < second.cells; j += 1) {
        const y = second.centres[j]!;
        out.drift1[i * second.cells + j] = drift(first.faces[i]!, y, t)[0];
        out.drift2[j * first.cells + i] = drift(x, second.faces[j]!, t)[1];
        const [row1, row2] = noise(x, y, t);
        out.squared11[i * second.cells + j] = inner(row1, row1);
        out.squared22[j * first.cells + i] = inner(row2, row2);
        const mixed = inner(row1, row2);
        if (correlated) out.squared12[i * second.cells + j] = mixed;
        else if (mixed !== 0) {
          throw new NumericError('not-applicable', `the noise is correlated at (${x}, ${y})`, 'declare it as correlated');
        }
      }
    }
  },
});
