/**
 * Weak extrapolation: an expectation by paths on coupled grids, with its error in two parts, of chance and of the step.
 *
 * The weak error of Euler's method has an expansion E f(X^h) = E f(X) + c h + O(h²), so that
 *
 *   S = 2 f(X^{h/2}) − f(X^h)   has   E S = E f(X) + O(h²).
 *
 * On a third grid, S' = 2 f(X^h) − f(X^{2h}); what remains of the bias of S is about E(S' − S)/3. The bound given is three
 * times that, that is the largest |E(S' − S)| that its own confidence interval allows. All grids share their Brownian path, so
 * S' − S varies little.
 *
 * f must have values in the range declared; S then lies in [2 least − most, 2 most − least], and both intervals are bets
 * (`statistics/betting.ts`), at half of alpha each.
 *
 * Source: Talay, Tubaro, Expansion of the global error for numerical schemes solving stochastic differential equations,
 * Stoch. Anal. Appl. 8 (1990).
 */
import type { ErrorEstimate } from '../accuracy/estimate.ts';
import type { KeyedStream } from '../random/streams.ts';
import type { Interval, Range } from '../statistics/betting.ts';
import { checkSample, confidenceInterval } from '../statistics/betting.ts';
import type { Method, Start, StochasticEquation } from './equation.ts';
import type { Plan } from './plan.ts';
import { coupledEndPoints } from './simulate.ts';

/** A number of a final state. The array is reused. */
export type Functional = (x: Float64Array) => number;

export interface MeanEstimate {
  readonly value: number;
  /** Of chance alone: holds E S with probability 1 − alpha/2. */
  readonly statistical: Interval;
  /** Of the step alone. */
  readonly discretisation: ErrorEstimate;
  /** What the value may be off by, both parts together; with probability alpha at most it is more. */
  readonly error: number;
  readonly alpha: number;
}

export interface Extrapolated {
  /** S, one a path, and the range of it. */
  readonly samples: Float64Array;
  readonly range: Range;
  /** S' − S, and the range of it. */
  readonly corrections: Float64Array;
  readonly correctionRange: Range;
  /** f(X^h) − f(X^{h/2}) and f(X^{2h}) − f(X^h): their means show the order. */
  readonly differences: readonly [Float64Array, Float64Array];
  readonly differenceRange: Range;
}

const valuesOf = (ends: Float64Array, dimension: number, f: Functional, range: Range): Float64Array => {
  const x = new Float64Array(dimension);
  return Float64Array.from({ length: ends.length / dimension }, (_, path) => {
    x.set(ends.subarray(path * dimension, (path + 1) * dimension));
    const value = f(x);
    checkSample(value, path, range);
    return value;
  });
};

/** From end points on three coupled grids, the finest first. */
export const extrapolate = (levels: readonly Float64Array[], dimension: number, f: Functional, range: Range): Extrapolated => {
  const [fine, middle, coarse] = [0, 1, 2].map((level) => valuesOf(levels[level] as Float64Array, dimension, f, range)) as
    [Float64Array, Float64Array, Float64Array];
  const width = range.most - range.least;
  const { least, most } = range;
  return {
    samples: fine.map((value, p) => 2 * value - (middle[p] as number)),
    range: { least: 2 * least - most, most: 2 * most - least },
    corrections: fine.map((value, p) => 3 * (middle[p] as number) - (coarse[p] as number) - 2 * value),
    // Added up as the corrections are, so that no rounding puts one of them outside; it is ±3 · width.
    correctionRange: { least: 3 * least - most - 2 * most, most: 3 * most - least - 2 * least },
    differences: [middle.map((value, p) => value - (fine[p] as number)), coarse.map((value, p) => value - (middle[p] as number))],
    differenceRange: { least: -width, most: width },
  };
};

const largest = ({ low, high }: Interval): number => Math.max(Math.abs(low), Math.abs(high));
const seen = ({ low, high }: Interval): boolean => low > 0 || high < 0;

/**
 * The observed order, where both differences can be told from 0 at level ½ %; the estimate is trusted where that order is
 * between ½ and 3/2, or where the bias is too small to be seen at all.
 */
const discretisationOf = ({ corrections, correctionRange, differences, differenceRange }: Extrapolated, alpha: number): ErrorEstimate => {
  const bound = largest(confidenceInterval(corrections, alpha, correctionRange));
  const [fine, coarse] = differences.map((one) => confidenceInterval(one, 0.005, differenceRange)) as [Interval, Interval];
  const order = seen(fine) && seen(coarse) ? Math.log2(Math.abs(coarse.mean / fine.mean)) : null;
  return { bound, by: 'Talay–Tubaro, 3 coupled grids', order, asymptotic: order === null || Math.abs(order - 1) < 0.5 };
};

export const estimateOf = (extrapolated: Extrapolated, alpha: number): MeanEstimate => {
  const statistical = confidenceInterval(extrapolated.samples, alpha / 2, extrapolated.range);
  const discretisation = discretisationOf(extrapolated, alpha / 2);
  const chance = Math.max(statistical.high - statistical.mean, statistical.mean - statistical.low);
  return { value: statistical.mean, statistical, discretisation, error: chance + discretisation.bound, alpha };
};

/** E f(X_T), f with values in the range. `plan.steps`, of the finest grid, must be a multiple of 4. */
export const talayTubaro = (
  equation: StochasticEquation, method: Method, start: Start, plan: Plan, f: Functional, range: Range, alpha: number, stream: KeyedStream,
): MeanEstimate =>
  estimateOf(extrapolate(coupledEndPoints(equation, method, start, plan, 3, stream), equation.dimension, f, range), alpha);
