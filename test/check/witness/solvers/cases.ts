/**
 * Documents whose last claim is true, one for each way in which solvers look at a claim; and its single-edit mutants.
 */
import { DEFAULT_OPTIONS } from '../../../../src/check/check.ts';
import { decide } from '../../../../src/check/decide.ts';
import type { Claim, Document } from '../../../../src/language/statement.ts';
import { singleEdits } from '../../../../src/search/edits.ts';

/** A document, its last claim true, and how many of the refuted single-edit mutants of that claim are looked at and may slip through. */
export interface Case {
  readonly name: string;
  readonly block: string;
  readonly by: string;
  readonly detectable: number;
  readonly slips: number;
}

export const CASES: readonly Case[] = [
  {
    name: 'Anderson’s reversal, matrix noise', by: 'Fokker–Planck scheme', detectable: 0.4, slips: 0,
    block: `field f(x,t): vector
field G(x,t): matrix
param T
process X: dX = f dt + G dW
density p(x,t) of X
let D = G G^T
claim: p(x,T-t) is density of process dY = (-f(x,T-t) + div D(x,T-t) + D(x,T-t) grad log p(x,T-t)) dt + G(x,T-t) dW`,
  },
  {
    name: 'the same in the clock that runs down', by: 'Fokker–Planck scheme', detectable: 0.2, slips: 0,
    block: `field f(x,t): vector
field g(t)
process X: dX = f dt + g dW
density p(x,t) of X
claim: p is density of process dY = (f - g^2 grad log p) dt + g dW backward`,
  },
  {
    name: 'the probability flow', by: 'along trajectories', detectable: 0.2, slips: 0,
    block: `dimension 1
field f(x,t)
field g(x,t) > 0
process X: dX = f dt + g dW
density p(x,t) of X
claim: p is density of process dZ = (f - 1/2 grad(g^2) - 1/2 g^2 grad log p) dt`,
  },
  {
    name: 'the log-density as a value', by: 'Howard’s scheme', detectable: 0.1, slips: 0,
    block: `dimension 1
param T
field f(x,t)
field g(t)
process Y: dY = f dt + g dW
density p(x,t) of Y
let q = p(x,T-t)
control u
process X: dX = (-f(x,T-t) + g(T-t) u) dt + g(T-t) dW
problem P: minimize running 1/2 u^2 + div f(x,T-t) terminal -log p(x,0) over u along X
claim: -log q is value of P`,
  },
  {
    name: 'the best control through the logarithm of an expectation', by: 'control of Howard’s scheme', detectable: 0.1, slips: 0,
    block: `dimension 1
param T
field b(x,t)
field k(x)
process Y: dY = b dt + dW
expectation h(x,t) of exp(-k) along Y
control u
process X: dX = (b + u) dt + dW
problem P: minimize running 1/2 u^2 terminal k over u along X
claim: u = grad log h is optimal for P with value -log h`,
  },
  {
    name: 'Hopf–Cole', by: 'the claim, d = 1', detectable: 0.1, slips: 0,
    block: `dimension 1
param T
param lambda > 0
field b(x,t)
field c(x,t)
field k(x)
control u
process X: dX = (b + u) dt + sqrt(lambda) dW
problem P: minimize running 1/2 u^2 + c terminal k over u along X
value V(x,t) of P
let psi = exp(-V / lambda)
claim: ∂t psi + b grad psi + lambda/2 hess psi - c/lambda psi = 0`,
  },
  {
    name: 'the value of a regulator, in the plane too', by: 'sides from the claim', detectable: 0.1, slips: 0,
    block: `param T
param A: matrix
param B: matrix(n,m)
param S: matrix(n,k)
param Q: symmetric matrix
param R: positive matrix(m,m)
param F: symmetric matrix
control u: vector(m)
process X: dX = (A x + B u) dt + S dW
problem L: minimize running 1/2 x^T Q x + 1/2 u^T R u terminal 1/2 x^T F x over u along X
field P(t): symmetric matrix
field c(t)
assume ∂t P = -Q - A^T P - P A + P B R^-1 B^T P
assume ∂t c = -1/2 tr(S S^T P)
assume P(T) = F
assume c(T) = 0
claim: 1/2 x^T P x + c is value of L`,
  },
  {
    name: 'an expectation', by: 'backward scheme', detectable: 0.1, slips: 0,
    block: `dimension 1
param T
param mu
param sigma > 0
process X: dX = mu x dt + sigma x dW
claim where x > 0: x^2 exp((2 mu + sigma^2) (T - t)) is expectation of x^2 along X`,
  },
  {
    name: 'a stationary law on the half line', by: 'claimed values at the ends', detectable: 0.1, slips: 1,
    block: `dimension 1
param kappa > 0
param theta > 0
param sigma > 0
claim where x > 0: x^(2 kappa theta / sigma^2 - 1) exp(-2 kappa x / sigma^2) is stationary density of process dX = kappa (theta - x) dt + sigma sqrt(x) dW`,
  },
  {
    name: 'a stationary law with an irreversible drift', by: 'alternating directions', detectable: 0.5, slips: 0,
    block: `field H(x)
field G(x): matrix(n,m)
field Q(x): antisymmetric matrix
let C = 1/2 G G^T
claim: exp(-H) is stationary density of process dZ = (-(C + Q) grad H + div(C + Q)) dt + G dW`,
  },
  {
    // An integral that does not exist is not computed.
    name: 'a dissipation, integrated', by: 'by quadrature', detectable: 0.1, slips: 1,
    block: `dimension 1
field f(x,t)
field g(t)
process X: dX = f dt + g dW
density p(x,t) of X
density q(x,t) of X
claim: ∂t(∫[x](p log(p / q))) = -1/2 ∫[x](g^2 p |grad log(p / q)|^2)`,
  },
  {
    name: 'Itô’s formula for a solved function', by: 'coefficient of dt', detectable: 0.1, slips: 0,
    block: `dimension 1
field f(x,t)
field g(t)
process X: dX = f dt + g dW
density q(x,t) of X
claim: d(log q) = (-grad f + g^2 hess(log q) + 1/2 g^2 (grad log q)^2) dt + g grad log q dW along X`,
  },
  {
    name: 'assumed equations', by: 'Fokker–Planck scheme', detectable: 0.2, slips: 0,
    block: `dimension 1
field b(x,t)
field sigma(t) > 0
field phi(x,t) > 0
field chi(x,t) > 0
assume ∂t phi = -b grad phi - 1/2 sigma^2 lap phi
assume ∂t chi = -div(b chi) + 1/2 sigma^2 lap chi
claim: phi chi is density of process dX = (b + sigma^2 grad log phi) dt + sigma dW`,
  },
];

/** The first so many of every other single edit that the kernel refutes. */
export const refutedMutants = (document: Document, claim: Claim, count: number): readonly Claim[] => {
  const found: Claim[] = [];
  let k = 0;
  for (const { claim: mutant } of singleEdits(claim)) {
    k += 1;
    if (k % 2 !== 0 || decide(document, mutant, DEFAULT_OPTIONS).verdict !== 'refuted') continue;
    found.push(mutant);
    if (found.length === count) break;
  }
  return found;
};
