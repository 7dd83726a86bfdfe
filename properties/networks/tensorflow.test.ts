/**
 * One property of each family of networks from end to end on TensorFlow.js: what holds of the fast engine holds of this one, and wrong versions are rejected.
 * Small, since its steps take many times as long. Skipped where the library is not installed.
 */
import { fc } from '@fast-check/vitest';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { networksOn } from '../../src/check/witness/networks.ts';
import { holds } from '../../src/networks/control/figure.ts';
import { POST_PORTFOLIO } from '../../src/networks/control/merton.ts';
import type { Effort } from '../../src/networks/control/policy-iteration.ts';
import { QUICK_MERTON, solveMerton } from '../../src/networks/control/solve-merton.ts';
import type { Solving } from '../../src/networks/control/solve-regulator.ts';
import type { Engine } from '../../src/networks/engine/engine.ts';
import { tensorflowEngine } from '../../src/networks/engine/tensorflow.ts';
import { lookAt } from '../../src/networks/identities/look.ts';
import type { DiffuserSetting } from '../../src/networks/planner/diffuser-experiment.ts';
import { SMALL_DIFFUSER, judgedDiffuser, trainedDiffuser } from '../../src/networks/planner/diffuser-experiment.ts';
import { scoreInstance } from '../../src/networks/score/score-instance.ts';
import type { TrainedScore } from '../../src/networks/score/train-score.ts';
import { trainScores } from '../../src/networks/score/train-score.ts';
import { readWell } from '../../test/language/reading.ts';
import { PLANTED, noticed } from '../../test/networks/control/planted.ts';
import { identityNamed } from '../../test/networks/identities/scores.ts';
import { tensorflowInstalled } from '../../test/networks/optional.ts';

const seed = fc.readConfigureGlobal().seed ?? 1;
const MILLISECONDS = 180_000;

describe.skipIf(!tensorflowInstalled)('on TensorFlow.js', () => {
  let engine: Engine;
  let before: number;
  beforeAll(async () => {
    engine = await tensorflowEngine();
    before = engine.held();
  });
  afterAll(() => { expect(engine.held()).toBe(before); });

  describe('a score', () => {
    const law = scoreInstance({ dimension: 1, seed, number: 0 });
    let trained: TrainedScore;
    beforeAll(() => { trained = trainScores({ laws: [law], engine, steps: 400, hidden: [32, 32], rate: 0.01, seed, judgedRows: 8192 })[0]!; }, MILLISECONDS);

    test('has the error that its loss says, which is small', () => {
      const { agreement, lossExcess, relativeError, relativeLossBound } = trained.judgement;
      expect([agreement.rejected, lossExcess.agrees]).toEqual([false, true]);
      expect(relativeError).toBeLessThan(0.2);
      expect(relativeLossBound).toBeGreaterThan(relativeError);
    });

    test.each([
      ['Tweedie, first order', 'the score with the sign turned'], ['likelihood by the probability flow', 'the flow with g² for ½ g²'],
      ['implicit score matching', 'the divergence with a half'],
    ])('%s: holds, and %s is contradicted', (name, wrong) => {
      const look = lookAt(trained.score, law, { seed, times: 8, paths: 256, steps: 16 });
      const { see } = identityNamed(name);
      expect(see(look).outcome).toBe('supports');
      expect(see(look, wrong).outcome).toBe('contradicts');
    });
  });

  test('a document: the log-density equation is supported, and without its square contradicted', async () => {
    const document = readWell(`dimension 1
field f(x,t)
field g(t)
process X: dX = f dt + g dW
density p(x,t) of X
claim: ∂t log p = -div f - f grad log p + 1/2 g^2 (lap log p + |grad log p|^2)
refute: ∂t log p = -div f - f grad log p + 1/2 g^2 lap log p`);
    const witness = networksOn(() => engine);
    const outcomes = await Promise.all(document.claims.map(async (claim) => (await witness.testify(document, claim, seed)).outcome));
    expect(outcomes).toEqual(['supports', 'contradicts']);
  }, MILLISECONDS);

  test('policy iteration: figures are within their bounds, and the discount that is forgotten is found out', () => {
    const effort: Effort = { ...QUICK_MERTON, iterations: 3, firstPasses: 2, passes: 1, valueSteps: 120, policySteps: 80, paths: 256 };
    const solve = (more: Partial<Solving> = {}): ReturnType<typeof solveMerton> => solveMerton(POST_PORTFOLIO, { engine, seed, effort, ...more });
    const solved = solve();
    solved.dispose();
    expect(solved.figures.filter((figure) => !holds(figure))).toEqual([]);
    expect(noticed(() => solve({ believes: PLANTED['the discount is forgotten']! }))).not.toBe('nothing');
  }, MILLISECONDS);

  test('a planner: the mean plan is within its bound; from the goal to the start it is far beyond', () => {
    const setting: DiffuserSetting = {
      ...SMALL_DIFFUSER, demonstrations: 16384, samplerSteps: 16, plans: 256, recipe: { ...SMALL_DIFFUSER.recipe, hidden: [32, 32], batch: 128, steps: 500 },
    };
    const diffuser = trainedDiffuser(engine, setting, seed);
    try {
      const { judgement } = judgedDiffuser(diffuser, setting, 'exact', seed);
      expect(judgement.planMean.value).toBeLessThanOrEqual(judgement.planMean.bound);
      expect(judgement.planMean.bound).toBeLessThan(0.4);
      const interchanged = judgedDiffuser({
        ...diffuser, plans: (request) => diffuser.plans({ ...request, values: [...request.values.slice(2), ...request.values.slice(0, 2)] }),
      }, setting, 'exact', seed);
      expect(interchanged.judgement.planMean.value).toBeGreaterThan(judgement.planMean.bound);
    } finally {
      diffuser.dispose();
    }
  }, MILLISECONDS);
});
