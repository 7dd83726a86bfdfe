import { expect, test } from 'vitest';
import type { Sampler } from '../../../src/networks/published/sampler-floor.ts';
import { samplerFloor } from '../../../src/networks/published/sampler-floor.ts';
import type { SamplingTarget } from '../../../src/networks/published/sampling-target.ts';
import { doubleWells, normalGrid, wellNormaliser } from '../../../src/networks/published/sampling-target.ts';
import { SAMPLERS, samplerRows } from '../../../src/networks/published/table.ts';
import { streamOf } from '../../../src/numeric/random/streams.ts';
import { faultOf } from '../../numeric/fault.ts';

test('normalisers are those of SciPy’s quadrature', () => {
  expect(wellNormaliser(2)).toBeCloseTo(0.293001736664, 11);
  expect(wellNormaliser(4)).toBeCloseTo(-0.108211102576, 11);
  expect(doubleWells(5, 5, 4).logNormaliser).toBeCloseTo(-0.5410555129, 9);
  expect(doubleWells(50, 5, 2).logNormaliser).toBeCloseTo(42.8172426775, 9);
});

test.each([[1, 0.001], [0.6, 0.1], [0.08, 0.99]])('the noised score of the wells is that of a quadrature, c = %f, v = %f', (c, v) => {
  const places = Array.from({ length: 20001 }, (_, i) => -4 + i * 4e-4);
  const truth = (x: number): number => {
    let [sum, first] = [0, 0];
    for (const y of places) {
      const weight = Math.exp(-((y * y - 2) ** 2) - 0.5 * (x - c * y) ** 2 / v);
      sum += weight;
      first += weight * (c * y - x) / v;
    }
    return first / sum;
  };
  const out = new Float64Array(3);
  const points = Float64Array.of(0.31 * c, -1.2 * c, 0.4);
  doubleWells(3, 2, 2).noised(c, v)(points, out);
  expect(out[0]).toBeCloseTo(truth(points[0]!), 2);
  expect(Math.abs(out[1]! - truth(points[1]!))).toBeLessThan(1e-3 * Math.max(1, Math.abs(out[1]!)));
  expect(out[2]).toBeCloseTo(-0.4 / (c * c + v), 12);
});

const floorOf = (target: SamplingTarget, sampler: Sampler, steps: number, paths = 800) =>
  samplerFloor(target, sampler, { steps, paths, stream: streamOf(2, sampler, steps) });

test('weights of pinned paths are unbiased at every step, and their gap shrinks with it', () => {
  const [coarse, fine] = [floorOf(normalGrid(), 'PIS', 25), floorOf(normalGrid(), 'PIS', 100)];
  for (const { weightedGap } of [coarse, fine]) expect(Math.abs(weightedGap.value)).toBeLessThan(weightedGap.bound);
  expect(coarse.lowerBoundGap.value).toBeGreaterThan(2 * fine.lowerBoundGap.value);
  expect(fine.lowerBoundGap.value).toBeGreaterThan(0);
  expect(fine.effectiveSampleSize.value).toBeGreaterThan(coarse.effectiveSampleSize.value);
});

test('a control without its score has a far larger gap: the floor is of the steps alone', () => {
  const target = normalGrid();
  const blind: SamplingTarget = { ...target, noised: () => (points, out) => { out.set(points.map((x) => -x)); } };
  expect(floorOf(blind, 'DIS', 50, 400).lowerBoundGap.value).toBeGreaterThan(10 * floorOf(target, 'DIS', 50, 400).lowerBoundGap.value);
});

test.each(SAMPLERS.slice(0, 2).map((setting) => [setting.sampler, setting.target().name, setting] as const))(
  'at 200 steps %s on %s has the recalled row, within what few paths allow', (_, __, setting) => {
    for (const { published, ours, bound } of samplerRows(setting, 1, 1000)) {
      expect(Math.abs(ours - published)).toBeLessThan(bound);
      expect(bound).toBeLessThan(0.5 * Math.max(published, 0.15));
    }
  });

test('bad input has a name', () => {
  const plan = { steps: 10, paths: 200, stream: streamOf(1) };
  expect(faultOf(() => samplerFloor(normalGrid(), 'PIS', { ...plan, paths: 3 }))).toBe('not-applicable');
  expect(faultOf(() => samplerFloor(normalGrid(), 'PIS', { ...plan, steps: 1 }))).toBe('step-too-long');
  const broken: SamplingTarget = { ...normalGrid(), noised: () => (_, out) => { out.fill(NaN); } };
  const wild: SamplingTarget = { ...doubleWells(2, 2, 2), noised: () => (points, out) => { out.set(points.map((x) => 1e90 * (x + 1))); } };
  expect(faultOf(() => samplerFloor(wild, 'DIS', plan))).toBe('exploded');
  expect(faultOf(() => samplerFloor(broken, 'DIS', plan))).toBe('not-finite');
});
