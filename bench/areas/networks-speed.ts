/**
 * Steps of training a second: a dense network with SiLU, mean squared error, Adam and a moving average of the weights, on one
 * batch; our WebAssembly engine beside PyTorch on the processor, and beside our other engines.
 *
 * With one thread, steps by processor time, in the way that PyTorch's users write it and in the fastest way that was found. With two
 * threads, steps by the clock, the most of several runs in turn each, since others may be using the processors. Ratios above 1 are
 * in our favour.
 */
import type { Engine } from '../../src/networks/engine/engine.ts';
import { plainEngine } from '../../src/networks/engine/plain.ts';
import { tensorflowEngine } from '../../src/networks/engine/tensorflow.ts';
import { wasmEngine } from '../../src/networks/engine/wasm.ts';
import { NetworkError } from '../../src/networks/network-error.ts';
import { streamOf } from '../../src/numeric/random/streams.ts';
import { median, timed } from '../measure.ts';
import type { Row } from '../row.ts';
import { row } from '../row.ts';
import { cpuTimed, SciPyPeer, sideBySide } from '../scipy-peer.ts';

interface Case {
  readonly name: string;
  /** From the inputs (the state and eight features of time) to the outputs. */
  readonly widths: readonly number[];
  readonly batch: number;
}

const CASES: readonly Case[] = [
  { name: '64×64×64, batch 256, d = 1', widths: [9, 64, 64, 64, 1], batch: 256 },
  { name: '64×64×64, batch 256, d = 2', widths: [10, 64, 64, 64, 2], batch: 256 },
  { name: '64×64×64, batch 1024, d = 1', widths: [9, 64, 64, 64, 1], batch: 1024 },
  { name: '128×128×128, batch 256, d = 1', widths: [9, 128, 128, 128, 1], batch: 256 },
];
const STEPS = 100;
const ROUNDS = 5;
/** Of two threads: where the second processor is busy, they crawl. */
const FEW_STEPS = 20;
const THREADS = { OMP_NUM_THREADS: '2', OPENBLAS_NUM_THREADS: '2', MKL_NUM_THREADS: '2' };

/** The same work as bench/torch_speed.py does. */
const training = (engine: Engine, { widths, batch }: Case): { readonly run: (steps: number) => void; readonly dispose: () => void } => {
  const network = engine.network({
    shape: { inputs: widths[0]!, hidden: widths.slice(1, -1), outputs: widths.at(-1)! }, copies: 1, batch,
    optimiser: { firstDecay: 0.9, secondDecay: 0.99, epsilon: 1e-8, averageDecay: 0.99 }, stream: streamOf(7),
  });
  const inputs = Float32Array.from({ length: batch * widths[0]! }, (_, i) => streamOf(8).normal(i));
  const loss = (outputs: Float32Array, gradient: Float32Array): number => {
    let sum = 0;
    for (let i = 0; i < outputs.length; i += 1) {
      const off = outputs[i]! - 1;
      sum += off * off;
      gradient[i] = (2 * off) / outputs.length;
    }
    return sum / outputs.length;
  };
  return {
    run: (steps) => {
      for (let step = 0; step < steps; step += 1) {
        network.accumulate(inputs, loss);
        network.update(1e-3);
      }
    },
    dispose: () => { network.dispose(); },
  };
};

const perSecond = (milliseconds: number, steps: number = STEPS): number => (1000 * steps) / milliseconds;
const rowOf = (name: string, ours: number, peer: number | null, peerName: string): Row =>
  row('networks-speed', name, ours, 'steps/s', peer, peerName);

const besideTorch = async (one: SciPyPeer, two: SciPyPeer, tested: Case): Promise<readonly Row[]> => {
  const ours = training(wasmEngine(), tested);
  // Compiled by V8 before it is timed.
  ours.run(3 * STEPS);
  const asked = { widths: tested.widths, batch: tested.batch, steps: STEPS };
  const rows: Row[] = [];
  for (const [optimiser, words] of [['usual', 'PyTorch, torch.optim.Adam'], ['flat', 'PyTorch, all weights in one tensor']] as const) {
    const { ours: own, peer } = await sideBySide(() => { ours.run(STEPS); }, one, 'train', { ...asked, optimiser, threads: 1 }, ROUNDS);
    rows.push(rowOf(`${tested.name}, one thread`, perSecond(own), peer === null ? null : perSecond(peer), one.name(words)));
  }
  const [clock, theirs]: [number[], number[]] = [[], []];
  for (let round = 0; round < ROUNDS; round += 1) {
    clock.push(timed(() => { ours.run(FEW_STEPS); }));
    const answer = await two.ask('train', { ...asked, steps: FEW_STEPS, optimiser: 'flat', threads: 2 });
    if (answer !== null) theirs.push(answer.milliseconds);
  }
  rows.push(rowOf(`${tested.name}, by the clock`, perSecond(Math.min(...clock), FEW_STEPS),
    theirs.length === 0 ? null : perSecond(Math.min(...theirs), FEW_STEPS),
    two.name('PyTorch, two threads, all weights in one tensor')));
  ours.dispose();
  return rows;
};

/** Steps a second of two engines by processor time, in turn; the other one is slower by much and runs fewer. */
const besideEngine = (other: Engine, tested: Case, steps: number): readonly [number, number] => {
  const [ours, theirs] = [training(wasmEngine(), tested), training(other, tested)];
  ours.run(3 * STEPS);
  theirs.run(steps);
  const [own, rival]: [number[], number[]] = [[], []];
  for (let round = 0; round < ROUNDS; round += 1) {
    own.push(cpuTimed(() => { ours.run(STEPS); }));
    rival.push(cpuTimed(() => { theirs.run(steps); }));
  }
  ours.dispose();
  theirs.dispose();
  return [perSecond(median(own)), perSecond(median(rival), steps)];
};

const otherEngines = async (tested: Case): Promise<readonly Row[]> => {
  const [own, plain] = besideEngine(plainEngine, tested, 3);
  const rows = [rowOf(tested.name, own, plain, 'our plain engine, in doubles')];
  try {
    const [beside, tensorflow] = besideEngine(await tensorflowEngine(), tested, 20);
    rows.push(rowOf(tested.name, beside, tensorflow, 'our engine of TensorFlow.js, WebAssembly'));
  } catch (error) {
    if (!(error instanceof NetworkError)) throw error;
    rows.push(rowOf(tested.name, own, null, `TensorFlow.js: ${error.fault}`));
  }
  return rows;
};

export const networksSpeed = async (): Promise<readonly Row[]> => {
  const one = SciPyPeer.start('torch_speed.py', ['torch']);
  const two = SciPyPeer.start('torch_speed.py', ['torch'], THREADS);
  const rows: Row[] = [];
  try {
    for (const tested of CASES) rows.push(...await besideTorch(one, two, tested));
  } finally {
    one.stop();
    two.stop();
  }
  for (const tested of CASES) rows.push(...await otherEngines(tested));
  return rows;
};
