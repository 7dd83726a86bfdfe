import { describe, expect, test } from 'vitest';
import { generatorOf, latticePoints } from '../../../src/networks/score/lattice.ts';
import { streamOf } from '../../../src/numeric/random/streams.ts';

const ROWS = 64;

/** A smooth function of mean 1 over the cube, with interactions of all its numbers. */
const smooth = (numbers: Float64Array): number => numbers.reduce((product, u) => product * (1 + 0.5 * Math.sin(2 * Math.PI * u)), 1);

const meansOver = (steps: number, numbersOf: (step: number, out: Float64Array) => void, dimension: number): Float64Array => {
  const out = new Float64Array(ROWS * dimension);
  return Float64Array.from({ length: steps }, (_, step) => {
    numbersOf(step, out);
    let sum = 0;
    for (let row = 0; row < ROWS; row += 1) sum += smooth(out.subarray(row * dimension, (row + 1) * dimension));
    return sum / ROWS;
  });
};

const spread = (means: Float64Array): number => Math.sqrt(means.reduce((sum, mean) => sum + (mean - 1) ** 2, 0) / means.length);

describe.each([3, 4, 6])('a lattice that moves, with %i numbers a row', (dimension) => {
  test('has no bias, and a smaller spread than random numbers', () => {
    const fill = latticePoints(dimension, ROWS, streamOf(1));
    const means = meansOver(256, fill, dimension);
    const random = meansOver(256, (step, out) => streamOf(2).fillUniforms(step * out.length, out), dimension);
    const mean = means.reduce((sum, entry) => sum + entry, 0) / means.length;
    expect(Math.abs(mean - 1)).toBeLessThan((6 * spread(means)) / Math.sqrt(means.length));
    expect(spread(means)).toBeLessThan(0.7 * spread(random));
  });

  test('has its first number in the part of its row, and every row uniform over the steps', () => {
    const fill = latticePoints(dimension, ROWS, streamOf(3));
    const out = new Float64Array(ROWS * dimension);
    const counts = Array.from({ length: dimension }, () => new Float64Array(4));
    const steps = 256;
    for (let step = 0; step < steps; step += 1) {
      fill(step, out);
      for (let row = 0; row < ROWS; row += 1) expect(Math.floor(out[row * dimension]! * ROWS)).toBe(row);
      // One row: its other numbers, each in a quarter of the steps in each quarter, as shifts are stratified.
      for (let j = 1; j < dimension; j += 1) counts[j]![Math.floor(4 * out[5 * dimension + j]!)]! += 1;
    }
    for (const count of counts.slice(1)) for (const entry of count) expect(Math.abs(entry - steps / 4)).toBeLessThanOrEqual(8);
  });
});

test('its generator has different numbers, and begins with 1', () => {
  for (const dimension of [3, 4, 6]) {
    const generator = generatorOf(dimension, 256);
    expect(generator[0]).toBe(1);
    expect(new Set(generator).size).toBe(dimension);
  }
});
