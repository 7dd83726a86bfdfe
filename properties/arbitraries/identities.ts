/**
 * Random equations, true ones and false ones: rules of vector calculus with random formulas put in, written rightly or
 * with a slip; and a formula against itself with something added.
 */
import fc from 'fast-check';
import type { Expression } from '../../src/kernel/expression.ts';
import {
  T_VARIABLE, derivative, divergence, dot, doubleDot, gradient, hessian, laplacian, num, plus, subtract, times, trace, transpose,
} from '../../src/kernel/expression.ts';
import { polynomials } from './expressions.ts';

export interface Equation {
  readonly left: Expression;
  readonly right: Expression;
}

interface Parts {
  readonly s: Expression;
  readonly r: Expression;
  readonly v: Expression;
  readonly w: Expression;
  readonly A: Expression;
  readonly B: Expression;
}

/** left, right, and right with a slip. */
type Rule = (parts: Parts) => readonly [Expression, Expression, Expression];
const jac = (v: Expression): Expression => gradient(v);

const RULES: readonly Rule[] = [
  ({ s, v }) => [divergence(times(s, v)), plus(dot(gradient(s), v), times(s, divergence(v))), plus(dot(gradient(s), v), divergence(v))],
  ({ s, r }) => [laplacian(times(s, r)), plus(times(s, laplacian(r)), times(r, laplacian(s)), times(num(2), dot(gradient(s), gradient(r)))), plus(times(s, laplacian(r)), times(r, laplacian(s)), dot(gradient(s), gradient(r)))],
  ({ A, B }) => [trace(dot(A, B)), trace(dot(B, A)), trace(dot(transpose(B), A))],
  ({ A, B }) => [transpose(dot(A, B)), dot(transpose(B), transpose(A)), dot(transpose(A), transpose(B))],
  ({ A, B }) => [doubleDot(A, B), trace(dot(transpose(A), B)), trace(dot(A, B))],
  ({ A, v, w }) => [dot(v, dot(A, w)), dot(dot(transpose(A), v), w), dot(dot(A, v), w)],
  ({ v, w }) => [gradient(dot(v, w)), plus(dot(transpose(jac(v)), w), dot(transpose(jac(w)), v)), plus(dot(jac(v), w), dot(jac(w), v))],
  ({ A, v }) => [divergence(dot(A, v)), plus(dot(divergence(transpose(A)), v), doubleDot(A, transpose(jac(v)))), plus(dot(divergence(A), v), doubleDot(A, jac(v)))],
  ({ s, v }) => [derivative(T_VARIABLE, divergence(times(s, v))), divergence(plus(times(derivative(T_VARIABLE, s), v), times(s, derivative(T_VARIABLE, v)))), divergence(times(s, derivative(T_VARIABLE, v)))],
  ({ s, A }) => [doubleDot(A, hessian(s)), trace(dot(A, hessian(s))), times(trace(A), laplacian(s))],
  ({ v }) => [divergence(jac(v)), laplacian(v), gradient(divergence(v))],
  ({ s, r }) => [subtract(times(s, r), s), times(s, subtract(r, num(1))), times(s, r)],
];

const parts: fc.Arbitrary<Parts> = fc.record({
  s: polynomials.scalar, r: polynomials.scalar, v: polynomials.vector, w: polynomials.vector, A: polynomials.matrix, B: polynomials.matrix,
});

export const equations: fc.Arbitrary<Equation> = fc.tuple(fc.constantFrom(...RULES), parts, fc.integer({ min: 0, max: 3 })).map(([rule, of, slip]) => {
  const [left, right, wrong] = rule(of);
  // Many slips do no harm (a field that is constant, a matrix that is symmetric), so most are written with one.
  return { left, right: slip > 0 ? wrong : right };
});
