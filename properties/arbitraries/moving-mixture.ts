/**
 * A density that is carried along: a mixture of normal laws whose means run and whose spreads grow, with the velocity of its
 * mass, both as closed formulas in x1, …, xd and t.
 *
 *   p = Σ w_k N(x; m_k, e^(2 r_k t) (L_kᵀ L_k)^−1),  m_k = a_k + b_k t,
 *   v = Σ (w_k N_k / p) (b_k + r_k (x − m_k)) + Q ∇log p,  Q antisymmetric and constant,
 *
 * so that ∂t p + ∇·(p v) = 0: each component is carried by its own velocity, and Q ∇p has no divergence. L_k is lower
 * triangular with a positive diagonal. Nothing is rejected; zeros give a standard normal law at rest.
 */
import type { Expression, Variable } from '../../src/kernel/expression.ts';
import { PI, T_VARIABLE, X_VARIABLE, derivative, exp, log, minus, num, over, plus, pow, subtract, times, use } from '../../src/kernel/expression.ts';
import type { ClosedForm } from '../../src/numeric/instance/instance.ts';
import { scalarVariables } from '../../src/numeric/instance/instance.ts';
import type { Drawing } from '../../src/numeric/families/drawing.ts';

export interface MovingMixture {
  readonly density: ClosedForm;
  readonly velocity: ClosedForm;
}

interface Component {
  readonly density: Expression;
  readonly velocity: readonly Expression[];
}

const sum = (terms: readonly Expression[]): Expression => plus(...terms);
const indices = (count: number): readonly number[] => Array.from({ length: count }, (_, k) => k);

const componentOf = (draw: Drawing, name: string, x: readonly Variable[], weight: Expression): Component => {
  const t = use(T_VARIABLE);
  const eighth = (label: string, least: number, most: number): Expression => num(draw.integer(`${name} ${label}`, least, most), 8);
  const starts = x.map((_, i) => eighth(`mean ${i + 1}`, -6, 6));
  const speeds = x.map((_, i) => eighth(`speed ${i + 1}`, -4, 4));
  const growth = eighth('growth', -2, 2);
  const residual = x.map((xi, i) => subtract(use(xi), plus(starts[i] as Expression, times(speeds[i] as Expression, t))));
  const diagonal = x.map((_, i) => num(8 + draw.integer(`${name} width ${i + 1}`, -1, 3), 8));
  const scaled = x.map((_, i) => times(exp(minus(times(growth, t))), sum(indices(i + 1).map((j) =>
    times(j === i ? (diagonal[i] as Expression) : eighth(`tilt ${i + 1}${j + 1}`, -3, 3), residual[j] as Expression)))));
  const height = times(...diagonal, exp(times(num(-x.length), growth, t)), pow(times(num(2), PI), num(-x.length, 2)));
  return {
    density: times(weight, height, exp(times(num(-1, 2), sum(scaled.map((y) => pow(y, num(2))))))),
    velocity: x.map((_, i) => plus(speeds[i] as Expression, times(growth, residual[i] as Expression))),
  };
};

/** Of `modes` components. */
export const drawMovingMixture = (draw: Drawing, name: string, dimension: number, modes: number): MovingMixture => {
  const x = scalarVariables(X_VARIABLE, dimension);
  const weights = indices(modes).map((k) => 8 + draw.integer(`${name} weight ${k + 1}`, -5, 8));
  const total = weights.reduce((a, b) => a + b, 0);
  const components = weights.map((w, k) => componentOf(draw, `${name} ${k + 1}`, x, num(w, total)));
  const density = sum(components.map((c) => c.density));
  const turning = indices(dimension).map((i) => indices(dimension).map((j) => (j > i ? draw.integer(`${name} turning ${i + 1}${j + 1}`, -4, 4) : 0)));
  const velocity = x.map((_, i) => plus(
    over(sum(components.map((c) => times(c.density, c.velocity[i] as Expression))), density),
    ...x.flatMap((xj, j) => {
      const q = (turning[i]?.[j] ?? 0) - (turning[j]?.[i] ?? 0);
      return q === 0 ? [] : [times(num(q, 8), derivative(xj, log(density)))];
    }),
  ));
  const slots = [x, [T_VARIABLE]];
  return { density: { slots, components: [density] }, velocity: { slots, components: velocity } };
};
