import { expect, test } from 'vitest';
import { DEFAULT_OPTIONS } from '../../../src/check/check.ts';
import { disagreementsIn, isUnnoticed } from '../../../src/check/witness/disagreement.ts';
import { aContradiction, aDisagreement, aProof, aRefutation, aResult, aSilence, aSupport, anUndecided } from '../../report/examples.ts';

const { budget } = DEFAULT_OPTIONS;

test('numbers that contradict a proof are a disagreement, with all that shows it again', () => {
  expect(disagreementsIn(aResult({ evidence: [aSupport, aContradiction] }), budget)).toEqual([aDisagreement]);
});

test('a statement that is declared false, but proved and contradicted, is one as well', () => {
  expect(disagreementsIn({ ...aProof, declared: 'refute', passed: false, evidence: [aContradiction] }, budget)).toHaveLength(1);
});

test('every means that contradicts is told', () => {
  const found = disagreementsIn({ ...aProof, evidence: [aContradiction, { ...aContradiction, method: 'paths', seed: 9 }] }, budget);
  expect(found.map((d) => d.evidence.method)).toEqual(['instances', 'paths']);
  expect(found[1]?.command).toContain('--methods exact,paths --seed 9');
});

test('numbers that contradict what is refuted or undecided, support a proof, or are silent, are none', () => {
  for (const result of [aRefutation, anUndecided]) expect(disagreementsIn({ ...result, evidence: [aContradiction] }, budget)).toEqual([]);
  expect(disagreementsIn({ ...aProof, evidence: [aSupport, aSilence] }, budget)).toEqual([]);
});

test('support of a refuted claim is not noticed; of a proved or undecided one it is no such thing', () => {
  expect([aRefutation, aProof, anUndecided].map((result) => isUnnoticed(result, aSupport))).toEqual([true, false, false]);
  expect([aContradiction, aSilence].map((evidence) => isUnnoticed(aRefutation, evidence))).toEqual([false, false]);
});

test('a path that the shell would break is quoted', () => {
  const [found] = disagreementsIn({ ...aProof, document: "my notes/it's.md", evidence: [aContradiction] }, budget);
  expect(found?.command).toContain(`hopfcole check 'my notes/it'\\''s.md' --only 'my notes/it'\\''s.md:14' --methods`);
});
