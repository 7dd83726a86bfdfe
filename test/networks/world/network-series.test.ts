/**
 * The score of a network as a series, against the same in jets (src/networks/jets), which share no code with series.
 */
import { expect, test } from 'vitest';
import { initialWeights } from '../../../src/networks/engine/initial-weights.ts';
import { networkInDoubles } from '../../../src/networks/jets/network-jet.ts';
import { inputWidth } from '../../../src/networks/score/batches.ts';
import { coordinatesOf } from '../../../src/networks/score/coordinates.ts';
import { scoreOfNetwork } from '../../../src/networks/score/trained-score.ts';
import { scoreSeries } from '../../../src/networks/world/network-series.ts';
import { DOUBLES } from '../../../src/numeric/arithmetic/doubles.ts';
import { matrixVector } from '../../../src/numeric/linear-algebra/dense.ts';
import { streamOf } from '../../../src/numeric/random/streams.ts';
import { seriesOver } from '../../../src/numeric/taylor/series.ts';
import { LINE, MATRIX_NOISE, lawOf, settingOf } from './known.ts';

const WITHOUT_DRIFT = 'dimension 1\nfield g(t)\nprocess X: dX = g dW\ndensity p(x,t) of X\n';

test.each([['the line', LINE, 1], ['the plane', MATRIX_NOISE, 2], ['the line without a drift', WITHOUT_DRIFT, 1]])('%s: value, Jacobian and derivative by time', (_, block, n) => {
  const known = lawOf(settingOf(block, n));
  const coordinates = coordinatesOf(known.law.data);
  const shape = { inputs: inputWidth(n), hidden: [12, 9], outputs: n };
  const weights = initialWeights(shape, streamOf(7, 'series'), 0).map((w, i) => 2 * w + Math.sin(i) / 20);
  const inWhitened = scoreOfNetwork(known.law, coordinates, shape, weights);
  const network = networkInDoubles(shape, weights);
  const stream = streamOf(8, 'points');
  for (let k = 0; k < 4; k += 1) {
    const [t, x] = [0.2 + 0.3 * k, Float64Array.from({ length: n }, (__, i) => stream.normal(2 * k + i))];
    const series = scoreSeries(known, coordinates, network, [...x, t], 2);
    // s(x,t) = L⁻ᵀ s_Y(y, t), y = L⁻¹(x − c(t)), so that ∂t s = L⁻ᵀ(∂t s_Y + ∇s_Y · dy/dt), dy/dt = −L⁻¹ c′, c′ = b e^{rate t}.
    // By the clock θ(t): everything at θ, derivatives by time times θ′.
    const [theta, rate] = [known.clock.at(t), known.clock.rate(t)];
    const accumulated = known.rate === 0 ? theta : Math.expm1(known.rate * theta) / known.rate;
    const y = matrixVector(known.inverse, x.map((entry, i) => entry - known.shift[i]! * accumulated), n, n);
    const { value, jacobian, timeDerivative } = inWhitened.jet(theta, y);
    const speed = matrixVector(known.inverse, known.shift.map((b) => -b * Math.exp(known.rate * theta)), n, n);
    const back = (v: ArrayLike<number>): number[] => Array.from({ length: n }, (__, i) => Array.from({ length: n }, (___, k2) => known.inverse[k2 * n + i]! * v[k2]!).reduce((a, b) => a + b, 0));
    const along = matrixVector(jacobian, speed, n, n);
    back(value).forEach((s, i) => { expect(series[i]![0]!).toBeCloseTo(s, 10); });
    back(timeDerivative.map((s, i) => rate * (s + along[i]!))).forEach((s, i) => { expect(series[i]![n + 1]!).toBeCloseTo(s, 9); });
    expect(known.clock.runs).toBe(true);
    for (let j = 0; j < n; j += 1) {
      // Column j of ∇s_Y · L⁻¹.
      const column = Array.from({ length: n }, (__, i) => Array.from({ length: n }, (___, m) => jacobian[i * n + m]! * known.inverse[m * n + j]!).reduce((a, b) => a + b, 0));
      back(column).forEach((s, i) => { expect(series[i]![1 + j]!).toBeCloseTo(s, 10); });
    }
  }
});

test('terms of higher order are those of the function: the series reaches a point nearby', () => {
  const known = lawOf(settingOf(LINE, 1));
  const coordinates = coordinatesOf(known.law.data);
  const shape = { inputs: inputWidth(1), hidden: [8], outputs: 1 };
  const network = networkInDoubles(shape, initialWeights(shape, streamOf(7, 'series'), 0));
  const at = (x: number, t: number, order: number): readonly number[] => scoreSeries(known, coordinates, network, [x, t], order)[0]!;
  const { exponents } = seriesOver(DOUBLES, 2).table(at(0.3, 0.6, 4).length);
  const reached = (h: number): number => at(0.3, 0.6, 4).reduce((sum, c, m) => sum + c * h ** exponents[2 * m]! * (h / 2) ** exponents[2 * m + 1]!, 0);
  const error = (h: number): number => Math.abs(reached(h) - at(0.3 + h, 0.6 + h / 2, 0)[0]!);
  // What is left is of order 5: 32 times less for half of the step.
  expect(error(0.08) / error(0.04)).toBeGreaterThan(20);
  expect(error(0.02)).toBeLessThan(1e-6);
});
