/**
 * Scores, denoisers and policies: functions are drawn freely, and what stands under an integral decays.
 */
import type { Kind } from '../arbitraries/document-family.ts';
import type { Pairing } from './pairing.ts';
import { MODES, mixture } from './words.ts';

const ANY: readonly Kind[] = [[1, 'polynomial'], [2, 'analytic'], [3, 'polynomial']];
const LOW: readonly Kind[] = [[1, 'polynomial'], [2, 'analytic']];

export const ALGEBRA: readonly Pairing[] = [
  { document: 'gaussian-algebra', name: 'constants', kinds: ANY, adds: 'param angle1\nparam a1 > 0\nparam b1 > 0', formulas: { a: 'a1 / (1 + a1)', b: 'b1 / (1 + b1)', alpha: 'cos(angle1)', sigma: 'sin(angle1)' } },
  { document: 'gaussian-algebra', name: 'constants, variance not preserved', kinds: ANY, only: ['#264 v-prediction'] },
  { document: 'guidance-algebra', name: 'free scores', kinds: ANY },
  { document: 'guidance-algebra', name: 'free scores, equal strengths', kinds: ANY, formulas: { gamma: '1' }, only: ['#280 when the strengths agree'] },
  { document: 'interpolants', name: 'free scores', kinds: ANY },
  { document: 'parametrisations', name: 'free scores', kinds: ANY },
  { document: 'tweedie', name: 'decaying data', runs: 4, kinds: LOW, decaying: ['p0'] },
  { document: 'score-matching', name: 'two modes', kinds: LOW, adds: MODES, formulas: { p: mixture('1', '1', '0') } },
  {
    document: 'entropy-regularised', name: 'free rewards', confined: ['a'], kinds: [[1, 'polynomial'], [1, 'analytic']], concave: true,
    only: [
      '#150 no action is better than another', '#150 what is averaged', '#212 softmax without the temperature', '#150 soft value without the temperature outside',
      '#144 reward–policy reparameterisation', '#144 without the temperature',
    ],
  },
  {
    document: 'blog/kl-regularised', name: 'free rewards', confined: ['a'], kinds: [[1, 'polynomial'], [1, 'analytic']], concave: true, decaying: ['mu'],
    only: [
      '#68 no action is better than another', '#68 the value at the maximiser', '#68 without the temperature before the logarithm',
      '#68 the maximiser without the prior', '#68 the maximiser without the temperature', '#70 gradient of the soft value',
    ],
  },
];
