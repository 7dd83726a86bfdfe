import { describe, expect, it } from 'vitest';
import type { ControlledDiffusion } from '../../../src/networks/control/controlled-diffusion.ts';
import { actionOf } from '../../../src/networks/control/controlled-diffusion.ts';
import { bracketOf, maximise } from '../../../src/networks/control/hamiltonian.ts';
import { POST_REGULATOR, regulator, regulatorOptimum, regulatorValue } from '../../../src/networks/control/linear-quadratic.ts';
import { merton, mertonOptimum, mertonValue, POST_PORTFOLIO } from '../../../src/networks/control/merton.ts';
import { faultOf } from '../fault.ts';

const bestAt = (problem: ControlledDiffusion, x: number, value: number, slope: number, bend: number): { readonly top: number; readonly action: readonly number[] } => {
  const bracket = bracketOf(problem), raw = new Float64Array(problem.actions);
  bracket.at(Float64Array.of(x), { value, gradient: Float64Array.of(slope), hessian: Float64Array.of(bend) });
  const top = maximise(bracket, raw);
  return { top, action: problem.ranges.map((range, j) => actionOf(range, raw[j]!)) };
};

describe('the closed forms of the post', () => {
  it('are the numbers that it prints', () => {
    const { P, c, K } = regulatorOptimum(POST_REGULATOR);
    expect([P, c, K].map((n) => n.toFixed(6))).toEqual(['0.265975', '0.119689', '2.659751']);
    const { fraction, consumption, A } = mertonOptimum(POST_PORTFOLIO);
    expect(fraction).toBeCloseTo(0.625, 12);
    expect(consumption).toBeCloseTo(0.0478125, 12);
    expect(A.toFixed(3)).toBe('437.439');
  });

  it('are the values of the policies that they name, and no policy beside is better', () => {
    const best = regulatorOptimum(POST_REGULATOR);
    expect(regulatorValue(POST_REGULATOR, best.K).P).toBeCloseTo(best.P, 12);
    for (const k of [best.K - 0.3, best.K + 0.3]) expect(regulatorValue(POST_REGULATOR, k).P).toBeGreaterThan(best.P);
    const { fraction, consumption, A } = mertonOptimum(POST_PORTFOLIO);
    expect(mertonValue(POST_PORTFOLIO, fraction, consumption) / A).toBeCloseTo(1, 12);
    // γ > 1: a greater number is a lower value.
    for (const [w, k] of [[0.5, consumption], [0.75, consumption], [fraction, 0.04], [fraction, 0.06]] as const) {
      expect(mertonValue(POST_PORTFOLIO, w, k)).toBeGreaterThan(A);
    }
  });

  it('solve the equation ρV = max H, with the best action found by the search', () => {
    const { P, c, K } = regulatorOptimum(POST_REGULATOR), x = 1.3, value = -P * x * x / 2 - c;
    const linear = bestAt(regulator(POST_REGULATOR), x, value, -P * x, -P);
    expect(linear.top).toBeCloseTo(POST_REGULATOR.rho * value, 9);
    expect(linear.action[0]).toBeCloseTo(-K * x, 5);
    const { fraction, consumption, A } = mertonOptimum(POST_PORTFOLIO), w = 2.5;
    const portfolio = bestAt(merton(POST_PORTFOLIO), w, -A / w, A / w ** 2, -2 * A / w ** 3);
    expect(portfolio.top / (-POST_PORTFOLIO.rho * A / w)).toBeCloseTo(1, 9);
    expect(portfolio.action[0]).toBeCloseTo(fraction, 5);
    expect(portfolio.action[1]).toBeCloseTo(consumption, 6);
  });

  it('are refused where there are none', () => {
    expect(faultOf(() => regulatorOptimum({ ...POST_REGULATOR, r: 0 }))).toBe('not-applicable');
    expect(faultOf(() => regulatorValue({ ...POST_REGULATOR, alpha: 1 }, 0))).toBe('not-applicable');
    expect(faultOf(() => mertonOptimum({ ...POST_PORTFOLIO, gamma: 1 }))).toBe('not-applicable');
    expect(faultOf(() => mertonOptimum({ ...POST_PORTFOLIO, gamma: 0.5, rho: 0.01 }))).toBe('not-applicable');
    expect(faultOf(() => mertonValue(POST_PORTFOLIO, 0.75, 0.1))).toBe('not-applicable');
  });
});
