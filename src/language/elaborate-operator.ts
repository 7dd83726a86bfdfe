/**
 * Differential operators, trace and determinant by type. Derivatives by a scalar variable (every variable in
 * `dimension 1`) are `derivative` nodes; by a vector variable `gradient`, `divergence`, `laplacian`, `hessian`.
 */
import {
  derivative, determinant, divergence, dot, gradient, hessian, laplacian, times, trace,
} from '../kernel/expression.ts';
import type { Variable } from '../kernel/expression.ts';
import { complain } from './complaint.ts';
import { elaboratePart } from './elaborate.ts';
import { contract } from './elaborate-product.ts';
import type { Scope } from './scope.ts';
import type { Span } from './statement.ts';
import type { PrefixOperator, Surface } from './surface.ts';
import { describe, isMatrix, isScalar, isVector, typed } from './typed.ts';
import type { Typed } from './typed.ts';
import { variablesOf } from './variables.ts';

export const elaboratePrefix = (scope: Scope, s: Surface & { kind: 'prefix' }): Typed => {
  const of = elaboratePart(scope, s.of);
  if (s.operator === 'tr' || s.operator === 'det') return elaborateOfSquare(scope, s.operator, of, s);
  const variable = s.variable === null ? scope.x : scope.variable(s.variable);
  if (s.variable === null) checkDependence(scope, s.operator, of, s.span);
  return variable.space === null ? byScalar(s.operator, variable, of, s.span) : byVector(scope, s.operator, variable, of, s.span);
};

/** An operator by x on what depends on other space variables only would be 0 without a word. */
const checkDependence = (scope: Scope, operator: PrefixOperator, of: Typed, span: Span): void => {
  const variables = variablesOf(of.expression);
  if (variables.has('x')) return;
  const other = [...variables.values()].find((v) => v.name !== 't' && v.role === 'coordinate');
  if (other === undefined) return;
  complain('E0408', span, `${scope.quote(of.span)} does not depend on x`, {
    help: `write \`${operator}[${other.name}] …\` for the derivative by ${other.name}`,
  });
};

const byScalar = (operator: PrefixOperator, v: Variable, of: Typed, span: Span): Typed => {
  const first = derivative(v, of.expression);
  const twice = operator === 'lap' || operator === 'hess';
  return typed(twice ? derivative(v, first) : first, of.shape, span);
};

const byVector = (scope: Scope, operator: PrefixOperator, v: Variable, of: Typed, span: Span): Typed => {
  const space = v.space ?? 'n';
  const e = of.expression;
  switch (operator) {
    case 'grad':
      if (!isScalar(of)) {
        return complain('E0406', of.span, `\`grad\` takes a scalar, but ${describe(scope, of)}`, {
          help: isVector(of) ? 'write `jac v` (`\\operatorname{jac} v` in LaTeX) for (jac v)_ij = ∂_j v_i, `(jac v)^T` for its transpose, or `div v`' : null,
        });
      }
      return typed(gradient(e, v), [space], span);
    case 'hess':
      if (!isScalar(of)) return complain('E0406', of.span, `\`hess\` takes a scalar, but ${describe(scope, of)}`);
      return typed(hessian(e, v), [space, space], span);
    case 'jac':
      if (!isVector(of)) {
        return complain('E0406', of.span, `\`jac\` takes a vector, but ${describe(scope, of)}`, {
          help: isScalar(of) ? 'write `grad` for the derivative of a scalar' : null,
        });
      }
      return typed(gradient(e, v), [...of.shape, space], span);
    case 'div':
      if (of.shape.at(-1) !== space) {
        return complain('E0406', of.span, `\`div\` takes a vector or a matrix with as many columns as ${v.name} has components, but ${describe(scope, of)}`, {
          help: isScalar(of) ? 'write `grad` for the derivative of a scalar' : null,
        });
      }
      return typed(divergence(e, v), of.shape.slice(0, -1), span);
    case 'lap': return typed(laplacian(e, v), of.shape, span);
    case 'tr': case 'det': return elaborateOfSquare(scope, operator, of, { span });
  }
};

const elaborateOfSquare = (scope: Scope, operator: 'tr' | 'det', of: Typed, s: { readonly span: Span }): Typed => {
  if (scope.flat) return { ...of, span: s.span };
  if (!isMatrix(of) || of.shape[0] !== of.shape[1]) {
    return complain('E0406', of.span, `\`${operator}\` takes a square matrix, but ${describe(scope, of)}`);
  }
  return typed(operator === 'tr' ? trace(of.expression) : determinant(of.expression), [], s.span);
};

/** ∂t e, D[s] e */
export const elaboratePartial = (scope: Scope, s: Surface & { kind: 'partial' }): Typed => {
  const variable = scope.variable(s.variable);
  if (variable.space !== null) {
    return complain('E0407', s.variable.span, `\`${variable.name}\` is a vector, and a partial derivative is by a scalar`, {
      help: `write \`grad[${variable.name}] …\`, \`jac[${variable.name}] …\` or \`div[${variable.name}] …\``,
    });
  }
  const of = elaboratePart(scope, s.of);
  return typed(derivative(variable, of.expression), of.shape, s.span);
};

/** (v · grad) w = (jac w) v, and v · grad w of a scalar. */
export const elaborateAdvection = (scope: Scope, s: Surface & { kind: 'advect' }): Typed => {
  const by = elaboratePart(scope, s.by);
  const of = elaboratePart(scope, s.of);
  if (scope.flat) return typed(times(by.expression, derivative(scope.x, of.expression)), [], s.span);
  if (!isVector(by) || isMatrix(of)) {
    return complain('E0406', s.span, `(v · grad) needs a vector v and a scalar or a vector after it: ${describe(scope, by)}, and ${describe(scope, of)}`);
  }
  if (isScalar(of)) return typed(dot(by.expression, gradient(of.expression, scope.x)), [], s.span);
  const jacobian = typed(gradient(of.expression, scope.x), [...of.shape, scope.x.space ?? 'n'], s.of.span);
  return { ...contract(scope, jacobian, { ...by, row: false }, s.span), row: false };
};
