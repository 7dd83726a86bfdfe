/**
 * What paths say of claims: true ones are supported, planted errors contradicted, and what they cannot see is passed over in silence, with
 * the reason.
 */
import { describe, expect, test } from 'vitest';
import { pathsIn } from '../../../src/check/witness/paths.ts';
import { faultOf } from '../../../src/check/witness/testimony.ts';
import type { Evidence } from '../../../src/check/witness/witness.ts';
import { readDocument } from '../../../src/language/document.ts';
import type { Claim, Document } from '../../../src/language/statement.ts';
import { singleEdits } from '../../../src/search/edits.ts';

const documentOf = (text: string): Document => {
  const document = readDocument(`\`\`\`claim\n${text}\n\`\`\``, 'test.md');
  expect(document.diagnostics).toEqual([]);
  return document;
};
const line = pathsIn([1]);
const said = async (text: string, of: (claim: Claim) => Claim = (claim) => claim, seed = 1): Promise<Evidence> => {
  const document = documentOf(text);
  const evidence = await line.testify(document, of(document.claims[0]!), seed);
  expect(faultOf(evidence)).toBeNull();
  return evidence;
};

/** The first single edit of a kind whose phrase has these words. */
const edited = (kind: string, words = '') => (claim: Claim): Claim => {
  for (const { edit, claim: mutant } of singleEdits(claim)) if (edit.kind === kind && edit.phrase.includes(words)) return mutant;
  throw new Error(`no edit of kind ${kind} with '${words}'`);
};

const DIFFUSION = 'field f(x,t): vector\nfield g(t)\nparam T\nprocess X: dX = f dt + g dW\ndensity p(x,t) of X\n';
const ORNSTEIN = 'dimension 1\nparam a > 0\nparam s > 0\nparam T\n';
const REGULATOR = 'dimension 1\nparam a\nparam T\ncontrol u\nfield P(t)\nfield q(t)\nassume ∂t P = -2 a P - 1 + P^2\nassume P(T) = 1\nassume ∂t q = -1/2 P\nassume q(T) = 0\n'
  + 'process X: dX = (a x + u) dt + dW\nproblem R: minimize running 1/2 x^2 + 1/2 u^2 terminal 1/2 x^2 over u along X\n';

/** Name, document with one claim, and the error that is planted in it. */
const CASES: readonly (readonly [name: string, text: string, plant: (claim: Claim) => Claim])[] = [
  ['time reversal', `${DIFFUSION}claim: p(x,T-t) is density of process dY = (-f(x,T-t) + g(T-t)^2 grad log p(x,T-t)) dt + g(T-t) dW`, edited('factor')],
  ['the same, in a clock that runs down', `${DIFFUSION}claim: p is density of process dY = (f - g^2 grad log p) dt + g dW backward`, edited('clock')],
  ['probability flow', `${DIFFUSION}claim: p is density of process dZ = (f - 1/2 g^2 grad log p) dt`, edited('sign')],
  ['the law of a process in closed form', `${ORNSTEIN}claim: normal(x; 0, s^2 / (2 a)) is density of process dX = -a x dt + s dW`, edited('factor')],
  ['a stationary law', 'field H(x)\nfield G(x): matrix\nlet D = G G^T\nclaim: exp(-H) is stationary density of process dZ = (-1/2 D grad H + 1/2 div D) dt + G dW', edited('sign')],
  ['noise in the sense of Stratonovich', 'field f(x): vector\nfield g(x) > 0\nprocess X: dX = f dt + g o dW\ndensity p(x,t) of X\nclaim: p is density of process dZ = (f + 1/2 g grad g) dt + g dW', edited('noise')],
  ['an expectation', `${ORNSTEIN}claim: exp(-2 a (T - t)) x^2 + s^2 / (2 a) (1 - exp(-2 a (T - t))) is expectation of x^2 along process dX = -a x dt + s dW`, edited('sign')],
  ['an expectation with discount and running part', `${ORNSTEIN}claim: exp(-s (T - t)) x + 1/s (1 - exp(-s (T - t))) is expectation of x along process dX = s dW discounted s plus running 1`, edited('sign')],
  ['a value', `${REGULATOR}claim: 1/2 P x^2 + q is value of R`, edited('factor')],
  ['an optimal control', `${REGULATOR}value V(x,t) of R\nclaim: u = -P x is optimal for R`, edited('sign')],
  ['Itô’s formula', `${ORNSTEIN}process X: dX = -a x dt + s dW\nclaim: d(sin x) = (-a x cos x - 1/2 s^2 sin x) dt + s cos x dW along X`, edited('factor')],
  ['the differential in the sense of Stratonovich', `${ORNSTEIN}process X: dX = -a x dt + s x o dW\nclaim: d(x^2) = -2 a x^2 dt + 2 s x^2 o dW along X`, edited('sign')],
  ['two blocks', 'dimension 1\nparam c > 0\nparam m > 0\nvariable q\nvariable v\nprocess (Q,V)(q,v): dQ = v dt; dV = (-q - c v) dt + sqrt(2 c) dW\nclaim: exp(-1/2 q^2 - 1/2 v^2) is stationary density of (Q,V)', edited('sign')],
];

