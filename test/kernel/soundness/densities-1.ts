/**
 * Claims about densities of processes: the equation and its clock, mass one, two times, stationary ones.
 */
import type { Case } from './case.ts';

export const densities1: readonly Case[] = [
  ['marginal of joint', 'not proved', `
process (Q,V)(q,v): dQ = v dt; dV = -q dt + dW
density p(q,v,t) of (Q,V)
claim: ∫[q](p) = 1`],
  ['stationary weak form', 'not refuted', `
field f(x): vector
process X: dX = f dt + dW
stationary density p(x) of X
field phi(x)
claim: ∫[x](p (f · grad phi + 1/2 lap phi)) = 0`],
  ['mass squared', 'not refuted', `
process X: dX = dW
density p(x,t) of X
claim: (∫[x](p))^2 = 1`],
  ['minus density', 'not proved', `
process X: dX = dW
density p(x,t) of X
claim: -p is density of X`],
  ['zero density', 'not proved', `
process X: dX = dW
density p(x,t) of X
claim: 0 p is density of X`],
  ['stationary OU score', 'not refuted', `
process X: dX = -x dt + sqrt(2) dW
stationary density p(x) of X
claim: grad log p = -x`],
  ['forward for backward', 'refuted', `
field f(x,t): vector
field g(t)
process X: dX = f dt + g dW
density p(x,t) of X
claim: ∂t p = -f · grad p + 1/2 g^2 lap p`],
  ['fokker-planck', 'proved', `
field f(x,t): vector
field g(t)
process X: dX = f dt + g dW
density p(x,t) of X
claim: ∂t p = -div(f p) + 1/2 g^2 lap p`],
  ['noise of same name', 'refuted', `
process (Q,V)(q,v): dQ = dW; dV = dW
density p(q,v,t) of (Q,V)
claim: ∂t p = 1/2 lap[q] p + 1/2 lap[v] p`],
  ['noise of other name', 'proved', `
process (Q,V)(q,v): dQ = dW; dV = dB
density p(q,v,t) of (Q,V)
claim: ∂t p = 1/2 lap[q] p + 1/2 lap[v] p`],
  ['strat is ito', 'refuted', `
field G(x): matrix
process X: dX = G o dW
density p(x,t) of X
claim: p is density of process dY = G dW`],
  ['strat drift transposed', 'refuted', `
dimension 2
field G(x): matrix
process X: dX = G o dW
density p(x,t) of X
claim: p is density of process dY = 1/2 (div(G G^T) - G^T (div G)) dt + G dW`],
  ['strat drift', 'proved', `
field G(x): matrix
process X: dX = G o dW
density p(x,t) of X
claim: p is density of process dY = 1/2 (div(G G^T) - G div(G^T)) dt + G dW`],
  ['anderson wrong clock', 'refuted', `
field f(x,t): vector
field g(t)
param T
process X: dX = f dt + g dW
density p(x,t) of X
claim: p is density of process dY = (f - g^2 grad log p) dt + g dW`],
  ['anderson', 'proved', `
field f(x,t): vector
field g(t)
process X: dX = f dt + g dW
density p(x,t) of X
claim: p is density of process dY = (f - g^2 grad log p) dt + g dW backward`],
  ['euler of density', 'refuted', `
process X: dX = dW
density p(x,t) of X
field c(x)
claim: ∫[x](c p) = 0`],
  ['euler of density constant', 'proved', `
process X: dX = dW
density p(x,t) of X
param a
claim: ∫[x](a p) = a`],
  ['mass two', 'refuted', `
process X: dX = dW
density p(x,t) of X
claim: ∫[x](p) = 2`],
  ['expectation product', 'not proved', `
process X: dX = dW
density p(x,t) of X
field a(x)
field b(x)
claim: E[p](a b) = E[p](a) E[p](b)`],
  ['jensen', 'not proved', `
process X: dX = dW
density p(x,t) of X
field a(x)
claim: exp(E[p](a)) = E[p](exp(a))`],
  ['variance of constant', 'not refuted', `
process X: dX = dW
density p(x,t) of X
param c
claim: E[p](c^2) = E[p](c)^2`],
  ['stationary ibp', 'refuted', `
field f(x): vector
process X: dX = f dt + dW
stationary density p(x) of X
claim: f p = 1/2 grad p`],
  ['ito missing', 'refuted', `
field f(x,t)
process X: dX = dW
claim: d(f) = (∂t f) dt + grad f · dW along X`],
  ['ito', 'proved', `
field f(x,t)
process X: dX = dW
claim: d(f) = (∂t f + 1/2 lap f) dt + grad f · dW along X`],
  ['ito noise', 'refuted', `
field f(x,t)
process X: dX = 2 dW
claim: d(f) = (∂t f + 2 lap f) dt + grad f · dW along X`],
  ['two time density mass', 'not refuted', `
process X: dX = dW
density p(x,t) of X
claim: ∫[x](p(x,t+1)) = ∫[x](p)`],
  ['two times density without drift', 'not refuted', `
process X: dX = 0 dt
density p(x,t) of X
claim: p(x,t+1) = p`],
  ['two times with autonomous drift', 'proved', `
field f(x): vector
process X: dX = f dt + dW
density p(x,t) of X
param T
claim: ∂t (p(x,T-t)) = div(f p(x,T-t)) - 1/2 lap(p(x,T-t))`],
  ['drift constrained by two densities', 'proved', `
field f(x,t): vector
process X: dX = f dt + dW
density p(x,t) of X
density q(x,t) of X
claim: ∂t log(p/q) = -f · grad log(p/q) + 1/2 lap log(p/q) + 1/2 (grad log p + grad log q) · grad log(p/q)`],
  ['gaussian stationary wrong', 'refuted', `
process X: dX = -x dt + 2 dW
claim: normal(x; 0 x, 1) is stationary density of X`],
  ['gaussian stationary', 'proved', `
process X: dX = -x dt + sqrt(2) dW
claim: normal(x; 0 x, 1) is stationary density of X`],
  ['density negative by sign', 'proved', `
field f(x)
process X: dX = 0 dt
claim: f is stationary density of process dY = 0 dt`],
  ['stationary density by curl-free drift', 'not refuted', `
field f(x): vector
assume curl-free f
process X: dX = f dt + dW
stationary density p(x) of X
claim: f = 1/2 grad log p`],
  ['stationary density gradient drift', 'not refuted', `
field U(x)
process X: dX = -(grad U) dt + sqrt(2) dW
stationary density p(x) of X
claim: grad log p = -grad U`],
  ['stationary density general drift', 'refuted', `
field f(x): vector
process X: dX = f dt + dW
stationary density p(x) of X
claim: f = 1/2 grad log p`],
  ['stationary density one dimension', 'not refuted', `
dimension 1
field f(x)
process X: dX = f dt + dW
stationary density p(x) of X
claim: f = 1/2 grad log p`],
  ['density is not negative', 'not refuted', `
process X: dX = dW
density p(x,t) of X
claim: sqrt((1 + ∫[x](p))^2) = 1 + ∫[x](p)`],
  ['probability below one', 'not refuted', `
process X: dX = dW
density p(x,t) of X
field a(x)
claim: E[p](a^2) E[p](1) = E[p](a^2)`],
  ['expectation of a square is the square', 'not proved', `
process X: dX = dW
density p(x,t) of X
field a(x)
claim: E[p](a^2) = E[p](a)^2`],
  ['variance identity', 'not refuted', `
process X: dX = dW
density p(x,t) of X
field a(x)
claim: E[p]((a - E[p](a))^2) = E[p](a^2) - E[p](a)^2`],
  ['two times, drift shared by two densities', 'proved', `
field f(x,t): vector
process X: dX = f dt + dW
density p(x,t) of X
density q(x,t) of X
param T
claim: ∂t (log(p(x,T-t)) - log(q(x,T-t))) = f(x,T-t) · grad(log(p(x,T-t)/q(x,T-t))) - 1/2 lap(log(p(x,T-t)/q(x,T-t))) - 1/2 (grad log(p(x,T-t) q(x,T-t))) · grad(log(p(x,T-t)/q(x,T-t)))`],
  ['drift that is divergence free, two times', 'not refuted', `
field f(x,t): vector
assume div f = 0
process Z: dZ = f dt
density p(x,t) of Z
param T
claim: ∂t p(x,T-t) = f(x,T-t) · grad p(x,T-t)`],
  ['entropy of two times', 'not refuted', `
dimension 1
field f(x,t)
process Z: dZ = f dt
density p(x,t) of Z
param T
param S
claim: exp(∫[x](p(x,T-t))) = exp(∫[x](p(x,S-t)))`],
  ['mass in products', 'not refuted', `
process X: dX = dW
density p(x,t) of X
variable y: vector
claim: ∫[y](p(y,t)) = 1`],
  ['ito of vector', 'refuted', `
field v(x): vector
process X: dX = dW
claim: d(v) = (lap v) dt + (jac v) dW along X`],
  ['stratonovich as ito', 'refuted', `
field f(x)
field g(x)
process X: dX = g o dW
claim: d(f) = (1/2 g^2 lap f) dt + (g grad f) · dW along X`],
  ['product rule of ito', 'refuted', `
field f(x)
field g(x)
process X: dX = dW
claim: d(f g) = (1/2 f lap g + 1/2 g lap f) dt + (f grad g + g grad f) · dW along X`],
  ['backward by mistake', 'refuted', `
field f(x,t): vector
process Y backward: dY = f dt + dW
density p(x,t) of Y
claim: ∂t p = -div(f p) + 1/2 lap p`],
];
