/**
 * 10⁶ paths of 100 steps of an Ornstein–Uhlenbeck process by the method of Euler and Maruyama: the compiled kernel, on one thread
 * and on two, against NumPy with its fastest generator and with its counter-based one.
 *
 * Times against NumPy are of the processor. Two threads are compared with one by the clock, the least of several runs in turn
 * each, since others may be using the processors; and by processor time, where 1 means that nothing is lost.
 */
import { graph } from '../../src/numeric/compile/graph.ts';
import { startAt } from '../../src/numeric/paths/equation.ts';
import type { Plan } from '../../src/numeric/paths/plan.ts';
import type { PathKernel } from '../../src/numeric/paths/wasm/kernel.ts';
import { pathKernel } from '../../src/numeric/paths/wasm/kernel.ts';
import { endPointsCompiled } from '../../src/numeric/paths/wasm/simulate.ts';
import { endPointsInThreads } from '../../src/numeric/paths/wasm/threads.ts';
import { streamOf } from '../../src/numeric/random/streams.ts';
import { instructionsOfAStep, nanosecondsOfAnInstruction } from '../compiled/peak.ts';
import type { Row } from '../row.ts';
import { row } from '../row.ts';
import { SciPyPeer, sideBySide } from '../scipy-peer.ts';

const PLAN: Plan = { from: 0, horizon: 1, steps: 100, paths: 1_000_000 };
const ROUNDS = 5;

interface Answer {
  readonly mean: number;
  readonly second: number;
}

/** dX = 1.5 (0.25 − X) dt + 0.75 dW from 1, as bench/scipy_paths.py has it. */
const equation = (() => {
  const g = graph();
  const pull = g.multiply(g.fromNumber(-1.5), g.subtract(g.input(1), g.fromNumber(0.25)));
  return { dimension: 1, noises: 1, drift: [pull], diffusion: [g.fromNumber(0.75)] };
})();

/** Means of x and x², minus those of the peer, in standard errors of the difference. */
const disagreement = (ends: Float64Array, answer: Answer): number => {
  const moment = (power: number): number => ends.reduce((sum, x) => sum + x ** power, 0) / ends.length;
  const [mean, second] = [moment(1), moment(2)];
  const off = (ours: number, theirs: number, variance: number): number =>
    Math.abs(ours - theirs) / Math.sqrt((2 * variance) / ends.length);
  return Math.max(off(mean, answer.mean, second - mean ** 2), off(second, answer.second, moment(4) - second ** 2));
};

interface Times {
  readonly clock: number;
  readonly processor: number;
}

const timesOf = async (computation: () => unknown): Promise<Times> => {
  const [start, used] = [performance.now(), process.cpuUsage()];
  await computation();
  const { user, system } = process.cpuUsage(used);
  return { clock: performance.now() - start, processor: (user + system) / 1000 };
};

const inThreads = async (kernel: PathKernel): Promise<readonly Row[]> => {
  const stream = streamOf(7);
  const run = (threads: number): Promise<Times> => timesOf(() => endPointsInThreads(kernel, startAt([1]), PLAN, stream, threads));
  const [one, two]: [Times[], Times[]] = [[], []];
  for (let round = 0; round < ROUNDS; round += 1) {
    one.push(await run(1));
    two.push(await run(2));
  }
  const least = (times: readonly Times[], of: keyof Times): number => Math.min(...times.map((time) => time[of]));
  return [
    row('paths', 'two threads, by the clock', least(two, 'clock'), 'ms', least(one, 'clock'), 'one thread'),
    row('paths', 'two threads, of the processor', least(two, 'processor'), 'ms', least(one, 'processor'), 'one thread'),
  ];
};

export const paths = async (): Promise<readonly Row[]> => {
  const kernel = pathKernel(equation);
  const stream = streamOf(7);
  let ends: Float64Array = new Float64Array(0);
  const run = (): void => { ends = endPointsCompiled(kernel, startAt([1]), PLAN, stream); };
  const peer = SciPyPeer.start('scipy_paths.py');
  const rows: Row[] = [];
  for (const generator of ['SFC64', 'Philox']) {
    const { ours, peer: theirs, result } = await sideBySide<Answer>(
      run, peer, 'ornstein_uhlenbeck', { paths: PLAN.paths, steps: PLAN.steps, generator }, ROUNDS);
    rows.push(row('paths', '10⁶ paths × 100 steps', ours, 'ms', theirs, peer.name(`NumPy, ${generator}`)));
    if (result !== null) rows.push(row('paths', `moments, off from those with ${generator}`, disagreement(ends, result), 'standard errors'));
  }
  peer.stop();
  const limit = ((instructionsOfAStep(equation) / 4) * nanosecondsOfAnInstruction() * PLAN.paths * PLAN.steps) / 1e6;
  const [first] = rows;
  if (first !== undefined) rows.push(row('paths', '10⁶ paths × 100 steps', first.ours, 'ms', limit, 'its arithmetic alone'));
  return [...rows, ...await inThreads(kernel)];
};
