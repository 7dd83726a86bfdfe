/**
 * Path-integral control: value and optimal control from uncontrolled paths.
 *
 * The problem: minimise E[ ∫_t^T (½|u|² + q(s, X)) ds + φ(X_T) ] over u, where dX = (f + G u) ds + √λ G dW. The logarithmic
 * transformation makes its equation linear, and with paths of u = 0 and S = ∫ q ds + φ(X_T)
 *
 *   V(x, t) = −λ log E e^{−S/λ},        u*(x, t) = lim_{δ→0} √λ E[ e^{−S/λ} (W_{t+δ} − W_t) ] / (δ E e^{−S/λ}).
 *
 * With the window δ > 0 the second is the mean of the optimal control over [t, t+δ]; what the window does is estimated by
 * twice as long a window, and is part of `discretisation`. All parts are extrapolated in the step on coupled grids.
 *
 * The increment over the window has a deviation of √δ, so that the mean over it would be the noisier the shorter it is. So each
 * path is taken together with the one that is mirrored in the window alone: of e^{−S/λ} W only half the difference of the two
 * weights remains, which is of the order √δ, and the deviation stays bounded. The increment is cut off at five deviations, which
 * changes a mean by at most 1.07·10^−7 deviations and gives it a range.
 *
 * The costs must be bounded below, S ≥ leastCost on every path, so that e^{−S/λ} has a range.
 *
 * Source: Kappen, Path integrals and symmetry breaking for optimal control theory, J. Stat. Mech. (2005) P11011.
 */
import { NumericError } from '../numeric-error.ts';
import type { KeyedStream } from '../random/streams.ts';
import type { Interval, Range } from '../statistics/betting.ts';
import type { Start, StochasticEquation } from './equation.ts';
import { eulerMaruyama } from './euler-maruyama.ts';
import type { Plan } from './plan.ts';
import { startRunning, withRunning } from './running.ts';
import { averages } from './antithetic.ts';
import { coupledEndPoints } from './simulate.ts';
import type { Extrapolated, Functional, MeanEstimate } from './talay-tubaro.ts';
import { estimateOf, extrapolate } from './talay-tubaro.ts';

export interface PathIntegral {
  /** f, and the G by which control and noise enter; the noise of the paths is √λ G. */
  readonly equation: StochasticEquation;
  readonly lambda: number;
  /** q; left out: 0. */
  readonly running?: (t: number, x: Float64Array) => number;
  /** φ. */
  readonly terminal: Functional;
  readonly leastCost: number;
}

/** A value with an interval that holds it, but for probability alpha, and the parts of its width. */
export interface Enclosed {
  readonly value: number;
  readonly low: number;
  readonly high: number;
  /** Half-widths of what chance and what the step (and the window) may do. */
  readonly statistical: number;
  readonly discretisation: number;
  readonly asymptotic: boolean;
  readonly alpha: number;
}

export interface PathIntegralResult {
  readonly value: Enclosed;
  /** One a component of the control. */
  readonly control: readonly Enclosed[];
}

/** The coarsest grid has this many times fewer steps than the finest; a window is one of its steps, and two. */
const COARSENING = 4;

const uncontrolled = ({ dimension, noises, drift, diffusion }: StochasticEquation, lambda: number): StochasticEquation => ({
  dimension, noises, drift,
  diffusion: (t, x, out) => {
    diffusion(t, x, out);
    for (let i = 0; i < out.length; i++) out[i] = Math.sqrt(lambda) * (out[i] as number);
  },
});

/** The state is (X, S without φ, W over one window, W over two). */
const augmented = (problem: PathIntegral, plan: Plan, window: number): StochasticEquation => {
  const { noises } = problem.equation;
  // A quarter of the finest step tells the steps before the end of a window from those after, whatever the rounding.
  const margin = (plan.horizon - plan.from) / plan.steps / 4;
  return withRunning(uncontrolled(problem.equation, problem.lambda), {
    count: 1 + 2 * noises,
    rate: (t, x, _, out) => {
      out.fill(0);
      out[0] = problem.running?.(t, x) ?? 0;
    },
    noise: (t, _, _state, out) => {
      out.fill(0);
      for (const w of [1, 2]) {
        if (t > plan.from + w * window - margin) continue;
        for (let j = 0; j < noises; j++) out[(1 + (w - 1) * noises + j) * noises + j] = 1;
      }
    },
  });
};

/** 2 (φ(5) − 5 (1 − Φ(5))): what is cut off of one mean, in deviations; three of them come together. */
const [CUT, CUT_OFF] = [5, 1.07e-7];
/** Of the size of a sample that is at the end of its range. */
const ROUNDING = 1e-12;

const subtract = (a: Float64Array, b: Float64Array): Float64Array => a.map((value, i) => value - (b[i] as number));

/** Of samples from the same paths, with the ranges that weights in [0, 1] times numbers in [−most, most] have. */
const ranged = (samples: Pick<Extrapolated, 'samples' | 'corrections' | 'differences'>, most: number): Extrapolated => ({
  ...samples,
  range: { least: -2 * most, most: 2 * most },
  correctionRange: { least: -3 * most, most: 3 * most },
  differenceRange: { least: -most, most },
});

