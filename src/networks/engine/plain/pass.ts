/**
 * One pass of rows through a network and back, in doubles.
 *
 * What is kept of the way forward (the tape) is, for each layer, its input and what comes before its SiLU; the way back turns the
 * gradient by the outputs into those by the weights and by the inputs (Rumelhart, Hinton, Williams 1986).
 *
 * With tangents, rows come in two halves: the rows, and their derivatives along one direction each. Ȧ = Ẋ W and Ḣ = φ′(A) Ȧ on
 * the way forward; on the way back, with gradients H̄ and H̄̇ by both halves,
 *
 *     Ā = φ′(A) H̄ + φ″(A) Ȧ H̄̇,   Ǡ = φ′(A) H̄̇.
 *
 * Layers are linear, so that both halves pass through them as rows of one matrix, the second half without biases.
 */
import type { Layer } from '../layout.ts';
import { addWeightGradient, affine, backThrough } from './dense.ts';
import { silu, siluFirst, siluSecond } from './silu.ts';

export interface Tape {
  /** Halves counted: twice the rows of the batch where there are tangents. */
  readonly rows: number;
  /** The rows that are no tangents. */
  readonly values: number;
  /** Of each layer. */
  readonly inputs: readonly Float64Array[];
  /** Of each layer, before its SiLU; the last one is the outputs. */
  readonly sums: readonly Float64Array[];
}

/** SiLU of the values, φ′ times the tangents. */
const activated = (sums: Float64Array, tangents: boolean): Float64Array => {
  const half = tangents ? sums.length / 2 : sums.length;
  return sums.map((a, at) => (at < half ? silu(a) : siluFirst(sums[at - half]!) * a));
};

export const forward = (layers: readonly Layer[], weights: Float64Array, x: Float64Array, rows: number, tangents: boolean): Tape => {
  const [inputs, sums]: [Float64Array[], Float64Array[]] = [[], []];
  const values = tangents ? rows / 2 : rows;
  let input = x;
  for (const layer of layers) {
    const sum = affine(input, weights, layer, rows, values);
    inputs.push(input);
    sums.push(sum);
    if (!layer.linear) input = activated(sum, tangents);
  }
  return { rows, values, inputs, sums };
};

export const outputsOf = (tape: Tape): Float64Array => tape.sums.at(-1)!;

/** The gradient by what comes before SiLU, of that by what comes after it. */
const backThroughSilu = (sums: Float64Array, after: Float64Array, tangents: boolean): Float64Array => {
  if (!tangents) return after.map((g, at) => g * siluFirst(sums[at]!));
  const half = sums.length / 2;
  return after.map((g, at) => (at < half
    ? siluFirst(sums[at]!) * g + siluSecond(sums[at]!) * sums[at + half]! * after[at + half]!
    : siluFirst(sums[at - half]!) * g));
};

/** The gradient by the inputs; that by the weights is added to `gathered`, where it is wanted. */
export const backward = (
  layers: readonly Layer[], weights: Float64Array, tape: Tape, gradient: Float64Array, gathered: Float64Array | null,
): Float64Array => {
  const { rows, values } = tape;
  let after = gradient;
  for (let k = layers.length - 1; k >= 0; k -= 1) {
    const layer = layers[k]!;
    const before = layer.linear ? after : backThroughSilu(tape.sums[k]!, after, values < rows);
    if (gathered !== null) addWeightGradient(tape.inputs[k]!, before, layer, rows, values, gathered);
    after = backThrough(before, weights, layer, rows);
  }
  return after;
};
