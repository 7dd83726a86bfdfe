/**
 * Jets of a network in doubles: against differences of its values, against the way back, and against the engine's own derivative.
 */
import { describe, expect, test } from 'vitest';
import { initialWeights } from '../../../src/networks/engine/initial-weights.ts';
import { plainEngine } from '../../../src/networks/engine/plain.ts';
import {
  divergenceAt, firstAt, gradientOfDivergenceAt, hessianAt, jacobianAt, laplacianAt, valueAt,
} from '../../../src/networks/jets/derivatives.ts';
import { axesThrough, channelCount, firstsOf, linesThrough, secondChannel, secondsOf, valuesOf } from '../../../src/networks/jets/jet.ts';
import { copyInDoubles, evaluateInDoubles, jetThrough, networkInDoubles } from '../../../src/networks/jets/network-jet.ts';
import { gradientOf, hessianTimes } from '../../../src/networks/jets/reverse.ts';
import { streamOf } from '../../../src/numeric/random/streams.ts';
import { difference, normals, OPTIONS } from '../engine/small-network.ts';
import { faultOf } from '../fault.ts';

const STREAM = streamOf(41, 'jets');
const SHAPE = { inputs: 3, hidden: [16, 12, 9], outputs: 3 };
const NETWORK = networkInDoubles(SHAPE, initialWeights(SHAPE, STREAM, 0).map((w, i) => 2 * w + Math.sin(i) / 20));
const POINTS = Float64Array.from(normals(STREAM.split('points'), 15));
const point = (k: number): Float64Array => POINTS.slice(3 * k, 3 * k + 3);

/** Richardson's extrapolation of central differences, three steps: h⁶ and rounding, 1e-11 for h = 0.02. */
const slope = (f: (s: number) => number, h = 0.02): number => {
  const [a, b, c] = [h, h / 2, h / 4].map((step) => (f(step) - f(-step)) / (2 * step)) as [number, number, number];
  const [ab, bc] = [(4 * b - a) / 3, (4 * c - b) / 3];
  return (16 * bc - ab) / 15;
};

const moved = (x: Float64Array, axis: number, by: number): Float64Array => x.with(axis, x[axis]! + by);
const output = (x: Float64Array, o: number): number => evaluateInDoubles(NETWORK, x)[o]!;
const byDifferences = (k: number, axis: number, o: number): number => slope((s) => output(moved(point(k), axis, s), o));
const twiceByDifferences = (k: number, i: number, j: number, o: number): number =>
  slope((s) => slope((r) => output(moved(moved(point(k), i, s), j, r), o)));

describe('a jet of order 2 along the axes', () => {
  const jet = jetThrough(NETWORK, axesThrough(POINTS, 3, [0, 1, 2], 2));

  test('has a channel for each derivative', () => {
    expect(channelCount(3, 2)).toBe(10);
    expect([[0, 0], [0, 1], [0, 2], [1, 1], [2, 1], [2, 2]].map(([i, j]) => secondChannel(3, i!, j!))).toEqual([4, 5, 6, 7, 8, 9]);
    expect(jet.channels).toHaveLength(10 * 5 * 3);
  });

  test('values are those of the network', () => {
    expect(valuesOf(jet)).toEqual(evaluateInDoubles(NETWORK, POINTS));
    expect(valueAt(jet, 3)).toEqual(evaluateInDoubles(NETWORK, point(3)));
  });

  test('first and second derivatives, by differences', () => {
    for (const k of [0, 4]) {
      const jacobian = jacobianAt(jet, k);
      expect(difference(jacobian, Float64Array.from({ length: 9 }, (_, at) => byDifferences(k, at % 3, Math.floor(at / 3))))).toBeLessThan(1e-9);
      for (const o of [0, 2]) {
        const hessian = Float64Array.from({ length: 9 }, (_, at) => twiceByDifferences(k, Math.floor(at / 3), at % 3, o));
        expect(difference(hessianAt(jet, k, o), hessian)).toBeLessThan(1e-7);
      }
    }
  });

  test('divergence, its gradient and the Laplacian are sums of those', () => {
    const jacobian = jacobianAt(jet, 2);
    expect(divergenceAt(jet, 2)).toBeCloseTo(jacobian[0]! + jacobian[4]! + jacobian[8]!, 14);
    const hessians = [0, 1, 2].map((o) => hessianAt(jet, 2, o));
    const gradient = [0, 1, 2].map((i) => hessians[0]![3 * i]! + hessians[1]![3 * i + 1]! + hessians[2]![3 * i + 2]!);
    expect(difference(gradientOfDivergenceAt(jet, 2), gradient)).toBeLessThan(1e-14);
    expect(difference(laplacianAt(jet, 2), hessians.map((h) => h[0]! + h[4]! + h[8]!))).toBeLessThan(1e-14);
  });

  test('the way back says the same: gradients, and the Hessian times a direction', () => {
    const weighting = Float64Array.from(normals(STREAM.split('weighting'), 15));
    const directions = Float64Array.from(normals(STREAM.split('directions'), 15));
    const gradients = gradientOf(NETWORK, POINTS, weighting);
    const products = hessianTimes(NETWORK, POINTS, directions, weighting);
    for (let k = 0; k < 5; k += 1) {
      const at = (array: Float64Array, i: number): number => array[3 * k + i]!;
      const jacobian = jacobianAt(jet, k);
      const sum = (term: (o: number) => number): number => [0, 1, 2].reduce((total, o) => total + term(o), 0);
      for (const i of [0, 1, 2]) {
        expect(at(gradients, i)).toBeCloseTo(sum((o) => at(weighting, o) * jacobian[3 * o + i]!), 12);
        expect(at(products, i)).toBeCloseTo(sum((o) => at(weighting, o) * sum((j) => hessianAt(jet, k, o)[3 * i + j]! * at(directions, j))), 12);
      }
    }
  });
});

