import { expect, test } from 'vitest';
import { isEvident } from '../../src/check/evident.ts';
import type { IndexedFactor, IndexedSum } from '../../src/kernel/goal.ts';
import { ONE, rational } from '../../src/kernel/rational.ts';

const number = (value: number): IndexedSum => ({ terms: [{ coefficient: rational(value), factors: [] }] });
const logOf = (argument: IndexedSum): IndexedFactor => ({ kind: 'function', function: 'log', argument, exponent: ONE });
const product = (...factors: readonly IndexedFactor[]): IndexedSum => ({ terms: [{ coefficient: ONE, factors }] });
const t: IndexedFactor = { kind: 'coordinate', variable: { kind: 'variable', name: 't', space: null, role: 'coordinate' }, label: null, exponent: ONE };

test('that log 2 is not zero goes without saying', () => {
  expect(isEvident({ relation: '!=', formula: product(logOf(number(2))) })).toBe(true);
  expect(isEvident({ relation: '!=', formula: product({ kind: 'constant', value: 'pi', exponent: ONE }) })).toBe(true);
});

test('log 1 is zero, and signs, variables and sums are left to the reader', () => {
  expect(isEvident({ relation: '!=', formula: product(logOf(number(1))) })).toBe(false);
  expect(isEvident({ relation: '>', formula: product(logOf(number(2))) })).toBe(false);
  expect(isEvident({ relation: '!=', formula: product(t) })).toBe(false);
  expect(isEvident({ relation: '!=', formula: product(logOf(product(t))) })).toBe(false);
  expect(isEvident({ relation: '!=', formula: { terms: [] } })).toBe(false);
  expect(isEvident({ relation: '!=', formula: { terms: [...number(1).terms, ...product(logOf(number(2))).terms] } })).toBe(false);
});
