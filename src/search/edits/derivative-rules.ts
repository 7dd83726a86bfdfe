/**
 * Changes of derivatives: where a factor stands (∇·(D∇p), ∇∇:(D p), D:∇²p), the divergence of a matrix that is
 * forgotten or one too many, a logarithm left out.
 */
import { dependsOn } from '../../calculus/dependence.ts';
import type { Expression, Variable } from '../../kernel/expression.ts';
import {
  derivative, divergence, dot, doubleDot, gradient, hessian, laplacian, log, plus, shapeOf, times,
} from '../../kernel/expression.ts';
import { negate } from '../../kernel/rational.ts';
import { scaledBy, splitCoefficient } from './coefficient.ts';
import type { Change, Rule } from './edit.ts';
import { fitsFor } from './fit.ts';

/** A factor moved through a derivative. */
export const moveDerivative: Rule = function* ({ expression, isInArgument }) {
  if (isInArgument) return;
  for (const after of moved(expression)) {
    if (fitsFor(after, expression)) yield { phrase: 'derivative moved in', after };
  }
};

const moved = (e: Expression): readonly Expression[] => {
  switch (e.kind) {
    case 'divergence': return [...diffusionForms(e), ...transportForms(e), ...isotropicForms(e)];
    case 'dot': return transportForms(e);
    case 'doubleDot': return diffusionForms(e);
    case 'laplacian': return isotropicForms(e);
    case 'multiply': return [...isotropicForms(e), ...pulledIn(e.factors)];
    case 'derivative': return pulledOut(e);
    case 'number': case 'pi': case 'dimension': case 'parameter': case 'variable': case 'field': case 'add':
    case 'power': case 'call': case 'outer': case 'transpose': case 'trace': case 'inverse': case 'determinant':
    case 'identity': case 'gradient': case 'hessian': case 'at': case 'integral': case 'optimum':
      return [];
  }
};

/** What is differentiated, by which variable, with which coefficient. */
interface Parts {
  readonly coefficient: Expression;
  readonly of: Expression;
  readonly by: Variable;
  readonly form: 'inside' | 'outside' | 'between';
}

/** D:∇²p (inside), ∇·(D∇p) (between), ∇∇:(D p) (outside), each into the two others. */
const diffusionForms = (e: Expression): readonly Expression[] => {
  const parts = matrixParts(e);
  if (parts === null || !dependsOn(parts.coefficient, parts.by)) return [];
  const { coefficient, of, by, form } = parts;
  return [
    ...(form === 'between' ? [] : [divergence(dot(coefficient, gradient(of, by)), by)]),
    ...(form === 'outside' ? [] : [divergence(divergence(times(of, coefficient), by), by)]),
    ...(form === 'inside' ? [] : [doubleDot(coefficient, hessian(of, by))]),
  ];
};

const matrixParts = (e: Expression): Parts | null => {
  if (e.kind === 'doubleDot' && e.right.kind === 'hessian') {
    return { coefficient: e.left, of: e.right.of, by: e.right.variable, form: 'inside' };
  }
  if (e.kind !== 'divergence') return null;
  if (e.of.kind === 'dot' && e.of.right.kind === 'gradient' && shapeOf(e.of.left).length === 2) {
    return { coefficient: e.of.left, of: e.of.right.of, by: e.variable, form: 'between' };
  }
  if (e.of.kind !== 'divergence' || e.of.of.kind !== 'multiply') return null;
  const split = byShape(e.of.of.factors);
  return split === null || shapeOf(split.tensor).length !== 2
    ? null
    : { coefficient: split.tensor, of: split.scalar, by: e.variable, form: 'outside' };
};

/** ∇·(p f) ↔ f·∇p. */
const transportForms = (e: Expression): readonly Expression[] => {
  if (e.kind === 'divergence' && e.of.kind === 'multiply') {
    const split = byShape(e.of.factors);
    const isVector = split !== null && shapeOf(split.tensor).length === 1 && split.tensor.kind !== 'gradient';
    return isVector ? [dot(split.tensor, gradient(split.scalar, e.variable))] : [];
  }
  if (e.kind !== 'dot') return [];
  return [...conserved(e.left, e.right), ...conserved(e.right, e.left)];
};

const conserved = (f: Expression, slope: Expression): readonly Expression[] => {
  if (slope.kind !== 'gradient' || shapeOf(slope).length !== 1 || shapeOf(f).length !== 1) return [];
  return dependsOn(f, slope.variable) ? [divergence(times(slope.of, f), slope.variable)] : [];
};

/** a Δp (inside), ∇·(a∇p) (between), Δ(a p) (outside), each into the two others; a scalar. */
const isotropicForms = (e: Expression): readonly Expression[] => {
  for (const { coefficient: a, of: p, by, form } of isotropicParts(e)) {
    if (!dependsOn(a, by)) continue;
    return [
      ...(form === 'between' ? [] : [divergence(times(a, gradient(p, by)), by)]),
      ...(form === 'outside' ? [] : [laplacian(times(a, p), by)]),
      ...(form === 'inside' ? [] : [times(a, laplacian(p, by))]),
    ];
  }
  return [];
};

