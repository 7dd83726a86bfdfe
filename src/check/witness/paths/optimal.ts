/**
 * "u = law is optimal": no small change of the law changes the mean of what is paid to first order.
 *
 * Two paths with the same noise, one under the law plus ε in every component, one under the law minus ε: (J⁺ − J⁻)/2ε has the mean
 * E ∫ ∂_u H(X, u) ds + O(ε²), which is 0 for the optimal law and of first order in what the law is off by. With quadratic costs of control
 * and u entering the drift linearly, it is ∫ E (u − u*)ᵀ R 1 ds, the derivative of the excess cost ½ E ∫ |u − u*|²_R.
 */
import type { Expression, Variable } from '../../../kernel/expression.ts';
import type { Place } from '../../../numeric/evaluate/evaluate.ts';
import type { World } from '../../../numeric/evaluate/world.ts';
import { evaluateAll } from '../../../numeric/evaluate/evaluate.ts';
import type { ColumnEquation, Columns } from '../../../numeric/paths/columns.ts';
import type { Functional } from '../../../numeric/paths/talay-tubaro.ts';
import { withConstants } from './constants.ts';
import { byLaw } from './controls.ts';
import type { Dynamics } from './dynamics.ts';
import { dynamicsOf, firstPossible } from './dynamics.ts';
import type { Judgement } from './judgement.ts';
import type { Payoff } from './payoff.ts';
import { byPoint, formulasOf, integralsOf, paidBy } from './payoff.ts';
import { functionsAt, startAtPoints, startPoints } from './points.ts';
import type { PathWorld } from './setting.ts';
import { boxesFor, conductIn } from './setting.ts';
import { stateOf } from './state.ts';

/** Of the mean size of the law. */
const EPSILON = 0.005;

/** `others`: what makes the other controls of the problem the best ones, where it has others. */
export interface ClaimedLaw {
  readonly control: Variable;
  readonly law: Expression;
  readonly value: Expression;
  readonly others: (world: World<number>) => (place: Place<number>) => Place<number>;
}

export const judgeVariation = ({ control, law, value, others }: ClaimedLaw, payoff: Omit<Payoff, 'controls'>, paths: PathWorld, label: string, alpha: number): Judgement => {
  const { world, setting, stream } = paths;
  const state = stateOf(payoff.process, world);
  const { from, to } = payoff;
  const integrals = integralsOf(payoff);
  const formulas = [...formulasOf(payoff), law, value];
  return firstPossible(boxesFor(paths, state.dimension, formulas), (box) => conductIn(paths, (of, rough) => {
    const points = startPoints(setting.interval, box, state, payoff.conditions, of, from);
    const sizes = points.flatMap((x) => (evaluateAll([law], of, state.place(x, from), 0)[0] ?? []).map((series) => Math.abs(series[0] as number)));
    const mean = sizes.reduce((a, b) => a + b, 0) / sizes.length;
    // Twice as large in the rough experiment, whose difference so allows for what is left of the order ε².
    const epsilon = (rough ? 2 : 1) * EPSILON * (mean > 1e-6 ? mean : 1);
    const under = (factor: number, shift: number): Dynamics => {
      const [own, rest] = [byLaw(control, law, of, factor, shift), others(of)];
      return dynamicsOf({ ...payoff, world: of, rough, box, integrals, controls: (place) => rest(own(place)) });
    };
    const [plus, minus] = [under(1, epsilon), under(1, -epsilon)] as const;
    const single = plus.components;
    const paid = paidBy(payoff, functionsAt(payoff.terminal, of, state, box, to, rough)[0] as Functional, state.dimension);
    const second = new Float64Array(single);
    const slope: Functional = (x) => {
      const first = paid(x);
      for (let k = 0; k < single; k++) second[k] = x[single + k] as number;
      return (first - paid(second)) / (2 * epsilon);
    };
    const dynamics: Dynamics = {
      state, components: 2 * single, equation: beside(plus.equation, minus.equation), parts: ['the law'],
      altered: ({ size }) => beside(under(1 + size, epsilon).equation, under(1 + size, -epsilon).equation), outside: () => Math.max(plus.outside(), minus.outside()),
    };
    const common = { range: null, expected: 0, tolerance: 0, variates: null, unit: 1 };
    return {
      dynamics, components: 2 * single + 1, duration: to - from, alpha, stream: stream.split(label), equation: (equation) => withConstants(equation, 1),
      start: (own) => {
        const start = startAtPoints(points, points.map(() => []), 2 * single, own);
        return (first, count, out) => {
          start(first, count, out);
          for (let k = 0; k < state.dimension; k++) (out[single + k] as Float64Array).set((out[k] as Float64Array).subarray(0, count));
        };
      },
      questions: [
        { ...common, name: 'the slope of what is paid', functional: slope },
        ...byPoint(points.length, 2 * single).map((weight) => ({ ...common, name: 'the same, weighted by the point', functional: (x: Float64Array) => weight(x) * slope(x) })),
      ],
    };
  }));
};

/** Two equations driven by the same noise, one beside the other. */
export const beside = (a: ColumnEquation, b: ColumnEquation): ColumnEquation => ({
  ...a, dimension: a.dimension + b.dimension, stratonovich: [...(a.stratonovich ?? []), ...(b.stratonovich ?? [])],
  at: (t) => {
    const [first, second] = [a.at(t), b.at(t)];
    return (states: Columns, count: number, drift: Columns, noise: Columns) => {
      first(states, count, drift, noise);
      second(states.slice(a.dimension), count, drift.slice(a.dimension), noise.slice(a.dimension * a.noises));
    };
  },
});
