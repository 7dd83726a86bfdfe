import { describe, expect, test } from 'vitest';
import { distance, largest, multiply, multiplyTransposed, transposeOf } from '../../../src/numeric/linear-algebra/dense.ts';
import { stationaryCovariance } from '../../../src/numeric/ode/lyapunov.ts';
import { moments, transitions } from '../../../src/numeric/ode/moments.ts';
import { draw, faultOf } from '../random-matrices.ts';

describe('moments of a linear process', () => {
  test('an Ornstein–Uhlenbeck process has its mean and variance', () => {
    const law = moments({ dimension: 1, noises: 1, drift: [-1.5], shift: [0.5], noise: [0.8] }, 0, 2, { mean: [2], covariance: [0.3] });
    for (const t of [0.1, 1, 2]) {
      const [decay, level] = [Math.exp(-1.5 * t), 0.5 / 1.5];
      expect(Math.abs(law(t).mean[0]! - (level + (2 - level) * decay))).toBeLessThan(1e-10);
      expect(Math.abs(law(t).covariance[0]! - (0.3 * decay ** 2 + 0.64 / 3 * (1 - decay ** 2)))).toBeLessThan(1e-10);
    }
  });

  test('coefficients that depend on time: dX = −2tX dt + 1 dt + (1 + t) dW', () => {
    const at = transitions({
      dimension: 1, noises: 1, drift: (t, out) => { out[0] = -2 * t; }, shift: [0], noise: (t, out) => { out[0] = Math.exp(-t * t) * (1 + t); },
    }, 0, 1.5)(1.5);
    // Φ = e^(−t²), C = e^(−2t²) ∫ (1 + s)² ds.
    expect(Math.abs(at.matrix[0]! - Math.exp(-2.25))).toBeLessThanOrEqual(at.error.bound);
    expect(Math.abs(at.covariance[0]! - Math.exp(-4.5) * (2.5 ** 3 - 1) / 3)).toBeLessThanOrEqual(at.error.bound);
  });

  test('there is no horizon of zero or before the start, and no covariance that is not symmetric', async () => {
    const process = { dimension: 2, noises: 1, drift: [0, 1, -1, 0], shift: [0, 0], noise: [1, 1] };
    const initial = { mean: [0, 0], covariance: [1, 0, 0, 1] };
    expect(await faultOf(() => moments(process, 0, 0, initial))).toBe('no-horizon');
    expect(await faultOf(() => moments(process, 0, -1, initial))).toBe('no-horizon');
    expect(await faultOf(() => moments(process, 0, 1, { ...initial, covariance: [1, 2, 0, 1] }))).toBe('not-applicable');
    expect(await faultOf(() => moments(process, 0, 1, { ...initial, covariance: [1, 0, 0, -1] }))).toBe('not-applicable');
    expect(await faultOf(() => moments({ ...process, noise: [1, Infinity] }, 0, 1, initial))).toBe('not-finite');
    expect(await faultOf(() => moments({ ...process, drift: (_, out) => { out.fill(Number.NaN); } }, 0, 1, initial))).toBe('not-finite');
  });
});

describe('the stationary covariance', () => {
  test.each([1, 2, 3, 4, 6, 8])('for n = %i solves A C + C Aᵀ + D = 0, and is where the covariance goes', (n) => {
    const random = draw(n);
    const [a, g] = [random.stable(n), random.matrix(n, 2)];
    const d = multiplyTransposed(g, g, n, 2, n);
    const { covariance: c, error } = stationaryCovariance(a, d, n);
    const ac = multiply(a, c, n, n, n);
    const sum = ac.map((entry, at) => entry + transposeOf(ac, n, n)[at]! + d[at]!);
    expect(largest(sum)).toBeLessThan(1e-13 * n);
    expect(error).toMatchObject({ asymptotic: true });
    if (n > 4) return;
    const far = moments({ dimension: n, noises: 2, drift: a, shift: new Float64Array(n), noise: g }, 0, 80, { mean: new Float64Array(n), covariance: d });
    expect(distance(far(80).covariance, c)).toBeLessThan(1e-9);
  });

  test('a drift that is not stable has none; nor one whose operator is singular', async () => {
    expect(await faultOf(() => stationaryCovariance([0.5], [1], 1))).toBe('not-applicable');
    expect(await faultOf(() => stationaryCovariance([-1, 0, 0, 2], [1, 0, 0, 1], 2))).toBe('not-applicable');
    expect(await faultOf(() => stationaryCovariance([-1, 0, 0, 1], [1, 0, 0, 1], 2))).toBe('singular-matrix');
    expect(await faultOf(() => stationaryCovariance([0, 1, -1, 0], [1, 0, 0, 1], 2))).toBe('singular-matrix');
    expect(await faultOf(() => stationaryCovariance([-1], [Number.NaN], 1))).toBe('not-finite');
  });
});
