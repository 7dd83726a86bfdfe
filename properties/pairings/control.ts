/**
 * Control: the value is drawn freely, and the running cost is the formula that makes it the value; noise, drift and gain are full
 * and depend on x and t. Linear and quadratic problems have their Riccati equations solved by a Runge–Kutta method.
 */
import type { Kind } from '../arbitraries/document-family.ts';
import type { Pairing } from './pairing.ts';
import { except } from './pairing.ts';

const ANY: readonly Kind[] = [[1, 'polynomial'], [2, 'analytic'], [2, 'polynomial']];
const HALF_LINE: readonly Kind[] = [[1, 'polynomial'], [1, 'analytic']];

/** What the declared problem P of linearly-solvable-control.md has, apart from the one with matched noise. */
const GENERAL = [
  'the best control', 'the HJB equation, its minimum taken', 'what is left', 'what is left, with the sign turned', '#250 with the plus sign in the exponent',
];
const MIXED = ['solutions add', 'controls mix', 'controls mix evenly'];
const BEST_PROCESS = ['generator of the best process', 'a transition of the best process, reweighted', 'reweighted along the process without control'];
const OTHER_VALUE = ['#170 as it should read', '#170 digest: HJB without the time term'];

export const CONTROL: readonly Pairing[] = [
  {
    document: 'hopf-cole', name: 'free value',
    formulas: { c: '-∂t V - b · grad V + 1/2 |sigma^T grad V|^2 - lambda/2 tr(D hess V)', Phi0: 'V(x,T)', h: 'exp(-V / lambda)' }, kinds: ANY,
  },
  {
    document: 'hopf-cole-mismatch', name: 'free value',
    formulas: { c: '-∂t V - b · grad V + 1/2 |sigma^T grad V|^2 - nu/2 tr(D hess V)', k: 'V(x,T)' }, kinds: ANY,
  },
  {
    document: 'hopf-cole-mismatch', name: 'free value, matched', only: ['#60 linear only where they match'],
    formulas: { nu: 'lambda', c: '-∂t V - b · grad V + 1/2 |sigma^T grad V|^2 - nu/2 tr(D hess V)', k: 'V(x,T)' }, kinds: ANY,
  },
  {
    document: 'linearly-solvable-control', name: 'free value', only: GENERAL,
    formulas: { c: '-∂t V - b · grad V - 1/2 D : hess V + 1/2 grad V · S grad V', k: 'V(x,T)' }, kinds: ANY,
  },
  {
    document: 'linearly-solvable-control', name: 'free value, matched noise', without: except([...GENERAL, ...MIXED, ...BEST_PROCESS], 'another family of this document'),
    formulas: {
      c: '-∂t U - b · grad U - nu/2 B B^T : hess U + 1/(2 r) |B^T grad U|^2', k: 'U(x,T)', h: 'exp(-U / (nu r))',
    }, kinds: ANY,
  },
  {
    document: 'linearly-solvable-control', name: 'free value, noise and cost matched', only: ['#60 linear exactly where noise and cost of control match'],
    formulas: { lambda: 'nu r', c: '-∂t U - b · grad U - nu/2 B B^T : hess U + 1/(2 r) |B^T grad U|^2', k: 'U(x,T)', h: 'exp(-U / (nu r))' }, kinds: ANY,
  },
  {
    document: 'linearly-solvable-control', name: 'a free martingale', only: BEST_PROCESS, adds: 'field exponent(x,t)',
    formulas: { e: 'exp(1/2 exponent)', b: '-(∂t e + nu/2 B B^T : hess e) / |grad e|^2 grad e' }, kinds: ANY,
  },
  {
    document: 'linearly-solvable-control', name: 'two free values', only: MIXED, adds: `field exponent1(x,t)
field exponent2(x,t)
let rest1 = (∂t h1 + nu/2 B B^T : hess h1) / h1
let rest2 = (∂t h2 + nu/2 B B^T : hess h2) / h2
let apart = grad log h2 - grad log h1`,
    formulas: {
      h1: 'exp(1/2 exponent1)', h2: 'exp(1/2 exponent2)', b: '(rest1 - rest2) / |apart|^2 apart', c: 'nu r (rest1 + b · grad log h1)',
      k1: '-nu r log h1(x,T)', k2: '-nu r log h2(x,T)',
    }, kinds: ANY,
  },
  {
    document: 'blog/quadratic-hamiltonian', name: 'free value', concave: true, without: except(OTHER_VALUE, 'another family of this document'),
    formulas: { c: 'rho V - ∂t V - b · grad V - 1/2 |B^T grad V|^2 - 1/2 tr(G G^T hess V)', phi: 'V(x,T)' }, kinds: ANY,
  },
  {
    document: 'blog/quadratic-hamiltonian', name: 'free value, no noise', concave: true, only: OTHER_VALUE,
    formulas: { c: '-∂t U - b · grad U - 1/2 |B^T grad U|^2', phi: 'U(x,T)' }, kinds: ANY,
  },
  {
    document: 'blog/policy-iteration', name: 'free values', concave: true, adds: `field more(x,t)
let left1 = rho V - ∂t V - (B alpha) · grad V - 1/2 tr(G G^T hess V) + 1/2 alpha · R alpha
let left2 = rho U - ∂t U - (B improved) · grad U - 1/2 tr(G G^T hess U) + 1/2 improved · R improved
let apart = grad U - grad V`,
    formulas: { U: 'V + (T - t) more', phi: 'V(x,T)', b: '(left2 - left1) / |apart|^2 apart', c: 'left1 - b · grad V' }, kinds: ANY,
  },
  { document: 'blog/q-function', name: 'free value', concave: true, kinds: ANY },
  { document: 'blog/td-target', name: 'the regulator', kinds: ANY },
  {
    document: 'blog/stochastic-hjb', name: 'free values', concave: true, adds: 'field best(x): vector(k)\nfield bestt(x,t): vector(k)',
    formulas: {
      r: 'rho V - f · grad V - 1/2 tr(Sigma Sigma^T hess V) - |a - best|^2',
      rt: 'rho U - ∂t U - ft · grad U - 1/2 tr(Sigmat Sigmat^T hess U) - |a - bestt|^2', phi: 'U(x,T)',
    }, kinds: ANY,
  },
  {
    document: 'blog/deterministic-hjb', name: 'free value', concave: true, adds: 'field best(x,t): vector(k)',
    formulas: { r: '-∂t V - grad V · f - |a - best|^2', g: 'V(x,T)' }, kinds: ANY,
  },
  {
    document: 'blog/hamilton-jacobi', name: 'action that grows evenly', adds: 'field height(x)\nparam pace',
    formulas: { W: 'height - pace t', U: '-pace - |grad height|^2 / (2 m)', k: 'W(x,T)' }, kinds: ANY,
  },
  { document: 'blog/bellman-to-hjb', name: 'free functions', kinds: ANY },
  { document: 'blog/lqr', name: 'constants', kinds: HALF_LINE, concave: true },
  { document: 'lqr-matrix', name: 'matrices', kinds: ANY },
  { document: 'lqr-multiplicative-noise', name: 'constants', kinds: HALF_LINE, where: ['r + N^2 P > 0'] },
  {
    document: 'linear-quadratic-regulator', name: 'Riccati equations solved', kinds: [[1, 'polynomial'], [2, 'analytic']], spaces: { m: 2, k: 2 },
    adds: 'param Fpos: positive matrix\nparam Qpos: positive matrix\nparam C0: positive matrix\nparam m0: vector\nparam A1: matrix',
    formulas: { A: '1/2 A1', F: '1/4 Fpos', Q: '1/2 Qpos', V: 'U' },
    odes: {
      P: { from: 'horizon', value: 'F' }, c: { from: 'horizon', value: '0' }, N: { from: 'horizon', value: 'F' }, d: { from: 'horizon', value: '0' },
      m: { from: 'start', value: 'm0' }, C: { from: 'start', value: 'C0' }, Y: { from: 'horizon', value: 'I' }, Z: { from: 'horizon', value: 'F' },
    },
  },
  {
    document: 'linear-quadratic-gaussian', name: 'Riccati equations solved', kinds: [[1, 'polynomial'], [2, 'analytic']], spaces: { m: 2, k: 2 },
    adds: 'param start1: positive matrix\nparam Qpos: positive matrix\nparam Fpos: positive matrix\nparam A1: matrix\nfield K1(t): matrix(n,k)',
    formulas: { Q: '1/2 Qpos', A: '1/2 A1 - 1/2 I', K: '1/8 K1' },
    odes: {
      C: { from: 'start', value: 'start1' }, Sigma: { from: 'start', value: 'start1' }, Sigma0: { from: 'start', value: 'start1' },
      P: { from: 'horizon', value: '1/4 Fpos' }, ell: { from: 'horizon', value: '0' },
    },
  },
  {
    document: 'two-player-riccati', name: 'Riccati equation solved', kinds: HALF_LINE, adds: 'param final1 > 0\nparam T\nparam q1pos > 0', formulas: { q1: '1/2 q1pos' },
    odes: { P: { from: 'horizon', value: '1/4 final1' } },
  },
  {
    document: 'adjoint-method', name: 'linear equations solved', kinds: [[1, 'polynomial'], [2, 'analytic']], adds: 'param s0: vector\nparam l0: vector\nparam T',
    odes: { s: { from: 'start', value: 's0' }, lambda: { from: 'horizon', value: 'l0' }, kappa: { from: 'horizon', value: 'l0' } },
  },
  {
    document: 'exploratory-control', name: 'free value', kinds: HALF_LINE, adds: 'field V1(x,t)\nfield U1(x,t)\nparam N1 > 0',
    formulas: { N: '1/2 + N1', V: '1/8 sin(V1) - 4 x^2', U: '1/8 sin(U1) - 4 x^2' },
    only: [
      'the best control', 'the Hamiltonian around it', 'the best control without the noise that it makes', '#72 exploratory LQ policy is Gaussian',
      '#72 with the variance of a control without noise', '#72 with the standard deviation for the variance',
    ],
  },
  {
    document: 'exploratory-control', name: 'quadratic value at rest', kinds: HALF_LINE,
    adds: `param curve1 > 0
param slope1
param N1 > 0
let weight1 = N + curve1 D^2
let gain1 = (-C D curve1 - B curve1 - R) / weight1
let shift1 = (B slope1 - Q) / weight1`,
    formulas: {
      N: '1/2 + N1', M: '-2 A curve1 - C^2 curve1 + weight1 gain1^2 + rho curve1', P: 'A slope1 + weight1 gain1 shift1 - rho slope1',
      V: '-1/2 curve1 x^2 + slope1 x + 1/2 weight1 shift1^2 / rho', k: 'V(x,T)',
    },
    only: [
      'the q-function has the maximum 0', 'the q-function is a square', 'the q-function as a martingale condition', '#278 the q-function without the discounted value',
      '#278 the same as a martingale condition',
    ],
  },
];
