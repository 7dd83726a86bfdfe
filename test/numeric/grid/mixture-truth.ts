/**
 * Instances with a known law: a mixture of normal laws moved by dX = −a(t) (X − c) dt + g(t) dW, from flat integers. The mean
 * and the variance of each component solve ordinary equations, here by many steps of Runge–Kutta of order 4.
 */
import fc from 'fast-check';
import { normalDistribution } from '../../../src/numeric/arithmetic/normal-distribution.ts';

export interface Component {
  readonly weight: number;
  readonly mean: number;
  readonly deviation: number;
}

export interface Linear {
  /** a(t) = pull (1 + bend t). */
  readonly pull: number;
  readonly bend: number;
  readonly centre: number;
  /** g(t) = noise (1 + swell t). */
  readonly noise: number;
  readonly swell: number;
  readonly horizon: number;
  readonly mixture: readonly Component[];
}

export const densityOf = (mixture: readonly Component[]) => (x: number): number => mixture.reduce((sum, { weight, mean, deviation }) =>
  sum + weight * Math.exp(-(((x - mean) / deviation) ** 2) / 2) / (deviation * Math.sqrt(2 * Math.PI)), 0);

export const distributionOf = (mixture: readonly Component[]) => (x: number): number =>
  mixture.reduce((sum, { weight, mean, deviation }) => sum + weight * normalDistribution((x - mean) / deviation), 0);

export const driftOf = ({ pull, bend, centre }: Linear) => (x: number, t: number): number => -pull * (1 + bend * t) * (x - centre);
export const noiseOf = ({ noise, swell }: Linear) => (_x: number, t: number): number => noise * (1 + swell * t);

/** The mixture at time t. */
export const lawAt = (linear: Linear, t: number): readonly Component[] => linear.mixture.map(({ weight, mean, deviation }) => {
  const steps = 400;
  const h = t / steps;
  const rates = (s: number, [m, v]: readonly [number, number]): readonly [number, number] =>
    [driftOf(linear)(m, s), -2 * linear.pull * (1 + linear.bend * s) * v + noiseOf(linear)(0, s) ** 2];
  let state: readonly [number, number] = [mean, deviation ** 2];
  for (let n = 0; n < steps; n += 1) {
    const s = n * h;
    const plus = (k: readonly [number, number], part: number): readonly [number, number] => [state[0] + part * k[0], state[1] + part * k[1]];
    const k1 = rates(s, state);
    const k2 = rates(s + h / 2, plus(k1, h / 2));
    const k3 = rates(s + h / 2, plus(k2, h / 2));
    const k4 = rates(s + h, plus(k3, h));
    state = [state[0] + h / 6 * (k1[0] + 2 * k2[0] + 2 * k3[0] + k4[0]), state[1] + h / 6 * (k1[1] + 2 * k2[1] + 2 * k3[1] + k4[1])];
  }
  return { weight, mean: state[0], deviation: Math.sqrt(state[1]) };
});

/** The box that holds the law from start to end. */
export const boxOfLinear = (linear: Linear): readonly [number, number] => {
  const all = [0, 0.25, 0.5, 0.75, 1].flatMap((part) => lawAt(linear, part * linear.horizon));
  return [Math.min(...all.map(({ mean, deviation }) => mean - 7.5 * deviation)), Math.max(...all.map(({ mean, deviation }) => mean + 7.5 * deviation))];
};

const sixteenths = (least: number, most: number): fc.Arbitrary<number> => fc.integer({ min: least, max: most }).map((k) => k / 16);

export const linears: fc.Arbitrary<Linear> = fc.record({
  pull: sixteenths(4, 32), bend: sixteenths(-8, 16), centre: sixteenths(-16, 16), noise: sixteenths(8, 24), swell: sixteenths(-4, 12),
  horizon: sixteenths(8, 24),
  mixture: fc.array(fc.record({ weight: sixteenths(4, 16), mean: sixteenths(-24, 24), deviation: sixteenths(6, 12) }), { minLength: 1, maxLength: 3 })
    .map((parts) => {
      const whole = parts.reduce((sum, { weight }) => sum + weight, 0);
      return parts.map((part) => ({ ...part, weight: part.weight / whole }));
    }),
});