test('along lines, and some of the axes: what the axes give', () => {
  const all = jetThrough(NETWORK, axesThrough(POINTS, 3, [0, 1, 2], 2));
  const some = jetThrough(NETWORK, axesThrough(POINTS, 3, [2, 0], 2));
  expect(firstsOf(some, 0)).toEqual(firstsOf(all, 2));
  // The factors of a product come in another order.
  expect(difference(secondsOf(some, 0, 1), secondsOf(all, 0, 2))).toBeLessThan(1e-14);
  const line = jetThrough(NETWORK, linesThrough(POINTS, 3, Float64Array.of(1, -2, 0.5), 2));
  const expected = valuesOf(all).map((_, at) => firstsOf(all, 0)[at]! - 2 * firstsOf(all, 1)[at]! + 0.5 * firstsOf(all, 2)[at]!);
  expect(difference(firstsOf(line, 0), expected)).toBeLessThan(1e-13);
  expect(firstAt(line, 1, 0)).toEqual(firstsOf(line, 0).slice(3, 6));
});

test('a curve through the inputs: the chain rule, with its second derivative', () => {
  // x(t) = (sin t, t², e^t) at t = 0.7: its jet by hand.
  const t = 0.7;
  const curve = (s: number): Float64Array => Float64Array.of(Math.sin(s), s * s, Math.exp(s));
  const channels = Float64Array.of(...curve(t), Math.cos(t), 2 * t, Math.exp(t), -Math.sin(t), 2, Math.exp(t));
  const jet = jetThrough(NETWORK, { points: 1, directions: 1, order: 2, width: 3, channels });
  [0, 1, 2].forEach((o) => {
    const f = (s: number): number => output(curve(t + s), o);
    expect(firstsOf(jet, 0)[o]).toBeCloseTo(slope(f), 9);
    expect(secondsOf(jet, 0, 0)[o]).toBeCloseTo(slope((s) => slope((r) => f(s + r))), 7);
  });
});

test('the directional derivative of the plain engine is the first channel', () => {
  const engine = plainEngine.network({ ...OPTIONS, copies: 1 });
  const [inputs, directions] = ['inputs', 'directions'].map((label) => normals(STREAM.split(label), 6 * 3));
  let derivatives = new Float32Array(0);
  engine.accumulateDirectional(inputs!, directions!, (_, slopes) => {
    derivatives = slopes.slice();
    return 0;
  });
  const network = copyInDoubles(engine, 0, false);
  engine.dispose();
  const jets = Array.from({ length: 6 }, (_, k) => [inputs!, directions!].map((array) => Float64Array.from(array.subarray(3 * k, 3 * k + 3))))
    .flatMap(([x, v]) => [...firstsOf(jetThrough(network, linesThrough(x!, 3, v!, 1)), 0)]);
  // The engine rounds to floats on its way out.
  expect(difference(jets, derivatives)).toBeLessThan(1e-7);
});

test('shapes that do not fit are named', () => {
  expect(faultOf(() => networkInDoubles(SHAPE, new Float64Array(5)))).toBe('wrong-shape');
  expect(faultOf(() => jetThrough(NETWORK, axesThrough(POINTS, 5, [0], 1)))).toBe('wrong-shape');
  expect(faultOf(() => axesThrough(POINTS, 3, [3], 1))).toBe('wrong-shape');
  expect(faultOf(() => gradientOf(NETWORK, POINTS, new Float64Array(2)))).toBe('wrong-shape');
  expect(faultOf(() => hessianTimes(NETWORK, POINTS, POINTS, new Float64Array(2)))).toBe('wrong-shape');
});
