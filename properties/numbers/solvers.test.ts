/**
 * The same claims by solvers and paths: grids, policy iteration, trajectories, path weights.
 */
import { SOLVED } from '../pairings/solved.ts';
import { testPairings } from '../pairings/tested.ts';

const REFUSED = 'the solver refuses it by name: there is no law, or policy iteration does not settle; the law of its kind rejects it';

testPairings(SOLVED, {
  'doob-transform: density of the transformed process: without a factor: p h → h': REFUSED,
  'blog/state-dependent-noise: V is a value function all the same: time in: p(x, T - t) → p': REFUSED,
});
