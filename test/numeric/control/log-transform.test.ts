import { describe, expect, test } from 'vitest';
import { EXTRAPOLATED, REFLECTING } from '../../../src/numeric/control/ends.ts';
import { solveHjb } from '../../../src/numeric/control/hjb.ts';
import type { AffineProblem } from '../../../src/numeric/control/log-transform.ts';
import { controlProblemOf, solveByLogTransform, temperatureOf } from '../../../src/numeric/control/log-transform.ts';
import { uniformGrid } from '../../../src/numeric/grid/grid.ts';
import { distanceFrom, endsOf, faultOf, hopfCole, MIXTURE } from './problems.ts';

describe('the linear equation for ψ = e^{−V/λ}', () => {
  test('gives the value of a mixture within its bound, and needs one solve a step', () => {
    const { affine, value } = hopfCole(MIXTURE);
    const solution = solveByLogTransform(affine, {
      grid: uniformGrid(-3, 3, 128), steps: 128, scheme: 'central', ends: endsOf(value, -3, 3), kept: 2,
    });
    expect(solution.estimate.asymptotic).toBe(true);
    expect(distanceFrom(solution, value)).toBeLessThanOrEqual(solution.estimate.bound);
    expect(solution.estimate.bound).toBeLessThan(1e-4);
    expect(solution.iterations).toBe(128);
  });

  /** All coefficients depend on x and t, and λ = r σ²/g² = 0.6 nevertheless. */
  const affine: AffineProblem = {
    horizon: 0.6, drift: (x, t) => Math.sin(x) - 0.3 * t, input: (x) => 1 + 0.2 * Math.cos(x), noise: (x, t) => 0.8 + 0.1 * Math.sin(x + t),
    stateCost: (x, t) => Math.cos(x + t), weight: (x, t) => 0.6 * ((1 + 0.2 * Math.cos(x)) / (0.8 + 0.1 * Math.sin(x + t))) ** 2,
    terminal: (x) => 0.5 * Math.cos(2 * x),
  };
  const options = { grid: uniformGrid(-Math.PI, Math.PI, 128), steps: 64, scheme: 'central', ends: REFLECTING, judged: [-2, 2] } as const;

  test('agrees with the nonlinear equation within both bounds, where nothing is constant but λ', () => {
    expect(temperatureOf(affine, options.grid.faces)).toBeCloseTo(0.6, 12);
    const linear = solveByLogTransform(affine, options), nonlinear = solveHjb(controlProblemOf(affine), options);
    expect(linear.estimate.asymptotic && nonlinear.estimate.asymptotic).toBe(true);
    const bound = linear.estimate.bound + nonlinear.estimate.bound;
    const apart = Math.max(...[...linear.extrapolated[0]!].map((v, i) => Math.abs(v - nonlinear.extrapolated[0]![i]!)));
    expect(apart).toBeLessThanOrEqual(bound);
    expect(bound).toBeLessThan(1e-3);
    const node = 80;
    expect(linear.controls[0]![node]!).toBeCloseTo(nonlinear.controls[0]![node]!, 2);
  });

  test('does not agree with it where the state cost has the wrong sign', () => {
    const linear = solveByLogTransform(affine, options);
    const nonlinear = solveHjb(controlProblemOf({ ...affine, stateCost: (x, t) => -affine.stateCost(x, t) }), options);
    const apart = Math.max(...[...linear.extrapolated[0]!].map((v, i) => Math.abs(v - nonlinear.extrapolated[0]![i]!)));
    expect(apart).toBeGreaterThan(linear.estimate.bound + nonlinear.estimate.bound);
  });

  test('is refused where λ is not one number, where ends are extrapolated, and where ψ underflows', () => {
    expect(faultOf(() => solveByLogTransform({ ...affine, weight: () => 1 }, options))).toBe('not-applicable');
    expect(faultOf(() => solveByLogTransform(affine, { ...options, ends: EXTRAPOLATED }))).toBe('not-applicable');
    expect(faultOf(() => solveByLogTransform({ ...affine, horizon: 1e-3, terminal: (x) => 400 * x * x }, { ...options, ends: endsOf((x) => 400 * x * x, -Math.PI, Math.PI) })))
      .toBe('vanished');
    expect(faultOf(() => solveByLogTransform({ ...affine, horizon: -1 }, options))).toBe('no-horizon');
  });
});
