import { expect, test } from 'vitest';
import { startAt } from '../../../src/numeric/paths/equation.ts';
import type { Expectation } from '../../../src/numeric/paths/feynman-kac.ts';
import { feynmanKac } from '../../../src/numeric/paths/feynman-kac.ts';
import { streamOf } from '../../../src/numeric/random/streams.ts';
import { ornsteinUhlenbeck } from './equations.ts';

const PLAN = { from: 0, horizon: 1, steps: 16, paths: 4000 };
const brownian = ornsteinUhlenbeck(0, 1);

/** How far the estimate is from a value, in units of its own error; below 1 is agreement. */
const distance = (expectation: Expectation, truth: number, equation = brownian): number => {
  const { value, error, discretisation } = feynmanKac(equation, expectation, startAt([0.5]), PLAN, 1e-9, streamOf(1));
  expect(discretisation.asymptotic).toBe(true);
  return Math.abs(value - truth) / error;
};

const cosine = (x: Float64Array): number => 0.5 + 0.5 * Math.cos(x[0] as number);
const UNIT = { least: 0, most: 1 };
/** E (1 + cos W_1)/2 from ½. */
const PLAIN = 0.5 + 0.5 * Math.exp(-0.5) * Math.cos(0.5);

test('a constant discount multiplies the expectation', () => {
  const discounted = { terminal: cosine, discount: () => 0.8, range: UNIT };
  expect(distance(discounted, Math.exp(-0.8) * PLAIN)).toBeLessThan(1);
  expect(distance(discounted, PLAIN)).toBeGreaterThan(1);
  expect(distance(discounted, Math.exp(0.8) * PLAIN)).toBeGreaterThan(1);
});

test('a discount that depends on the state: the formula of Cameron and Martin for x²/2', () => {
  // E exp(−½∫W² ds) from x: cosh(T)^−½ exp(−½ x² tanh T).
  const quadratic = { terminal: () => 1, discount: (_: number, x: Float64Array) => 0.5 * (x[0] as number) ** 2, range: UNIT };
  const truth = Math.exp(-0.125 * Math.tanh(1)) / Math.sqrt(Math.cosh(1));
  expect(distance(quadratic, truth)).toBeLessThan(1);
  // The ½ dropped: x² for x²/2.
  const root = Math.SQRT2;
  expect(distance(quadratic, Math.exp((-0.25 * Math.tanh(root)) / root) / Math.sqrt(Math.cosh(root)))).toBeGreaterThan(1);
});

test('a running part is discounted up to its time', () => {
  // h = ∫ e^{−rs} E (1 + cos W_s)/2 ds, with E cos W_s = e^{−s/2} cos ½.
  const running = { terminal: () => 0, discount: () => 0.5, running: (_: number, x: Float64Array) => cosine(x), range: { least: 0, most: 1 } };
  const integral = (rate: number): number => (1 - Math.exp(-rate)) / rate;
  expect(distance(running, 0.5 * integral(0.5) + 0.5 * Math.cos(0.5) * integral(1))).toBeLessThan(1);
  expect(distance(running, 0.5 + 0.5 * Math.cos(0.5) * integral(0.5))).toBeGreaterThan(1);
});

test('drift and time enter', () => {
  // Of φ = cos along an Ornstein–Uhlenbeck process with discount 2t: e^{−1} times the expectation.
  const variance = (1 - Math.exp(-2)) / 2;
  const truth = Math.exp(-1) * (0.5 + 0.5 * Math.exp(-0.5 * variance) * Math.cos(0.5 * Math.exp(-1)));
  const claimed = { terminal: cosine, discount: (t: number) => 2 * t, range: UNIT };
  expect(distance(claimed, truth, ornsteinUhlenbeck(1, 1))).toBeLessThan(1);
  expect(distance(claimed, truth * Math.exp(0.5), ornsteinUhlenbeck(1, 1))).toBeGreaterThan(1);
});
