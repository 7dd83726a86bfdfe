/**
 * Control networks on the post's regulator and portfolio: each figure against its closed form with the bound that the run declares,
 * over seeds; the three ways of evaluation at the same paths; which planted faults are noticed; what the TD target learns.
 */
import { learnQ, Q_EFFORT } from '../../src/networks/control/learn-q.ts';
import { POST_REGULATOR } from '../../src/networks/control/linear-quadratic.ts';
import { POST_PORTFOLIO } from '../../src/networks/control/merton.ts';
import { MERTON_EFFORT, QUICK_MERTON, solveMerton } from '../../src/networks/control/solve-merton.ts';
import type { Solved, Solving } from '../../src/networks/control/solve-regulator.ts';
import { QUICK_REGULATOR, REGULATOR_EFFORT, solveRegulator } from '../../src/networks/control/solve-regulator.ts';
import { wasmEngine } from '../../src/networks/engine/wasm.ts';
import { noticed, PLANTED } from '../../test/networks/control/planted.ts';
import { median } from '../measure.ts';
import type { Row } from '../row.ts';
import { row } from '../row.ts';

const AREA = 'networks-control';
const SEEDS = [1, 2, 3, 4];
const engine = wasmEngine();

type Solver = (solving: Solving) => Solved;
const PROBLEMS: readonly (readonly [string, Solver, Solving['effort'], Solving['effort']])[] = [
  ['regulator', (solving) => solveRegulator(POST_REGULATOR, solving), REGULATOR_EFFORT, QUICK_REGULATOR],
  ['portfolio', (solving) => solveMerton(POST_PORTFOLIO, solving), MERTON_EFFORT, QUICK_MERTON],
];

interface Run {
  readonly seconds: number;
  readonly figures: Solved['figures'];
}

const runs = (solve: Solver, effort: Solving['effort'], seeds: readonly number[]): readonly Run[] => seeds.map((seed) => {
  const start = process.cpuUsage().user, solved = solve({ engine, seed, effort });
  solved.dispose();
  return { seconds: (process.cpuUsage().user - start) / 1e6, figures: solved.figures };
});

/** Median and worst error over the seeds, the widest bound, and CPU time. */
const rowsOf = (name: string, all: readonly Run[]): readonly Row[] => [
  ...all[0]!.figures.flatMap((figure, i) => {
    const errors = all.map(({ figures }) => 100 * Math.abs(figures[i]!.measured / figures[i]!.exact - 1));
    const bounds = all.map(({ figures }) => 100 * figures[i]!.bound / figures[i]!.exact);
    return [
      row(AREA, `${name}: ${figure.name} = ${figure.exact.toPrecision(7)}, median error`, median(errors), '%', median(bounds), 'its bound'),
      row(AREA, `${name}: ${figure.name}, worst of ${all.length} seeds`, Math.max(...errors), '%', Math.max(...bounds), 'widest bound'),
    ];
  }),
  row(AREA, `${name}: CPU time`, median(all.map(({ seconds }) => seconds)), 's'),
];

const ways = (): readonly Row[] => PROBLEMS.flatMap(([name, solve, effort]) => (['residual', 'returns'] as const).flatMap((way) => {
  const all = runs(solve, { ...effort, way }, [1]);
  return all.flatMap(({ seconds, figures }) => [
    ...figures.map(({ name: figure, measured, exact, bound }) =>
      row(AREA, `${name} by ${way}: error of ${figure}`, 100 * Math.abs(measured / exact - 1), '%', 100 * bound / exact, 'its bound')),
    row(AREA, `${name} by ${way}: CPU time`, seconds, 's'),
  ]);
}));

/** 1 where a planted fault is noticed, 0 where it is not; the name says by what. */
const planted = (): readonly Row[] => PROBLEMS.flatMap(([name, solve, , effort]) => {
  const show = (what: string, run: () => Solved): Row => {
    const by = noticed(run);
    return row(AREA, `${name}, ${what}: noticed by ${by}`, by === 'nothing' ? 0 : 1, '');
  };
  return [
    show('as it should be', () => solve({ engine, seed: 1, effort })),
    ...Object.entries(PLANTED).map(([what, believes]) => show(what, () => solve({ engine, seed: 1, effort, believes }))),
    show('down the Hamiltonian', () => solve({ engine, seed: 1, effort, direction: -1 })),
  ];
});

const target = (): readonly Row[] => [0.1, 0.05, 0.02].flatMap((delta) => {
  const start = process.cpuUsage().user, learned = learnQ(POST_REGULATOR, { ...Q_EFFORT, delta, engine, seed: 1 });
  const seconds = (process.cpuUsage().user - start) / 1e6;
  return [
    ...learned.filter(({ kind }) => kind !== 'q').flatMap(({ kind, fromQ, fromMean, sizeOfAdvantage, excess }) => [
      row(AREA, `Δ = ${delta}, ${kind} target: from Q = V + q/ρ, of q/ρ`, 100 * fromQ / sizeOfAdvantage, '%'),
      row(AREA, `Δ = ${delta}, ${kind} target: from its own mean, of q/ρ`, 100 * fromMean / sizeOfAdvantage, '%',
        100 * Math.sqrt(Math.max(0, excess.value + excess.bound)) / sizeOfAdvantage, 'excess of the loss'),
    ]),
    row(AREA, `Δ = ${delta}: CPU time of both and q`, seconds, 's'),
  ];
});

export const networksControl = (): readonly Row[] => [
  ...PROBLEMS.flatMap(([name, solve, effort]) => rowsOf(name, runs(solve, effort, SEEDS))),
  ...PROBLEMS.flatMap(([name, solve, , effort]) => rowsOf(`${name}, quick`, runs(solve, effort, SEEDS))),
  ...ways(), ...planted(), ...target(),
];
