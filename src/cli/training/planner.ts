/**
 * A trajectory planner for the point mass, beside what is known exactly: the law of guided or conditional plans, and the linear-quadratic plan.
 */
import type { DecisionDiffuserSetting, TrainedDecisionDiffuser } from '../../networks/planner/decision-diffuser-experiment.ts';
import {
  DECISION_DIFFUSER, SMALL_DECISION_DIFFUSER, judgedDecisionDiffuser, returnWeights, trainedDecisionDiffuser,
} from '../../networks/planner/decision-diffuser-experiment.ts';
import { statePlaces } from '../../networks/planner/decision-diffuser.ts';
import type { DiffuserSetting, FirstAction } from '../../networks/planner/diffuser-experiment.ts';
import { DIFFUSER, SMALL_DIFFUSER, judgedDiffuser, trainedDiffuser } from '../../networks/planner/diffuser-experiment.ts';
import type { Diffuser } from '../../networks/planner/diffuser.ts';
import type { PlanJudgement } from '../../networks/planner/judge-plans.ts';
import { linearQuadraticPlan } from '../../networks/planner/linear-quadratic-plan.ts';
import type { NormalLaw } from '../../networks/planner/normal-law.ts';
import { affineImage, componentsOf, conditioned, tilted } from '../../networks/planner/normal-law.ts';
import { samplerSteps } from '../../networks/planner/noising.ts';
import { demonstrationLaw, pointMassReturn, stateOf, trajectoryLength } from '../../networks/planner/point-mass.ts';
import type { DenoiserRecipe } from '../../networks/planner/trajectory-denoiser.ts';
import { streamOf } from '../../numeric/random/streams.ts';
import type { TrainingFigure, TrainingReport } from '../../report/training/model.ts';
import type { PlannerName } from './choices.ts';
import { lossPanel, plannerPanels } from './planner-panels.ts';
import type { TrainingFlags, Underway } from './settings.ts';

export interface PlannerFlags extends TrainingFlags {
  readonly planner: PlannerName;
  /** H. */
  readonly horizon: number;
}

/** What takes the place of parts of a setting. */
export type Less = Partial<Pick<DiffuserSetting, 'demonstrations' | 'samplerSteps' | 'plans'>> & { readonly hidden?: readonly number[] };

/** Plans in the picture: antithetic, so that their mean is that of many. */
const SHOWN = 256;

const recipeOf = (recipe: DenoiserRecipe, { steps, batch, rate }: TrainingFlags, { signal, onProgress }: Underway, { hidden = recipe.hidden }: Less): DenoiserRecipe => ({
  ...recipe, hidden, signal, onProgress: (progress) => { onProgress(progress.step, progress.steps); },
  ...(steps === null ? {} : { steps }), ...(batch === null ? {} : { batch }), ...(rate === null ? {} : { rate }),
});

const figuresOf = ({ planMean, training, method, covariance }: PlanJudgement, first: FirstAction, exact: string, plans: number): readonly TrainingFigure[] => {
  const percent = (share: number): string => `${(100 * share).toPrecision(2)} %`;
  return [
    { name: 'error of the mean plan', measured: planMean.value, known: null, bound: planMean.bound, unit: 'share', by: 'errors of the estimates, carried through the steps' },
    { name: 'of it, by training', measured: training.value, known: null, bound: training.bound, unit: 'share', by: `the rest, by guide and steps, is exactly ${percent(method)}` },
    { name: 'first action', measured: first.found, known: first.exact, bound: first.bound, unit: 'number', by: `known: ${exact}` },
    { name: 'error of the covariance', measured: covariance.value, known: null, bound: null, unit: 'share', by: `${plans} exact plans would have ${percent(covariance.floor)}` },
  ];
};

const settingOf = (flags: PlannerFlags, engine: string, recipe: DenoiserRecipe, demonstrations: number): TrainingReport['setting'] => ({
  horizon: flags.horizon, demonstrations, engine, steps: recipe.steps, ...(flags.batch === null ? {} : { batch: flags.batch }),
  ...(flags.rate === null ? {} : { rate: flags.rate }), seed: flags.seed,
});

/** The law of plans from start to goal, tilted by the return. */
const guidedLaw = ({ mass, weights, start, goal }: DiffuserSetting): NormalLaw => {
  const n = trajectoryLength(mass), given = componentsOf(n, [...stateOf(0), ...stateOf(mass.knots - 1)]);
  return tilted(conditioned(demonstrationLaw(mass), given, [...start, ...goal]), pointMassReturn(mass, weights));
};

