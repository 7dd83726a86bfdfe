/**
 * Diffuser on the point mass from end to end: demonstrations, training, guided plans between a start and a goal, and the judgement
 * against what is known exactly: the tilted conditional law, whose mean is the linear-quadratic plan.
 */
import { streamOf } from '../../numeric/random/streams.ts';
import type { Engine } from '../engine/engine.ts';
import type { TrainingRecord } from '../training/train.ts';
import { inUnits, lawOfFree, returnInUnits, returnOfFree } from './clamped.ts';
import type { Diffuser } from './diffuser.ts';
import { trainDiffuser } from './diffuser.ts';
import { exactPlanner } from './gaussian-planner.ts';
import type { PlanJudgement } from './judge-plans.ts';
import { judgePlans } from './judge-plans.ts';
import { linearQuadraticPlan } from './linear-quadratic-plan.ts';
import { tilted } from './normal-law.ts';
import { samplerSteps } from './noising.ts';
import type { Pair, PointMass, Weights } from './point-mass.ts';
import { PER_KNOT, demonstrationLaw, demonstrations, pointMassReturn, stateOf, trajectoryLength } from './point-mass.ts';
import type { TrainedGuide } from './sample-plans.ts';
import type { CoordinateKind } from './trajectory-coordinates.ts';
import { momentsOf } from './trajectory-coordinates.ts';
import type { DenoiserRecipe } from './trajectory-denoiser.ts';

export interface DiffuserSetting {
  readonly mass: PointMass;
  readonly weights: Weights;
  readonly start: Pair;
  readonly goal: Pair;
  readonly coordinates: CoordinateKind;
  readonly recipe: DenoiserRecipe;
  readonly demonstrations: number;
  readonly samplerSteps: number;
  readonly plans: number;
}

export interface FirstAction {
  readonly found: number;
  /** Of the linear-quadratic plan, or of the conditional law. */
  readonly exact: number;
  /** Of |found − exact|; judge-plans.ts. */
  readonly bound: number;
}

export interface DiffuserFigures {
  readonly record: TrainingRecord;
  /** One for each guide that was asked for. */
  readonly guides: readonly { readonly guide: TrainedGuide; readonly judgement: PlanJudgement; readonly firstAction: FirstAction }[];
}

export const pointMassOf = (knots: number): PointMass => ({
  knots, step: 0.25, startMean: [0, 0], startDeviation: [1, 0.5], gain: [0.5, 0.8], exploration: 0.6, disturbance: 0,
});

/** H = 8 in two seconds, for properties. */
export const SMALL_DIFFUSER: DiffuserSetting = {
  mass: pointMassOf(8), weights: { target: 0, position: 3, velocity: 0.2, effort: 0.1 }, start: [1, 0], goal: [0.2, -0.3], coordinates: 'principal',
  // More of the late times than is even in log t: there the guide is strong, and the network's P enters it.
  recipe: { hidden: [64, 64], batch: 256, steps: 3000, rate: 5e-3, times: { first: 0.002, last: 4 }, power: 0.7 },
  demonstrations: 65536, samplerSteps: 32, plans: 1024,
};

/** H = 16, for figures. */
export const DIFFUSER: DiffuserSetting = {
  ...SMALL_DIFFUSER, mass: pointMassOf(16), weights: { target: 0, position: 1, velocity: 0.2, effort: 0.1 }, goal: [-0.3, 0],
  demonstrations: 131072, samplerSteps: 64, plans: 2048,
  recipe: { hidden: [64, 64, 64], batch: 256, steps: 10000, rate: 5e-3, times: { first: 0.002, last: 4 }, power: 1 },
};

export const trainedDiffuser = (engine: Engine, setting: DiffuserSetting, seed: number): Diffuser => {
  const { mass, coordinates, recipe, demonstrations: count } = setting;
  return trainDiffuser(engine, {
    trajectories: demonstrations(mass, count, streamOf(seed, 'demonstrations')), length: trajectoryLength(mass), channels: PER_KNOT,
    clamped: [...stateOf(0), ...stateOf(mass.knots - 1)], coordinates, recipe, stream: streamOf(seed, 'training'),
  });
};

/** Plans of a trained diffuser under one guide, judged. */
export const judgedDiffuser = (diffuser: Diffuser, setting: DiffuserSetting, guide: TrainedGuide, seed: number): DiffuserFigures['guides'][number] => {
  const { mass, weights, start, goal } = setting, { units, clamping } = diffuser, values = [...start, ...goal];
  const clamped = clamping.clamped.map((i, k) => (values[k]! - units.centre[i]!) / units.scale[i]!);
  const wanted = pointMassReturn(mass, weights), steps = samplerSteps(setting.recipe.times, setting.samplerSteps);
  const plans = diffuser.plans({ values, wanted, guide, steps, count: setting.plans, stream: streamOf(seed, 'plans') });
  const law = lawOfFree(inUnits(demonstrationLaw(mass), units), clamping, clamped);
  const of = returnOfFree(returnInUnits(wanted, units), clamping, clamped);
  const judgement = judgePlans(plans, exactPlanner(law, of, guide, steps), guide === 'none' ? law : tilted(law, of), clamping, units);
  const place = clamping.free.indexOf(2), found = momentsOf(plans.trajectories, units.centre.length).mean[2]!;
  const exact = guide === 'none' ? units.centre[2]! + units.scale[2]! * law.mean[place]! : linearQuadraticPlan(mass, weights, start, goal)[2]!;
  return { guide, judgement, firstAction: { found, exact, bound: judgement.components[place]!.bound } };
};

export const diffuserExperiment = (engine: Engine, setting: DiffuserSetting, seed: number, guides: readonly TrainedGuide[] = ['exact']): DiffuserFigures => {
  const diffuser = trainedDiffuser(engine, setting, seed);
  try {
    return { record: diffuser.record, guides: guides.map((guide) => judgedDiffuser(diffuser, setting, guide, seed)) };
  } finally {
    diffuser.dispose();
  }
};
