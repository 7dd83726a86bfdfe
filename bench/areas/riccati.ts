/**
 * The matrix Riccati equation against SciPy's solvers: time at an error of 10⁻¹⁰, error against work, and growth with n.
 *
 * Truth is davison-maki.ts, by the matrix exponential. For each solver the tolerance is lowered by tens until the largest
 * error of P(0) over all instances is at most 10⁻¹⁰: times are those of that tolerance, so that equal accuracy is compared
 * and not equal settings. Ours is shown twice: with the error estimate that `solveRiccati` always gives (two runs), and as
 * one run of the Runge–Kutta method, which is what the peers do.
 */
import { distance, multiplyTransposed } from '../../src/numeric/linear-algebra/dense.ts';
import type { ConstantRiccati } from '../../src/numeric/ode/davison-maki.ts';
import { davisonMaki } from '../../src/numeric/ode/davison-maki.ts';
import { dormandPrince } from '../../src/numeric/ode/dormand-prince.ts';
import { riccatiRightHandSide, riccatiTerminal, solveRiccati } from '../../src/numeric/ode/riccati.ts';
import { streamOf } from '../../src/numeric/random/streams.ts';
import type { Row } from '../row.ts';
import { row } from '../row.ts';
import { SciPyPeer, cpuTimed, sideBySide } from '../scipy-peer.ts';

const INSTANCES = 20;
const WANTED = 1e-10;
const TOLERANCES = [1e-6, 1e-7, 1e-8, 1e-9, 1e-10, 1e-11, 1e-12, 1e-13] as const;
const PEERS = { odeint: 'odeint LSODA', RK45: 'solve_ivp RK45', DOP853: 'solve_ivp DOP853', dopri5: 'Fortran dopri5', dop853: 'Fortran dop853' } as const;
const PEER_NAMES = Object.keys(PEERS) as readonly (keyof typeof PEERS)[];

type Solve = (problem: ConstantRiccati, tolerance: number) => Float64Array;

interface Problems {
  readonly problems: readonly ConstantRiccati[];
  readonly truth: readonly Float64Array[];
}

/** Stable drifts, positive costs, a full control matrix; horizons in [0.3, 2]. */
const problemOf = (n: number, number: number): ConstantRiccati => {
  const stream = streamOf(4, n, number);
  let index = 0;
  const uniform = (least: number, most: number): number => least + (most - least) * stream.uniform(index++);
  const matrix = (): Float64Array => Float64Array.from({ length: n * n }, () => uniform(-1, 1));
  const square = (by: number): Float64Array => {
    const root = matrix();
    return multiplyTransposed(root, root, n, n, n).map((entry, at) => entry / n + (at % (n + 1) === 0 ? by : 0));
  };
  const [symmetric, skew] = [square(uniform(0.25, 2)), matrix()];
  const drift = symmetric.map((entry, at) => 0.5 * (skew[at]! - skew[(at % n) * n + Math.floor(at / n)]!) - entry);
  return { dimension: n, drift, running: square(0.05), control: square(0), terminal: square(0), horizon: uniform(0.3, 2) };
};

const problemsOf = async (n: number): Promise<Problems> => {
  const problems = Array.from({ length: INSTANCES }, (_, number) => problemOf(n, number));
  const truth: Float64Array[] = [];
  for (const problem of problems) truth.push((await davisonMaki(problem)).initial);
  return { problems, truth };
};

const withEstimate: Solve = (problem, tolerance) =>
  solveRiccati(problem, { relative: tolerance, absolute: tolerance }).initial;

/** The full matrix from one run. */
const run = (order: 5 | 8): Solve => (problem, tolerance) => {
  const n = problem.dimension;
  const packed = dormandPrince(riccatiRightHandSide(problem), problem.horizon, 0, riccatiTerminal(problem), {
    relative: tolerance, absolute: tolerance, order, finalOnly: true,
  }).final;
  const full = new Float64Array(n * n);
  for (let i = 0, at = 0; i < n; i += 1) for (let j = i; j < n; j += 1, at += 1) full[i * n + j] = full[j * n + i] = packed[at]!;
  return full;
};

/** What is shown of ours: as it is used, and as the peers work. */
const WAYS: readonly (readonly [string, Solve])[] = [
  ['with its error estimate', withEstimate], ['one run of order 8', run(8)], ['one run of order 5', run(5)],
];

const errorOf = (found: readonly ArrayLike<number>[], truth: readonly Float64Array[]): number =>
  truth.reduce((most, p, k) => Math.max(most, distance(p, Float64Array.from(found[k]!))), 0);

const ourError = ({ problems, truth }: Problems, solve: Solve, tolerance: number): number =>
  errorOf(problems.map((problem) => solve(problem, tolerance)), truth);

const ourTolerance = (all: Problems, solve: Solve): number =>
  TOLERANCES.find((tolerance) => ourError(all, solve, tolerance) <= WANTED) ?? 1e-13;

interface Answer {
  readonly initial: readonly (readonly number[])[];
}

