import { describe, expect, test } from 'vitest';
import { insistOnResolved, tableError } from '../../../src/numeric/solved/resolved.ts';
import type { Lattice } from '../../../src/numeric/solved/tables.ts';
import { forEachNode, latticeOf } from '../../../src/numeric/solved/tables.ts';
import { faultOf } from '../fault.ts';

type Formula = (x: readonly number[], t: number) => number;

const tableOf = (lattice: Lattice, formula: Formula): Float64Array => {
  const values: number[] = [];
  forEachNode(lattice, (x, t) => values.push(formula(x, t)));
  return Float64Array.from(values);
};

const insist = (world: object, dimension: number, formula: Formula, steady = true): void => {
  const lattice = latticeOf([-5, 5], dimension, 0, 0.5, steady);
  insistOnResolved(world, lattice, [tableOf(lattice, formula)], (x, t) => [formula(x, t)], 'the drift');
};

describe('tables', () => {
  test('that follow their formula are accepted, and how far they are off is kept', () => {
    const world = {};
    expect(tableError([world])).toBe(0);
    insist(world, 1, ([x]) => Math.sin(x!) - x!);
    const smooth = tableError([world]);
    expect(smooth).toBeLessThan(1e-7);
    insist(world, 1, ([x]) => Math.sin(2 * x!));
    expect(tableError([world])).toBeGreaterThan(smooth);
    expect(tableError([world])).toBeLessThan(1e-4);
    expect(tableError([{}, world])).toBe(tableError([world]));
  });

  test('of polynomials of degree 7 are exact but for rounding', () => {
    const world = {};
    insist(world, 1, ([x], t) => x! ** 7 - 3 * x! ** 2 * t ** 5, false);
    expect(tableError([world])).toBeLessThan(1e-11);
  });

  test('of what varies between the nodes are refused, however small beside the rest it is', () => {
    expect(faultOf(() => { insist({}, 1, ([x]) => Math.sin(300 * x!)); })).toBe('grid-too-coarse');
    expect(faultOf(() => { insist({}, 1, ([x]) => -x! + 0.002 * Math.cos(60 * x!)); })).toBe('grid-too-coarse');
    expect(faultOf(() => { insist({}, 1, (_, t) => Math.cos(400 * t), false); })).toBe('grid-too-coarse');
    expect(faultOf(() => { insist({}, 2, ([x, y]) => Math.sin(9 * x! + 9 * y!)); })).toBe('grid-too-coarse');
    expect(faultOf(() => { insist({}, 1, ([x]) => (x! > 0.4567 ? 1 : 0)); })).toBe('grid-too-coarse');
  });

  test('of nothing, or of what is not a number: zeros are exact, NaN is refused', () => {
    const world = {};
    insist(world, 1, () => 0);
    expect(tableError([world])).toBe(0);
    expect(faultOf(() => { insist({}, 1, ([x]) => Math.sqrt(x!)); })).toBe('grid-too-coarse');
  });
});
