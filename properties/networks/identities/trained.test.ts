import { beforeAll, describe, expect, test } from 'vitest';
import { wasmEngine } from '../../../src/networks/engine/wasm.ts';
import { excessAccuracy, pathDivergence } from '../../../src/networks/identities/accuracy.ts';
import { classifierGuidance } from '../../../src/networks/identities/classifier-guidance.ts';
import type { Look } from '../../../src/networks/identities/look.ts';
import { lookAt } from '../../../src/networks/identities/look.ts';
import { trainClassifier } from '../../../src/networks/identities/trained-classifier.ts';
import type { TrainedScore } from '../../../src/networks/score/train-score.ts';
import { trainScores } from '../../../src/networks/score/train-score.ts';
import { NetworkError } from '../../../src/networks/network-error.ts';
import { exactScore } from '../../../src/networks/score/exact-score.ts';
import { identityNamed, plainLawIn } from '../../../test/networks/identities/scores.ts';

const law = plainLawIn(1);

describe('a trained score', () => {
  let trained: TrainedScore;
  let look: Look;
  beforeAll(() => {
    trained = trainScores({ laws: [law], engine: wasmEngine(), steps: 400, seed: 3, hidden: [32, 32], rate: 0.01, judgedRows: 16384 })[0]!;
    look = lookAt(trained.score, law, { seed: 1, times: 8, paths: 256, steps: 16 });
  });

  test.each([
    ['Tweedie, first order', 'the score with the sign turned'], ['Tweedie, second order', 'half of the Jacobian'],
    ['classifier guidance', 'half of the classifier'], ['likelihood by the probability flow', 'the flow with g² for ½ g²'],
    ['evidence lower bound', 'the square without its half'], ['implicit score matching', 'the divergence with a half'],
    ['denoising score matching', 'the target with a half'], ['entropy and Fisher information', 'without the half'],
  ])('%s: holds, and %s is contradicted', (name, wrong) => {
    const identity = identityNamed(name);
    expect(identity.see(look).outcome).toBe('supports');
    expect(identity.see(look, wrong).outcome).toBe('contradicts');
  });

  test('the bound from the excess of its loss is above what is measured against the exact score, and serves in its place', () => {
    const accuracy = excessAccuracy(trained.judgement.excess.high, trained.judgement.alpha);
    const fromLoss = pathDivergence(accuracy(look), law);
    expect(fromLoss).toBeGreaterThan(pathDivergence(look.accuracy(), law));
    const other = lookAt(trained.score, law, { seed: 1, times: 8, accuracy });
    const [measured, bounded] = [look, other].map((one) => identityNamed('Tweedie, first order').see(one, 'the score with the sign turned'));
    expect(bounded).toMatchObject({ outcome: 'contradicts', falseAlarm: trained.judgement.alpha });
    expect(bounded!.bound).toBeGreaterThan(measured!.bound!);
    expect(bounded!.bound).toBeLessThan(0.5);
  });
});

describe('a trained classifier', () => {
  test('guides by no more than its error off, and half of it is contradicted; nothing is held after it', () => {
    const engine = wasmEngine();
    const held = engine.held();
    const classifier = trainClassifier(law, { engine, steps: 200, seed: 1 });
    const look = lookAt(exactScore(law), law, { seed: 1, times: 8 });
    const sight = classifierGuidance(look, 'as it is', classifier);
    expect(sight.outcome).toBe('supports');
    expect(sight.bound).toBeLessThan(0.3);
    expect(classifierGuidance(look, 'the classifier with the sign turned', classifier).outcome).toBe('contradicts');
    expect(classifierGuidance(look, 'without the classifier', classifier).outcome).toBe('contradicts');
    classifier.dispose();
    expect(engine.held()).toBe(held);
  });

  test('one whose training was stopped is none, and nothing is held', () => {
    const engine = wasmEngine();
    const held = engine.held();
    expect(() => trainClassifier(law, { engine, steps: 5, seed: 1, signal: { aborted: true } })).toThrow(NetworkError);
    expect(engine.held()).toBe(held);
  });
});
