import { describe, expect, test } from 'vitest';
import { checkClaim } from '../../../src/check/check.ts';
import { exactEvidence } from '../../../src/check/witness/exact.ts';
import { OFFERED, WITNESSES, wantsNumbers } from '../../../src/check/witness/registry.ts';
import { accepted, faultOf, testify } from '../../../src/check/witness/testimony.ts';
import type { Evidence } from '../../../src/check/witness/witness.ts';
import { METHODS } from '../../../src/check/witness/witness.ts';
import { parse } from '../../../src/index.ts';
import { aContradiction, aProof, aRefutation, aSilence, aSupport, anUndecided } from '../../report/examples.ts';

describe('the kernel’s verdict as evidence', () => {
  test('a proof supports, and no error is too small for it', () => {
    expect(exactEvidence(aProof, 3)).toMatchObject({ outcome: 'supports', figure: 0, bound: 0, detectable: 0, seed: 3, falseAlarm: 0, by: 'proof, every dimension' });
  });
  test('a refutation contradicts, with the exact counterexample', () => {
    expect(exactEvidence(aRefutation, 1)).toMatchObject({
      outcome: 'contradicts', figure: null, reason: 'true in dimension 1 only',
      against: { instance: ['in dimension 2', 'ell_1 at (x,t) = -3/2', 'D = 1'], left: '3', right: '5/2' },
    });
  });
  test('what is undecided is silent, and says what it is stuck on', () => {
    expect(exactEvidence(anUndecided, 1)).toMatchObject({ outcome: 'silent', figure: null, reason: 'the budget of 10 ms' });
  });
});

describe('what is no evidence is refused', () => {
  test.each<[string, Evidence]>([
    ['silence without a reason', { ...aSilence, reason: null }],
    ['support by a NaN', { ...aSupport, figure: Number.NaN }],
    ['support without a bound', { ...aSupport, bound: null }],
    ['support by an infinite bound', { ...aSupport, bound: Infinity }],
    ['support beyond the bound', { ...aSupport, figure: 1, bound: 0.5 }],
    ['support that would notice no error', { ...aSupport, detectable: null }],
    ['support that would notice only an infinite error', { ...aSupport, detectable: Infinity }],
    ['a contradiction within the bound', { ...aContradiction, figure: 1e-15 }],
    ['a contradiction by a NaN', { ...aContradiction, figure: Number.NaN }],
    ['a contradiction without an instance', { ...aContradiction, against: null }],
    ['a false alarm that is no probability', { ...aSupport, falseAlarm: 2 }],
  ])('%s', (_, evidence) => {
    expect(faultOf(evidence)).not.toBeNull();
    expect(() => accepted(evidence, 'instances')).toThrow("the evidence of 'instances' is faulty");
  });
  test('a means that speaks for another one', () => expect(() => accepted(aSupport, 'paths')).toThrow("it speaks for 'instances'"));
  test('and what is evidence is taken as it is', () => {
    for (const evidence of [aSupport, aContradiction, aSilence]) expect(accepted(evidence, 'instances')).toBe(evidence);
  });
});

test('what is offered has a witness, under its own name', async () => {
  expect(OFFERED[0]).toBe('exact');
  expect(OFFERED).toEqual(METHODS.filter((method) => OFFERED.includes(method)));
  for (const [name, load] of Object.entries(WITNESSES)) expect((await load()).method).toBe(name);
});

test('numbers are wanted where a means beyond the kernel is named', () => {
  expect([wantsNumbers([]), wantsNumbers(['exact']), wantsNumbers(['exact', 'paths'])]).toEqual([false, false, true]);
});

test('each means that is asked for gives one entry, in the order of the means, and no verdict changes', async () => {
  const document = parse('```claim\nparam a, b\nclaim "square": (a + b)^2 = a^2 + 2 a b + b^2\n```');
  const [claim] = document.claims;
  if (claim === undefined) throw new Error('no claim');
  const result = checkClaim(document, claim);
  const calls: number[] = [];
  const evidence = await testify(document, claim, result, [...OFFERED].reverse(), 5, 1, (computation) => {
    calls.push(1);
    return computation();
  });
  expect(evidence.map((e) => e.method)).toEqual(OFFERED);
  expect(evidence.every((e) => e.seed === 5 && e.outcome !== 'contradicts')).toBe(true);
  expect(calls).toHaveLength(OFFERED.length - 1);
  expect(result.evidence).toEqual([]);
  expect(await testify(document, claim, result, OFFERED, 5, 1)).toEqual(evidence);
});
