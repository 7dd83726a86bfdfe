/**
 * Trajectory planners on the point mass: how far trained plans are from exact ones, with bounds, and what it takes.
 *
 * A row `…, bound` stands below its figure. Bounds of means are exact (judge-plans.ts): the measured errors of the estimates, carried on by the exact
 * sampler, and the exact error of guide and steps. The floor of a covariance is the root mean square error of as many exact plans: an estimate of
 * what sampling alone leaves. Three seeds; the worst is shown.
 */
import { wasmEngine } from '../../src/networks/engine/wasm.ts';
import type { ConditionalFigures, DecisionDiffuserSetting } from '../../src/networks/planner/decision-diffuser-experiment.ts';
import { DECISION_DIFFUSER, SMALL_DECISION_DIFFUSER, decisionDiffuserExperiment } from '../../src/networks/planner/decision-diffuser-experiment.ts';
import type { DiffuserFigures, DiffuserSetting, FirstAction } from '../../src/networks/planner/diffuser-experiment.ts';
import { DIFFUSER, SMALL_DIFFUSER, diffuserExperiment, pointMassOf } from '../../src/networks/planner/diffuser-experiment.ts';
import type { PlanJudgement } from '../../src/networks/planner/judge-plans.ts';
import type { Row } from '../row.ts';
import { row } from '../row.ts';

const AREA = 'networks-planner';
const SEEDS = [1, 2, 3];
/** Of the comparisons, which take a network for each row. */
const FEW_SEEDS = [1, 2];
const WEIGHTS = [0, 1, 1.5, 2.5];
const GUIDES = ['none', 'exact', 'posterior-mean'] as const;

interface Timed<Result> {
  readonly results: readonly Result[];
  /** Seconds of the processor for one. */
  readonly seconds: number;
}

const timedSeeds = <Result>(run: (seed: number) => Result, seeds: readonly number[] = SEEDS): Timed<Result> => {
  const start = process.cpuUsage(), results = seeds.map(run), used = process.cpuUsage(start);
  return { results, seconds: (used.user + used.system) / 1e6 / seeds.length };
};

const worst = <Result>(of: readonly Result[], figure: (result: Result) => number): number => Math.max(...of.map(figure));
const percent = (name: string, value: number): Row => row(AREA, name, 100 * value, '%');

const planRows = (name: string, judgements: readonly PlanJudgement[]): readonly Row[] => [
  percent(`${name}: mean plan`, worst(judgements, ({ planMean }) => planMean.value)),
  percent(`${name}: mean plan, bound`, worst(judgements, ({ planMean }) => planMean.bound)),
  percent(`${name}: mean plan, of it by guide and steps`, worst(judgements, ({ method }) => method)),
  percent(`${name}: covariance`, worst(judgements, ({ covariance }) => covariance.value)),
  percent(`${name}: covariance, floor`, worst(judgements, ({ covariance }) => covariance.floor)),
  percent(`${name}: covariance of the exact sampler against the wanted one`, worst(judgements, ({ covarianceBias }) => covarianceBias)),
];

const actionRows = (name: string, actions: readonly FirstAction[]): readonly Row[] => [
  percent(`${name}: first action`, worst(actions, ({ found, exact }) => Math.abs(found / exact - 1))),
  percent(`${name}: first action, bound`, worst(actions, ({ bound, exact }) => bound / Math.abs(exact))),
];

const diffuserRows = (name: string, setting: DiffuserSetting, seeds: readonly number[] = SEEDS): readonly Row[] => {
  const { results, seconds } = timedSeeds((seed) => diffuserExperiment(wasmEngine(), setting, seed, GUIDES), seeds);
  const of = (k: number): readonly DiffuserFigures['guides'][number][] => results.map(({ guides }) => guides[k]!);
  return [row(AREA, `${name}: processor time`, seconds, 's'), ...GUIDES.flatMap((guide, k) => [
    ...planRows(`${name}, guide ${guide}`, of(k).map(({ judgement }) => judgement)),
    ...actionRows(`${name}, guide ${guide}`, of(k).map(({ firstAction }) => firstAction)),
  ])];
};

const decisionRows = (name: string, setting: DecisionDiffuserSetting): readonly Row[] => {
  const { results, seconds } = timedSeeds((seed) => decisionDiffuserExperiment(wasmEngine(), setting, seed, WEIGHTS));
  const of = (k: number): readonly ConditionalFigures[] => results.map(({ conditionals }) => conditionals[k]!);
  return [row(AREA, `${name}: processor time`, seconds, 's'), ...WEIGHTS.flatMap((weight, k) => [
    ...planRows(`${name}, ω = ${weight}`, of(k).map(({ judgement }) => judgement)),
    ...actionRows(`${name}, ω = ${weight}`, of(k).map(({ firstAction }) => firstAction)),
  ])];
};

/** Why a first action may be far off: coordinates, and how far the wanted return is from what demonstrations show; two seeds, ω = 1. */
const reasons = (): readonly Row[] => (['components', 'principal', 'residual'] as const).flatMap((coordinates) => [1.5, 3.4].flatMap((above) => {
  const setting: DecisionDiffuserSetting = { ...DECISION_DIFFUSER, start: [0.5, 0], coordinates, above };
  const { results } = timedSeeds((seed) => decisionDiffuserExperiment(wasmEngine(), setting, seed).conditionals[0]!, FEW_SEEDS);
  const name = `Decision Diffuser, H = 16, ${coordinates}, a return ${above} deviations above the usual`;
  return [
    percent(`${name}: mean plan`, worst(results, ({ judgement }) => judgement.planMean.value)),
    // Exact actions differ in size: errors in units of the exploration.
    percent(`${name}: first action, of a deviation of actions`,
      worst(results, ({ firstAction: { found, exact } }) => Math.abs(found - exact) / setting.mass.exploration)),
  ];
}));

const LONG: DiffuserSetting = { ...DIFFUSER, mass: pointMassOf(32), recipe: { ...DIFFUSER.recipe, hidden: [96, 96, 96] } };

export const networksPlanner = async (): Promise<readonly Row[]> => [
  ...diffuserRows('Diffuser, H = 16', DIFFUSER),
  ...diffuserRows('Diffuser, H = 16, every correlation learnt', { ...DIFFUSER, coordinates: 'components' }, [1]),
  ...diffuserRows('Diffuser, H = 32', LONG, [1]),
  ...diffuserRows('Diffuser, H = 8', SMALL_DIFFUSER),
  ...decisionRows('Decision Diffuser, H = 16', DECISION_DIFFUSER),
  ...decisionRows('Decision Diffuser, H = 8', SMALL_DECISION_DIFFUSER),
  ...reasons(),
];
