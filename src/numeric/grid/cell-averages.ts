/**
 * Averages of a function over cells, by Gauss–Legendre quadrature with three points (exact for polynomials of degree 5), and
 * masses of an initial density.
 */
import { NumericError } from '../numeric-error.ts';
import type { Grid } from './grid.ts';

const NODE = Math.sqrt(3 / 5);
const NODES = [-NODE, 0, NODE] as const;
const WEIGHTS = [5 / 18, 8 / 18, 5 / 18] as const;

/** The average of a function over each cell. */
export const cellAverages = ({ centres, widths, cells }: Grid, value: (x: number) => number): Float64Array => {
  const averages = new Float64Array(cells);
  for (let i = 0; i < cells; i += 1) {
    let sum = 0;
    for (let k = 0; k < 3; k += 1) sum += WEIGHTS[k]! * value(centres[i]! + NODES[k]! * widths[i]! / 2);
    if (!Number.isFinite(sum)) {
      throw new NumericError('not-finite', `a function is ${sum} near ${centres[i]}`, 'use data that are finite on the whole grid');
    }
    averages[i] = sum;
  }
  return averages;
};

/** What a density may lack, or have too much, of mass one on the grid: far more than a box of 7.5 deviations leaves out. */
const MASS_TOLERANCE = 1e-3;

/** The probability of each cell. A density that is negative, or whose mass the grid does not hold, is refused by name. */
export const initialMasses = (grid: Grid, density: (x: number) => number): Float64Array => {
  const masses = cellAverages(grid, density).map((average, i) => average * grid.widths[i]!);
  const negative = masses.findIndex((mass) => mass < 0);
  if (negative >= 0) {
    throw new NumericError('vanished', `the initial density is negative near ${grid.centres[negative]}`, 'use a density');
  }
  refuseMass(masses.reduce((sum, mass) => sum + mass, 0));
  return masses;
};

/** Refuses a total that is not one. */
export const refuseMass = (total: number): void => {
  if (Math.abs(total - 1) > MASS_TOLERANCE) {
    throw new NumericError('grid-too-coarse', `the grid holds a mass of ${total.toPrecision(4)} of the initial density instead of 1`,
      'use smaller cells where the density is narrow, or a wider box');
  }
};
