/**
 * Value and policy networks for a problem of the post with a closed form, by neural policy iteration, beside that closed form.
 *
 * `--steps` is the number of steps of each fit of the value; the policy takes half as many.
 */
import type { ControlledDiffusion } from '../../networks/control/controlled-diffusion.ts';
import { actionOf, coordinateOf } from '../../networks/control/controlled-diffusion.ts';
import { gridOf } from '../../networks/control/enclosure.ts';
import { POST_REGULATOR, regulatorOptimum } from '../../networks/control/linear-quadratic.ts';
import { mertonOptimum, POST_PORTFOLIO } from '../../networks/control/merton.ts';
import type { Effort } from '../../networks/control/policy-iteration.ts';
import { MERTON_EFFORT, solveMerton } from '../../networks/control/solve-merton.ts';
import type { Solved, Solving } from '../../networks/control/solve-regulator.ts';
import { REGULATOR_EFFORT, solveRegulator } from '../../networks/control/solve-regulator.ts';
import type { CurvesPanel } from '../../report/picture/model.ts';
import type { TrainingReport } from '../../report/training/model.ts';
import type { ProblemName } from './choices.ts';
import type { TrainingFlags, Underway } from './settings.ts';

export interface ControlFlags extends TrainingFlags {
  readonly problem: ProblemName;
}

/** What is known of a problem, and how its picture names things. */
interface Known {
  readonly title: string;
  readonly effort: Effort;
  readonly solve: (solving: Solving) => Solved;
  readonly value: (x: number) => number;
  readonly actions: readonly { readonly title: string; readonly label: string; readonly at: (x: number) => number }[];
  readonly xLabel: string;
  readonly parameters: Readonly<Record<string, number>>;
}

const regulatorKnown = (): Known => {
  const { P, c, K } = regulatorOptimum(POST_REGULATOR);
  return {
    title: 'Stochastic regulator: value and control, in closed form and trained', effort: REGULATOR_EFFORT, solve: (solving) => solveRegulator(POST_REGULATOR, solving),
    value: (x) => -0.5 * P * x * x - c, actions: [{ title: 'Control', label: 'control a(x)', at: (x) => -K * x }],
    xLabel: 'state x', parameters: { ...POST_REGULATOR },
  };
};

const mertonKnown = (): Known => {
  const { A, fraction, consumption } = mertonOptimum(POST_PORTFOLIO), power = 1 - POST_PORTFOLIO.gamma;
  return {
    title: 'Merton’s portfolio with consumption: value and control, in closed form and trained', effort: MERTON_EFFORT,
    solve: (solving) => solveMerton(POST_PORTFOLIO, solving), value: (x) => (A * x ** power) / power,
    actions: [
      { title: 'Risky share', label: 'share π(x) of the wealth', at: () => fraction },
      { title: 'Consumption', label: 'rate k(x), of the wealth in a year', at: () => consumption },
    ],
    xLabel: 'wealth x', parameters: { ...POST_PORTFOLIO },
  };
};

const knownOf = (problem: ProblemName): Known => {
  switch (problem) {
    case 'lqr': return regulatorKnown();
    case 'merton': return mertonKnown();
  }
};

/** Component j of the trained action at each state. */
const actionsAt = ({ problem, policy }: Solved, xs: readonly Float64Array[], j: number): Float64Array => {
  const coordinates = Float64Array.from(xs, (x) => coordinateOf(problem.coordinates[0]!, x[0]!));
  const raw = policy(coordinates, xs.length);
  return Float64Array.from(xs, (_, k) => actionOf(problem.ranges[j]!, raw[k * problem.actions + j]!));
};

/** How far beyond the closed form the axes of a control that is constant go, as a part of it. */
const ABOUT = 0.1;

