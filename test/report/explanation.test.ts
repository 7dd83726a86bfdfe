import { describe, expect, test } from 'vitest';
import type { NarrativePart } from '../../src/check/narrative.ts';
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

const opaque: readonly NarrativePart[] = [{ heading: null, told: { kind: 'opaque', reason: 'too long' } }];
const narrative: readonly NarrativePart[] = [{ heading: null, told: { kind: 'narrative', narrative: { verdict: 'proved', steps: [{ kind: 'conclusion', say: ['So it is.\u0007'], left: null }] } } }];

test('a narrative stands in place of the identities of the certificate, which keeps its hash and its checker', () => {
  const text = explanationOf(aProof, paint(false), 100, narrative);
  expect(text).toContain('The proof\nSo it is.');
  expect(text).not.toContain('left − right = 0');
  expect(text).toContain('The certificate is c0ffee. The second checker, written apart, accepts it.');
});

test('where none could be made, this is said, and the identities are shown as before', () => {
  const text = explanationOf(aProof, paint(false), 100, opaque);
  expect(text).toContain('This cannot be told term by term: too long.');
  expect(text).toContain('1. left − right = 0');
});

test('of a refutation it stands before the counterexample, in place of the residual', () => {
  const text = explanationOf(aRefutation, paint(false), 100, narrative);
  expect(text.indexOf('Why not\nSo it is.')).toBeLessThan(text.indexOf('A counterexample'));
  expect(text).toContain('Why not\nSo it is.');
  expect(text).not.toContain('The left side minus the right side');
});

test('control characters in it become visible', () => {
  expect(explanationOf(aProof, paint(false), 100, narrative)).toContain('So it is.\\u{7}');
});

test('of what is undecided in the end nothing is told as a proof', () => {
  expect(explanationOf(anUndecided, paint(false), 100, narrative)).not.toContain('So it is.');
});
