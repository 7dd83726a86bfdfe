/**
 * NumPy and SciPy as peers: a Python process that is kept open and does the same work, timed by itself.
 *
 * To add a peer, write `bench/scipy_NAME.py` (bench/scipy_peer.py says how: a function that prepares, and returns what is
 * timed), and in `bench/areas/NAME.ts`
 *
 *     const scipy = SciPyPeer.start('scipy_NAME.py');
 *     const { ours, peer } = await sideBySide(() => { solve(); }, scipy, 'task', { cells: 1000 });
 *     rows.push(row('NAME', 'what is measured', ours, 'ms', peer, scipy.name('SciPy solve_banded')));
 *     scipy.stop();
 *
 * Times are of the processor, in one thread, medians of runs in turn: the machine's load strikes both sides alike. Where
 * there is no Python with NumPy and SciPy, `peer` is null and the row's name says what is missing.
 */
import { median } from './measure.ts';
import { PythonProcess } from './python-process.ts';
import { pythonWith } from './python.ts';

export interface SciPyAnswer<Result> {
  readonly milliseconds: number;
  /** Processor time, of all threads. */
  readonly cpuMilliseconds: number;
  readonly result: Result;
}

/** One thread each side, unless a script is started with another environment. */
const ONE_THREAD: Readonly<Record<string, string>> = {
  OMP_NUM_THREADS: '1', OPENBLAS_NUM_THREADS: '1', MKL_NUM_THREADS: '1',
};

export class SciPyPeer {
  /** What is not there, in words; null: all is there. */
  readonly missing: string | null;
  readonly #process: PythonProcess | null;

  private constructor(script: string, modules: readonly string[], environment: Readonly<Record<string, string>>) {
    const python = pythonWith(modules);
    this.missing = python === null ? `no Python with ${modules.join(', ')}` : null;
    this.#process = python === null ? null : new PythonProcess(python, script, environment);
  }

  /** `modules`: what the script imports. */
  static start(script: string, modules: readonly string[] = ['numpy', 'scipy'], environment = ONE_THREAD): SciPyPeer {
    return new SciPyPeer(script, modules, environment);
  }

  /** null: there is no peer. A task that fails is an error. */
  async ask<Result>(task: string, parameters: object, runs = 1): Promise<SciPyAnswer<Result> | null> {
    if (this.#process === null) return null;
    const line = await this.#process.ask(JSON.stringify({ task, arguments: parameters, runs }));
    const answer = JSON.parse(line) as SciPyAnswer<Result> | { readonly error: string };
    if ('error' in answer) throw new Error(`${task}: ${answer.error}`);
    return answer;
  }

  /** The name for a row: with what is missing, where something is. */
  name(words: string): string {
    return this.missing === null ? words : `${words}: ${this.missing}`;
  }

  stop(): void {
    this.#process?.stop();
  }
}

/** Milliseconds of the processor that a computation takes in this process, its collector of garbage included. */
export const cpuTimed = (computation: () => void): number => {
  const start = process.cpuUsage();
  computation();
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1000;
};

export interface SideBySide<Result> {
  readonly ours: number;
  readonly peer: number | null;
  /** What the peer answered last: to compare the numbers. */
  readonly result: Result | null;
}

/** Median processor milliseconds of ours and of the peer's task, run in turn after one round that is not counted. */
export const sideBySide = async <Result>(
  ours: () => void, peer: SciPyPeer, task: string, parameters: object, rounds = 7,
): Promise<SideBySide<Result>> => {
  const [own, theirs]: [number[], number[]] = [[], []];
  let result: Result | null = null;
  for (let round = 0; round <= rounds; round += 1) {
    const time = cpuTimed(ours);
    const answer = await peer.ask<Result>(task, parameters);
    if (round === 0) continue;
    own.push(time);
    if (answer !== null) { theirs.push(answer.cpuMilliseconds); result = answer.result; }
  }
  return { ours: median(own), peer: theirs.length === 0 ? null : median(theirs), result };
};
