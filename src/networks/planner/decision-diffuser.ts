/**
 * Decision Diffuser (Ajay et al. 2022) for short trajectories: a diffusion of states, conditioned on the return, and no classifier.
 *
 * The start is clamped and clean. The return y = weights · states is given to the network in a part of the rows and hidden in
 * the others; plans mix the two predictions, ε̂ = ε(∅) + ω (ε(y) − ε(∅)), which is the same mixture of the û. ω = 1 samples the
 * conditional law, ω = 0 the law without the return, and any other ω no conditional law at all (derivations/decision-diffuser.md); the exact law of
 * such plans for normal demonstrations is `exactMixture` of gaussian-planner.ts. The temperature is that of the sampler's steps.
 */
import type { KeyedStream } from '../../numeric/random/streams.ts';
import type { Engine } from '../engine/engine.ts';
import { NetworkError } from '../network-error.ts';
import type { TrainingRecord } from '../training/train.ts';
import type { Clamping, Units } from './clamped.ts';
import { channelUnits, clampingOf, componentsInUnits } from './clamped.ts';
import type { SamplerStep } from './noising.ts';
import { PER_KNOT } from './point-mass.ts';
import type { Plans } from './plans.ts';
import { plansOf } from './plans.ts';
import type { PlanEstimate } from './sample-plans.ts';
import { samplePlans } from './sample-plans.ts';
import type { CoordinateKind, TrajectoryCoordinates } from './trajectory-coordinates.ts';
import { coordinatesGiven, coordinatesOf, coordinatesOfRows, joined, momentsOf, regressed } from './trajectory-coordinates.ts';
import type { DenoiserRecipe, TrajectoryDenoiser } from './trajectory-denoiser.ts';
import { trainDenoiser } from './trajectory-denoiser.ts';

/** Numbers of a state: position and velocity. */
export const PER_STATE = 2;

/** What the network is given: the start, the return or 0, and whether it is the return. */
const GIVEN = PER_STATE + 2;

export interface DecisionDiffuserOptions {
  /** States of demonstrations, one after another: count × length. */
  readonly states: Float64Array;
  readonly length: number;
  /** y = weights · states. */
  readonly weights: Float64Array;
  /** The part of the rows from which the return is hidden. */
  readonly dropout: number;
  readonly coordinates: CoordinateKind;
  readonly recipe: DenoiserRecipe;
  readonly stream: KeyedStream;
}

export interface ConditionalRequest {
  readonly start: readonly [number, number];
  /** y. */
  readonly wanted: number;
  /** ω. */
  readonly weight: number;
  readonly steps: readonly SamplerStep[];
  readonly count: number;
  readonly stream: KeyedStream;
}

export interface DecisionDiffuser {
  readonly units: Units;
  readonly clamping: Clamping;
  readonly coordinates: TrajectoryCoordinates;
  readonly denoiser: TrajectoryDenoiser;
  readonly record: TrainingRecord;
  /** Mean and deviation of y among demonstrations from this start, by linear regression: a wanted return is so many deviations from the usual. */
  readonly usualReturn: (start: readonly [number, number]) => Usual;
  /** Trajectories of states. */
  readonly plans: (request: ConditionalRequest) => Plans;
  readonly dispose: () => void;
}

export interface Usual {
  readonly mean: number;
  readonly deviation: number;
}

/** Drops the actions of trajectories. */
export const statesOf = (trajectories: Float64Array): Float64Array => trajectories.filter((_, at) => at % PER_KNOT < PER_STATE);

/** The places of states in a trajectory of n numbers. */
export const statePlaces = (n: number): readonly number[] => Array.from({ length: n }, (_, i) => i).filter((i) => i % PER_KNOT < PER_STATE);

/** (p, v, p', v') of the first two knots of each plan: what inverse dynamics make the first action of. */
export const firstPairs = (plans: Float64Array, length: number): Float64Array => plans.filter((_, at) => at % length < 2 * PER_STATE);

const returnsOf = (states: Float64Array, length: number, weights: Float64Array): Float64Array => {
  const out = new Float64Array(states.length / length);
  for (let at = 0; at < states.length; at += 1) out[Math.floor(at / length)]! += weights[at % length]! * states[at]!;
  return out;
};

