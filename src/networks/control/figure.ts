/** A number that a network gives, beside the closed form that it is to have. */
export interface Figure {
  readonly name: string;
  readonly measured: number;
  readonly exact: number;
  /** |measured − exact| is at most this if the closed form is true. */
  readonly bound: number;
  /** What the bound rests on. */
  readonly by: string;
}

/** Of sums in doubles. */
const ROUNDING = 1e-9;

export const holds = ({ measured, exact, bound }: Figure): boolean => Math.abs(measured - exact) <= bound + ROUNDING * Math.abs(exact);
