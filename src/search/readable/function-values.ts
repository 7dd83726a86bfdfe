/**
 * Values of elementary functions: log e^a = a, e^(log a) = a, log(c e^a) = log c + a, log a^k = k log a, values at 0 and 1.
 *
 * Of a product, exponentials and normal densities leave the logarithm; log(2 π v) and log(p / q) are how an author
 * writes them, and stay.
 */
import type { Expression, FunctionName } from '../../kernel/expression.ts';
import { PI, call, determinant, dot, inverse, num, shapeOf } from '../../kernel/expression.ts';
import { variablesOf } from '../../language/variables.ts';
import { fieldsIn } from '../../calculus/dependence.ts';
import { isOne, isZero } from '../../kernel/rational.ts';
import { isAlike } from './key.ts';
import type { NormalDensity } from './normal-density.ts';
import { normalOf } from './normal-density.ts';
import { partsOfTerm, termOf } from './parts-of-term.ts';
import { isPositive } from './positive.ts';
import { exponentialOf, negative, powerOf, productOf, quotient } from './product.ts';
import { loose, sumOf } from './sum.ts';

/** f(0), where it is a number; null where it is not, or has none. */
const AT_ZERO: Readonly<Record<FunctionName, Expression | null>> = {
  exp: num(1), log: null, sqrt: num(0), sin: num(0), cos: num(1), tan: num(0), sinh: num(0), cosh: num(1), tanh: num(0),
  atan: num(0), erf: num(0), Phi: num(1, 2),
};

export const valueOf = (name: FunctionName, argument: Expression): Expression => {
  const atZero = argument.kind === 'number' && isZero(argument.value) ? AT_ZERO[name] : null;
  if (atZero !== null) return atZero;
  switch (name) {
    case 'exp': return exponential(argument);
    case 'log': return logarithm(argument);
    case 'sqrt': return powerOf(argument, num(1, 2));
    case 'sin': case 'cos': case 'tan': case 'sinh': case 'cosh': case 'tanh': case 'atan': case 'erf': case 'Phi':
      return call(name, argument);
  }
};

/** e^(a + k log b) = b^k e^a. */
const exponential = (argument: Expression): Expression => {
  const terms = argument.kind === 'add' ? argument.terms : [argument];
  const powers = terms.map(powerOfLogarithm);
  if (powers.every((p) => p === null)) return exponentialOf(argument);
  const rest = terms.filter((_, k) => powers[k] === null);
  return productOf([...powers.filter((p) => p !== null), exponentialOf(sumOf(rest))]);
};

/** b^k of k log b, for a number k, and for other constants where b is explicit. */
const powerOfLogarithm = (term: Expression): Expression | null => {
  const { coefficient, scalars } = partsOfTerm(term);
  const logarithms = scalars.filter((f) => f.kind === 'call' && f.function === 'log');
  const [only] = logarithms;
  const others = scalars.filter((f) => f !== only);
  if (logarithms.length !== 1 || only?.kind !== 'call' || variablesOf(termOf({ coefficient, scalars: others, tensor: null })).size > 0) return null;
  if (others.length > 0 && fieldsIn(only.argument).size > 0) return null;
  return powerOf(only.argument, termOf({ coefficient, scalars: others, tensor: null }));
};

export const logarithm = (of: Expression): Expression => {
  if (of.kind === 'number' && isOne(of.value)) return num(0);
  if (of.kind === 'call' && of.function === 'exp') return of.argument;
  if (of.kind === 'call' && of.function === 'sqrt' && isPositive(of.argument)) return productOf([num(1, 2), logarithm(of.argument)]);
  if (of.kind === 'power' && isPositive(of.base)) return productOf([of.exponent, logarithm(of.base)]);
  const normal = normalOf(of);
  if (normal !== null) return logOfNormal(normal);
  if (of.kind !== 'multiply') return call('log', of);
  const { coefficient, scalars } = partsOfTerm(of);
  const plain = scalars.filter((f) => isExponentialOrNormal(f));
  const rest = termOf({ coefficient, scalars: scalars.filter((f) => !plain.includes(f)), tensor: null });
  if (plain.length === 0) return call('log', of);
  return loose(sumOf([...plain, ...(isAlike(rest, num(1)) ? [] : [rest])].map(logarithm)));
};

const isExponentialOrNormal = (e: Expression): boolean => (e.kind === 'call' && e.function === 'exp') || normalOf(e) !== null;

/** log N = −|x−m|²/2v − n/2 log(2πv), and with a matrix −½ (x−m)·Σ⁻¹(x−m) − n/2 log 2π − ½ log det Σ. */
export const logOfNormal = (normal: NormalDensity): Expression => loose(sumOf([
  exponentOfNormal(normal), ...logFactorOfNormal(normal),
]));

export const exponentOfNormal = ({ away, variance }: NormalDensity): Expression => {
  if (shapeOf(variance).length > 0) return productOf([num(-1, 2), dot(away, dot(inverse(variance), away))]);
  const square = shapeOf(away).length === 0 ? powerOf(away, num(2)) : dot(away, away);
  return quotient(productOf([num(-1, 2), square]), variance);
};

const logFactorOfNormal = ({ variance, half }: NormalDensity): readonly Expression[] => {
  if (shapeOf(variance).length === 0) return [productOf([half, call('log', productOf([num(2), PI, variance]))])];
  const volume = productOf([num(1, 2), logarithm(determinant(variance))]);
  return [productOf([half, call('log', productOf([num(2), PI]))]), negative(volume)];
};
