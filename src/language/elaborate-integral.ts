/**
 * Integrals over whole spaces, expectations under a density, normal densities, and optima over controls.
 */
import {
  determinant, dimensionOf, dot, exp, integral, inverse, num, optimum, PI, plus, pow, times,
} from '../kernel/expression.ts';
import type { Expression, Field, Variable } from '../kernel/expression.ts';
import { complain } from './complaint.ts';
import { elaboratePart } from './elaborate.ts';
import { productOf } from './elaborate-product.ts';
import type { Scope } from './scope.ts';
import type { Name, Surface } from './surface.ts';
import { describe, fitted, isLiteralZero, isMatrix, isScalar, needScalar, negate, sameShape, typed } from './typed.ts';
import type { Typed } from './typed.ts';

/** ∫[x, y](e): the last variable is the innermost. */
export const elaborateIntegral = (scope: Scope, s: Surface & { kind: 'integral' }): Typed => {
  const of = elaboratePart(scope, s.of);
  const variables = s.variables.map((name) => scope.variable(name));
  return { ...of, expression: variables.reduceRight((e, v) => integral(v, e), of.expression), span: s.span };
};

/** E[p](e) = ∫ p e over the first space variable that p is taken at. */
export const elaborateMean = (scope: Scope, s: Surface & { kind: 'mean' }): Typed => {
  const density = elaboratePart(scope, s.density);
  needScalar(scope, density, 'a density');
  const candidates = densityVariables(scope, s.density, density.expression);
  const variable = candidates.find((v) => v.space !== null) ?? candidates.find((v) => v.name !== 't');
  if (variable === undefined) {
    const density = scope.quote(s.density.span);
    return complain('E0406', s.density.span, `${density} is not taken at a variable over which one could integrate`, {
      help: `give it a name first: \`let m(x) = ${density.replaceAll('`', '')}\`, and then \`E[m](…)\``,
    });
  }
  const of = elaboratePart(scope, s.of);
  const both = productOf(scope, [{ divides: false, factor: density }, { divides: false, factor: of }], s.span);
  return { ...both, expression: integral(variable, both.expression) };
};

/** The variables that stand in the slots of a density, in the order of the slots. */
const densityVariables = (scope: Scope, surface: Surface, e: Expression): Variable[] => {
  if (surface.kind === 'name') {
    const entry = scope.get(surface.name.text);
    if (entry?.kind === 'let') return [...entry.slots];
  }
  if (surface.kind === 'apply') {
    return surface.args.flatMap((a) => (a.kind === 'name' ? variableNamed(scope, a.name) : []));
  }
  return e.kind === 'field' ? e.args.flatMap((a) => (a.kind === 'variable' ? [a.variable] : [])) : [];
};

const variableNamed = (scope: Scope, name: Name): Variable[] => {
  const entry = scope.get(name.text);
  return entry?.kind === 'symbol' && entry.symbol.kind === 'variable' ? [entry.symbol] : [];
};

/** normal(x; m, v) = (2πv)^(−n/2) exp(−|x−m|²/2v); normal(x; m, Σ) = (2π)^(−n/2) det(Σ)^(−1/2) exp(−½(x−m)·Σ⁻¹(x−m)). */
export const elaborateNormal = (scope: Scope, s: Surface & { kind: 'normal' }): Typed => {
  const point = elaboratePart(scope, s.point);
  const written = elaboratePart(scope, s.mean);
  const mean = fitted(scope, written, point.shape, point.expression);
  const variance = elaboratePart(scope, s.variance);
  if (isMatrix(point) || !sameShape(point.shape, mean.shape)) {
    complain('E0403', s.mean.span, `the mean must be of the type of the point: ${describe(scope, point)}, but ${describe(scope, mean)}`);
  }
  const space = point.shape[0];
  if (!isScalar(variance) && (!isMatrix(variance) || variance.shape[0] !== space || variance.shape[1] !== space)) {
    complain('E0403', s.variance.span, `the variance must be a scalar or a square matrix of the point's size, but ${describe(scope, variance)}`);
  }
  const half = halfDimension(scope, space);
  const away = isLiteralZero(written.expression)
    ? point.expression : plus(point.expression, negate(mean.expression));
  const density = isScalar(variance) ? isotropic(away, variance.expression, half, space === undefined)
    : correlated(away, variance.expression, half);
  return typed(density, [], s.span);
};

/** −n/2 */
const halfDimension = (scope: Scope, space: string | undefined): Expression => {
  if (space === undefined) return num(-1, 2);
  if (space === 'n' && scope.dimension !== null) return num(-scope.dimension, 2);
  return times(num(-1, 2), dimensionOf(space));
};

const isotropic = (away: Expression, v: Expression, half: Expression, scalar: boolean): Expression => {
  const square = scalar ? pow(away, num(2)) : dot(away, away);
  return times(pow(times(num(2), PI, v), half), exp(times(num(-1, 2), square, pow(v, num(-1)))));
};

const correlated = (away: Expression, sigma: Expression, half: Expression): Expression => times(
  pow(times(num(2), PI), half), pow(determinant(sigma), num(-1, 2)),
  exp(times(num(-1, 2), dot(away, dot(inverse(sigma), away)))),
);

/** min[u](e) and its like, over a control or a density of one. */
export const elaborateOptimum = (scope: Scope, s: Surface & { kind: 'optimum' }): Typed => {
  const control = controlNamed(scope, s.control);
  const of = needScalar(scope, elaboratePart(scope, s.of), `what \`${s.which}\` ranges over`);
  const shape = s.which === 'min' || s.which === 'max' ? [] : control.kind === 'field' ? control.shape
    : control.space === null ? [] : [control.space];
  return typed(optimum(s.which, control, of), shape, s.span);
};

export const controlNamed = (scope: Scope, name: Name): Variable | Field => {
  const entry = scope.resolve(name);
  if (entry.kind === 'symbol') {
    if (entry.symbol.kind === 'variable' && entry.symbol.role === 'control') return entry.symbol;
    if (entry.symbol.kind === 'field' && scope.isControlDensity(entry.symbol)) return entry.symbol;
  }
  return complain('E0204', name.span, `\`${name.text}\` is not a control`, {
    help: `declare it: \`control ${name.text}\`, \`control ${name.text}: vector\` or \`control ${name.text}(a): density\``,
  });
};
