/**
 * What numbers say about a claim. A number never changes the kernel's verdict: where the two disagree, the run stops.
 */
import type { Claim, Document } from '../../language/statement.ts';

export const METHODS = ['exact', 'instances', 'solvers', 'paths', 'networks'] as const;
export type Method = (typeof METHODS)[number];

/**
 * `supports`: both sides agree within the bound, and an error of size `detectable` would have been noticed.
 * `contradicts`: they differ by more than the bound.
 * `silent`: this means has nothing to say about this claim, or its numbers cannot be trusted; `reason` says why.
 */
export type Outcome = 'supports' | 'contradicts' | 'silent';

export interface Evidence {
  readonly method: Method;
  readonly outcome: Outcome;
  /** The largest difference that was measured, relative to the size of the terms; null where silent, or no floating number. */
  readonly figure: number | null;
  /** What the difference may be by rounding, discretisation and chance alone. */
  readonly bound: number | null;
  /** The smallest relative error of a term that would have been noticed. */
  readonly detectable: number | null;
  /** The seed that gives the same instance and the same number again. */
  readonly seed: number;
  /** Families or schemes and dimensions that were used: `transported density, d = 2; 8 points`. */
  readonly by: string;
  /** Why it is silent, or what else is to be known. */
  readonly reason: string | null;
  /** The probability that a true claim is contradicted; 0 for deterministic means. */
  readonly falseAlarm: number;
  /** The instance that contradicts, as the claim language writes it, and both sides' values; null otherwise. */
  readonly against: { readonly instance: readonly string[]; readonly left: string; readonly right: string } | null;
}

/** A means of evidence. It never throws for a bad instance: it is then silent, with the reason. */
export interface Witness {
  readonly method: Method;
  /** A true claim is contradicted with probability at most `alpha`, 10^−9 where none is said; a means without chance need not look at it. */
  readonly testify: (document: Document, claim: Claim, seed: number, alpha?: number) => Evidence | Promise<Evidence>;
}

export const silent = (method: Method, seed: number, by: string, reason: string): Evidence => ({
  method, outcome: 'silent', figure: null, bound: null, detectable: null, seed, by, reason, falseAlarm: 0, against: null,
});
