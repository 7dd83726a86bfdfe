/**
 * Coordinates of trajectories: there and back, and what each kind takes off.
 */
import { describe, expect, test } from 'vitest';
import { streamOf } from '../../../src/numeric/random/streams.ts';
import { channelUnits, clampingOf, componentsInUnits, returnInUnits, returnOfFree } from '../../../src/networks/planner/clamped.ts';
import { pointMassOf } from '../../../src/networks/planner/diffuser-experiment.ts';
import { returnOf } from '../../../src/networks/planner/normal-law.ts';
import { demonstrations, pointMassReturn, stateOf } from '../../../src/networks/planner/point-mass.ts';
import {
  coordinatesGiven, coordinatesOf, coordinatesOfRows, fromCoordinates, momentsOf, returnInCoordinates,
} from '../../../src/networks/planner/trajectory-coordinates.ts';

const MASS = pointMassOf(8), n = 24, count = 3000;
const rows = demonstrations(MASS, count, streamOf(1)), units = channelUnits(rows, n, 3), clamping = clampingOf(n, [...stateOf(0), ...stateOf(7)]);
const free = componentsInUnits(rows, n, clamping.free, units), clamped = componentsInUnits(rows, n, clamping.clamped, units), m = 4;
const width = clamping.free.length;

describe.each(['components', 'principal', 'residual'] as const)('%s', (kind) => {
  const coordinates = coordinatesOf(free, width, kind, clamped, m), points = coordinatesOfRows(coordinates, free, clamped);

  test('lead to the same trajectory again', () => {
    for (let row = 0; row < 10; row += 1) {
      const own = coordinatesGiven(coordinates, clamped.subarray(row * m, (row + 1) * m));
      const back = fromCoordinates(own, points.subarray(row * coordinates.rank, (row + 1) * coordinates.rank));
      back.forEach((value, i) => { expect(Math.abs(value - free[row * width + i]!)).toBeLessThan(1e-10); });
    }
  });

  test('have mean 0 and the variances that are said', () => {
    const { mean, covariance } = momentsOf(points, coordinates.rank);
    mean.forEach((value) => { expect(Math.abs(value)).toBeLessThan(1e-10); });
    coordinates.variances.forEach((variance, j) => { expect(Math.abs(covariance[j * (coordinates.rank + 1)]! / variance - 1)).toBeLessThan(1e-8); });
  });
});

test.each(['components', 'principal', 'residual'] as const)('a return is the same number in %s', (kind) => {
  const wanted = pointMassReturn(MASS, { target: 0.3, position: 2, velocity: 0.5, effort: 0.25 }), coordinates = coordinatesOf(free, width, kind, clamped, m);
  const points = coordinatesOfRows(coordinates, free, clamped), { rank } = coordinates;
  for (let row = 0; row < 5; row += 1) {
    const given = clamped.subarray(row * m, (row + 1) * m);
    const of = returnInCoordinates(coordinatesGiven(coordinates, given), returnOfFree(returnInUnits(wanted, units), clamping, given));
    expect(returnOf(of, points.subarray(row * rank, (row + 1) * rank))).toBeCloseTo(returnOf(wanted, rows.subarray(row * n, (row + 1) * n)), 8);
  }
});

test('directions are those that are free: what the start and the goal determine is none', () => {
  expect(coordinatesOf(free, width, 'components', clamped, m).rank).toBe(width);
  expect(coordinatesOf(free, width, 'principal', clamped, m).rank).toBe(MASS.knots + 2);
  expect(coordinatesOf(free, width, 'residual', clamped, m).rank).toBe(MASS.knots + 2 - m);
});

test('fewer demonstrations than components, and a component clamped twice, are refused', () => {
  expect(() => coordinatesOf(free.subarray(0, width * 10), width, 'principal', clamped, m)).toThrow(/more demonstrations/);
  expect(() => clampingOf(n, [0, 0])).toThrow(/once/);
});
