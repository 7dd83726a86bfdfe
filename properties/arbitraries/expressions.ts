/**
 * Random expressions by shape: scalars, vectors and matrices over a few symbols of the subject.
 *
 * `polynomials` are built by sums, products and derivatives alone, so that they have a value at every point;
 * `elementary` ones also by exponentials, logarithms of what is positive, and quotients by what is positive.
 */
import fc from 'fast-check';
import type { Expression, Field, Parameter } from '../../src/kernel/expression.ts';
import {
  T_VARIABLE, X_VARIABLE, apply, derivative, divergence, dot, doubleDot, exp, field, gradient, hessian, identity, laplacian, log, minus,
  numberOf, outer, over, parameter, plus, pow, num, subtract, times, trace, transpose, use,
} from '../../src/kernel/expression.ts';
import { nonzeroRationals } from './numbers.ts';

const [x, t] = [X_VARIABLE, T_VARIABLE];
export const a: Parameter = parameter('a');
export const c: Parameter = parameter('c', { sign: 'positive' });
export const T: Parameter = parameter('T');
export const m: Parameter = parameter('m', { shape: ['n'] });
export const S: Parameter = parameter('S', { shape: ['n', 'n'], symmetry: 'symmetric' });
export const g: Field = field('g', [t]);
export const h: Field = field('h', [x, t]);
export const p: Field = field('p', [x, t], { sign: 'positive' });
export const f: Field = field('f', [x, t], { shape: ['n'] });
export const M: Field = field('M', [x, t], { shape: ['n', 'n'] });

export interface ByShape {
  readonly scalar: fc.Arbitrary<Expression>;
  readonly vector: fc.Arbitrary<Expression>;
  readonly matrix: fc.Arbitrary<Expression>;
}

const later = subtract(use(T), use(t));
const SCALARS = [use(a), use(c), use(g), use(h), use(p), use(t), apply(h, [use(x), later])];
const VECTORS = [use(m), use(x), use(f), gradient(use(h))];
const MATRICES = [use(S), use(M), identity(), gradient(use(f))];

const depth = { depthSize: 'small', withCrossShrink: true } as const;

const build = (elementary: boolean): ByShape => fc.letrec<{ scalar: Expression; vector: Expression; matrix: Expression }>((tie) => {
  const [s, v, w] = [tie('scalar'), tie('vector'), tie('matrix')];
  const leaf = fc.oneof(nonzeroRationals.map(numberOf), fc.constantFrom(...SCALARS));
  const more = elementary ? [
    fc.constantFrom(log(use(p)), log(use(c)), pow(use(c), num(1, 2)), pow(use(p), num(-1)), exp(use(h)), exp(minus(use(g)))),
    fc.tuple(s, fc.constantFrom(use(p), use(c), plus(num(1), pow(use(h), num(2))))).map(([e, d]) => over(e, d)),
  ] : [];
  return {
    scalar: fc.oneof(depth, leaf, ...more,
      fc.tuple(s, s).map(([e, d]) => plus(e, d)), fc.tuple(s, s).map(([e, d]) => times(e, d)), s.map(minus), s.map((e) => pow(e, num(2))),
      fc.tuple(v, v).map(([e, d]) => dot(e, d)), fc.tuple(w, w).map(([e, d]) => doubleDot(e, d)), w.map(trace), v.map((e) => divergence(e)),
      s.map((e) => derivative(t, e)), s.map((e) => laplacian(e))),
    vector: fc.oneof(depth, fc.constantFrom(...VECTORS),
      fc.tuple(v, v).map(([e, d]) => plus(e, d)), fc.tuple(s, v).map(([e, d]) => times(e, d)), fc.tuple(w, v).map(([e, d]) => dot(e, d)),
      fc.tuple(v, w).map(([e, d]) => dot(e, d)), s.map((e) => gradient(e)), w.map((e) => divergence(e)), v.map((e) => derivative(t, e))),
    matrix: fc.oneof(depth, fc.constantFrom(...MATRICES),
      fc.tuple(w, w).map(([e, d]) => plus(e, d)), fc.tuple(s, w).map(([e, d]) => times(e, d)), fc.tuple(w, w).map(([e, d]) => dot(e, d)),
      w.map(transpose), fc.tuple(v, v).map(([e, d]) => outer(e, d)), s.map((e) => hessian(e)), v.map((e) => gradient(e))),
  };
});

export const polynomials: ByShape = build(false);
export const elementary: ByShape = build(true);
/** An expression of any shape. */
export const ofAnyShape = (of: ByShape): fc.Arbitrary<Expression> => fc.oneof(of.scalar, of.vector, of.matrix);
