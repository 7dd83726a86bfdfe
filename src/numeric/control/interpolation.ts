/**
 * Linear interpolation on a uniform grid of nodes in one dimension, bilinear in two: the interpolations whose weights are
 * never negative, on which the monotonicity of a semi-Lagrangian scheme rests.
 */

/** Equally distant nodes of one axis. */
export interface Axis {
  readonly low: number;
  readonly high: number;
  readonly cells: number;
}

export const nodesOf = ({ low, high, cells }: Axis): Float64Array =>
  Float64Array.from({ length: cells + 1 }, (_, i) => (i === cells ? high : low + (high - low) * (i / cells)));

/** A point on the axis in units of cells, from 0 to `cells`; what lies beyond is brought to the end. */
const position = ({ low, high, cells }: Axis, x: number): number => {
  const s = (x - low) / (high - low) * cells;
  return s <= 0 ? 0 : s >= cells ? cells : s;
};

export const interpolate1D = (axis: Axis, values: Float64Array, x: number): number => {
  const s = position(axis, x), i = Math.min(axis.cells - 1, Math.floor(s)), w = s - i;
  return (1 - w) * values[i]! + w * values[i + 1]!;
};

/** `values[i · (second.cells + 1) + j]` belongs to node i of the first axis and j of the second. */
export const interpolate2D = (first: Axis, second: Axis, values: Float64Array, x: number, y: number): number => {
  const s = position(first, x), i = Math.min(first.cells - 1, Math.floor(s)), v = s - i;
  const r = position(second, y), j = Math.min(second.cells - 1, Math.floor(r)), w = r - j;
  const row = second.cells + 1, k = i * row + j;
  return (1 - v) * ((1 - w) * values[k]! + w * values[k + 1]!) + v * ((1 - w) * values[k + row]! + w * values[k + row + 1]!);
};
