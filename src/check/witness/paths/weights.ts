/**
 * "u = law is optimal", "V is value": under the best control the path weights have no variance.
 *
 * Where the price of control matches the noise (`matched.ts`), let θ shift the noise as the control shifts the drift, B u = G θ, and let paths
 * run under the law. With S the cost that is paid along a path, that of control included,
 *
 *   log w = −(S − V(x, t))/λ − ∫ θ·dW,      w = e^{−S₀/λ} (dP₀/dP) / E₀ e^{−S₀/λ}   (S₀: without the cost of control, P₀: without control)
 *
 * where V is the value and u the best control: then w = 1 on every path. Another law makes w vary, another value shifts it. By Euler's
 * method the variance is of the order of the step, and is extrapolated on coupled grids.
 *
 * Two means are compared with 0: that of (log w)², whose root is the relative deviation of the weights where it is small, and is told; and
 * that of log w times tanh of ∫ θ·dW over its deviation, to which an error in the law contributes by its first power. Both are bounded as
 * `statistic.ts` says.
 *
 * Source: Kappen, Path integrals and symmetry breaking for optimal control theory, J. Stat. Mech. (2005) P11011; Thijssen, Kappen, Path
 * integral control and state-dependent feedback, Phys. Rev. E 91 (2015) 032104.
 * Errors: those of `matched.ts`; 'not-applicable' for a discounted cost.
 */
import type { Expression } from '../../../kernel/expression.ts';
import type { Problem } from '../../../language/statement.ts';
import type { Place } from '../../../numeric/evaluate/evaluate.ts';
import type { World } from '../../../numeric/evaluate/world.ts';
import { NumericError } from '../../../numeric/numeric-error.ts';
import type { Functional } from '../../../numeric/paths/talay-tubaro.ts';
import { withConstants } from './constants.ts';
import type { Dynamics, Integral } from './dynamics.ts';
import { dynamicsOf, firstPossible } from './dynamics.ts';
import type { Judgement } from './judgement.ts';
import { matchedNoise } from './matched.ts';
import type { Payoff } from './payoff.ts';
import { formulasOf, integralsOf, paidBy } from './payoff.ts';
import { functionsAt, startAtPoints, startPoints, valueAt } from './points.ts';
import type { PathWorld } from './setting.ts';
import { boxesFor, conductIn } from './setting.ts';
import { stateOf } from './state.ts';

export interface Controlled {
  readonly problem: Problem;
  readonly value: Expression;
  /** What adds all controls to a place, the claimed one times the factor. */
  readonly controls: (world: World<number>, factor: number) => (place: Place<number>) => Place<number>;
  /** Which errors are asked for: of the law that is claimed, or, where it follows from a value, of the parts of the problem. */
  readonly errors: 'of the law' | 'of the problem';
}

export const judgeWeights = ({ problem, value, controls, errors }: Controlled, payoff: Omit<Payoff, 'controls'>, paths: PathWorld, label: string, alpha: number): Judgement => {
  if (payoff.discount !== null) throw new NumericError('not-applicable', 'the cost is discounted', 'path weights are for costs that are not');
  const { world, setting, stream } = paths;
  const state = stateOf(payoff.process, world);
  const { from, to } = payoff;
  const sign = problem.sense === 'minimize' ? 1 : -1;
  return firstPossible(boxesFor(paths, state.dimension, [...formulasOf(payoff), value]), (box) => conductIn(paths, (of, rough) => {
    const points = startPoints(setting.interval, box, state, payoff.conditions, of, from);
    const values = points.map((x) => valueAt(value, of, state, x, from));
    const places = points.flatMap((x) => [from, to].map((t) => state.place(x, t)));
    const { temperature, shift } = matchedNoise(problem, of, state, places, sign);
    const change: Integral = { size: 1, drift: null, noise: new Map(), byColumn: shift, discounted: false, aid: true };
    const integrals = [...integralsOf(payoff), change];
    const under = (factor: number): Dynamics => dynamicsOf({ ...payoff, world: of, rough, box, integrals, controls: controls(of, factor) });
    const own = under(1);
    const dynamics: Dynamics = errors === 'of the problem' ? own : { ...own, parts: ['the law'], altered: ({ size }) => under(1 + size).equation };
    const paid = paidBy(payoff, functionsAt(payoff.terminal, of, state, box, to, rough)[0] as Functional, state.dimension);
    const at = dynamics.components;
    const changed: Functional = (x) => x[at - 1] as number;
    /** −log w. */
    const excess: Functional = (x) => (sign * (paid(x) - (x[at] as number))) / temperature + changed(x);
    const common = { range: null, expected: 0, tolerance: 0, variates: null, unit: 1 };
    return {
      dynamics, components: at + 2, duration: to - from, alpha, stream: stream.split(label),
      equation: (equation) => withConstants(equation, 2), start: (stream_) => startAtPoints(points, values.map((v) => [v]), at, stream_),
      told: 0,
      questions: [
        { ...common, name: 'the relative deviation of the path weights', functional: excess, bounded: 'square' },
        { ...common, name: 'the path weights against the change of measure', functional: excess, bounded: 'value', times: changed },
      ],
    };
  }));
};
