import { expect, test } from 'vitest';
import { pathDivergence, weightedAccuracy } from '../../../src/networks/identities/accuracy.ts';
import { lookAt } from '../../../src/networks/identities/look.ts';
import { perturbedScore } from '../../../src/networks/identities/perturbed-score.ts';
import { exactScore } from '../../../src/networks/score/exact-score.ts';
import type { ScoreFunction } from '../../../src/networks/score/score-function.ts';
import { NetworkError } from '../../../src/networks/network-error.ts';
import { faultOf } from '../../numeric/fault.ts';
import { lawIn, lookIn } from './scores.ts';

const central = (score: ScoreFunction, t: number, x: Float64Array, j: number | 'time', h = 1e-5): Float64Array => {
  const moved = (side: number): Float64Array => (j === 'time' ? score.at(t + side * h, x) : score.at(t, x.map((entry, i) => (i === j ? entry + side * h : entry))));
  const [up, down] = [moved(1), moved(-1)];
  return up.map((y, i) => (y - down[i]!) / (2 * h));
};

test.each([1, 2, 8])('in dimension %i its derivatives are those of its values', (d) => {
  const law = lawIn(d);
  const score = perturbedScore(exactScore(law), law, 0.1, 7);
  const x = Float64Array.from({ length: d }, (_, i) => 0.3 - 0.2 * i);
  const t = 0.4;
  const jet = score.jet(t, x);
  expect([...jet.value]).toEqual([...score.at(t, x)]);
  central(score, t, x, 'time').forEach((slope, i) => expect(jet.timeDerivative[i]).toBeCloseTo(slope, 5));
  for (let j = 0; j < d; j += 1) central(score, t, x, j).forEach((slope, i) => expect(jet.jacobian[i * d + j]).toBeCloseTo(slope, 5));
  const divergenceAt = (j: number, side: number): number => {
    const { jacobian } = score.jet(t, x.map((entry, i) => (i === j ? entry + side * 1e-5 : entry)));
    return Array.from({ length: d }, (_, i) => jacobian[i * (d + 1)]!).reduce((a, b) => a + b, 0);
  };
  for (let j = 0; j < d; j += 1) expect(jet.gradientOfDivergence[j]).toBeCloseTo((divergenceAt(j, 1) - divergenceAt(j, -1)) / 2e-5, 4);
});

test('the divergence of the paths is 0 for the exact score, and goes with the square of the error', () => {
  const [none, three, ten] = [0, 0.03, 0.1].map((part) => pathDivergence(lookIn(1, part).accuracy(), lawIn(1)));
  expect(none).toBe(0);
  expect(three).toBeGreaterThan(1e-3);
  expect(ten! / three!).toBeCloseTo((0.1 / 0.03) ** 2, 6);
});

test('a bound on one weighted error bounds the others, and is not far above where the weights are alike', () => {
  const law = lawIn(1);
  const look = lookIn(1, 0.1);
  const measured = look.accuracy();
  const lambda = (t: number): number => law.schedule.variance(t);
  const bounded = weightedAccuracy(measured.integral(lambda), lambda, look, 'a test', 0);
  expect(bounded.integral(lambda)).toBeGreaterThanOrEqual(measured.integral(lambda));
  expect(bounded.integral(lambda)).toBeLessThan(1.02 * measured.integral(lambda));
  expect(pathDivergence(bounded, law)).toBeGreaterThanOrEqual(pathDivergence(measured, law));
  expect(() => weightedAccuracy(NaN, lambda, look, 'a test', 0)).toThrow(NetworkError);
});

test('bad input has a name', () => {
  const law = lawIn(1);
  const score = exactScore(law);
  expect(faultOf(() => lookAt(exactScore(lawIn(2)), law, { seed: 1 }))).toBe('not-applicable');
  expect(faultOf(() => lookAt(score, law, { seed: 1, steps: 6 }))).toBe('step-too-long');
  expect(faultOf(() => lookAt(score, law, { seed: 1, times: 6 }))).toBe('not-applicable');
  expect(faultOf(() => lookAt(score, { ...law, last: law.first }, { seed: 1 }))).toBe('no-horizon');
  const cut: ScoreFunction = { ...score, at: (t, points) => score.at(t, points).slice(1) };
  expect(() => lookAt(cut, law, { seed: 1 }).accuracy()).toThrow(NetworkError);
  const broken: ScoreFunction = { ...score, at: (_, points) => points.map(() => NaN) };
  expect(faultOf(() => lookAt(broken, law, { seed: 1 }).accuracy())).toBe('not-finite');
});
