/**
 * Densities of processes. The mixture is carried by a velocity v, and the drift is f = v + ½ ∇·(D p) / p, so that the process has that
 * density whatever its noise is; where the document fixes the drift, the process is linear and the density a closed form of it.
 */
import type { Kind } from '../arbitraries/document-family.ts';
import type { Pairing } from './pairing.ts';
import { INCREASE, INCREASING, LOUD, MODES, OTHER_MODES, PULL, martingale, mixture, preserving, pulled, scheduled } from './words.ts';

const ANY: readonly Kind[] = [[1, 'polynomial'], [2, 'analytic'], [2, 'polynomial']];
const VELOCITY = 'field velocity(x,t): vector';
const VARIANCE = 'spread3 (t + 1/2 t^2)';

export const DENSITIES: readonly Pairing[] = [
  {
    document: 'time-reversal', name: 'carried mixture', adds: VELOCITY, carried: [['p', 'velocity']],
    formulas: { f: 'velocity + 1/2 g^2 grad log p' }, kinds: ANY,
  },
  {
    document: 'time-reversal-matrix', name: 'carried mixture', adds: `${VELOCITY}\nparam tilt: vector\nparam shape: positive matrix`, carried: [['p', 'velocity']],
    formulas: { f: 'velocity + 1/(2 p) div(G G^T p)', q: 'exp(-1/2 x · (shape x) - 1/2 sin(tilt · x))' }, kinds: ANY,
  },
  {
    document: 'probability-flow', name: 'carried mixture', adds: VELOCITY, carried: [['p', 'velocity']],
    formulas: { f: 'velocity + 1/2 g^2 grad log p' }, kinds: ANY,
  },
  { document: 'samplers', name: 'carried mixture', carried: [['p', 'v']], kinds: ANY },
  {
    document: 'edm', name: 'smoothed mixture', adds: `${MODES}\nparam angle1`, formulas: { sigma: 'exp(1/2 sin(angle1 + t))', p: mixture('1', '1', 'sigma^2') }, kinds: ANY,
    without: { '#266 when it is right': 'the condition is a differential equation of the schedule: see the next family' },
  },
  {
    document: 'edm', name: 'exponential schedule', adds: `${MODES}\nparam start1 > 0`, formulas: { sigma: '1/4 start1 exp(t)', p: mixture('1', '1', 'sigma^2') }, kinds: ANY,
    only: ['#266 when it is right', 'the EDM flow'],
  },
  {
    document: 'log-density', name: 'matrix noise', adds: VELOCITY, carried: [['p', 'velocity']],
    formulas: { f: 'velocity + 1/(2 p) div(G G^T p)' }, kinds: ANY,
    only: ['#28 log-density equation, matrix diffusion', '#28 with half the divergence term'],
  },
  {
    document: 'log-density', name: 'scalar noise', adds: VELOCITY, carried: [['q', 'velocity']],
    formulas: { f: 'velocity + 1/2 g^2 grad log q' }, kinds: ANY,
    without: { '#28 log-density equation, matrix diffusion': 'matrix noise', '#28 with half the divergence term': 'matrix noise' },
  },
  {
    document: 'kolmogorov', name: 'matrix noise', adds: VELOCITY, carried: [['p', 'velocity']], decaying: ['phi', 'psi'],
    formulas: { f: 'velocity + 1/(2 p) div(G G^T p)' }, kinds: ANY,
    without: {
      '#2 Fokker–Planck, scalar noise': 'scalar noise', '#2 without the half': 'scalar noise',
      '#2 with the noise not squared': 'scalar noise', '#2 with the drift outside the divergence': 'scalar noise',
    },
  },
  {
    document: 'kolmogorov', name: 'scalar noise', adds: VELOCITY, carried: [['q', 'velocity']],
    formulas: { f: 'velocity + 1/2 g^2 grad log q' }, kinds: ANY,
    only: ['#2 Fokker–Planck, scalar noise', '#2 without the half', '#2 with the noise not squared', '#2 with the drift outside the divergence'],
  },
  {
    document: 'stratonovich', name: 'carried mixture', adds: VELOCITY, carried: [['p', 'velocity']],
    formulas: { f: 'velocity + 1/(2 p) div(G G^T p) - 1/2 (div(G G^T) - G div(G^T))' }, kinds: ANY,
  },
  {
    document: 'blog/state-dependent-noise', name: 'carried mixture', adds: VELOCITY, carried: [['p', 'velocity']],
    formulas: { f: 'velocity + 1/(2 p) div(sigma sigma^T p)' }, kinds: ANY,
  },
  {
    document: 'blog/diffusion-models', name: 'carried mixture', adds: VELOCITY, carried: [['p', 'velocity']],
    formulas: { f: 'velocity + 1/2 sigma sigma^T grad log p' }, kinds: ANY,
  },
  {
    document: 'elbo', name: 'carried mixture', adds: VELOCITY, carried: [['q', 'velocity']],
    formulas: { u: 'sigma(T-t)^-1 (velocity + f(x,T-t) + 1/2 sigma(T-t) sigma(T-t)^T grad log q)' }, kinds: ANY,
  },
  {
    document: 'score-dynamics', name: 'two modes', adds: `${MODES}\n${INCREASING}`,
    formulas: { beta: `∂t (${INCREASE})`, p: preserving(`(${INCREASE})`), q: mixture('1', '1', 't') }, kinds: ANY,
  },
  {
    document: 'gradient-flow', name: 'two modes in a quadratic well', adds: `${MODES}\n${INCREASING}\n${PULL}`,
    formulas: {
      U: '1/2 pull |x|^2', rho: scheduled('theta / pull (1 - exp(-2 pull t))'), beta: `∂t (${INCREASE})`, p: preserving(`(${INCREASE})`),
    }, kinds: [[1, 'polynomial'], [2, 'analytic']],
  },
  { document: 'de-bruijn', name: 'two modes', adds: MODES, formulas: { p: mixture('1', '1', 't') }, kinds: [[1, 'polynomial'], [2, 'analytic']] },
  {
    document: 'information', name: 'linear process', adds: `${MODES}\n${OTHER_MODES}\n${PULL}\n${LOUD('matrix(n,m)')}\n${VELOCITY}`,
    carried: [['ode', 'velocity']],
    formulas: {
      f: '-pull x', G: 'loud', p: pulled('loud'), q: pulled('loud', 3),
      ft: '-pull x', g: `sqrt(∂t (${VARIANCE}) + 2 pull (${VARIANCE}))`, py: scheduled(VARIANCE), qy: scheduled(VARIANCE, 3),
      learned: '2 (ft - velocity) / g^2',
    }, kinds: [[1, 'polynomial'], [2, 'analytic']],
  },
  {
    document: 'guidance', name: 'linear process', adds: `${MODES}\n${OTHER_MODES}\n${PULL}`,
    formulas: { f: '-pull x', g: `sqrt(∂t (${VARIANCE}) + 2 pull (${VARIANCE}))`, p: scheduled(VARIANCE), q: scheduled(VARIANCE, 3) }, kinds: ANY,
  },
  {
    document: 'diffuser', name: 'linear process', adds: `${MODES}\n${OTHER_MODES}\n${PULL}\nparam likeness > 0\nlet steered = ${scheduled(VARIANCE, 3)}`,
    formulas: {
      f: '-pull x', gamma: `sqrt(∂t (${VARIANCE}) + 2 pull (${VARIANCE}))`, p: scheduled(VARIANCE), h: 'steered(x,T-t) / p(x,T-t)',
      value: '1/2 steered(x,T-t) / p(x,T-t) - 1', rho: 'likeness / (1 + likeness)',
    }, kinds: ANY,
  },
  {
    document: 'decision-diffuser', name: 'at rest in the limit', adds: `${MODES}\nparam level1 > 0\nparam level2 > 0`,
    formulas: {
      a: '1 / (1 + level1 exp(-2 t))', b: '1 / (1 + level2 exp(-2 t))', m: 'exp(-t) mean1', k: 'exp(-t) mean2',
      r: mixture('exp(-t)', 'exp(-2 t)', '(1 - exp(-2 t))'),
    }, kinds: ANY,
  },
  {
    document: 'doob-transform', name: 'linear process', adds: `${MODES}\n${OTHER_MODES}\n${PULL}\n${LOUD('matrix')}`,
    formulas: { f: '-pull x', G: 'loud', p: pulled('loud'), h: martingale('loud', 3), phi: 'h(x,T)' }, kinds: ANY,
  },
  {
    document: 'doob-transform', name: 'a free martingale', adds: 'field exponent(x,t)',
    formulas: { h: 'exp(1/2 exponent)', f: '-(∂t h + 1/2 D : hess h) / |grad h|^2 grad h', phi: 'h(x,T)' }, kinds: ANY,
    only: ['minus log h is a value', 'the optimal control is Doob\'s', 'generator of the transformed process', '#252 generator with the gradient alone'],
  },
  {
    document: 'schroedinger-bridge', name: 'linear process', adds: `${MODES}\n${OTHER_MODES}\n${PULL}`,
    formulas: {
      b: '-pull x', sigma: 'exp(-pull t) sqrt(∂t (1/2 t + 1/4 t^2))',
      phi: [3, 4].map((k) => `weight${k} exp(1/2 mean${k} · (exp(pull t) x) - 1/8 (1/2 t + 1/4 t^2) |mean${k}|^2)`).join(' + '),
      chi: [1, 2].map((k) => `weight${k} exp(tr(I) pull t) normal(exp(pull t) x; mean${k}, 1/2 + spread${k}/4 + 1/2 t + 1/4 t^2)`).join(' + '),
    }, kinds: ANY,
  },
  {
    document: 'bridge-hydrodynamics', name: 'heat equations', adds: `${MODES}\n${OTHER_MODES}`,
    formulas: {
      phi: [3, 4].map((k) => `weight${k} exp(1/2 mean${k} · x - 1/8 t |mean${k}|^2)`).join(' + '), chi: mixture('1', '1', 't'),
    }, kinds: ANY,
  },
  {
    document: 'mean-field-game', name: 'at rest', adds: 'param pace\nparam tilt: vector\nparam shape: positive matrix\nlet root = exp(-1/4 x · (shape x) - 1/4 sin(tilt · x))',
    formulas: { u: '-sigma^2 log(exp(pace t) root)', m: 'root^2', F: 'sigma^2 (pace + 1/2 sigma^2 lap root / root)' }, kinds: ANY,
  },
  {
    document: 'mean-field-game', name: 'without coupling', adds: `${MODES}\n${OTHER_MODES}`,
    formulas: {
      u: `-sigma^2 log(${[3, 4].map((k) => `weight${k} exp(1/2 mean${k} · x - 1/8 sigma^2 t |mean${k}|^2)`).join(' + ')})`,
      m: `exp(-u/sigma^2) (${mixture('1', '1', 'sigma^2 t')})`, F: '0',
    }, kinds: ANY, without: { '#74 the crowd with the sign of the coupling turned': 'there is no coupling' },
  },
  {
    document: 'transport', name: 'spreading mixture', adds: `${MODES}\nparam pull1: positive matrix\nparam centre1: vector\nlet stretch = I + 1/4 t pull1`,
    formulas: {
      phi: '1/8 (x - centre1) · (pull1 stretch^-1 (x - centre1))',
      rho: [1, 2].map((k) => `weight${k}/(weight1 + weight2) normal(stretch^-1 (x - centre1); mean${k}, 1/2 + spread${k}/4) / det(stretch)`).join(' + '),
    }, kinds: ANY,
  },
  {
    document: 'langevin', name: 'wells', adds: 'param tilt: vector\nparam shape: positive matrix',
    formulas: { H: '1/2 x · (shape x) + 1/2 sin(tilt · x)' }, kinds: ANY,
  },
  {
    document: 'irreversible-langevin', name: 'wells', adds: 'param tilt: vector\nparam shape: positive matrix\nparam turning: antisymmetric matrix',
    formulas: { H: '1/2 x · (shape x) + 1/2 sin(tilt · x)', Q: 'turning' }, kinds: ANY,
  },
  {
    document: 'underdamped-langevin', name: 'wells', adds: 'param tilt: vector\nparam stiff > 0',
    formulas: { U: '1/2 stiff |q|^2 + 1/2 sin(tilt · q)' }, kinds: [[1, 'polynomial'], [1, 'analytic']],
    only: [
      '#160 underdamped Langevin', '#160 with the velocities twice as hot', '#160 underdamped Langevin with inverse mass', '#216 the summary\'s law',
      '#160 the law of unit mass', '#218 friction with mass', '#218 friction without mass', 'energy', 'energy without Itô\'s term', 'reversal at rest',
      'reversal at rest, of a process without inertia',
    ],
  },
];
