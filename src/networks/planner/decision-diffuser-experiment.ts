/**
 * Decision Diffuser on the point mass from end to end: states of demonstrations, training with the return hidden from a part of the rows, plans
 * for a wanted return, the first action by inverse dynamics, and the judgement against the exact conditional law.
 *
 * The wanted return is counted in deviations from what demonstrators usually reach *from the same start*. Counted over all starts, the same
 * number may lie far outside of what any demonstration from this start shows: then every network extrapolates.
 */
import { streamOf } from '../../numeric/random/streams.ts';
import type { Engine } from '../engine/engine.ts';
import type { TrainingRecord } from '../training/train.ts';
import { inUnits, lawOfFree } from './clamped.ts';
import type { DecisionDiffuser } from './decision-diffuser.ts';
import { PER_STATE, firstPairs, statePlaces, statesOf, trainDecisionDiffuser } from './decision-diffuser.ts';
import type { FirstAction } from './diffuser-experiment.ts';
import { pointMassOf } from './diffuser-experiment.ts';
import { exactMixture } from './gaussian-planner.ts';
import type { InverseDynamics, InverseDynamicsRecipe } from './inverse-dynamics.ts';
import { trainInverseDynamics } from './inverse-dynamics.ts';
import type { PlanJudgement } from './judge-plans.ts';
import { judgePlans } from './judge-plans.ts';
import type { NormalLaw } from './normal-law.ts';
import { affineImage, componentsOf, conditioned } from './normal-law.ts';
import { samplerSteps } from './noising.ts';
import type { Pair, PointMass } from './point-mass.ts';
import { demonstrationLaw, demonstrations, trajectoryLength } from './point-mass.ts';
import type { CoordinateKind } from './trajectory-coordinates.ts';
import { momentsOf } from './trajectory-coordinates.ts';
import type { DenoiserRecipe } from './trajectory-denoiser.ts';

export interface DecisionDiffuserSetting {
  readonly mass: PointMass;
  readonly start: Pair;
  /** The wanted return, in deviations from the usual one of the start. */
  readonly above: number;
  readonly dropout: number;
  readonly coordinates: CoordinateKind;
  readonly recipe: DenoiserRecipe;
  readonly inverse: InverseDynamicsRecipe;
  readonly demonstrations: number;
  readonly samplerSteps: number;
  readonly plans: number;
}

export interface ConditionalFigures {
  /** ω. */
  readonly weight: number;
  readonly temperature: number;
  /** Against the conditional law; for ω = 0 against the law without the return. `method` is the defect of ω, and of the steps. */
  readonly judgement: PlanJudgement;
  readonly firstAction: FirstAction;
  readonly meanReturn: number;
  readonly wantedReturn: number;
}

export interface DecisionDiffuserFigures {
  readonly record: TrainingRecord;
  readonly inverse: TrainingRecord;
  readonly conditionals: readonly ConditionalFigures[];
}

/** H = 8 in three seconds, for properties. */
export const SMALL_DECISION_DIFFUSER: DecisionDiffuserSetting = {
  mass: pointMassOf(8), start: [-0.5, 0], above: 1.5, dropout: 0.25, coordinates: 'residual',
  recipe: { hidden: [64, 64], batch: 256, steps: 2000, rate: 5e-3, times: { first: 0.001, last: 4 }, power: 1 },
  inverse: { hidden: [32, 32], batch: 256, steps: 1000, rate: 1e-2 }, demonstrations: 65536, samplerSteps: 32, plans: 1024,
};

/** H = 16, for figures. */
export const DECISION_DIFFUSER: DecisionDiffuserSetting = {
  ...SMALL_DECISION_DIFFUSER, mass: pointMassOf(16), demonstrations: 131072, samplerSteps: 64, plans: 2048,
  recipe: { hidden: [64, 64, 64], batch: 256, steps: 6000, rate: 5e-3, times: { first: 0.001, last: 4 }, power: 1 },
  inverse: { hidden: [32, 32], batch: 256, steps: 2000, rate: 1e-2 },
};

export interface TrainedDecisionDiffuser {
  readonly planner: DecisionDiffuser;
  readonly inverse: InverseDynamics;
  readonly dispose: () => void;
}

/** The return: the mean position over the knots. */
export const returnWeights = (length: number): Float64Array => Float64Array.from({ length }, (_, i) => (i % PER_STATE === 0 ? PER_STATE / length : 0));

const stateLaw = (mass: PointMass): NormalLaw => {
  const n = trajectoryLength(mass), places = statePlaces(n);
  return affineImage(demonstrationLaw(mass), componentsOf(n, places), new Float64Array(places.length));
};

