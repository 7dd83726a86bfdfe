/**
 * Change of measure by paths, with both sides bounded.
 *
 * Under P, dX = f dt + G dW; under Q, dX = (f + G u) dt + G dW. Girsanov: dQ/dP = Z with d log Z = u·dW − ½|u|² dt along P,
 * Z = 1 at the start. Weights have heavy tails, and normal intervals for their means are wrong by orders of magnitude; but for
 * every K > 0 and f with values in [0, 1]
 *
 *   E_P[ min(Z, K) f(X_T) ] = E_Q[ min(1, K/Z) f(X_T) ],
 *
 * where the left has values in [0, K] and the right in [0, 1]. For Euler's method this identity holds **exactly**, whatever the
 * step, since each increment is normal and is shifted by u h: no bias enters.
 *
 * A claimed weight may differ from Girsanov's: it is given by its own rate and noise, and the test tells whether it is right.
 *
 * Source: Girsanov, On transforming a certain class of stochastic processes by absolutely continuous substitution of measures,
 * Theory Probab. Appl. 5 (1960).
 */
import { NumericError } from '../numeric-error.ts';
import type { KeyedStream } from '../random/streams.ts';
import type { Interval, MeanTest } from '../statistics/betting.ts';
import { compareMeans, differenceInterval } from '../statistics/two-sample.ts';
import type { Start, StochasticEquation } from './equation.ts';
import { eulerMaruyama } from './euler-maruyama.ts';
import type { Plan } from './plan.ts';
import { startRunning, withRunning } from './running.ts';
import { endPoints } from './simulate.ts';
import type { Functional } from './talay-tubaro.ts';

type Field = (t: number, x: Float64Array, out: Float64Array) => void;

/** d log Z = rate dt + noise · dW along P. */
export interface LogWeight {
  readonly rate: (t: number, x: Float64Array) => number;
  readonly noise: Field;
}

export interface ChangeOfMeasure {
  readonly equation: StochasticEquation;
  /** u, one entry a noise. */
  readonly shift: Field;
  /** The weight claimed; left out: Girsanov's. */
  readonly weight?: LogWeight;
  /** f, with values in [0, 1]. */
  readonly functional: Functional;
  /** K; 2 unless another is given. */
  readonly truncation?: number;
}

/** Samples of both sides, from independent paths. */
export interface GirsanovSamples {
  /** min(Z, K) f under P, in [0, K]. */
  readonly weighted: Float64Array;
  /** min(1, K/Z) f under Q, in [0, 1]. */
  readonly shifted: Float64Array;
  readonly truncation: number;
}

export const girsanovWeight = (shift: Field, noises: number): LogWeight => {
  const u = new Float64Array(noises);
  return {
    rate: (t, x) => {
      shift(t, x, u);
      return -0.5 * u.reduce((sum, value) => sum + value * value, 0);
    },
    noise: shift,
  };
};

/** X under Q. */
const shiftedEquation = (equation: StochasticEquation, shift: Field): StochasticEquation => {
  const { dimension, noises, drift, diffusion } = equation;
  const [G, u] = [new Float64Array(dimension * noises), new Float64Array(noises)];
  return {
    ...equation,
    drift: (t, x, out) => {
      drift(t, x, out);
      diffusion(t, x, G);
      shift(t, x, u);
      for (let i = 0; i < dimension; i++) {
        for (let j = 0; j < noises; j++) out[i] = (out[i] as number) + (G[i * noises + j] as number) * (u[j] as number);
      }
    },
  };
};

/** (X, log Z); under Q the increment of P is dW + u dt, so that the rate of log Z gains noise · u. */
const weightedEquation = (equation: StochasticEquation, weight: LogWeight, underQ: Field | null): StochasticEquation => {
  const [g, u] = [new Float64Array(equation.noises), new Float64Array(equation.noises)];
  return withRunning(underQ === null ? equation : shiftedEquation(equation, underQ), {
    count: 1,
    rate: (t, x, _, out) => {
      let sum = weight.rate(t, x);
      if (underQ !== null) {
        weight.noise(t, x, g);
        underQ(t, x, u);
        sum += g.reduce((total, value, j) => total + value * (u[j] as number), 0);
      }
      out[0] = sum;
    },
    noise: (t, x, _, out) => weight.noise(t, x, out),
  });
};

export const girsanovSamples = (change: ChangeOfMeasure, start: Start, plan: Plan, stream: KeyedStream): GirsanovSamples => {
  const { equation, shift, functional, truncation = 2 } = change;
  if (!(truncation > 0 && truncation < Infinity)) {
    throw new NumericError('not-applicable', `weights truncated at ${truncation}`, 'truncate them at a positive number');
  }
  const { dimension, noises } = equation;
  const weight = change.weight ?? girsanovWeight(shift, noises);
  const x = new Float64Array(dimension);
  const side = (larger: StochasticEquation, label: string, factor: (logWeight: number) => number): Float64Array => {
    const ends = endPoints(larger, eulerMaruyama, startRunning(start, dimension), plan, stream.split(label));
    return Float64Array.from({ length: plan.paths }, (_, p) => {
      const at = p * (dimension + 1);
      x.set(ends.subarray(at, at + dimension));
      return factor(ends[at + dimension] as number) * functional(x);
    });
  };
  const level = Math.log(truncation);
  return {
    weighted: side(weightedEquation(equation, weight, null), 'P', (log) => Math.min(Math.exp(log), truncation)),
    shifted: side(weightedEquation(equation, weight, shift), 'Q', (log) => Math.min(1, Math.exp(level - log))),
    truncation,
  };
};

/** Do both sides agree? `mean` is weighted − shifted; the interval, at the same level, holds the true difference. */
export const testGirsanov = (
  change: ChangeOfMeasure, start: Start, plan: Plan, alpha: number, stream: KeyedStream,
): MeanTest & { readonly interval: Interval } => {
  const { weighted, shifted, truncation } = girsanovSamples(change, start, plan, stream);
  const ranges = { left: { least: 0, most: truncation }, right: { least: 0, most: 1 } };
  return { ...compareMeans(weighted, shifted, alpha, { ranges }), interval: differenceInterval(weighted, shifted, alpha, ranges) };
};
