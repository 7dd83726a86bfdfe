/**
 * The formula of Feynman and Kac by paths: for dX = f dt + G dW,
 *
 *   h(x, t) = E[ e^{−A_T} φ(X_T) + ∫_t^T e^{−A_s} c(s, X_s) ds | X_t = x ],   A_s = ∫_t^s r dv,
 *
 * solves ∂t h + f·∇h + ½ GGᵀ:∇²h − r h + c = 0 with h = φ at T. Discount and running part are further components of the state
 * (`running.ts`); the expectation is extrapolated and bounded as in `talay-tubaro.ts`.
 *
 * The range must hold e^{−A}φ + ∫e^{−A}c on every path; with r ≥ 0, φ in [0, 1] and no c it is [0, 1].
 *
 * Source: Kac, On distributions of certain Wiener functionals, Trans. Amer. Math. Soc. 65 (1949).
 */
import type { KeyedStream } from '../random/streams.ts';
import type { Range } from '../statistics/betting.ts';
import type { Start, StochasticEquation } from './equation.ts';
import { eulerMaruyama } from './euler-maruyama.ts';
import type { Plan } from './plan.ts';
import { startRunning, withRunning } from './running.ts';
import type { Functional, MeanEstimate } from './talay-tubaro.ts';
import { talayTubaro } from './talay-tubaro.ts';

type Rate = (t: number, x: Float64Array) => number;

export interface Expectation {
  /** φ. */
  readonly terminal: Functional;
  /** r; left out: 0. */
  readonly discount?: Rate;
  /** c; left out: 0. */
  readonly running?: Rate;
  readonly range: Range;
}

export const feynmanKac = (
  equation: StochasticEquation, { terminal, discount, running, range }: Expectation, start: Start, plan: Plan, alpha: number, stream: KeyedStream,
): MeanEstimate => {
  const { dimension } = equation;
  const larger = withRunning(equation, {
    count: 2,
    rate: (t, x, state, out) => {
      out[0] = discount?.(t, x) ?? 0;
      out[1] = Math.exp(-(state[dimension] as number)) * (running?.(t, x) ?? 0);
    },
  });
  const x = new Float64Array(dimension);
  const functional = (state: Float64Array): number => {
    x.set(state.subarray(0, dimension));
    return Math.exp(-(state[dimension] as number)) * terminal(x) + (state[dimension + 1] as number);
  };
  return talayTubaro(larger, eulerMaruyama, startRunning(start, dimension), plan, functional, range, alpha, stream);
};
