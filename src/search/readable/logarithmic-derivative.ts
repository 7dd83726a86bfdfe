/**
 * ∇p / p = ∇ log p and what follows from it: with s = ∇ log p,
 * ∇·(f p)/p = ∇·f + f·s, Δ(a p)/p = Δa + 2 ∇a·s + a (Δ log p + |s|²), ∂t(a p)/p = ∂t a + a ∂t log p.
 *
 * L(p q)/p is worked out for every expression that is linear in a positive function p and its derivatives.
 * Source: Lai et al., FP-Diffusion, 2023, equation 5, for the equation that this gives for log p.
 */
import type { Expression } from '../../kernel/expression.ts';
import { num, shapeOf } from '../../kernel/expression.ts';
import { dotOf, outerOf } from './chain.ts';
import { divergenceOf } from './divergence.ts';
import { logarithm } from './function-values.ts';
import { gradientOf } from './gradient.ts';
import { keyOf } from './key.ts';
import { partsOfTerm, productOfFactors, termOf } from './parts-of-term.ts';
import { derivativeOf } from './partial-derivative.ts';
import { isPositive } from './positive.ts';
import { powerOf, productOf } from './product.ts';
import { hessianOf, laplacianOf } from './second-derivatives.ts';
import type { Style } from './style.ts';
import { sumOf } from './sum.ts';
import { doubleDotOf, traceOf } from './tensors.ts';
import { transposeOf } from './symmetry.ts';

/** A product in which derivatives of p are divided by p; unchanged where there is none. */
export const withLogarithmicDerivatives = (style: Style, e: Expression): Expression => {
  if (e.kind !== 'multiply' || style.expand === 'nothing') return e;
  const { coefficient, scalars, tensor } = partsOfTerm(e);
  const all = [...scalars, ...(tensor === null ? [] : [tensor])];
  for (const divisor of scalars) {
    const p = dividedBy(divisor);
    if (p === null) continue;
    for (const f of all) {
      if (f === divisor) continue;
      const ratio = ratioTo(style, f, p);
      if (ratio === null) continue;
      const rest = all.filter((g) => g !== f).map((g) => (g === divisor ? productOf([g, p]) : g));
      const number = termOf({ coefficient, scalars: [], tensor: null });
      return withLogarithmicDerivatives(style, productOf([number, ...rest, ratio]));
    }
  }
  return e;
};

/** p of p⁻¹, p⁻², …, for a positive unknown p or a normal density. */
const dividedBy = (e: Expression): Expression | null => {
  if (e.kind !== 'power' || e.exponent.kind !== 'number' || e.exponent.value.numerator >= 0n) return null;
  return (e.base.kind === 'field' || e.base.kind === 'multiply') && isPositive(e.base) ? e.base : null;
};

/** e / p, where e is a derivative of p or is linear in such; null elsewhere. */
const ratioTo = (style: Style, e: Expression, p: Expression): Expression | null =>
  keyOf(e).includes(keyOf(p)) ? (e.kind === 'field' || e.kind === 'multiply' ? null : ratio(style, e, p)) : null;

const ratio = (style: Style, e: Expression, p: Expression): Expression | null => {
  if (keyOf(e) === keyOf(p)) return num(1);
  switch (e.kind) {
    case 'add': {
      const terms = e.terms.map((t) => ratio(style, t, p));
      return terms.some((t) => t === null) ? null : sumOf(terms.filter((t) => t !== null));
    }
    case 'multiply': return ofOneFactor(style, e, p);
    case 'power': return ofSquare(style, e, p);
    case 'dot': return ofPair(style, e.left, e.right, p, dotOf);
    case 'doubleDot': return ofPair(style, e.left, e.right, p, (l, r) => doubleDotOf(style, l, r));
    case 'outer': return ofPair(style, e.left, e.right, p, outerOf);
    case 'trace': return mapped(ratio(style, e.of, p), (q) => traceOf(style, q));
    case 'transpose': return mapped(ratio(style, e.of, p), transposeOf);
    case 'derivative': case 'gradient': case 'divergence': case 'laplacian': case 'hessian':
      return mapped(ratio(style, e.of, p), (q) => ofDerivative(style, e, q, p));
    case 'number': case 'pi': case 'dimension': case 'parameter': case 'variable': case 'field': case 'call': case 'inverse':
    case 'determinant': case 'identity': case 'at': case 'integral': case 'optimum':
      return null;
  }
};

const mapped = (e: Expression | null, change: (e: Expression) => Expression | null): Expression | null => (e === null ? null : change(e));

const ofOneFactor = (style: Style, e: Expression & { kind: 'multiply' }, p: Expression): Expression | null => {
  const { coefficient, scalars, tensor } = partsOfTerm(e);
  const all = [...scalars, ...(tensor === null ? [] : [tensor])];
  for (const [k, f] of all.entries()) {
    const q = ratio(style, f, p);
    if (q !== null) return productOf([termOf({ coefficient, scalars: [], tensor: null }), productOfFactors(all.filter((_, i) => i !== k)), q]);
  }
  return null;
};

/** (∂p)² / p = ∂p · ∂ log p. */
const ofSquare = (style: Style, e: Expression & { kind: 'power' }, p: Expression): Expression | null => {
  const { base, exponent } = e;
  const isNatural = exponent.kind === 'number' && exponent.value.denominator === 1n && exponent.value.numerator > 1n;
  if (!isNatural) return null;
  return mapped(ratio(style, base, p), (q) => productOf([powerOf(base, sumOf([exponent, num(-1)])), q]));
};

const ofPair = (
  style: Style, left: Expression, right: Expression, p: Expression, join: (l: Expression, r: Expression) => Expression,
): Expression | null => {
  const byLeft = ratio(style, left, p);
  if (byLeft !== null) return join(byLeft, right);
  return mapped(ratio(style, right, p), (q) => join(left, q));
};

type Derivative = Extract<Expression, { kind: 'derivative' | 'gradient' | 'divergence' | 'laplacian' | 'hessian' }>;

/** ∇·(∇·D + D s) of a second derivative is written out: ∇·∇·D + (∇·D)·s + D : ∇s. */
const withScore = (style: Style, q: Expression, s: Expression): Style =>
  keyOf(q).includes(keyOf(s)) ? { ...style, expand: 'products' } : style;

/** L(p q) / p. */
const ofDerivative = (style: Style, e: Derivative, q: Expression, p: Expression): Expression | null => {
  const log = logarithm(p);
  const v = e.variable;
  if (e.kind === 'derivative') return sumOf([derivativeOf(style, v, q), productOf([q, derivativeOf(style, v, log)])]);
  const s = gradientOf(style, v, log);
  const rank = shapeOf(q).length;
  switch (e.kind) {
    case 'gradient': {
      if (rank > 1) return null;
      return sumOf([gradientOf(style, v, q), rank === 0 ? productOf([q, s]) : outerOf(q, s)]);
    }
    case 'divergence': return sumOf([divergenceOf(withScore(style, q, s), v, q), dotOf(q, s)]);
    case 'laplacian': {
      if (rank > 1) return null;
      const slope = gradientOf(style, v, q);
      return sumOf([laplacianOf(style, v, q), productOf([num(2), dotOf(slope, s)]), productOf([q, sumOf([laplacianOf(style, v, log), dotOf(s, s)])])]);
    }
    case 'hessian': {
      const slope = gradientOf(style, v, q);
      const bent = productOf([q, sumOf([hessianOf(style, v, log), outerOf(s, s)])]);
      return sumOf([hessianOf(style, v, q), outerOf(slope, s), outerOf(s, slope), bent]);
    }
  }
};
