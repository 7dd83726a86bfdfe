/**
 * Claims with optima over a control: the second order, what a condition on the control means, what is known of the inside.
 */
import type { Case } from './case.ts';

export const optima: readonly Case[] = [
  ['positive matrix minus identity', 'not proved', `
param P: positive matrix
control u: vector
assume P = -I
claim: min[u](1/2 u · (P u)) = 0`],
  ['restricted control', 'not proved', `
control u
param a > 0
claim where u > 0: min[u](1/2 u^2 + a u) = -1/2 a^2`],
  ['restricted control two', 'not proved', `
control u
claim where u > 0, u > 5: min[u](u^3/3 - u) = -2/3`],
  ['max for min', 'refuted', `
control u
param a
claim: max[u](1/2 u^2 + a u) = -1/2 a^2`],
  ['indefinite', 'not proved', `
control u: vector
param R: symmetric matrix
param b: vector
claim: min[u](1/2 u · (R u) + b · u) = -1/2 b · (R^-1 b)`],
  ['nonsymmetric weight', 'not proved', `
control u: vector
param R: matrix
param b: vector
claim: min[u](1/2 u · (R u) + b · u) = -1/2 b · (R^-1 b)`],
  ['unbounded linear', 'refuted', `
control u
param a
claim: min[u](a u) = 0`],
  ['argmin of nothing', 'not proved', `
control u
param a
claim: argmin[u](a) = 0`],
  ['peaked though known', 'not refuted', `
control u
field r(x,u)
field c(x)
assume D[u] r = 4 u^3
assume r(x,0) = c
claim: min[u](r - u^4) = c`],
  ['known running cost', 'not refuted', `
control u
field r(x,u)
assume r = u^4
claim: min[u](r) = 0`],
  ['nested minima', 'not proved', `
control u
control w
field c(u,w)
claim: min[u](max[w](c)) = max[w](min[u](c))`],
  ['order of minima', 'not refuted', `
control u
control w
field c(u,w)
claim: min[u](min[w](c)) = min[w](min[u](c))`],
  ['min of sum', 'not proved', `
control u
field a(u)
field b(u)
claim: min[u](a + b) = min[u](a) + min[u](b)`],
  ['min times', 'not proved', `
control u
field a(u)
param c
claim: min[u](c a) = c min[u](a)`],
  ['min derivative', 'refuted', `
control u
field a(x,u)
claim: grad(min[u](a)) = min[u](0 a) grad(min[u](a))`],
  ['optimum and where', 'not proved', `
control u
claim where u > 1: min[u](u^2 + 1/u) = 2`],
  ['maximum at boundary', 'refuted', `
control u
param a > 0
claim where u > 0: max[u](log u - a u) = -log(a) + 1`],
  ['peaks of two functions', 'not proved', `
control u
field a(u)
field b(u)
claim: max[u](a + b) = max[u](a) + max[u](b)`],
  ['peaks with a bounded function', 'not refuted', `
control u
field a(u) > 0
claim: sqrt(max[u](a)^2) = max[u](a)`],
  ['subadditive', 'not refuted', `
control u
field a(u)
field b(u)
claim: sqrt((max[u](a) + max[u](b) - max[u](a + b))^2) = max[u](a) + max[u](b) - max[u](a + b)`],
  ['maximum over its own maximum', 'proved', `
control u
field a(u)
claim: max[u](a - max[u](a)) = 0`],
  ['positively homogeneous', 'proved', `
control u
field a(u)
param c > 0
claim: min[u](c a) = c min[u](a)`],
  ['minimum and maximum', 'proved', `
control u
field a(u)
claim: min[u](-a) = -max[u](a)`],
  ['minimum of a square', 'not proved', `
control u
field a(u)
claim: min[u](a^2) = min[u](a)^2`],
  ['shifted control', 'not refuted', `
control u
field a(u)
param c
claim: min[u](a(u + c)) = min[u](a)`],
  ['scaled control', 'not refuted', `
control u
field a(u)
claim: min[u](a(2 u)) = min[u](a)`],
  ['periodic', 'not refuted', `
control u
claim: min[u](sin(u)) = -1`],
  ['unbounded on both sides', 'not refuted', `
control u
claim: min[u](u) = min[u](2 u)`],
  ['unbounded both scaled', 'not refuted', `
control u
claim: min[u](-u^2) = 2 min[u](-u^2)`],
  ['unbounded on one side', 'refuted', `
control u
claim: min[u](-u^2) = 0`],
  ['semidefinite', 'not refuted', `
control u: vector
param R: symmetric matrix
param b: vector
claim: min[u](1/2 u · (R R u) + b · (R u)) = -1/2 |b|^2`],
  ['curvature of unknown sign, maximum', 'not proved', `
control u
param a
claim: max[u](a u^2 + u) = min[u](a u^2 + u)`],
  ['curvature by condition', 'refuted', `
control u
param a
claim where a < 0: min[u](a u^2 + u) = -1/(4 a)`],
  ['curvature by condition true', 'proved', `
control u
param a
claim where a > 0: min[u](a u^2 + u) = -1/(4 a)`],
  ['conditions under an optimum', 'not proved', `
control u
field a(x,u)
claim where a > 0: min[u](sqrt(a^2)) = min[u](a)`],
];
