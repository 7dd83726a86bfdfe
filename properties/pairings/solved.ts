/**
 * Claims whose numbers come from solvers and paths. Families are those of the other pairings; a law replaces the one of the claim's
 * kind, and speaks of the claims that it can be asked about.
 */
import type { Law } from '../laws/law.ts';
import { carriedByFlow } from '../laws/carried-by-flow.ts';
import { pathWeights } from '../laws/path-weights.ts';
import { solvedControl } from '../laws/solved-control.ts';
import { solvedForward } from '../laws/solved-forward.ts';
import type { Kind } from '../arbitraries/document-family.ts';
import { CONTROL } from './control.ts';
import { DENSITIES } from './densities.ts';
import type { Pairing } from './pairing.ts';

const ONE: readonly Kind[] = [[1, 'polynomial'], [1, 'analytic']];
const ANY: readonly Kind[] = [[1, 'polynomial'], [2, 'analytic']];

/** The family of a document and name, with another law for these claims. */
const by = (pairings: readonly Pairing[], document: string, name: string, law: Law, kinds: readonly Kind[], runs: number, only: readonly string[], more: Partial<Pairing> = {}): Pairing => {
  const found = pairings.find((p) => p.document === document && p.name === name);
  if (found === undefined) throw new TypeError(`no family ${name} of ${document}`);
  const { without: _, ...family } = found;
  return { ...family, ...more, name: `${name}, ${law.name}`, law, kinds, runs, only };
};

const [RUNS, FEW] = [4, 3];

/** Solvers and paths go far: what they meet must be bounded. */
const BOUNDED: Partial<Pairing> = {
  spaces: { m: 2 }, adds: 'field V1(x,t)\nparam tilt: vector\nparam loud1: matrix(n,m)',
  formulas: {
    V: 'sin(1/2 V1)', b: '-1/4 x', sigma: '(1/2 + 1/8 sin(tilt · x + t)) loud1',
    c: '-∂t V - b · grad V + 1/2 |sigma^T grad V|^2 - lambda/2 tr(D hess V)', Phi0: 'V(x,T)', h: 'exp(-V / lambda)',
  },
};

export const SOLVED: readonly Pairing[] = [
  by(DENSITIES, 'time-reversal', 'carried mixture', solvedForward, ONE, RUNS, [
    '#16 Anderson reverse SDE', '#16 the same in the clock that runs down', '#16 with half the score', '#16 with g in place of its square', '#16 run upwards',
  ], { formulas: { g: '3/4 + 1/4 sin(noisy1 + t)', f: 'velocity + 1/2 g^2 grad log p' }, adds: 'field velocity(x,t): vector\nparam noisy1' }),
  by(DENSITIES, 'doob-transform', 'linear process', solvedForward, ONE, RUNS, ['density of the transformed process', '#252 Doob drift without D', 'Doob drift with half of D']),
  by(DENSITIES, 'schroedinger-bridge', 'linear process', solvedForward, ONE, RUNS, [
    'the bridge run forward', 'the bridge run backward', 'the bridge with the forward factor in the forward drift',
  ]),
  by(DENSITIES, 'probability-flow', 'carried mixture', carriedByFlow, ANY, RUNS, ['#20 probability-flow ODE', '#232 with the full score', '#20 with the sign of the score turned']),
  by(DENSITIES, 'time-reversal-matrix', 'carried mixture', carriedByFlow, ANY, RUNS, ['probability flow, matrix noise', '#236 probability flow, divergence omitted']),
  by(DENSITIES, 'edm', 'smoothed mixture', carriedByFlow, ANY, RUNS, ['the EDM flow', '#266 EDM flow with sigma squared']),
  by(DENSITIES, 'transport', 'spreading mixture', carriedByFlow, ANY, RUNS, ['#112 the flow carries the density']),
  by(DENSITIES, 'schroedinger-bridge', 'linear process', carriedByFlow, ANY, RUNS, ['the current velocity', 'the current velocity with the whole difference']),
  by(DENSITIES, 'blog/state-dependent-noise', 'carried mixture', solvedControl, ONE, FEW, ['V is a value function all the same', 'and the score is still the control']),
  by(DENSITIES, 'blog/diffusion-models', 'carried mixture', solvedControl, ONE, FEW, ['V is the value function', '#36 the score is the optimal control', '#36 half the score']),
  by(CONTROL, 'hopf-cole', 'free value', solvedControl, ONE, FEW, ['#62 path-integral solution: the value', 'the best control', '#62 without the temperature before the logarithm'], { ...BOUNDED, spaces: { m: 1 } }),
  by(CONTROL, 'hopf-cole', 'free value', pathWeights, [[1, 'analytic']], FEW, ['the best control', '#62 the best control through psi', '#62 path-integral solution: the control'], BOUNDED),
  by(DENSITIES, 'doob-transform', 'linear process', pathWeights, ANY, FEW, ['the optimal control is Doob\'s']),
  by(DENSITIES, 'schroedinger-bridge', 'linear process', pathWeights, ANY, FEW, ['#118 the forward control', 'the score as the forward control']),
];
