import { describe, expect, test } from 'vitest';
import type { RightHandSide, Trajectory } from '../../../src/numeric/ode/dormand-prince.ts';
import { dormandPrince, solveOde } from '../../../src/numeric/ode/dormand-prince.ts';
import { faultOf } from '../random-matrices.ts';

/** y'' = −y + sin 3t from (1, 0): y = cos t + 3/8 sin t − 1/8 sin 3t. */
const driven: RightHandSide = (t, y, out) => { out[0] = y[1]!; out[1] = -y[0]! + Math.sin(3 * t); };
const truth = (t: number): number => Math.cos(t) + 0.375 * Math.sin(t) - 0.125 * Math.sin(3 * t);
const slope = (t: number): number => -Math.sin(t) + 0.375 * Math.cos(t) - 0.375 * Math.cos(3 * t);
const START = Float64Array.of(1, 0);

const errorOf = (solution: Trajectory, end: number): number => {
  let most = 0;
  for (let k = 0; k <= 500; k += 1) {
    const y = solution.at(end * k / 500);
    most = Math.max(most, Math.abs(y[0]! - truth(end * k / 500)), Math.abs(y[1]! - slope(end * k / 500)));
  }
  return most;
};

const ordersOf = (errors: readonly number[]): readonly number[] => errors.slice(1).map((error, k) => Math.log2(errors[k]! / error));

describe('the methods of Dormand and Prince', () => {
  test('the pair of order 5 has it at the end of equal steps', () => {
    const errors = [40, 80, 160].map((equalSteps) => {
      const { final } = dormandPrince(driven, 0, 5, START, { relative: 1, absolute: 1, equalSteps });
      return Math.hypot(final[0]! - truth(5), final[1]! - slope(5));
    });
    for (const order of ordersOf(errors)) expect(Math.abs(order - 5)).toBeLessThan(0.25);
  });

  test('the same has order at least 4 between the steps, where the interpolant is used', () => {
    const errors = [40, 80, 160].map((equalSteps) => errorOf(dormandPrince(driven, 0, 5, START, { relative: 1, absolute: 1, equalSteps }), 5));
    for (const order of ordersOf(errors)) expect(order).toBeGreaterThan(4.5);
  });

  test('the method of order 8 has it at the end, and order 7 between the steps', () => {
    const runs = [10, 20, 40].map((equalSteps) => dormandPrince(driven, 0, 5, START, { relative: 1, absolute: 1, equalSteps, order: 8 }));
    const atEnd = runs.map(({ final }) => Math.hypot(final[0]! - truth(5), final[1]! - slope(5)));
    for (const order of ordersOf(atEnd)) expect(Math.abs(order - 8)).toBeLessThan(0.4);
    for (const order of ordersOf(runs.map((run) => errorOf(run, 5)))) expect(order).toBeGreaterThan(6.5);
  });

  test('is exact for a polynomial of degree 5 in time, up to rounding', () => {
    const f: RightHandSide = (t, _, out) => { out[0] = 5 * t ** 4 - 3 * t * t + 1; };
    for (const order of [5, 8] as const) {
      const { final } = dormandPrince(f, 0, 2, Float64Array.of(0), { relative: 1, absolute: 1, equalSteps: 1, order });
      expect(Math.abs(final[0]! - 26)).toBeLessThan(1e-12);
    }
  });

  test('the method of order 8 integrates powers of time up to the seventh, to the last digits', () => {
    for (let power = 0; power <= 7; power += 1) {
      const f: RightHandSide = (t, _, out) => { out[0] = (power + 1) * t ** power; };
      const { final } = dormandPrince(f, 0, 1, Float64Array.of(0), { relative: 1, absolute: 1, equalSteps: 1, order: 8 });
      expect(Math.abs(final[0]! - 1)).toBeLessThan(2e-15);
    }
  });

  test('passes through its steps, with a continuous derivative', () => {
    const solution = dormandPrince(driven, 0, 5, START, { relative: 1e-6, absolute: 1e-6 });
    const [from, to] = [solution.times[3]!, solution.times[4]!];
    const width = 1e-5 * (to - from);
    const left = (solution.at(to)[0]! - solution.at(to - width)[0]!) / width;
    const right = (solution.at(to + width)[0]! - solution.at(to)[0]!) / width;
    expect(Math.abs(left - right)).toBeLessThan(1e-4);
    expect(solution.at(5)[0]).toBeCloseTo(solution.final[0]!, 14);
  });
});

