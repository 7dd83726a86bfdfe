/**
 * Claims from assumptions: rewriting by the right ones, conditions that were divided by, contradictions, uniqueness.
 */
import type { Case } from './case.ts';

export const hypotheses1: readonly Case[] = [
  ['reflected hypothesis', 'not refuted', `
field f(t)
field g(t)
assume f(-t) = g(t)
claim: f(t) = g(-t)`],
  ['parallel curl-free', 'not proved', `
dimension 2
field s(x): vector
field r(x): vector
field A(x): vector
field B(x): vector
assume curl-free s
assume curl-free r
assume s = A
assume r = B
claim: (A · B)^2 = |A|^2 |B|^2`],
  ['scale elsewhere', 'refuted', `
field a(t)
field f(t)
assume a f = 0
claim: f(1-t) = 0`],
  ['sign elsewhere', 'not refuted', `
field f(t) > 0
field g(t)
param T
assume f = g - 1
claim: sqrt((g(T-t)-1)^2) = g(T-t) - 1`],
  ['curl-free only for s', 'refuted', `
field s(x): vector
field r(x): vector
assume curl-free s
claim: jac r = (jac r)^T`],
  ['curl-free of sum', 'refuted', `
field s(x): vector
field c(x)
assume curl-free s
claim: jac(c s) = (jac(c s))^T`],
  ['contradictory', 'not proved', `
field f(x)
assume f = 1
assume f = 2
claim: 0 f = 1`],
  ['contradictory through derivatives', 'not proved', `
field f(x,t)
assume f = 0
assume ∂t f = 1
claim: ∂t f = 1`],
  ['contradictory square', 'not proved', `
param a
assume a^2 = -1
claim: a^4 = 1`],
  ['contradictory sign', 'not proved', `
field f(x) > 0
assume f = -1
claim: f = -1`],
  ['contradictory positive derived', 'not proved', `
field f(x) > 0
assume f = -|x|^2 - 1
claim: f = -|x|^2 - 1`],
  ['eikonal', 'not proved', `
field V(x)
assume |grad V|^2 = 1
claim: lap V = 0`],
  ['eikonal four', 'proved', `
field V(x)
assume |grad V|^2 = 1
claim: |grad V|^4 = 1`],
  ['ode with terminal value', 'not refuted', `
param a
param T
field P(t)
assume ∂t P = -2 a P
assume P(T) = 1
claim: P = exp(2 a (T-t))`],
  ['ode with terminal parameter', 'not refuted', `
param a
param m
param T
field P(t)
assume ∂t P = -2 a P
assume P(T) = m
claim: P = m exp(2 a (T-t))`],
  ['heat with terminal square', 'not refuted', `
param T
field V(x,t)
assume ∂t V = -1/2 lap V
assume V(x,T) = |x|^2
claim: V = |x|^2 + tr(I) (T-t)`],
  ['parameter in hypothesis', 'not refuted', `
param T
field f(t)
assume ∂t f = T f
claim: f(T-t) f(t) = f(T) f(0)`],
  ['curl free potential', 'proved', `
field s(x): vector
assume curl-free s
claim: jac s = (jac s)^T`],
  ['scaled unknown', 'refuted', `
field a(x)
field f(x)
assume a f = 0
claim: f = 0`],
  ['circle of parameters', 'proved', `
param alpha
param sigma
assume alpha^2 + sigma^2 = 1
claim: alpha^4 + 2 alpha^2 sigma^2 + sigma^4 = 1`],
  ['circle wrong', 'refuted', `
param alpha
param sigma
assume alpha^2 + sigma^2 = 1
claim: alpha + sigma = 1`],
  ['circle bounded', 'not refuted', `
param alpha
param sigma
assume alpha^2 + sigma^2 = 1
claim: sqrt((2 - alpha)^2) = 2 - alpha`],
  ['two different parameter equations', 'not refuted', `
param a
param b
assume a^2 + b^2 = 0
claim: a = 0`],
  ['two times of a static field', 'proved', `
field s(x,t): vector
field q(x,t): vector
assume div s = 0
claim: div(s(x,t+1)) = 0`],
  ['times of sliced', 'refuted', `
field s(x,t): vector
assume div s = 0
claim: s(x,t+1) = s`],
  ['definition of a positive field at two places', 'proved', `
field f(x) > 0
field g(x)
assume f = exp(g)
claim: log(f(2 x)) = g(2 x)`],
  ['algebraic relation', 'not refuted', `
field f(x)
field g(x)
assume f^2 = g
claim: sqrt(g^2) = g`],
  ['relation that bounds', 'not refuted', `
field f(x)
field g(x)
assume f^2 + g^2 = 1
claim: sqrt((2 - f)^2) = 2 - f`],
  ['definition with squares', 'not refuted', `
field f(x)
field g(x)
assume f = g^2
claim: sqrt(f^2) = f`],
  ['gradient field laplacian', 'proved', `
field s(x): vector
assume curl-free s
claim: grad(div s) = lap s`],
  ['riccati transposed', 'refuted', `
field P(t): symmetric matrix
param A: matrix
param Q: symmetric matrix
assume ∂t P = -(A^T P + P A) - Q
claim: ∂t P = -(A P + P A^T) - Q`],
  ['riccati second derivative', 'proved', `
field P(t)
param a
assume ∂t P = a P
claim: ∂t (∂t P) = a^2 P`],
  ['riccati at another time', 'refuted', `
field P(t)
param a
param T
assume ∂t P = a P
claim: ∂t (P(T-t)) = a P(T-t)`],
  ['riccati at another time true', 'proved', `
field P(t)
param a
param T
assume ∂t P = a P
claim: ∂t (P(T-t)) = -a P(T-t)`],
  ['hypothesis of one component', 'refuted', `
field Q(x): matrix
assume div Q = 0 x
claim: div(Q^T) = 0 x`],
  ['hypothesis contracted', 'refuted', `
field v(x): vector
assume div v = 0
claim: jac v = 0 I`],
  ['hypothesis by label', 'refuted', `
field M(x): matrix
assume tr(M) = 0
claim: M = 0 I`],
  ['lead with equal labels', 'refuted', `
field v(x): vector
field w(x): vector
assume jac v = outer(v, w)
claim: div v = |v|^2`],
  ['lead with equal labels true', 'proved', `
field v(x): vector
field w(x): vector
assume jac v = outer(v, w)
claim: div v = v · w`],
  ['overdetermined', 'refuted', `
field f(x,t)
assume ∂t f = lap f
assume ∂t f = f
claim: lap f = 2 f`],
  ['overdetermined true', 'not refuted', `
field f(x,t)
assume ∂t f = lap f
assume ∂t f = f
claim: lap f = f`],
  ['hidden compatibility', 'not refuted', `
dimension 1
field f(x,t)
assume ∂t f = f
assume grad f = t f
claim: f = 0`],
  ['curl-free in x alone', 'refuted', `
variable y: vector
field s(x,y): vector
assume curl-free s
claim: div[y] s = div s`],
  ['compatibility of two equations for one function', 'not refuted', `
dimension 1
field f(x,t)
field g(x,t)
field h(x,t)
assume ∂t f = g
assume div f = h
claim: ∂t h = div g`],
  ['positive definite by definition', 'not refuted', `
param P: positive matrix
param a
assume P = a I
claim: sqrt(a^2) = a`],
  ['positive definite product', 'not refuted', `
param P: positive matrix
param S: matrix
assume P = S S^T
claim: sqrt(tr(S S^T)^2) = tr(S S^T)`],
];
