/**
 * SARIF 2.1.0, the format of code scanning: one result for everything that fails the run, and for every warning.
 *
 * Lines and columns are 1-based, columns in UTF-16 code units, as in the diagnostics themselves.
 */
import type { ClaimResult } from '../check/verdict.ts';
import type { Disagreement } from '../check/witness/disagreement.ts';
import type { Tool } from './json.ts';
import type { Crash, Located, Reporter, Summary } from './run.ts';
import { disagreementLines } from './matrix.ts';
import { plainEvidence } from './plain-evidence.ts';
import { outcomeOf } from './run.ts';
import { findingOf } from './wording.ts';

interface SarifResult {
  readonly ruleId: string;
  readonly level: 'error' | 'warning';
  readonly message: { readonly text: string };
  readonly locations: readonly object[];
}

const RULES: Readonly<Record<string, string>> = {
  'claim-refuted': 'A claim is false.',
  'refute-proved': 'A statement that is declared to be false is true.',
  'undecided': 'A claim could not be decided exactly.',
  'disagreement': 'Numbers contradict a proof: a fault of the program.',
};

/** A lone surrogate has no encoding. */
const encoded = (part: string): string => encodeURIComponent(part.replace(/\p{Surrogate}/gu, '\ufffd'));

/** A path as a relative or file reference: each part percent-encoded. */
const uri = (path: string): string =>
  (path.startsWith('/') ? 'file://' : '') + path.split(/[\\/]/).map(encoded).join('/');

interface Region {
  readonly line: number;
  readonly column: number;
  readonly endLine?: number;
  readonly endColumn?: number;
}

const location = (path: string, region: Region): object => ({
  physicalLocation: {
    artifactLocation: { uri: uri(path) },
    ...(region.line === 0 ? {} : { region: {
      startLine: region.line, startColumn: region.column,
      ...(region.endLine === undefined ? {} : { endLine: region.endLine, endColumn: region.endColumn }),
    } }),
  },
});

const ruleOf = (result: ClaimResult): string => {
  switch (result.verdict) {
    case 'undecided': return 'undecided';
    case 'refuted': return 'claim-refuted';
    case 'proved': return 'refute-proved';
  }
};

const claimResult = (result: ClaimResult): SarifResult => ({
  ruleId: ruleOf(result), level: 'error',
  message: { text: `${result.name}: ${findingOf(result)}\n${plainEvidence(result)}` },
  locations: [location(result.document, result)],
});

const diagnosticResult = (path: string, found: Located): SarifResult => ({
  ruleId: found.code, level: found.severity,
  message: { text: found.help === null ? found.message : `${found.message}\n${found.help}` },
  locations: [location(path, found)],
});

const disagreementResult = (disagreement: Disagreement): SarifResult => ({
  ruleId: 'disagreement', level: 'error', message: { text: disagreementLines(disagreement).join('\n') },
  locations: [location(disagreement.document, disagreement)],
});

const rulesOf = (results: readonly SarifResult[]): readonly object[] =>
  [...new Set(results.map((r) => r.ruleId))].map((id) => ({
    id, shortDescription: { text: RULES[id] ?? `Document error ${id}.` },
  }));

const notification = (crash: Crash): object => ({
  level: 'error', message: { text: `${crash.claim ?? crash.document}: ${crash.message}` },
  locations: [location(crash.document, { line: 0, column: 0 })],
});

const log = (tool: Tool, results: readonly SarifResult[], crashes: readonly Crash[], summary: Summary): object => ({
  $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
  version: '2.1.0',
  runs: [{
    tool: { driver: { name: tool.name, version: tool.version, rules: rulesOf(results) } },
    columnKind: 'utf16CodeUnits',
    invocations: [{
      executionSuccessful: crashes.length === 0 && summary.disagreements === 0 && !summary.interrupted, exitCode: summary.exitCode,
      toolExecutionNotifications: crashes.map(notification),
    }],
    results,
  }],
});

export const sarifReporter = (tool: Tool): Reporter => {
  const results: SarifResult[] = [];
  const crashes: Crash[] = [];
  return {
    document: (report) => (results.push(...report.diagnostics.map((d) => diagnosticResult(report.path, d))), ''),
    claim: (result) => {
      if (outcomeOf(result) !== 'passed') results.push(claimResult(result));
      return '';
    },
    crash: (crash) => (crashes.push(crash), ''),
    disagreement: (disagreement) => (results.push(disagreementResult(disagreement)), ''),
    end: (summary) => `${JSON.stringify(log(tool, results, crashes, summary), null, 2)}\n`,
  };
};
