/**
 * Functions of time and a state in a box, as rows of numbers on a fine grid for every time that is asked for, and read off between
 * its nodes by (bi)linear interpolation: what a path costs is then a few products, whatever the formulas are.
 *
 * The functions are given on a coarse lattice of space and time (`solved/tables.ts`), from where polynomials of degree 7 take them onto the
 * fine grid. Linear interpolation between 1,025 nodes, or 97 × 97, is off by at most h² f''/8: 10^−5, or 10^−3, of a function
 * that varies as a wave of length 6 in a box of length 10.
 *
 * An interval of positive numbers over more than four octaves is divided in equal ratios: there powers and logarithms are to be read off
 * near 0 as well as far out.
 *
 * A state outside of the box is given the value at its boundary; how often that happens is counted, and is for the caller to judge.
 */
import type { Lattice } from '../solved/tables.ts';
import { evenly, onto } from '../solved/tables.ts';
import type { Columns } from './columns.ts';

/** Of the fine grid, along an axis. */
export const FINE: Readonly<Record<number, number>> = { 1: 1025, 2: 97 };
/** Half as fine: four times the error. */
export const HALF_AS_FINE: Readonly<Record<number, number>> = { 1: 513, 2: 49 };

const isGeometric = (low: number, high: number): boolean => low > 0 && high / low >= 16;

/** Nodes of an interval: at equal distances, or in equal ratios. */
export const nodesAlong = (low: number, high: number, count: number): Float64Array => {
  if (!isGeometric(low, high)) return evenly(low, high, count);
  const nodes = evenly(Math.log(low), Math.log(high), count).map(Math.exp);
  nodes[0] = low;
  nodes[count - 1] = high;
  return nodes;
};

export interface Tabulated {
  /** One a function, at a time; kept, unless it is said not to be. */
  readonly rowsAt: (t: number, keep?: boolean) => readonly Float64Array[];
  /** Writes the functions (one column each) at the first `count` states; only the first `dimension` columns of the states are looked at. */
  readonly read: (rows: readonly Float64Array[], states: Columns, count: number, out: Columns) => void;
  /** How many states were read, and how many of them were outside of the box. */
  readonly reads: () => { readonly all: number; readonly outside: number };
}

export const tabulated = (lattice: Lattice, tables: readonly Float64Array[], along: Readonly<Record<number, number>> = FINE): Tabulated => {
  const dimension = lattice.axes.length;
  const nodes = along[dimension] ?? 33;
  const ends = lattice.axes.map((axis) => [axis[0] as number, axis.at(-1) as number] as const);
  const write = onto(lattice, ends.map(([low, high]) => nodesAlong(low, high, nodes)));
  const kept = new Map<number, readonly Float64Array[]>();
  const counts = { all: 0, outside: 0 };
  const isSteady = lattice.times.length === 1;
  const place = ends.map(() => ({ index: 0, share: 0 }));
  const scales = ends.map(([low, high]) => (isGeometric(low, high)
    ? { geometric: true, low: Math.log(low), width: Math.log(high / low) } : { geometric: false, low, width: high - low }));
  const locate = (k: number, x: number): boolean => {
    const { geometric, low, width } = scales[k] as (typeof scales)[number];
    const at = (((geometric ? (x > 0 ? Math.log(x) : -Infinity) : x) - low) / width) * (nodes - 1);
    const inside = at >= 0 && at <= nodes - 1;
    const held = inside ? at : at > 0 ? nodes - 1 : 0;
    const own = place[k] as { index: number; share: number };
    own.index = Math.min(Math.floor(held), nodes - 2);
    own.share = held - own.index;
    return inside;
  };
  const line = (rows: readonly Float64Array[], x: Float64Array, count: number, out: Columns): void => {
    const at = place[0] as { index: number; share: number };
    for (let p = 0; p < count; p++) {
      if (!locate(0, x[p] as number)) counts.outside++;
      const { index, share } = at;
      for (let k = 0; k < rows.length; k++) {
        const row = rows[k] as Float64Array;
        (out[k] as Float64Array)[p] = (1 - share) * (row[index] as number) + share * (row[index + 1] as number);
      }
    }
  };
  const plane = (rows: readonly Float64Array[], states: Columns, count: number, out: Columns): void => {
    const [first, second] = place as [{ index: number; share: number }, { index: number; share: number }];
    const [x, y] = [states[0] as Float64Array, states[1] as Float64Array];
    for (let p = 0; p < count; p++) {
      const [a, b] = [locate(0, x[p] as number), locate(1, y[p] as number)];
      if (!a || !b) counts.outside++;
      const at = first.index * nodes + second.index;
      const [u, v] = [first.share, second.share];
      const [w00, w01, w10, w11] = [(1 - u) * (1 - v), (1 - u) * v, u * (1 - v), u * v];
      for (let k = 0; k < rows.length; k++) {
        const row = rows[k] as Float64Array;
        (out[k] as Float64Array)[p] = w00 * (row[at] as number) + w01 * (row[at + 1] as number)
          + w10 * (row[at + nodes] as number) + w11 * (row[at + nodes + 1] as number);
      }
    }
  };
  return {
    rowsAt: (time, keep = true) => {
      const t = isSteady ? 0 : time;
      const old = kept.get(t);
      if (old !== undefined) return old;
      const made = tables.map((table) => {
        const row = new Float64Array(nodes ** dimension);
        write(table, isSteady ? (lattice.times[0] as number) : t, row);
        return row;
      });
      if (keep) kept.set(t, made);
      return made;
    },
    read: (rows, states, count, out) => {
      counts.all += count;
      if (dimension === 1) line(rows, states[0] as Float64Array, count, out);
      else plane(rows, states, count, out);
    },
    reads: () => ({ ...counts }),
  };
};
