import { expect, test } from 'vitest';
import { doubleWellCosts, linearCosts, quadraticCosts } from '../../../src/networks/published/control-costs.ts';
import { CONTROLS, controlRows } from '../../../src/networks/published/table.ts';
import { faultOf } from '../../numeric/fault.ts';

test.each(CONTROLS.map((setting) => [setting.costs().name, setting] as const))('%s: both costs have all digits of the second computation', (_, setting) => {
  for (const { published, ours, bound } of controlRows(setting)) {
    const digits = String(published).split('.')[1]!.length;
    expect(Math.abs(ours - published)).toBeLessThan(0.51 * 10 ** -digits + bound);
    expect(bound).toBeLessThan(1e-5);
  }
});

test('where nothing is to be gained nothing is spent: the cost without control, in closed form', () => {
  const { cost, energy } = quadraticCosts({ dimension: 3, drift: -0.7, running: 0, terminal: 0 });
  expect(Math.abs(cost.value)).toBeLessThan(1e-12);
  expect(Math.abs(energy.value)).toBeLessThan(1e-12);
});

test('of a linear problem the cost is minus half of the energy', () => {
  const { cost, energy } = linearCosts(4);
  expect(cost.value).toBeCloseTo(-energy.value / 2, 14);
});

test('wells: costs of coordinates add up, more cells change no more than the bound, and too few are refused', () => {
  const well = { confinement: 1, terminal: 1, coordinates: 2 };
  const [once, twice] = [doubleWellCosts([well], 128), doubleWellCosts([well], 256)];
  expect(Math.abs(once.cost.value - twice.cost.value)).toBeLessThan(once.cost.bound);
  expect(Math.abs(once.energy.value - twice.energy.value)).toBeLessThan(once.energy.bound);
  expect(doubleWellCosts([well, well], 128).cost.value).toBeCloseTo(2 * once.cost.value, 12);
  expect(faultOf(() => doubleWellCosts([{ ...well, confinement: 60 }], 64))).toBe('grid-too-coarse');
});
