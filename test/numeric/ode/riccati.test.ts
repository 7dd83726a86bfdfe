import { describe, expect, test } from 'vitest';
import { congruence, distance, largest, multiply, multiplyTransposed, scaledSum, traceOf, transposeOf } from '../../../src/numeric/linear-algebra/dense.ts';
import { davisonMaki } from '../../../src/numeric/ode/davison-maki.ts';
import type { ConstantRiccati } from '../../../src/numeric/ode/davison-maki.ts';
import { solveRiccati } from '../../../src/numeric/ode/riccati.ts';
import { draw, faultOf } from '../random-matrices.ts';

const problem = (n: number, seed: number): ConstantRiccati => {
  const random = draw(seed);
  const [b, c] = [random.matrix(n, n), random.matrix(n, n)];
  return {
    dimension: n, drift: random.stable(n), horizon: random.number(0.3, 2), terminal: random.covariance(n),
    running: multiplyTransposed(c, c, n, n, n).map((entry, at) => entry + (at % (n + 1) === 0 ? 0.05 : 0)),
    control: multiplyTransposed(b, b, n, n, n),
  };
};

/** −P' = q − 2aP... in dimension 1 with A = 0, S = Q = 1: P = tanh(T − t + artanh M). */
const SCALAR: ConstantRiccati = { dimension: 1, drift: [0], running: [1], control: [1], terminal: [0.25], horizon: 1.5 };
const scalarTruth = (t: number): number => Math.tanh(1.5 - t + Math.atanh(0.25));