const controlPanel = (solved: Solved, xs: readonly Float64Array[], known: Known, j: number): CurvesPanel => {
  const { title, label, at } = known.actions[j]!, x = xs.map((point) => point[0]!), exact = x.map(at);
  const flat = exact.every((a) => a === exact[0]);
  return {
    kind: 'curves', title, xLabel: known.xLabel, yLabel: label, bands: [], levels: [],
    ...(flat ? { least: exact[0]! * (1 - ABOUT), most: exact[0]! * (1 + ABOUT) } : {}),
    curves: [{ part: 'exact', name: 'closed form', x, y: exact }, { part: 'trained', name: 'trained', x, y: actionsAt(solved, xs, j) }],
  };
};

const valuePanels = ({ value, enclosure }: Solved, xs: readonly Float64Array[], known: Known): readonly [CurvesPanel, CurvesPanel] => {
  const x = xs.map((point) => point[0]!), exact = x.map(known.value);
  const trained = value.all(xs).map((v) => v.value), bounds = xs.map((point) => enclosure.valueBound(point));
  const enclosed = 'where the value must be, by the residual of the HJB equation';
  return [
    {
      kind: 'curves', title: 'Value', xLabel: known.xLabel, yLabel: 'value V(x)', levels: [],
      bands: [{ part: 'bound', name: enclosed, x, low: trained.map((v, k) => v - bounds[k]!), high: trained.map((v, k) => v + bounds[k]!) }],
      curves: [{ part: 'exact', name: 'closed form', x, y: exact }, { part: 'trained', name: 'trained', x, y: trained }],
    },
    {
      kind: 'curves', title: 'Error of the value', xLabel: known.xLabel, yLabel: '|trained − closed form|', logY: true, bands: [], levels: [],
      // A curve that crosses the other one has no logarithm there.
      curves: [
        { part: 'trained', name: '', x, y: trained.map((v, k) => Math.max(Math.abs(v - exact[k]!), 1e-3 * bounds[k]!)) },
        { part: 'bound', name: 'bound of the error', x, y: bounds },
      ],
    },
  ];
};

const residualPanel = ({ history }: Solved): CurvesPanel => ({
  kind: 'curves', title: 'Residual of each policy', xLabel: 'iteration', yLabel: 'root mean square of the residual', logY: true, bands: [], levels: [],
  curves: [{ part: 'trained', name: '', x: history.map((_, k) => k + 1), y: history.map(({ residual }) => residual), dots: true }],
});

const SHOWN = 121;

const rowsOf = (solved: Solved, known: Known): TrainingReport['rows'] => {
  const xs = gridOf(solved.problem satisfies ControlledDiffusion, 'judged', SHOWN);
  const [value, error] = valuePanels(solved, xs, known);
  return [[value, ...known.actions.map((_, j) => controlPanel(solved, xs, known, j))], [error, residualPanel(solved)]];
};

const effortOf = (effort: Effort, { steps, batch, rate }: TrainingFlags): Effort => ({
  ...effort, ...(steps === null ? {} : { valueSteps: steps, policySteps: Math.max(1, Math.round(steps / 2)) }),
  ...(batch === null ? {} : { batch }), ...(rate === null ? {} : { rate }),
});

/** `less` takes the place of parts of the recipe. */
export const trainControl = (flags: ControlFlags, { engine, signal, onProgress }: Underway, less: Partial<Effort> = {}): TrainingReport => {
  const known = knownOf(flags.problem), effort = effortOf({ ...known.effort, ...less }, flags), { seed } = flags;
  const solved = known.solve({ engine, seed, effort, signal, onProgress });
  try {
    return {
      kind: 'control', title: known.title, rows: rowsOf(solved, known),
      setting: {
        ...known.parameters, engine: engine.name, iterations: effort.iterations, steps: effort.valueSteps, ...(flags.batch === null ? {} : { batch: flags.batch }),
        ...(flags.rate === null ? {} : { rate: flags.rate }), seed,
      },
      figures: solved.figures.map(({ name, measured, exact, bound, by }) => ({ name, measured, known: exact, bound, unit: 'number', by })),
      remarks: ['A bound holds if the residual is nowhere larger than at the points where it was looked up: between them it is an estimate.'],
    };
  } finally {
    solved.dispose();
  }
};
