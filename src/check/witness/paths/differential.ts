/**
 * "d(φ) = a dt + b dW along X": along every path φ(X_T, T) − φ(X_0, 0) − ∫ a dt − ∫ b dW is zero but for the step.
 *
 * With R this residual, two means are compared with 0: that of R, to which an error in a contributes in full, and that of R Δφ, to which
 * an error in b contributes with b itself. Both have expansions in the step, since the integrals are components of a larger equation.
 */
import type { Claim, ClaimBody } from '../../../language/statement.ts';
import { evaluateAll } from '../../../numeric/evaluate/evaluate.ts';
import { NumericError } from '../../../numeric/numeric-error.ts';
import type { Functional } from '../../../numeric/paths/talay-tubaro.ts';
import { withConstants } from './constants.ts';
import { dynamicsOf, firstPossible } from './dynamics.ts';
import type { Question } from './statistic.ts';
import type { Judgement } from './judgement.ts';
import { functionsAt, startAtPoints, startPoints } from './points.ts';
import type { PathWorld } from './setting.ts';
import { boxesFor, conductIn } from './setting.ts';
import { stateOf } from './state.ts';

const [FROM, TO] = [0.15, 0.95];

export const judgeDifferential = (claim: Claim, body: Extract<ClaimBody, { kind: 'differential' }>, paths: PathWorld, alpha: number): Judgement => {
  const { world, setting, stream } = paths;
  const { of, drift, noises, process } = body;
  if (process.backward) throw new NumericError('not-applicable', 'a differential in a clock that runs down', 'turn the clock round');
  const state = stateOf(process, world);
  const [from, to] = [FROM * setting.horizon, TO * setting.horizon];
  const formulas = [of, drift, ...noises.map((n) => n.coefficient), ...process.blocks.flatMap((b) => [b.drift, ...b.noises.map((n) => n.coefficient)])];
  return firstPossible(boxesFor(paths, state.dimension, formulas), (box) => conductIn(paths, (own, rough) => {
    const points = startPoints(setting.interval, box, state, claim.where, own, from);
    const values = points.map((x) => (evaluateAll([of], own, state.place(x, from), 0)[0] ?? []).map((series) => series[0] as number));
    const isZero = drift.kind === 'number' && drift.value.numerator === 0n;
    const dynamics = dynamicsOf({
      world: own, rough, process, box, from, to,
      integrals: [{
        size: (values[0] ?? []).length, drift: isZero ? null : drift, noise: new Map(noises.map((n) => [n.wiener, n.coefficient])), discounted: false,
        stratonovich: body.stratonovich,
      }],
    });
    const end = functionsAt(of, own, state, box, to, rough);
    const at = dynamics.components;
    return {
      dynamics, components: at + end.length + 1, duration: to - from, alpha, stream: stream.split(claim.text),
      equation: (equation) => withConstants(equation, end.length + 1), start: (stream_) => startAtPoints(points, values, at, stream_),
      questions: end.flatMap((phi, c) => questionsOf(phi, c, end.length, state.dimension, at)),
    };
  }));
};

const questionsOf = (phi: Functional, c: number, components: number, integrals: number, starts: number): readonly Question[] => {
  const change: Functional = (x) => phi(x) - (x[starts + c] as number);
  const functional: Functional = (x) => change(x) - (x[integrals + c] as number);
  const name = components === 1 ? '' : `, component ${c + 1}`;
  const common = { functional, range: null, expected: 0, tolerance: 0, variates: null, unit: change };
  return [{ ...common, name: `the residual${name}` }, { ...common, name: `the residual times the change${name}`, times: change }];
};
