/**
 * What an equation is solved for must not matter: several equations and side conditions for one unknown, time
 * derivatives that lead, and high derivatives by x that would outweigh them.
 */
import type { Case } from './case.ts';

export const leads: readonly Case[] = [
  ['eleven derivatives by x do not outweigh time', 'proved', `
dimension 1
field u(x,t)
assume D[t] u = D[x] D[x] D[x] D[x] D[x] D[x] D[x] D[x] D[x] D[x] D[x] u
claim: D[t] D[x] u = D[x] D[x] D[x] D[x] D[x] D[x] D[x] D[x] D[x] D[x] D[x] D[x] u`],
  ['two equations that hold each other', 'proved', `
dimension 1
field u(x,t), v(x,t)
assume D[t] u = D[x] v
assume D[t] v = -D[x] u
claim: D[t] D[t] u = -D[x] D[x] u`],
  ['a wave does not only go one way', 'refuted', `
dimension 1
field u(x,t)
assume D[t] D[t] u = D[x] D[x] u
claim: D[t] u = D[x] u`],
  ['heat and transport together leave an equation in space', 'proved', `
dimension 1
field w(x,t)
assume D[t] w = D[x] D[x] w
assume D[t] w = D[x] w
claim: D[x] D[x] w = D[x] w`],
  ['a further scalar variable', 'refuted', `
dimension 1
variable s
field u(x,t), w(s,t)
assume D[t] w = D[s] w
assume u = w(x,t)
claim: D[t] u = -D[x] u`],
  ['a condition on a rate that an equation gives', 'proved', `
field f(x,t)
assume ∂t f = lap f
claim where ∂t f = 0: lap f = 0`],
  ['and nothing of its derivatives', 'refuted', `
field f(x,t)
assume ∂t f = lap f
claim where ∂t f = 0: ∂t ∂t f = 0`],
  ['a condition on a Laplacian says nothing of its Laplacian', 'refuted', `
field f(x,t)
assume ∂t f = lap f
claim where lap f = 0: lap lap f = 0`],
  ['a chain of conditions', 'proved', `
field f(x,t), g(x,t), k(x,t)
claim where f = g, g = k, k = 1: f = 1`],
  ['a value and a rate are two conditions', 'refuted', `
field f(x,t), g(x,t)
claim where f = g, ∂t f = 0: ∂t g = 0`],
  ['conditions that contradict one another', 'not proved', `
field f(x,t)
claim where f = 1, f = 2: f = 3`],
  ['a positive function that a condition makes negative', 'not proved', `
field p(x,t) > 0
claim where p = -1: p = 5`],
  ['the logarithm of a function that is 1 here', 'refuted', `
field p(x,t) > 0
claim where log p = 0: ∂t p = 0`],
  ['the density stands still, at a point', 'proved', `
field f(x,t): vector
param g
process X: dX = f dt + g dW
density p(x,t) of X
claim where ∂t p = 0: div(f p) = 1/2 g^2 lap p`],
  ['Doob’s weight solves the equation backwards', 'proved', `
field f(x,t): vector
param g > 0
field w(x,t) > 0
process X: dX = f dt + g dW
density p(x,t) of X
claim where ∂t w = -f · grad w - 1/2 g^2 lap w: p w is density of process dY = (f + g^2 grad log w) dt + g dW`],
  ['and not forwards', 'refuted', `
field f(x,t): vector
param g > 0
field w(x,t) > 0
process X: dX = f dt + g dW
density p(x,t) of X
claim where ∂t w = f · grad w + 1/2 g^2 lap w: p w is density of process dY = (f + g^2 grad log w) dt + g dW`],
  ['several conditions between matrices and vectors', 'refuted', `
param A, S: matrix
param c, a: vector
claim where A c + a = 0, S c = a: A c + S a = 0`],
  ['the stationary law of a linear process with one of its two conditions', 'refuted', `
param A, B: matrix
param S: positive matrix
param a, c: vector
process Y: dY = (A x + a) dt + B dW
claim where A S + S A^T + B B^T = 0: normal(x; c, S) is stationary density of Y`],
  ['and with both', 'not refuted', `
param A, B: matrix
param S: positive matrix
param a, c: vector
process Y: dY = (A x + a) dt + B dW
claim where A S + S A^T + B B^T = 0, A c + a = 0: normal(x; c, S) is stationary density of Y`],
  ['the Riccati equation of a discounted cost with the sign of the discount turned', 'refuted', `
dimension 1
param a, b, q, P
param r > 0
param rho > 0
control u
process X: dX = (a x + b u) dt + dW
problem Q: minimize running 1/2 q x^2 + 1/2 r u^2 over u along X discounted rho
claim where -rho P = q + 2 a P - b^2 P^2 / r: 1/2 P x^2 + P / (2 rho) is value of Q`],
  ['a product that is zero, its first factor', 'not proved', `
field a(t), b(t)
claim where a b = 0: a = 0`],
  ['a product that is zero, its second factor', 'not proved', `
field a(t), b(t)
claim where a b = 0: b = 0`],
  ['a product that is zero and a factor that is not', 'proved', `
field a(t), b(t)
claim where a b = 0, b != 0: a = 0`],
  ['zero exactly where a product is', 'not proved', `
field a(t), q(t)
claim: a = 0 iff a q = 0`],
  ['equal exactly where multiples are', 'not proved', `
field a(t), q(t)
claim: a = q iff a q = q^2`],
  ['a vector scaled to zero', 'not proved', `
field a(t)
field v(x): vector
claim where a v = 0: v = 0`],
  ['a matrix that takes a vector to zero', 'not proved', `
param M: matrix
field v(x): vector
claim where M v = 0: v = 0`],
  ['a derivative scaled to zero', 'not proved', `
param r
field u(x,t)
assume r ∂t u = 0
claim: ∂t u = 0`],
  ['a derivative scaled to zero elsewhere', 'not proved', `
param r, T
field u(x,t)
assume r ∂t u = 0
claim: (∂t u)(x,T-t) = 0`],
  ['a stationary density where the noise does not vanish, since the claim divides by it', 'proved', `
dimension 1
field f(x), g(x)
process X: dX = f dt + g dW
stationary density p(x) of X
claim: D[x] D[x] log p = 2/g^2 D[x] f + 2/g^2 f D[x] log p - 4/g D[x] g D[x] log p - (D[x] log p)^2 - D[x] D[x] (g^2) / g^2`],
];
