import { describe, expect, test } from 'vitest';
import type { ClaimResult } from '../../src/check/verdict.ts';
import type { Method } from '../../src/check/witness/witness.ts';
import { paint } from '../../src/report/colour.ts';
import { summaryLine, textReporter } from '../../src/report/text.ts';
import { aDocument, aFailingRefute, aFaultyDocument, aPassingRefute, aProof, aRefutation, aResult, aSummary, anUndecided, reportOf } from './examples.ts';

const reporter = (verbose = false, width = Infinity, methods: readonly Method[] = ['exact']): ReturnType<typeof textReporter> =>
  textReporter({ paint: paint(false), verbose, width, methods });
const said = (...results: readonly ClaimResult[]): string => reportOf(reporter(), results);

test('a passing claim is one line under the heading of its document', () => {
  expect(said(aResult())).toBe(
    'notes/score.md\n  ✔ proved     Anderson  (every dimension, 1.2 ms)\n\n1 passed, 0 failed, 0 undecided in 1.3 s (seed 1)\n',
  );
});

test('a passing refute says why on a second line', () => {
  expect(said(aPassingRefute)).toContain(
    '  ✔ refuted    without the divergence  (dimensions 1, 2, 1.2 ms)\n               repair: factor 1/2 → 1\n',
  );
});

describe('a proof that holds only under a condition that its author did not write', () => {
  const proved = (conditions: readonly string[], statement = 'claim "m": min[u](a u^2) = 0'): string => said(aResult({ conditions, statement }));
  test('says the condition on a second line', () => {
    expect(proved(['2 a > 0', 'a != 0'])).toContain('(every dimension, 1.2 ms)\n               where 2 a > 0\n');
  });
  test('does not repeat what stands in the claim, and leaves out denominators', () => {
    expect(proved(['x > 0'], 'claim "m" where x > 0: log x = log x')).not.toContain('\n               where');
    expect(proved(['a != 0', '1/2 g^2 ≠ 0'])).not.toContain('where');
  });
});

test('a refuted claim comes with all its evidence, the values aligned', () => {
  expect(said(aRefutation)).toContain(`\
  ✘ refuted    without the divergence  (dimensions 1, 2, 1.2 ms)
      at               notes/score.md:14:1
      as understood    ∂t p = 1/2 ∂_i ∂_j (D_ij p)
      counterexample   in dimension 2, component 1,2; compared: Euler operator by p
                         ell_1 at (x,t) = -3/2
                         D              = 1
                         left side      = 3
                         right side     = 5/2
      left − right     ∂_j D_ij
      repair           factor 1/2 → 1, which is proved:
                         A = 1 B
      would hold if    div D = 0
      note             true in dimension 1 only
`);
});

test('evidence is set apart by one empty line, wherever it stands', () => {
  const text = said(aRefutation, aResult(), aRefutation);
  expect(text).toContain('dimension 1 only\n\n  ✔ proved');
  expect(text).toContain('dimension 1 only\n\n1 passed');
  expect(text).not.toContain('\n\n\n');
});

test('a refute that is proved is a failure, and says against what', () => {
  expect(said(aFailingRefute)).toContain('  ✘ proved     Anderson  (every dimension, 1.2 ms)  declared to be false\n');
});

test('an undecided claim says what it got stuck on, and names no dimension', () => {
  expect(said(anUndecided)).toContain('  ? undecided  too hard  (1.2 ms)\n');
  expect(said(anUndecided)).toContain('      stuck on         the budget of 10 ms\n');
});

describe('with --verbose', () => {
  const text = reportOf(reporter(true), [aProof]);
  test.each([
    'where            p > 0, sigma != 0', 'steps            ✔ A = B   by fokker-planck', 'note             noted',
    'boundary         vanishes at infinity: p ∂_i phi', 'model point      in dimension 2', 'sigma      = -3/2',
    'uses             fokker-planck', 'certified        left − right = 0',
    'certificate      c0ffee, accepted by the second checker', 'formal           regularity and verification assumed',
  ])('a proof shows: %s', (line) => expect(text).toContain(line));
});

test('a certificate that the second checker rejects cannot be overlooked', () => {
  const rejected = aResult({ certificate: { hash: 'bad', acceptedBySecondChecker: false, uses: [], steps: [] } });
  expect(reportOf(reporter(true), [rejected])).toContain('REJECTED');
});

test('of a document with errors the report says that its claims were not checked', () => {
  expect(reporter().document(aFaultyDocument)).toBe('notes/bad, 100%.md\n  ✘ 1 error; 1 claim not checked\n');
});

test('a document of which no claim is selected has no heading', () => {
  expect(reporter().document(aDocument({ claims: [] }))).toBe('');
});

test('the summary names everything that kept the run from passing', () => {
  const summary = aSummary({ failed: 2, undecided: 1, faultyDocuments: 1, crashes: 1, interrupted: true });
  expect(summaryLine(summary, paint(false))).toBe(
    '1 passed, 2 failed, 1 undecided, 1 document with errors, 1 internal error, interrupted in 1.3 s (seed 1)\n',
  );
});

test('on a narrow terminal no line is longer than the terminal, where it can be broken', () => {
  const long = aResult({ verdict: 'refuted', passed: false, residual: Array(40).fill('a_i b_i').join(' + ') });
  for (const line of reportOf(reporter(false, 60), [long]).split('\n')) expect(line.length).toBeLessThanOrEqual(60);
});

test('a name cannot bring its own escape sequences', () => {
  expect(said(aResult({ name: 'x\u001b[31m' }))).toContain('x\\u{1b}[31m');
});
