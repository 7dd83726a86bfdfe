/**
 * One implicit equation of a control problem on a grid of equal distances:
 *
 *   κ (W − source) + ρ W = min over u of { ℓ(u) + L(u) W },     κ = 1/step, or 0 for an infinite horizon,
 *
 * solved by Howard's iteration with a tridiagonal solve a policy. For monotone rates the matrix κ + ρ − L(u) is an M-matrix
 * whose rows sum to κ + ρ > 0, so that a residual r leaves an error of at most max |r| / min(κ + ρ): this is what is
 * reported. κ + ρ ≤ 0 somewhere: 'step-too-long'.
 */
import { solveTridiagonal } from '../grid/tridiagonal.ts';
import { NumericError } from '../numeric-error.ts';
import type { ControlProblem } from './control-problem.ts';
import type { Ends, Rows } from './ends.ts';
import { closeEnds, padEnds } from './ends.ts';
import type { HowardReport, Residual } from './howard.ts';
import { howard } from './howard.ts';
import { improvementFor } from './improvement.ts';
import type { Differences, Policy } from './policy.ts';
import { emptyPolicy } from './policy.ts';


export interface ImplicitStep {
  /** The present value, with one entry outside of the grid at each end. */
  readonly padded: Float64Array;
  readonly policy: Policy;
  /** Solves at the time t; the present value is where the iteration starts. */
  readonly solve: (t: number, inverseStep: number, source: Float64Array, given: readonly [number, number]) => HowardReport;
  /** Makes the policy the best for the present value at the time t. */
  readonly improveAt: (t: number) => void;
}

/** Of the size of the value: where policy iteration may stop. */
const TOLERANCE = 1e-12;
const ROUNDING = 2 ** -51;

const readDiscount = (problem: ControlProblem, t: number, nodes: Float64Array, out: Float64Array): void => {
  const { discount } = problem;
  if (typeof discount !== 'function') { out.fill(discount ?? 0); return; }
  nodes.forEach((x, i) => { out[i] = discount(x, t); });
};

const leastOf = (values: Float64Array): number => {
  let least = Infinity;
  for (let i = 0; i < values.length; i += 1) if (!(values[i]! >= least)) least = values[i]!;
  return least;
};

const insistOnStep = (inverseStep: number, rowSum: number): void => {
  if (rowSum > 0) return;
  if (inverseStep === 0) {
    throw new NumericError('not-applicable', `an infinite horizon with a discount of ${rowSum}`, 'discount at a positive rate');
  }
  throw new NumericError('step-too-long', `a step of ${1 / inverseStep} under a discount of ${rowSum - inverseStep}`, 'use more time steps');
};

interface Sizes {
  readonly residual: number;
  /** The largest terms of a row, of which rounding takes its part. */
  readonly terms: number;
  readonly value: number;
}

/** Rows of L − κ − ρ, and the residual in them of the present value at the nodes from `first` to `last`. */
const assemble = (
  { lower, diagonal, upper, right }: Rows, cost: Float64Array, padded: Float64Array, discount: Float64Array, inverseStep: number,
  source: Float64Array, first: number, last: number,
): Sizes => {
  let residual = 0, terms = 0, value = 0;
  for (let i = 0; i < source.length; i += 1) {
    const below = lower[i]!, above = upper[i]!, middle = padded[i + 1]!;
    const d = inverseStep + discount[i]! + below + above, b = cost[i]! + inverseStep * source[i]!;
    diagonal[i] = -d; right[i] = -b;
    const r = Math.abs(b + below * padded[i]! + above * padded[i + 2]! - d * middle);
    if (!(r <= residual) && i >= first && i <= last) residual = r;
    const size = Math.abs(middle), term = d * size + Math.abs(b);
    if (term > terms) terms = term;
    if (size > value) value = size;
  }
  return { residual, terms, value };
};

export const implicitStep = (
  problem: ControlProblem, nodes: Float64Array, h: number, differences: Differences, ends: Ends,
): ImplicitStep => {
  const count = nodes.length;
  const padded = new Float64Array(count + 2), values = padded.subarray(1, count + 1);
  const discount = new Float64Array(count), work = new Float64Array(count);
  const policy = emptyPolicy(count), below = policy.down.subarray(1);
  const rows: Rows = { lower: policy.down, diagonal: new Float64Array(count), upper: policy.up, right: new Float64Array(count) };
  const improvement = improvementFor(problem, nodes, h, differences);
  // At an end with a given value there is no equation, and no residual.
  const first = ends[0].kind === 'value' ? 1 : 0, last = count - (ends[1].kind === 'value' ? 2 : 1);

  const solve: ImplicitStep['solve'] = (t, inverseStep, source, given) => {
    improvement.prepare(t);
    readDiscount(problem, t, nodes, discount);
    const rowSum = inverseStep + leastOf(discount);
    insistOnStep(inverseStep, rowSum);
    if (first === 1) values[0] = given[0];
    if (last === count - 2) values[count - 1] = given[1];
    padEnds(padded, ends);
    const improve = (): Residual => {
      const complete = improvement.improve(padded, policy);
      const sizes = assemble(rows, policy.cost, padded, discount, inverseStep, source, first, last);
      if (!(sizes.residual < Infinity)) improvement.insist();
      // Without a best control everywhere nothing is settled.
      return { residual: complete ? sizes.residual / rowSum : Math.max(sizes.residual / rowSum, Number.MAX_VALUE), enough: TOLERANCE * sizes.value, floor: ROUNDING * sizes.terms / rowSum };
    };
    const evaluate = (): void => {
      closeEnds(rows, ends, given);
      solveTridiagonal(below, rows.diagonal, rows.upper, rows.right, values, work);
      padEnds(padded, ends);
    };
    return howard({ improve, evaluate });
  };
  const improveAt = (t: number): void => {
    improvement.prepare(t);
    padEnds(padded, ends);
    improvement.improve(padded, policy);
  };
  return { padded, policy, solve, improveAt };
};
