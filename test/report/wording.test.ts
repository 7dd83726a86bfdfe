import { expect, test } from 'vitest';
import { counted, dimensionsOf, duration, findingOf, reasonOf } from '../../src/report/wording.ts';
import { aFailingRefute, aPassingRefute, aRefutation, anUndecided } from './examples.ts';

test('a duration has two or three figures and its unit', () => {
  expect([0.04, 1.234, 9.94, 9.96, 12.4, 999.4, 999.6, 1300, 59_940, 125_000].map(duration)).toEqual(
    ['0.0 ms', '1.2 ms', '9.9 ms', '10 ms', '12 ms', '999 ms', '1.0 s', '1.3 s', '59.9 s', '2 min 5 s'],
  );
});

test('one is singular', () => {
  expect([counted(0, 'claim'), counted(1, 'claim'), counted(2, 'claim')]).toEqual(['0 claims', '1 claim', '2 claims']);
});

test('dimensions are named as they were shown', () => {
  expect([dimensionsOf('every'), dimensionsOf([1]), dimensionsOf([1, 2, 3])]).toEqual(
    ['every dimension', 'dimension 1', 'dimensions 1, 2, 3'],
  );
});

test('what was found is told from the side of the declaration', () => {
  expect([aRefutation, aPassingRefute, aFailingRefute, anUndecided].map(findingOf)).toEqual([
    'claimed, but refuted', 'refuted, as declared', 'declared to be false, but proved', 'undecided: the budget of 10 ms',
  ]);
});

test('the reason is the repair, else the condition, else the notes, else the counterexample', () => {
  const withoutRepair = { ...aRefutation, repair: null };
  const withoutCondition = { ...withoutRepair, holdsIf: null };
  const bare = { ...withoutCondition, notes: [] };
  expect([aRefutation, withoutRepair, withoutCondition, bare, { ...bare, counterexample: null }].map(reasonOf)).toEqual([
    'repair: factor 1/2 → 1', 'would hold if div D = 0', 'true in dimension 1 only',
    'Euler operator by p: 3 ≠ 5/2 at ell_1 at (x,t) = -3/2, D = 1', '',
  ]);
});
