/**
 * JUnit XML: a test suite a document, a test case a claim.
 *
 * A claim decided against its declaration is a `failure`; an undecided one is a `failure` of type `undecided`, since
 * the format has no third answer that fails a run; a document with errors is one case with an `error`, and so is every
 * means whose numbers contradict a proof.
 */
import type { ClaimResult } from '../check/verdict.ts';
import type { Disagreement } from '../check/witness/disagreement.ts';
import type { Crash, DocumentReport, Located, Reporter, Summary } from './run.ts';
import { disagreementLines } from './matrix.ts';
import { plainEvidence } from './plain-evidence.ts';
import { outcomeOf } from './run.ts';
import { findingOf, reasonOf } from './wording.ts';

// What XML 1.0 cannot carry in any spelling: controls, lone surrogates, the two non-characters.
// eslint-disable-next-line no-control-regex
const NOT_XML = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;
const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&apos;', '\n': '&#10;', '\r': '&#13;', '\t': '&#9;',
};

const text = (raw: string): string => raw.replace(NOT_XML, '\ufffd').replace(/[&<>]/g, (c) => ENTITIES[c] ?? c);
const attribute = (raw: string): string =>
  raw.replace(NOT_XML, '\ufffd').replace(/[&<>"'\n\r\t]/g, (c) => ENTITIES[c] ?? c);

interface Case {
  readonly xml: string;
  readonly kind: 'passed' | 'failure' | 'error';
  readonly seconds: number;
}
interface Suite {
  readonly path: string;
  readonly cases: Case[];
}

const seconds = (milliseconds: number): string => (milliseconds / 1000).toFixed(6);

const element = (name: string, document: string, line: number, milliseconds: number, inside: string): string => {
  const attributes = `name="${attribute(name)}" classname="${attribute(document)}" file="${attribute(document)}"`
    + ` line="${line}" time="${seconds(milliseconds)}"`;
  return inside === '' ? `    <testcase ${attributes}/>\n` : `    <testcase ${attributes}>\n${inside}    </testcase>\n`;
};

const complaint = (tag: 'failure' | 'error', type: string, message: string, detail: string): string =>
  `      <${tag} type="${attribute(type)}" message="${attribute(message)}">${text(detail)}</${tag}>\n`;

const claimCase = (result: ClaimResult): Case => {
  const outcome = outcomeOf(result);
  const reason = outcome === 'failed' && result.verdict === 'refuted' ? reasonOf(result) : '';
  const message = `${findingOf(result)}${reason === '' ? '' : `: ${reason}`}`;
  const inside = outcome === 'passed' ? '' : complaint('failure', result.verdict, message, plainEvidence(result));
  return {
    xml: element(result.name, result.document, result.line, result.durationMs, inside),
    kind: outcome === 'passed' ? 'passed' : 'failure', seconds: result.durationMs / 1000,
  };
};

const diagnosticCase = (path: string, found: Located): Case => {
  const detail = `${path}:${found.line}:${found.column}: ${found.message}${found.help === null ? '' : `\n${found.help}`}`;
  const inside = complaint('error', found.code, found.message, detail);
  return { xml: element(`${found.code} at line ${found.line}`, path, found.line, 0, inside), kind: 'error', seconds: 0 };
};

const crashCase = (crash: Crash): Case => ({
  xml: element(crash.claim ?? 'internal error', crash.document, 0, 0, complaint('error', 'internal', crash.message, '')),
  kind: 'error', seconds: 0,
});

const disagreementCase = (disagreement: Disagreement): Case => {
  const [message = '', ...detail] = disagreementLines(disagreement);
  const name = `${disagreement.claim} (${disagreement.evidence.method})`;
  const inside = complaint('error', 'disagreement', message, detail.join('\n'));
  return { xml: element(name, disagreement.document, disagreement.line, 0, inside), kind: 'error', seconds: 0 };
};

const counts = (cases: readonly Case[]): string => {
  const of = (kind: Case['kind']): number => cases.filter((c) => c.kind === kind).length;
  const time = cases.reduce((sum, c) => sum + c.seconds, 0).toFixed(6);
  return `tests="${cases.length}" failures="${of('failure')}" errors="${of('error')}" skipped="0" time="${time}"`;
};

const suiteXml = (suite: Suite, seed: number): string =>
  `  <testsuite name="${attribute(suite.path)}" ${counts(suite.cases)}>\n`
  + `    <properties><property name="seed" value="${seed}"/></properties>\n`
  + `${suite.cases.map((c) => c.xml).join('')}  </testsuite>\n`;

const whole = (suites: readonly Suite[], summary: Summary): string => {
  const all = counts(suites.flatMap((s) => s.cases));
  const inside = suites.map((s) => suiteXml(s, summary.seed)).join('');
  return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="hopfcole" ${all}>\n${inside}</testsuites>\n`;
};

export const junitReporter = (): Reporter => {
  const suites: Suite[] = [];
  const suiteOf = (path: string): Suite => {
    const last = suites.at(-1);
    if (last?.path === path) return last;
    const suite: Suite = { path, cases: [] };
    suites.push(suite);
    return suite;
  };
  const open = (report: DocumentReport): void => {
    const errors = report.diagnostics.filter((d) => d.severity === 'error');
    if (report.claims.length === 0 && errors.length === 0) return;
    suiteOf(report.path).cases.push(...errors.map((d) => diagnosticCase(report.path, d)));
  };
  return {
    document: (report) => (open(report), ''),
    claim: (result) => (suiteOf(result.document).cases.push(claimCase(result)), ''),
    crash: (crash) => (suiteOf(crash.document).cases.push(crashCase(crash)), ''),
    disagreement: (disagreement) => (suiteOf(disagreement.document).cases.push(disagreementCase(disagreement)), ''),
    end: (summary) => whole(suites, summary),
  };
};
