/**
 * Claims about declared expectations and values: the equation, the horizon, and that each is one definite function.
 */
import type { Case } from './case.ts';

export const expectationsAndValues2: readonly Case[] = [
  ['infinite horizon', 'proved', `
control u: vector
param rho > 0
field c(x)
process X: dX = u dt + dW
problem P: minimize running 1/2 |u|^2 + c over u along X discounted rho
value V(x) of P
claim: rho V = c - 1/2 |grad V|^2 + 1/2 lap V`],
  ['quadratic value in infinite horizon', 'not refuted', `
control u: vector
param rho > 0
param a > 0
process X: dX = u dt
problem P: minimize running 1/2 |u|^2 + 1/2 a^2 |x|^2 over u along X
value V(x) of P
claim: V = 1/2 a |x|^2`],
  ['value of doing nothing', 'not refuted', `
control u: vector
process X: dX = u dt
param T
problem P: minimize running |u|^2 terminal 0 over u along X
value V(x,t) of P
claim: V = 0`],
  ['no noise, transport of terminal data', 'not refuted', `
param T
param v: vector
field k(x)
process Z: dZ = v dt
expectation h(x,t) of k along Z
claim: h = k(x + (T - t) v)`],
  ['martingale', 'not refuted', `
process X: dX = dW
param T
param a: vector
expectation h(x,t) of a · x along X
claim: h = a · x`],
  ['not a martingale', 'refuted', `
process X: dX = dW
param T
expectation h(x,t) of |x|^2 along X
claim: h = |x|^2`],
  ['horizon given by a condition', 'not refuted', `
process X: dX = dW
param T
field k(x)
expectation h(x,t) of k along X
claim where t = T: h = k`],
  ['horizon given by a condition, wrong', 'refuted', `
process X: dX = dW
param T
field k(x)
expectation h(x,t) of k along X
claim where t = T: h = 2 k`],
];