const difference = (a: Extrapolated, b: Extrapolated): Pick<Extrapolated, 'samples' | 'corrections' | 'differences'> => ({
  samples: subtract(a.samples, b.samples),
  corrections: subtract(a.corrections, b.corrections),
  differences: [subtract(a.differences[0], b.differences[0]), subtract(a.differences[1], b.differences[1])],
});

const halfWidth = ({ statistical }: MeanEstimate): number => (statistical.high - statistical.low) / 2;

/** [low, high] with both parts of the error. */
const widened = ({ statistical, discretisation }: MeanEstimate): Pick<Interval, 'low' | 'high'> =>
  ({ low: statistical.low - discretisation.bound, high: statistical.high + discretisation.bound });

const valueFrom = (weight: MeanEstimate, lambda: number, alpha: number): Enclosed => {
  const { low, high } = widened(weight);
  if (!(low > 0)) {
    throw new NumericError('vanished', `the mean weight exp(−S/λ) cannot be told from 0: ${weight.value} ± ${weight.error}`,
      'take more paths, a larger λ, or a larger least cost');
  }
  return {
    value: -lambda * Math.log(weight.value), low: -lambda * Math.log(high), high: -lambda * Math.log(low), alpha,
    statistical: (lambda * halfWidth(weight)) / low, discretisation: (lambda * weight.discretisation.bound) / low,
    asymptotic: weight.discretisation.asymptotic,
  };
};

/** The quotient of two enclosed means, the second positive, and of the bias that the window may have. */
const controlFrom = (one: MeanEstimate, bias: MeanEstimate, weight: MeanEstimate, cutOff: number, alpha: number): Enclosed => {
  const [above, below, off] = [widened(one), widened(weight), widened(bias)];
  const quotients = [above.low, above.high].flatMap((a) => [a / below.low, a / below.high]);
  const windowBias = Math.max(Math.abs(off.low), Math.abs(off.high)) / below.low + cutOff / below.low;
  const value = one.value / weight.value;
  const statistical = (halfWidth(one) + Math.abs(value) * halfWidth(weight)) / below.low;
  return {
    value, low: Math.min(...quotients) - windowBias, high: Math.max(...quotients) + windowBias, statistical,
    discretisation: windowBias + (one.discretisation.bound + Math.abs(value) * weight.discretisation.bound) / below.low,
    asymptotic: one.discretisation.asymptotic && weight.discretisation.asymptotic, alpha,
  };
};

/**
 * V and u* at the start of the plan, at joint level alpha. `plan.steps`, those of the finest grid, must be a multiple of 8 at
 * the least. The window is one step of the coarsest grid.
 */
export const pathIntegral = (problem: PathIntegral, start: Start, plan: Plan, alpha: number, stream: KeyedStream): PathIntegralResult => {
  const { equation: { dimension, noises }, lambda, terminal, leastCost } = problem;
  if (!Number.isFinite(leastCost)) throw new NumericError('not-applicable', `a least cost of ${leastCost}`, 'give a number that no path undercuts');
  if (!(lambda > 0)) throw new NumericError('not-applicable', `path-integral control with λ = ${lambda}`, 'take λ > 0');
  if (plan.steps % (2 * COARSENING) !== 0) {
    throw new NumericError('step-too-long', `${plan.steps} steps do not hold two windows`, `take a multiple of ${2 * COARSENING}`);
  }
  const window = (COARSENING * (plan.horizon - plan.from)) / plan.steps;
  const larger = augmented(problem, plan, window);
  const ends = [0, 1, 2].map((windows) =>
    coupledEndPoints(larger, eulerMaruyama, startRunning(start, dimension), plan, 3, stream, windows * COARSENING));
  const x = new Float64Array(dimension);
  const weightOf: Functional = (state) => {
    x.set(state.subarray(0, dimension));
    return Math.exp(-((state[dimension] as number) + terminal(x)) / lambda);
  };
  const heaviest = Math.exp(-leastCost / lambda);
  const each = alpha / (1 + 2 * noises);
  const on = (windows: 0 | 1 | 2, f: Functional, range: Range): Extrapolated =>
    extrapolate(ends[windows] as readonly Float64Array[], larger.dimension, f, range);
  const weight = estimateOf(on(0, weightOf, { least: 0, most: heaviest }), each);
  const value = valueFrom(weight, lambda, alpha);
  const control = Array.from({ length: noises }, (_, j): Enclosed => {
    const at = dimension + 1 + j;
    /** √λ W/δ over one window or two, and how large it may be. */
    const size = (windows: 1 | 2): number => (1 + ROUNDING) * heaviest * CUT * Math.sqrt(lambda / (windows * window));
    const over = (windows: 1 | 2): Extrapolated => {
      const deviation = Math.sqrt(windows * window);
      const f: Functional = (state) => {
        const standard = (state[at + (windows - 1) * noises] as number) / deviation;
        return (weightOf(state) * Math.max(-CUT, Math.min(CUT, standard)) * Math.sqrt(lambda)) / deviation;
      };
      const range = { least: -size(windows), most: size(windows) };
      return ranged(averages(on(0, f, range), on(windows, f, range)), range.most);
    };
    const [once, twice] = [over(1), over(2)];
    const one = estimateOf(once, each);
    const bias = estimateOf(ranged(difference(twice, once), size(1) + size(2)), each);
    return controlFrom(one, bias, weight, 3 * (size(1) / CUT) * CUT_OFF, alpha);
  });
  return { value, control };
};
