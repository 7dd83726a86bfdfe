/**
 * V = −λ log ψ turns ∂t V + L₀ V + c − ½ ∇V·M∇V = ρ V into
 *
 *     ∂t ψ + L₀ ψ − (c/λ) ψ  =  ½ ψ ∇log ψ · (D − λ M) ∇log ψ  +  ρ ψ log ψ,
 *
 * which is linear exactly where D = λ M and ρ = 0. L₀ = b·∇ + ½ D:∇² is the generator of the process under the control
 * that costs least at the moment, c what it costs, and M = B R⁻¹ Bᵀ for the control cost ½ uᵀRu and the drift b + B u.
 *
 * Convention: of a reward V = +λ log ψ, the control cost is −½ uᵀRu, and c changes its sign.
 * Source: Fleming, Logarithmic transformations and stochastic control (1982); Kappen, Path integrals and symmetry
 * breaking for optimal control theory (2005).
 */
import type { Expression, Variable } from '../kernel/expression.ts';
import { T_VARIABLE, derivative, dot, exp, inverse, log, minus, num, over, plus, shapeOf, subtract, times, transpose } from '../kernel/expression.ts';
import type { Block, Problem, Process } from '../language/statement.ts';
import { dependsOn } from './dependence.ts';
import { covariance, diffusion } from './diffusion.ts';
import { isWrittenZero } from './equation.ts';
import { blockPairs, generator, scaled } from './generator.ts';
import { along, contractOver, gradientBy, multipleOfIdentity } from './state-derivatives.ts';

/** A problem whose Hamiltonian is quadratic in one control, with the parts that the transform needs. */
export interface QuadraticProblem {
  readonly sense: Problem['sense'];
  /** The process under the control that costs least at the moment, and what it costs. */
  readonly passive: Process;
  readonly cost: Expression;
  readonly discount: Expression | null;
  readonly control: Variable;
  /** B of each block: ∂_u of its drift; null where the control does not act. */
  readonly actions: readonly (Expression | null)[];
  /** R, the second derivative of the cost by the control; of a reward, minus that. */
  readonly weight: Expression;
}

/** exp(−V/λ); of a reward exp(V/λ). */
export const exponentialOf = (sense: Problem['sense'], value: Expression, lambda: Expression): Expression =>
  exp(sense === 'minimize' ? minus(divided(value, lambda)) : divided(value, lambda));

/** −λ log ψ; of a reward λ log ψ. */
export const logarithmOf = (sense: Problem['sense'], psi: Expression, lambda: Expression): Expression =>
  sense === 'minimize' ? minus(times(lambda, log(psi))) : times(lambda, log(psi));

/** ∂t ψ + L₀ ψ − (c/λ) ψ. */
export const linearOperator = (q: QuadraticProblem, psi: Expression, lambda: Expression): Expression => {
  const rate = over(q.cost, lambda);
  const terms = [
    ...(dependsOn(psi, T_VARIABLE) ? [derivative(T_VARIABLE, psi)] : []), generator(q.passive, psi),
    ...(isWrittenZero(q.cost) ? [] : [q.sense === 'minimize' ? minus(times(rate, psi)) : times(rate, psi)]),
  ];
  return plus(...terms.filter((term) => !isWrittenZero(term)));
};

/** ½ ψ ∇log ψ · (D − λ M) ∇log ψ + ρ ψ log ψ. */
export const remainder = (q: QuadraticProblem, psi: Expression, lambda: Expression): Expression => {
  const squares = blockPairs(q.passive).flatMap(([b, c, weight]): readonly Expression[] => {
    const noise = diffusion(b, c);
    const action = actionMatrix(q, b, c);
    if (noise === null && action === null) return [];
    const difference = noise === null ? minus(times(lambda, action ?? num(0))) : action === null ? noise : subtract(noise, times(lambda, action));
    return [scaled(weight, times(psi, quadratic(b, c, difference, psi)))];
  });
  return plus(...squares, ...(q.discount === null ? [] : [times(q.discount, psi, log(psi))]));
};

/** ∇_b log ψ · K ∇_c log ψ. */
const quadratic = (b: Block, c: Block, matrix: Expression, psi: Expression): Expression => {
  const right = gradientBy(c.variable, log(psi));
  const multiple = b === c ? multipleOfIdentities(matrix) : null;
  if (b.variable.space === null && c.variable.space === null) return times(matrix, gradientBy(b.variable, log(psi)), right);
  if (multiple !== null) return times(multiple, dot(right, right));
  return along(b.variable, contractOver(c.variable, matrix, right), log(psi));
};

/** g − h of g I − h I. */
const multipleOfIdentities = (e: Expression): Expression | null => {
  if (e.kind !== 'add') return multipleOfIdentity(e);
  const parts = e.terms.map(multipleOfIdentity);
  return parts.every((p) => p !== null) ? plus(...parts.filter((p) => p !== null)) : null;
};

/** M_bc = B_b R⁻¹ B_cᵀ; null where the control acts on neither, or only one, of the blocks. */
export const actionMatrix = (q: QuadraticProblem, b: Block, c: Block): Expression | null => {
  const left = q.actions[q.passive.blocks.indexOf(b)] ?? null;
  const right = q.actions[q.passive.blocks.indexOf(c)] ?? null;
  if (left === null || right === null) return null;
  const multiple = multipleOfIdentity(q.weight);
  if (multiple !== null) return divided(covariance(left, right, b, c, q.control.space), multiple);
  const [outer, inner] = [left, right].map((e) => (shapeOf(e).length < 2 ? null : multipleOfIdentity(e)));
  const weighted = inner ? multiplied(inner, inverse(q.weight)) : dot(inverse(q.weight), shapeOf(right).length < 2 ? right : transpose(right));
  return outer ? multiplied(outer, weighted) : dot(left, weighted);
};

/** e / a, without a division by 1. */
const divided = (e: Expression, by: Expression): Expression => (isOne(by) ? e : over(e, by));
/** a e, without a factor 1. */
const multiplied = (by: Expression, e: Expression): Expression => (isOne(by) ? e : times(by, e));
const isOne = (e: Expression): boolean => e.kind === 'number' && e.value.numerator === e.value.denominator;

/** λ R⁻¹ Bᵀ ∇log ψ, the optimal control less the control that costs least at the moment. */
export const optimalAction = (q: QuadraticProblem, psi: Expression, lambda: Expression): Expression => {
  const multiple = multipleOfIdentity(q.weight);
  const force = plus(...q.passive.blocks.flatMap((block, k) => {
    const action = q.actions[k] ?? null;
    return action === null ? [] : [transposedOn(block, action, gradientBy(block.variable, log(psi)), q.control)];
  }));
  return multiple !== null ? divided(times(lambda, force), multiple) : times(lambda, dot(inverse(q.weight), force));
};

/** Bᵀ s. */
const transposedOn = (block: Block, action: Expression, score: Expression, control: Variable): Expression => {
  const multiple = multipleOfIdentity(action);
  if (multiple !== null && block.variable.space === control.space) return times(multiple, score);
  if (block.variable.space === null) return times(action, score);
  return control.space === null ? dot(action, score) : dot(transpose(action), score);
};
