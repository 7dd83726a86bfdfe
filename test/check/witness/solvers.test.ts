import { describe, expect, test } from 'vitest';
import { DEFAULT_OPTIONS } from '../../../src/check/check.ts';
import { decide } from '../../../src/check/decide.ts';
import { faultOf } from '../../../src/check/witness/testimony.ts';
import type { Evidence } from '../../../src/check/witness/witness.ts';
import { solvers } from '../../../src/check/witness/solvers.ts';
import type { Claim, Document } from '../../../src/language/statement.ts';
import { printClaim } from '../../../src/render/text.ts';
import { singleEdits } from '../../../src/search/edits.ts';
import { stated } from '../reading.ts';

const SEED = 5;

const testimonyOf = (document: Document, claim: Claim, seed = SEED): Evidence => {
  const evidence = solvers.testify(document, claim, seed);
  if (evidence instanceof Promise) throw new Error('the solvers answer at once');
  expect(faultOf(evidence)).toBeNull();
  return evidence;
};

const about = (block: string, seed = SEED): Evidence => {
  const { document, claim } = stated(block);
  return testimonyOf(document, claim, seed);
};

/** A document, its last claim true, and how many of the refuted single-edit mutants of that claim are looked at and may slip through. */
interface Case {
  readonly name: string;
  readonly block: string;
  readonly by: string;
  readonly detectable: number;
  readonly slips: number;
}

const MUTANTS = 3;

const CASES: readonly Case[] = [
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

/** The first of every other single edit that the kernel refutes. */
const refutedMutants = (document: Document, claim: Claim): readonly Claim[] => {
  const found: Claim[] = [];
  let k = 0;
  for (const { claim: mutant } of singleEdits(claim)) {
    k += 1;
    if (k % 2 !== 0 || decide(document, mutant, DEFAULT_OPTIONS).verdict !== 'refuted') continue;
    found.push(mutant);
    if (found.length === MUTANTS) break;
  }
  return found;
};

describe.each(CASES)('$name', ({ block, by, detectable, slips }) => {
  const { document, claim } = stated(block);

  test('is supported, with what would be noticed', () => {
    const evidence = testimonyOf(document, claim);
    expect(evidence.outcome).toBe('supports');
    expect(evidence.by).toContain(by);
    expect(evidence.detectable).toBeLessThan(detectable);
    expect(evidence.figure).toBeLessThanOrEqual(evidence.bound!);
  });

  test('planted errors are contradicted', () => {
    const wrong = refutedMutants(document, claim);
    expect(wrong.length).toBeGreaterThanOrEqual(2);
    const survivors = wrong.filter((mutant) => testimonyOf(document, mutant).outcome !== 'contradicts').map(printClaim);
    expect(survivors.length, survivors.join('\n')).toBeLessThanOrEqual(slips);
  });
});

describe('a contradiction', () => {
  const block = `dimension 1
field f(x,t)
param T
process X: dX = f dt + dW
density p(x,t) of X
claim: p(x,T-t) is density of process dY = (-f(x,T-t) + 1/2 grad log p(x,T-t)) dt + dW`;

  test('is told with its instance and both sides, and is the same for the same seed', () => {
    const evidence = about(block);
    expect(evidence).toMatchObject({ outcome: 'contradicts', falseAlarm: 0, seed: SEED });
    expect(evidence.against!.instance.join('\n')).toMatch(/T = .*\nf\(x, t\) = .*sin[\s\S]*p is solved for \(as a density: from 0.625 N\(/);
    expect(about(block)).toEqual(evidence);
    expect(about(block, SEED + 1).against).not.toEqual(evidence.against);
  });
});

test('what is right at the earliest time and wrong in between is contradicted', () => {
  const evidence = about(`dimension 1
param T
param m
param theta > 0
process X: dX = theta (m - x) dt + 1/4 dW
claim: m + exp(-theta (T - 2 t)) (x - m) is expectation of x along X`);
  expect(evidence.outcome).toBe('contradicts');
});

describe('it is silent, and says why', () => {
  test.each([
    ['nothing in it is solved for', 'field phi(x)\nclaim: lap phi = div(grad phi)'],
    ['several blocks', 'variable q: vector\nvariable v: vector\nprocess (Q,V)(q,v): dQ = v dt; dV = (-q - v) dt + sqrt(2) dW\nclaim: exp(-1/2 |q|^2 - 1/2 |v|^2) is stationary density of (Q,V)'],
    ['not linear', 'field u(x,t)\nassume ∂t u = -1/2 lap u + 1/2 |grad u|^2\nclaim: ∂t exp(-u) = -1/2 lap exp(-u)'],
    ['without noise', 'param T\ncontrol a: vector\nfield k(x)\nprocess X: dX = a dt\nproblem P: minimize running 1/2 |a|^2 terminal k over a along X\nvalue V(x,t) of P\nclaim: ∂t V = 1/2 |grad V|^2'],
    ['2 controls', 'dimension 1\nparam T\ncontrol a\ncontrol b\nprocess X: dX = (a + b) dt + dW\nproblem P: minimize running a^2 + b^2 terminal 0 over a, b along X\nvalue V(x,t) of P\nclaim: a = -1/2 grad V is optimal for P'],
    ['a condition with =', 'field p(x,t) > 0\nfield s(t) > 0\nassume ∂t p = ∂t s s lap p\nclaim: ∂t p = s^2 lap p iff ∂t s = s'],
    ['transposes and divergences do not show', 'param rho > 0\nparam S: matrix\ncontrol u: vector\nprocess X: dX = (-x + u) dt + S dW\nproblem P: minimize running 1/2 |u|^2 + 1/2 |x|^2 over u along X discounted rho\nvalue V(x) of P\nclaim: u = -grad V is optimal for P'],
  ])('%s', (reason, block) => {
    const { document, claim } = stated(block);
    const evidence = testimonyOf(document, claim);
    expect(evidence.outcome).toBe('silent');
    expect(evidence.reason).toContain(reason);
  });
});
