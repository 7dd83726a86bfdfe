/**
 * Proposes where the derivative of an expression by a scalar control vanishes: a power, a logarithm or an exponential
 * of the control against a linear term, as in consumption problems. May be wrong; the kernel verifies.
 *
 * The proposals are found by shape alone: e = A(u) + c u + …, with A one of a u^k, a log u, a exp(k u); then
 * u = (−c/(a k))^{1/(k−1)}, −a/c, log(−c/(a k))/k. The coefficients are read off by differentiating and evaluating.
 * What comes of that is long; where the kernel's normal form of it is a sum of monomials, as x A^{−1/γ} is, that comes
 * first: what is proved with it is shorter, and so are its conditions.
 */
import { subexpressions } from '../calculus/dependence.ts';
import type { Expression, Variable } from '../kernel/expression.ts';
import { at, derivative, log, minus, num, over, pow, shapeOf, subtract, times } from '../kernel/expression.ts';
import { normalSum } from './closed-form/normal-sum.ts';
import { writtenSum } from './closed-form/written.ts';
import { withPowers } from './powers.ts';
import { nothingAssumed } from './nothing-assumed.ts';

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
  const candidates = [pow(ratio, over(one, exponent)), over(log(minus(over(rest, size))), rate)];
  return [...candidates.flatMap(short), ...candidates];
};

const simple = (e: Expression): Expression => times(num(1), e);

/** The normal form, where it is of scalars alone; else none. */
const short = (e: Expression): readonly Expression[] => {
  if ([...subexpressions(e)].some((part) => part.kind === 'optimum' || part.kind === 'integral' || shapeOf(part).length > 0)) return [];
  const sum = normalSum(e, nothingAssumed());
  return sum === null || sum.length > MOST_TERMS ? [] : [withPowers(writtenSum(sum))];
};

/** A proposal of more terms is not one that a person would write. */
const MOST_TERMS = 12;
