/**
 * Diffuser, small: what it promises against what is known exactly, and that its bounds and its judge notice what is wrong.
 */
import { afterAll, describe, expect, test } from 'vitest';
import { plainEngine } from '../../../src/networks/engine/plain.ts';
import { wasmEngine } from '../../../src/networks/engine/wasm.ts';
import { NetworkError } from '../../../src/networks/network-error.ts';
import { SMALL_DIFFUSER, diffuserExperiment, judgedDiffuser, trainedDiffuser } from '../../../src/networks/planner/diffuser-experiment.ts';
import type { DiffuserFigures, DiffuserSetting } from '../../../src/networks/planner/diffuser-experiment.ts';
import { dynamicsResidual, pointMassReturn } from '../../../src/networks/planner/point-mass.ts';
import { samplerSteps } from '../../../src/networks/planner/noising.ts';
import { streamOf } from '../../../src/numeric/random/streams.ts';

const engine = wasmEngine(), heldBefore = engine.held();
/** In units a tenth as large, so that whoever forgets them is far off. */
const SETTING: DiffuserSetting = {
  ...SMALL_DIFFUSER, mass: { ...SMALL_DIFFUSER.mass, startDeviation: [10, 5], exploration: 6 }, start: [10, 0], goal: [2, -3],
  weights: { target: 0, position: 0.03, velocity: 0.002, effort: 0.001 }, demonstrations: 32768, recipe: { ...SMALL_DIFFUSER.recipe, steps: 2000 },
};
const diffuser = trainedDiffuser(engine, SETTING, 1);
afterAll(() => {
  diffuser.dispose();
  expect(engine.held()).toBe(heldBefore);
});

const judged = {
  none: judgedDiffuser(diffuser, SETTING, 'none', 1), exact: judgedDiffuser(diffuser, SETTING, 'exact', 1),
  'posterior-mean': judgedDiffuser(diffuser, SETTING, 'posterior-mean', 1),
};

// How far a bound may be from 0: what such a short training left in three of three seeds, and half as much again.
describe.each([['none', 0.03], ['exact', 0.06], ['posterior-mean', 0.1]] as const)('plans between a start and a goal, guide %s', (guide, most) => {
  const { judgement, firstAction } = judged[guide];

  test('the mean plan is within its bound, which is small', () => {
    expect(judgement.planMean.value).toBeLessThanOrEqual(judgement.planMean.bound);
    expect(judgement.planMean.bound).toBeLessThan(most);
  });

  test('the error of the mean is that of the estimates, carried on by the exact sampler', () => {
    expect(judgement.identity).toBeLessThan(1e-12);
  });

  test('the first action is within its bound', () => {
    expect(Math.abs(firstAction.found - firstAction.exact)).toBeLessThanOrEqual(firstAction.bound);
    expect(firstAction.bound).toBeLessThan(most * Math.abs(firstAction.exact));
  });

  test('the covariance is that of the exact sampler but for sampling', () => {
    expect(judgement.covariance.value).toBeLessThan(2 * judgement.covariance.floor);
  });
});

test('plans that are not guided are not the best plan, by more than all bounds together', () => {
  const unguided = judged.none, guided = judged.exact;
  const gap = Math.abs(unguided.firstAction.found - guided.firstAction.exact);
  expect(gap).toBeGreaterThan(unguided.firstAction.bound + guided.firstAction.bound);
});

test('start and goal are as asked for, and plans obey the dynamics as far as the start is believed', () => {
  const { mass, weights, start, goal } = SETTING, length = 3 * mass.knots;
  const { trajectories } = diffuser.plans({
    values: [...start, ...goal], wanted: pointMassReturn(mass, weights), guide: 'exact',
    steps: samplerSteps(SETTING.recipe.times, 32), count: 16, stream: streamOf(4),
  });
  for (let at = 0; at < trajectories.length; at += length) {
    [...start].forEach((value, i) => { expect(trajectories[at + i]).toBeCloseTo(value, 10); });
    [...goal].forEach((value, i) => { expect(trajectories[at + length - 3 + i]).toBeCloseTo(value, 10); });
    expect(dynamicsResidual(mass, trajectories, at)).toBeLessThan(0.25);
  }
});

test('a seed gives the same figures again', () => {
  const short: DiffuserSetting = { ...SETTING, demonstrations: 2048, plans: 64, recipe: { ...SETTING.recipe, steps: 30 } };
  expect(diffuserExperiment(engine, short, 5)).toEqual(diffuserExperiment(engine, short, 5));
});

test('the reference engine trains the same planner', () => {
  const short: DiffuserSetting = { ...SETTING, demonstrations: 2048, plans: 64, recipe: { ...SETTING.recipe, hidden: [16, 16], batch: 64, steps: 60 } };
  const [fast, reference] = [engine, plainEngine].map((one) => diffuserExperiment(one, short, 5)) as [DiffuserFigures, DiffuserFigures];
  expect(Math.abs(fast.record.loss / reference.record.loss - 1)).toBeLessThan(1e-4);
  expect(Math.abs(fast.guides[0]!.judgement.planMean.value / reference.guides[0]!.judgement.planMean.value - 1)).toBeLessThan(1e-3);
});

test('a rate that is far too large diverges, by name, and holds nothing', () => {
  const held = engine.held();
  const wild: DiffuserSetting = { ...SETTING, demonstrations: 2048, recipe: { ...SETTING.recipe, steps: 200, rate: 1e4 } };
  expect(() => diffuserExperiment(engine, wild, 1)).toThrow(expect.objectContaining({ name: 'NetworkError', fault: 'diverged' }) as NetworkError);
  expect(engine.held()).toBe(held);
});

test('training that is stopped is no planner', () => {
  const stopped: DiffuserSetting = { ...SETTING, demonstrations: 2048, recipe: { ...SETTING.recipe, signal: { aborted: true } } };
  expect(() => diffuserExperiment(engine, stopped, 1)).toThrow(expect.objectContaining({ fault: 'interrupted' }) as NetworkError);
});
