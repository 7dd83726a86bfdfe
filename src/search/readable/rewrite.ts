/**
 * One pass over a formula from the inside out: at each node the rule of its kind.
 */
import type { Expression } from '../../kernel/expression.ts';
import { determinant, integral, mapParts, num, optimum, plus } from '../../kernel/expression.ts';
import { dotOf, outerOf } from './chain.ts';
import { divergenceOf } from './divergence.ts';
import { elsewhere } from './elsewhere.ts';
import { valueOf } from './function-values.ts';
import { gradientOf } from './gradient.ts';
import { keyOf } from './key.ts';
import { withLogarithmicDerivatives } from './logarithmic-derivative.ts';
import type { NormalDensity } from './normal-density.ts';
import { normalDensity, normalOf } from './normal-density.ts';
import { isZeroTerm, productOfFactors } from './parts-of-term.ts';
import { derivativeOf } from './partial-derivative.ts';
import { negative, powerOf, productOf } from './product.ts';
import { hessianOf, laplacianOf } from './second-derivatives.ts';
import type { Style } from './style.ts';
import { sumOf } from './sum.ts';
import { transposeOf } from './symmetry.ts';
import { doubleDotOf, inverseOf, sizeOfSpace, traceOf } from './tensors.ts';

const MOST_PASSES = 12;

/** The rules, until they change nothing more. */
export const rewritten = (style: Style, e: Expression): Expression => {
  let before = e;
  for (let pass = 0; pass < MOST_PASSES; pass += 1) {
    const after = onePass(style, before);
    if (keyOf(after) === keyOf(before)) return after;
    before = after;
  }
  return before;
};

const onePass = (style: Style, whole: Expression): Expression => {
  const done = new Map<Expression, Expression>();
  const visit = (e: Expression): Expression => {
    const known = done.get(e);
    if (known !== undefined) return known;
    const normal = normalOf(e);
    const result = normal === null ? byRule(style, mapParts(e, visit)) : insideNormal(normal, visit);
    done.set(e, result);
    return result;
  };
  return visit(whole);
};

/** Its point, mean and variance, each by itself: x − m is kept as the two that it is made of. */
const insideNormal = ({ away, variance, half }: NormalDensity, visit: (e: Expression) => Expression): Expression => {
  const [point, minusMean] = away.kind === 'add' ? away.terms : [];
  const isPair = away.kind === 'add' && away.terms.length === 2 && point !== undefined && minusMean !== undefined;
  const mean = isPair ? negative(visit(minusMean)) : null;
  const difference = mean === null || !isPair ? visit(away) : isZeroTerm(mean) ? visit(point)
    : plus(visit(point), productOfFactors([num(-1), mean]));
  return normalDensity({ away: difference, variance: visit(variance), half });
};

const byRule = (style: Style, e: Expression): Expression => {
  switch (e.kind) {
    case 'number': case 'pi': case 'parameter': case 'variable': case 'identity': case 'field': return e;
    case 'dimension': return sizeOfSpace(style, e.space);
    case 'add': return sumOf(e.terms);
    case 'multiply': return withLogarithmicDerivatives(style, productOf(e.factors));
    case 'power': return powerOf(e.base, e.exponent);
    case 'call': return valueOf(e.function, e.argument);
    case 'dot': return dotOf(e.left, e.right);
    case 'doubleDot': return doubleDotOf(style, e.left, e.right);
    case 'outer': return outerOf(e.left, e.right);
    case 'transpose': return transposeOf(e.of);
    case 'trace': return traceOf(style, e.of);
    case 'inverse': return inverseOf(e.of);
    case 'determinant': return determinant(e.of);
    case 'derivative': return derivativeOf(style, e.variable, e.of);
    case 'gradient': return gradientOf(style, e.variable, e.of);
    case 'divergence': return divergenceOf(style, e.variable, e.of);
    case 'laplacian': return laplacianOf(style, e.variable, e.of);
    case 'hessian': return hessianOf(style, e.variable, e.of);
    case 'at': return elsewhere(e.of, e.bindings);
    case 'integral': return integral(e.variable, e.of);
    case 'optimum': return optimum(e.which, e.control, e.of);
  }
};
