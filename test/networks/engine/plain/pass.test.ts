/**
 * The reference: its gradients against finite differences in doubles, with tangents and without.
 */
import { describe, expect, test } from 'vitest';
import { initialWeights, MEAN_SQUARE_OF_SILU } from '../../../../src/networks/engine/initial-weights.ts';
import { layersOf } from '../../../../src/networks/engine/layout.ts';
import { adam, adamState } from '../../../../src/networks/engine/plain/adam.ts';
import { backward, forward, outputsOf } from '../../../../src/networks/engine/plain/pass.ts';
import { silu, siluFirst, siluSecond } from '../../../../src/networks/engine/plain/silu.ts';
import { streamOf } from '../../../../src/numeric/random/streams.ts';
import { difference, OPTIONS } from '../small-network.ts';

const SHAPE = OPTIONS.shape;
const LAYERS = layersOf(SHAPE);
const STREAM = streamOf(3, 'pass');
const WEIGHTS = Float64Array.from(initialWeights(SHAPE, STREAM, 0), (w) => 1.5 * w + 0.01);

/** Fourth order: error ~ h⁴ f⁽⁵⁾/30 + rounding 1e-16/h. */
const derivative = (f: (x: number) => number, x: number, h = 1e-3): number =>
  (8 * (f(x + h) - f(x - h)) - (f(x + 2 * h) - f(x - 2 * h))) / (12 * h);

const along = (at: Float64Array, f: (x: Float64Array) => number): Float64Array => at.map((_, i) =>
  derivative((x) => f(at.with(i, x)), at[i]!));

test('SiLU: each derivative is that of the one before', () => {
  for (const a of [-30, -4, -1.2, 0, 0.3, 2, 9, 40]) {
    expect(siluFirst(a)).toBeCloseTo(derivative(silu, a), 9);
    expect(siluSecond(a)).toBeCloseTo(derivative(siluFirst, a), 9);
  }
  expect([silu, siluFirst, siluSecond].map((f) => f(-1e4))).toEqual([-0, -0, -0]);
  expect(silu(1e4)).toBe(1e4);
});

describe.each([['without tangents', false], ['with tangents', true]] as const)('gradients %s', (_, tangents) => {
  const rows = 4;
  const x = Float64Array.from({ length: rows * SHAPE.inputs }, (_0, i) => STREAM.normal(i));
  const weighting = Float64Array.from({ length: rows * SHAPE.outputs }, (_0, i) => STREAM.normal(100 + i));
  const loss = (weights: Float64Array, inputs: Float64Array): number =>
    outputsOf(forward(LAYERS, weights, inputs, rows, tangents)).reduce((sum, y, at) => sum + weighting[at]! * y, 0);
  const gathered = new Float64Array(WEIGHTS.length);
  const byInputs = backward(LAYERS, WEIGHTS, forward(LAYERS, WEIGHTS, x, rows, tangents), weighting, gathered);

  test('by the weights, as finite differences have it', () => {
    expect(difference(gathered, along(WEIGHTS, (weights) => loss(weights, x)))).toBeLessThan(1e-9);
  });

  test('by the inputs, directions among them', () => {
    expect(difference(byInputs, along(x, (inputs) => loss(WEIGHTS, inputs)))).toBeLessThan(1e-9);
  });
});

test('a tangent is the derivative of the outputs along its direction', () => {
  const [x, direction] = [Float64Array.of(0.2, -1, 0.7), Float64Array.of(1, 0.5, -2)];
  const at = (s: number): Float64Array => outputsOf(forward(LAYERS, WEIGHTS, x.map((xi, i) => xi + s * direction[i]!), 1, false));
  const both = outputsOf(forward(LAYERS, WEIGHTS, Float64Array.of(...x, ...direction), 2, true));
  expect([...both.subarray(0, 2)]).toEqual([...at(0)]);
  [0, 1].forEach((i) => expect(both[2 + i]).toBeCloseTo(derivative((s) => at(s)[i]!, 0), 10));
});

test('Adam: the first two steps, by hand', () => {
  const state = adamState(Float64Array.of(1));
  const optimiser = { firstDecay: 0.5, secondDecay: 0.75, epsilon: 0.1, averageDecay: 0.9 };
  state.gradient[0] = 2;
  adam(state, optimiser, 0.3, 1);
  // m / (1 − ½) = 2, v / (1 − ¾) = 4.
  const first = 1 - 0.3 * 2 / 2.1;
  expect(state.weights[0]).toBeCloseTo(first, 15);
  expect(state.average[0]).toBeCloseTo(0.9 + 0.1 * first, 15);
  expect(state.gradient[0]).toBe(0);
  state.gradient[0] = -1;
  adam(state, optimiser, 0.3, 2);
  // m = ½ · 1 − ½ = 0.
  expect(state.weights[0]).toBeCloseTo(first, 15);
  expect(state.second[0]).toBeCloseTo(0.75 + 0.25, 15);
});

test('initial weights keep the size of what passes through, and end small', () => {
  const shape = { inputs: 200, hidden: [200, 200], outputs: 200 };
  const weights = Float64Array.from(initialWeights(shape, streamOf(5), 0));
  const x = Float64Array.from({ length: 200 }, (_, i) => streamOf(6).normal(i));
  const { sums } = forward(layersOf(shape), weights, x, 1, false);
  const size = (array: Float64Array): number => Math.sqrt(array.reduce((sum, y) => sum + y * y, 0) / array.length);
  // 200 normal numbers: their size is off by 5 % (one standard deviation) a layer.
  sums.forEach((sum, k) => { expect(size(sum) / (k === 2 ? 0.1 : 1)).toBeGreaterThan(0.7); expect(size(sum) / (k === 2 ? 0.1 : 1)).toBeLessThan(1.4); });
  expect(MEAN_SQUARE_OF_SILU).toBeCloseTo(meanSquareOfSilu(), 7);
});

/** By the rule of trapezes, which converges faster than any power here. */
const meanSquareOfSilu = (): number => {
  let sum = 0;
  for (let z = -12; z <= 12; z += 0.05) sum += silu(z) ** 2 * Math.exp(-z * z / 2) * 0.05 / Math.sqrt(2 * Math.PI);
  return sum;
};

test('copies start from streams of their own, the same each time', () => {
  const [a, b, again] = [0, 1, 0].map((copy) => initialWeights(SHAPE, STREAM, copy)) as [Float32Array, Float32Array, Float32Array];
  expect(a).toEqual(again);
  expect(difference(a, b)).toBeGreaterThan(0.5);
});
