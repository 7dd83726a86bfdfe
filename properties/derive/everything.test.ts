/**
 * Everything that follows from a process, for each kind of process that is not Gaussian.
 */
import { GENERAL_PROCESSES } from '../../test/derive/sources.ts';
import { always, autonomous, forward, general, moving } from '../../test/derive/titles.ts';
import type { Promised } from '../../test/derive/whole.ts';
import { describeWhole } from '../../test/derive/whole.ts';

const PROMISED: Readonly<Record<string, Promised>> = {
  'full matrix noise': { steps: [...general('X'), 'X in the sense of Stratonovich'], ...moving },
  'Stratonovich noise': { steps: [...general('X'), 'X in the sense of Itô'], ...moving },
  'scalar noise': { steps: general('X'), ...moving },
  'geometric Brownian motion': {
    steps: [...autonomous('S'), 'S in the sense of Stratonovich'], notFound: ['A stationary density of S in closed form'],
  },
  'Cox–Ingersoll–Ross': { steps: [...autonomous('R'), 'R in the sense of Stratonovich', 'Stationary density of R'] },
  'underdamped Langevin': { steps: [...autonomous('(Q,V)'), 'Stationary density of (Q,V)'] },
  'gradient flow with noise': { steps: [...autonomous('X'), 'Stationary density of X'] },
  'dimension 1': { steps: [...general('X'), 'X in the sense of Stratonovich'], ...moving },
  'dimension 2': { steps: general('X'), ...moving },
  'no noise': {
    steps: [...always('X'), ...forward('X'), 'Liouville equation of X'],
    notFound: ['Probability flow and change of measure for X', 'the problem of control that belongs to X'],
  },
  'a process that runs backward': {
    steps: [...always('X'), 'Fokker–Planck equation of X', 'Probability flow of X'],
    notFound: ['Backward equation, time reversal and change of measure for X', 'the problem of control that belongs to X'],
  },
};

describeWhole(GENERAL_PROCESSES, PROMISED);
