/**
 * How a run ends, as one number. Where several apply, the first of the table that applies.
 */
export const EXIT = {
  passed: 0,
  /** A claim ended against its declaration. */
  failed: 1,
  documentErrors: 2,
  undecided: 3,
  noClaims: 4,
  /** Numbers contradict a proof: one of the two is wrong, and the run was stopped. */
  disagreement: 5,
  usage: 64,
  /** An error of this program: never a verdict. */
  internal: 70,
  interrupted: 130,
} as const;

export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

export interface Findings {
  readonly disagreement: boolean;
  readonly internal: boolean;
  readonly interrupted: boolean;
  readonly documentErrors: boolean;
  readonly failed: boolean;
  readonly undecided: boolean;
  readonly noClaims: boolean;
}

const PRECEDENCE = ['disagreement', 'internal', 'interrupted', 'documentErrors', 'failed', 'undecided', 'noClaims'] as const;

export const exitCodeOf = (findings: Findings): ExitCode => {
  const first = PRECEDENCE.find((name) => findings[name]);
  return first === undefined ? EXIT.passed : EXIT[first];
};
