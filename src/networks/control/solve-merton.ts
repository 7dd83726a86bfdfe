/**
 * Merton's portfolio by neural policy iteration, and its figures w, k and A beside the closed form.
 *
 * A: least squares of (1−γ) V̄ on x^{1−γ}, relative to it, over the region; its bound is that of the value (enclosure.ts).
 * w and k: means over the states that the policy meets, weighted with x^{1−γ}. If the closed form is true,
 *
 *   H(x, w*, k*) − H(x, w, k) = x^{1−γ} [½ γσ²A (w − w*)² + D(k)],   D(k) = (k*^{1−γ} − k^{1−γ})/(1−γ) + A (k − k*) ≥ 0,
 *
 * both convex, and E∫e^{−ρt} of it is the gap V* − V^α; by Jensen's inequality each bracket at the mean is at most
 * ρ E gap(X_0) / E X_τ^{1−γ}.
 */
import { streamOf } from '../../numeric/random/streams.ts';
import type { ControlledDiffusion } from './controlled-diffusion.ts';
import type { Enclosure } from './enclosure.ts';
import { enclose, gridOf } from './enclosure.ts';
import type { Figure } from './figure.ts';
import type { LearnedValue } from './learned-value.ts';
import type { Merton, MertonRanges } from './merton.ts';
import { merton, mertonOptimum, POST_RANGES } from './merton.ts';
import type { Met } from './occupancy.ts';
import { statesMet } from './occupancy.ts';
import type { Policy } from './policy.ts';
import type { Effort } from './policy-iteration.ts';
import { policyIteration } from './policy-iteration.ts';
import type { Solved, Solving } from './solve-regulator.ts';
import { disposedOnError, given } from './solve-regulator.ts';

export const MERTON_EFFORT: Effort = {
  hidden: [32, 32], batch: 256, iterations: 8, firstPasses: 2, passes: 2, paths: 2048, valueSteps: 500, policySteps: 200, rate: 5e-3, polish: 2,
  way: 'residual', judged: 512,
};

/** A quarter of the time, for property tests; bounds are wider. */
export const QUICK_MERTON: Effort = {
  ...MERTON_EFFORT, hidden: [16, 16], batch: 128, iterations: 4, paths: 512, valueSteps: 200, policySteps: 150, rate: 8e-3, judged: 128, polish: 2,
};

/** Years of a step of simulation: log-wealth moves linearly under constant actions, so that only their changes count. */
const STEP = 0.5;
const COUNT = 129;
/** Paths for the states that a policy meets. */
const MET = 512;

/** The farthest k from k* with D(k) ≤ most, to either side. */
const farthest = (D: (k: number) => number, best: number, most: number): number => {
  const reach = (side: 1 | -1): number => {
    let near = 0, far = side === -1 ? best * (1 - 1e-9) : 64 * best;
    for (let k = 0; k < 60; k += 1) {
      const middle = (near + far) / 2;
      if (D(best + side * middle) <= most) near = middle;
      else far = middle;
    }
    return far;
  };
  return Math.max(reach(1), reach(-1));
};

/** Occupancy of a policy: states and actions at exponential times. */
export const mertonMet = (problem: ControlledDiffusion, policy: Policy, seed: number): readonly Met[] =>
  statesMet(problem, policy, MET, STEP, streamOf(seed, 'occupancy'));

/** What a value, the states that a policy meets and bounds of the value say of π, k and A. */
export const mertonFigures = (p: Merton, problem: ControlledDiffusion, value: LearnedValue, met: readonly Met[], enclosure: Enclosure): readonly Figure[] => {
  const { fraction, consumption, A } = mertonOptimum(p), grid = gridOf(problem, 'judged', COUNT), values = value.all(grid);
  const power = (x: Float64Array): number => x[0]! ** (1 - p.gamma);
  const part = (x: Float64Array, v: number): number => (1 - p.gamma) * v / power(x) / grid.length;
  const measuredA = grid.reduce((sum, x, i) => sum + part(x, values[i]!.value), 0);
  const boundA = grid.reduce((sum, x) => sum + Math.abs(part(x, enclosure.valueBound(x))), 0);
  const weight = met.reduce((sum, { x }) => sum + power(x), 0);
  const mean = (j: number): number => met.reduce((sum, { x, a }) => sum + power(x) * a[j]!, 0) / weight;
  const gap = grid.reduce((sum, x) => sum + enclosure.gapBound(x), 0) / grid.length;
  const most = p.rho * Math.max(0, gap) * met.length / weight;
  const D = (k: number): number => (consumption ** (1 - p.gamma) - k ** (1 - p.gamma)) / (1 - p.gamma) + A * (k - consumption);
  const by = 'residual of the HJB equation, an estimate between points', andGap = `${by}; verification gap`;
  return [
    { name: 'π', exact: fraction, measured: mean(0), bound: Math.sqrt(2 * most / (p.gamma * p.sigma ** 2 * A)), by: andGap },
    { name: 'k', exact: consumption, measured: mean(1), bound: farthest(D, consumption, most), by: andGap },
    { name: 'A', exact: A, measured: measuredA, bound: boundA, by },
  ];
};

export const solveMerton = (p: Merton, solving: Solving, ranges: MertonRanges = POST_RANGES): Solved => {
  const { engine, seed, effort } = solving, problem = merton(p, ranges), model = solving.believes?.(problem) ?? problem;
  const iterated = policyIteration({
    problem, model, engine, seed, step: STEP, rate: p.rho, effort, ...given('direction', solving.direction),
    ...given('signal', solving.signal), ...given('onProgress', solving.onProgress),
  });
  return disposedOnError(iterated, () => {
    const { value, policy } = iterated, enclosure = enclose(model, value, policy, COUNT);
    return { ...iterated, problem, enclosure, figures: mertonFigures(p, problem, value, mertonMet(problem, policy, seed), enclosure) };
  });
};
