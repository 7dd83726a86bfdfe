/**
 * Claims about vectors and matrices: transposes, signs of antisymmetry, inverses, labels that meet.
 */
import type { Case } from './case.ts';

export const tensors1: readonly Case[] = [
  ['dimension of other space', 'refuted', `
dimension 1
variable y: vector(k)
field f(y): vector(k)
claim: div[y](y) = 2`],
  ['inverse of symmetrised', 'not refuted', `
param A: matrix
claim: tr((A + A^T)^-1 A) = 1/2 tr(I)`],
  ['inverse hess clash', 'refuted', `
field P(x): positive matrix
param a: vector
field q(x)
claim: q(grad(q(2 x))) = q(grad q)`],
  ['antisymmetric trace sign', 'refuted', `
param A: antisymmetric matrix
param B: matrix
claim: tr(A B) = tr(A B^T)`],
  ['antisymmetric trace sign true', 'proved', `
param A: antisymmetric matrix
param B: matrix
claim: tr(A B) = -tr(A B^T)`],
  ['antisym quadratic', 'proved', `
param A: antisymmetric matrix
claim: x · (A x) = 0`],
  ['antisym three', 'refuted', `
param A: antisymmetric matrix
claim: tr(A A) = 0`],
  ['antisym three true', 'proved', `
param A: antisymmetric matrix
claim: tr(A A A) = 0`],
  ['transposes', 'refuted', `
param A: matrix
param B: matrix
claim: tr(A A B B) = tr(A B A B)`],
  ['transposes2', 'refuted', `
param A: matrix
claim: tr(A A A^T) = tr(A^T A^T A) + tr(A A A) - tr(A A A^T)`],
  ['inverse product', 'not refuted', `
param A: positive matrix
param B: positive matrix
claim: (A + B)^-1 = A^-1 - A^-1 B (A + B)^-1`],
  ['inverse sum', 'refuted', `
param A: positive matrix
param B: positive matrix
claim: (A + B)^-1 = A^-1 + B^-1`],
  ['inverse transpose', 'refuted', `
param A: matrix
claim: A^-1 = (A^-1)^T`],
  ['div M vs div MT', 'refuted', `
field M(x): matrix
claim: div M = div(M^T)`],
  ['jac transposed', 'refuted', `
field v(x): vector
claim: jac v = (jac v)^T`],
  ['chain vector', 'refuted', `
field f(x)
claim: grad(f(2 x)) = (grad f)(2 x)`],
  ['product dims', 'refuted', `
dimension n
claim: tr(I) = 3`],
  ['dims', 'proved', `
dimension n
claim: div x = n`],
  ['lap', 'refuted', `
dimension n
claim: lap(|x|^2) = 2`],
  ['positive matrix det', 'refuted', `
param A: positive matrix
param B: positive matrix
claim: log det(A) = log det(B)`],
  ['log det derivative', 'refuted', `
field P(t): positive matrix
claim: ∂t (log det(P)) = tr(∂t P)`],
  ['log det derivative true', 'proved', `
field P(t): positive matrix
claim: ∂t (log det(P)) = tr(P^-1 (∂t P))`],
  ['nested inverse', 'refuted', `
field P(x): positive matrix
param a: vector
claim: grad(a · (P^-1 a)) = 0 x`],
  ['hess of log det', 'refuted', `
field P(x): positive matrix
claim: hess(log det(P)) = 0 I`],
  ['gaussian dims', 'refuted', `
param v > 0
param m: vector
claim: lap(normal(x; m, v)) = (|x - m|^2/v^2 - 1/v) normal(x; m, v)`],
  ['gaussian dims true', 'proved', `
dimension n
param v > 0
param m: vector
claim: lap(normal(x; m, v)) = (|x - m|^2/v^2 - n/v) normal(x; m, v)`],
  ['vector space clash', 'refuted', `
variable y: vector(m)
param B: matrix(m,n)
claim: tr(B B^T) = tr(B^T B) + 1`],
  ['two claims chain', 'refuted', `
field f(x)
claim:
  lap f
    = div(grad f)
    = 2 lap f`],
  ['gram matrix', 'not refuted', `
param G: matrix
claim: sqrt(tr(G G^T)^2) = tr(G G^T)`],
  ['cauchy schwarz', 'not refuted', `
param a: vector
param b: vector
claim: sqrt((|a|^2 |b|^2 - (a · b)^2)^2) = |a|^2 |b|^2 - (a · b)^2`],
  ['determinant of positive', 'proved', `
param P: positive matrix
claim: sqrt(det(P)^2) = det(P)`],
  ['trace of positive', 'not refuted', `
param P: positive matrix
claim: sqrt(tr(P)^2) = tr(P)`],
  ['hidden transposes in a product', 'refuted', `
param A: matrix
param B: matrix
claim: (A B)^T = A^T B^T`],
  ['transposed product', 'proved', `
param A: matrix
param B: matrix
claim: (A B)^T = B^T A^T`],
  ['inverse of a product', 'refuted', `
param A: matrix
param B: matrix
claim: (A B)^-1 = A^-1 B^-1`],
  ['symmetric product', 'refuted', `
param A: symmetric matrix
param B: symmetric matrix
claim: A B = B A`],
  ['symmetric frobenius', 'proved', `
param A: symmetric matrix
param B: antisymmetric matrix
claim: A : B = 0`],
  ['frobenius of antisymmetric', 'refuted', `
param B: antisymmetric matrix
claim: B : B = 0`],
  ['index clash in a square', 'refuted', `
field v(x): vector
claim: (v · v)^2 = tr(outer(v, v)) (x · v)`],
  ['square of inner product', 'proved', `
field v(x): vector
field w(x): vector
claim: (v · w)^2 = tr(outer(v, w) outer(v, w))`],
  ['square of outer', 'refuted', `
field v(x): vector
field w(x): vector
claim: (v · w)^2 = (v · v) (w · w)`],
  ['divergence of outer', 'refuted', `
field v(x): vector
field w(x): vector
claim: div(outer(v, w)) = (div v) w + (jac w) v`],
  ['divergence of outer true', 'proved', `
field v(x): vector
field w(x): vector
claim: div(outer(v, w)) = (div w) v + (jac v) w`],
  ['laplacian of product', 'refuted', `
field f(x)
field g(x)
claim: lap(f g) = f lap g + g lap f`],
  ['third derivative order', 'refuted', `
field v(x): vector
claim: grad(div v) = lap v`],
  ['derivative by another variable', 'refuted', `
variable y: vector
field q(x,y)
claim: grad q = grad[y] q`],
  ['three labels', 'refuted', `
field v(x): vector
claim: |v|^2 |v|^2 |v|^2 = (v · v) (v · v) |x|^2`],
  ['powers of a contraction', 'proved', `
field v(x): vector
claim: |v|^6 = (v · v) (v · v) (v · v)`],
  ['half power of a contraction', 'proved', `
field v(x): vector
claim: sqrt(|v|^2)^4 = |v|^4`],
  ['derivative of a norm', 'refuted', `
field v(x): vector
claim: grad(|v|^2) = 2 (jac v) v`],
  ['derivative of a norm true', 'proved', `
field v(x): vector
claim: grad(|v|^2) = 2 (jac v)^T v`],
  ['matrix argument', 'proved', `
field f(x)
param A: matrix
claim: grad(f(A x)) = A^T (grad f)(A x)`],
  ['matrix argument transposed', 'refuted', `
field f(x)
param A: matrix
claim: grad(f(A x)) = A (grad f)(A x)`],
  ['nested arguments', 'proved', `
field f(x)
field q(x)
claim: grad(f(grad(q(2 x)))) = 4 (hess q)(2 x) (grad f)(2 (grad q)(2 x)) + 0 x`],
  ['nested arguments wrong', 'refuted', `
field f(x)
field q(x)
claim: grad(f(grad(q(2 x)))) = 2 (hess q)(2 x) (grad f)(2 (grad q)(2 x))`],
  ['inverse of a product argument', 'proved', `
param A: matrix
claim: A A^-1 = I`],
  ['derivative of inverse', 'proved', `
field P(t): positive matrix
claim: ∂t (P^-1) = -(P^-1 (∂t P) P^-1)`],
  ['derivative of inverse wrong', 'refuted', `
field P(t): positive matrix
claim: ∂t (P^-1) = P^-1 (∂t P) P^-1`],
  ['inverse of nonsymmetric sum', 'refuted', `
param A: matrix
param B: matrix
claim: (A + B)^-1 A + (A + B)^-1 B^T = I`],
  ['inverse of sum', 'proved', `
param A: matrix
param B: matrix
claim: (A + B)^-1 A + (A + B)^-1 B = I`],
  ['inverse side', 'refuted', `
param A: matrix
param B: matrix
claim: (A + B)^-1 A + B (A + B)^-1 = I`],
  ['inverse of transposed sum', 'refuted', `
param A: matrix
param B: matrix
claim: (A^T + B)^-1 A + (A^T + B)^-1 B = I`],
  ['inverse of transposed sum true', 'proved', `
param A: matrix
param B: matrix
claim: (A^T + B)^-1 A^T + (A^T + B)^-1 B = I`],
  ['log of a square root', 'refuted', `
field p(x) > 0
claim: grad(sqrt(p)) = sqrt(p) grad log p`],
  ['log of a square root true', 'proved', `
field p(x) > 0
claim: grad(sqrt(p)) = 1/2 sqrt(p) grad log p`],
  ['dimension two only', 'refuted', `
claim: tr(I)^2 = 2 tr(I)`],
  ['true where the dimension is two', 'proved', `
dimension 2
claim: tr(I)^2 = 2 tr(I)`],
];
