/**
 * Claims that something is the density of a process: the process itself is solved, from the claimed density at one end of time, and
 * compared with the claimed density at the other and in between.
 *
 * With noise: the Fokker–Planck scheme with the claimed coefficients; P(X ≤ face) is compared at the faces of the coarsest grid, in the plane (where
 * nothing of it depends on the grid) the joint distribution function. Without noise: log p along trajectories. A stationary density has to
 * stay where it is. A process that is printed with dt < 0 runs from the later time to the earlier.
 */
import type { Expression } from '../../../kernel/expression.ts';
import type { ClaimBody } from '../../../language/statement.ts';
import { evaluateAll } from '../../../numeric/evaluate/evaluate.ts';
import { concatenated } from '../../../numeric/grid/lists.ts';
import { gridOf, marchLaw } from '../../../numeric/solved/density.ts';
import type { ProcessTables, Strengths } from '../../../numeric/solved/process-tables.ts';
import { blockOf, coefficientsOf } from '../../../numeric/solved/process-tables.ts';
import { insistOnResolved } from '../../../numeric/solved/resolved.ts';
import { evenly, forEachNode, onto, placeAt } from '../../../numeric/solved/tables.ts';
import { coarsening } from '../../../numeric/solved/setting.ts';
import type { SolvedWorld } from '../../../numeric/solved/world.ts';
import { NumericError } from '../../../numeric/numeric-error.ts';
import { judgeBetween } from './between.ts';
import type { Solved } from './instances.ts';
import type { Judgement } from './judgement.ts';
import { judge } from './judgement.ts';
import { gridsText } from './pointwise.ts';
import { judgeTrajectories } from './trajectories.ts';

export type DensityClaim = Extract<ClaimBody, { kind: 'density' }>;

/** By how much a term is altered to see what an error of it would do. */
export const ALTERED = 0.1;

export const judgeDensity = (body: DensityClaim, solved: Solved): Judgement => {
  const finest = solved.worlds.at(-1) as SolvedWorld;
  const { squared } = coefficientsOf(body.process);
  const window = windowOf(body, finest);
  if (squared === null) return judgeTrajectories(body, solved, window);
  const plane = (blockOf(body.process).variable.space === null ? 1 : solved.setting.dimension) === 2;
  if (plane && finest.isOnGrid(body.density, ...coefficientsOf(body.process).terms, squared)) {
    return { outcome: 'silent', reason: 'in the plane its equation is looked at alone' };
  }
  const whole = judgeLaw(body, solved, window, plane);
  const closed = !finest.isOnGrid(body.density, ...coefficientsOf(body.process).terms, squared);
  return whole.outcome === 'silent' && !plane && closed ? judgeBetween(body, solved, window) : whole;
};

export interface Window {
  readonly from: number;
  readonly to: number;
}

/** All of time; the later half where the claimed density does not begin at 0. */
const windowOf = (body: DensityClaim, world: SolvedWorld): Window => {
  const { variable } = blockOf(body.process);
  const { horizon, interval } = world.setting;
  const middle = Array.from({ length: variable.space === null ? 1 : world.dimensionOf(variable.space) }, () => (interval[0] + interval[1]) / 2);
  try {
    evaluateAll([body.density], world, placeAt(variable, middle, 0), 0);
    return { from: 0, to: horizon };
  } catch (error) {
    if (!(error instanceof NumericError)) throw error;
    return { from: horizon / 2, to: horizon };
  }
};

const judgeLaw = (body: DensityClaim, solved: Solved, window: Window, plane: boolean): Judgement => {
  const { setting, worlds } = solved;
  const runs = worlds.map((world) => runOf(body, world, window, plane, null));
  const base = runs[0] as Run;
  const tables = (worlds[0] as SolvedWorld).tablesOf(body.process);
  const altered = [...tables.terms.map((_, k): Strengths => ({ terms: tables.terms.map((__, j) => (j === k ? 1 + ALTERED : 1)), squared: 1 })),
    { terms: [], squared: 1 + ALTERED }];
  const responses = altered.map((strengths) => {
    const other = runOf(body, worlds[0] as SolvedWorld, window, plane, strengths);
    return other.reached.reduce((most, v, k) => Math.max(most, Math.abs(v - (base.reached[k] as number))), 0) / ALTERED;
  });
  const last = runs.at(-1) as Run;
  const parts = partsFor(plane);
  const each = last.claimed.length / parts;
  const at = (k: number): string => `after ${Math.floor(k / each) + 1}/${parts} of that, at the ${k % each + 1}-th of the coarsest grid's ${plane ? 'corners' : 'faces'}`;
  return judge({
    worlds, levels: runs.map(({ reached, claimed }) => reached.map((v, k) => v - claimed[k]!)),
    allowance: 2 * Math.max(...runs.map((r) => r.tail)), responses: responses.map((r) => (r < 1e-6 ? 0 : r)),
    by: `Fokker–Planck scheme (Chang–Cooper, ${plane ? 'alternating directions' : 'Crank–Nicolson'}), ${gridsText(solved)}`,
    tell: (k) => ({
      place: [`from t = ${body.process.backward ? window.to : window.from} to t = ${body.process.backward ? window.from : window.to}`, at(k)],
      left: `probability ${last.claimed[k]!.toPrecision(7)} claimed`, right: `${last.reached[k]!.toPrecision(7)} solved for in the box [${setting.interval.join(', ')}]`,
    }),
  });
};

