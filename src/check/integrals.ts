/**
 * Combinations of integrals as one integrand: ∂t ∫A − 2 ∫B is ∫(∂t A − 2 B).
 *
 * Linear operations in other variables pass under the integral (regularity is assumed, as everywhere); a term
 * without an integral becomes one by ∫p = 1, where a declared density p of the bound variables is at hand.
 */
import { dependsOn, subexpressions } from '../calculus/dependence.ts';
import type { Expression, Field, Variable } from '../kernel/expression.ts';
import { T_VARIABLE, at, mapParts, num, partsOf, plus, shapeOf, times, use } from '../kernel/expression.ts';
import { isWrittenZero } from '../calculus/equation.ts';

/** ∫ integrand over the variables. */
export interface Integral {
  readonly variables: readonly Variable[];
  readonly integrand: Expression;
}

/** Two sides that are integrals over the same variables; null where they are not both of that form. */
export const underOneIntegral = (
  left: Expression, right: Expression, densities: readonly Field[],
): { readonly under: readonly Variable[]; readonly left: Expression; readonly right: Expression } | null => {
  const under = firstIntegral([left, right], densities);
  if (under === null) return null;
  const [onlyLeft, onlyRight] = [asIntegral(left, densities, under), asIntegral(right, densities, under)];
  if (onlyLeft === null || onlyRight === null) return null;
  const { integrand } = isWrittenZero(left) ? onlyRight : onlyLeft;
  return {
    under,
    left: isWrittenZero(left) ? zeroLike(integrand) : onlyLeft.integrand,
    right: isWrittenZero(right) ? zeroLike(integrand) : onlyRight.integrand,
  };
};

/** The expression as one integral; null where it is none. `over`: the variables that it must be over, if known. */
const asIntegral = (
  e: Expression, densities: readonly Field[], over: readonly Variable[] | null = null,
): Integral | null => {
  if (e.kind === 'integral') return renamed(nested(e, densities), over);
  if (e.kind === 'add') return sumOf(e.terms, densities, over);
  if (e.kind === 'multiply') return productOf(e.factors, densities, over) ?? constant(e, densities, over);
  if (isLinear(e)) return passedThrough(e, densities, over) ?? constant(e, densities, over);
  return constant(e, densities, over);
};

const nested = (e: Extract<Expression, { kind: 'integral' }>, densities: readonly Field[]): Integral => {
  const inner = containsIntegral(e.of) ? asIntegral(e.of, densities) : null;
  const isNew = inner !== null && inner.variables.every((v) => v.name !== e.variable.name);
  return isNew
    ? { variables: [e.variable, ...inner.variables], integrand: inner.integrand }
    : { variables: [e.variable], integrand: e.of };
};

const sumOf = (
  terms: readonly Expression[], densities: readonly Field[], known: readonly Variable[] | null,
): Integral | null => {
  const over = known ?? firstIntegral(terms, densities);
  if (over === null) return null;
  const parts = terms.map((term) => asIntegral(term, densities, over));
  if (parts.some((part) => part === null)) return null;
  return { variables: over, integrand: plus(...parts.flatMap((part) => (part === null ? [] : [part.integrand]))) };
};

const firstIntegral = (terms: readonly Expression[], densities: readonly Field[]): readonly Variable[] | null => {
  for (const term of terms) {
    const found = containsIntegral(term) ? asIntegral(term, densities) : null;
    if (found !== null) return found.variables;
  }
  return null;
};

/** One integral times factors that do not depend on what it integrates over. */
const productOf = (
  factors: readonly Expression[], densities: readonly Field[], over: readonly Variable[] | null,
): Integral | null => {
  const index = factors.findIndex(containsIntegral);
  const factor = factors[index];
  if (factor === undefined || factors.some((f, i) => i !== index && containsIntegral(f))) return null;
  const integral = asIntegral(factor, densities, over);
  if (integral === null) return null;
  const others = factors.filter((_, i) => i !== index);
  if (integral.variables.some((v) => others.some((f) => dependsOn(f, v)))) return null;
  return { variables: integral.variables, integrand: times(...others, integral.integrand) };
};

