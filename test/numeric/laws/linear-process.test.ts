import { describe, expect, test } from 'vitest';
import { congruence, distance, largest, matrixVector, multiply, scaledSum } from '../../../src/numeric/linear-algebra/dense.ts';
import { GaussianMixture } from '../../../src/numeric/laws/gaussian-mixture.ts';
import { linearLaw } from '../../../src/numeric/laws/linear-process.ts';
import { scheduledProcess, scheduledTransition, subVariancePreserving, varianceExploding, variancePreserving } from '../../../src/numeric/laws/schedules.ts';
import { transitions } from '../../../src/numeric/ode/moments.ts';
import { draw, faultOf } from '../random-matrices.ts';

const randomProcess = (n: number, seed: number) => {
  const random = draw(seed);
  return { dimension: n, noises: n + 1, drift: random.stable(n), shift: random.matrix(n, 1), noise: random.matrix(n, n + 1) };
};

describe('the transition of a linear process', () => {
  test.each([1, 2, 3, 5])('with constant coefficients, d = %i: by exponentials as by the equations of the moments', (n) => {
    const process = randomProcess(n, n);
    const exact = linearLaw(process).transition(0.5, 2);
    const solved = transitions(process, 0.5, 2)(2);
    for (const part of ['matrix', 'shift', 'covariance'] as const) {
      expect(distance(exact[part], solved[part])).toBeLessThanOrEqual(exact.error.bound + solved.error.bound);
    }
    expect(exact.error.bound).toBeLessThan(1e-13);
    expect(solved.error.bound).toBeLessThan(1e-8);
  });

  test('two transitions one after the other are one', () => {
    const law = linearLaw(randomProcess(3, 7));
    const [first, second, whole] = [law.transition(0, 0.75), law.transition(0.75, 2), law.transition(0, 2)];
    expect(distance(multiply(second.matrix, first.matrix, 3, 3, 3), whole.matrix)).toBeLessThan(1e-14);
    expect(distance(scaledSum(1, matrixVector(second.matrix, first.shift, 3, 3), second.shift), whole.shift)).toBeLessThan(1e-14);
    expect(distance(scaledSum(1, congruence(second.matrix, first.covariance, 3, 3), second.covariance), whole.covariance)).toBeLessThan(1e-14);
  });

  test('a long time neither cancels nor overflows: dX = −100 X dt + dW has variance 1/200 and rises to it', () => {
    const law = linearLaw({ dimension: 1, noises: 1, drift: [-100], shift: [1], noise: [1] });
    const { matrix, shift, covariance, error } = law.transition(0, 50);
    expect(matrix[0]).toBe(Math.exp(-5000));
    expect(Math.abs(shift[0]! - 0.01)).toBeLessThanOrEqual(error.bound);
    expect(Math.abs(covariance[0]! - 0.005)).toBeLessThanOrEqual(error.bound);
    expect(Math.abs(covariance[0]! - 0.005)).toBeLessThan(1e-16);
  });

  test('without drift, with a singular noise, and over no time at all', () => {
    const law = linearLaw({ dimension: 2, noises: 1, drift: [0, 1, 0, 0], shift: [0, 0], noise: [0, 1] });
    const { covariance } = law.transition(0, 1);
    expect(distance(covariance, Float64Array.of(1 / 3, 1 / 2, 1 / 2, 1))).toBeLessThan(1e-15);
    expect([...law.transition(1, 1).matrix]).toEqual([1, 0, 0, 1]);
    expect(largest(law.transition(1, 1).covariance)).toBe(0);
  });

  test('no horizon before the start, and nothing that explodes', async () => {
    const law = linearLaw({ dimension: 1, noises: 1, drift: [1], shift: [0], noise: [1] });
    expect(await faultOf(() => law.transition(1, 0.5))).toBe('no-horizon');
    expect(await faultOf(() => law.transition(0, Number.NaN))).toBe('no-horizon');
    expect(await faultOf(() => law.transition(0, 1000))).toBe('exploded');
    expect(await faultOf(() => linearLaw({ dimension: 1, noises: 1, drift: [Number.NaN], shift: [0], noise: [1] }))).toBe('not-finite');
  });
});

