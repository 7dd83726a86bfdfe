/**
 * Results as JSON: one document at the end (`json`), or one record a line as they come (`jsonl`).
 *
 * The fields are those of `ClaimResult`; schema/results.schema.json describes them. The version goes up when a
 * field is taken away or changes its meaning, not when one is added.
 */
import type { ClaimResult } from '../check/verdict.ts';
import type { Disagreement } from '../check/witness/disagreement.ts';
import type { Crash, DocumentReport, Reporter, Summary } from './run.ts';

export const SCHEMA_VERSION = 1;

export interface Tool {
  readonly name: string;
  readonly version: string;
}

/** Of a document: the headings of its claims are left out, since each of them has a record of its own. */
interface DocumentRecord {
  readonly path: string;
  readonly state: DocumentReport['state'];
  readonly diagnostics: DocumentReport['diagnostics'];
}

/** What `--reporter json` writes. */
export interface Results {
  readonly schemaVersion: number;
  readonly tool: Tool;
  readonly documents: readonly DocumentRecord[];
  readonly claims: readonly ClaimResult[];
  readonly crashes: readonly Crash[];
  readonly disagreements: readonly Disagreement[];
  readonly summary: Summary;
}

const documentRecord = ({ path, state, diagnostics }: DocumentReport): DocumentRecord => ({ path, state, diagnostics });

/** To the microsecond: what is beyond is noise. */
const rounded = (milliseconds: number): number => Math.round(milliseconds * 1000) / 1000;

const claimRecord = (result: ClaimResult): ClaimResult => ({ ...result, durationMs: rounded(result.durationMs) });
const summaryRecord = (summary: Summary): Summary => ({ ...summary, durationMs: rounded(summary.durationMs) });

export const jsonReporter = (tool: Tool): Reporter => {
  const documents: DocumentRecord[] = [];
  const claims: ClaimResult[] = [];
  const crashes: Crash[] = [];
  const disagreements: Disagreement[] = [];
  const nothingYet = (): string => '';
  return {
    document: (report) => (documents.push(documentRecord(report)), nothingYet()),
    claim: (result) => (claims.push(claimRecord(result)), nothingYet()),
    crash: (crash) => (crashes.push(crash), nothingYet()),
    disagreement: (disagreement) => (disagreements.push(disagreement), nothingYet()),
    end: (summary) => {
      const results: Results = {
        schemaVersion: SCHEMA_VERSION, tool, documents, claims, crashes, disagreements, summary: summaryRecord(summary),
      };
      return `${JSON.stringify(results, null, 2)}\n`;
    },
  };
};

/** `type` says what a line is: `run` (the first), `document`, `claim`, `crash`, `disagreement`, `summary` (the last). */
export const jsonLinesReporter = (tool: Tool): Reporter => {
  let started = false;
  const line = (type: string, record: object): string => `${JSON.stringify({ type, ...record })}\n`;
  const first = (): string => {
    if (started) return '';
    started = true;
    return line('run', { schemaVersion: SCHEMA_VERSION, tool });
  };
  return {
    document: (report) => first() + line('document', documentRecord(report)),
    claim: (result) => first() + line('claim', claimRecord(result)),
    crash: (crash) => first() + line('crash', crash),
    disagreement: (disagreement) => first() + line('disagreement', disagreement),
    end: (summary) => first() + line('summary', summaryRecord(summary)),
  };
};
