/**
 * The implicit matrices of all lines of a box along one of its coordinates, each as in generator-matrix.ts, line after line.
 */
import type { Grid } from './grid.ts';
import { fillRates, geometryOf } from './generator-matrix.ts';
import { solveTridiagonal } from './tridiagonal.ts';

export interface Direction {
  /** Fills I − s Qᵀ of every line from its drift at n + 1 faces and its squared noise at n centres; killing: a rate, or none. */
  readonly assemble: (drift: Float64Array, squaredNoise: Float64Array, s: number, killing: Float64Array | null) => void;
  /** Solves (I − s Qᵀ) y = right on every line, or with Q where transposed; out = scale y + keep right. */
  readonly solve: (transposed: boolean, right: Float64Array, out: Float64Array, scale: number, keep: number) => void;
  /** out = (I + s Qᵀ) values, or with Q. */
  readonly product: (transposed: boolean, values: Float64Array, out: Float64Array) => void;
}

/** out = 2 v − A v for a tridiagonal matrix, which is (I + s Q) v for A = I − s Q. */
const reflected = (
  lower: Float64Array, diagonal: Float64Array, upper: Float64Array, values: Float64Array, out: Float64Array, start: number, size: number,
): void => {
  let before = 0;
  let here = values[start]!;
  for (let i = start; i < start + size - 1; i += 1) {
    const after = values[i + 1]!;
    out[i] = (2 - diagonal[i]!) * here - before - upper[i]! * after;
    before = lower[i]! * here;
    here = after;
  }
  out[start + size - 1] = (2 - diagonal[start + size - 1]!) * here - before;
};

export const direction = (grid: Grid, lines: number): Direction => {
  const size = grid.cells;
  const geometry = geometryOf(grid);
  const [lower, diagonal, upper] = [new Float64Array(lines * size), new Float64Array(lines * size), new Float64Array(lines * size)];
  const work = new Float64Array(size);
  const view = (all: Float64Array, length: number): readonly Float64Array[] =>
    Array.from({ length: lines }, (_, line) => all.subarray(line * size, line * size + length));
  const [lowers, diagonals, uppers] = [view(lower, size - 1), view(diagonal, size), view(upper, size - 1)];
  return {
    assemble: (drift, squaredNoise, s, killing) => {
      for (let line = 0; line < lines; line += 1) {
        const [drifts, squares] = [drift.subarray(line * (size + 1), (line + 1) * (size + 1)), squaredNoise.subarray(line * size, (line + 1) * size)];
        fillRates(geometry, drifts, squares, -s, lowers[line]!, uppers[line]!, diagonals[line]!);
      }
      if (killing !== null) for (let i = 0; i < diagonal.length; i += 1) diagonal[i]! += s * killing[i]!;
    },
    solve: (transposed, right, out, scale, keep) => {
      const [below, above] = transposed ? [uppers, lowers] : [lowers, uppers];
      for (let line = 0; line < lines; line += 1) {
        const [from, to] = [line * size, (line + 1) * size];
        solveTridiagonal(below[line]!, diagonals[line]!, above[line]!, right.subarray(from, to), out.subarray(from, to), work, scale, keep);
      }
    },
    product: (transposed, values, out) => {
      const [below, above] = transposed ? [upper, lower] : [lower, upper];
      for (let line = 0; line < lines; line += 1) reflected(below, diagonal, above, values, out, line * size, size);
    },
  };
};
