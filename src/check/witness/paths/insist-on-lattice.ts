/**
 * Whether a lattice holds the coefficients that were read on it: between its nodes, what is read off agrees with the formulas.
 *
 * Errors: NumericError 'grid-too-coarse', with a point where it does not.
 */
import { NumericError } from '../../../numeric/numeric-error.ts';
import type { Tabulated } from '../../../numeric/paths/tabulated.ts';
import type { Lattice } from '../../../numeric/solved/tables.ts';

export type Read = (x: readonly number[], t: number) => readonly number[];

const PROBES = 12;
const COARSE = 3e-3;

/**
 * At points between the nodes, near the ends of the box too, what is read off must agree with the formulas to some thousandths, of the value
 * there and of the mean size in the inner half of the box.
 */
export const insistOnLattice = (read: Read, table: Tabulated, lattice: Lattice, from: number, to: number): void => {
  const box = lattice.axes.map((nodes) => [nodes[0] as number, nodes.at(-1) as number] as const);
  for (let n = 0; n < PROBES; n++) {
    // Points of a Kronecker sequence: the fractional parts of multiples of irrational numbers.
    const share = (k: number): number => ((n + 1) * Math.sqrt([2, 3, 5][k] as number)) % 1;
    // Every third one in the outermost cells of the lattice, at either end.
    const x = box.map(([low, high], k) => {
      const nodes = lattice.axes[k] as Float64Array;
      const [second, last] = [nodes[1] as number, nodes[nodes.length - 2] as number];
      return n % 3 === 0 ? low + share(k) * (second - low) : n % 3 === 1 ? high - share(k) * (high - last) : low + share(k) * (high - low);
    });
    const t = from + share(2) * (to - from);
    const exact = read(x, t);
    const rows = table.rowsAt(t, false);
    const out = exact.map(() => new Float64Array(1));
    table.read(rows, x.map((v) => Float64Array.of(v)), 1, out);
    exact.forEach((value, k) => {
      const middle = sizeInside(rows[k] as Float64Array, lattice.axes.length);
      const off = Math.abs(value - ((out[k] as Float64Array)[0] as number));
      if (!(off <= COARSE * (Math.abs(value) + middle) + 1e-6)) throw new NumericError('grid-too-coarse', `a coefficient varies too much between the nodes near ${x.map((v) => v.toPrecision(3)).join(', ')}`, 'use a smaller box');
    });
  }
};

/** The mean of the absolute values on every fourth node, along each axis, of the inner half. */
const sizeInside = (row: Float64Array, dimension: number): number => {
  const along = Math.round(row.length ** (1 / dimension));
  const inner = Array.from({ length: along }, (_, i) => i).filter((i) => i % 4 === 0 && i >= along / 4 && i <= (3 * along) / 4);
  const nodes = dimension === 1 ? inner : inner.flatMap((i) => inner.map((j) => i * along + j));
  return nodes.reduce((sum, n) => sum + Math.abs(row[n] as number), 0) / nodes.length;
};
