import { describe, expect, it } from 'vitest';
import { enclose } from '../../../src/networks/control/enclosure.ts';
import { pointwise } from '../../../src/networks/control/learned-value.ts';
import { POST_REGULATOR, regulator, regulatorOptimum, regulatorValue } from '../../../src/networks/control/linear-quadratic.ts';
import { merton, mertonOptimum, POST_PORTFOLIO } from '../../../src/networks/control/merton.ts';
import { policyOf } from '../../../src/networks/control/policy.ts';

const problem = regulator(POST_REGULATOR), range = problem.ranges[0]!, spread = range.kind === 'line' ? range.spread : Number.NaN;
const linear = (k: number): ReturnType<typeof policyOf> => policyOf(problem, (z, out) => { out[0] = -k * z[0]! / spread; });
const quadratic = (S: number, d: number): ReturnType<typeof pointwise> => pointwise((x) =>
  ({ value: -S * x[0]! ** 2 / 2 - d, gradient: Float64Array.of(-S * x[0]!), hessian: Float64Array.of(-S) }));

describe('bounds from the residual of the equation', () => {
  const { P, c, K } = regulatorOptimum(POST_REGULATOR), best = (x: number): number => -P * x * x / 2 - c;

  it('are nothing for the solution and its policy', () => {
    const { valueBound, gapBound } = enclose(problem, quadratic(P, c), linear(K));
    for (const x of [-2, 0, 1]) {
      expect(valueBound(Float64Array.of(x))).toBeLessThan(1e-8);
      expect(gapBound(Float64Array.of(x))).toBeLessThan(1e-8);
    }
  });

  it('hold the solution between them, and what the policy loses', () => {
    for (const [S, d, k] of [[1.1 * P, c, K], [0.9 * P, c, 1.2 * K], [P, c + 0.05, 0.8 * K], [1.02 * P, 0.98 * c, 1.05 * K]] as const) {
      const value = quadratic(S, d), { valueBound, gapBound } = enclose(problem, value, linear(k)), of = regulatorValue(POST_REGULATOR, k);
      for (const x of [-2, -0.5, 0, 1, 1.9]) {
        const at = Float64Array.of(x), away = Math.abs(value.at(at).value - best(x)), loss = best(x) + of.P * x * x / 2 + of.c;
        expect(away).toBeLessThanOrEqual(valueBound(at) + 1e-9);
        expect(loss).toBeLessThanOrEqual(gapBound(at) + 1e-9);
        // And are not so wide that they say nothing.
        expect(valueBound(at)).toBeLessThan(0.5 * Math.abs(best(x)) + 0.05);
      }
    }
  });

  it('are wide where the value is of another problem', () => {
    expect(enclose(problem, quadratic(2 * P, c), linear(K)).valueBound(Float64Array.of(1))).toBeGreaterThan(P / 2);
  });

  it('are relative where values have a unit', () => {
    const portfolio = merton(POST_PORTFOLIO), { A } = mertonOptimum(POST_PORTFOLIO);
    const policy = policyOf(portfolio, (_, out) => { out[0] = 0; out[1] = 0; });
    const of = (a: number): ReturnType<typeof pointwise> => pointwise((x) =>
      ({ value: -a / x[0]!, gradient: Float64Array.of(a / x[0]! ** 2), hessian: Float64Array.of(-2 * a / x[0]! ** 3) }));
    const { valueBound } = enclose(portfolio, of(1.01 * A), policy);
    for (const x of [0.5, 1, 5]) {
      expect(valueBound(Float64Array.of(x)) * x / A).toBeGreaterThanOrEqual(0.01 - 1e-9);
      expect(valueBound(Float64Array.of(x)) * x / A).toBeLessThan(0.08);
    }
  });
});