/** Operations through which an integral over another variable passes. */
const isLinear = (e: Expression): boolean => {
  switch (e.kind) {
    case 'derivative': case 'gradient': case 'divergence': case 'laplacian': case 'hessian': case 'transpose':
    case 'trace': case 'at':
      return true;
    case 'number': case 'pi': case 'dimension': case 'parameter': case 'variable': case 'field': case 'add':
    case 'multiply': case 'power': case 'call': case 'dot': case 'doubleDot': case 'outer': case 'inverse':
    case 'determinant': case 'identity': case 'integral': case 'optimum':
      return false;
  }
};

const passedThrough = (
  e: Expression, densities: readonly Field[], over: readonly Variable[] | null,
): Integral | null => {
  const inner = partsOf(e)[0];
  if (inner === undefined || !containsIntegral(inner)) return null;
  const integral = asIntegral(inner, densities, over);
  if (integral === null || integral.variables.some((v) => isTouchedBy(e, v))) return null;
  return {
    variables: integral.variables, integrand: mapParts(e, (part, i) => (i === 0 ? integral.integrand : part)),
  };
};

/** Whether an operation differentiates by a variable, binds it, or brings it in. */
const isTouchedBy = (e: Expression, v: Variable): boolean => {
  switch (e.kind) {
    case 'derivative': case 'gradient': case 'divergence': case 'laplacian': case 'hessian':
      return e.variable.name === v.name;
    case 'at': return e.bindings.some((b) => b.variable.name === v.name || dependsOn(b.value, v));
    case 'transpose': case 'trace': return false;
    case 'number': case 'pi': case 'dimension': case 'parameter': case 'variable': case 'field': case 'add':
    case 'multiply': case 'power': case 'call': case 'dot': case 'doubleDot': case 'outer': case 'inverse':
    case 'determinant': case 'identity': case 'integral': case 'optimum':
      return true;
  }
};

/** c = ∫ c p, for an expression free of the bound variables and a declared density p of exactly these. */
const constant = (
  e: Expression, densities: readonly Field[], over: readonly Variable[] | null,
): Integral | null => {
  if (over === null || containsIntegral(e) || over.some((v) => dependsOn(e, v))) return null;
  if (isWrittenZero(e)) return { variables: over, integrand: e };
  const [variable, ...others] = over;
  if (variable === undefined || others.length > 0) return null;
  // The mass is one over the whole state: of p(q,v,t) the integral over q alone is a marginal.
  const density = densities.find((p) => p.slots.every((slot) => slot.name === variable.name || slot.name === T_VARIABLE.name) && p.slots.some((slot) => slot.name === variable.name));
  return density === undefined ? null : { variables: over, integrand: times(e, use(density)) };
};

/** The integral over variables of these names, where it is over others of the same spaces. */
const renamed = (integral: Integral, over: readonly Variable[] | null): Integral | null => {
  if (over === null) return integral;
  if (over.length !== integral.variables.length) return null;
  let { integrand } = integral;
  for (const [i, wanted] of over.entries()) {
    const own = integral.variables[i];
    if (own === undefined || own.space !== wanted.space) return null;
    if (own.name === wanted.name) continue;
    if (dependsOn(integrand, wanted)) return null;
    integrand = at(integrand, [{ variable: own, value: use(wanted) }]);
  }
  return { variables: over, integrand };
};

const containsIntegral = (e: Expression): boolean => {
  for (const part of subexpressions(e)) if (part.kind === 'integral') return true;
  return false;
};

/** 0 in the shape of another expression. */
export const zeroLike = (e: Expression): Expression => (shapeOf(e).length === 0 ? num(0) : times(num(0), e));
