/**
 * One implicit equation of a control problem on a grid of equal distances:
 *
 *   κ (W − source) + ρ W = min over u of { ℓ(u) + L(u) W },     κ = 1/step, or 0 for an infinite horizon,
 *
 * solved by Howard's iteration with a tridiagonal solve a policy. For monotone rates the matrix κ + ρ − L(u) is an M-matrix
 * whose rows sum to κ + ρ > 0, so that a residual r leaves an error of at most max |r| / min(κ + ρ): this is what is
 * reported. κ + ρ ≤ 0 somewhere: 'step-too-long'.
 */
import { refuseSystem } from '../grid/tridiagonal.ts';
import { NumericError } from '../numeric-error.ts';
import type { ControlProblem } from './control-problem.ts';
import type { Ends, Rows } from './ends.ts';
import { closeEnds, padEnds } from './ends.ts';
import type { HowardReport, Residual } from './howard.ts';
import { howard } from './howard.ts';
import { improvementFor } from './improvement.ts';
import type { Differences, Policy } from './policy.ts';
import { emptyPolicy } from './policy.ts';
import type { PolicyMemory } from './wasm/policy-memory.ts';
import { policyMemory } from './wasm/policy-memory.ts';

export interface ImplicitStep {
  /** The present value, with one entry outside of the grid at each end. */
  readonly padded: Float64Array;
  readonly policy: Policy;
  /** Solves at the time t; the present value is where the iteration starts. */
  readonly solve: (t: number, inverseStep: number, source: Float64Array, given: readonly [number, number]) => HowardReport;
  /** A list of the nodes beside the present value, for `combine`. */
  readonly list: () => Float64Array;
  /** out = x a + y b, of such lists, or of the present value. */
  readonly combine: (a: Float64Array, b: Float64Array, out: Float64Array, x: number, y: number) => void;
  /** Makes the policy the best for the present value at the time t. */
  readonly improveAt: (t: number) => void;
  /** At the end, if it pays: all arrays are then another's. */
  readonly release: () => void;
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
const assembler = (
  memory: PolicyMemory, rows: Rows, cost: Float64Array, padded: Float64Array, discount: Float64Array, source: Float64Array, first: number, last: number,
): ((inverseStep: number) => Sizes) => {
  const run = memory.kernel('assemble'), sizes = memory.allocate(6);
  const places = [rows.lower, rows.upper, cost, discount, source, padded, rows.diagonal, rows.right].map((list) => list.byteOffset + first * Float64Array.BYTES_PER_ELEMENT);
  return (inverseStep) => {
    run(last - first + 1, ...places, sizes.byteOffset, inverseStep);
    return { residual: Math.max(sizes[0]!, sizes[1]!), terms: Math.max(sizes[2]!, sizes[3]!), value: Math.max(sizes[4]!, sizes[5]!) };
  };
};

export const implicitStep = (
  problem: ControlProblem, nodes: Float64Array, h: number, differences: Differences, ends: Ends,
): ImplicitStep => {
  const count = nodes.length;
  const memory = policyMemory(count), { allocate } = memory;
  const padded = allocate(count + 2), values = padded.subarray(1, count + 1);
  const discount = allocate(count), source = allocate(count), work = allocate(2 * count + 4);
  const policy = emptyPolicy(count, allocate), below = policy.down.subarray(1);
  const rows: Rows = { lower: policy.down, diagonal: allocate(count), upper: policy.up, right: allocate(count) };
  const improvement = improvementFor(problem, nodes, h, differences, memory);
  const tridiagonal = memory.kernel('tridiagonal');
  // At an end with a given value there is no equation, and no residual.
  const first = ends[0].kind === 'value' ? 1 : 0, last = count - (ends[1].kind === 'value' ? 2 : 1);
  const assemble = assembler(memory, rows, policy.cost, padded, discount, source, first, last);
  let least = Number.NaN;
  const readRate = (t: number): void => {
    if (typeof problem.discount !== 'function' && !Number.isNaN(least)) return;
    readDiscount(problem, t, nodes, discount);
    least = leastOf(discount);
  };

  const solve: ImplicitStep['solve'] = (t, inverseStep, later, given) => {
    improvement.prepare(t);
    readRate(t);
    const rowSum = inverseStep + least;
    insistOnStep(inverseStep, rowSum);
    source.set(later);
    if (first === 1) values[0] = given[0];
    if (last === count - 2) values[count - 1] = given[1];
    padEnds(padded, ends);
    const improve = (): Residual => {
      const complete = improvement.improve(padded, policy);
      const sizes = assemble(inverseStep);
      if (!(sizes.residual < Infinity)) improvement.insist();
      // Without a best control everywhere nothing is settled.
      return { residual: complete ? sizes.residual / rowSum : Math.max(sizes.residual / rowSum, Number.MAX_VALUE), enough: TOLERANCE * sizes.value, floor: ROUNDING * sizes.terms / rowSum };
    };
    const evaluate = (): void => {
      closeEnds(rows, ends, given);
      const fault = tridiagonal(count, below.byteOffset, rows.diagonal.byteOffset, rows.upper.byteOffset, rows.right.byteOffset, values.byteOffset, work.byteOffset, 1, 0);
      if (fault !== 0) refuseSystem(below, rows.diagonal, rows.upper, rows.right);
      padEnds(padded, ends);
    };
    return howard({ improve, evaluate });
  };
  const improveAt = (t: number): void => {
    improvement.prepare(t);
    padEnds(padded, ends);
    improvement.improve(padded, policy);
  };
  const runCombine = memory.kernel('combine');
  const combine: ImplicitStep['combine'] = (a, b, out, x, y) => { runCombine(count, a.byteOffset, b.byteOffset, out.byteOffset, x, y); };
  return { padded, policy, solve, improveAt, combine, list: () => allocate(count), release: memory.release };
};
