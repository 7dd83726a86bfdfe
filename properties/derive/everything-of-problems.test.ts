/**
 * Everything that follows from a problem of optimal control, for each kind of problem.
 */
import type { Promised } from '../../test/derive/whole.ts';
import { describeWhole } from '../../test/derive/whole.ts';
import { PROBLEMS } from '../../test/derive/sources.ts';

const always = (optimum: 'minimised' | 'maximised'): readonly string[] => [
  'Dynamic programming for P', 'Hamiltonian of P', 'First- and second-order condition for P', 'Optimal control for P',
  'Hamilton–Jacobi–Bellman equation of P', `Hamilton–Jacobi–Bellman equation of P, ${optimum}`,
  'Optimal process of P', 'Excess of the Hamiltonian of P', 'Verification for P', 'q-function of P',
  'Q-function of P over a short time', 'Martingale condition for P',
];

const regularised = (optimum: 'minimised' | 'maximised'): readonly string[] => [
  ...always(optimum), 'Entropy-regularised equation of P', 'Gibbs policy for P', `Entropy-regularised equation of P, ${optimum}`,
];

const TRANSFORM = 'Logarithmic transform for P';
const LINEAR = [TRANSFORM, 'Linear equation for P', 'Path-integral solution of P', 'Optimal control of P as a gradient'];
const CONDITION = 'When the equation of P is linear';
const REDUCED = ['Ansatz for P', 'Riccati equations for P', 'Optimal control of P under the ansatz'];
const SOLVED = ['Ansatz for P', 'Equations of the ansatz for P', 'Optimal control of P under the ansatz', 'Value of P in closed form'];
const NOT_LINEAR = { notFound: ['a linear equation for the value of P'] };
const NO_ANSATZ = { notFound: ['an ansatz that reduces P to equations without x'] };

const PROMISED: Readonly<Record<string, Promised>> = {
  'LQR': { steps: [...regularised('minimised'), TRANSFORM, ...REDUCED], ...NOT_LINEAR },
  'discounted LQR, infinite horizon': { steps: [...regularised('minimised'), TRANSFORM, ...REDUCED], ...NOT_LINEAR },
  'Merton, power utility': { steps: [...regularised('maximised'), ...SOLVED, 'Closed form of A for P'], ...NOT_LINEAR },
  'Merton, logarithmic utility': { steps: [...regularised('maximised'), ...SOLVED, 'Closed form of B for P'], ...NOT_LINEAR },
  'Merton, exponential utility': { steps: [...regularised('maximised'), ...SOLVED, 'Closed form of A for P', 'Closed form of B for P'], ...NOT_LINEAR },
  'path-integral control': { steps: [...regularised('minimised'), ...LINEAR], claims: [CONDITION], ...NO_ANSATZ },
  'control-dependent noise': {
    steps: [...always('minimised'), 'Entropy-regularised equation of P', 'Gibbs policy for P', ...REDUCED], ...NOT_LINEAR,
  },
  'maximise': { steps: [...regularised('maximised'), ...LINEAR], claims: [CONDITION], ...NO_ANSATZ },
  'several controls': {
    steps: always('minimised'), notFound: ['the Gaussian policy for P', 'a linear equation for the value of P', 'an ansatz that reduces P to equations without x'],
  },
  'underdamped control': { steps: [...regularised('minimised'), ...LINEAR], claims: [CONDITION], notFound: ['an ansatz that reduces P to equations without q, v'] },
  'the diffusion of a problem': {
    steps: ['The value of P is a log-density', 'The optimal control of P is a score'], notFound: ['a diffusion without killing whose score solves P'],
  },
};

describeWhole(PROBLEMS, PROMISED);
