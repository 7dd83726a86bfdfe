import { describe, expect, test } from 'vitest';
import { coordinatesOf } from '../../../src/networks/score/coordinates.ts';
import { exactScore } from '../../../src/networks/score/exact-score.ts';
import type { Judgement } from '../../../src/networks/score/judge-score.ts';
import { judgeScore } from '../../../src/networks/score/judge-score.ts';
import { drawRows, judgedTimes } from '../../../src/networks/score/judged-rows.ts';
import { linearMinimiser } from '../../../src/networks/score/linear-minimiser.ts';
import { minimumLoss } from '../../../src/networks/score/minimum-loss.ts';
import { noisedMixture, ornsteinUhlenbeck } from '../../../src/networks/score/noised-law.ts';
import { scoreInstance } from '../../../src/networks/score/score-instance.ts';
import type { ScoreFunction } from '../../../src/networks/score/score-function.ts';
import { GaussianMixture } from '../../../src/numeric/laws/gaussian-mixture.ts';
import { subVariancePreserving, varianceExploding } from '../../../src/numeric/laws/schedules.ts';
import { streamOf } from '../../../src/numeric/random/streams.ts';
import { faultOf } from '../fault.ts';

const changed = (score: ScoreFunction, change: (value: number, t: number) => number): ScoreFunction =>
  ({ ...score, at: (t, points) => score.at(t, points).map((value) => change(value, t)) });

const STREAM = streamOf(11, 'judged');
const judged = (law: Parameters<typeof judgeScore>[0], score: ScoreFunction, exact?: ScoreFunction, rows = 4096): Judgement =>
  judgeScore(law, score, { rows, stream: STREAM, ...(exact === undefined ? {} : { exact }) });

describe.each([1, 2, 8])('in dimension %i', (dimension) => {
  const law = scoreInstance({ dimension, seed: 1, number: 1, schedule: subVariancePreserving() });
  const exact = exactScore(law);

  test('a score that is three percent too large has an error of three percent, within its bounds', () => {
    const { relativeError, relativeBound, relativeLossBound, squaredError, excess, minimum, agreement } = judged(law, changed(exact, (s) => 1.03 * s));
    // The mean of squares over rows and over those of the minimum differ by chance.
    expect(Math.abs(relativeError / 0.03 - 1)).toBeLessThan(0.1);
    expect(relativeBound).toBeGreaterThan(0.03);
    expect(relativeLossBound).toBeGreaterThan(0.03);
    expect(relativeBound).toBeLessThan(0.06);
    expect(squaredError.low).toBeLessThan(0.0009 * (minimum.size + minimum.error));
    expect(squaredError.high).toBeGreaterThan(0.0009 * (minimum.size - minimum.error));
    expect(excess.low).toBeLessThanOrEqual(squaredError.high);
    expect(excess.high).toBeGreaterThanOrEqual(squaredError.low);
    expect(agreement.rejected).toBe(false);
  });

  test('the loss without the exact score sees the excess of a poor score', () => {
    const { lossExcess, squaredError } = judged(law, changed(exact, (s) => 0.5 * s));
    expect(Math.abs(lossExcess.value - squaredError.mean)).toBeLessThan(lossExcess.error + squaredError.high - squaredError.low);
    expect(lossExcess.value - lossExcess.error).toBeGreaterThan(0);
  });

  test('excess and error of what is wrongly taken for the exact score do not agree', () => {
    const score = linearMinimiser(law);
    for (const wrong of [changed(exact, (s) => -s), changed(exact, (s) => 0.5 * s), changed(exact, (s, t) => s * Math.sqrt(law.schedule.variance(t)))]) {
      expect(judged(law, score, wrong, 8192).agreement.rejected).toBe(true);
    }
    expect(judged(law, score).agreement.rejected).toBe(false);
  });

  test('a fault that the judged score shares with what is taken for exact shows in the loss alone', () => {
    const half = changed(exact, (s) => 0.5 * s);
    const { agreement, relativeError, lossExcess } = judged(law, half, half, 8192);
    expect([agreement.rejected, relativeError]).toEqual([false, 0]);
    expect(lossExcess.agrees).toBe(false);
    for (const score of [half, exact, linearMinimiser(law)]) expect(judged(law, score).lossExcess.agrees).toBe(true);
  });

  test('an excess below 0 bounds nothing', () => {
    const { relativeLossBound, agreement, excess } = judged(law, exact, changed(exact, () => 0), 8192);
    expect(excess.high).toBeLessThan(0);
    expect(relativeLossBound).toBe(Number.POSITIVE_INFINITY);
    expect(agreement.rejected).toBe(true);
  });
});

