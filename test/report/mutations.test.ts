import { expect, test } from 'vitest';
import type { ClaimMutants, Mutant } from '../../src/report/mutations.ts';
import { paint } from '../../src/report/colour.ts';
import { countMutants, mutationJson, mutationRow, mutationTotal, refutedShare } from '../../src/report/mutations.ts';

const mutant = (verdict: Mutant['verdict'], edit = 'sign of the first term'): Mutant =>
  ({ edit, statement: 'A = −B', verdict, stuckOn: verdict === 'undecided' ? 'erf' : null });
const claim: ClaimMutants = {
  document: 'a.md', line: 3, name: 'Anderson',
  mutants: [mutant('refuted'), mutant('refuted'), mutant('proved'), mutant('undecided', 'f ↔ g')],
};

test('each mutant is counted once, by its verdict', () => {
  expect(countMutants(claim.mutants)).toEqual({ mutants: 4, stillTrue: 1, refuted: 2, undecided: 1 });
});

test('an undecided mutant is listed with its edit, its statement and what it got stuck on', () => {
  const row = mutationRow(claim, paint(false));
  expect(row).toMatch(/^ {2}Anderson +4 +1 +2 +1\n/);
  expect(row).toContain('? undecided  f ↔ g\n      A = −B\n      stuck on erf\n');
});

test('the share of refuted ones says 100 only when there was none left', () => {
  const counts = { mutants: 0, stillTrue: 0 };
  expect(refutedShare({ ...counts, refuted: 9999, undecided: 1 })).toBe('99.9 % of the false ones refuted');
  expect(refutedShare({ ...counts, refuted: 7, undecided: 0 })).toBe('100 % of the false ones refuted');
  expect(refutedShare({ ...counts, refuted: 0, undecided: 0 })).toBe('none was false');
});

test('the total adds up all claims', () => {
  expect(mutationTotal([claim, claim], 1300, paint(false))).toContain(
    '8 mutants of 2 proved claims: 2 still true, 4 refuted, 2 undecided; 66.6 % of the false ones refuted, in 1.3 s',
  );
});

test('as JSON, every mutant and the sums', () => {
  const data = JSON.parse(mutationJson([claim], 5, { name: 'hopfcole', version: '1' })) as { claims: object[]; summary: object };
  expect(data.claims[0]).toMatchObject({ ...claim, counts: { mutants: 4 } });
  expect(data.summary).toMatchObject({ claims: 1, mutants: 4, refuted: 2 });
});
