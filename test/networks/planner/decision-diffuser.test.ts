/**
 * Decision Diffuser, small: conditional plans and their first action against the exact conditional law, and the defect of a weight other than 1.
 */
import { afterAll, describe, expect, test } from 'vitest';
import { wasmEngine } from '../../../src/networks/engine/wasm.ts';
import { SMALL_DECISION_DIFFUSER, judgedDecisionDiffuser, trainedDecisionDiffuser } from '../../../src/networks/planner/decision-diffuser-experiment.ts';
import type { DecisionDiffuserSetting } from '../../../src/networks/planner/decision-diffuser-experiment.ts';

const engine = wasmEngine(), heldBefore = engine.held();
const SETTING: DecisionDiffuserSetting = { ...SMALL_DECISION_DIFFUSER, demonstrations: 32768, recipe: { ...SMALL_DECISION_DIFFUSER.recipe, steps: 1500 } };
const trained = trainedDecisionDiffuser(engine, SETTING, 1);
afterAll(() => {
  trained.dispose();
  expect(engine.held()).toBe(heldBefore);
});

describe.each([[0, 1], [1, 1], [1, 0.5]])('plans with weight %d at temperature %d', (weight, temperature) => {
  const { judgement, firstAction, meanReturn, wantedReturn } = judgedDecisionDiffuser(trained, SETTING, weight, temperature, 1);

  test('the mean plan is within its bound, and within 3 % of the exact one', () => {
    expect(judgement.planMean.value).toBeLessThanOrEqual(judgement.planMean.bound);
    expect(judgement.planMean.bound).toBeLessThan(0.03);
    expect(judgement.identity).toBeLessThan(1e-12);
  });

  test('the first action by inverse dynamics is within its bound, and within 5 % of the size of an action', () => {
    expect(Math.abs(firstAction.found - firstAction.exact)).toBeLessThanOrEqual(firstAction.bound);
    expect(Math.abs(firstAction.found - firstAction.exact)).toBeLessThan(0.05 * SETTING.mass.exploration);
  });

  test('the covariance is that of the exact sampler but for sampling', () => {
    expect(judgement.covariance.value).toBeLessThan(2 * judgement.covariance.floor);
  });

  test(weight === 1 ? 'the return is the wanted one' : 'the return is the usual one of the start', () => {
    const usual = trained.planner.usualReturn(SETTING.start), expected = weight === 1 ? wantedReturn : usual.mean;
    expect(Math.abs(meanReturn - expected)).toBeLessThan(0.1 * usual.deviation);
  });
});

test('a weight above 1 misses the conditional law by its exact defect, and not by training', () => {
  const { judgement } = judgedDecisionDiffuser(trained, SETTING, 2.5, 1, 1);
  expect(judgement.method).toBeGreaterThan(0.05);
  expect(Math.abs(judgement.planMean.value - judgement.method)).toBeLessThanOrEqual(judgement.training.bound);
  expect(judgement.training.bound).toBeLessThan(judgement.method);
});

test('a return that is never hidden, or always, is refused', () => {
  expect(() => trainedDecisionDiffuser(engine, { ...SETTING, demonstrations: 1024, dropout: 0 }, 1)).toThrow(/hidden/);
});
