/**
 * The kernels in WebAssembly do, for every line, what the plain code does for one.
 */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { DIRECTION_ARRAYS, direction, directionSize } from '../../../src/numeric/grid/direction.ts';
import { fillRates, geometryOf } from '../../../src/numeric/grid/generator-matrix.ts';
import { stretchedGrid, uniformGrid } from '../../../src/numeric/grid/grid.ts';
import { solveTridiagonal } from '../../../src/numeric/grid/tridiagonal.ts';
import { lineMemory } from '../../../src/numeric/grid/wasm/line-memory.ts';
import { faultOf } from '../fault.ts';

const [SIZE, LINES] = [14, 6];

const setting = (stretched: boolean) => {
  const grid = stretched ? stretchedGrid(-1, 2, SIZE, 0, 0.5) : uniformGrid(-1, 2, SIZE);
  const cells = SIZE * LINES;
  const memory = lineMemory(directionSize(SIZE, LINES) + 5 * cells + LINES, DIRECTION_ARRAYS + 5);
  const lines = direction(grid, LINES, memory);
  const [drift, squares, right, out] = [cells + LINES, cells, cells, cells].map((length) => memory.allocate(length)) as [Float64Array, Float64Array, Float64Array, Float64Array];
  return { grid, lines, drift, squares, right, out };
};

test('rates, products and solves, both ways, with and without a killing rate, from no drift to nothing but drift', () => {
  fc.assert(fc.property(fc.boolean(), fc.boolean(), fc.boolean(), fc.integer({ min: 0, max: 12 }), fc.integer({ min: 0, max: 99 }), (stretched, transposed, killed, power, phase) => {
    const { grid, lines, drift, squares, right, out } = setting(stretched);
    const strength = 2 ** power;
    drift.forEach((_value, k) => { drift[k] = strength * Math.sin(k + phase); });
    squares.forEach((_value, k) => { squares[k] = k % 7 === 3 ? 0 : 1 + 0.9 * Math.cos(3 * k + phase); });
    right.forEach((_value, k) => { right[k] = Math.cos(k * k); });
    const killing = Float64Array.from(squares, (_value, k) => 1 + k % 3);
    lines.assemble(drift, squares, 0.1, killed ? killing : null);
    const column = (values: Float64Array, line: number): Float64Array => values.filter((_value, k) => k % LINES === line);
    const [lower, diagonal, upper, work] = [SIZE - 1, SIZE, SIZE - 1, SIZE].map((length) => new Float64Array(length)) as [Float64Array, Float64Array, Float64Array, Float64Array];
    const [solved, product] = [out.slice(), out.slice()];
    lines.solve(transposed, right, out, 2, -1);
    solved.set(out);
    lines.product(transposed, right, out);
    product.set(out);
    for (let line = 0; line < LINES; line += 1) {
      fillRates(geometryOf(grid), column(drift, line), column(squares, line), -0.1, lower, upper, diagonal);
      if (killed) column(killing, line).forEach((rate, i) => { diagonal[i]! += 0.1 * rate; });
      const [below, above] = transposed ? [upper, lower] : [lower, upper];
      const [data, expected] = [column(right, line), new Float64Array(SIZE)];
      solveTridiagonal(below, diagonal, above, data, expected, work, 2, -1);
      column(solved, line).forEach((value, i) => expect(Math.abs(value - expected[i]!)).toBeLessThan(1e-13 * 100));
      const largest = Math.max(...diagonal);
      column(product, line).forEach((value, i) => {
        const applied = (2 - diagonal[i]!) * data[i]! - (below[i - 1] ?? 0) * (data[i - 1] ?? 0) - (above[i] ?? 0) * (data[i + 1] ?? 0);
        expect(Math.abs(value - applied)).toBeLessThan(1e-14 * largest);
      });
    }
  }));
});

test('a negative square, and numbers that are not finite, are refused by name', () => {
  const fault = (change: (drift: Float64Array, squares: Float64Array, right: Float64Array) => void): string => faultOf(() => {
    const { lines, drift, squares, right, out } = setting(false);
    squares.fill(1);
    change(drift, squares, right);
    lines.assemble(drift, squares, 0.1, null);
    lines.solve(false, right, out, 1, 0);
  });
  expect(fault(() => {})).toBe('none');
  expect(fault((_drift, squares) => { squares[5] = -4; })).toBe('not-applicable');
  for (const bad of [Number.NaN, Number.POSITIVE_INFINITY]) {
    expect(fault((drift) => { drift[3 * LINES + 2] = bad; })).toBe('not-finite');
    expect(fault((_drift, _squares, right) => { right[SIZE * LINES - 1] = bad; })).toBe('not-finite');
    expect(fault((_drift, _squares, right) => { right[0] = bad; })).toBe('not-finite');
  }
  expect(fault((_drift, squares) => { squares[40] = Number.NaN; })).toBe('not-finite');
});
