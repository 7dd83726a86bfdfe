/**
 * What a formula is read as, whatever it is printed in: squares of norms, chains of matrices, functions at their own
 * arguments, sums without sums in them. Text and LaTeX both ask here.
 */
import { shapeOf } from '../kernel/expression.ts';
import type { Expression, Variable } from '../kernel/expression.ts';
import { variablesOf } from '../language/variables.ts';
import { sameExpression } from './same-expression.ts';

export type Application = Expression & { kind: 'field' };
export type Contraction = Expression & { kind: 'dot' };
export type SpaceDerivative = Expression & { kind: 'gradient' | 'divergence' | 'laplacian' | 'hessian' };

/** p(x, t) of the declared p(x, t), which is printed as `p`. */
export const isAtOwnSlots = (e: Application): boolean =>
  e.args.every((arg, i) => arg.kind === 'variable' && arg.variable.name === e.field.slots[i]?.name);

/** Without a variable the derivative is by x, unless what is differentiated depends on other space variables alone. */
export const isPlainlyByX = (e: SpaceDerivative): boolean => {
  if (e.variable.name !== 'x') return false;
  const free = variablesOf(e.of);
  return free.has('x') || ![...free.values()].some((v) => v.name !== 't' && v.role === 'coordinate');
};

/** The terms of a sum, those of sums in it among them. */
export const flatTerms = (terms: readonly Expression[]): Expression[] =>
  terms.flatMap((t) => (t.kind === 'add' ? flatTerms(t.terms) : [t]));

/** M v, M N: a matrix that acts on what stands beside it. */
export const isSideBySide = (e: Expression): boolean => e.kind === 'dot' && shapeOf(e.left).length === 2;

/** v of v·v; null for anything else. */
export const squareOf = (e: Expression): Expression | null =>
  e.kind === 'dot' && shapeOf(e.right).length === 1 && shapeOf(e.left).length === 1 && sameExpression(e.left, e.right) ? e.left : null;

/** What takes the factor that follows it, and that factor alone. */
export const isPrefix = (e: Expression): boolean =>
  e.kind === 'derivative' || e.kind === 'gradient' || e.kind === 'divergence' || e.kind === 'laplacian' ||
  e.kind === 'hessian' || (e.kind === 'call' && e.function === 'log');

/** a (M v) of (a M) v: the scalars of a contraction or an outer product, taken out of it. */
export const hoisted = (e: Expression): Expression => {
  if (e.kind !== 'dot' && e.kind !== 'doubleDot' && e.kind !== 'outer') return e;
  const [left, right] = [scalarsApart(hoisted(e.left)), scalarsApart(hoisted(e.right))];
  const scalars = [...left.scalars, ...right.scalars];
  const rest: Expression = { ...e, left: left.rest, right: right.rest };
  return scalars.length === 0 ? e : { kind: 'multiply', factors: [...scalars, rest] };
};

const scalarsApart = (e: Expression): { readonly scalars: readonly Expression[]; readonly rest: Expression } => {
  const rest = e.kind === 'multiply' ? e.factors.find((f) => shapeOf(f).length > 0) : undefined;
  return e.kind !== 'multiply' || rest === undefined ? { scalars: [], rest: e } : { scalars: e.factors.filter((f) => f !== rest), rest };
};

/** p of ∇ log p: the function at the end of a row of prefixes; null where there is none. */
export const innermost = (e: Expression): Application | null => {
  if (e.kind === 'field') return e;
  if (e.kind === 'call') return e.function === 'log' ? innermost(e.argument) : null;
  return e.kind === 'derivative' || e.kind === 'gradient' || e.kind === 'divergence' || e.kind === 'laplacian' || e.kind === 'hessian'
    ? innermost(e.of) : null;
};

/**
 * ∂t p(x, T − t) could be read as (∂t p)(x, T − t), which differs by a sign: true where the derivative by `by` of what
 * ends in a function at other arguments is not the function's own derivative at these arguments.
 */
export const isComposite = (e: Expression, by: Variable): boolean => {
  const end = innermost(e);
  if (end === null) return e.kind === 'at';
  const affected = end.args.filter((arg) => variablesOf(arg).has(by.name));
  const [only] = affected;
  return affected.length > 1 ? !isAtOwnSlots(end) : only !== undefined && only.kind !== 'variable';
};
