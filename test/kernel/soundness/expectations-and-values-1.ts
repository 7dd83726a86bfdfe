/**
 * Claims about declared expectations and values: the equation, the horizon, and that each is one definite function.
 */
import type { Case } from './case.ts';

export const expectationsAndValues1: readonly Case[] = [
  ['explicit expectation', 'not refuted', `
process X: dX = dW
param T
expectation h(x,t) of |x|^2 along X
claim: h = |x|^2 + tr(I) (T-t)`],
  ['terminal by where', 'not refuted', `
process X: dX = dW
param T
param S
field k(x)
expectation h(x,t) of k along X
claim where S = T: h(x,S) = k(x)`],
  ['terminal odd spelling', 'not refuted', `
process X: dX = dW
param T > 0
field k(x)
expectation h(x,t) of k along X
claim: h(x,T^2/T) = k(x)`],
  ['feynman sign', 'refuted', `
process X: dX = dW
param r > 0
param T
field k(x)
expectation h(x,t) of k along X discounted r
claim: ∂t h + 1/2 lap h + r h = 0`],
  ['terminal other', 'refuted', `
process X: dX = dW
param T
param S
field k(x)
expectation h(x,t) of k along X
claim: h(x,S) = k(x)`],
  ['terminal', 'proved', `
process X: dX = dW
param T
field k(x)
expectation h(x,t) of k along X
claim: h(x,T) = k(x)`],
  ['terminal time derivative', 'refuted', `
process X: dX = dW
param T
field k(x)
expectation h(x,t) of k along X
claim: (∂t h)(x,T) = 0`],
  ['terminal everywhere', 'refuted', `
process X: dX = dW
param T
field k(x)
expectation h(x,t) of k along X
claim: h = k`],
  ['expectation is any backward solution', 'refuted', `
process X: dX = dW
param T
field k(x)
expectation h(x,t) of k along X
claim: 2 h is expectation of k along X`],
  ['expectation scaled', 'proved', `
process X: dX = dW
param T
field k(x)
expectation h(x,t) of k along X
claim: 2 h is expectation of 2 k along X`],
  ['hjb sign', 'refuted', `
field f(x): vector
field c(x)
field k(x)
param T
param s > 0
control u: vector
process X: dX = (f + u) dt + s dW
problem P: minimize running 1/2 |u|^2 + c terminal k over u along X
value V(x,t) of P
claim: ∂t V + f · grad V + 1/2 |grad V|^2 + c + 1/2 s^2 lap V = 0`],
  ['hjb', 'proved', `
field f(x): vector
field c(x)
field k(x)
param T
param s > 0
control u: vector
process X: dX = (f + u) dt + s dW
problem P: minimize running 1/2 |u|^2 + c terminal k over u along X
value V(x,t) of P
claim: ∂t V + f · grad V - 1/2 |grad V|^2 + c + 1/2 s^2 lap V = 0`],
  ['optimal sign', 'refuted', `
field f(x): vector
field c(x)
field k(x)
param T
control u: vector
process X: dX = (f + u) dt + dW
problem P: minimize running 1/2 |u|^2 + c terminal k over u along X
value V(x,t) of P
claim: u = grad V is optimal for P`],
  ['maximise', 'refuted', `
field c(x)
field k(x)
param T
control u: vector
process X: dX = u dt + dW
problem P: maximize running 1/2 |u|^2 + c terminal k over u along X
value V(x,t) of P
claim: u = -grad V is optimal for P`],
  ['no noise', 'not refuted', `
param T
field k(x)
process Z: dZ = 0 dt
expectation h(x,t) of k along Z
claim: h = k`],
  ['discount alone', 'not refuted', `
param T
param r
field k(x)
process Z: dZ = 0 dt
expectation h(x,t) of k along Z discounted r
claim: h = exp(-r (T-t)) k`],
  ['expectation wrong constant', 'refuted', `
process X: dX = dW
param T
expectation h(x,t) of |x|^2 along X
claim: h = |x|^2 + 2 tr(I) (T-t)`],
  ['expectation wrong at horizon', 'refuted', `
process X: dX = dW
param T
expectation h(x,t) of |x|^2 along X
claim: h = 2 |x|^2 + tr(I) (T-t)`],
  ['expectation is', 'proved', `
process X: dX = dW
param T
claim: |x|^2 + tr(I) (T-t) is expectation of |x|^2 along X`],
  ['expectation of positive', 'proved', `
process X: dX = dW
param T
field k(x) > 0
expectation h(x,t) of k along X
claim: sqrt(h^2) = h`],
  ['value of a nonnegative cost', 'not refuted', `
control u: vector
process X: dX = u dt + dW
param T
problem P: minimize running |u|^2 terminal |x|^2 over u along X
value V(x,t) of P
claim: sqrt(V^2) = V`],
  ['value of a cost that is a square', 'not refuted', `
control u: vector
process X: dX = u dt + dW
param T
field c(x)
field k(x)
problem P: minimize running |u|^2 + c^2 terminal k^2 over u along X
value V(x,t) of P
claim: sqrt(V^2) = V`],
  ['expectation of a square', 'not refuted', `
process X: dX = dW
param T
field k(x)
expectation h(x,t) of k^2 along X
claim: sqrt(h^2) = h`],
  ['equal expectations', 'not refuted', `
process X: dX = dW
param T
field k(x)
expectation h(x,t) of k along X
expectation g(x,t) of k along X
claim: h = g`],
  ['linear in terminal data', 'not refuted', `
process X: dX = dW
param T
field k(x)
expectation h(x,t) of k along X
expectation g(x,t) of 2 k along X
claim: g = 2 h`],
  ['expectation of one', 'not refuted', `
process X: dX = dW
param T
expectation h(x,t) of 1 along X
claim: h = 1`],
  ['expectation of one with free drift', 'not refuted', `
field f(x): vector
process X: dX = f dt + dW
param T
expectation h(x,t) of 1 along X
claim: h = 1`],
  ['discounted one with free drift', 'not refuted', `
field f(x): vector
process X: dX = f dt + dW
param T
param r
expectation h(x,t) of 1 along X discounted r
claim: h = exp(-r (T-t))`],
  ['values of one problem', 'not refuted', `
control u: vector
process X: dX = u dt + dW
param T
field c(x)
field k(x)
problem P: minimize running |u|^2 + c terminal k over u along X
value V(x,t) of P
value U(x,t) of P
claim: V = U`],
  ['duality at two names', 'proved', `
field f(x): vector
process X: dX = f dt + dW
param T
field k(x)
density p(x,t) of X
expectation h(x,t) of k along X
claim: ∂t ∫[x](p h) = 0`],
  ['harmonic terminal data', 'not refuted', `
process X: dX = dW
param T
field k(x)
assume lap k = 0
expectation h(x,t) of k along X
claim: h = k`],
  ['hjb maximised though minimised', 'not proved', `
control u
param a
param r > 0
param T
param k
process S(s): dS = u dt + dW
problem P: maximize running r u^2 terminal a s over u along S
value V(s,t) of P
claim: V = a s - a^2/(4 r) (T - t)`],
  ['discount sign in value', 'refuted', `
control u: vector
param rho > 0
field c(x)
process X: dX = u dt + dW
problem P: minimize running 1/2 |u|^2 + c over u along X discounted rho
value V(x) of P
claim: rho V = c + 1/2 |grad V|^2 + 1/2 lap V`],
];
