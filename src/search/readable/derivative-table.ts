/**
 * f′(u) of the elementary functions.
 *
 * Φ is the normal distribution function: Φ′(u) = e^(−u²/2) / √(2π). Source: DLMF, chapters 4 and 7.
 */
import type { Expression, FunctionName } from '../../kernel/expression.ts';
import { PI, call, num, plus } from '../../kernel/expression.ts';
import { powerOf, productOf, quotient } from './product.ts';

const square = (e: Expression): Expression => powerOf(e, num(2));

export const DERIVATIVES: Readonly<Record<FunctionName, (u: Expression) => Expression>> = {
  exp: (u) => call('exp', u),
  log: (u) => powerOf(u, num(-1)),
  sqrt: (u) => quotient(num(1, 2), call('sqrt', u)),
  sin: (u) => call('cos', u),
  cos: (u) => productOf([num(-1), call('sin', u)]),
  tan: (u) => plus(num(1), square(call('tan', u))),
  sinh: (u) => call('cosh', u),
  cosh: (u) => call('sinh', u),
  tanh: (u) => plus(num(1), productOf([num(-1), square(call('tanh', u))])),
  atan: (u) => powerOf(plus(num(1), square(u)), num(-1)),
  erf: (u) => quotient(productOf([num(2), call('exp', productOf([num(-1), square(u)]))]), call('sqrt', PI)),
  Phi: (u) => quotient(call('exp', productOf([num(-1, 2), square(u)])), call('sqrt', productOf([num(2), PI]))),
};
