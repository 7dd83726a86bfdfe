import { describe, expect, test } from 'vitest';
import type { ClaimResult } from '../../src/check/verdict.ts';
import { paint } from '../../src/report/colour.ts';
import { explanationOf } from '../../src/report/explanation.ts';
import { aProof, aRefutation, anUndecided } from './examples.ts';

const told = (result: ClaimResult): string => explanationOf(result, paint(false), 100);

/** Every text inside a record, however deep. */
const textsIn = (value: unknown): readonly string[] => {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : [];
};

describe('nothing that the checker said is left out', () => {
  test.each([['a proof', aProof], ['a refutation', aRefutation], ['an undecided claim', anUndecided]])('of %s', (_, result) => {
    const { declared: _declared, dimensions: _dimensions, ...evidence } = result;
    const text = told(result);
    for (const part of textsIn(evidence)) {
      if (part !== 'refuted' && part !== 'proved') expect(text).toContain(part);
    }
  });
});

test('it says what the document declared and what was found', () => {
  expect(told(aProof)).toContain(
    'The verdict: proved in every dimension\nThe document claims that it is true, and that is what was found: it passes. It took 1.2 ms.',
  );
  expect(told(aRefutation)).toContain('and the opposite was found: it fails.');
  expect(told(anUndecided)).toContain('The verdict: undecided\n');
});

test('a certificate that the second checker rejects is a warning', () => {
  const rejected = { ...aProof, certificate: { hash: 'h', acceptedBySecondChecker: false, uses: [], steps: [] } };
  expect(told(rejected)).toContain('does NOT accept it: do not rely on this verdict');
});
