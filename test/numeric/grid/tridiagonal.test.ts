import fc from 'fast-check';
import { expect, test } from 'vitest';
import { solveTridiagonal } from '../../../src/numeric/grid/tridiagonal.ts';
import { faultOf } from '../fault.ts';

/** A matrix that is dominant by rows or by columns, and data, of any size from one on. */
const systems = fc.array(fc.record({ lower: fc.integer({ min: -16, max: 16 }), upper: fc.integer({ min: -16, max: 16 }), right: fc.integer({ min: -64, max: 64 }) }), { minLength: 1, maxLength: 12 })
  .map((rows) => {
    const n = rows.length;
    const [lower, upper] = [Float64Array.from(rows.slice(1), (row) => row.lower / 16), Float64Array.from(rows.slice(1), (row) => row.upper / 16)];
    const diagonal = Float64Array.from(rows, (_, i) => 1 + Math.abs(lower[i] ?? 0) + Math.abs(upper[i] ?? 0) + Math.abs(lower[i - 1] ?? 0) + Math.abs(upper[i - 1] ?? 0));
    return { n, lower, diagonal, upper, right: Float64Array.from(rows, (row) => row.right / 16) };
  });

const times = (lower: Float64Array, diagonal: Float64Array, upper: Float64Array, y: Float64Array): Float64Array =>
  y.map((value, i) => diagonal[i]! * value + (lower[i - 1] ?? 0) * (y[i - 1] ?? 0) + (upper[i] ?? 0) * (y[i + 1] ?? 0));

test('the solution has a small residual, for every size, and in place', () => {
  fc.assert(fc.property(systems, ({ n, lower, diagonal, upper, right }) => {
    const [out, work] = [new Float64Array(n), new Float64Array(n)];
    solveTridiagonal(lower, diagonal, upper, right, out, work);
    times(lower, diagonal, upper, out).forEach((value, i) => expect(Math.abs(value - right[i]!)).toBeLessThan(1e-14 * 16));
    const same = right.slice();
    solveTridiagonal(lower, diagonal, upper, same, same, work);
    expect(same).toEqual(out);
  }));
});

test('scale and keep combine the solution with the data', () => {
  fc.assert(fc.property(systems, ({ n, lower, diagonal, upper, right }) => {
    const [plain, reflected, work] = [new Float64Array(n), new Float64Array(n), new Float64Array(n)];
    solveTridiagonal(lower, diagonal, upper, right, plain, work);
    solveTridiagonal(lower, diagonal, upper, right, reflected, work, 2, -1);
    reflected.forEach((value, i) => expect(value).toBeCloseTo(2 * plain[i]! - right[i]!, 13));
  }));
});

test('exchanging the two side diagonals gives the transpose: ⟨A⁻¹ a, b⟩ = ⟨a, A⁻ᵀ b⟩', () => {
  fc.assert(fc.property(systems, ({ n, lower, diagonal, upper, right }) => {
    const [one, two, work] = [new Float64Array(n), new Float64Array(n), new Float64Array(n)];
    const other = right.map((value, i) => value * (i % 3) - 1);
    solveTridiagonal(lower, diagonal, upper, right, one, work);
    solveTridiagonal(upper, diagonal, lower, other, two, work);
    const [left, rightSide] = [one.reduce((sum, y, i) => sum + y * other[i]!, 0), right.reduce((sum, r, i) => sum + r * two[i]!, 0)];
    expect(Math.abs(left - rightSide)).toBeLessThan(1e-12);
  }));
});

test('a zero pivot, and numbers that are not finite, are refused by name', () => {
  const solve = (diagonal: readonly number[], right: readonly number[]) => faultOf(() => {
    const n = diagonal.length;
    solveTridiagonal(new Float64Array(n - 1).fill(1), Float64Array.from(diagonal), new Float64Array(n - 1).fill(1), Float64Array.from(right),
      new Float64Array(n), new Float64Array(n));
  });
  expect(solve([0, 1, 1], [1, 1, 1])).toBe('singular-matrix');
  expect(solve([1, 1], [1, 2])).toBe('singular-matrix');
  expect(solve([4, Number.NaN, 4, 4], [1, 1, 1, 1])).toBe('not-finite');
  expect(solve([4, 4, 4, 4], [1, 1, 1, Number.POSITIVE_INFINITY])).toBe('not-finite');
});
