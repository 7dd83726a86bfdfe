import { describe, expect, test } from 'vitest';
import { boxOf, normalTail, stretchedGrid, uniformGrid } from '../../../src/numeric/grid/grid.ts';
import { normalDistribution } from '../../../src/numeric/arithmetic/normal-distribution.ts';
import { faultOf } from '../fault.ts';

describe.each([
  ['uniform', () => uniformGrid(-1.3, 2.1, 64)],
  ['stretched', () => stretchedGrid(-1.3, 2.1, 64, 0.2, 0.3)],
] as const)('a %s grid', (_, make) => {
  test('cells fill the interval, and centres are in their middle', () => {
    const { faces, centres, widths, cells } = make();
    expect(cells).toBe(64);
    expect(faces.length).toBe(65);
    expect([faces[0], faces[64]].map((x) => x?.toFixed(12))).toEqual(['-1.300000000000', '2.100000000000']);
    expect(widths.reduce((sum, width) => sum + width, 0)).toBeCloseTo(3.4, 13);
    centres.forEach((x, i) => expect(x).toBe((faces[i]! + faces[i + 1]!) / 2));
  });

  test('the faces of a coarser grid are faces of this one, to the last bit', () => {
    const { faces, coarser } = make();
    expect(coarser(4).faces).toEqual(faces.filter((_x, i) => i % 4 === 0));
  });

  test('cells beyond the ends leave the others where they are', () => {
    const [own, wider] = [make(), make().extended(8)];
    expect(wider.cells).toBe(80);
    expect(wider.faces.slice(8, -8)).toEqual(own.faces);
    expect(wider.coarser(4).faces).toEqual(wider.faces.filter((_x, i) => i % 4 === 0));
  });
});

test('a stretched grid is fine where it is told to be', () => {
  const { widths, spacing } = stretchedGrid(-10, 10, 100, 1, 0.1);
  expect(spacing).toBeNull();
  expect(Math.min(...widths)).toBeLessThan(Math.max(...widths) / 20);
});

test('too few cells, ends in the wrong order, ends that are not finite, cells that do not divide: by name', () => {
  expect(faultOf(() => uniformGrid(0, 1, 7))).toBe('grid-too-coarse');
  expect(faultOf(() => uniformGrid(0, 1, 8.5))).toBe('grid-too-coarse');
  expect(faultOf(() => uniformGrid(1, 0, 8))).toBe('not-finite');
  expect(faultOf(() => uniformGrid(0, Number.POSITIVE_INFINITY, 8))).toBe('not-finite');
  expect(faultOf(() => uniformGrid(0, 1, 36).coarser(8))).toBe('not-applicable');
});

test('a box holds all but a tail that is bounded', () => {
  expect(boxOf([{ mean: 1, deviation: 2 }, { mean: -1, deviation: 0.1 }])).toEqual([-14, 16]);
  for (const k of [2, 4, 6, 7.5]) {
    const tail = 2 * normalDistribution(-k);
    expect(normalTail(k)).toBeGreaterThan(tail);
    expect(normalTail(k)).toBeLessThan(1.3 * tail);
  }
});
