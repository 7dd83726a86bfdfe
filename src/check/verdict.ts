/**
 * What the checker says about a claim, with its evidence. Every reporter prints this record and nothing else.
 */
import type { Evidence } from './witness/witness.ts';

/** One value of a counterexample or of a model point: `ell_1 at (x,t)` ↦ `-3/2`. */
export interface Assignment {
  readonly name: string;
  /** An exact number as text: `3`, `-1/2`; a polynomial where a field is given as one. */
  readonly value: string;
}

export interface Point {
  readonly dimension: number;
  readonly assignments: readonly Assignment[];
}

export interface Counterexample extends Point {
  /** Which component of a vector or matrix claim differs, as `[1,2]`; null for a scalar. */
  readonly component: readonly number[] | null;
  /** Both sides' values there: exact, or an enclosure `[a, b]` where elementary functions of numbers occur. */
  readonly left: string;
  readonly right: string;
  /** What is compared, where it is not simply the two sides: "∂t of …", "Euler operator by p". */
  readonly of: string | null;
}

export interface Repair {
  /** `factor 1/2 → 1`, in words. */
  readonly edit: string;
  /** The repaired statement, as the kernel proved it. */
  readonly statement: string;
}

export interface CertificateSummary {
  /** Content hash of the obligation and its certificate. */
  readonly hash: string;
  readonly acceptedBySecondChecker: boolean | null;
  readonly uses: readonly string[];
  /** One line an obligation: the identity that was certified. */
  readonly steps: readonly string[];
}

export interface StepVerdict {
  readonly statement: string;
  readonly by: string | null;
  readonly verdict: VerdictName;
}

export type VerdictName = 'proved' | 'refuted' | 'undecided';

export interface ClaimResult {
  readonly document: string;
  readonly line: number;
  readonly column: number;
  readonly name: string;
  readonly declared: 'claim' | 'refute';
  readonly verdict: VerdictName;
  readonly passed: boolean;
  /** The statement as the kernel understood it. */
  readonly statement: string;
  /** 'every', or the dimensions for which the verdict was reached. */
  readonly dimensions: 'every' | readonly number[];
  /** Conditions used: `sigma != 0`, `p > 0`. */
  readonly conditions: readonly string[];
  /** Said of every claim about a process: "formal: regularity and verification assumed". */
  readonly formal: readonly string[];
  readonly modelPoint: Point | null;
  readonly certificate: CertificateSummary | null;
  readonly counterexample: Counterexample | null;
  /** Left minus right, as a formula. */
  readonly residual: string | null;
  readonly repair: Repair | null;
  /** "true in dimension 1 only", "true for constant G", "true under the reversed clock". */
  readonly notes: readonly string[];
  /** The condition under which the claim would hold: `nu = lambda`. */
  readonly holdsIf: string | null;
  /** The boundary condition owed under an integral: the flux that must vanish at infinity. */
  readonly flux: string | null;
  /** For chains and `iff`: each step or direction. */
  readonly steps: readonly StepVerdict[];
  /** For undecided: what it got stuck on, or which budget ran out. */
  readonly stuckOn: string | null;
  /** What each means says of the claim; empty unless numbers were asked for. It never changes the verdict. */
  readonly evidence: readonly Evidence[];
  readonly durationMs: number;
}
