/**
 * Whether a control is optimal, at random points of random instances: the derivatives of the Hamiltonian by the control vanish at
 * the claimed law, and no other control that is drawn does better there.
 *
 * The first is an equation and gives the figures. The second is an inequality between balls: where another control is surely
 * better, the law is refuted. Together with a second derivative of one sign they say that the law is a local optimum; a global one,
 * where the Hamiltonian is convex or concave in the control.
 */
import { dependsOn } from '../../../calculus/dependence.ts';
import type { Expression } from '../../../kernel/expression.ts';
import { at, derivative, gradient, num, times } from '../../../kernel/expression.ts';
import type { Ball } from '../../../numeric/arithmetic/balls.ts';
import { BALLS } from '../../../numeric/arithmetic/balls.ts';
import { evaluate } from '../../../numeric/evaluate/evaluate.ts';
import type { Series } from '../../../numeric/evaluate/world.ts';
import { termsOf } from '../../../numeric/instance/equation.ts';
import type { Document } from '../../../language/statement.ts';
import type { OptimalityGoal } from '../../goals.ts';
import { withRelevantHypotheses } from '../../relevant.ts';
import type { Measured, Sides } from './comparison.ts';
import { measure } from './comparison.ts';
import type { Judgement } from './judgement.ts';
import { judgeAll } from './judge-all.ts';
import type { Site } from './pointwise.ts';
import type { Asked, Draw } from './setting.ts';

/** How far from the law, in every component: near it and further away. */
const STEPS: readonly number[] = [1 / 8, -1 / 8, 1, -1];

export const judgeOptimality = (document: Document, o: OptimalityGoal, seed: number, draws: readonly Omit<Draw, 'attempt'>[]): Judgement => {
  const { control, hamiltonian } = o;
  const slope = control.space === null ? derivative(control, hamiltonian) : gradient(hamiltonian, control);
  const atLaw = (e: Expression): Expression => at(e, [{ variable: control, value: o.law }]);
  const stationary: Sides = { left: atLaw(slope), right: control.space === null ? num(0) : times(num(0), o.law) };
  const { hypotheses } = withRelevantHypotheses({ ...o, name: '', left: stationary.left, right: stationary.right, under: null });
  const asked: Asked = {
    document, expressions: [stationary.left, o.law], hypotheses, conditions: o.conditions, data: o.data, decaying: new Set(), seed, time: null,
  };
  return judgeAll(asked, draws, 1, (site) => [...termwise(stationary, o, site), ...others(o, site)]);
};

/** The slope, with the size of the slopes of the Hamiltonian's terms, which cancel in it. */
const termwise = (sides: Sides, o: OptimalityGoal, { world, place }: Site): readonly Measured[] => {
  const own = measure(sides, world, place);
  const terms = termsOf(o.hamiltonian).filter((term) => dependsOn(term, o.control));
  const slopes = terms.map((term) => evaluate(
    at(o.control.space === null ? derivative(o.control, term) : gradient(term, o.control), [{ variable: o.control, value: o.law }]), world, place, 0,
  ));
  return own.map((m, c) => {
    const sizes = slopes.map((components) => Math.abs(((components[c] as Series<Ball>)[0] as Ball).value));
    return { ...m, size: sizes.reduce((a, b) => a + b, 0), noticed: sizes.map((size) => (2 * m.difference.radius) / size) };
  });
};

/** A measurement that differs, for each other control that is surely better. */
const others = (o: OptimalityGoal, { world, place }: Site): readonly Measured[] => {
  const value = (law: readonly Ball[]): Ball => {
    const there = [...place.filter(({ variable }) => variable.name !== o.control.name), { variable: o.control, values: law }];
    return evaluate(o.hamiltonian, world, there, 0)[0]?.[0] as Ball;
  };
  const law = evaluate(o.law, world, place, 0).map((series) => series[0] as Ball);
  const best = value(law);
  return STEPS.flatMap((step): readonly Measured[] => {
    const other = value(law.map((u) => BALLS.add(u, BALLS.fromNumber(step))));
    const gain = o.sense === 'minimize' ? BALLS.subtract(best, other) : BALLS.subtract(other, best);
    if (!(gain.value > gain.radius)) return [];
    return [{ left: best, right: other, difference: gain, size: Math.abs(best.value) + Math.abs(other.value), noticed: [] }];
  });
};
