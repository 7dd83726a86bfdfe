/**
 * Jets: the value of a function at many points, with its first and second derivatives along some directions.
 *
 * Channels lie one after the other, each a matrix points × width: the value; then the derivative along each direction; of order 2
 * then along each pair of directions i ≤ j, in the order (0,0), (0,1), …, (0,k−1), (1,1), … Directions are any curves through the
 * points: lines in the inputs, or how inputs depend on time.
 *
 * Errors: NetworkError 'wrong-shape' for arrays that do not fit each other.
 */
import { NetworkError } from '../network-error.ts';

export interface Jet {
  readonly points: number;
  readonly directions: number;
  readonly order: 1 | 2;
  /** Numbers of a point. */
  readonly width: number;
  readonly channels: Float64Array;
}

/** The value, k first derivatives, and k (k + 1)/2 second ones. */
export const channelCount = (directions: number, order: 1 | 2): number =>
  1 + directions + (order === 2 ? (directions * (directions + 1)) / 2 : 0);

export const firstChannel = (i: number): number => 1 + i;

/** Of the pair (i, j), in either order. */
export const secondChannel = (directions: number, i: number, j: number): number => {
  const [low, high] = i < j ? [i, j] : [j, i];
  return 1 + directions + low * directions - (low * (low - 1)) / 2 + (high - low);
};

const channel = ({ points, width, channels }: Jet, index: number): Float64Array =>
  channels.subarray(index * points * width, (index + 1) * points * width);

/** points × width, row after row: views into the jet. */
export const valuesOf = (jet: Jet): Float64Array => channel(jet, 0);
export const firstsOf = (jet: Jet, i: number): Float64Array => channel(jet, firstChannel(i));
export const secondsOf = (jet: Jet, i: number, j: number): Float64Array => channel(jet, secondChannel(jet.directions, i, j));

const check = (holds: boolean, message: string): void => {
  if (!holds) throw new NetworkError('wrong-shape', message, 'give every point as many numbers as the function has inputs');
};

/**
 * Points that move along straight lines, one line for each direction: `points` is points × width, `directions` is directions × width,
 * the same for all points.
 */
export const linesThrough = (points: Float64Array, width: number, directions: Float64Array, order: 1 | 2): Jet => {
  const [count, k] = [points.length / width, directions.length / width];
  check(Number.isInteger(count) && Number.isInteger(k),
    `points of ${points.length} numbers and directions of ${directions.length} in dimension ${width}`);
  const channels = new Float64Array(channelCount(k, order) * points.length);
  channels.set(points);
  for (let i = 0; i < k; i += 1) {
    const direction = directions.subarray(i * width, (i + 1) * width);
    for (let point = 0; point < count; point += 1) channels.set(direction, firstChannel(i) * points.length + point * width);
  }
  return { points: count, directions: k, order, width, channels };
};

/** Points that move along the axes of these inputs: `along: [0, 1]` gives derivatives by the first two. */
export const axesThrough = (points: Float64Array, width: number, along: readonly number[], order: 1 | 2): Jet => {
  const directions = new Float64Array(along.length * width);
  along.forEach((axis, i) => {
    check(Number.isInteger(axis) && axis >= 0 && axis < width, `axis ${axis} of ${width}`);
    directions[i * width + axis] = 1;
  });
  return linesThrough(points, width, directions, order);
};
