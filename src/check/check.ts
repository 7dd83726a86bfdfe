/**
 * From a document to verdicts, one claim after the other.
 */
import type { Claim, Document } from '../language/statement.ts';
import type { ClaimResult } from './verdict.ts';

export interface Budget {
  /** Per claim. */
  readonly milliseconds: number;
  /** The most terms that a normal form may have. */
  readonly terms: number;
}

export interface CheckOptions {
  readonly seed: number;
  readonly budget: Budget;
}

export const DEFAULT_OPTIONS: CheckOptions = { seed: 1, budget: { milliseconds: 10_000, terms: 100_000 } };

/** Decides one claim of a document. Never throws for a document without errors; unknown is `undecided`. */
export const checkClaim = (_document: Document, _claim: Claim, _options: CheckOptions = DEFAULT_OPTIONS): ClaimResult => {
  throw new Error('being written');
};
