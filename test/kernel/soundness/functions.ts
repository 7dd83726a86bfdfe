/**
 * Claims about elementary functions and evaluation elsewhere: roots, logarithms, signs, numbers that nearly agree.
 */
import type { Case } from './case.ts';

export const functions: readonly Case[] = [
  ['sqrt', 'refuted', `
field f(x)
claim: sqrt(f^2) = f`],
  ['log product', 'not proved', `
field f(x)
field g(x)
claim: log(f g) = log(-f) + log(-g) + 0 f`],
  ['log square', 'not proved', `
field f(x)
claim: log(f^2) = 2 log(f)`],
  ['cuberoot', 'proved', `
field f(x)
claim: (f^3)^(1/3) = f + 0`],
  ['atan', 'refuted', `
field f(x)
claim: atan(tan f) = f`],
  ['time sign', 'refuted', `
field p(x,t)
param T
claim: ∂t (p(x,T-t)) = (∂t p)(x,T-t)`],
  ['shadow', 'refuted', `
field f(x,t)
claim: (f(x, t^2))(x, t+1) = f(x, t^2 + 1)`],
  ['shadow true', 'proved', `
field f(x,t)
let g(x,t) = f(x, t^2)
claim: g(x, t+1) = f(x, (t+1)^2)`],
  ['argument of log under at', 'refuted', `
field f(t)
claim: (log(f^2))(t+1) = 2 log(f(t+1)) + 0`],
  ['let shadows', 'refuted', `
variable s
field f(x,t)
let V(x,t) = f(x,t+1)
claim: V(x,t+1) = f(x,t+1)`],
  ['simultaneous', 'refuted', `
variable a
variable b
field f(a,b)
claim: f(b,a) = f`],
  ['simultaneous true', 'proved', `
variable a
variable b
field f(a,b)
let g(a,b) = f(b,a)
claim: g(b,a) = f`],
  ['exponent of negative', 'refuted', `
param a < 0
claim: (a^2)^(1/2) = a`],
  ['exponent of negative true', 'not refuted', `
param a < 0
claim: (a^2)^(1/2) = -a`],
  ['large power', 'not proved', `
param a < 0
claim: sqrt(-(a^200000))^2 = -a^200000`],
  ['zero to zero', 'not proved', `
param a
claim: 0^a = 0`],
  ['phi', 'refuted', `
variable v
claim: D[v] Phi(v) = exp(-v^2/2)`],
  ['one over zero', 'not proved', `
field f(x)
claim: 1/(f - f) = 1`],
  ['division by hidden zero', 'not proved', `
claim: (sin(t)^2 + cos(t)^2 - 1)/(sin(t)^2 + cos(t)^2 - 1) = 1`],
  ['hidden zero elementary', 'not proved', `
claim: (exp(2 log(1+t^2)) - (1+t^2)^2)^(-1) (exp(2 log(1+t^2)) - (1+t^2)^2) = 1`],
  ['positive power', 'not refuted', `
field f(x)
claim: sqrt(f^4) = f^2`],
  ['holds if is no proof', 'refuted', `
param a
field f(x)
claim: a f / a = f + a`],
  ['seed independence', 'refuted', `
field f(x)
claim: f^7 - f = 0`],
  ['vanishing at small numbers', 'refuted', `
param a
claim: a (a - 1) (a + 1) (a - 2) (a + 2) (a - 3) (a + 3) = 0`],
  ['vanishing at every tried number', 'not proved', `
param a
claim: a (a-1)(a+1)(a-2)(a+2)(a-3)(a+3)(a-5)(a+4)(a-1/2)(a+3/2)(a-2/3) = 0`],
  ['a positive tried number', 'proved', `
param a > 0
claim: sqrt(a^2) = a`],
  ['exponential of large', 'refuted', `
claim: exp(t) = 1 + t`],
  ['nearly equal', 'refuted', `
claim: exp(-1000) = 0`],
  ['pi', 'refuted', `
claim: pi = 22/7`],
  ['irrational identity', 'proved', `
claim: sqrt(2) sqrt(3) = sqrt(6)`],
  ['nested root', 'not refuted', `
claim: sqrt(3 + 2 sqrt(2)) = 1 + sqrt(2)`],
  ['arctangents', 'not refuted', `
claim: 4 atan(1) = pi`],
  ['log of a product of numbers', 'proved', `
claim: log(6) = log(2) + log(3)`],
  ['exponential of a logarithm', 'proved', `
param a > 0
claim: exp(a log 2) = 2^a`],
  ['tan', 'proved', `
claim: tan(t) = sin(t)/cos(t)`],
  ['wrong angle', 'refuted', `
claim: sin(2 t) = 2 sin(t)`],
  ['tanh', 'proved', `
claim: 1 - tanh(t)^2 = 1/cosh(t)^2`],
  ['erf derivative', 'refuted', `
claim: ∂t (erf t) = exp(-t^2)`],
  ['hessian chain', 'refuted', `
field f(x)
claim: hess(f(2 x)) = 2 (hess f)(2 x)`],
  ['hessian chain true', 'proved', `
field f(x)
claim: hess(f(2 x)) = 4 (hess f)(2 x)`],
];