function* isotropicParts(e: Expression): Generator<Parts> {
  if (e.kind === 'laplacian' && e.of.kind === 'multiply') {
    const last = e.of.factors.at(-1);
    const coefficient = times(...e.of.factors.slice(0, -1));
    if (last !== undefined) yield { coefficient, of: last, by: e.variable, form: 'outside' };
  }
  const factors = e.kind === 'multiply' ? e.factors : e.kind === 'divergence' && e.of.kind === 'multiply' ? e.of.factors : [];
  for (const [i, f] of factors.entries()) {
    const coefficient = times(...factors.filter((_, k) => k !== i));
    if (e.kind === 'multiply' && f.kind === 'laplacian') yield { coefficient, of: f.of, by: f.variable, form: 'inside' };
    if (e.kind === 'divergence' && f.kind === 'gradient') yield { coefficient, of: f.of, by: f.variable, form: 'between' };
  }
}

/** The scalar factors and the one that is none; null where there is none. */
const byShape = (
  factors: readonly Expression[],
): { readonly scalar: Expression; readonly tensor: Expression } | null => {
  const tensor = factors.find((f) => shapeOf(f).length > 0);
  if (tensor === undefined || factors.length < 2) return null;
  return { scalar: times(...factors.filter((f) => f !== tensor)), tensor };
};

/** a ∂b → ∂(a b), by a space variable. */
const pulledIn = (factors: readonly Expression[]): readonly Expression[] => {
  const inner = factors.find((f) => f.kind === 'derivative' && f.variable.name !== 't');
  if (inner?.kind !== 'derivative') return [];
  const others = times(...factors.filter((f) => f !== inner));
  const { coefficient, rest } = splitCoefficient(others);
  return dependsOn(rest, inner.variable) ? [scaledBy(coefficient, derivative(inner.variable, times(rest, inner.of)))] : [];
};

/** ∂(a b) → a ∂b, by a space variable. */
const pulledOut = (e: Extract<Expression, { kind: 'derivative' }>): readonly Expression[] => {
  if (e.variable.name === 't' || e.of.kind !== 'multiply') return [];
  const { factors } = e.of;
  return factors.flatMap((f, i) =>
    dependsOn(f, e.variable) ? [times(f, derivative(e.variable, times(...factors.filter((_, k) => k !== i))))] : []);
};

/** a term c M w → c M w ± c ∇·M: the divergence of a matrix next to its product with a score. */
export const addDivergence: Rule = function* ({ expression, isTerm, isInArgument }, { variables }) {
  if (!isTerm || isInArgument || expression.kind === 'add') return;
  const { coefficient, rest } = splitCoefficient(expression);
  for (const extra of divergencesFor(rest, variables)) {
    if (shapeOf(extra).join() !== shapeOf(expression).join()) continue;
    yield { phrase: 'missing divergence next to', after: plus(expression, scaledBy(coefficient, extra)) };
    yield { phrase: 'missing divergence next to', after: plus(expression, scaledBy(negate(coefficient), extra)) };
  }
};

function* divergencesFor(e: Expression, variables: readonly Variable[]): Generator<Expression> {
  const factors = e.kind === 'multiply' ? e.factors : [e];
  for (const [i, f] of factors.entries()) {
    const others = factors.filter((_, k) => k !== i);
    if (f.kind === 'gradient' && others.length > 0) yield* gradientOf(times(...others), f.variable);
    if (f.kind === 'derivative' && f.variable.name !== 't' && others.length > 0) {
      yield* derivativeOf(times(...others), f.variable);
    }
    if (f.kind === 'dot') for (const m of matricesOf(f)) yield* divergenceOf(m, others, variables);
  }
}

/** M of M w; of A (B w), A and A B. */
const matricesOf = (e: Extract<Expression, { kind: 'dot' }>): readonly Expression[] => {
  if (shapeOf(e.left).length !== 2) return [];
  const inner = e.right;
  return inner.kind === 'dot' && shapeOf(inner.left).length === 2 ? [dot(e.left, inner.left), e.left] : [e.left];
};

function* divergenceOf(m: Expression, scalars: readonly Expression[], variables: readonly Variable[]): Generator<Expression> {
  const whole = times(...scalars, m);
  const by = variables.find((v) => v.space !== null && v.space === shapeOf(m).at(-1) && dependsOn(whole, v));
  if (by !== undefined) yield divergence(whole, by);
}

function* gradientOf(scalar: Expression, by: Variable): Generator<Expression> {
  if (shapeOf(scalar).length === 0 && dependsOn(scalar, by)) yield gradient(scalar, by);
}

function* derivativeOf(scalar: Expression, by: Variable): Generator<Expression> {
  if (dependsOn(scalar, by)) yield derivative(by, scalar);
}

/** ∇log p ↔ ∇p. */
export const logarithm: Rule = function* ({ expression, isInArgument }) {
  if (isInArgument || (expression.kind !== 'gradient' && expression.kind !== 'derivative')) return;
  const { of } = expression;
  if (of.kind === 'call' && of.function === 'log') yield change('logarithm left out:', { ...expression, of: of.argument });
  else if (of.kind === 'field' && of.field.sign === 'positive' && expression.variable.name !== 't') {
    yield change('missing logarithm in', { ...expression, of: log(of) });
  }
};

const change = (phrase: string, after: Expression): Change => ({ phrase, after });