/** Of the start whose two numbers begin at a place of a list, the first one where it is left out. */
type UsualAt = (start: ArrayLike<number>, at?: number) => Usual;

/** The usual return as a function of the clamped start in units. */
const usualOf = (returns: Float64Array, starts: Float64Array): UsualAt => {
  const moments = momentsOf(joined(returns, 1, starts, PER_STATE), 1 + PER_STATE);
  const { regression, residual } = regressed(moments, 1, PER_STATE), deviation = Math.sqrt(residual[0]!), [mean, p, v] = moments.mean;
  return (start, at = 0) => ({ deviation, mean: mean! + regression[0]! * (start[at]! - p!) + regression[1]! * (start[at + 1]! - v!) });
};

/** The network is told how far a return is from the usual one of its start, in deviations; for other coordinates, of all starts. */
const featureOf = (kind: CoordinateKind, returns: Float64Array, usual: UsualAt): ((y: number, start: ArrayLike<number>, at?: number) => number) => {
  if (kind === 'residual') {
    return (y, start, at) => {
      const { mean, deviation } = usual(start, at);
      return (y - mean) / deviation;
    };
  }
  const { mean, covariance } = momentsOf(returns, 1);
  return (y) => (y - mean[0]!) / Math.sqrt(covariance[0]!);
};

export const trainDecisionDiffuser = (engine: Engine, options: DecisionDiffuserOptions): DecisionDiffuser => {
  const { states, length, weights, dropout, coordinates: kind, recipe, stream } = options;
  if (!(dropout > 0 && dropout < 1)) {
    throw new NetworkError('not-applicable', `the return is hidden from a part ${dropout} of the rows`, 'hide it from some, and not from all');
  }
  const units = channelUnits(states, length, PER_STATE), clamping = clampingOf(length, [0, 1]);
  const free = componentsInUnits(states, length, clamping.free, units), starts = componentsInUnits(states, length, clamping.clamped, units);
  const coordinates = coordinatesOf(free, clamping.free.length, kind, starts, PER_STATE), returns = returnsOf(states, length, weights);
  const usual = usualOf(returns, starts), feature = featureOf(kind, returns, usual), hidden = stream.split('hidden');
  const fill = (y: number, start: ArrayLike<number>, from: number, seen: 0 | 1, out: Float32Array | Float64Array, at: number): void => {
    out[at] = start[from]!;
    out[at + 1] = start[from + 1]!;
    out[at + 2] = seen === 0 ? 0 : feature(y, start, from);
    out[at + 3] = seen;
  };
  const denoiser = trainDenoiser(engine, {
    coordinates: coordinatesOfRows(coordinates, free, starts), variances: coordinates.variances, givenLength: GIVEN,
    fillGiven: (row, number, out, at) => { fill(returns[row]!, starts, PER_STATE * row, hidden.uniform(number) < dropout ? 0 : 1, out, at); },
  }, recipe, stream);
  const inUnitsOf = (start: readonly [number, number]): Float64Array => Float64Array.from(start, (value, i) => (value - units.centre[i]!) / units.scale[i]!);
  return {
    units, clamping, coordinates, denoiser, record: denoiser.record, dispose: () => { denoiser.dispose(); },
    usualReturn: (start) => usual(inUnitsOf(start)),
    plans: ({ start, wanted, weight, steps, count, stream: noise }) => {
      const clamped = inUnitsOf(start);
      const rows = (seen: 0 | 1): Float64Array => {
        const out = new Float64Array(GIVEN * count);
        for (let at = 0; at < out.length; at += GIVEN) fill(wanted, clamped, 0, seen, out, at);
        return out;
      };
      const estimate = mixedEstimate(denoiser, rows(0), rows(1), weight);
      return plansOf(samplePlans(estimate, coordinates.rank, steps, count, noise), coordinatesGiven(coordinates, clamped), steps, clamping, clamped, units);
    },
  };
};

/** û(∅) + ω (û(y) − û(∅)). */
const mixedEstimate = (denoiser: TrajectoryDenoiser, without: Float64Array, given: Float64Array, weight: number): PlanEstimate => (t, points) => {
  const conditional = denoiser.estimate(t, points, given);
  if (weight === 1) return conditional;
  return denoiser.estimate(t, points, without).map((base, at) => base + weight * (conditional[at]! - base));
};
