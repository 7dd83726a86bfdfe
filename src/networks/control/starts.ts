/**
 * Where paths begin and how long they run: stratified, so that every part of the region and every length comes.
 */
import type { KeyedStream } from '../../numeric/random/streams.ts';
import type { ControlledDiffusion, Region } from './controlled-diffusion.ts';
import { regionOf } from './controlled-diffusion.ts';

/** 0 … count − 1 in a random order (Fisher, Yates). */
export const shuffled = (count: number, stream: KeyedStream): Int32Array => {
  const order = Int32Array.from({ length: count }, (_, i) => i);
  for (let i = count - 1; i > 0; i -= 1) {
    const j = stream.integer(i, 0, i);
    [order[i], order[j]] = [order[j]!, order[i]!];
  }
  return order;
};

/** `count` numbers, one uniform in each of as many equal parts of (0, 1), in a random order (a Latin hypercube's column). */
const stratified = (count: number, stream: KeyedStream): Float64Array => {
  const order = shuffled(count, stream.split('order'));
  return Float64Array.from(order, (cell, i) => (cell + stream.uniform(i)) / count);
};

/** Points in coordinates, count × states, uniform on the region of judgement or of training. */
export const startsIn = (problem: ControlledDiffusion, which: Region, count: number, stream: KeyedStream): Float64Array => {
  const { low, high } = regionOf(problem, which), points = new Float64Array(count * problem.states);
  for (let i = 0; i < problem.states; i += 1) {
    stratified(count, stream.split(i)).forEach((u, row) => { points[row * problem.states + i] = low[i]! + (high[i]! - low[i]!) * u; });
  }
  return points;
};

/** Durations of the exponential law with this rate. */
export const exponentialDurations = (rate: number, count: number, stream: KeyedStream): Float64Array =>
  stratified(count, stream).map((u) => -Math.log(1 - u) / rate);
