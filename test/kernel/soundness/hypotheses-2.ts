/**
 * Claims from assumptions: rewriting by the right ones, conditions that were divided by, contradictions, uniqueness.
 */
import type { Case } from './case.ts';

export const hypotheses2: readonly Case[] = [
  ['positive definite and negative', 'not proved', `
param P: positive matrix
assume P = -I
claim: P = -I`],
  ['parameter that varies', 'not proved', `
param a
assume a = t
claim: ∂t (a^2) = 2 t`],
  ['parameter equal to a function', 'not refuted', `
param a
field f(t)
assume f^2 = a
claim: f ∂t f = 0`],
  ['function equal to a parameter', 'proved', `
param a
field f(t)
assume a = f
claim: ∂t f = 0`],
  ['coefficient that may vanish', 'proved', `
field a(t)
field f(t)
field h(t)
assume a ∂t f = h
claim: sqrt((1 + 0 h)^2) = 1`],
];
