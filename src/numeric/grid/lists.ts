/**
 * Lists of numbers laid end to end, as the judgement over several grids takes them, and apart again.
 */
import { supDistance } from '../accuracy/richardson.ts';

export const concatenated = (lists: readonly Float64Array[]): Float64Array => {
  const all = new Float64Array(lists.reduce((sum, list) => sum + list.length, 0));
  lists.reduce((at, list) => { all.set(list, at); return at + list.length; }, 0);
  return all;
};

/** Into `count` lists of equal length. */
export const separated = (all: Float64Array, count: number): readonly Float64Array[] => {
  const length = all.length / count;
  return Array.from({ length: count }, (_, k) => all.slice(k * length, (k + 1) * length));
};

/**
 * What the ends of a box may be to blame for, from the values on a coarse grid of it and of a box that is half as wide again. The
 * coarse grid sees the effect of the ends within some percent, and the wider box has one of its own: twice the difference.
 */
export const endsAllowance = (narrow: Float64Array, wide: Float64Array): number => 2 * supDistance(narrow, wide);

export const total = (values: Float64Array): number => values.reduce((sum, value) => sum + value, 0);

/** How much is below zero. */
export const belowZero = (values: Float64Array): number => values.reduce((sum, value) => sum - Math.min(value, 0), 0);
