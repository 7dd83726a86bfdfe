/**
 * Antithetic paths: each path with its mirror image, driven by −W. The average of the two has the same mean, and a smaller
 * variance than two independent paths where the functional is monotone in the noise (then the two are negatively correlated).
 *
 * Extrapolated and bounded as in `talay-tubaro.ts`; a sample is the average of a pair.
 *
 * Source: Hammersley, Morton, A new Monte Carlo technique: antithetic variates, Proc. Camb. Phil. Soc. 52 (1956).
 */
import type { KeyedStream } from '../random/streams.ts';
import type { Range } from '../statistics/betting.ts';
import type { Method, Start, StochasticEquation } from './equation.ts';
import type { Plan } from './plan.ts';
import { coupledEndPoints } from './simulate.ts';
import type { Extrapolated, Functional, MeanEstimate } from './talay-tubaro.ts';
import { estimateOf, extrapolate } from './talay-tubaro.ts';

const average = (a: Float64Array, b: Float64Array): Float64Array => a.map((value, i) => 0.5 * (value + (b[i] as number)));

/** Of the samples, pair by pair. */
export const averages = (a: Extrapolated, b: Extrapolated): Extrapolated => ({
  ...a,
  samples: average(a.samples, b.samples),
  corrections: average(a.corrections, b.corrections),
  differences: [average(a.differences[0], b.differences[0]), average(a.differences[1], b.differences[1])],
});

/** E f(X_T) from `plan.paths` pairs of paths. */
export const antithetic = (
  equation: StochasticEquation, method: Method, start: Start, plan: Plan, f: Functional, range: Range, alpha: number, stream: KeyedStream,
): MeanEstimate => {
  const half = (mirrored: number): Extrapolated =>
    extrapolate(coupledEndPoints(equation, method, start, plan, 3, stream, mirrored), equation.dimension, f, range);
  return estimateOf(averages(half(0), half(plan.steps)), alpha);
};