describe('step control', () => {
  test.each([1e-4, 1e-6, 1e-8, 1e-10, 1e-12])('at tolerance %s the true error is within the estimate, and the estimate near the tolerance', (tolerance) => {
    const solution = solveOde(driven, 0, 5, START, { relative: tolerance, absolute: tolerance });
    expect(errorOf(solution, 5)).toBeLessThanOrEqual(solution.error.bound);
    expect(solution.error.bound).toBeLessThan(200 * tolerance);
    expect(solution.error).toMatchObject({ by: 'two tolerances', asymptotic: true });
  });

  test.each([1e-6, 1e-9, 1e-12])('the same for order 8 at %s, with fewer evaluations where the tolerance is small', (tolerance) => {
    const tolerances = { relative: tolerance, absolute: tolerance };
    const solution = solveOde(driven, 0, 5, START, { ...tolerances, order: 8 });
    expect(errorOf(solution, 5)).toBeLessThanOrEqual(solution.error.bound);
    expect(solution.error.bound).toBeLessThan(200 * tolerance);
    if (tolerance < 1e-10) expect(solution.evaluations).toBeLessThan(0.5 * solveOde(driven, 0, 5, START, tolerances).evaluations);
  });

  test('time may run backwards', () => {
    const solution = solveOde(driven, 5, 0, Float64Array.of(truth(5), slope(5)), { relative: 1e-10, absolute: 1e-10 });
    expect(errorOf(solution, 5)).toBeLessThanOrEqual(solution.error.bound);
    expect(Math.abs(solution.final[0]! - 1)).toBeLessThanOrEqual(solution.error.bound);
  });

  test('a state that rests takes few steps, and a kink more than none', () => {
    expect(dormandPrince((_, __, out) => { out[0] = 0; }, 0, 1, Float64Array.of(3), { relative: 1e-8, absolute: 1e-8 }).times.length).toBeLessThan(12);
    const kink = dormandPrince((t, _, out) => { out[0] = Math.max(0, t - 0.5); }, 0, 1, Float64Array.of(0), { relative: 1e-8, absolute: 1e-8 });
    expect(kink.rejected).toBeGreaterThan(0);
    // The estimate of a step across the kink is not asymptotic: it is right in size, not to the letter.
    expect(Math.abs(kink.final[0]! - 0.125)).toBeLessThan(1e-6);
  });

  test('a solution that grows through many orders of size keeps its relative accuracy', () => {
    const { final } = dormandPrince((_, y, out) => { out[0] = 10 * y[0]!; }, 0, 10, Float64Array.of(1), { relative: 1e-10, absolute: 1e-30 });
    expect(Math.abs(final[0]! / Math.exp(100) - 1)).toBeLessThan(1e-7);
  });
});

describe('bad input', () => {
  const tolerances = { relative: 1e-8, absolute: 1e-8 };
  const one = Float64Array.of(1);
  const grows: RightHandSide = (_, y, out) => { out[0] = y[0]!; };

  test('an explosion is named with its time, instead of a NaN', async () => {
    const explodes: RightHandSide = (_, y, out) => { out[0] = y[0]! * y[0]!; };
    expect(await faultOf(() => solveOde(explodes, 0, 2, one, tolerances))).toBe('exploded');
    expect(() => solveOde(explodes, 0, 2, one, tolerances)).toThrow(/near t = 1[^0-9.]/);
    expect(await faultOf(() => dormandPrince(explodes, 0, 200, one, { ...tolerances, equalSteps: 100 }))).toBe('exploded');
    expect(await faultOf(() => solveOde((t, _, out) => { out[0] = t > 0.5 ? Number.NaN : 1; }, 0, 1, one, tolerances))).toBe('exploded');
  });

  test('no horizon, what is not finite, and an equation that is too stiff are named', async () => {
    expect(await faultOf(() => solveOde(grows, 1, 1, one, tolerances))).toBe('no-horizon');
    expect(await faultOf(() => solveOde(grows, 0, Infinity, one, tolerances))).toBe('not-finite');
    expect(await faultOf(() => solveOde(grows, 0, 1, Float64Array.of(Number.NaN), tolerances))).toBe('not-finite');
    expect(await faultOf(() => solveOde((_, __, out) => { out[0] = Infinity; }, 0, 1, one, tolerances))).toBe('not-finite');
    expect(await faultOf(() => solveOde((_, y, out) => { out[0] = -1e6 * y[0]!; }, 0, 1, one, { ...tolerances, mostSteps: 1000 }))).toBe('no-convergence');
  });

  test('tolerances that are none, steps that are none, and a state without components', async () => {
    const bad = [
      { relative: 0, absolute: 0 }, { relative: NaN, absolute: 1e-6 }, { relative: -1e-6, absolute: 1e-6 }, { relative: Infinity, absolute: 1e-6 },
      { ...tolerances, equalSteps: 0 }, { ...tolerances, equalSteps: NaN }, { ...tolerances, equalSteps: 2.5 }, { ...tolerances, mostSteps: NaN },
    ];
    for (const tolerance of bad) expect(await faultOf(() => solveOde(grows, 0, 1, one, tolerance)), JSON.stringify(tolerance)).toBe('not-applicable');
    expect(await faultOf(() => solveOde(grows, 0, 1, new Float64Array(0), tolerances))).toBe('not-applicable');
  });

  test('of equal steps the error is that of half as many', () => {
    const { final, error } = solveOde(grows, 0, 1, one, { ...tolerances, equalSteps: 4 });
    expect(error.bound).toBeGreaterThan(1e-7);
    expect(Math.abs(final[0]! - Math.E)).toBeLessThanOrEqual(error.bound);
  });

  test('a time outside of the interval has no state', async () => {
    const solution = dormandPrince(grows, 0, 1, one, tolerances);
    expect(await faultOf(() => solution.at(1.5))).toBe('not-applicable');
    expect(await faultOf(() => solution.at(Number.NaN))).toBe('not-applicable');
    const last = dormandPrince(grows, 0, 1, one, { ...tolerances, finalOnly: true });
    expect(last.final).toEqual(solution.final);
    expect(await faultOf(() => last.at(0.5))).toBe('not-applicable');
    const both = solveOde(grows, 0, 1, one, { ...tolerances, finalOnly: true });
    expect(Math.abs(both.final[0]! - Math.E)).toBeLessThanOrEqual(both.error.bound);
  });
});
