/**
 * Claims about problems of control by paths: where the price of control matches the noise, path weights under the best law have no variance,
 * and paths without control give the value. Wrong laws and values are seen by each of these by itself.
 */
import { describe, expect, test } from 'vitest';
import { byLaw } from '../../../../src/check/witness/paths/controls.ts';
import type { Judgement } from '../../../../src/check/witness/paths/judgement.ts';
import { matchedNoise } from '../../../../src/check/witness/paths/matched.ts';
import { judgeReweighted } from '../../../../src/check/witness/paths/reweighted.ts';
import { pathWorldFor } from '../../../../src/check/witness/paths/setting.ts';
import { stateOf } from '../../../../src/check/witness/paths/state.ts';
import { together } from '../../../../src/check/witness/paths/together.ts';
import { judgeWeights } from '../../../../src/check/witness/paths/weights.ts';
import { judgePathIntegral, payoffOf } from '../../../../src/check/witness/paths/problems.ts';
import { readDocument } from '../../../../src/language/document.ts';
import type { Claim, Document, Problem } from '../../../../src/language/statement.ts';
import { NumericError } from '../../../../src/numeric/numeric-error.ts';

const ALPHA = 1e-9;

const documentOf = (text: string): Document => {
  const document = readDocument(`\`\`\`claim\n${text}\n\`\`\``, 'test.md');
  expect(document.diagnostics).toEqual([]);
  return document;
};

/** −x at rest, steered to 0 at the end with noise √2: P solves a Riccati equation. */
const REGULATOR = 'dimension 1\nparam T\ncontrol u\nfield P(t)\nfield q(t)\nassume ∂t P = 2 P - 1 + P^2\nassume P(T) = 1\nassume ∂t q = -P\nassume q(T) = 0\n'
  + 'process X: dX = (-x + u) dt + sqrt(2) dW\nproblem R: minimize running 1/2 x^2 + 1/2 u^2 terminal 1/2 x^2 over u along X\n';
const LAWS = ['-P x', '-6/5 P x', '-P x + 1/4 sin x'];
const VALUES = ['1/2 P x^2 + q', '1/2 P x^2 + q + 1/20 x', '1/4 P x^2 + q'];
const regulator = documentOf(`${REGULATOR}${LAWS.map((law) => `claim: u = ${law} is optimal for R with value 1/2 P x^2 + q\n`).join('')}${VALUES.map((value) => `claim: ${value} is value of R\n`).join('')}`);

const paths = pathWorldFor(regulator, 1, 3, 0);

const ofLaw = (claim: Claim, how: typeof judgeWeights): Judgement => {
  const { body } = claim;
  if (body.kind !== 'optimal' || body.value === null) throw new TypeError('a law with its value');
  const { problem, control, law, value } = body;
  return how({ problem, value, controls: (of, factor) => byLaw(control, law, of, factor), errors: 'of the law' }, payoffOf(problem, value, paths, claim, 0.15), paths, claim.text, ALPHA);
};

describe('of a linear regulator', () => {
  const [right, ...wrong] = regulator.claims.slice(0, LAWS.length) as [Claim, ...Claim[]];
  test('path weights have no variance under the best law, and an eighth of it would be noticed', () => {
    const judgement = ofLaw(right, judgeWeights);
    expect(judgement).toMatchObject({ outcome: 'supports', alpha: ALPHA });
    if (judgement.outcome !== 'supports') return;
    expect(judgement.detectable).toBeLessThan(0.125);
    expect(judgement.figure).toBeLessThanOrEqual(judgement.bound);
    expect(judgement.bound).toBeLessThan(0.06);
  });
  test.each(wrong.map((claim) => [claim.text, claim] as const))('they have under another law: %s', (_, claim) => {
    expect(ofLaw(claim, judgeWeights).outcome).toBe('contradicts');
  });
  test('other paths, reweighted, are those under the best law, and not those under half of it', () => {
    expect(ofLaw(right, judgeReweighted)).toMatchObject({ outcome: 'supports', alpha: ALPHA });
    const half = documentOf(`${REGULATOR}claim: u = -1/2 P x is optimal for R with value 1/2 P x^2 + q`).claims[0] as Claim;
    expect(ofLaw(half, judgeReweighted).outcome).toBe('contradicts');
  });
  test.each(VALUES.map((value, k) => [value, k === 0] as const))('paths without control give the value, and no other: %s', (value, isRight) => {
    const claim = regulator.claims[LAWS.length + VALUES.indexOf(value)] as Claim;
    if (claim.body.kind !== 'value') throw new TypeError('a value');
    const { problem, value: claimed } = claim.body;
    const judgement = judgePathIntegral(problem, claimed, payoffOf(problem, claimed, paths, claim, 0.15), paths, claim.text, ALPHA);
    expect(judgement).toMatchObject(isRight ? { outcome: 'supports' } : { outcome: 'contradicts' });
  });
});

