import { describe, expect, test } from 'vitest';
import { distance, largest, multiply, multiplyTransposed, traceOf } from '../../../src/numeric/linear-algebra/dense.ts';
import type { HopfColeProblem } from '../../../src/numeric/laws/hopf-cole.ts';
import { hopfColeValue, terminalOf } from '../../../src/numeric/laws/hopf-cole.ts';
import { solveRiccati } from '../../../src/numeric/ode/riccati.ts';
import { draw, faultOf } from '../random-matrices.ts';

const problem = (n: number, seed: number): HopfColeProblem => {
  const random = draw(seed);
  return {
    process: { dimension: n, noises: n, drift: random.stable(n), shift: random.matrix(n, 1), noise: random.matrix(n, n) },
    temperature: random.number(0.5, 2), horizon: 1.25, terminal: terminalOf(random.mixture(n, 3)),
  };
};

/** ∂t V + (A x + b)·∇V + ½ λ tr(G Gᵀ ∇²V) − ½ |Gᵀ ∇V|², ∂t by a difference of fourth order. */
const residual = ({ process, temperature }: HopfColeProblem, at: ReturnType<typeof hopfColeValue>, x: Float64Array, t: number): number => {
  const n = process.dimension;
  const [a, b, g] = [process.drift, process.shift, process.noise].map((part) => Float64Array.from(part as Float64Array)) as
    [Float64Array, Float64Array, Float64Array];
  const h = 2e-3;
  const speed = (at(t - 2 * h).value(x) - 8 * at(t - h).value(x) + 8 * at(t + h).value(x) - at(t + 2 * h).value(x)) / (12 * h);
  const { gradient, hessian, control } = at(t);
  const slope = gradient(x);
  const drift = multiply(a, x, n, n, 1).map((entry, i) => entry + b[i]!);
  const curvature = traceOf(multiply(multiplyTransposed(g, g, n, n, n), hessian(x), n, n, n), n);
  const u = control(x);
  const dot = (p: Float64Array, q: Float64Array): number => p.reduce((sum, entry, i) => sum + entry * q[i]!, 0);
  return speed + dot(drift, slope) + 0.5 * temperature * curvature - 0.5 * dot(u, u);
};

describe('the closed form of the Hopf–Cole transform', () => {
  test.each([1, 2, 3])('d = %i: solves the Hamilton–Jacobi–Bellman equation', (n) => {
    const instance = problem(n, 70 + n);
    const at = hopfColeValue(instance);
    const x = draw(80 + n).matrix(n, 1);
    for (const t of [0.1, 0.6, 1]) expect(Math.abs(residual(instance, at, x, t))).toBeLessThan(2e-8 * (1 + largest(at(t).hessian(x)) ** 2));
    // With the temperature doubled in the equation alone it does not.
    expect(Math.abs(residual({ ...instance, temperature: 2 * instance.temperature }, at, x, 0.6))).toBeGreaterThan(1e-3);
  });

  test('gradient and Hessian are the derivatives of the value', () => {
    const { value, gradient, hessian } = hopfColeValue(problem(2, 90))(0.5);
    const x = Float64Array.of(0.3, -0.2);
    const h = 1e-3;
    for (let i = 0; i < 2; i += 1) {
      const moved = (by: number): Float64Array => x.map((entry, k) => (k === i ? entry + by : entry));
      const along = (f: (y: Float64Array) => number): number => (f(moved(-2 * h)) - 8 * f(moved(-h)) + 8 * f(moved(h)) - f(moved(2 * h))) / (12 * h);
      expect(Math.abs(along(value) - gradient(x)[i]!)).toBeLessThan(1e-9);
      for (let j = 0; j < 2; j += 1) expect(Math.abs(along((y) => gradient(y)[j]!) - hessian(x)[i * 2 + j]!)).toBeLessThan(1e-8);
    }
  });

  test('at the horizon it is the terminal cost', () => {
    const instance = problem(2, 91);
    const mixture = draw(91);
    mixture.stable(2); mixture.matrix(2, 1); mixture.matrix(2, 2); mixture.number(0.5, 2);
    const law = mixture.mixture(2, 3);
    const x = [0.4, 0.1];
    expect(hopfColeValue(instance)(1.25).value(x)).toBeCloseTo(-instance.temperature * law.logDensity(x), 12);
  });

  test('with one quadratic term, singular or not, it is the Riccati solution', () => {
    const { process, temperature } = problem(2, 92);
    const root = Float64Array.of(1, -0.5);
    for (const cost of [draw(93).covariance(2), multiplyTransposed(root, root, 2, 1, 2)]) {
      const { gradient, hessian } = hopfColeValue({
        process: { ...process, shift: [0, 0] }, temperature, horizon: 1,
        terminal: [{ exponent: 0, centre: [0, 0], precision: cost.map((entry) => entry / temperature) }],
      })(0.25);
      const noise = process.noise as Float64Array;
      const riccati = solveRiccati({
        dimension: 2, drift: process.drift, running: new Float64Array(4), control: multiplyTransposed(noise, noise, 2, 2, 2), terminal: cost, horizon: 1,
      });
      const p = riccati.at(0.25);
      expect(distance(hessian([0.7, 0.2]), p)).toBeLessThanOrEqual(riccati.error.bound + 1e-14);
      expect(distance(gradient([0.7, 0.2]), multiply(p, Float64Array.of(0.7, 0.2), 2, 2, 1))).toBeLessThanOrEqual(2 * riccati.error.bound + 1e-14);
    }
  });

  test('an indefinite cost has a value while it is finite, and a named explosion after', async () => {
    const instance: HopfColeProblem = {
      process: { dimension: 1, noises: 1, drift: [0], shift: [0], noise: [1] }, temperature: 1, horizon: 3,
      terminal: [{ exponent: 0, centre: [0], precision: [-0.5] }],
    };
    // E exp(¼ X_T²) is finite for T − t < 2: then V = ½ log(1 − (T−t)/2) − ¼ x²/(1 − (T−t)/2).
    expect(hopfColeValue(instance)(2).value([1])).toBeCloseTo(0.5 * Math.log(0.5) - 0.5, 13);
    expect(await faultOf(() => hopfColeValue(instance)(0.5))).toBe('exploded');
  });

  test('far away it neither overflows nor loses the control', () => {
    const { value, control } = hopfColeValue({
      process: { dimension: 1, noises: 1, drift: [0], shift: [0], noise: [1] }, temperature: 1, horizon: 1,
      terminal: [{ exponent: Math.log(1e-300), centre: [-2], precision: [1] }, { exponent: 0, centre: [2], precision: [1] }],
    })(0);
    expect(Number.isFinite(value([1e100]))).toBe(true);
    expect(control([1e6])[0]! / (-0.5e6)).toBeCloseTo(1, 5);
    expect(control([-1e6])[0]! / 0.5e6).toBeCloseTo(1, 5);
  });

  test('bad input is named', async () => {
    const instance = problem(1, 94);
    expect(await faultOf(() => hopfColeValue({ ...instance, temperature: 0 }))).toBe('not-applicable');
    expect(await faultOf(() => hopfColeValue({ ...instance, terminal: [] }))).toBe('not-applicable');
    expect(await faultOf(() => hopfColeValue(instance)(2))).toBe('no-horizon');
    expect(await faultOf(() => hopfColeValue(instance)(0).value([Number.NaN]))).toBe('not-finite');
    expect(await faultOf(() => hopfColeValue(instance)(0).value([1e200]))).toBe('vanished');
  });
});
