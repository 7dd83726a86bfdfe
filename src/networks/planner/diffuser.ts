/**
 * Diffuser (Janner, Du, Tenenbaum, Levine 2022) for short trajectories: a diffusion of whole trajectories, with start and goal clamped.
 *
 * Trained on demonstrations with the clean clamped components written into the noisy trajectory, as `apply_conditioning` does in the
 * published code: what it learns is the conditional law of the rest, at every start and goal at once. Plans are made by
 * guided denoising. For a normal law of demonstrations the exact law of such plans is that of gaussian-planner.ts.
 */
import type { KeyedStream } from '../../numeric/random/streams.ts';
import type { Engine } from '../engine/engine.ts';
import type { TrainingRecord } from '../training/train.ts';
import type { Clamping, Units } from './clamped.ts';
import { channelUnits, clampingOf, componentsInUnits, returnInUnits, returnOfFree } from './clamped.ts';
import type { QuadraticReturn } from './normal-law.ts';
import type { SamplerStep } from './noising.ts';
import type { Plans } from './plans.ts';
import { plansOf } from './plans.ts';
import type { TrainedGuide } from './sample-plans.ts';
import { guidedEstimate, samplePlans } from './sample-plans.ts';
import type { CoordinateKind, TrajectoryCoordinates } from './trajectory-coordinates.ts';
import { coordinatesGiven, coordinatesOf, coordinatesOfRows, fromCoordinates, noisyCoordinates, returnInCoordinates } from './trajectory-coordinates.ts';
import type { DenoiserRecipe, TrajectoryDenoiser } from './trajectory-denoiser.ts';
import { trainDenoiser } from './trajectory-denoiser.ts';

export interface DiffuserOptions {
  /** Demonstrations, one after another. */
  readonly trajectories: Float64Array;
  /** Numbers of a trajectory, and of a knot. */
  readonly length: number;
  readonly channels: number;
  /** Places in a trajectory that are given when it plans. */
  readonly clamped: readonly number[];
  readonly coordinates: CoordinateKind;
  readonly recipe: DenoiserRecipe;
  readonly stream: KeyedStream;
}

export interface PlanRequest {
  /** Of the clamped places, in their order. */
  readonly values: readonly number[];
  readonly wanted: QuadraticReturn;
  readonly guide: TrainedGuide;
  readonly steps: readonly SamplerStep[];
  /** Even. */
  readonly count: number;
  readonly stream: KeyedStream;
}

export interface Diffuser {
  readonly units: Units;
  readonly clamping: Clamping;
  readonly coordinates: TrajectoryCoordinates;
  readonly denoiser: TrajectoryDenoiser;
  readonly record: TrainingRecord;
  readonly plans: (request: PlanRequest) => Plans;
  /** τ̂ of the free components in units, at rows of them; unguided. */
  readonly estimate: (values: readonly number[], t: number, free: Float64Array) => Float64Array;
  readonly dispose: () => void;
}

/** `row`, `count` times. */
const repeated = (row: Float64Array, count: number): Float64Array => Float64Array.from({ length: count * row.length }, (_, at) => row[at % row.length]!);

export const trainDiffuser = (engine: Engine, { trajectories, length, channels, clamped, coordinates: kind, recipe, stream }: DiffuserOptions): Diffuser => {
  const units = channelUnits(trajectories, length, channels), clamping = clampingOf(length, clamped);
  const free = componentsInUnits(trajectories, length, clamping.free, units);
  const given = componentsInUnits(trajectories, length, clamping.clamped, units);
  const m = clamping.clamped.length, coordinates = coordinatesOf(free, clamping.free.length, kind, given, m);
  const denoiser = trainDenoiser(engine, {
    coordinates: coordinatesOfRows(coordinates, free, given), variances: coordinates.variances, givenLength: m,
    fillGiven: (row, _, out, at) => { for (let k = 0; k < m; k += 1) out[at + k] = given[row * m + k]!; },
  }, recipe, stream);
  const inUnitsOf = (values: readonly number[]): Float64Array =>
    Float64Array.from(clamping.clamped, (i, k) => (values[k]! - units.centre[i]!) / units.scale[i]!);
  return {
    units, clamping, coordinates, denoiser, record: denoiser.record, dispose: () => { denoiser.dispose(); },
    plans: ({ values, wanted, guide, steps, count, stream: noise }) => {
      const start = inUnitsOf(values), own = coordinatesGiven(coordinates, start);
      const of = returnInCoordinates(own, returnOfFree(returnInUnits(wanted, units), clamping, start));
      const estimate = guidedEstimate(denoiser, repeated(start, count), of, guide);
      return plansOf(samplePlans(estimate, coordinates.rank, steps, count, noise), own, steps, clamping, start, units);
    },
    estimate: (values, t, rows) => {
      const start = inUnitsOf(values), own = coordinatesGiven(coordinates, start);
      return fromCoordinates(own, denoiser.estimate(t, noisyCoordinates(own, t, rows), repeated(start, rows.length / coordinates.dimension)));
    },
  };
};
