/**
 * Results made by hand, with as much or as little evidence as a test needs.
 */
import type { ClaimResult } from '../../src/check/verdict.ts';
import type { Disagreement } from '../../src/check/witness/disagreement.ts';
import type { Evidence } from '../../src/check/witness/witness.ts';
import type { DocumentReport, Reporter, Summary } from '../../src/report/run.ts';

/** A proved claim without evidence, changed in some fields. */
export const aResult = (changes: Partial<ClaimResult> = {}): ClaimResult => ({
  document: 'notes/score.md', line: 14, column: 1, name: 'Anderson', declared: 'claim', verdict: 'proved', passed: true,
  statement: '∂t p = 1/2 ∂_i ∂_j (D_ij p)', dimensions: 'every', conditions: [], formal: [], modelPoint: null,
  certificate: null, counterexample: null, residual: null, repair: null, notes: [], holdsIf: null, flux: null,
  steps: [], stuckOn: null, evidence: [], durationMs: 1.234, ...changes,
});

/** A proved claim with every kind of evidence that a proof can have. */
export const aProof: ClaimResult = aResult({
  conditions: ['p > 0', 'sigma != 0'], formal: ['formal: regularity and verification assumed'],
  modelPoint: { dimension: 2, assignments: [{ name: 'p at (x,t)', value: '1' }, { name: 'sigma', value: '-3/2' }] },
  certificate: { hash: 'c0ffee', acceptedBySecondChecker: true, uses: ['fokker-planck'], steps: ['left − right = 0'] },
  flux: 'p ∂_i phi', steps: [{ statement: 'A = B', by: 'fokker-planck', verdict: 'proved' }], notes: ['noted'],
});

/** A refuted claim with every kind of evidence that a refutation can have. */
export const aRefutation: ClaimResult = aResult({
  name: 'without the divergence', verdict: 'refuted', passed: false, dimensions: [1, 2],
  counterexample: {
    dimension: 2, component: [1, 2], left: '3', right: '5/2', of: 'Euler operator by p',
    assignments: [{ name: 'ell_1 at (x,t)', value: '-3/2' }, { name: 'D', value: '1' }],
  },
  residual: '∂_j D_ij', repair: { edit: 'factor 1/2 → 1', statement: 'A = 1 B' }, holdsIf: 'div D = 0',
  notes: ['true in dimension 1 only'],
});

export const anUndecided: ClaimResult = aResult({
  name: 'too hard', verdict: 'undecided', passed: false, dimensions: [], stuckOn: 'the budget of 10 ms',
});

/** Declared to be false, and it is. */
export const aPassingRefute: ClaimResult = { ...aRefutation, declared: 'refute', passed: true };
/** Declared to be false, and it is not. */
export const aFailingRefute: ClaimResult = { ...aProof, declared: 'refute', passed: false };

export const aSupport: Evidence = {
  method: 'instances', outcome: 'supports', figure: 3e-17, bound: 2e-14, detectable: 1.2e-12, seed: 7, falseAlarm: 0,
  by: 'transported density, d = 2; 8 points', reason: null, against: null,
};
export const aContradiction: Evidence = {
  ...aSupport, outcome: 'contradicts', figure: 0.31, detectable: null,
  against: { instance: ['p(x1,t) = exp(-1/2 x1^2)', 'sigma = 3/2'], left: '1.5', right: '1.25' },
};
export const aSilence: Evidence = {
  ...aSupport, outcome: 'silent', figure: null, bound: null, detectable: null, by: '', reason: 'no instance has this condition',
};
export const aDisagreement: Disagreement = {
  document: 'notes/score.md', line: 14, column: 1, claim: 'Anderson', statement: '∂t p = 1/2 ∂_i ∂_j (D_ij p)', evidence: aContradiction,
  command: 'hopfcole check notes/score.md --only notes/score.md:14 --methods exact,instances --seed 7 --budget 10000,100000',
};

export const aDocument = (changes: Partial<DocumentReport> = {}): DocumentReport => ({
  path: 'notes/score.md', state: 'sound', diagnostics: [],
  claims: [{ name: 'Anderson', declared: 'claim', line: 14, column: 1 }], ...changes,
});

export const aFaultyDocument: DocumentReport = aDocument({
  path: 'notes/bad, 100%.md', state: 'faulty',
  diagnostics: [{
    severity: 'error', code: 'E0101', message: "unknown name 'sgima'", line: 3, column: 5, endLine: 3, endColumn: 10,
    help: "did you mean 'sigma'?",
  }],
});

export const aSummary = (changes: Partial<Summary> = {}): Summary => ({
  documents: 1, faultyDocuments: 0, claims: 1, passed: 1, failed: 0, undecided: 0, crashes: 0, disagreements: 0, means: [], interrupted: false,
  seed: 1, durationMs: 1300, exitCode: 0, ...changes,
});

/** All that a reporter says of a document, its results, and the end. */
export const reportOf = (
  reporter: Reporter, results: readonly ClaimResult[], document: DocumentReport = aDocument(), summary: Summary = aSummary(),
): string => [reporter.document(document), ...results.map(reporter.claim), reporter.end(summary)].join('');