/** What is sent to Python: plain lists. */
const sent = (problems: readonly ConstantRiccati[]): readonly object[] => problems.map((problem) => ({
  ...problem, drift: Array.from(problem.drift), running: Array.from(problem.running),
  control: Array.from(problem.control), terminal: Array.from(problem.terminal),
}));

interface PeerWork {
  readonly tolerance: number;
  readonly error: number;
  readonly milliseconds: number;
}

/** Error and time of a peer at each tolerance, until the wanted error is reached. */
const peerWork = async (scipy: SciPyPeer, solver: string, { problems, truth }: Problems): Promise<readonly PeerWork[]> => {
  const work: PeerWork[] = [];
  for (const tolerance of TOLERANCES) {
    const answer = await scipy.ask<Answer>('riccati', { solver, tolerance, problems: sent(problems) });
    if (answer === null) return [];
    work.push({ tolerance, error: errorOf(answer.result.initial, truth), milliseconds: answer.cpuMilliseconds });
    if (work.at(-1)!.error <= WANTED) return work;
  }
  return work;
};

/** Times per solve at an error of 10⁻¹⁰, n = 4: ours, and the best of the peers named. */
const atEqualAccuracy = async (scipy: SciPyPeer, all: Problems, work: ReadonlyMap<string, readonly PeerWork[]>): Promise<readonly Row[]> => {
  const rows: Row[] = [];
  for (const [name, solve] of WAYS) {
    const own = ourTolerance(all, solve);
    for (const solver of PEER_NAMES) {
      const tolerance = work.get(solver)?.at(-1)?.tolerance ?? 1e-10;
      const solveAll = (): void => { for (const problem of all.problems) solve(problem, own); };
      for (let round = 0; round < 7; round += 1) solveAll();
      const { ours, peer } = await sideBySide<Answer>(solveAll, scipy, 'riccati', { solver, tolerance, problems: sent(all.problems) });
      rows.push(row('riccati', `n = 4 at an error of 1e-10, ${name}, a solve`, ours / INSTANCES, 'ms',
        peer === null ? null : peer / INSTANCES, scipy.name(PEERS[solver])));
    }
  }
  return rows;
};

/** The time of one of ours, after it has been run often enough to be warm. */
const ourTime = (problems: readonly ConstantRiccati[], solve: Solve, tolerance: number): number => {
  const solveAll = (): void => { for (const problem of problems) solve(problem, tolerance); };
  solveAll();
  return Math.min(...Array.from({ length: 5 }, () => cpuTimed(solveAll))) / problems.length;
};

const errorAgainstWork = (all: Problems, work: ReadonlyMap<string, readonly PeerWork[]>): readonly Row[] => {
  const own = WAYS.slice(1).flatMap(([name, solve]) => TOLERANCES.flatMap((tolerance): readonly Row[] => [
    row('riccati', `n = 4, tolerance ${tolerance}, ${name}: error`, ourError(all, solve, tolerance), ''),
    row('riccati', `n = 4, tolerance ${tolerance}, ${name}: a solve`, ourTime(all.problems, solve, tolerance), 'ms'),
  ]));
  const theirs = [...work].flatMap(([solver, steps]) => steps.flatMap(({ tolerance, error, milliseconds }): readonly Row[] => [
    row('riccati', `n = 4, tolerance ${tolerance}, SciPy ${PEERS[solver as keyof typeof PEERS]}: error`, error, ''),
    row('riccati', `n = 4, tolerance ${tolerance}, SciPy ${PEERS[solver as keyof typeof PEERS]}: a solve`, milliseconds / INSTANCES, 'ms'),
  ]));
  return [...own, ...theirs];
};

const growthWithDimension = async (scipy: SciPyPeer): Promise<readonly Row[]> => {
  const rows: Row[] = [];
  for (const n of [1, 2, 4, 8, 16]) {
    const { problems } = await problemsOf(n);
    const solve = run(8);
    const solveAll = (): void => { for (const problem of problems) solve(problem, 1e-10); };
    for (let round = 0; round < 7; round += 1) solveAll();
    const { ours, peer } = await sideBySide<Answer>(solveAll, scipy, 'riccati', { solver: 'dop853', tolerance: 1e-10, problems: sent(problems) }, 3);
    rows.push(row('riccati', `n = ${n}, tolerance 1e-10, order 8, a solve`, ours / INSTANCES, 'ms', peer === null ? null : peer / INSTANCES, scipy.name(PEERS.dop853)));
  }
  return rows;
};

export const riccati = async (): Promise<readonly Row[]> => {
  const scipy = SciPyPeer.start('scipy_riccati.py');
  const all = await problemsOf(4);
  const work = new Map<string, readonly PeerWork[]>();
  for (const solver of PEER_NAMES) work.set(solver, await peerWork(scipy, solver, all));
  const rows = [...await atEqualAccuracy(scipy, all, work), ...errorAgainstWork(all, work), ...await growthWithDimension(scipy)];
  scipy.stop();
  return rows;
};
