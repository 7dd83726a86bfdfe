/**
 * A toy language and its checker, in place of the real ones: what is tested here is the command line.
 *
 * A line `claim NAME = VERDICT` or `refute NAME = VERDICT` is a claim that ends with that verdict; VERDICT may also
 * be `crash` (the checker throws) or `slow` (it is busy for a long time). `error TEXT` and `warning TEXT` are
 * diagnostics, `declare` is a declaration, `process NAME` a process, `problem NAME` a problem; all else is prose. `panic` makes the reader itself
 * throw. A derivation from a process called Fault has something that was not proved.
 *
 * Numbers agree with a verdict; but of a claim whose name has the word `disputed` they say the opposite, of one with `mute`
 * nothing, and with `broken` their means throws.
 */
import type { ClaimResult, VerdictName } from '../../src/check/verdict.ts';
import type { Evidence, Method } from '../../src/check/witness/witness.ts';
import type { Dependencies, Derivations } from '../../src/cli/dependencies.ts';
import type { Diagnostic } from '../../src/language/diagnostic.ts';
import type { Claim, Declaration, Document } from '../../src/language/statement.ts';
import type { Mutant } from '../../src/report/mutations.ts';
import { interruptible } from '../../src/cli/interruptible.ts';
import { exactEvidence } from '../../src/check/witness/exact.ts';
import { num } from '../../src/kernel/expression.ts';
import { aContradiction, aResult, aSilence, aSupport } from '../report/examples.ts';

const CLAIM = /^(?<declared>claim|refute) (?<name>.*) = (?<verdict>\w+)$/;
const DIAGNOSTIC = /^(?<severity>error|warning) (?<message>.*)$/;

const claimIn = (text: string, line: number, start: number): readonly Claim[] => {
  const found = CLAIM.exec(text)?.groups;
  if (found === undefined) return [];
  return [{
    declared: found['declared'] === 'refute' ? 'refute' : 'claim', name: found['name'] ?? '', where: [], line, column: 1,
    text, span: { start, end: start + text.length },
    body: { kind: 'equation', left: num(0), right: num(0), iff: null, by: found['verdict'] ?? '' },
  }];
};

const diagnosticIn = (text: string, start: number): readonly Diagnostic[] => {
  const found = DIAGNOSTIC.exec(text)?.groups;
  if (found === undefined) return [];
  return [{
    severity: found['severity'] === 'error' ? 'error' : 'warning', code: 'E0101', message: found['message'] ?? '',
    span: { start, end: start + text.length }, labels: [], help: null,
  }];
};

const aProblem = (name: string, start: number): Declaration => ({
  kind: 'problem', name, sense: 'minimize', running: num(0), terminal: null, controls: [], discount: null, horizon: null,
  process: { kind: 'process', name: 'X', blocks: [], backward: false, span: { start, end: start } }, span: { start, end: start },
});

const readDocument = (source: string, path: string): Document => {
  const claims: Claim[] = [];
  const diagnostics: Diagnostic[] = [];
  const declarations: Declaration[] = [];
  let start = 0;
  for (const [i, text] of source.split('\n').entries()) {
    if (text === 'panic') throw new Error('the reader is broken');
    if (text === 'declare') declarations.push({ kind: 'let', name: 'a', slots: [], value: num(0), span: { start, end: start } });
    const process = /^process (\w+)/.exec(text)?.[1];
    if (process !== undefined) declarations.push({ kind: 'process', name: process, blocks: [], backward: false, span: { start, end: start } });
    const problem = /^problem (\w+)/.exec(text)?.[1];
    if (problem !== undefined) declarations.push(aProblem(problem, start));
    claims.push(...claimIn(text, i + 1, start));
    diagnostics.push(...diagnosticIn(text, start));
    start += text.length + 1;
  }
  return { path, source, dimension: null, statements: [], symbols: new Map(), declarations, fields: new Map(), claims, diagnostics };
};

const busy = (): never => {
  for (const start = Date.now(); Date.now() - start < 60_000;);
  throw new Error('nobody interrupted this');
};

const verdictOf = (claim: Claim): VerdictName => {
  const verdict = claim.body.kind === 'equation' ? claim.body.by : null;
  if (verdict === 'slow') return busy();
  if (verdict === 'proved' || verdict === 'refuted' || verdict === 'undecided') return verdict;
  throw new Error('the checker is broken');
};

const checkClaim = (document: Document, claim: Claim): ClaimResult => {
  const verdict = verdictOf(claim);
  return aResult({
    document: document.path, line: claim.line, column: claim.column, name: claim.name, declared: claim.declared, verdict,
    passed: verdict === (claim.declared === 'claim' ? 'proved' : 'refuted'), durationMs: 1,
    repair: verdict === 'refuted' ? { edit: 'sign', statement: 'A = −B' } : null,
    stuckOn: verdict === 'undecided' ? 'erf' : null,
  });
};

const numbersOf = (result: ClaimResult, method: Method, seed: number): Evidence => {
  if (method === 'exact') return exactEvidence(result, seed);
  if (result.name.includes('broken')) throw new Error('the means is broken');
  if (result.name.includes('mute') || result.verdict === 'undecided') return { ...aSilence, method, seed };
  return { ...((result.verdict === 'proved') === result.name.includes('disputed') ? aContradiction : aSupport), method, seed };
};

function* mutateClaim(_document: Document, claim: Claim): Generator<Mutant> {
  yield { edit: `sign in ${claim.name}`, statement: 'A = −B', verdict: 'refuted', stuckOn: null };
  yield { edit: 'order', statement: 'B = A', verdict: claim.name.includes('hard') ? 'undecided' : 'proved', stuckOn: null };
}

const derivations: Derivations = {
  derive: async (document, title, { only, ansatz }) => ({
    title: `${title} (${only.join()})`, document, sections: [],
    notFound: ansatz === null ? [{ what: 'a closed form', reason: 'none fits' }] : [{ what: 'the ansatz', reason: `${ansatz} leaves x^4`, requested: true }],
    unproved: document.source.includes('Fault') ? [{ what: 'a step', reason: 'it is not proved' }] : [],
  }),
  text: ({ title }, _coloured, width) => `text of ${title}, ${width} wide\n`,
  json: ({ title }) => `json of ${title}\n`,
  markdown: async ({ title }, width) => `markdown of ${title}, ${width} wide\n`,
  latex: async ({ title }, form, width) => `${form} of ${title}, ${width} wide\n`,
};

export const TOY: Dependencies = {
  language: async () => ({
    readDocument,
    renderDiagnostic: (d, document, { strong }) => `${d.severity}[${d.code}]${strong(`: ${d.message}`)}\n  --> ${document.path}\n`,
  }),
  checkClaim: async () => (document, claim) => interruptible(() => checkClaim(document, claim)),
  testify: async () => async (_document, _claim, result, methods, seed) => methods.map((method) => numbersOf(result, method, seed)),
  narrateClaim: async () => () => [{ heading: null, told: { kind: 'opaque', reason: 'it is a toy' } }],
  mutateClaim: async () => mutateClaim,
  derivations: async () => derivations,
  exportSympy: async () => (_document, names) => `# proves ${names.join(', ')}\n`,
  meaningOf: async () => (code) => (code === 'E0101' ? 'A name is not declared.' : null),
};
