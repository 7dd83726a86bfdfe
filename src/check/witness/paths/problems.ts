/**
 * Claims about a problem of control, each looked at in several ways.
 *
 * Of a value: the mean cost of the law that is best for it; the path weights under that law; and, where the price of control matches the noise,
 * its exponential by paths without control, E₀ e^{−S₀/λ} = e^{−V/λ}: Kappen's path integral, for which no control need be known.
 * Of an optimal law: no small change of it changes the mean cost to first order; its path weights have no variance; its paths are those
 * without control, reweighted; and its cost is the value, if one is claimed.
 */
import { hamiltonian } from '../../../calculus/hjb.ts';
import type { Expression } from '../../../kernel/expression.ts';
import { exp, minus, numberOf, plus, times } from '../../../kernel/expression.ts';
import type { Rational } from '../../../kernel/rational.ts';
import { rational } from '../../../kernel/rational.ts';
import type { Claim, ClaimBody, Problem } from '../../../language/statement.ts';
import type { Place } from '../../../numeric/evaluate/evaluate.ts';
import type { World } from '../../../numeric/evaluate/world.ts';
import { NumericError } from '../../../numeric/numeric-error.ts';
import { byLaw, byOptimum, withoutControl } from './controls.ts';
import { firstPossible } from './dynamics.ts';
import type { Judgement } from './judgement.ts';
import { matchedNoise } from './matched.ts';
import { judgeVariation } from './optimal.ts';
import type { Payoff } from './payoff.ts';
import { judgePayoff } from './payoff.ts';
import { startPoints, valueAt } from './points.ts';
import type { PathWorld } from './setting.ts';
import { boxesFor } from './setting.ts';
import { stateOf } from './state.ts';
import { judgeReweighted } from './reweighted.ts';
import { together } from './together.ts';
import { judgeWeights } from './weights.ts';

type Body<Kind extends ClaimBody['kind']> = Extract<ClaimBody, { readonly kind: Kind }>;
type Controls = (place: Place<number>) => Place<number>;

/** Of the horizon: when paths start; the next where they spread too far until its end. */
export const STARTS: readonly number[] = [0.15, 0.7];

/** With the payoff from the first time at which it can be made. */
const earliest = (problem: Problem, value: Expression, paths: PathWorld, claim: Claim) => (make: (payoff: Omit<Payoff, 'controls'>) => Judgement): Judgement =>
  firstPossible(STARTS, (start) => make(payoffOf(problem, value, paths, claim, start)));

export const judgeValue = (claim: Claim, { problem, value }: Body<'value'>, paths: PathWorld, alpha: number): Judgement => {
  const best = hamiltonian(problem, value);
  const from = earliest(problem, value, paths, claim);
  const controls = (of: World<number>): Controls => byOptimum(problem.controls, best, of, problem.sense);
  return together([
    { name: 'the cost of the best law', supports: true, judge: (level) => from((payoff) => judgePayoff({ ...payoff, controls }, value, paths, claim.text, level)) },
    { name: 'path weights', supports: true, special: true, judge: (level) => from((payoff) => judgeWeights({ problem, value, controls, errors: 'of the problem' }, payoff, paths, `${claim.text} weights`, level)) },
    { name: 'paths without control', supports: true, special: true, judge: (level) => from((payoff) => judgePathIntegral(problem, value, payoff, paths, `${claim.text} path integral`, level)) },
  ], alpha);
};

export const judgeOptimal = (claim: Claim, body: Body<'optimal'>, value: Expression, paths: PathWorld, alpha: number): Judgement => {
  const { problem, control, law } = body;
  const from = earliest(problem, value, paths, claim);
  const free = problem.controls.filter((c) => c.name !== control.name);
  const best = hamiltonian(problem, value);
  const others = (of: World<number>): Controls => (free.length === 0 ? (place) => place : byOptimum(free, best, of, problem.sense));
  const controls = (of: World<number>, factor = 1): Controls => {
    const [own, rest] = [byLaw(control, law, of, factor), others(of)];
    return (place) => rest(own(place));
  };
  return together([
    { name: 'the slope of the cost', supports: true, judge: (level) => from((payoff) => judgeVariation({ control, law, value, others }, payoff, paths, claim.text, level)) },
    { name: 'path weights', supports: true, special: true, judge: (level) => from((payoff) => judgeWeights({ problem, value, controls, errors: 'of the law' }, payoff, paths, `${claim.text} weights`, level)) },
    { name: 'reweighted paths', supports: true, special: true, judge: (level) => from((payoff) => judgeReweighted({ problem, value, controls }, payoff, paths, `${claim.text} reweighted`, level)) },
    ...(body.value === null ? []
      : [{ name: 'its cost', supports: false, judge: (level: number) => from((payoff) => judgePayoff({ ...payoff, controls }, value, paths, `${claim.text} cost`, level)) }]),
  ], alpha);
};

/** E₀[exp(−(S₀ − V₀)/λ)] = exp(−(V − V₀)/λ), V₀ the value at one of the points, so that no exponential is very large or small. */
export const judgePathIntegral = (problem: Problem, value: Expression, payoff: Omit<Payoff, 'controls'>, paths: PathWorld, label: string, alpha: number): Judgement => {
  if (payoff.discount !== null) throw new NumericError('not-applicable', 'the cost is discounted', 'path weights are for costs that are not');
  const { world, setting } = paths;
  const state = stateOf(payoff.process, world);
  const sign = problem.sense === 'minimize' ? 1 : -1;
  const [box] = boxesFor(paths, state.dimension, []);
  if (box === undefined) throw new TypeError('no box');
  const points = startPoints(setting.interval, box, state, payoff.conditions, world, payoff.from);
  const { temperature } = matchedNoise(problem, world, state, points.flatMap((x) => [payoff.from, payoff.to].map((t) => state.place(x, t))), sign);
  const middle = valueAt(value, world, state, points[points.length >> 1] as readonly number[], payoff.from);
  const [rate, base] = [numberOf(dyadic(sign / temperature)), numberOf(dyadic(middle))];
  const transformed = (cost: Expression): Expression => exp(times(rate, plus(base, minus(cost))));
  return judgePayoff({
    ...payoff, terminal: transformed(payoff.terminal), running: null, discount: times(rate, problem.running), controls: (of) => withoutControl(problem.controls, of),
  }, transformed(value), paths, label, alpha);
};

/** Within 2^−52 of a number, of its size. */
const dyadic = (value: number): Rational => {
  const exponent = value === 0 ? 0 : Math.floor(Math.log2(Math.abs(value))) - 52;
  const mantissa = BigInt(Math.round(value * 2 ** -exponent));
  return exponent < 0 ? rational(mantissa, 2n ** BigInt(-exponent)) : rational(mantissa * 2n ** BigInt(exponent), 1n);
};

/** To the horizon; without one, a while, at whose end the value itself is paid: Bellman's principle. */
export const payoffOf = (problem: Problem, value: Expression, { setting }: PathWorld, { where }: Claim, start: number): Payoff => ({
  process: problem.process, terminal: problem.terminal ?? value, running: problem.running, discount: problem.discount,
  from: start * setting.horizon, to: setting.horizon, conditions: where,
});
