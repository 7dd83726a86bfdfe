/**
 * "u = law is optimal": the paths under the best control are those under any other, reweighted.
 *
 * Where the price of control matches the noise (`matched.ts`), for every control v with B v = G θ and every f
 *
 *   E_u f(X_T) = E_v[ w f(X_T) ],   log w = −(S_v − V(x, t))/λ − ∫ θ·dW,
 *
 * with S_v what is paid along a path, if u is the best control and V the value (Girsanov). Here v = u/2, so that the weights vary little. Both
 * sides are drawn with the same noise, and the mean of their difference is compared with 0 for waves f of two lengths in each coordinate:
 * direct sampling against the weighted estimator. For a control without running cost u is Doob's transform.
 *
 * Source: Girsanov, On transforming a certain class of stochastic processes by absolutely continuous substitution of measures, Theory Probab.
 * Appl. 5 (1960); Kappen, Path integrals and symmetry breaking for optimal control theory, J. Stat. Mech. (2005) P11011.
 * Errors: those of `matched.ts`; 'not-applicable' in the plane, where the weights have heavy tails, and for a discounted cost.
 */
import { NumericError } from '../../../numeric/numeric-error.ts';
import type { Functional } from '../../../numeric/paths/talay-tubaro.ts';
import { withConstants } from './constants.ts';
import type { Dynamics, Integral } from './dynamics.ts';
import { dynamicsOf, firstPossible } from './dynamics.ts';
import type { Judgement } from './judgement.ts';
import { matchedNoise } from './matched.ts';
import { beside } from './optimal.ts';
import type { Payoff } from './payoff.ts';
import { formulasOf, integralsOf, paidBy } from './payoff.ts';
import { functionsAt, startAtPoints, startPoints, valueAt } from './points.ts';
import type { PathWorld } from './setting.ts';
import { boxesFor, conductIn } from './setting.ts';
import { stateOf } from './state.ts';
import type { Controlled } from './weights.ts';

export const judgeReweighted = (
  { problem, value, controls }: Omit<Controlled, 'errors'>, payoff: Omit<Payoff, 'controls'>, paths: PathWorld, label: string, alpha: number,
): Judgement => {
  if (payoff.discount !== null) throw new NumericError('not-applicable', 'the cost is discounted', 'path weights are for costs that are not');
  const { world, setting, stream } = paths;
  const state = stateOf(payoff.process, world);
  const { from, to } = payoff;
  // In the plane it would take several times as long as all else, and see less than the weights themselves.
  if (state.dimension > 1) throw new NumericError('not-applicable', 'paths are reweighted on the line alone', 'look at one dimension');
  const sign = problem.sense === 'minimize' ? 1 : -1;
  return firstPossible(boxesFor(paths, state.dimension, [...formulasOf(payoff), value]), (box) => conductIn(paths, (of, rough) => {
    const points = startPoints(setting.interval, box, state, payoff.conditions, of, from);
    const values = points.map((x) => valueAt(value, of, state, x, from));
    const { temperature, shift } = matchedNoise(problem, of, state, points.flatMap((x) => [from, to].map((t) => state.place(x, t))), sign);
    const change: Integral = { size: 1, drift: null, noise: new Map(), byColumn: shift, discounted: false };
    const half = (factor: number): Dynamics => dynamicsOf({ ...payoff, world: of, rough, box, integrals: [...integralsOf(payoff), change], controls: controls(of, factor / 2) });
    const whole = (factor: number): Dynamics => dynamicsOf({ ...payoff, world: of, rough, box, controls: controls(of, factor) });
    const [other, own] = [half(1), whole(1)];
    const dynamics: Dynamics = {
      state, components: other.components + own.components, equation: beside(other.equation, own.equation), parts: ['the law'],
      altered: ({ size }) => beside(half(1 + size).equation, whole(1 + size).equation), outside: () => Math.max(other.outside(), own.outside()),
    };
    const paid = paidBy(payoff, functionsAt(payoff.terminal, of, state, box, to, rough)[0] as Functional, state.dimension);
    const at = dynamics.components;
    const weight: Functional = (x) => Math.exp((-sign * (paid(x) - (x[at] as number))) / temperature - (x[other.components - 1] as number));
    const common = { range: null, expected: 0, tolerance: 0, variates: null, unit: 1 };
    return {
      dynamics, components: at + 2, duration: to - from, alpha, stream: stream.split(label),
      equation: (equation) => withConstants(equation, 2),
      start: (stream_) => {
        const start = startAtPoints(points, values.map((v) => [v]), at, stream_);
        return (first, count, out) => {
          start(first, count, out);
          for (let k = 0; k < state.dimension; k++) (out[other.components + k] as Float64Array).set((out[k] as Float64Array).subarray(0, count));
        };
      },
      questions: wavesIn(setting.interval, state.dimension).map(({ name, wave }) => ({
        ...common, name: `${name}, weighted against direct`, functional: (x: Float64Array) => weight(x) * wave(x, 0) - wave(x, other.components),
      })),
    };
  }));
};

/** Of the half-width of the interval: in waves, and at two phases. */
const FREQUENCIES: readonly number[] = [2, 5];

const wavesIn = ([low, high]: readonly [number, number], dimension: number): readonly { readonly name: string; readonly wave: (x: Float64Array, offset: number) => number }[] =>
  Array.from({ length: dimension }, (_, k) => k).flatMap((k) => FREQUENCIES.flatMap((frequency) => (['sin', 'cos'] as const).map((name) => {
    const [middle, omega] = [(low + high) / 2, (2 * frequency) / (high - low)];
    return { name: `${name}(${omega.toPrecision(4)} (x${k + 1} − ${middle.toPrecision(4)}))`, wave: (x: Float64Array, offset: number) => Math[name](omega * ((x[offset + k] as number) - middle)) };
  })));
