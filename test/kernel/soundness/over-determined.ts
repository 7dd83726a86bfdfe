/** Several hypotheses for one unknown: found by a new user. */
import type { Case } from './case.ts';

export const overDetermined: readonly Case[] = [
  ['a density that is 1 has a drift without divergence', 'not refuted', `
field v(x,t): vector
process X: dX = v dt
density p(x,t) of X
assume p = 1
claim "c": div v = 0`],
  ['two rates of one function agree', 'not refuted', `
field a(t), b(t), q(t)
assume ∂t q = a
assume ∂t q = b
claim "c": a = b`],
  ['the rate of a function that is constant in space is constant in space', 'not refuted', `
field q(x,t), g(x)
assume ∂t q = g
assume grad q = 0
claim "c": grad g = 0`],
  ['two equations for one function bind the coefficient', 'not refuted', `
field a(x,t), b(x,t)
assume ∂t a = lap a
assume ∂t a = b
claim "c": ∂t b = lap b`],
  ['a given solution binds the potential', 'not refuted', `
field b(x,t): vector
field c(x,t)
field h(x,t) > 0
assume ∂t h + b · grad h + 1/2 lap h = c h
assume h = exp(t)
claim "c": c = 1`],
  ['two equations for a density give an equation between their currents', 'proved', `
field f(x,t): vector
field u(x,t): vector
field g(t)
process X: dX = f dt + g dW
density p(x,t) of X
assume ∂t p = -div(u p)
claim "c": div((u - f) p) = -1/2 g^2 lap p`],
  ['a rate and a function determine the rate', 'proved', `
field q(x,t), g(x,t), k(x,t)
assume ∂t q = g
assume q = k
claim "c": g = ∂t k`],
  ['but not the rate of something else', 'refuted', `
field q(x,t), g(x,t), k(x,t)
assume ∂t q = g
assume q = k
claim "c": g = k`],
  ['and a different coefficient does not follow', 'not proved', `
field a(t), b(t), c(t), q(t)
assume ∂t q = a
assume ∂t q = b
claim "c": a = c`],
];
