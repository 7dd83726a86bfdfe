/**
 * Problems reduced by an ansatz: the equations of the unknowns, as the literature has them, each claim of the derived
 * document proved and accepted by the second checker.
 */
import { describe, expect, test } from 'vitest';
import { LINEAR, WEALTH, claimed, faults, lines, reduced } from '../../test/derive/ansatz/reduced.ts';

interface Case {
  readonly name: string;
  readonly block: string;
  /** `assume …` lines without the word. */
  readonly equations?: readonly string[];
  readonly lets?: readonly string[];
  readonly claims: readonly string[];
}

const CASES: readonly Case[] = [
  {
    name: 'a regulator with matrices, over a finite horizon',
    block: `${LINEAR}problem L: minimize running 1/2 x^T Q x + 1/2 u^T R u terminal 1/2 x^T Pi x over u along X`,
    equations: ['∂t P = -Q - A^T P - P A + P B R^-1 B^T P', '∂t c = -1/2 tr(S^T P S)', 'P(T) = Pi', 'c(T) = 0'],
    claims: ['W is value of L', 'u = -R^-1 B^T P x is optimal for L with value W'],
  },
  {
    name: 'with linear terms',
    block: `${LINEAR}param k: vector
problem L: minimize running 1/2 x^T Q x + k · x + 1/2 u^T R u terminal 0 over u along X`,
    equations: [
      '∂t P = -Q - A^T P - P A + P B R^-1 B^T P', '∂t q = -k - A^T q + P B R^-1 B^T q',
      '∂t c = 1/2 q^T B R^-1 B^T q - 1/2 tr(S^T P S)', 'P(T) = 0', 'q(T) = 0', 'c(T) = 0',
    ],
    claims: ['W is value of L', 'u = -R^-1 B^T P x - R^-1 B^T q is optimal for L with value W'],
  },
  {
    name: 'with a cost of state and control together',
    block: `${LINEAR}param M: matrix(n,m)
problem L: minimize running 1/2 x^T Q x + x^T M u + 1/2 u^T R u terminal 0 over u along X`,
    equations: ['∂t P = -Q - A^T P - P A + (M + P B) R^-1 (M^T + B^T P)', '∂t c = -1/2 tr(S^T P S)', 'P(T) = 0', 'c(T) = 0'],
    claims: ['u = -R^-1 (M^T + B^T P) x is optimal for L with value W'],
  },
  {
    name: 'discounted, over an infinite horizon',
    block: `${LINEAR}param rho > 0
problem L: minimize running 1/2 x^T Q x + 1/2 u^T R u over u along X discounted rho`,
    equations: ['rho P = Q + A^T P + P A - P B R^-1 B^T P', 'c = tr(S^T P S) / (2 rho)'],
    claims: ['W is value of L', 'u = -R^-1 B^T P x is optimal for L with value W'],
  },
  {
    name: 'where all directions are alike, one function is enough',
    block: `param T
param a, b, s
param q > 0
param r > 0
control u: vector
process X: dX = (a x + b u) dt + s dW
problem L: minimize running 1/2 q |x|^2 + 1/2 r |u|^2 terminal 0 over u along X`,
    equations: ['∂t p = b^2 p^2 / r - q - 2 a p', '∂t c = -1/2 s^2 n p', 'p(T) = 0', 'c(T) = 0'],
    claims: ['W is value of L', 'u = -b p x / r is optimal for L with value W', 'p_star(T) = 0'],
  },
  {
    name: 'position and velocity',
    block: `param T
param K: symmetric matrix
param sigma
param r > 0
control u: vector
variable q: vector
variable v: vector
process (Q,V)(q,v): dQ = v dt; dV = (-K q + u) dt + sigma dW
problem L: minimize running 1/2 |q|^2 + 1/2 r |u|^2 terminal 1/2 |v|^2 over u along (Q,V)`,
    equations: [
      '∂t P11 = -I + P12 K + K P12^T + P12 P12^T / r', '∂t P12 = -P11 + K P22 + P12 P22 / r',
      '∂t P22 = -P12^T - P12 + P22 P22 / r', '∂t c = -1/2 sigma^2 tr(P22)', 'P11(T) = 0', 'P12(T) = 0', 'P22(T) = I', 'c(T) = 0',
    ],
    claims: ['W is value of L', 'u = -P12^T q / r - P22 v / r is optimal for L with value W'],
  },
  {
    name: 'noise in state and control: the weight of the control grows',
    block: `dimension 1
param alpha, B, C, N, q, k, T
param r > 0
control u
process X: dX = (alpha x + B u) dt + (C x + N u) dW
problem L: minimize running 1/2 (q x^2 + r u^2) terminal 1/2 k x^2 over u along X`,
    equations: ['∂t P = -q - 2 alpha P - C^2 P + (B + C N)^2 P^2 / (r + N^2 P)', 'P(T) = k'],
    claims: ['W is value of L', 'u = -(B + C N) P x / (r + N^2 P) is optimal for L with value W'],
  },
  {
    name: 'the same with a discount: the equation is solved for a weight of the cost',
    block: `dimension 1
param alpha, B, C, N, q
param r > 0
param rho > 0
control u
process X: dX = (alpha x + B u) dt + (C x + N u) dW
problem L: minimize running 1/2 (q x^2 + r u^2) over u along X discounted rho`,
    equations: ['q = rho P - 2 alpha P - C^2 P + (B + C N)^2 P^2 / (r + N^2 P)'],
    claims: ['rho P = q + 2 alpha P + C^2 P - (B + C N)^2 P^2 / (r + N^2 P)', 'W is value of L'],
  },
  {
    name: 'a regulator in one dimension, discounted: constants in closed form',
    block: `dimension 1
param alpha, sigma
param beta != 0
param q > 0
param r_a > 0
param rho > 0
control a
process X: dX = (alpha x + beta a) dt + sigma dW
problem R: maximize running -1/2 (q x^2 + r_a a^2) over a along X discounted rho`,
    equations: [],
    lets: ['P_star = r_a (rho - 2 alpha - sqrt((rho - 2 alpha)^2 + 4 beta^2 q / r_a)) / (2 beta^2)', 'c_star = P_star sigma^2 / (2 rho)'],
    claims: ['rho P_star = 2 alpha P_star + beta^2 P_star^2 / r_a - q', 'W_star is value of R', 'a = beta P_star x / r_a is optimal for R with value W_star'],
  },
  {
    name: 'Merton, power utility',
    block: `${WEALTH}problem M: maximize running 0 terminal x^(1 - gamma) / (1 - gamma) over w along X`,
    equations: ['∂t A = -(1 - gamma) (r + (mu - r)^2 / (2 sigma^2 gamma)) A', 'A(T) = 1'],
    lets: ['A_star(t) = exp(nu (T - t))'],
    claims: ['W is value of M', 'w = (mu - r) / (sigma^2 gamma) is optimal for M with value W', 'W_star is value of M'],
  },
  {
    name: 'Merton, logarithmic utility: the factor stays 1',
    block: `${WEALTH}problem M: maximize running 0 terminal log x over w along X`,
    equations: ['∂t A = 0', '∂t B = -(r + (mu - r)^2 / (2 sigma^2)) A', 'A(T) = 1', 'B(T) = 0'],
    lets: ['B_star(t) = (r + (mu - r)^2 / (2 sigma^2)) (T - t)', 'W_star(x,t) = log x + B_star'],
    claims: ['w = (mu - r) / sigma^2 is optimal for M with value W', 'W_star is value of M'],
  },
  {
    name: 'Merton, exponential utility: the interest is in the exponent',
    block: `dimension 1
param T
param r
param mu
param sigma > 0
param gamma > 0
control y
process X: dX = (r x + y (mu - r)) dt + y sigma dW
problem M: maximize running 0 terminal -exp(-gamma x) over y along X`,
    equations: ['∂t A = -r A', '∂t B = (mu - r)^2 / (2 sigma^2)', 'A(T) = 1', 'B(T) = 0'],
    lets: ['A_star(t) = exp(r (T - t))', 'B_star(t) = -(mu - r)^2 (T - t) / (2 sigma^2)'],
    claims: ['y = (mu - r) / (gamma sigma^2 A) is optimal for M with value W', 'W_star is value of M'],
  },
  {
    name: 'Merton with consumption: Bernoulli’s equation is made linear',
    block: `${WEALTH}problem M: maximize running k^(1 - gamma) / (1 - gamma) terminal x^(1 - gamma) / (1 - gamma) over w, k along Y discounted rho`,
    equations: ['∂t A = -gamma A^(1 - 1 / gamma) + rho A - (1 - gamma) (r + (mu - r)^2 / (2 sigma^2 gamma)) A', 'A(T) = 1'],
    lets: ['nu = (rho - (1 - gamma) (r + (mu - r)^2 / (2 sigma^2 gamma))) / gamma', 'A_star(t) = (1 / nu + (1 - 1 / nu) exp(-nu (T - t)))^gamma'],
    claims: [
      'W is value of M', 'k = A^(-1 / gamma) x is optimal for M with value W', 'A_star(T) = 1',
      '∂t f^gamma - (-gamma (f^gamma)^(1 - 1 / gamma) + rho f^gamma - (1 - gamma) (r + (mu - r)^2 / (2 sigma^2 gamma)) f^gamma) = gamma f^(gamma - 1) (∂t f - (nu f - 1))',
    ],
  },
  {
    name: 'Merton with consumption, over an infinite horizon',
    block: `${WEALTH}problem M: maximize running k^(1 - gamma) / (1 - gamma) over w, k along Y discounted rho`,
    equations: [],
    lets: ['nu = (rho - (1 - gamma) (r + (mu - r)^2 / (2 sigma^2 gamma))) / gamma', 'A_star = nu^(-gamma)'],
    claims: ['W_star is value of M', 'k = nu x is optimal for M with value W_star'],
  },
  {
    name: 'Merton with consumption and nothing left at the horizon: the value there is a limit',
    block: `${WEALTH}problem M: maximize running k^(1 - gamma) / (1 - gamma) terminal 0 over w, k along Y`,
    equations: ['∂t A = -gamma A^(1 - 1 / gamma) - (1 - gamma) (r + (mu - r)^2 / (2 sigma^2 gamma)) A'],
    lets: ['A_star(t) = ((1 - exp(-nu (T - t))) / nu)^gamma'],
    claims: ['k = A^(-1 / gamma) x is optimal for M with value W'],
  },
  {
    name: 'Merton, the utility −1/x',
    block: `${WEALTH}problem M: maximize running 0 terminal -1 / x over w along X`,
    equations: ['∂t A = (r + (mu - r)^2 / (4 sigma^2)) A', 'A(T) = 1'],
    claims: ['w = (mu - r) / (2 sigma^2) is optimal for M with value W', 'W_star is value of M'],
  },
  {
    name: 'Merton, logarithmic utility of consumption, over an infinite horizon',
    block: `${WEALTH}problem M: maximize running log k over w, k along Y discounted rho`,
    equations: [],
    lets: ['A_star = 1 / rho'],
    claims: ['W_star is value of M', 'k = rho x is optimal for M with value W_star'],
  },
];

describe.each(CASES)('$name', ({ block, equations, lets, claims }) => {
  test('the equations, and everything proved', async () => {
    const derivation = await reduced(block);
    expect(faults(derivation)).toEqual([]);
    if (equations !== undefined) expect(lines(derivation, 'assume').map((text) => text.slice('assume '.length))).toEqual(equations);
    expect(lines(derivation, 'let').map((text) => text.slice('let '.length))).toEqual(expect.arrayContaining([...(lets ?? [])]));
    expect(claimed(derivation)).toEqual(expect.arrayContaining([...claims]));
  }, 60_000);
});
