import { expect, test } from 'vitest';
import type { Values } from '../../../src/networks/identities/tilted-mean.ts';
import { alongCosine, furthestMean } from '../../../src/networks/identities/tilted-mean.ts';
import { meanOfCosine, mixtureCharacteristic } from '../../../src/numeric/statistics/cosines.ts';
import { lawIn } from './scores.ts';

const coin = (p: number): Values => ({ values: Float64Array.of(0, 1), weights: Float64Array.of(1 - p, p) });

/** The q farthest from p with p log(p/q) + (1 − p) log((1 − p)/(1 − q)) = κ. */
const farthestCoin = (p: number, kappa: number): number => {
  const kl = (q: number): number => p * Math.log(p / q) + (1 - p) * Math.log((1 - p) / (1 - q));
  const end = (extreme: number): number => {
    let [near, far] = [p, extreme];
    for (let k = 0; k < 200; k += 1) { const q = (near + far) / 2; if (kl(q) < kappa) near = q; else far = q; }
    return Math.abs(far - p);
  };
  return Math.max(end(0), end(1));
};

test.each([[0.5, 0.01], [0.2, 0.05], [0.9, 0.3]])('of a coin of probability %f it is what the divergence of coins says, κ = %f', (p, kappa) => {
  expect(furthestMean(coin(p), kappa)).toBeCloseTo(farthestCoin(p, kappa), 7);
});

test('it is less than Pinsker’s bound, more than nothing, and of the order √(2 κ Var) for small κ', () => {
  const law = alongCosine(lawIn(1).data, { frequency: Float64Array.of(0.8), phase: 0.4 });
  const mean = law.values.reduce((sum, f, i) => sum + f * law.weights[i]!, 0);
  const variance = law.values.reduce((sum, f, i) => sum + (f - mean) ** 2 * law.weights[i]!, 0);
  for (const kappa of [1e-4, 1e-2, 0.5]) expect(furthestMean(law, kappa)).toBeLessThan(Math.sqrt(kappa / 2));
  expect(furthestMean(law, 1e-6) / Math.sqrt(2e-6 * variance)).toBeCloseTo(1, 2);
  expect(furthestMean(law, 0)).toBe(0);
  expect(furthestMean(law, 50)).toBeLessThanOrEqual(1);
  expect(furthestMean(law, 50)).toBeGreaterThan(0.4);
});

test('values that the statistic never has may be reached by the other law, at the price of their probability', () => {
  const sure: Values = { values: Float64Array.of(0.9, 0.91), weights: Float64Array.of(0.5, 0.5) };
  // Q = e^−κ P and the rest on 0.
  expect(furthestMean(sure, 0.1)).toBeGreaterThan((1 - Math.exp(-0.1)) * 0.9 - 1e-3);
});

test('the law of a cosine has the mean that its characteristic function says', () => {
  const { data } = lawIn(2);
  const cosine = { frequency: Float64Array.of(0.7, -1.1), phase: 0.3 };
  const law = alongCosine(data, cosine);
  const parts = data.components.map(({ mean, covariance }, k) => ({ weight: data.weights[k]!, mean, covariance }));
  expect(law.values.reduce((sum, f, i) => sum + f * law.weights[i]!, 0)).toBeCloseTo(meanOfCosine(cosine, mixtureCharacteristic(parts)), 9);
});
