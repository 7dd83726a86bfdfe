import { expect, test } from 'vitest';
import { HALF_AS_FINE, tabulated } from '../../../src/numeric/paths/tabulated.ts';
import type { Lattice } from '../../../src/numeric/solved/tables.ts';
import { evenly, forEachNode } from '../../../src/numeric/solved/tables.ts';

const LINE: Lattice = { axes: [evenly(-5, 5, 61)], times: evenly(0, 1, 9) };
const PLANE: Lattice = { axes: [evenly(-4, 4, 21), evenly(-4, 4, 21)], times: evenly(0, 1, 9) };

const tableOf = (lattice: Lattice, f: (x: readonly number[], t: number) => number): Float64Array => {
  const table = new Float64Array(lattice.axes.reduce((product, axis) => product * axis.length, 1) * lattice.times.length);
  forEachNode(lattice, (x, t, n) => { table[n] = f(x, t); });
  return table;
};

const largestError = (lattice: Lattice, f: (x: readonly number[], t: number) => number, points: readonly (readonly number[])[], along?: Readonly<Record<number, number>>): number => {
  const table = tabulated(lattice, [tableOf(lattice, f)], along);
  const t = 0.4375;
  const out = [new Float64Array(points.length)];
  table.read(table.rowsAt(t), lattice.axes.map((_, k) => Float64Array.from(points, (x) => x[k]!)), points.length, out);
  return Math.max(...points.map((x, p) => Math.abs(out[0]![p]! - f(x, t))));
};

const wave = (x: readonly number[], t: number): number => Math.sin(x.reduce((sum, z, k) => sum + (k % 2 === 0 ? z : -0.75 * z), t));
const onLine = Array.from({ length: 40 }, (_, p) => [-4.9 + 0.2437 * p]);
const inPlane = Array.from({ length: 60 }, (_, p) => [-3.9 + ((p * 0.618) % 1) * 7.8, -3.9 + ((p * 0.414) % 1) * 7.8]);

test('a wave is read off to h²/8 times its second derivatives', () => {
  // h = 10/1024 on the line, 8/96 in the plane; |f''| ≤ 1, and 1 + 0.75² together.
  expect(largestError(LINE, wave, onLine)).toBeLessThan((10 / 1024) ** 2 / 8 * 1.05);
  expect(largestError(PLANE, wave, inPlane)).toBeLessThan((8 / 96) ** 2 / 8 * 1.6);
});

test('tables that are half as fine have four times the error', () => {
  const ratio = largestError(LINE, wave, onLine, HALF_AS_FINE) / largestError(LINE, wave, onLine);
  expect(ratio).toBeGreaterThan(3);
  expect(ratio).toBeLessThan(5);
});

test('outside of the box the value at its boundary is read, and is counted', () => {
  const table = tabulated(LINE, [tableOf(LINE, ([x = 0]) => x)]);
  const out = [new Float64Array(3)];
  table.read(table.rowsAt(0), [Float64Array.of(-7, 0, 6)], 3, out);
  expect([...out[0]!].map((x) => Math.round(1e9 * x) / 1e9)).toEqual([-5, 0, 5]);
  expect(table.reads()).toEqual({ all: 3, outside: 2 });
});
