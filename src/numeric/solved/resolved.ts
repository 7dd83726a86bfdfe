/**
 * Whether tables follow what they are tables of. All grids of a solver read the same tables, so that a coefficient that varies between their
 * nodes would make all grids agree on the solution of another problem, and no observed order would tell.
 *
 * At points of a Kronecker sequence (the fractional parts of multiples of √2, √3, √5) in space and time, what is read off a table is compared
 * with the formula. In the middle of the box, where solutions are looked at, a small difference (relative to the mean size there) is kept with
 * the world, to be allowed for; a larger one, and one that is gross beside the largest number of the table anywhere, is NumericError
 * 'grid-too-coarse'.
 */
import { NumericError } from '../numeric-error.ts';
import type { Lattice } from './tables.ts';
import { onto } from './tables.ts';

/** In the middle of the box, and as many in all of it. */
const PROBES: Readonly<Record<number, number>> = { 1: 16, 2: 10 };
/** The middle: so much of each axis. */
const MIDDLE = 0.6;
const WORST_IN_MIDDLE: Readonly<Record<number, number>> = { 1: 1e-4, 2: 1e-2 };
const WORST_ANYWHERE = 0.2;

const share = (n: number, of: number): number => ((n + 1) * Math.sqrt(of)) % 1;

/** How far the tables of a world are off in the middle, relative to their size there: the largest part that was seen. */
const known = new WeakMap<object, number>();

export const tableError = (worlds: readonly object[]): number => Math.max(0, ...worlds.map((world) => known.get(world) ?? 0));

interface Probe {
  readonly inMiddle: boolean;
  readonly x: readonly number[];
  readonly t: number;
  /** Table by table: the formula's value, and how far the table is from it. */
  readonly values: readonly number[];
  readonly off: readonly number[];
}

/** `exactly`: the tables' values at a place, in their order; `what`: what they are of, in words. */
export const insistOnResolved = (
  world: object, lattice: Lattice, tables: readonly Float64Array[], exactly: (x: readonly number[], t: number) => readonly number[], what: string,
): void => {
  const dimension = lattice.axes.length;
  const probes = Array.from({ length: 2 * (PROBES[dimension] ?? 10) }, (_, n) => probeOf(lattice, tables, exactly, n, n % 2 === 0));
  const middle = probes.filter((p) => p.inMiddle);
  const sizes = tables.map((_, k) => middle.reduce((sum, p) => sum + Math.abs(p.values[k]!), 0) / middle.length);
  const largest = tables.map((table) => table.reduce((most, value) => Math.max(most, Math.abs(value)), 0));
  let most = known.get(world) ?? 0;
  for (const { inMiddle, x, t, off } of probes) {
    off.forEach((difference, k) => {
      if (difference === 0) return;
      const part = difference / (inMiddle ? sizes : largest)[k]!;
      if (!(part <= (inMiddle ? WORST_IN_MIDDLE[dimension] ?? 1e-2 : WORST_ANYWHERE))) refuse(what, part, x, t);
      if (inMiddle) most = Math.max(most, part);
    });
  }
  known.set(world, most);
};

const probeOf = (
  lattice: Lattice, tables: readonly Float64Array[], exactly: (x: readonly number[], t: number) => readonly number[], n: number, inMiddle: boolean,
): Probe => {
  const reach = inMiddle ? MIDDLE : 1;
  const x = lattice.axes.map((axis, k) => axis[0]! + ((1 - reach) / 2 + reach * share(n, [2, 3][k] ?? 7)) * (axis.at(-1)! - axis[0]!));
  const t = lattice.times[0]! + share(n, 5) * (lattice.times.at(-1)! - lattice.times[0]!);
  const read = onto(lattice, x.map((coordinate) => Float64Array.of(coordinate)));
  const one = new Float64Array(1);
  const values = exactly(x, t);
  return { inMiddle, x, t, values, off: values.map((value, k) => { read(tables[k]!, t, one); return Math.abs(one[0]! - value); }) };
};

const refuse = (what: string, part: number, x: readonly number[], t: number): never => {
  throw new NumericError('grid-too-coarse',
    `${what} varies between the nodes of its tables: off by ${part.toPrecision(2)} of its size at x = ${x.map((z) => z.toPrecision(4)).join(', ')}, t = ${t.toPrecision(4)}`,
    'use numbers and functions that vary more slowly');
};