describe('the least loss', () => {
  test('of normal data is known: σ² is a²c of a²c + v', () => {
    const law = noisedMixture(new GaussianMixture([{ weight: 1, mean: [3], covariance: [0.49] }]), ornsteinUhlenbeck());
    const truth = judgedTimes(law).reduce((sum, t) => {
      const [signal, noise] = [0.49 * Math.exp(-2 * t), -Math.expm1(-2 * t)];
      return sum + signal / (signal + noise) / 64;
    }, 0);
    const { value, error, by } = minimumLoss(law, { rows: 8192, alpha: 1e-9, stream: STREAM });
    expect(by).toBe('quadrature');
    expect(error).toBeLessThan(1e-9);
    expect(Math.abs(value - truth)).toBeLessThanOrEqual(error);
  });

  test('by quadrature and by rows is the same', () => {
    const law = scoreInstance({ dimension: 1, seed: 1, number: 1, schedule: varianceExploding() });
    const { value, error } = minimumLoss(law, { rows: 8192, alpha: 1e-9, stream: STREAM });
    const found = judged(law, exactScore(law)).loss;
    expect(found.low - error).toBeLessThanOrEqual(value);
    expect(found.high + error).toBeGreaterThanOrEqual(value);
    expect(Math.abs(found.mean - value)).toBeLessThan((6 * found.deviation) / Math.sqrt(found.samples));
  });

  test('of a law in two dimensions that is a product is the sum of its parts', () => {
    const flat = new GaussianMixture([{ weight: 0.5, mean: [1], covariance: [0.1] }, { weight: 0.5, mean: [-1], covariance: [0.1] }]);
    const square = new GaussianMixture(flat.components.map(({ mean }) => ({ weight: 0.5, mean: [mean[0]!, 0], covariance: [0.1, 0, 0, 1] })));
    const [one, two] = [noisedMixture(flat, ornsteinUhlenbeck()), noisedMixture(square, ornsteinUhlenbeck())];
    const normal = judgedTimes(two).reduce((sum, t) => sum + Math.exp(-2 * t) / 64, 0);
    const { value, error, standardError } = minimumLoss(two, { rows: 8192, alpha: 1e-9, stream: STREAM });
    const distance = Math.abs(value - minimumLoss(one, { rows: 8192, alpha: 1e-9, stream: STREAM }).value - normal);
    expect(distance).toBeLessThan(error);
    expect(distance).toBeLessThan(6 * standardError);
    expect(standardError).toBeLessThan(0.02);
  });
});

test('rows are points of the noised law with their noise', () => {
  const law = scoreInstance({ dimension: 2, seed: 1, number: 3, shape: 'tilted' });
  const all = drawRows(law, judgedTimes(law), 20_000, STREAM);
  expect(all.reduce((sum, { indices }) => sum + indices.length, 0)).toBe(20_000);
  const { centre } = coordinatesOf(law.data);
  // E ε · (x − a m) = σ d.
  const sum = all.reduce((whole, { time, points, noise, indices }) => {
    const [a, sigma] = [law.schedule.scale(time), Math.sqrt(law.schedule.variance(time))];
    return whole + indices.reduce((part, _, row) => part
      + noise[2 * row]! * (points[2 * row]! - a * centre[0]!) + noise[2 * row + 1]! * (points[2 * row + 1]! - a * centre[1]!) - 2 * sigma, 0);
  }, 0);
  expect(Math.abs(sum / 20_000)).toBeLessThan(0.1);
});

test('a score of another dimension is named', () => {
  const [one, two] = [1, 2].map((dimension) => scoreInstance({ dimension, seed: 1, number: 0 }));
  expect(faultOf(() => judged(one!, exactScore(two!)))).toBe('not-applicable');
});
