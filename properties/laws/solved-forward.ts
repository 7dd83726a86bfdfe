/**
 * Fokker–Planck by a grid: the claimed density, taken at one time, is carried to another by the finite-volume scheme of the claimed
 * process (src/numeric/grid), whose coefficients alone are asked for; there its distribution function must be that of the claimed
 * density. In one dimension, for noise in Itô's sense. In a clock that runs down, the law is carried from the later time.
 */
import type { Claim } from '../../src/language/statement.ts';
import { pointwise } from '../../src/numeric/grid/dynamics.ts';
import { fokkerPlanck } from '../../src/numeric/grid/fokker-planck.ts';
import type { Grid } from '../../src/numeric/grid/grid.ts';
import { uniformGrid } from '../../src/numeric/grid/grid.ts';
import { NumericError } from '../../src/numeric/numeric-error.ts';
import { worldOf } from '../arbitraries/setting.ts';
import type { Setting } from '../arbitraries/setting.ts';
import type { Place } from '../../src/numeric/evaluate/evaluate.ts';
import { comparedNumbers, skipped } from '../trial.ts';
import { coefficientsOf, diffusionOf } from './diffusion.ts';
import { formulasOf } from './formulas.ts';
import type { Law } from './law.ts';
import { DOUBLES, drawPlace, moved, unlessNumeric } from './law.ts';

const [EARLY, LATE] = [1 / 4, 3 / 4];
const REACH = 10;
const [CELLS, STEPS] = [256, 64];
/** Points at which the claimed density is summed in a coarse cell. */
const FINER = 32;

type DensityClaim = Extract<Claim['body'], { kind: 'density' }>;
type AtPoint = (x: number, t: number) => number;

const functionsOf = (body: DensityClaim, setting: Setting, place: Place<number>): { readonly density: AtPoint; readonly drift: AtPoint; readonly noise: AtPoint } => {
  const diffusion = diffusionOf(body.process, setting);
  if (diffusion.dimension !== 1 || diffusion.noises === 0 || diffusion.stratonovich || body.stationary) {
    throw new NumericError('not-applicable', 'a process with noise in Itô’s sense, in one dimension, is wanted', 'use another law');
  }
  const name = diffusion.blocks[0]?.variable ?? 'x';
  const at = (x: number, t: number): Place<number> => moved(place, new Map([[name, [x]], ['t', [t]]]));
  const densityAt = formulasOf([body.density], setting, place);
  const coefficients = coefficientsOf(diffusion, setting, place);
  return {
    density: (x, t) => densityAt(at(x, t))[0]?.[0]?.[0] ?? NaN,
    drift: (x, t) => coefficients(at(x, t)).drift[0] ?? NaN,
    noise: (x, t) => Math.hypot(...coefficients(at(x, t)).noise),
  };
};

/** Sums of a density over the cells of a grid, up to each inner face, as parts of the whole. */
const distributionOf = (density: (x: number) => number, { cells, faces }: Grid): Float64Array => {
  const sums = new Float64Array(cells);
  let sum = 0;
  for (let i = 0; i < cells; i += 1) {
    const [low, high] = [faces[i] ?? NaN, faces[i + 1] ?? NaN];
    for (let k = 0; k < FINER; k += 1) sum += density(low + (high - low) * (k + 0.5) / FINER) * (high - low) / FINER;
    sums[i] = sum;
  }
  return sums.subarray(0, -1).map((s) => s / sum);
};

export const solvedForward: Law = {
  name: 'the forward equation, solved on a grid',
  about: 'the law of the process, started in the density, is the density at a later time',
  compare: (claim, setting, stream) => unlessNumeric(() => {
    const { body } = claim;
    if (body.kind !== 'density') throw new TypeError('the forward equation is a law of densities');
    const place = drawPlace(setting, worldOf(setting, DOUBLES), claim.where, stream);
    if (place === null) return skipped('no place was found at which the conditions hold');
    const { density, drift, noise } = functionsOf(body, setting, place);
    const clock = (s: number): number => (body.process.backward ? LATE + EARLY - s : s);
    const turned = body.process.backward ? -1 : 1;
    const mass = distributionMass(density, clock(EARLY));
    const solved = fokkerPlanck({
      grid: uniformGrid(-REACH, REACH, CELLS), from: EARLY, to: LATE, steps: STEPS,
      dynamics: pointwise((x, s) => turned * drift(x, clock(s)), (x, s) => noise(x, clock(s))),
      initial: (x) => density(x, clock(EARLY)) / mass,
    });
    if (!solved.estimate.asymptotic) return skipped('the solve is outside of its asymptotic range');
    const claimed = distributionOf((x) => density(x, clock(LATE)), solved.coarsest);
    const found = solved.distribution.at(-1) ?? new Float64Array(0);
    const worst = found.reduce((most, value, i) => Math.max(most, Math.abs(value - (claimed[i] ?? NaN))), 0);
    return comparedNumbers(worst, 0, solved.estimate.bound + QUADRATURE);
  }),
};

/** Of the sums of a smooth density over 20/1024: its error is of second order in that. */
const QUADRATURE = 1e-4;

const distributionMass = (density: AtPoint, t: number): number => {
  let sum = 0;
  const n = CELLS * 4;
  for (let k = 0; k < n; k += 1) sum += density(-REACH + 2 * REACH * (k + 0.5) / n, t) * 2 * REACH / n;
  if (!(sum > 0)) throw new NumericError('vanished', 'the density has no mass', 'take another instance');
  return sum;
};
