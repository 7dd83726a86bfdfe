import { describe, expect, test } from 'vitest';
import { exactScore } from '../../../src/networks/score/exact-score.ts';
import { noisedMixture, ornsteinUhlenbeck } from '../../../src/networks/score/noised-law.ts';
import { linearInstance, scoreInstance } from '../../../src/networks/score/score-instance.ts';
import { GaussianMixture } from '../../../src/numeric/laws/gaussian-mixture.ts';
import { subVariancePreserving, varianceExploding, variancePreserving } from '../../../src/numeric/laws/schedules.ts';
import { streamOf } from '../../../src/numeric/random/streams.ts';
import { faultOf } from '../fault.ts';
import { jetByDifferences, jetDistance } from './by-differences.ts';

const SCHEDULES = {
  'Ornstein–Uhlenbeck': ornsteinUhlenbeck(), 'variance preserving': variancePreserving(), 'sub-VP': subVariancePreserving(), 'variance exploding': varianceExploding(),
};
const CASES = Object.entries(SCHEDULES).flatMap(([name, schedule]) => [1, 2, 8].map((dimension) => ({ name, schedule, dimension })));

describe.each(CASES)('the exact score under $name noise in dimension $dimension', ({ schedule, dimension }) => {
  const law = scoreInstance({ dimension, seed: 3, number: 1, schedule, shape: 'tilted' });
  const score = exactScore(law);
  const points = [0.1, 0.5, 0.9].map((part) => {
    const t = law.first * (law.last / law.first) ** part;
    return { t, x: law.at(t).sample(streamOf(1, 'point'), Math.round(10 * part)) };
  });

  test('has the derivatives that differences give', () => {
    for (const { t, x } of points) expect(jetDistance(score.jet(t, x), jetByDifferences(score, t, x))).toBeLessThan(1e-6);
  });

  test('is ∇log p_t of the noised law, and solves its own equation of Fokker and Planck', () => {
    for (const { t, x } of points) {
      const { value, jacobian, timeDerivative, gradientOfDivergence } = score.jet(t, x);
      expect(value).toEqual(law.at(t).score(x));
      const [alpha, half] = [schedule.drift(t), 0.5 * schedule.noise(t) ** 2];
      // ∂t s = −α s − α (∇s) x + ½ g² (∇(∇·s) + 2 (∇s) s), from ∂t log p.
      timeDerivative.forEach((rate, i) => {
        let flow = -alpha * value[i]! + half * gradientOfDivergence[i]!;
        let size = Math.abs(half * gradientOfDivergence[i]!) + Math.abs(rate);
        for (let j = 0; j < dimension; j += 1) {
          const term = jacobian[i * dimension + j]! * (2 * half * value[j]! - alpha * x[j]!);
          flow += term;
          size += Math.abs(term);
        }
        expect(Math.abs(rate - flow)).toBeLessThan(1e-10 * size);
      });
    }
  });
});

test('data may be what a linear process made of a mixture', () => {
  for (const dimension of [1, 2, 8]) {
    const law = linearInstance({ dimension, seed: 5, number: 0 });
    const x = law.at(0.3).sample(streamOf(2), 0);
    expect(jetDistance(exactScore(law).jet(0.3, x), jetByDifferences(exactScore(law), 0.3, x))).toBeLessThan(1e-6);
  }
});

test('a normal law has the score that is written in books', () => {
  const law = noisedMixture(new GaussianMixture([{ weight: 1, mean: [1], covariance: [4] }]), ornsteinUhlenbeck());
  const t = 0.7;
  const [a, v] = [Math.exp(-t), 1 - Math.exp(-2 * t)];
  expect(exactScore(law).at(t, Float64Array.of(0.5, -2))).toEqual(Float64Array.of((a - 0.5) / (4 * a * a + v), (a + 2) / (4 * a * a + v)));
});

test('bad input is named', () => {
  const law = scoreInstance({ dimension: 2, seed: 1, number: 0 });
  expect(faultOf(() => exactScore(law).at(0.5, new Float64Array(3)))).toBe('wrong-shape');
  expect(faultOf(() => exactScore(law).jet(0.5, new Float64Array(4)))).toBe('wrong-shape');
  expect(faultOf(() => noisedMixture(law.data, law.schedule, { first: 0, last: 1 }))).toBe('not-applicable');
  expect(faultOf(() => noisedMixture(law.data, law.schedule, { first: 1, last: 1 }))).toBe('not-applicable');
  expect(faultOf(() => noisedMixture(law.data, law.schedule, { first: 0.1, last: 1e6 }))).toBe('not-applicable');
});
