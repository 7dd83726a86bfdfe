/**
 * The HJB equation by Howard's policy iteration: the value of the claimed problem on a grid (src/numeric/control), from its drift, noise,
 * costs and the claimed value at the ends of the grid alone, must be the claimed value at time 0. In one dimension, with one control.
 *
 * A claimed control law has the cost that the linear backward equation gives it: for a law that is optimal that is the value.
 */
import type { Expression } from '../../src/kernel/expression.ts';
import { use } from '../../src/kernel/expression.ts';
import type { Problem, Value } from '../../src/language/statement.ts';
import type { ControlProblem } from '../../src/numeric/control/control-problem.ts';
import type { HjbOptions, HjbSolution } from '../../src/numeric/control/hjb.ts';
import { solveHjb } from '../../src/numeric/control/hjb.ts';
import { policyCost } from '../../src/numeric/control/policy-cost.ts';
import type { Place } from '../../src/numeric/evaluate/evaluate.ts';
import { uniformGrid } from '../../src/numeric/grid/grid.ts';
import { NumericError } from '../../src/numeric/numeric-error.ts';
import type { Setting } from '../arbitraries/setting.ts';
import { sizeOf, worldOf } from '../arbitraries/setting.ts';
import type { Trial } from '../trial.ts';
import { comparedNumbers, skipped } from '../trial.ts';
import { coefficientsOf, diffusionOf } from './diffusion.ts';
import { formulasOf } from './formulas.ts';
import type { Law } from './law.ts';
import { DOUBLES, drawPlace, moved, unlessNumeric, valuesOf } from './law.ts';

const REACH = 1;
const [CELLS, STEPS] = [64, 64];
/** Of the horizon, in time before it, so that wild values do not grow for long. */
const LENGTH = 1 / 2;

type AtPoint = (x: number, t: number) => number;

interface Posed {
  readonly problem: ControlProblem;
  readonly value: AtPoint;
  readonly options: HjbOptions;
  /** Of an expression in x and t. */
  readonly function: (e: Expression) => AtPoint;
}

const posed = (problem: Problem, value: Expression, setting: Setting, place: Place<number>): Posed => {
  const [control] = problem.controls;
  const diffusion = diffusionOf(problem.process, setting);
  if (control === undefined || problem.controls.length > 1 || sizeOf(control, setting) !== 1 || diffusion.dimension !== 1 || problem.horizon === null || problem.terminal === null) {
    throw new NumericError('not-applicable', 'a problem with one state, one control and a horizon is wanted', 'use another law');
  }
  const horizon = valuesOf(problem.horizon, worldOf(setting, DOUBLES), place)[0] ?? NaN;
  const start = horizon - LENGTH;
  const name = diffusion.blocks[0]?.variable ?? 'x';
  const at = (x: number, s: number, u = 0): Place<number> => moved(place, new Map([[name, [x]], ['t', [start + s]], [control.name, [u]]]));
  const functionOf = (e: Expression): AtPoint => {
    const values = formulasOf([e], setting, place);
    return (x, s) => values(at(x, s))[0]?.[0]?.[0] ?? NaN;
  };
  const coefficients = coefficientsOf(diffusion, setting, place);
  const running = formulasOf([problem.running], setting, place);
  const discount = problem.discount === null ? null : functionOf(problem.discount);
  const terminal = functionOf(problem.terminal);
  const claimed = functionOf(value);
  return {
    value: claimed, function: functionOf,
    options: {
      grid: uniformGrid(-REACH, REACH, CELLS), steps: STEPS, scheme: 'central',
      ends: [{ kind: 'value', at: (s) => claimed(-REACH, s) }, { kind: 'value', at: (s) => claimed(REACH, s) }],
    },
    problem: {
      sense: problem.sense, horizon: LENGTH, controls: { kind: 'quadratic' }, ...(discount === null ? {} : { discount }),
      drift: (x, u, s) => coefficients(at(x, s, u)).drift[0] ?? NaN,
      noise: (x, u, s) => Math.hypot(...coefficients(at(x, s, u)).noise),
      running: (x, u, s) => running(at(x, s, u))[0]?.[0]?.[0] ?? NaN,
      terminal: (x) => terminal(x, LENGTH),
    },
  };
};

const judged = ({ sharedNodes, extrapolated, estimate }: HjbSolution, value: AtPoint): Trial => {
  if (!estimate.asymptotic) return skipped('the solve is outside of its asymptotic range');
  let [worst, size] = [0, 0];
  sharedNodes.forEach((x, i) => {
    const claimed = value(x, 0);
    worst = Math.max(worst, Math.abs((extrapolated[0]?.[i] ?? NaN) - claimed));
    size = Math.max(size, Math.abs(claimed));
  });
  return comparedNumbers(worst, 0, estimate.bound + 1e-10 * size);
};

const declaredValue = ({ document }: Setting, problem: Problem): Expression => {
  const found = document.declarations.find((d): d is Value => d.kind === 'value' && d.problem.name === problem.name);
  if (found === undefined) throw new NumericError('not-applicable', 'no value of the problem is declared', 'declare one');
  return use(found.field);
};

export const solvedControl: Law = {
  name: 'the HJB equation, solved on a grid',
  about: 'policy iteration finds the claimed value, and the claimed law costs as much',
  compare: (claim, setting, stream) => unlessNumeric(() => {
    const { body } = claim;
    const place = drawPlace(setting, worldOf(setting, DOUBLES), claim.where, stream);
    if (place === null) return skipped('no place was found at which the conditions hold');
    if (body.kind === 'value') {
      const { problem, value, options } = posed(body.problem, body.value, setting, place);
      return judged(solveHjb(problem, options), value);
    }
    if (body.kind !== 'optimal') throw new TypeError('the HJB equation is a law of values and controls');
    const { problem, value, options, function: functionOf } = posed(body.problem, body.value ?? declaredValue(setting, body.problem), setting, place);
    const law = functionOf(body.law);
    return judged(policyCost(problem, law, options), value);
  }),
};
