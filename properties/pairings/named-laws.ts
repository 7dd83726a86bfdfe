/**
 * Processes with names and their closed laws: Ornstein–Uhlenbeck, geometric Brownian motion, Cox–Ingersoll–Ross, noising schedules,
 * bridges.
 */
import type { Kind } from '../arbitraries/document-family.ts';
import type { Pairing } from './pairing.ts';
import { except } from './pairing.ts';
import { INCREASE, INCREASING, MODES, OTHER_MODES, mixture, preserving } from './words.ts';

const ANY: readonly Kind[] = [[1, 'polynomial'], [2, 'analytic'], [2, 'polynomial']];
const ONE: readonly Kind[] = [[1, 'polynomial'], [1, 'analytic']];

const relaxed = (first: number): string => [first, first + 1].map((k) =>
  `weight${k}/(weight${first} + weight${first + 1}) normal(x; m + exp(-theta t) (mean${k} - m), exp(-2 theta t) (1/2 + spread${k}/4) + sigma^2 / (2 theta) (1 - exp(-2 theta t)))`).join(' + ');

/** A normal density in phase space, of independent components: means, and the variances and covariance of position and velocity. */
const phase = (mq: string, mv: string, qq: string, qv: string, vv: string): string => {
  const det = `(${qq} ${vv} - ${qv}^2)`;
  return `(2 pi)^(-n) ${det}^(-n/2) exp(-(${vv} |q - ${mq}|^2 - 2 ${qv} (q - ${mq}) · (v - ${mv}) + ${qq} |v - ${mv}|^2) / (2 ${det}))`;
};

const CRITICAL_KERNEL = [
  'mean of the position', 'mean of the velocity', 'mean of the velocity, underdamped', 'variance of the position', 'covariance of position and velocity',
  'variance of the velocity', 'variance of the velocity with half the noise', '#160 the law at rest', '#160 the law at rest with unit mass',
];

export const NAMED_LAWS: readonly Pairing[] = [
  {
    document: 'ornstein-uhlenbeck', name: 'two modes', adds: `${MODES}\n${OTHER_MODES}\nparam theta1 > 0\nparam sigma1 > 0`, decaying: ['f', 'g'],
    formulas: { theta: '1/4 + theta1 / 2', sigma: '1/2 + sigma1 / 4', p: relaxed(1), q: relaxed(3) }, odes: { mean: { from: 'start', value: 'x0' }, C: { from: 'start', value: 'K' } },
    where: ['t > 1/2'], kinds: [[1, 'polynomial'], [2, 'analytic']],
  },
  {
    document: 'gaussian-data', name: 'matrices', adds: `${INCREASING}\nparam wide: positive matrix`,
    formulas: { B: INCREASE, beta: '∂t B', m: 'exp(-B/2) m0', C: 'exp(-B) wide + (1 - exp(-B)) I' }, kinds: ANY,
  },
  {
    document: 'gaussian-kernels', name: 'schedules', adds: `${INCREASING}\nparam a1 > 0\nparam rate1 > 0\nparam theta1 > 0\nparam sigma1 > 0`, where: ['t > 1/2'],
    formulas: { B: INCREASE, beta: '∂t B', a: '1/4 + a1 / 4', rate: 'rate1 / 4', theta: '1/4 + theta1 / 2', sigma: '1/2 + sigma1 / 4' }, kinds: ANY,
  },
  { document: 'named-processes', name: 'schedules', adds: INCREASING, formulas: { B: INCREASE, beta: '∂t B' }, kinds: ONE },
  {
    document: 'noising-schedules', name: 'schedules', adds: `${INCREASING}\n${MODES}\nparam slope1\nparam gain1 > 0`,
    formulas: {
      alpha: 'exp(slope1 (t - t^2 / 4) / 4)', f: '∂t log alpha', ratio: '(1/2 + gain1 / 4) (1/2 + t)', g: 'alpha sqrt(∂t ratio)', v: 'alpha^2 ratio',
      p: mixture('alpha', 'alpha^2', 'v'), h: mixture('1', '1', 't'), B: INCREASE, beta: '∂t B', w: '(1/2 + gain1 / 4) (1/2 + t + 1/4 t^2)', e: 'sqrt(∂t w)',
      r: preserving(`(${INCREASE})`),
    }, kinds: ANY,
  },
  {
    document: 'geometric-brownian-motion', name: 'two modes of the logarithm', adds: `${MODES}\nparam sigma1 > 0\nparam mu1`, positive: true, where: ['t > 1/4'],
    formulas: { sigma: '1/2 + sigma1 / 4', mu: 'mu1 / 2', p: [1, 2].map((k) => `weight${k}/(weight1 + weight2) normal(log x; mean${k} / 2 + (mu - 1/2 sigma^2) t, 1/4 + spread${k}/8 + sigma^2 t) / x`).join(' + ') },
    kinds: ONE,
  },
  {
    document: 'cox-ingersoll-ross', name: 'at rest and from points', positive: true, kinds: ONE,
    adds: 'param slack > 0', formulas: { p: 'gamma', sigma: 'sqrt(2 kappa theta / (2 + slack))' },
  },
  { document: 'bridges', name: 'a point', kinds: ANY },
  { document: 'bessel', name: 'half-line', kinds: ONE },
  { document: 'grad-tts', name: 'matrices', kinds: ANY },
  { document: 'ot-flow-slip', name: 'a point', kinds: ONE },
  {
    document: 'critically-damped', name: 'kernel', adds: INCREASING, formulas: { tau: INCREASE, beta: '∂t tau' }, kinds: ONE,
    only: CRITICAL_KERNEL,
  },
  {
    document: 'critically-damped', name: 'from a point', runs: 6, adds: `${INCREASING}\nparam Gamma1 > 0`, kinds: ONE, without: except(CRITICAL_KERNEL, 'another family of this document'),
    formulas: { Gamma: '3/2 + Gamma1 / 4', M: 'mass', tau: `1 + ${INCREASE}`, beta: '∂t tau', p: phase('m_q', 'm_v', 'C_qq', 'C_qv', 'C_vv') },
  },
  {
    document: 'underdamped-langevin', name: 'normal laws in a quadratic well', kinds: ONE, runs: 6,
    adds: `param stiff > 0
param q0: vector
param v0: vector
field mq(t): vector
field mv(t): vector
assume ∂t mq = mv
assume ∂t mv = -stiff mq - gamma mv
${['1', '2'].map((k) => `field qq${k}(t)
field qv${k}(t)
field vv${k}(t)
assume ∂t qq${k} = 2 qv${k}
assume ∂t qv${k} = vv${k} - stiff qq${k} - gamma qv${k}
assume ∂t vv${k} = 2 gamma - 2 stiff qv${k} - 2 gamma vv${k}`).join('\n')}`,
    formulas: {
      U: '1/2 stiff |q|^2', p: phase('mq', 'mv', 'qq1', 'qv1', 'vv1'), rho: phase('(0 q0)', '(0 v0)', 'qq2', 'qv2', 'vv2'),
    },
    odes: Object.fromEntries([
      ['mq', '1/2 q0'], ['mv', '1/2 v0'], ['qq1', '1/2'], ['qv1', '1/8'], ['vv1', '3/4'], ['qq2', '1'], ['qv2', '-1/4'], ['vv2', '1/2'],
    ].map(([name = '', value = '']) => [name, { from: 'start', value }] as const)),
    only: [
      '#10 Kramers\' equation', 'what is dissipative', 'probability flow', 'probability flow with the full score', '#16 reversal', '#100 relative entropy',
      '#100 relative entropy, decreasing in the positions too',
    ],
  },
];
