/**
 * The implicit matrices of all lines of a box along one of its coordinates, each as in generator-matrix.ts, all lines at once.
 *
 * Arrays have the cells of one line in a column: row i holds cell i of every line. They lie in the memory of the kernels.
 */
import { NumericError } from '../numeric-error.ts';
import { geometryOf } from './generator-matrix.ts';
import type { Grid } from './grid.ts';
import type { LineMemory } from './wasm/line-memory.ts';

export interface Direction {
  /** Fills the rates times s from f at the n + 1 rows of faces and g² at the n rows of centres; killing: a rate, or none. */
  readonly assemble: (drift: Float64Array, squaredNoise: Float64Array, s: number, killing: Float64Array | null) => void;
  /** Solves (I − s Qᵀ) y = right on every line, or with Q where transposed; out = scale y + keep right. `out` is not `right`. */
  readonly solve: (transposed: boolean, right: Float64Array, out: Float64Array, scale: number, keep: number) => void;
  /** out = (I + s Qᵀ) values, or with Q. `out` is not `values`. */
  readonly product: (transposed: boolean, values: Float64Array, out: Float64Array) => void;
}

/** How many doubles, and arrays, a direction takes of a memory. */
export const directionSize = (cells: number, lines: number): number => 3 * cells + 4 * cells * lines + 3 * lines;
export const DIRECTION_ARRAYS = 10;

const copied = (memory: LineMemory, values: Float64Array): Float64Array => {
  const array = memory.allocate(values.length);
  array.set(values);
  return array;
};

export const direction = (grid: Grid, lines: number, memory: LineMemory): Direction => {
  const [size, row] = [grid.cells, lines * Float64Array.BYTES_PER_ELEMENT];
  const { gap, rightward, leftward } = geometryOf(grid);
  const [gaps, rightwards, leftwards] = [copied(memory, gap), copied(memory, rightward), copied(memory, leftward)];
  const [up, down, extra, work] = [0, 0, 0, 0].map(() => memory.allocate(size * lines)) as [Float64Array, Float64Array, Float64Array, Float64Array];
  const [excess, value, flux] = [0, 0, 0].map(() => memory.allocate(lines)) as [Float64Array, Float64Array, Float64Array];
  const assemble = memory.kernel('assemble');
  const solves = [memory.kernel('solve'), memory.kernel('solveKilled')] as const;
  const products = [
    [memory.kernel('productForward'), memory.kernel('productForwardKilled')],
    [memory.kernel('productBackward'), memory.kernel('productBackwardKilled')],
  ] as const;
  let killed: 0 | 1 = 0;
  return {
    assemble: (drift, squaredNoise, s, killing) => {
      killed = killing === null ? 0 : 1;
      if (killing !== null) for (let i = 0; i < extra.length; i += 1) extra[i] = s * killing[i]!;
      const negative = assemble(size - 1, row, gaps, rightwards, leftwards, drift.byteOffset + row, squaredNoise, s, up, down) !== 0;
      if (negative) throw new NumericError('not-applicable', 'a component of G Gᵀ is negative', 'use a noise that is real');
    },
    solve: (transposed, right, out, scale, keep) => {
      const [give, take] = transposed ? [down, up] : [up, down];
      if (solves[killed](size, row, up, down, give, take, extra, right, out, work, excess, value, scale, keep) !== 0) {
        throw new NumericError('not-finite', 'a solution that is not finite', 'use coefficients and data that are finite on the whole box');
      }
    },
    product: (transposed, values, out) => {
      products[transposed ? 1 : 0][killed](size, row, up, down, extra, values, out, flux);
    },
  };
};
