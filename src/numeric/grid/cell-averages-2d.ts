/**
 * Averages of a function over the cells of a box, by the product of the three-point Gauss–Legendre rule with itself.
 */
import { NumericError } from '../numeric-error.ts';
import type { Box } from './box.ts';
import { cellAverages, refuseMass } from './cell-averages.ts';
import { total } from './lists.ts';

const NODE = Math.sqrt(3 / 5);
const RULE = [[-NODE, 5 / 18], [0, 8 / 18], [NODE, 5 / 18]] as const;

/** Row-major. */
export const cellAverages2D = ({ first, second, cells }: Box, value: (x: number, y: number) => number): Float64Array => {
  const averages = new Float64Array(cells);
  for (let i = 0; i < first.cells; i += 1) {
    for (const [node, weight] of RULE) {
      const x = first.centres[i]! + node * first.widths[i]! / 2;
      cellAverages(second, (y) => value(x, y)).forEach((average, j) => { averages[i * second.cells + j]! += weight * average; });
    }
  }
  return averages;
};

/** The probability of each cell. A density that is negative, or whose mass the box does not hold, is refused by name. */
export const initialMasses2D = (plane: Box, density: (x: number, y: number) => number): Float64Array => {
  const { first, second } = plane;
  const masses = cellAverages2D(plane, density);
  for (let at = 0; at < masses.length; at += 1) {
    masses[at]! *= first.widths[Math.floor(at / second.cells)]! * second.widths[at % second.cells]!;
  }
  if (masses.some((mass) => mass < 0)) throw new NumericError('vanished', 'the initial density is negative', 'use a density');
  refuseMass(total(masses));
  return masses;
};
