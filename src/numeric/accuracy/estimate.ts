/**
 * How far a computed value may be from the true one, as every solver reports it.
 */
export interface ErrorEstimate {
  /** An estimate of the largest error, in the unit of the value, by the means that `by` names. */
  readonly bound: number;
  /** `Richardson, 4 grids`, `two tolerances`, `Hilbert metric`. */
  readonly by: string;
  /** The observed order of convergence; null where there is none to observe. */
  readonly order: number | null;
  /** Whether the solve is where its estimate may be trusted. Where it is not, it supports nothing. */
  readonly asymptotic: boolean;
}