describe('the Riccati equation', () => {
  test('in one dimension has its closed solution, by both ways, within their estimates', async () => {
    const solution = solveRiccati(SCALAR);
    for (const t of [0, 0.3, 1, 1.5]) expect(Math.abs(solution.at(t)[0]! - scalarTruth(t))).toBeLessThanOrEqual(solution.error.bound);
    expect(solution.error.bound).toBeLessThan(1e-8);
    const { times, matrices, error } = await davisonMaki(SCALAR, 6);
    times.forEach((t, k) => { expect(Math.abs(matrices[k]![0]! - scalarTruth(t))).toBeLessThanOrEqual(error.bound); });
    expect(error.bound).toBeLessThan(1e-14);
  });

  test.each([1, 2, 3, 4, 5, 6])('of four dimensions, instance %i: at 1e-10 the way by steps agrees with the way by the exponential', async (seed) => {
    const instance = problem(4, seed);
    const solution = solveRiccati(instance, { relative: 1e-10, absolute: 1e-10 });
    const exact = await davisonMaki(instance);
    expect(exact.error).toMatchObject({ asymptotic: true });
    exact.times.forEach((t, k) => {
      const difference = distance(solution.at(t), exact.matrices[k]!);
      expect(difference).toBeLessThanOrEqual(solution.error.bound + exact.error.bound);
    });
    expect(distance(solution.initial, exact.initial)).toBeLessThan(2e-10 * Math.max(1, largest(exact.initial)));
    expect(solution.error.bound).toBeLessThan(1e-7);
  });

  test('a wrong sign, a lost term or a transpose is seen by far', async () => {
    const instance = problem(3, 9);
    const { initial, error } = await davisonMaki(instance);
    const a = Float64Array.from(instance.drift);
    const wrong: readonly Partial<ConstantRiccati>[] = [
      { drift: transposeOf(a, 3, 3) }, { drift: a.map((entry) => -entry) }, { running: new Float64Array(9) },
      { control: Float64Array.from(instance.control, (entry) => entry / 2) },
    ];
    for (const change of wrong) expect(distance(solveRiccati({ ...instance, ...change }).initial, initial)).toBeGreaterThan(1e6 * error.bound);
  });

  test('the solution stays symmetric and satisfies the equation', () => {
    const instance = problem(4, 7);
    const { at } = solveRiccati(instance, { relative: 1e-12, absolute: 1e-13 });
    const [t, h, n] = [instance.horizon / 2, 1e-4, 4];
    const p = at(t);
    expect(distance(p, transposeOf(p, n, n))).toBe(0);
    const pa = multiply(p, Float64Array.from(instance.drift), n, n, n);
    const psp = congruence(p, Float64Array.from(instance.control), n, n);
    const left = scaledSum(-1, at(t - h), at(t + h)).map((entry) => -entry / (2 * h));
    const right = pa.map((entry, k) => entry + pa[(k % n) * n + Math.floor(k / n)]! - psp[k]! + Array.from(instance.running)[k]!);
    // The central difference is off by h² P'''/6, and by the interpolation error over h.
    expect(distance(left, right)).toBeLessThan(1e-6);
  });

  test('coefficients that depend on time: a clock that runs at speed r(t) carries the solution along', () => {
    const constant = solveRiccati(SCALAR);
    const speed = (t: number): number => 1 + t;
    const horizon = -1 + Math.sqrt(1 + 2 * 1.5);
    const timed = solveRiccati({
      dimension: 1, horizon, terminal: [0.25], drift: [0],
      running: (t, out) => { out[0] = speed(t); }, control: (t, out) => { out[0] = speed(t); },
    });
    expect(Math.abs(timed.initial[0]! - constant.initial[0]!)).toBeLessThanOrEqual(timed.error.bound + constant.error.bound);
  });

  test('the offset of the value is the integral of ½ tr(D P)', () => {
    const instance = problem(2, 3);
    const noise = draw(4).covariance(2);
    const solution = solveRiccati({ ...instance, noise });
    const half = (t: number): number => 0.5 * traceOf(multiply(noise, solution.at(t), 2, 2, 2), 2);
    const steps = 200;
    const h = instance.horizon / steps;
    let simpson = half(0) + half(instance.horizon);
    for (let k = 1; k < steps; k += 1) simpson += (k % 2 === 1 ? 4 : 2) * half(k * h);
    expect(Math.abs(solution.offset(0) - simpson * h / 3)).toBeLessThan(1e-8);
    expect(solution.offset(instance.horizon)).toBeCloseTo(0, 15);
    expect(solveRiccati(instance).offset(0)).toBe(0);
  });

  test('a finite escape is named, by both ways', async () => {
    const escapes: ConstantRiccati = { ...SCALAR, running: [-1], control: [-1], terminal: [2] };
    expect(await faultOf(() => solveRiccati(escapes))).toBe('exploded');
    expect(() => solveRiccati(escapes)).toThrow(/Riccati.*escapes/);
    expect(await faultOf(() => davisonMaki(escapes))).toBe('exploded');
  });

  test('two escapes at one time do not make up for each other', async () => {
    const [one, zero] = [[1, 0, 0, 1], [0, 0, 0, 0]];
    const pole = (horizon: number): ConstantRiccati => ({ dimension: 2, drift: zero, running: one, control: [-1, 0, 0, -1], terminal: zero, horizon });
    // P = tan(T − t) 1: up to π/2, and not through it.
    const { initial, error } = await davisonMaki(pole(1.5));
    expect(Math.abs(initial[0]! - Math.tan(1.5))).toBeLessThanOrEqual(error.bound);
    for (const horizon of [2, 3.5]) expect(await faultOf(() => davisonMaki(pole(horizon)))).toBe('exploded');
    expect(await faultOf(() => davisonMaki(pole(2), 1))).toBe('exploded');
  });

  test('so many segments there are not', async () => {
    for (const segments of [0, -3, NaN, 2.5]) expect(await faultOf(() => davisonMaki(SCALAR, segments))).toBe('not-applicable');
  });

  test('bad input is named, by both ways', async () => {
    for (const way of [solveRiccati, davisonMaki]) {
      expect(await faultOf(() => way({ ...SCALAR, horizon: 0 }))).toBe('no-horizon');
      expect(await faultOf(() => way({ ...SCALAR, horizon: -1 }))).toBe('no-horizon');
      expect(await faultOf(() => way({ ...SCALAR, drift: [Number.NaN] }))).toBe('not-finite');
      expect(await faultOf(() => way({ ...SCALAR, drift: [1, 2] }))).toBe('not-applicable');
      expect(await faultOf(() => way({ ...problem(2, 1), terminal: [1, 2, 3, 4] }))).toBe('not-applicable');
    }
  });
});
