/**
 * Figures and their bounds for values and policies that are known: no network is needed.
 */
import { describe, expect, it } from 'vitest';
import { enclose } from '../../../src/networks/control/enclosure.ts';
import type { Figure } from '../../../src/networks/control/figure.ts';
import { holds } from '../../../src/networks/control/figure.ts';
import { pointwise } from '../../../src/networks/control/learned-value.ts';
import { POST_REGULATOR, regulator, regulatorOptimum } from '../../../src/networks/control/linear-quadratic.ts';
import { merton, mertonOptimum, POST_PORTFOLIO, POST_RANGES } from '../../../src/networks/control/merton.ts';
import { policyOf } from '../../../src/networks/control/policy.ts';
import { mertonFigures, mertonMet } from '../../../src/networks/control/solve-merton.ts';
import { regulatorFigures } from '../../../src/networks/control/solve-regulator.ts';

describe('figures of the regulator', () => {
  const problem = regulator(POST_REGULATOR), { P, c, K } = regulatorOptimum(POST_REGULATOR), range = problem.ranges[0]!;
  const of = (S: number, d: number, k: number): readonly Figure[] => {
    const value = pointwise((x) => ({ value: -S * x[0]! ** 2 / 2 - d, gradient: Float64Array.of(-S * x[0]!), hessian: Float64Array.of(-S) }));
    const policy = policyOf(problem, (z, out) => { out[0] = -k * z[0]! / (range.kind === 'line' ? range.spread : Number.NaN); });
    return regulatorFigures(POST_REGULATOR, problem, value, policy, enclose(problem, value, policy));
  };

  it('are those of the value and the policy that are given, with next to no bound for the solution', () => {
    const figures = of(P, c, K);
    figures.forEach(({ measured, exact }) => { expect(measured / exact).toBeCloseTo(1, 3); });
    expect(Math.max(...figures.map(({ bound, exact }) => bound / exact))).toBeLessThan(1e-3);
    of(1.2, 0.3, 2).forEach(({ measured }, i) => { expect(measured / [1.2, 0.3, 2][i]!).toBeCloseTo(1, 3); });
  });

  it('have bounds that hold for a value that is off, and for a policy that is not its own', () => {
    for (const figure of [...of(1.05 * P, 1.1 * c, 1.05 * K), ...of(0.97 * P, 0.9 * c, 1.3 * K), ...of(P, c, 0.7 * K)]) {
      expect(holds(figure), `${figure.name} ${figure.measured} ± ${figure.bound}`).toBe(true);
    }
  });
});

describe('figures of the portfolio', () => {
  const problem = merton(POST_PORTFOLIO), { fraction, consumption, A } = mertonOptimum(POST_PORTFOLIO);
  const raw = (part: number): number => Math.log(part / (1 - part));
  const of = (a: number, w: number, k: number): readonly Figure[] => {
    const value = pointwise((x) => ({ value: -a / x[0]!, gradient: Float64Array.of(a / x[0]! ** 2), hessian: Float64Array.of(-2 * a / x[0]! ** 3) }));
    const [low, high] = POST_RANGES.consumption;
    const policy = policyOf(problem, (_, out) => {
      out[0] = raw(w / POST_RANGES.fraction[1]);
      out[1] = raw(Math.log(k / low) / Math.log(high / low));
    });
    return mertonFigures(POST_PORTFOLIO, problem, value, mertonMet(problem, policy, 1), enclose(problem, value, policy));
  };

  it('are those that are given, with next to no bound for the solution', () => {
    const figures = of(A, fraction, consumption);
    figures.forEach(({ measured, exact }) => { expect(measured / exact).toBeCloseTo(1, 9); });
    expect(Math.max(...figures.map(({ bound, exact }) => bound / exact))).toBeLessThan(1e-3);
  });

  it('have bounds that hold for a policy and a value that are off, and are not much more than that', () => {
    for (const [w, k] of [[1.2 * fraction, consumption], [fraction, 0.8 * consumption]] as const) {
      const figures = of(A, w, k), [inW, inK] = figures as [Figure, Figure, Figure];
      figures.forEach((figure) => { expect(holds(figure), `${figure.name} ${figure.measured} ± ${figure.bound}`).toBe(true); });
      const off = w === fraction ? inK : inW;
      expect(off.bound / Math.abs(off.measured - off.exact)).toBeLessThan(2);
    }
    of(1.01 * A, fraction, consumption).forEach((figure) => { expect(holds(figure), figure.name).toBe(true); });
  });
});
