/**
 * Grids of one dimension: an interval cut into cells, uniform or dense around a point.
 *
 * A grid has n cells between n + 1 faces. Unknowns live in the cells (the probability of a cell, the value at its centre),
 * fluxes on the faces. A grid of half as many cells has every other face, the very same doubles, so that solves on several
 * grids can be compared without interpolation.
 */
import { NumericError } from '../numeric-error.ts';

export interface Grid {
  readonly cells: number;
  /** n + 1, ascending. */
  readonly faces: Float64Array;
  /** Midpoints of the cells. */
  readonly centres: Float64Array;
  readonly widths: Float64Array;
  /** The width of every cell; null where they differ. */
  readonly spacing: number | null;
  /** The same interval with one cell for `factor` of these. */
  readonly coarser: (factor: number) => Grid;
  /** The same cells, with so many more on either side. */
  readonly extended: (cells: number) => Grid;
}

const FEWEST_CELLS = 8;

/** The map of the unit interval, the number of cells on it, and cells beyond either end. */
const gridOf = (map: (unit: number) => number, cells: number, beyond: number, uniform: boolean): Grid => {
  if (!Number.isInteger(cells) || cells < FEWEST_CELLS) {
    throw new NumericError('grid-too-coarse', `a grid of ${cells} cells`, `use at least ${FEWEST_CELLS}`);
  }
  const total = cells + 2 * beyond;
  const faces = Float64Array.from({ length: total + 1 }, (_, i) => map((i - beyond) / cells));
  if (!faces.every((face, i) => Number.isFinite(face) && (i === 0 || face > faces[i - 1]!))) {
    throw new NumericError('not-finite', `no grid from ${faces[0]} to ${faces[total]}`, 'give two finite ends, the lower one first');
  }
  const centres = Float64Array.from({ length: total }, (_, i) => (faces[i]! + faces[i + 1]!) / 2);
  const widths = Float64Array.from({ length: total }, (_, i) => faces[i + 1]! - faces[i]!);
  const coarser = (factor: number): Grid => {
    if (cells % factor !== 0 || beyond % factor !== 0) {
      throw new NumericError('not-applicable', `${total} cells cannot be joined by ${factor}`, `use a number of cells that ${factor} divides`);
    }
    return gridOf(map, cells / factor, beyond / factor, uniform);
  };
  return {
    cells: total, faces, centres, widths, spacing: uniform ? (faces[total]! - faces[0]!) / total : null,
    coarser, extended: (more) => gridOf(map, cells, beyond + more, uniform),
  };
};

/** Cells of one width. */
export const uniformGrid = (low: number, high: number, cells: number): Grid =>
  gridOf((unit) => low + (high - low) * unit, cells, 0, true);

/**
 * Cells of width about proportional to √(scale² + (x − centre)²): fine within `scale` of the centre, wide far from it.
 * x = centre + scale sinh(α + (β − α) ξ), ξ uniform.
 */
export const stretchedGrid = (low: number, high: number, cells: number, centre: number, scale: number): Grid => {
  const [alpha, beta] = [Math.asinh((low - centre) / scale), Math.asinh((high - centre) / scale)];
  return gridOf((unit) => centre + scale * Math.sinh(alpha + (beta - alpha) * unit), cells, 0, false);
};

/** How many standard deviations a box has on either side of a mean: 6.4e-14 lies outside of it. */
export const DEVIATIONS = 7.5;

/** The interval that holds normal laws of these means and standard deviations (a law at several times, or a mixture). */
export const boxOf = (
  laws: readonly { readonly mean: number; readonly deviation: number }[], deviations: number = DEVIATIONS,
): readonly [number, number] => [
  Math.min(...laws.map(({ mean, deviation }) => mean - deviations * deviation)),
  Math.max(...laws.map(({ mean, deviation }) => mean + deviations * deviation)),
];

/** A bound of P(|Z| > k) for a standard normal Z: 2 φ(k) / k (Mills' ratio). */
export const normalTail = (deviations: number): number =>
  2 * Math.exp(-deviations * deviations / 2) / (Math.sqrt(2 * Math.PI) * deviations);
