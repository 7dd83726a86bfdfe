/**
 * From numbers of final states to bounded statistics of pairs of paths.
 */
import { expect, test } from 'vitest';
import type { Question } from '../../../../src/check/witness/paths/statistic.ts';
import { claimOf } from '../../../../src/check/witness/paths/statistic.ts';
import { streamOf } from '../../../../src/numeric/random/streams.ts';

const pilot = new Float64Array(4096);
streamOf(1, 'pilot').fillNormals(0, pilot);
for (let i = 0; i < pilot.length; i += 1) pilot[i] = 0.01 * (pilot[i] as number);

const asked = (bounded: 'value' | 'square'): Question =>
  ({ name: 'x', functional: (x) => x[0] as number, range: null, expected: 0, tolerance: 0, variates: null, unit: 1, bounded });

test('a number that is small beside its scale is left as it is, and so is its square', () => {
  const [value, square] = (['value', 'square'] as const).map((bounded) => claimOf(asked(bounded), pilot, 1));
  // The deviation is 0.01, so that the scale is about 0.06: off by a twelfth of (0.01/0.06)², or five twelfths of it.
  expect(value!.functional(Float64Array.of(0.01, 0.01)) / 0.01).toBeCloseTo(1 - (1 / 6) ** 2 / 12, 3);
  expect(square!.functional(Float64Array.of(0.01, 0.01)) / 1e-4).toBeCloseTo(1 - (5 / 12) * (1 / 6) ** 2, 2);
  expect(square!.functional(Float64Array.of(0.01, -0.01)) / 1e-4).toBeCloseTo(1 - (5 / 12) * (1 / 6) ** 2, 2);
});

test.each(['value', 'square'] as const)('a %s stays within its range, however large the number', (bounded) => {
  const { functional, range } = claimOf(asked(bounded), pilot, 1);
  for (const x of [0, 1e-3, -0.1, 1, -1e3, 1e200, -Infinity]) {
    const value = functional(Float64Array.of(x, x));
    expect(value).toBeGreaterThanOrEqual(range.least);
    expect(value).toBeLessThanOrEqual(range.most);
  }
  expect(range.most).toBeLessThan(0.15);
});