/** Into how many parts time is divided by the times at which laws are compared. */
const partsFor = (plane: boolean): number => (plane ? 3 : 4);

/** What was reached, and what is claimed there, up to faces or corners of the coarsest grid. */
interface Run {
  readonly reached: Float64Array;
  readonly claimed: Float64Array;
  /** About the probability beyond the ends. */
  readonly tail: number;
}

const runOf = (body: DensityClaim, world: SolvedWorld, window: Window, plane: boolean, strengths: Strengths | null): Run => {
  const { setting, resolution } = world;
  const { backward } = body.process;
  const tables = world.tablesOf(body.process);
  const [start, end] = backward ? [window.to, window.from] : [window.from, window.to];
  const clock = { timeOf: (tau: number): number => (backward ? window.to - tau : window.from + tau), turned: backward };
  const first = centreValues(body.density, world, tables, start);
  const shares = Array.from({ length: partsFor(plane) }, (_, k) => (k + 1) / partsFor(plane));
  const claimed = shares.map((share) => (body.stationary ? first : centreValues(body.density, world, tables, start + share * (end - start))));
  const volume = ((setting.interval[1] - setting.interval[0]) / resolution.cells) ** (plane ? 2 : 1);
  const mass = first.reduce((sum, v) => sum + v, 0) * volume;
  if (!(mass > 0)) throw new NumericError('vanished', 'what is claimed to be a density has no mass', 'claim a positive function');
  let next = 0;
  const kept = marchLaw(tables, clock, setting.interval, resolution, window.to - window.from, () => { next += 1; return first[next - 1]!; }, strengths);
  const factor = coarsening(setting, resolution);
  const collected = (values: Float64Array): Float64Array => collect(values, resolution.cells / factor, factor, plane).map((v) => v * volume / mass);
  const most = Math.max(...[first, ...claimed].map((values) => edgeOf(values, resolution.cells, plane)));
  return {
    reached: concatenated(shares.map((share) => collected(kept[Math.round(share * resolution.steps)]!))), claimed: concatenated(claimed.map(collected)),
    tail: most * (setting.interval[1] - setting.interval[0]) ** (plane ? 2 : 1) / 4 / mass,
  };
};

/** The largest value at the sides of the box. */
const edgeOf = (values: Float64Array, cells: number, plane: boolean): number => {
  const at = (k: number): number => Math.abs(values[k]!);
  if (!plane) return Math.max(at(0), at(cells - 1));
  let most = 0;
  for (let i = 0; i < cells; i += 1) most = Math.max(most, at(i), at((cells - 1) * cells + i), at(i * cells), at(i * cells + cells - 1));
  return most;
};

/** Sums up to each inner face of the coarsest grid; in the plane up to the far corner of each of its cells. */
const collect = (values: Float64Array, coarsest: number, factor: number, plane: boolean): Float64Array => {
  if (!plane) {
    const sums = new Float64Array(coarsest - 1);
    let sum = 0;
    values.forEach((v, i) => { sum += v; if ((i + 1) % factor === 0 && i + 1 < values.length) sums[(i + 1) / factor - 1] = sum; });
    return sums;
  }
  const cells = coarsest * factor;
  const sums = new Float64Array(coarsest * coarsest);
  values.forEach((v, k) => { sums[Math.floor(Math.floor(k / cells) / factor) * coarsest + Math.floor((k % cells) / factor)]! += v; });
  for (let k = 0; k < sums.length; k += 1) if (k % coarsest > 0) sums[k]! += sums[k - 1]!;
  for (let k = coarsest; k < sums.length; k += 1) sums[k]! += sums[k - coarsest]!;
  return sums;
};

const PLANE_NODES = 29;

/** At the centres of the cells; in the plane by way of a lattice, as a logarithm. */
const centreValues = (density: Expression, world: SolvedWorld, { variable, dimension }: ProcessTables, t: number): Float64Array => {
  const grid = gridOf(world.setting.interval, world.resolution);
  const at = (x: readonly number[]): number => evaluateAll([density], world, placeAt(variable, x, t), 0)[0]![0]![0]!;
  if (dimension === 1) return grid.centres.map((x) => at([x]));
  const axis = evenly(world.setting.interval[0], world.setting.interval[1], PLANE_NODES);
  const lattice = { axes: [axis, axis], times: Float64Array.of(t) };
  const logarithms = new Float64Array(PLANE_NODES ** 2);
  forEachNode(lattice, (x, _, k) => { logarithms[k] = Math.log(at(x)); });
  if (!logarithms.every(Number.isFinite)) throw new NumericError('vanished', 'what is claimed to be a density is not positive in the whole box', 'claim a positive function');
  const out = new Float64Array(grid.cells ** 2);
  insistOnResolved(world, lattice, [logarithms], (x) => [Math.log(at(x))], 'the logarithm of the claimed density');
  onto(lattice, [grid.centres, grid.centres])(logarithms, t, out);
  return out.map(Math.exp);
};
