/**
 * A Brownian path on [0, T] as a function of a key: W(t) for any t, in any order, as often as wanted, without storing it.
 *
 * Lévy's construction. W(T) = √T Z_1; at the midpoint of a dyadic interval [a, b]
 *
 *   W((a+b)/2) = (W(a) + W(b))/2 + ½ √(b−a) Z_n,
 *
 * where n numbers the intervals as in a heap: [0, T] has number 1, the halves of n have 2n and 2n + 1. Z_n, component j, is
 * normal number n·components + j of the stream; W(T) takes n = 0. So all grids of 2^l steps show the same path: a coarse
 * increment is the sum of the fine ones.
 *
 * Between dyadic points of the last depth the path is a straight line: its deviation from W there has a standard deviation
 * of at most ½ √(T 2^−depth). A time within 2^−16 of that spacing of a dyadic point is taken to be that point, so that
 * rounding in t = k T/2^l does no harm.
 *
 * Source: Lévy, Processus stochastiques et mouvement brownien, 1948; the tree of keys is that of Gaines and Lyons, Variable
 * step size control in the numerical solution of stochastic differential equations, SIAM J. Appl. Math. 57 (1997).
 *
 * A horizon that is not positive: NumericError('no-horizon'); a time outside [0, T], no components, a depth or level
 * that there is not: RangeError.
 */
import { NumericError } from '../numeric-error.ts';
import type { Stream } from './stream.ts';

export interface BrownianTree {
  readonly horizon: number;
  readonly components: number;
  readonly depth: number;
  /** W(t), one entry a component. */
  readonly value: (t: number, out: Float64Array) => void;
  /** W(to) − W(from). */
  readonly increment: (from: number, to: number, out: Float64Array) => void;
  /** W at the 2^level + 1 points of a uniform grid, point by point. The same numbers as `value` gives, bit by bit. */
  readonly path: (level: number) => Float64Array;
  /** The 2^level increments of a uniform grid, step by step. */
  readonly increments: (level: number) => Float64Array;
}

const DEPTH = 32;
/** Places in [0, 2^depth] and the rounding of t/T to them stay apart by more than 2^−16 of a spacing. */
const DEEPEST = 36;

/** How many spacings of the last depth lie before t: an integer at dyadic points. */
const placeOf = (t: number, horizon: number, depth: number): number => {
  const place = (t / horizon) * 2 ** depth;
  const whole = Math.round(place);
  return Math.abs(place - whole) < 2 ** -16 ? whole : place;
};

/** Halves the interval that holds the place until the place is one of its ends. */
const descend = (stream: Stream, horizon: number, components: number, depth: number, place: number, out: Float64Array): void => {
  const left = new Float64Array(components);
  const right = Float64Array.from({ length: components }, (_, j) => Math.sqrt(horizon) * stream.normal(j));
  let [from, to, node] = [0, 2 ** depth, 1];
  for (let level = 0; level < depth && place > from && place < to; level++) {
    const middle = (from + to) / 2;
    const half = 0.5 * Math.sqrt(horizon * 2 ** -level);
    const upper = place >= middle;
    const replaced = upper ? left : right;
    for (let j = 0; j < components; j++) {
      replaced[j] = ((left[j] as number) + (right[j] as number)) / 2 + half * stream.normal(node * components + j);
    }
    if (upper) from = middle;
    else to = middle;
    node = 2 * node + (upper ? 1 : 0);
  }
  const share = (place - from) / (to - from);
  for (let j = 0; j < components; j++) out[j] = (1 - share) * (left[j] as number) + share * (right[j] as number);
};

const grid = (stream: Stream, horizon: number, components: number, level: number): Float64Array => {
  const count = 2 ** level;
  const path = new Float64Array((count + 1) * components);
  for (let j = 0; j < components; j++) path[count * components + j] = Math.sqrt(horizon) * stream.normal(j);
  for (let depth = 0, width = count; depth < level; depth++, width /= 2) {
    const half = 0.5 * Math.sqrt(horizon * 2 ** -depth);
    for (let i = 0; i < 2 ** depth; i++) {
      const node = 2 ** depth + i;
      const [a, b] = [i * width * components, (i + 1) * width * components];
      const middle = (i + 0.5) * width * components;
      for (let j = 0; j < components; j++) {
        path[middle + j] = ((path[a + j] as number) + (path[b + j] as number)) / 2 + half * stream.normal(node * components + j);
      }
    }
  }
  return path;
};

export const brownianTree = (stream: Stream, horizon: number, components: number, depth: number = DEPTH): BrownianTree => {
  if (!(horizon > 0 && Number.isFinite(horizon))) {
    throw new NumericError('no-horizon', `a Brownian path up to the time ${horizon}`, 'choose a finite horizon after 0');
  }
  if (!(Number.isSafeInteger(components) && components >= 1)) throw new RangeError(`a Brownian path with ${components} components`);
  if (!(Number.isInteger(depth) && depth >= 0 && depth <= DEEPEST)) throw new RangeError(`no depth from 0 to ${DEEPEST}: ${depth}`);
  const value = (t: number, out: Float64Array): void => {
    if (!(t >= 0 && t <= horizon)) throw new RangeError(`the time ${t} is outside of [0, ${horizon}]`);
    descend(stream, horizon, components, depth, placeOf(t, horizon, depth), out);
  };
  const before = new Float64Array(components);
  const path = (level: number): Float64Array => {
    if (!(Number.isInteger(level) && level >= 0 && level <= depth)) throw new RangeError(`no level from 0 to ${depth}: ${level}`);
    return grid(stream, horizon, components, level);
  };
  return {
    horizon, components, depth, value, path,
    increment: (from, to, out) => {
      value(from, before);
      value(to, out);
      for (let j = 0; j < components; j++) out[j] = (out[j] as number) - (before[j] as number);
    },
    increments: (level) => {
      const points = path(level);
      return Float64Array.from({ length: points.length - components }, (_, i) => (points[i + components] as number) - (points[i] as number));
    },
  };
};