const reportOfDiffuser = (diffuser: Diffuser, setting: DiffuserSetting, flags: PlannerFlags, engine: string): TrainingReport => {
  const { mass, weights, start, goal, recipe } = setting, { seed } = flags;
  const { judgement, firstAction } = judgedDiffuser(diffuser, setting, 'exact', seed);
  const plans = diffuser.plans({
    values: [...start, ...goal], wanted: pointMassReturn(mass, weights), guide: 'exact', steps: samplerSteps(recipe.times, setting.samplerSteps), count: SHOWN,
    stream: streamOf(seed, 'plans of the picture'),
  }).trajectories;
  const panels = plannerPanels({
    channels: ['position', 'velocity', 'action'], knots: mass.knots, step: mass.step, law: guidedLaw(setting), plans,
    reference: { name: 'linear-quadratic plan', plan: linearQuadraticPlan(mass, weights, start, goal) },
  });
  return {
    kind: 'planner', title: 'Diffuser: plans of a point mass, guided by a return, exact and trained', setting: settingOf(flags, engine, recipe, setting.demonstrations),
    figures: figuresOf(judgement, firstAction, 'the linear-quadratic plan', setting.plans), remarks: [],
    rows: [panels.slice(0, 2), [...panels.slice(2), lossPanel(diffuser.record)]],
  };
};

const trainDiffuserReport = (flags: PlannerFlags, underway: Underway, less: Less = {}): TrainingReport => {
  const standard = flags.horizon === SMALL_DIFFUSER.mass.knots ? SMALL_DIFFUSER : DIFFUSER;
  const setting = { ...standard, ...less, recipe: recipeOf(standard.recipe, flags, underway, less) };
  const diffuser = trainedDiffuser(underway.engine, setting, flags.seed);
  try {
    return reportOfDiffuser(diffuser, setting, flags, underway.engine.name);
  } finally {
    diffuser.dispose();
  }
};

/** The law of states from the start, given the return. */
const conditionalLaw = ({ mass, start }: DecisionDiffuserSetting, wanted: number): NormalLaw => {
  const n = trajectoryLength(mass), places = statePlaces(n), length = places.length;
  const states = affineImage(demonstrationLaw(mass), componentsOf(n, places), new Float64Array(length));
  const observation = Float64Array.from([...componentsOf(length, [0, 1]), ...returnWeights(length)]);
  return conditioned(states, observation, [...start, wanted]);
};

const reportOfDecisionDiffuser = (trained: TrainedDecisionDiffuser, setting: DecisionDiffuserSetting, flags: PlannerFlags, engine: string): TrainingReport => {
  const { mass, start, recipe } = setting, { seed } = flags;
  const found = judgedDecisionDiffuser(trained, setting, 1, 1, seed), wanted = found.wantedReturn;
  const plans = trained.planner.plans({
    start, wanted, weight: 1, steps: samplerSteps(recipe.times, setting.samplerSteps), count: SHOWN, stream: streamOf(seed, 'plans of the picture'),
  }).trajectories;
  const panels = plannerPanels({ channels: ['position', 'velocity'], knots: mass.knots, step: mass.step, law: conditionalLaw(setting, wanted), plans, reference: null });
  const returned: TrainingFigure = {
    name: 'return', measured: found.meanReturn, known: wanted, bound: null, unit: 'number',
    by: `known: what was asked for, ${setting.above} deviations above the usual one of the start`,
  };
  return {
    kind: 'planner', title: 'Decision Diffuser: states of a point mass for a wanted return, exact and trained',
    setting: settingOf(flags, engine, recipe, setting.demonstrations), remarks: [],
    figures: [...figuresOf(found.judgement, found.firstAction, 'that of the conditional law; trained: by inverse dynamics', setting.plans), returned],
    rows: [panels, [lossPanel(trained.planner.record), { ...lossPanel(trained.inverse.record), title: 'Loss of the inverse dynamics while training' }]],
  };
};

const trainDecisionDiffuserReport = (flags: PlannerFlags, underway: Underway, less: Less = {}): TrainingReport => {
  const standard = flags.horizon === SMALL_DECISION_DIFFUSER.mass.knots ? SMALL_DECISION_DIFFUSER : DECISION_DIFFUSER;
  const setting = { ...standard, ...less, recipe: recipeOf(standard.recipe, flags, underway, less) };
  const trained = trainedDecisionDiffuser(underway.engine, setting, flags.seed);
  try {
    return reportOfDecisionDiffuser(trained, setting, flags, underway.engine.name);
  } finally {
    trained.dispose();
  }
};

export const trainPlanner = (flags: PlannerFlags, underway: Underway, less: Less = {}): TrainingReport => {
  switch (flags.planner) {
    case 'diffuser': return trainDiffuserReport(flags, underway, less);
    case 'decision-diffuser': return trainDecisionDiffuserReport(flags, underway, less);
  }
};
