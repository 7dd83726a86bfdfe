/**
 * Claims about vectors and matrices: transposes, signs of antisymmetry, inverses, labels that meet.
 */
import type { Case } from './case.ts';

export const tensors2: readonly Case[] = [
  ['cayley hamilton in every dimension', 'refuted', `
param A: matrix
claim: A A - tr(A) A + 1/2 (tr(A)^2 - tr(A A)) I = 0 I`],
  ['cayley hamilton', 'proved', `
dimension 2
param A: matrix
claim: A A - tr(A) A + 1/2 (tr(A)^2 - tr(A A)) I = 0 I`],
  ['size of another space', 'refuted', `
dimension 2
variable y: vector(k)
claim: div[y](y) = 2`],
  ['size that components happen to have', 'not proved', `
dimension 2
variable y: vector(k)
claim: div[y](y) = 3`],
  ['size that components happen to have, hidden', 'not proved', `
dimension 2
variable y: vector(k)
field f(y): vector(k)
claim: div[y](y) div[y](f) = 3 div[y](f)`],
];
