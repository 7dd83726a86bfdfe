import { expect, test } from 'vitest';
import { streamOf } from '../../../src/numeric/random/streams.ts';
import { compareMeans, differenceInterval } from '../../../src/numeric/statistics/two-sample.ts';

const uniforms = (count: number, label: string): Float64Array => {
  const out = new Float64Array(count);
  streamOf(2, label).fillUniforms(0, out);
  return out;
};

test('two independent samples of one mean are not told apart, and of two means are', () => {
  const [a, b] = [uniforms(8000, 'a'), uniforms(9000, 'b')];
  expect(compareMeans(a, b, 1e-9).rejected).toBe(false);
  expect(compareMeans(a, b.map((u) => 0.9 * u), 1e-9)).toMatchObject({ rejected: true, direction: 'above' });
  expect(compareMeans(a, b.map((u) => 0.9 * u), 1e-9, { tolerance: 0.06 }).rejected).toBe(false);
});

test('coupled samples show a far smaller difference than independent ones', () => {
  const [a, b] = [uniforms(8000, 'a'), uniforms(8000, 'b')];
  const shifted = (u: Float64Array): Float64Array => u.map((value) => 0.99 * value);
  expect(compareMeans(shifted(a), b, 1e-9).rejected).toBe(false);
  expect(compareMeans(shifted(a), a, 1e-9)).toMatchObject({ rejected: true, direction: 'below' });
  const width = (x: Float64Array, y: Float64Array): number => {
    const { low, high } = differenceInterval(x, y, 1e-9);
    return high - low;
  };
  expect(width(shifted(a), a)).toBeLessThan(width(shifted(a), b) / 4);
});

test('ranges may differ', () => {
  const ranges = { left: { least: 0, most: 3 }, right: { least: -1, most: 1 } };
  const [a, b] = [uniforms(4000, 'a').map((u) => 3 * u), uniforms(4000, 'b').map((u) => 2 * u - 1)];
  const { low, high } = differenceInterval(a, b, 1e-6, ranges);
  expect(low).toBeLessThan(1.5);
  expect(high).toBeGreaterThan(1.5);
  expect(low).toBeGreaterThan(1.3);
  expect(high).toBeLessThan(1.7);
});
