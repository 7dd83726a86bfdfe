/**
 * Proposes where the derivative of an expression by a scalar control vanishes: a power, a logarithm or an exponential
 * of the control against a linear term, as in consumption problems. May be wrong; the kernel verifies.
 *
 * The proposals are found by shape alone: e = A(u) + c u + …, with A one of a u^k, a log u, a exp(k u); then
 * u = (−c/(a k))^{1/(k−1)}, −a/c, log(−c/(a k))/k. The coefficients are read off by differentiating and evaluating.
 */
import type { Expression, Variable } from '../kernel/expression.ts';
import { at, derivative, log, minus, num, over, pow, subtract, times } from '../kernel/expression.ts';

const AT = (e: Expression, control: Variable, value: Expression): Expression => at(e, [{ variable: control, value }]);

/** Candidates for one scalar control, in a fixed order. */
export const proposeStationary = (e: Expression, control: Variable): readonly Expression[] => {
  if (control.space !== null) return [];
  const first = derivative(control, e);
  const second = derivative(control, first);
  const third = derivative(control, second);
  const one = num(1);
  // For e′ = b u^m + c: e″(1) = b m, e‴(1) = b m (m − 1), so m = 1 + e‴(1)/e″(1), b = e″(1)/m, c = e′(1) − b.
  const exponent = simple(subtract(over(AT(third, control, one), AT(second, control, one)), num(-1)));
  const factor = over(AT(second, control, one), exponent);
  const constant = subtract(AT(first, control, one), factor);
  const ratio = minus(over(constant, factor));
  // For e′ = b exp(k u) + c: k = e‴(0)/e″(0), b = e″(0)/k, c = e′(0) − b.
  const zero = num(0);
  const rate = over(AT(third, control, zero), AT(second, control, zero));
  const size = over(AT(second, control, zero), rate);
  const rest = subtract(AT(first, control, zero), size);
  return [pow(ratio, over(one, exponent)), over(log(minus(over(rest, size))), rate)];
};

const simple = (e: Expression): Expression => times(num(1), e);
