/**
 * What is paid along a path, against what is claimed of its mean: J = e^{−A_T} k(X_T) + ∫ e^{−A} c ds has the mean E(x, t) if the path starts
 * at x at t.
 *
 * Subtracted from J is M = ∫ e^{−A} (∇E)ᵀ G dW, whose mean is 0 whatever E is, by Euler's method too: if the claim is true, J − E(x) − M is zero
 * along every path but for the step (Itô's formula), so that little variance is left (Newton, Variance reduction for simulated diffusions,
 * SIAM J. Appl. Math. 54, 1994).
 *
 * Paths start from several points; the mean of J − E(x), and of that times −1, 0, 1 by the point, are compared with 0, so that errors at
 * different points cannot cancel.
 */
import type { Condition, Expression } from '../../../kernel/expression.ts';
import { itoFormula } from '../../../calculus/ito-formula.ts';
import type { Process } from '../../../language/statement.ts';
import type { Place } from '../../../numeric/evaluate/evaluate.ts';
import type { World } from '../../../numeric/evaluate/world.ts';
import type { Functional } from '../../../numeric/paths/talay-tubaro.ts';
import { withConstants } from './constants.ts';
import type { Integral } from './dynamics.ts';
import { dynamicsOf, firstPossible } from './dynamics.ts';
import type { Judgement } from './judgement.ts';
import { functionsAt, startAtPoints, startPoints, valueAt } from './points.ts';
import type { PathWorld } from './setting.ts';
import { boxesFor, conductIn } from './setting.ts';
import { stateOf } from './state.ts';

export interface Payoff {
  readonly process: Process;
  readonly terminal: Expression;
  readonly running: Expression | null;
  readonly discount: Expression | null;
  readonly from: number;
  readonly to: number;
  readonly conditions: readonly Condition[];
  /** What adds the values of controls to a place, in a world. */
  readonly controls?: (world: World<number>) => (place: Place<number>) => Place<number>;
}

/** Discount first, so that it can weigh the rest. */
export const integralsOf = ({ running, discount }: Payoff): readonly Integral[] => [
  ...(discount === null ? [] : [{ size: 1, drift: discount, noise: new Map(), discounted: false }]),
  ...(running === null ? [] : [{ size: 1, drift: running, noise: new Map(), discounted: discount !== null }]),
];

/** J of a final state, whose integrals begin at `offset`. */
export const paidBy = ({ running, discount }: Payoff, terminal: Functional, offset: number): Functional => (x) => {
  const weight = discount === null ? 1 : Math.exp(-(x[offset] as number));
  return weight * terminal(x) + (running === null ? 0 : x[offset + (discount === null ? 0 : 1)] as number);
};

export const formulasOf = ({ process, terminal, running, discount }: Payoff): readonly Expression[] => [
  ...process.blocks.flatMap((b) => [b.drift, ...b.noises.map((n) => n.coefficient)]), terminal, ...(running === null ? [] : [running]), ...(discount === null ? [] : [discount]),
];

export const judgePayoff = (payoff: Payoff, value: Expression, paths: PathWorld, label: string, alpha: number): Judgement => {
  const { world, setting, stream } = paths;
  const state = stateOf(payoff.process, world);
  const { from, to } = payoff;
  const formulas = [...formulasOf(payoff), value];
  const { noises } = itoFormula(payoff.process, value, 'ito');
  const martingale: readonly Integral[] = noises.length === 0 ? []
    : [{ size: 1, drift: null, noise: new Map(noises.map((n) => [n.wiener, n.coefficient])), discounted: payoff.discount !== null, aid: true }];
  return firstPossible(boxesFor(paths, state.dimension, formulas), (box) => conductIn(paths, (of, rough) => {
    const points = startPoints(setting.interval, box, state, payoff.conditions, of, from);
    const values = points.map((x) => valueAt(value, of, state, x, from));
    const controls = payoff.controls?.(of);
    const integrals = integralsOf(payoff);
    const dynamics = dynamicsOf({ ...payoff, controls: controls ?? null, world: of, rough, box, integrals: [...integrals, ...martingale] });
    const paid = paidBy(payoff, functionsAt(payoff.terminal, of, state, box, to, rough)[0] as Functional, state.dimension);
    const at = dynamics.components;
    const aid = martingale.length === 0 ? null : state.dimension + integrals.length;
    const difference: Functional = (x) => paid(x) - (x[at] as number) - (aid === null ? 0 : x[aid] as number);
    const common = { range: null, expected: 0, tolerance: 0, variates: null, unit: Math.max(0.1, ...values.map(Math.abs)) };
    return {
      dynamics, components: at + 2, duration: to - from, alpha, stream: stream.split(label),
      equation: (equation) => withConstants(equation, 2), start: (own) => startAtPoints(points, values.map((v) => [v]), at, own),
      questions: [
        { ...common, name: 'what is paid, less the claimed value', functional: difference },
        ...byPoint(points.length, at + 1).map((weight) => ({ ...common, name: 'the same, weighted by the point', functional: (x: Float64Array) => weight(x) * difference(x) })),
      ],
    };
  }));
};

/** −1 … 1 by the number of the point, which stands at a place of the state; nothing for a single point. */
export const byPoint = (points: number, place: number): readonly Functional[] =>
  (points < 2 ? [] : [(x) => (2 * (x[place] as number)) / (points - 1) - 1]);