describe('a claim that is true is supported, and an error that is planted in it contradicted', () => {
  test.each(CASES)('%s', async (_, text, plant) => {
    const evidence = await said(text);
    expect(evidence).toMatchObject({ outcome: 'supports', method: 'paths', against: null });
    expect(evidence.falseAlarm).toBeLessThanOrEqual(1e-9);
    expect(evidence.detectable).toBeLessThan(2);
    const wrong = await said(text, plant);
    expect(wrong.outcome).toBe('contradicts');
    expect(wrong.against?.instance[0]).toBe('d = 1, draw 1');
    expect(wrong.falseAlarm).toBeLessThanOrEqual(1e-9);
  });
});

test('in the plane, too', async () => {
  const document = documentOf('field H(x)\nfield G(x): matrix\nlet D = G G^T\n'
    + 'claim: exp(-H) is stationary density of process dZ = (-1/2 D grad H + 1/2 div D) dt + G dW\n'
    + 'refute: exp(-H) is stationary density of process dZ = (-1/2 D grad H + div D) dt + G dW');
  const [right, wrong] = document.claims as readonly [Claim, Claim];
  expect(await pathsIn([2]).testify(document, right, 1)).toMatchObject({ outcome: 'supports', by: 'd = 2, draw 1' });
  expect(await pathsIn([2]).testify(document, wrong, 1)).toMatchObject({ outcome: 'contradicts', by: 'd = 2, draw 1' });
});

test('the same seed gives the same numbers, another one others', async () => {
  const text = CASES[3]![1];
  const [first, again, other] = [await said(text), await said(text), await said(text, (claim) => claim, 2)];
  expect(again).toEqual(first);
  expect(other.figure).not.toBe(first.figure);
});

describe('silent, with the reason', () => {
  test.each([
    ['an equation', 'param a\nclaim: a = a', 'an equation between formulas'],
    ['a law that does not decay', `${ORNSTEIN}claim: exp(x) is density of process dX = -a x dt + s dW`, 'does not decay'],
    ['a process that explodes', `${ORNSTEIN}claim: normal(x; 0, 1) is density of process dX = exp(x^2) x dt + s dW`, 'varies too much'],
    ['a density that vanishes', `${ORNSTEIN}claim: normal(x; 0, 1) - normal(x; 0, 1) is density of process dX = -a x dt + s dW`, 'zero everywhere'],
    ['conditions that never hold', `${ORNSTEIN}claim where a < 0: normal(x; 0, 1) is density of process dX = -a x dt + s dW`, 'for which its conditions hold'],
    ['conditions with =', `${ORNSTEIN}claim where a = s: normal(x; 0, 1) is density of process dX = -a x dt + s dW`, 'conditions with ='],
    ['three components', 'dimension 3\nfield f(x): vector\nfield q(x) > 0\nclaim: q is stationary density of process dX = f dt + dW', 'dimension is not among'],
    ['heavy tails', `${ORNSTEIN}claim: exp(2 x + 8 (T - t)) is expectation of exp(2 x) along process dX = 2 dW`, 'tails'],
  ])('%s', async (_, text, reason) => {
    const evidence = await said(text);
    expect(evidence.outcome).toBe('silent');
    expect(evidence.reason).toContain(reason);
  });
});
