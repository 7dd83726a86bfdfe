/**
 * Claims about densities of processes: the equation and its clock, mass one, two times, stationary ones.
 */
import type { Case } from './case.ts';

export const densities2: readonly Case[] = [
  ['backward', 'proved', `
field f(x,t): vector
process Y backward: dY = f dt + dW
density p(x,t) of Y
claim: ∂t p = -div(f p) - 1/2 lap p`],
  ['noise of the other sign in two blocks', 'refuted', `
variable q: vector
variable v: vector
field U(q)
param gamma > 0
process (Q,V)(q,v): dQ = v dt; dV = (-grad[q] U - gamma v) dt + sqrt(2 gamma) dW
claim: exp(-U - 1/2 |v|^2) is stationary density of process (A,B)(q,v): dA = v dt; dB = (grad[q] U - gamma v) dt + sqrt(2 gamma) dW`],
  ['the Langevin measure', 'proved', `
variable q: vector
variable v: vector
field U(q)
param gamma > 0
process (Q,V)(q,v): dQ = v dt; dV = (-grad[q] U - gamma v) dt + sqrt(2 gamma) dW
claim: exp(-U - 1/2 |v|^2) is stationary density of (Q,V)`],
];
