/**
 * Feynman–Kac targets of a linear policy of the regulator, whose value is known: −½ p x² − c.
 */
import { describe, expect, it } from 'vitest';
import type { EvaluationWay } from '../../../src/networks/control/evaluate-policy.ts';
import { evaluationTargets, residuals } from '../../../src/networks/control/evaluate-policy.ts';
import type { LearnedValue } from '../../../src/networks/control/learned-value.ts';
import { noValue, pointwise } from '../../../src/networks/control/learned-value.ts';
import { POST_REGULATOR, regulator, regulatorValue } from '../../../src/networks/control/linear-quadratic.ts';
import { policyOf } from '../../../src/networks/control/policy.ts';
import { meanOf } from '../../../src/networks/control/policy-cost.ts';
import { streamOf } from '../../../src/numeric/random/streams.ts';

const K = 1.5, problem = regulator(POST_REGULATOR), range = problem.ranges[0]!, { P, c } = regulatorValue(POST_REGULATOR, K);
const spread = range.kind === 'line' ? range.spread : Number.NaN;
const policy = policyOf(problem, (z, out) => { out[0] = -K * z[0]! / spread; });
const quadratic = (S: number, d: number): LearnedValue => pointwise((x) =>
  ({ value: -S * x[0]! ** 2 / 2 - d, gradient: Float64Array.of(-S * x[0]!), hessian: Float64Array.of(-S) }));

interface Off {
  readonly mean: number;
  readonly bound: number;
  readonly deviation: number;
}

const off = (way: EvaluationWay, value: LearnedValue, rate: number, paths: number, step = 0.02): Off => {
  const targets = evaluationTargets({ problem, model: problem, policy, value }, { way, paths, step, rate, stream: streamOf(5, way) });
  const errors = targets.values.map((y, i) => y + P * targets.points[i]! ** 2 / 2 + c), { value: mean, bound } = meanOf(errors, 1e-4);
  return { mean, bound, deviation: Math.sqrt(errors.reduce((sum, e) => sum + (e - mean) ** 2, 0) / paths) };
};

describe('targets for the value of a policy', () => {
  it('of the residual have its mean, whatever value they start from', () => {
    // To the error of the step, a fiftieth of what is added.
    for (const value of [noValue(problem), quadratic(0.1, 0.3), quadratic(0.8, -0.2)]) {
      const { mean, bound } = off('residual', value, POST_REGULATOR.rho, 512, 0.05);
      expect(Math.abs(mean)).toBeLessThan(bound + 0.02 * c);
      expect(bound).toBeLessThan(1.5);
    }
  });

  it('of returns and of the martingale have it where the value after them is right', () => {
    for (const way of ['returns', 'martingale'] as const) {
      const { mean, bound } = off(way, quadratic(P, c), 0.5, 256);
      // Sums at the left ends of steps: half a step of the reward too much at the beginning, that is E ½ (q + r K²) x² over the starts.
      const reward = (POST_REGULATOR.q + POST_REGULATOR.r * K ** 2) * 2.6 ** 2 / 6;
      expect(Math.abs(mean)).toBeLessThan(bound + 0.01 * reward);
    }
  });

  it('vary with the noise for returns, with the step for the martingale, and not at all for the residual', () => {
    const [returns, martingale, residual] = (['returns', 'martingale', 'residual'] as const).map((way) => off(way, quadratic(P, c), 0.5, 256).deviation);
    expect(martingale!).toBeLessThan(returns! / 4);
    expect(residual!).toBeLessThan(1e-12);
  });

  it('the residual of a value that is right is 0, and of another one is not', () => {
    const at = Float64Array.of(-1.2, 0, 0.7);
    expect(Math.max(...residuals({ problem, model: problem, policy, value: quadratic(P, c) }, at).map(Math.abs))).toBeLessThan(1e-12);
    expect(residuals({ problem, model: problem, policy, value: quadratic(P, c + 1) }, at)[1]).toBeCloseTo(POST_REGULATOR.rho, 9);
  });
});