export const trainedDecisionDiffuser = (engine: Engine, setting: DecisionDiffuserSetting, seed: number): TrainedDecisionDiffuser => {
  const { mass, dropout, coordinates, recipe } = setting, length = PER_STATE * mass.knots;
  const trajectories = demonstrations(mass, setting.demonstrations, streamOf(seed, 'demonstrations'));
  const planner = trainDecisionDiffuser(engine, {
    states: statesOf(trajectories), length, weights: returnWeights(length), dropout, coordinates, recipe, stream: streamOf(seed, 'training'),
  });
  try {
    const inverse = trainInverseDynamics(engine, trajectories, trajectoryLength(mass), setting.inverse, streamOf(seed, 'inverse dynamics'));
    return {
      planner, inverse, dispose: () => {
        planner.dispose();
        inverse.dispose();
      },
    };
  } catch (error) {
    planner.dispose();
    throw error;
  }
};

/** The exact laws of the free states in units: without the return, and given it. */
const exactLaws = (
  setting: DecisionDiffuserSetting, { units, clamping }: DecisionDiffuser, wanted: number,
): { readonly without: NormalLaw; readonly given: NormalLaw } => {
  const length = PER_STATE * setting.mass.knots, weights = returnWeights(length);
  const clamped = setting.start.map((value, i) => (value - units.centre[i]!) / units.scale[i]!);
  const without = lawOfFree(inUnits(stateLaw(setting.mass), units), clamping, clamped);
  const rest = wanted - weights.reduce((sum, weight, i) => sum + weight * (i < PER_STATE ? setting.start[i]! : units.centre[i]!), 0);
  return { without, given: conditioned(without, Float64Array.from(clamping.free, (i) => weights[i]! * units.scale[i]!), [rest]) };
};

/** The first action of the plans, its exact value, and a bound: that of the planned velocity over δ, and what the inverse dynamics are away. */
const firstActionOf = (
  { mass, start }: DecisionDiffuserSetting, { planner, inverse }: TrainedDecisionDiffuser, plans: Float64Array, wanted: NormalLaw, judgement: PlanJudgement,
): FirstAction => {
  const { units, clamping } = planner, place = clamping.free.indexOf(PER_STATE + 1);
  const pairs = firstPairs(plans, PER_STATE * mass.knots), actions = inverse.actions(pairs), mean = momentsOf(actions, 1).mean[0]!;
  const byDifference = actions.reduce((sum, _, k) => sum + (pairs[4 * k + 3]! - pairs[4 * k + 1]!) / mass.step / actions.length, 0);
  const velocity = units.centre[PER_STATE + 1]! + units.scale[PER_STATE + 1]! * wanted.mean[place]!;
  return {
    found: mean, exact: (velocity - start[1]) / mass.step, bound: judgement.components[place]!.bound / mass.step + Math.abs(mean - byDifference),
  };
};

export const judgedDecisionDiffuser = (
  trained: TrainedDecisionDiffuser, setting: DecisionDiffuserSetting, weight: number, temperature: number, seed: number,
): ConditionalFigures => {
  const { planner } = trained, { start } = setting, usual = planner.usualReturn(start), wanted = usual.mean + setting.above * usual.deviation;
  const steps = samplerSteps(setting.recipe.times, setting.samplerSteps, temperature);
  const plans = planner.plans({ start, wanted, weight, steps, count: setting.plans, stream: streamOf(seed, 'plans') });
  const { without, given } = exactLaws(setting, planner, wanted), target = weight === 0 ? without : given;
  const judgement = judgePlans(plans, exactMixture(without, given, weight, steps), target, planner.clamping, planner.units);
  const length = PER_STATE * setting.mass.knots, weights = returnWeights(length);
  return {
    weight, temperature, judgement, wantedReturn: wanted, firstAction: firstActionOf(setting, trained, plans.trajectories, target, judgement),
    meanReturn: momentsOf(plans.trajectories, length).mean.reduce((sum, value, i) => sum + value * weights[i]!, 0),
  };
};

export const decisionDiffuserExperiment = (
  engine: Engine, setting: DecisionDiffuserSetting, seed: number, weights: readonly number[] = [1], temperature = 1,
): DecisionDiffuserFigures => {
  const trained = trainedDecisionDiffuser(engine, setting, seed);
  try {
    return {
      record: trained.planner.record, inverse: trained.inverse.record,
      conditionals: weights.map((weight) => judgedDecisionDiffuser(trained, setting, weight, temperature, seed)),
    };
  } finally {
    trained.dispose();
  }
};
