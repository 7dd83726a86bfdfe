/**
 * The equations of mean and covariance of a linear process, as new functions with their definitions:
 *
 *     m_b′ = Σ_k A_bk m_k + a_b        C_bc′ = Σ_k (A_bk C_kc + C_bk A_ck^T) + D_bc
 *
 * Conventions: blocks in the order of the process, C_bc for b ≤ c only, since C_cb = C_bc^T. It starts at a point:
 * m = x₀, C = 0 at t = 0. With one block the functions are m and C; with several, m_q, C_qv, …
 * Source: Särkkä and Solin, Applied Stochastic Differential Equations, section 6.1.
 */
import { multipleOfIdentity } from '../calculus/state-derivatives.ts';
import type { Expression, Field, Parameter, Variable } from '../kernel/expression.ts';
import { T_VARIABLE, dot, field, parameter, plus, shapeOf, times, transpose, use } from '../kernel/expression.ts';
import { isNothing, zeroLike } from './closed-form/normal-sum.ts';
import type { DefinedField } from './closed-form/primitive.ts';
import type { LinearBlock, LinearParts } from './linear-parts.ts';

export interface MomentEquations {
  /** x₀ of each block. */
  readonly starts: readonly Parameter[];
  readonly means: readonly DefinedField[];
  /** covariances[b][c − b] is C_bc. */
  readonly covariances: readonly (readonly DefinedField[])[];
}

/** `given` are the points x₀ that it starts at, one a block, where these have names already. */
export const momentEquations = (
  { blocks }: LinearParts, taken: ReadonlySet<string> = new Set(), given: readonly Parameter[] = [],
): MomentEquations => {
  const used = new Set(taken);
  const fresh = (names: readonly string[]): string => {
    const name = freeName(names, used);
    used.add(name);
    return name;
  };
  const single = blocks.length === 1;
  const starts = blocks.map(({ variable: { name, space } }, b) => given[b] ?? parameter(fresh(startNames(name)), { shape: space === null ? [] : [space] }));
  const means = blocks.map(({ variable }) => meanOf(variable, fresh(single ? ['m', 'mean'] : [`m_${variable.name}`])));
  const covariances = blocks.map((b, k) => blocks.slice(k).map((c) =>
    covarianceOf(b.variable, c.variable, fresh(single ? ['C', 'Sigma'] : [`C_${b.variable.name}${c.variable.name}`]))));
  const C = (b: number, c: number): Expression | null => covarianceAt(covariances, b, c);
  return {
    starts,
    means: means.map((own, b) => defined(own, meanChange(blocks[b], means), starts[b])),
    covariances: covariances.map((row, b) => row.map((own, k) => defined(own, covarianceChange(blocks, b, b + k, C), null))),
  };
};

/** `x0`, or `x00` where that is taken. */
export const startNames = (name: string): readonly string[] => [`${name}0`, `${name}00`, `${name}start`];

export const freeName = (names: readonly string[], taken: ReadonlySet<string>): string =>
  names.find((name) => !taken.has(name)) ?? freeName(names.map((name) => `${name}0`), taken);

const meanOf = ({ space }: Variable, name: string): Field => field(name, [T_VARIABLE], { shape: space === null ? [] : [space] });

const covarianceOf = (b: Variable, c: Variable, name: string): Field => {
  const shape = [b.space, c.space].filter((s) => s !== null);
  if (b.name !== c.name) return field(name, [T_VARIABLE], { shape });
  return field(name, [T_VARIABLE], shape.length === 0 ? { sign: 'positive' } : { shape, symmetry: 'positive' });
};

/** C_bc, the transpose of C_cb where that is the one that is named. */
const covarianceAt = (rows: readonly (readonly Field[])[], b: number, c: number): Expression | null => {
  const own = rows[Math.min(b, c)]?.[Math.abs(c - b)];
  if (own === undefined) return null;
  return b <= c || own.shape.length < 2 ? use(own) : transpose(use(own));
};

const defined = (own: Field, terms: readonly Expression[], start: Parameter | null | undefined): DefinedField => ({
  field: own,
  derivative: terms.length === 0 ? zeroLike(use(own)) : plus(...terms),
  initial: start ? use(start) : zeroLike(use(own)),
});

const meanChange = (block: LinearBlock | undefined, means: readonly Field[]): readonly Expression[] => {
  if (block === undefined) return [];
  const linear = means.flatMap((m, k) => {
    const A = block.matrix[k];
    return A ? [acting(A, use(m))] : [];
  });
  return isNothing(block.offset) ? linear : [...linear, block.offset];
};

const covarianceChange = (
  blocks: readonly LinearBlock[], b: number, c: number, C: (b: number, c: number) => Expression | null,
): readonly Expression[] => {
  const terms = blocks.flatMap((_, k) => {
    const [left, right] = [blocks[b]?.matrix[k], blocks[c]?.matrix[k]];
    const [below, beside] = [C(k, c), C(b, k)];
    return [...(left && below ? [acting(left, below)] : []), ...(right && beside ? [actedOn(beside, right)] : [])];
  });
  const D = blocks[b]?.diffusion[c];
  return D ? [...terms, D] : terms;
};

/** k M in k and M; M is null for a multiple of the identity, and for a scalar. */
const scaledMatrix = (A: Expression): { readonly scalars: readonly Expression[]; readonly matrix: Expression | null } => {
  const multiple = multipleOfIdentity(A);
  if (multiple !== null) return { scalars: isOne(multiple) ? [] : [multiple], matrix: null };
  if (A.kind !== 'multiply') return { scalars: [], matrix: A };
  const matrix = A.factors.find((f) => shapeOf(f).length > 0) ?? null;
  return { scalars: A.factors.filter((f) => f !== matrix), matrix };
};

const isOne = (e: Expression): boolean => e.kind === 'number' && e.value.numerator === 1n && e.value.denominator === 1n;

/** A m, A C. */
const acting = (A: Expression, on: Expression): Expression => {
  const { scalars, matrix } = scaledMatrix(A);
  return times(...scalars, matrix === null ? on : dot(matrix, on));
};

/** C A^T. */
const actedOn = (C: Expression, A: Expression): Expression => {
  const { scalars, matrix } = scaledMatrix(A);
  return times(...scalars, matrix === null ? C : dot(C, transposed(matrix)));
};

const transposed = (M: Expression): Expression =>
  M.kind === 'parameter' && (M.parameter.symmetry === 'symmetric' || M.parameter.symmetry === 'positive') ? M : transpose(M);
