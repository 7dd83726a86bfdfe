import { describe, expect, test } from 'vitest';
import { startAt } from '../../../src/numeric/paths/equation.ts';
import { eulerMaruyama } from '../../../src/numeric/paths/euler-maruyama.ts';
import type { FunctionalClaim } from '../../../src/numeric/paths/means-of-paths.ts';
import { testFunctionals } from '../../../src/numeric/paths/means-of-paths.ts';
import { coupledEndPoints } from '../../../src/numeric/paths/simulate.ts';
import { streamOf } from '../../../src/numeric/random/streams.ts';
import { UNIT } from '../../../src/numeric/statistics/betting.ts';
import { faultOf } from '../fault.ts';
import { ornsteinUhlenbeck } from './equations.ts';

const LEVELS = coupledEndPoints(ornsteinUhlenbeck(1, 1), eulerMaruyama, startAt([1]), { from: 0, horizon: 1, steps: 16, paths: 8192 }, 3, streamOf(5));
const [MEAN, VARIANCE] = [Math.exp(-1), (1 - Math.exp(-2)) / 2];
/** E (1 + cos w X)/2 of the exact law. */
const exact = (w: number): number => 0.5 + 0.5 * Math.cos(w * MEAN) * Math.exp(-0.5 * w * w * VARIANCE);
const claimOf = (w: number, expected: number, tolerance = 0): FunctionalClaim =>
  ({ name: `cos ${w}`, functional: (x) => 0.5 + 0.5 * Math.cos(w * x[0]!), range: UNIT, expected, tolerance });
const LEVEL = { alpha: 1e-6, miss: 1e-6 };

describe('means of functionals of paths', () => {
  test('are not rejected where they are those of the exact law, and each has its own bound', () => {
    const result = testFunctionals(LEVELS, 1, [claimOf(1, exact(1)), claimOf(2, exact(2))], LEVEL);
    expect(result).toMatchObject({ rejected: false, tests: 2, alpha: 1e-6 });
    [1, 2].forEach((w, k) => expect(Math.abs(result.means[k]! - exact(w))).toBeLessThan(result.bounds[k]!));
  });
  test('are rejected where one of them is off by what would be noticed', () => {
    const { shifts } = testFunctionals(LEVELS, 1, [claimOf(1, exact(1)), claimOf(2, exact(2))], LEVEL);
    const off = testFunctionals(LEVELS, 1, [claimOf(1, exact(1)), claimOf(2, exact(2) + shifts[1]! * 1.5)], LEVEL);
    expect(off).toMatchObject({ rejected: true, worst: { name: 'cos 2', direction: 'below' } });
  });
  test('with a tolerance of that size, are not', () => {
    expect(testFunctionals(LEVELS, 1, [claimOf(2, exact(2) + 0.2, 0.2)], LEVEL).rejected).toBe(false);
  });
  test('less a number that is known at the start have the same bias, and a range that holds it', () => {
    const shifted: FunctionalClaim = { ...claimOf(1, exact(1) + 3), functional: (x) => 3.5 + 0.5 * Math.cos(x[0]!), fixed: { least: 3, most: 3 } };
    const [plain, more] = [testFunctionals(LEVELS, 1, [claimOf(1, exact(1))], LEVEL), testFunctionals(LEVELS, 1, [shifted], LEVEL)];
    expect(more.rejected).toBe(false);
    expect(more.bound).toBeCloseTo(plain.bound, 6);
  });
  test('no functional at all is refused', () => expect(faultOf(() => testFunctionals(LEVELS, 1, [], LEVEL))).toBe('not-applicable'));
});
