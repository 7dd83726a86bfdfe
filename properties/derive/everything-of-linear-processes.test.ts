/**
 * Everything that follows from a process with linear drift and noise that does not depend on the state: its Gaussian
 * law above all.
 */
import { LINEAR_PROCESSES } from '../../test/derive/sources.ts';
import { autonomous, general, moving } from '../../test/derive/titles.ts';
import type { Promised } from '../../test/derive/whole.ts';
import { describeWhole } from '../../test/derive/whole.ts';

const PROMISED: Readonly<Record<string, Promised>> = {
  'Ornstein–Uhlenbeck': { steps: [...autonomous('X'), 'Stationary density of X', 'Gaussian law of X', 'Transition density of X'] },
  'variance preserving': { steps: [...general('X'), 'Gaussian law of X', 'Transition density of X'], ...moving },
  'variance preserving, linear schedule': { steps: [...general('X'), 'Gaussian law of X', 'Transition density of X'], ...moving },
  'variance exploding': { steps: [...general('X'), 'Gaussian law of X', 'Transition density of X'], ...moving },
  'sub-VP': { steps: [...general('X'), 'Gaussian law of X', 'Transition density of X'], ...moving },
  'linear drift with a matrix': {
    steps: [...autonomous('X'), 'Gaussian law of X'],
    notFound: ['A stationary density of X in closed form', 'The transition density of X in closed form'],
  },
};

describeWhole(LINEAR_PROCESSES, PROMISED);
