/**
 * The regulator by neural policy iteration, and its figures P, c and K beside the closed form.
 *
 * P and c: the least squares of −V̄ on ½x² and 1 over the region |x| ≤ R, linear in V̄; their bounds are those of the value
 * (enclosure.ts) carried through. K: the least squares of −α(x) on x. For the greedy action β V̄'/r it is linear in V̄ as well,
 *
 *   K̃ = −(β/r) ∫ x V̄' dx / ∫ x² dx = (β/r) (∫ V̄ dx − R V̄(R) − R V̄(−R)) / (2R³/3),
 *
 * so that |K̃ − K| is bounded by the bounds of the value, and |K̂ − K̃| is measured.
 */
import type { Engine } from '../engine/engine.ts';
import type { ControlledDiffusion } from './controlled-diffusion.ts';
import { actionOf } from './controlled-diffusion.ts';
import type { Enclosure } from './enclosure.ts';
import { enclose, gridOf } from './enclosure.ts';
import type { Figure } from './figure.ts';
import type { LinearQuadratic } from './linear-quadratic.ts';
import { regulator, regulatorOptimum, regulatorRate, regulatorStep } from './linear-quadratic.ts';
import type { LearnedValue } from './learned-value.ts';
import type { Policy } from './policy.ts';
import type { Effort, Iterated } from './policy-iteration.ts';
import { policyIteration } from './policy-iteration.ts';

export interface Solving {
  readonly engine: Engine;
  readonly seed: number;
  readonly effort: Effort;
  /** A planted fault: what the learner believes instead of the problem, or a climb downwards. */
  readonly believes?: (problem: ControlledDiffusion) => ControlledDiffusion;
  readonly direction?: 1 | -1;
  readonly signal?: { readonly aborted: boolean };
  readonly onProgress?: (done: number, of: number) => void;
}

export interface Solved extends Iterated {
  readonly problem: ControlledDiffusion;
  readonly enclosure: Enclosure;
  readonly figures: readonly Figure[];
}

export const REGULATOR_EFFORT: Effort = {
  hidden: [32, 32], batch: 256, iterations: 7, firstPasses: 5, passes: 2, paths: 1024, valueSteps: 400, policySteps: 200, rate: 5e-3, polish: 3,
  way: 'residual', judged: 256,
};

/** A third of the time, for property tests; bounds are wider. */
export const QUICK_REGULATOR: Effort = {
  ...REGULATOR_EFFORT, hidden: [24, 24], batch: 128, iterations: 5, firstPasses: 4, paths: 512, valueSteps: 200, policySteps: 120, rate: 8e-3,
  judged: 128,
};

/** What is made of a run; where that fails, its networks are given back. */
export const disposedOnError = <Result>(iterated: Iterated, make: () => Result): Result => {
  try {
    return make();
  } catch (error) {
    iterated.dispose();
    throw error;
  }
};

/** What of an option is given. */
export const given = <Key extends string, Value>(key: Key, value: Value | undefined): { readonly [K in Key]?: Value } =>
  (value === undefined ? {} : { [key]: value }) as { readonly [K in Key]?: Value };

const COUNT = 129;
/** Of returns, as in the post. */
const POST_HORIZON = 8;

/** What a value, a policy and bounds of the value say of P, c and K. */
export const regulatorFigures = (p: LinearQuadratic, problem: ControlledDiffusion, value: LearnedValue, policy: Policy, { valueBound }: Enclosure): readonly Figure[] => {
  const exact = regulatorOptimum(p), grid = gridOf(problem, 'judged', COUNT), values = value.all(grid), bounds = grid.map(valueBound);
  // Least squares of −V̄ on (½x², 1): the weights of each point in P and in c.
  const square = (x: Float64Array): number => x[0]! ** 2 / 2, mean = grid.reduce((sum, x) => sum + square(x), 0) / grid.length;
  const spread = grid.reduce((sum, x) => sum + (square(x) - mean) ** 2, 0);
  const inP = grid.map((x) => (square(x) - mean) / spread), inC = inP.map((w) => 1 / grid.length - mean * w);
  const linear = (weights: readonly number[]): { readonly measured: number; readonly bound: number } => ({
    measured: -weights.reduce((sum, w, i) => sum + w * values[i]!.value, 0),
    bound: weights.reduce((sum, w, i) => sum + Math.abs(w) * bounds[i]!, 0),
  });
  // Integrals by the trapezoidal rule: both ends count half.
  const last = grid.length - 1, width = (grid[last]![0]! - grid[0]![0]!) / last;
  const integral = (of: (i: number) => number): number => width * grid.reduce((sum, _, i) => sum + of(i) * (i === 0 || i === last ? 0.5 : 1), 0);
  const x = grid.map((point) => point[0]!), actions = x.map((_, i) => actionOf(problem.ranges[0]!, policy(grid[i]!, 1)[0]!));
  const second = integral((i) => x[i]! ** 2), gain = p.beta / p.r;
  const K = -integral((i) => x[i]! * actions[i]!) / second, greedy = -gain * integral((i) => x[i]! * values[i]!.gradient[0]!) / second;
  const ends = [0, last].reduce((sum, i) => sum + Math.abs(x[i]!) * bounds[i]!, 0);
  const boundK = Math.abs(K - greedy) + Math.abs(gain) * (integral((i) => bounds[i]!) + ends) / second;
  const by = 'residual of the HJB equation, an estimate between points';
  return [
    { name: 'P', exact: exact.P, ...linear(inP), by }, { name: 'c', exact: exact.c, ...linear(inC), by },
    { name: 'K', exact: exact.K, measured: K, bound: boundK, by },
  ];
};

export const solveRegulator = (p: LinearQuadratic, solving: Solving): Solved => {
  const { engine, seed, effort } = solving, problem = regulator(p), model = solving.believes?.(problem) ?? problem;
  const iterated = policyIteration({
    problem, model, engine, seed, step: regulatorStep(p),
    rate: effort.way === 'residual' ? regulatorRate(p) : 1 / POST_HORIZON, effort, ...given('direction', solving.direction),
    ...given('signal', solving.signal), ...given('onProgress', solving.onProgress),
  });
  return disposedOnError(iterated, () => {
    const { value, policy } = iterated, enclosure = enclose(model, value, policy, COUNT);
    return { ...iterated, problem, enclosure, figures: regulatorFigures(p, problem, value, policy, enclosure) };
  });
};
