/**
 * Processes with linear drift and noise that does not depend on the state: dX = (A(t) X + a(t)) dt + G(t) dW.
 *
 * Decided exactly: A is the Jacobian of the Itô drift at 0, a the drift at 0, and the kernel must prove that the drift
 * is A x + a and that D = G G^T is what it is at 0. Several blocks have a matrix of matrices.
 * Source: Särkkä and Solin, Applied Stochastic Differential Equations, chapter 6 (linear equations).
 */
import { dependsOn, subexpressions } from '../calculus/dependence.ts';
import { diffusion } from '../calculus/diffusion.ts';
import { itoDrift } from '../calculus/ito-drift.ts';
import { contractOver, gradientBy, multipleOfIdentity } from '../calculus/state-derivatives.ts';
import type { Expression, Variable } from '../kernel/expression.ts';
import { at, identity, plus, shapeOf, times, use } from '../kernel/expression.ts';
import { prove } from '../kernel/prove.ts';
import type { Block, Process } from '../language/statement.ts';
import { expressionOf } from './from-indices.ts';
import type { Assuming } from './closed-form/normal-sum.ts';
import { NOTHING, holds, isNothing, normalSum, proposalLimits, zeroLike } from './closed-form/normal-sum.ts';
import { writtenSum } from './closed-form/written.ts';

/** One block: drift Σ_c matrix_c x_c + offset. */
export interface LinearBlock {
  readonly variable: Variable;
  /** By the block whose state is multiplied; null: zero. Shape: the slot of this block, then that of the other. */
  readonly matrix: readonly (Expression | null)[];
  readonly offset: Expression;
  /** D_bc = G_b G_c^T; null: zero. */
  readonly diffusion: readonly (Expression | null)[];
}

export interface LinearParts {
  readonly blocks: readonly LinearBlock[];
}

/** The parts of a linear process; null where it is not linear, or its noise depends on the state. */
export const linearParts = (process: Process, assuming: Assuming = NOTHING): LinearParts | null => {
  const blocks = process.blocks.map((block) => linearBlock(process, block, assuming));
  return blocks.some((b) => b === null) ? null : { blocks: blocks.filter((b) => b !== null) };
};

const linearBlock = (process: Process, block: Block, assuming: Assuming): LinearBlock | null => {
  const states = process.blocks.map((b) => b.variable);
  const drift = itoDrift(process, block);
  // An unknown function of the state is not known to be linear.
  if (hasUnknownOf(states, [drift, ...block.noises.map((noise) => noise.coefficient)])) return null;
  const matrix = states.map((variable) => simplified(atOrigin(gradientBy(variable, drift), states), assuming));
  const offset = simplified(atOrigin(drift, states), assuming);
  const rest = process.blocks.map((other) => diffusion(block, other)).map((d) => (d === null ? null : atStateless(d, states, assuming)));
  if (offset === null || matrix.some((m) => m === null) || rest.some((d) => d === 'depends')) return null;
  const parts = matrix.filter((m) => m !== null);
  const terms = parts.map((m, k) => applied(m, states[k] ?? block.variable)).filter((term) => term !== null);
  if (!holds(drift, plus(...terms, offset), assuming)) return null;
  return {
    variable: block.variable, offset, matrix: parts.map((m) => (isNothing(m) ? null : m)),
    diffusion: rest.filter((d) => d !== 'depends').map((d) => (d === null || isNothing(d) ? null : d)),
  };
};

const hasUnknownOf = (states: readonly Variable[], expressions: readonly Expression[]): boolean => expressions.some((e) =>
  [...subexpressions(e)].some((part) => part.kind === 'field' && states.some((variable) => dependsOn(part, variable))));

const atOrigin = (e: Expression, states: readonly Variable[]): Expression =>
  at(e, states.map((variable) => ({ variable, value: zeroLike(use(variable)) })));

/** D where the state does not matter. */
const atStateless = (d: Expression, states: readonly Variable[], assuming: Assuming): Expression | 'depends' => {
  if (!states.some((variable) => dependsOn(d, variable))) return simplified(d, assuming) ?? d;
  const still = simplified(atOrigin(d, states), assuming);
  return still !== null && holds(d, still, assuming) ? still : 'depends';
};

/** M x; null for zero. */
const applied = (matrix: Expression, variable: Variable): Expression | null => {
  if (isNothing(matrix)) return null;
  const scalar = shapeOf(matrix).length === 2 ? multipleOfIdentity(matrix) : null;
  return scalar === null ? contractOver(variable, matrix, use(variable)) : times(scalar, use(variable));
};

/** The kernel's normal form: scalars and vectors as authors write them, k I as such; null where it has no form. */
const simplified = (e: Expression, assuming: Assuming): Expression | null => {
  const result = prove({ name: 'a part', left: e, right: zeroLike(e), under: null, dimension: null, ...assuming }, proposalLimits());
  if (result.status === 'proved') return zeroLike(e);
  if (result.status !== 'open') return null;
  if (shapeOf(e).length < 2) {
    const sum = normalSum(e, assuming);
    if (sum !== null) return writtenSum(sum);
  }
  const own = expressionOf(result.residual, ['i', 'j'].slice(0, shapeOf(e).length));
  return own === null ? null : (asMultiple(own, assuming) ?? own);
};

/** Σ c_k I as (Σ c_k) I. */
const asMultiple = (e: Expression, assuming: Assuming): Expression | null => {
  const [space] = shapeOf(e);
  const scalars = (e.kind === 'add' ? e.terms : [e]).map((term) => (shapeOf(term).length === 2 ? multipleOfIdentity(term) : null));
  if (space === undefined || scalars.some((s) => s === null)) return null;
  const sum = normalSum(plus(...scalars.filter((s) => s !== null)), assuming);
  return sum === null ? null : times(...unlessOne(writtenSum(sum)), identity(space));
};

const unlessOne = (e: Expression): readonly Expression[] =>
  e.kind === 'number' && e.value.numerator === 1n && e.value.denominator === 1n ? [] : [e];
