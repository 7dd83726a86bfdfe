/** The page of the language, line by line: every form it shows is read, and what is printed of it is read again. */
import { expect, test } from 'vitest';
import { printClaim } from '../../src/render/text.ts';
import { readWell } from './reading.ts';

const declarations = `
dimension n
param theta > 0
param m: vector
param R: positive matrix
field g(t)
field p(x,t) > 0
field f(x,t): vector
variable y: vector
variable v0
variable y2: vector(k)
control u: vector
control u2: vector(m2)
param b: vector
field G(x,t): matrix
param T
param mu, sigma, gamma
field s(x,t): vector
process X: dX = b dt + G dW
process S(s1): dS = mu s1 dt + sigma s1 dW
variable q: vector
field U(q)
process (Q,V)(q,v): dQ = v dt; dV = (-grad[q] U - gamma v) dt + sqrt(2 gamma) dW
process Y backward: dY = (f - g^2 s) dt + g dW
process Z: dZ = v0 b dt
density px(x,t) of X
stationary density ps(x) of X
density pq(q,v,t) of (Q,V)
field phi(x)
field c(x)
field k(x)
param r, rho
expectation h(x,t) of phi(x) along X discounted r plus running c
process C: dC = (b + u) dt + dW
problem P: minimize running 1/2 |u|^2 + c(x) terminal k(x) over u along C discounted rho
value VV(x,t) of P
let L = -log p
field Pt(t)
param a, b2, q2
assume ∂t Pt = -2 a Pt - q2 + b2^2 Pt^2 / r
assume curl-free s
field QQ(x): antisymmetric matrix
assume div QQ = 0
param nu, lambda
`;
const claims = `
claim "e1": 1/2 g^2 lap p = D[t] p
claim "e2": ∇·f = div f
claim "e3": Δp + tr(∇²p) = dot(f, b) + f · b + |f|^2 + (G : hess p)
claim "e4": G^T = R^-1
claim "e5": x^T R x = outer(x, x) : R
claim "e6": exp log sqrt p = Phi(theta) + erf theta + atan(theta) + pi
claim "e7": normal(x; m, theta) = normal(x; m, R)
claim "e8": ∫[x](p) = int[x](p) + E[p](phi)
claim "e9": min[u](|u|^2 + u · b) = max[u](-|u|^2)
claim "e10": argmin[u](|u|^2) = 0
claim "e11": p(x, T-t) = h(y, t)
claim "e12": ∂t (p(x,T-t)) = -(∂t p)(x,T-t)
claim "c1": px is density of Y
claim "c2": VV is value of P
claim "c3": u = -grad VV is optimal for P
claim "c4": u = -grad VV is optimal for P with value -log p
claim "c5": p = px iff nu = lambda
claim "c6": ∫[x](p) = ∫[x](px)
claim "c7": d(log p) = (1) dt + (G^T grad p) · dW along X
claim "c8":
  p
    = px      by fokker-planck
    = 1
refute "c9": p = 1
claim "c10" where theta > 0, t < T: p = 1
claim "c11": px is density of process dY = b dt + G dW
claim "c12": px is density of process dY = b dt + G dW backward
claim "c13": px is stationary density of X
claim "c14": px is expectation of phi along X
claim "c15": ∂t ∫[x](p) = 0
claim "c16": pq is density of (Q,V)
`;

test('every form of the page is read', () => {
  expect(readWell(declarations + claims).claims).toHaveLength(28);
});

test('what is printed of a claim reads as the same claim', () => {
  const printed = readWell(declarations + claims).claims.map(printClaim);
  expect(readWell(`${declarations}${printed.join('\n')}`).claims.map(printClaim)).toEqual(printed);
});