describe('the temperature', () => {
  const matched = (text: string): number => {
    const document = documentOf(`dimension 1\nparam T\n${text} along X`);
    const problem = document.declarations.find((d): d is Problem => d.kind === 'problem') as Problem;
    const { world } = pathWorldFor(document, 1, 1, 0);
    const state = stateOf(problem.process, world);
    return matchedNoise(problem, world, state, [[0.25], [-0.5]].flatMap((x) => [0.25, 0.5].map((t) => state.place(x, t))), problem.sense === 'minimize' ? 1 : -1).temperature;
  };
  test.each([
    ['control u\nprocess X: dX = (-x + 2 u) dt + 3 dW\nproblem P: minimize running x^2 + 5 u^2 terminal 0 over u', 22.5],
    ['control u\nprocess X: dX = (-x + 2 u) dt + 3 dW\nproblem P: maximize running x^2 - 5 u^2 terminal 0 over u', 22.5],
    ['control u\nprocess X: dX = (1 + x^2) u dt + 3 (1 + x^2) dW\nproblem P: minimize running 1/2 u^2 terminal 0 over u', 9],
    ['control u\ncontrol v\nprocess X: dX = (u + v) dt + dW\nproblem P: minimize running 1/2 u^2 + 1/2 v^2 terminal 0 over u, v', 0.5],
  ])('is the quotient of noise and gain, for a unit of price: %s', (text, expected) => {
    expect(matched(text)).toBeCloseTo(expected, 9);
  });
  test.each([
    ['not a constant', 'control u\nprocess X: dX = u dt + (2 + sin x) dW\nproblem P: minimize running 1/2 u^2 terminal 0 over u'],
    ['not quadratic', 'control u\nprocess X: dX = u dt + dW\nproblem P: minimize running 1/2 u^2 + u^4 terminal 0 over u'],
    ['not quadratic', 'control u\nprocess X: dX = u dt + dW\nproblem P: minimize running 1/2 u^2 + x u terminal 0 over u'],
    ['does not enter the drift linearly', 'control u\nprocess X: dX = (u + u^2) dt + dW\nproblem P: minimize running 1/2 u^2 terminal 0 over u'],
    ['it enters the noise', 'control u\nprocess X: dX = u dt + (1 + u) dW\nproblem P: minimize running 1/2 u^2 terminal 0 over u'],
    ['not a multiple', 'control u\nprocess X: dX = u dt + dW\nproblem P: maximize running 1/2 u^2 terminal 0 over u'],
  ])('is none: %s', (reason, text) => {
    expect(() => matched(text)).toThrow(NumericError);
    expect(() => matched(text)).toThrow(reason);
  });
});

describe('several experiments', () => {
  const support = (detectable: number): Judgement => ({ outcome: 'supports', figure: 0.1, bound: 0.2, detectable, remark: null, alpha: 1e-10 });
  const against: Judgement = { outcome: 'contradicts', figure: 1, bound: 0.5, left: '1', right: '2', at: 'there', alpha: 1e-10 };
  const silence: Judgement = { outcome: 'silent', reason: 'too short', alpha: 0 };
  const look = (name: string, judgement: Judgement, supports = true): Parameters<typeof together>[0][number] => ({ name, supports, judge: () => judgement });
  test('tell the one that would notice most, and the others after it; their levels add up', () => {
    expect(together([look('a', support(0.3)), look('b', support(0.1)), look('c', silence)], 3e-10)).toMatchObject({ detectable: 0.1, alpha: 2e-10, remark: 'by b; a: 0.10 ≤ 0.20, 0.30' });
  });
  test('contradict where one of them does, and support by none that is not meant to', () => {
    expect(together([look('a', support(0.3)), look('b', against, false)], 1e-9)).toMatchObject({ outcome: 'contradicts', at: 'there' });
    expect(together([look('a', silence), look('b', support(0.1), false)], 1e-9)).toMatchObject({ outcome: 'silent', reason: 'a: too short' });
  });
  test('share their level', () => {
    const levels: number[] = [];
    const asked = { name: 'a', supports: true, judge: (alpha: number): Judgement => { levels.push(alpha); return silence; } };
    together([asked, asked], 1e-9);
    expect(levels).toEqual([5e-10, 5e-10]);
  });
});
