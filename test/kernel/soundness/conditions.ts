/**
 * Claims with side conditions and `iff`: a condition holds at the point, not elsewhere, not under an integral, not for derivatives.
 */
import type { Case } from './case.ts';

export const conditions: readonly Case[] = [
  ['sqrt at minus t', 'refuted', `
let f(t) = sqrt(t^2)
claim where t > 0: f(-t) = -t`],
  ['sqrt hyp elsewhere', 'refuted', `
field f(t)
assume f = sqrt(t^2)
claim where t > 0: f(-t) = -t`],
  ['where f=0 differentiates', 'refuted', `
field f(x,t)
claim where f = 0: ∂t f = 0`],
  ['where f=0 elsewhere', 'refuted', `
field f(x,t)
claim where f = 0: f(x, t+1) = 0`],
  ['nonneg field gradient', 'not refuted', `
field f(x) >= 0
claim where f <= 0: grad f = 0 grad f`],
  ['iff with a condition that always holds', 'not refuted', `
param a
claim: a = a iff |x|^2 >= 0`],
  ['iff always', 'not refuted', `
param a
claim: a + 1 = 1 + a iff a^2 + 1 > 0`],
  ['iff nu lambda', 'proved', `
param nu > 0
param lambda > 0
field c(x)
claim: (nu - lambda) c = 0 iff nu = lambda`],
  ['iff wrong', 'refuted', `
param nu > 0
param lambda > 0
field c(x)
claim: (nu^2 - lambda) c = 0 iff nu = lambda`],
  ['contradictory where', 'not proved', `
param a
claim where a > 0, a < 0: a = 1`],
  ['where unsolved wrong', 'not proved', `
field f(x,t)
param T
claim where t = T: f = f(x,T) + 1`],
  ['where equal at other point', 'refuted', `
field f(t)
param a
claim where f = a: f(2 t) = a`],
  ['where equal at point', 'proved', `
field f(t)
param a
claim where f = a: f^2 = a^2`],
  ['positive by where elsewhere', 'refuted', `
field f(t)
claim where f > 0: sqrt(f(2 t)^2) = f(2 t)`],
  ['where positive for other field', 'refuted', `
field f(x)
field g(x)
claim where f > 0: sqrt(g^2) = g`],
  ['where positive', 'proved', `
field f(x)
claim where f > 0: sqrt(f^2) = f`],
  ['where on parameter in a field', 'refuted', `
param a
field f(t)
claim where a = 0: f(a + t) = f(0)`],
  ['where on parameter in a field true', 'proved', `
param a
field f(t)
claim where a = 0: f(a + t) = f(t)`],
  ['where on time', 'not proved', `
field f(t)
claim where t = 0: f = 0`],
  ['iff is about the point', 'proved', `
field f(x,t)
claim: (∂t f) f = 0 iff f = 0`],
  ['iff and derivative', 'refuted', `
field f(x,t)
claim: ∂t f = 0 iff f = 0`],
  ['iff of a vector', 'refuted', `
field Q(x): vector
field c(x)
claim: c div Q + Q · grad c = 0 iff div Q = 0`],
  ['iff of a divergence', 'proved', `
field Q(x): vector
field c(x)
claim: div(c Q) = Q · grad c iff div Q = 0`],
  ['iff inequality', 'refuted', `
param a
claim: sqrt(a^2) = a iff a < 0`],
  ['iff inequality true', 'proved', `
param a
claim: sqrt(a^2) = a iff a > 0`],
  ['conditions on time under a time derivative elsewhere', 'refuted', `
field f(x,t)
let g(x,t) = sqrt(t^2) f(x,t)
claim where t > 0: g(x,-t) = -t f(x,-t)`],
  ['sign lost by a let', 'refuted', `
let r(t) = sqrt((t-1)^2)
claim where t > 1: r(2 - t) = 1 - t`],
  ['sign kept', 'not refuted', `
claim where t > 1: sqrt((t-1)^2) = t - 1`],
  ['derivative of root at other points', 'refuted', `
let r(t) = sqrt(t^2)
claim where t > 0: (∂t r)(-t) = 1`],
  ['sign under a hypothesis elsewhere', 'refuted', `
field h(t)
assume h = sqrt(t^2)
claim where t > 0: h(t - 5) = t - 5`],
  ['nonnegative where it vanishes', 'not refuted', `
field f(x,t) >= 0
claim where f <= 0: ∂t f = 0`],
  ['nonpositive where it vanishes', 'not refuted', `
field f(x,t) <= 0
claim where f >= 0: ∂t f = 0`],
];
