/**
 * Published numbers that can be reached at this scale: what was published, or is exact, beside what is computed here and its bound.
 *
 * The rows of samplers are of training with the log-variance loss at 200 steps: L. Richter, J. Berner, Improved sampling via learned
 * diffusions (ICLR 2024). They are *recalled*, not copied from the paper: check them before they are cited. Beside them stands the floor
 * of the exact control at the same steps, and where a row is near its floor, the loss has nothing to do with it. Costs of control
 * problems are exact, from a second computation by other means (matrix exponentials; for the wells sparse solves of SciPy on 2,000 cells,
 * to the digits given); they are not in the paper, which has curves. Weights of a sample size of a few parts in a hundred have tails that
 * no deviation describes: there the bound is the weakest.
 */
import { streamOf } from '../../numeric/random/streams.ts';
import type { Cost, OptimalCosts } from './control-costs.ts';
import { doubleWellCosts, linearCosts, quadraticCosts } from './control-costs.ts';
import type { Floor, Measured, Sampler } from './sampler-floor.ts';
import { samplerFloor } from './sampler-floor.ts';
import type { SamplingTarget } from './sampling-target.ts';
import { doubleWells, normalGrid } from './sampling-target.ts';

export interface PublishedRow {
  readonly name: string;
  readonly published: number;
  /** `recalled`: from memory of the paper; `exact`: of a second computation. */
  readonly source: 'recalled' | 'exact';
  readonly ours: number;
  /** What ours may be off by. */
  readonly bound: number;
}

export interface SamplerSetting {
  readonly target: () => SamplingTarget;
  readonly sampler: Sampler;
  /** log Z − E log w, and the effective sample size. */
  readonly recalled: readonly [number, number];
  readonly paths: number;
}

export const SAMPLERS: readonly SamplerSetting[] = [
  { target: normalGrid, sampler: 'PIS', recalled: [0.046, 0.9093], paths: 20_000 },
  { target: normalGrid, sampler: 'DIS', recalled: [0.056, 0.866], paths: 20_000 },
  { target: () => doubleWells(5, 5, 4), sampler: 'PIS', recalled: [0.214, 0.6744], paths: 20_000 },
  { target: () => doubleWells(5, 5, 4), sampler: 'DIS', recalled: [0.375, 0.4519], paths: 20_000 },
  { target: () => doubleWells(50, 5, 2), sampler: 'PIS', recalled: [0.087, 0.8453], paths: 8000 },
  { target: () => doubleWells(50, 5, 2), sampler: 'DIS', recalled: [1.783, 0.0227], paths: 8000 },
];

const row = (name: string, published: number, source: PublishedRow['source'], { value, bound }: Measured | Cost): PublishedRow =>
  ({ name, published, source, ours: value, bound });

export const samplerRows = ({ target, sampler, recalled, paths }: SamplerSetting, seed: number, most: number = Infinity): readonly PublishedRow[] => {
  const of = target();
  const floor: Floor = samplerFloor(of, sampler, { steps: 200, paths: Math.min(paths, most), stream: streamOf(seed, 'sampler floor', sampler, of.name) });
  return [
    row(`${sampler}, ${of.name}: log Z − E log w`, recalled[0], 'recalled', floor.lowerBoundGap),
    row(`${sampler}, ${of.name}: effective sample size`, recalled[1], 'recalled', floor.effectiveSampleSize),
  ];
};

interface ControlSetting {
  readonly costs: () => OptimalCosts;
  /** J* and E∫|u*|², to the digits that are known. */
  readonly exact: readonly [number, number];
}

export const CONTROLS: readonly ControlSetting[] = [
  { costs: () => quadraticCosts({ dimension: 20, drift: 0.2, running: 0.2, terminal: 0.1 }), exact: [5.518152, 1.833225] },
  { costs: () => quadraticCosts({ dimension: 20, drift: 1, running: 1, terminal: 0.5 }), exact: [27.264527, 28.948185] },
  { costs: () => linearCosts(10), exact: [-2.1616617919, 4.3233235838] },
  { costs: () => doubleWellCosts([{ confinement: 5, terminal: 3, coordinates: 3 }, { confinement: 1, terminal: 1, coordinates: 7 }]), exact: [2.087426, 0.6351] },
];

export const controlRows = ({ costs, exact }: ControlSetting): readonly PublishedRow[] => {
  const { name, cost, energy } = costs();
  return [row(`${name}: optimal cost`, exact[0], 'exact', cost), row(`${name}: E∫|u*|²`, exact[1], 'exact', energy)];
};

export const publishedTable = (seed: number, most: number = Infinity): readonly PublishedRow[] =>
  [...SAMPLERS.flatMap((setting) => samplerRows(setting, seed, most)), ...CONTROLS.flatMap(controlRows)];
