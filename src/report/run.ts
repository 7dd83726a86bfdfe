/**
 * A run as reporters see it: documents, verdicts, mishaps, and a summary at the end.
 *
 * A reporter is a pure function of these records: it returns text, and somebody else decides where it goes. What a
 * reporter may print of a claim is its `ClaimResult` and nothing else.
 */
import type { ClaimResult } from '../check/verdict.ts';
import type { Disagreement } from '../check/witness/disagreement.ts';
import type { MeansTotal } from './means.ts';

/** A diagnostic with its place counted out: lines and columns are 1-based, columns in UTF-16 units; 0: no place. */
export interface Located {
  readonly severity: 'error' | 'warning';
  readonly code: string;
  readonly message: string;
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
  readonly help: string | null;
}

/** What is known of a claim before it is decided. */
export interface ClaimHeading {
  readonly name: string;
  readonly declared: 'claim' | 'refute';
  readonly line: number;
  readonly column: number;
}

export interface DocumentReport {
  readonly path: string;
  /** `faulty`: it has errors, and none of its claims is checked. `unreadable`: it could not be read at all. */
  readonly state: 'sound' | 'faulty' | 'unreadable';
  /** The claims that the run is about, in the order of the text. */
  readonly claims: readonly ClaimHeading[];
  readonly diagnostics: readonly Located[];
}

/** An error of this program, never of a document: it is no verdict. */
export interface Crash {
  readonly document: string;
  /** The claim that was being decided; null: none. */
  readonly claim: string | null;
  readonly message: string;
}

export interface Summary {
  readonly documents: number;
  readonly faultyDocuments: number;
  readonly claims: number;
  readonly passed: number;
  /** Decided against their declaration. */
  readonly failed: number;
  readonly undecided: number;
  readonly crashes: number;
  /** Numbers that contradict a proof. */
  readonly disagreements: number;
  /** What each means said, added up; none where numbers were not asked for. */
  readonly means: readonly MeansTotal[];
  /** Stopped by the user before everything was decided. */
  readonly interrupted: boolean;
  readonly seed: number;
  readonly durationMs: number;
  readonly exitCode: number;
}

/** Each method returns the text to be appended to the report, often ''. */
export interface Reporter {
  readonly document: (report: DocumentReport) => string;
  readonly claim: (result: ClaimResult) => string;
  readonly crash: (crash: Crash) => string;
  /** After its claim. The run ends with it. */
  readonly disagreement: (disagreement: Disagreement) => string;
  readonly end: (summary: Summary) => string;
}

/** How a claim came out: `failed` is a verdict against the declaration. */
export type Outcome = 'passed' | 'failed' | 'undecided';

export const outcomeOf = (result: ClaimResult): Outcome =>
  result.passed ? 'passed' : result.verdict === 'undecided' ? 'undecided' : 'failed';
