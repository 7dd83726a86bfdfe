/**
 * ∂ f(u) = f′(u) ∂u and ∂ a^k = k a^(k−1) ∂a + a^k log a ∂k, for any first derivative ∂.
 *
 * An unknown inside stays: ∇ log p, ∇ g². But ∇ e^u = e^u ∇u always, and a constant factor leaves a logarithm.
 */
import type { Expression, Variable } from '../../kernel/expression.ts';
import { call, num } from '../../kernel/expression.ts';
import { dependsOn } from '../../calculus/dependence.ts';
import { DERIVATIVES } from './derivative-table.ts';
import { logOfNormal, logarithm } from './function-values.ts';
import { normalOf } from './normal-density.ts';
import { productOfFactors } from './parts-of-term.ts';
import { isPositive } from './positive.ts';
import { powerOf, productOf } from './product.ts';
import type { Style } from './style.ts';
import { dependenceOf } from './style.ts';
import { sumOf } from './sum.ts';

/** `first` takes the first derivative of a scalar. null where the derivative stays as it is. */
export const byChainRule = (
  style: Style, v: Variable, e: Expression, first: (u: Expression) => Expression,
): Expression | null => {
  const normal = normalOf(e);
  if (normal !== null) return dependenceOf(e, v) === 'explicit' ? productOf([e, first(logOfNormal(normal))]) : null;
  if (e.kind === 'power') return ofPower(style, v, e, first);
  if (e.kind !== 'call') return null;
  const u = e.argument;
  if (e.function === 'exp') return productOf([e, first(u)]);
  if (style.expand === 'products' && e.function !== 'log') return productOf([DERIVATIVES[e.function](u), first(u)]);
  if (dependenceOf(u, v) === 'explicit') return productOf([DERIVATIVES[e.function](u), first(u)]);
  return e.function === 'log' ? ofLogarithm(v, u, first) : null;
};

/** ∂ log(c p) = ∂ log p for a positive constant c. */
const ofLogarithm = (v: Variable, u: Expression, first: (u: Expression) => Expression): Expression | null => {
  if (u.kind !== 'multiply') return null;
  const constants = u.factors.filter((f) => !dependsOn(f, v) && isPositive(f));
  return constants.length === 0 ? null : first(call('log', productOfFactors(u.factors.filter((f) => !constants.includes(f)))));
};

const ofPower = (
  style: Style, v: Variable, e: Expression & { kind: 'power' }, first: (u: Expression) => Expression,
): Expression | null => {
  const { base, exponent } = e;
  if (dependenceOf(e, v) === 'unknown' && style.expand !== 'products') return null;
  const byBase = dependsOn(base, v) ? [productOf([exponent, powerOf(base, sumOf([exponent, num(-1)])), first(base)])] : [];
  const byExponent = dependsOn(exponent, v) ? [productOf([e, logarithm(base), first(exponent)])] : [];
  return sumOf([...byBase, ...byExponent]);
};