describe('a mixture under a linear process', () => {
  test('against quadrature: ∫ p₀(y) N(x; Φ y + c, C) dy', () => {
    const law = linearLaw({ dimension: 1, noises: 1, drift: [-0.8], shift: [0.3], noise: [0.9] });
    const initial = draw(3).mixture(1, 3);
    const { matrix, shift, covariance } = law.transition(0, 0.7);
    for (const x of [-1.5, 0.1, 2]) {
      let sum = 0;
      // The trapezoidal rule, exact to rounding for such integrands.
      for (let y = -12; y <= 12; y += 0.01) {
        const z = x - matrix[0]! * y - shift[0]!;
        sum += 0.01 * initial.density([y]) * Math.exp(-0.5 * z * z / covariance[0]!) / Math.sqrt(2 * Math.PI * covariance[0]!);
      }
      expect(Math.abs(law.mixture(initial, 0.7).density([x]) - sum)).toBeLessThan(1e-13);
    }
  });

  test('its moments are those of the linear equations, and it solves the Fokker–Planck equation', () => {
    const process = randomProcess(2, 11);
    const law = linearLaw(process);
    const initial = draw(12).mixture(2, 3);
    const { matrix, shift, covariance } = law.transition(0, 1.5);
    const after = law.mixture(initial, 1.5);
    expect(distance(after.mean(), scaledSum(1, matrixVector(matrix, initial.mean(), 2, 2), shift))).toBeLessThan(1e-14);
    expect(distance(after.covariance(), scaledSum(1, congruence(matrix, initial.covariance(), 2, 2), covariance))).toBeLessThan(1e-14);
    // ∂t log p = −div v − v·∇log p with v = A x + b − ½ D ∇log p.
    const flow = law.flow(initial);
    const [x, v] = [Float64Array.of(0.4, -0.7), new Float64Array(2)];
    flow.velocity(1.5, x, v);
    const score = after.score(x);
    const at = (t: number): number => law.mixture(initial, t).logDensity(x);
    const h = 2e-3;
    const speed = (at(1.5 - 2 * h) - 8 * at(1.5 - h) + 8 * at(1.5 + h) - at(1.5 + 2 * h)) / (12 * h);
    expect(Math.abs(speed + flow.divergence(1.5, x) + v[0]! * score[0]! + v[1]! * score[1]!)).toBeLessThan(1e-8);
  });
});

describe('named schedules', () => {
  test.each([
    ['variance preserving', variancePreserving()], ['sub-VP', subVariancePreserving()], ['variance exploding', varianceExploding(0.05, 5)],
  ] as const)('%s: scale and variance are those of its process', (name, schedule) => {
    const solved = transitions(scheduledProcess(schedule, 2), 0, 1);
    expect(schedule.name).toBe(name);
    for (const t of [0.3, 1]) {
      const [closed, found] = [scheduledTransition(schedule, 2, t), solved(t)];
      expect(distance(closed.matrix, found.matrix)).toBeLessThanOrEqual(found.error.bound + closed.error.bound);
      expect(distance(closed.covariance, found.covariance)).toBeLessThanOrEqual(found.error.bound + closed.error.bound);
      expect(found.error.bound).toBeLessThan(1e-7);
    }
    expect(schedule.variance(0)).toBe(0);
  });

  test('where the formulas of two schedules differ, so do their numbers', () => {
    const [whole, part] = [variancePreserving(), subVariancePreserving()];
    expect(whole.variance(0.5)).toBeGreaterThan(part.variance(0.5));
    expect(Math.sqrt(part.variance(0.5))).toBeCloseTo(whole.variance(0.5), 14);
    expect(whole.scale(1) ** 2 + whole.variance(1)).toBeCloseTo(1, 15);
  });

  test('wrong ranges and times are named', async () => {
    expect(await faultOf(() => variancePreserving(1, 0.5))).toBe('not-applicable');
    expect(await faultOf(() => varianceExploding(0, 1))).toBe('not-applicable');
    expect(await faultOf(() => scheduledTransition(variancePreserving(), 1, -0.1))).toBe('no-horizon');
    expect(await faultOf(() => scheduledTransition(variancePreserving(), 1, Number.NaN))).toBe('no-horizon');
  });

  test('a mixture may be started at a later time', () => {
    const law = linearLaw(scheduledProcess(variancePreserving(), 1));
    const initial = new GaussianMixture([{ weight: 1, mean: [2], covariance: [0.25] }]);
    const later = law.mixture(law.mixture(initial, 0.4), 0.8, 0.4);
    expect(Math.abs(later.covariance()[0]! - law.mixture(initial, 0.8).covariance()[0]!)).toBeLessThan(1e-9);
  });
});
