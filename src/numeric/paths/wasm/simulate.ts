/**
 * End points of many paths by a compiled kernel, on this thread or on several; the same numbers either way, since a path is a
 * function of the stream, the plan and its own number.
 *
 * States lie in one shared memory, row-major: component c of path p at place p · dimension + c; first the starts, then the ends.
 * Paths are handed out in chunks, by a counter that the threads share.
 *
 * Errors: those of `checkPlan`; NumericError('exploded') with the first path that left every bound; NumericError('not-applicable')
 * where the states do not fit in 4 GiB.
 */
import { NumericError } from '../../numeric-error.ts';
import type { KeyedStream } from '../../random/streams.ts';
import { scheduleOf } from '../../random/threefry.ts';
import type { WasmInstance, WasmMemory } from '../../wasm/webassembly.ts';
import { exportedFunction, webAssembly } from '../../wasm/webassembly.ts';
import type { Start } from '../equation.ts';
import { strideOf } from '../noise-index.ts';
import type { Plan } from '../plan.ts';
import { checkPlan } from '../plan.ts';
import type { PathKernel } from './kernel.ts';
import { LANES } from './four-paths.ts';
import { MOST_PAGES } from './kernel.ts';

/** Paths that a thread takes at a time: a multiple of the four that the kernel runs together. */
export const CHUNK = 1024;
const PAGE = 65536;

/** All that a thread needs to take its share. */
export interface Work {
  readonly kernel: PathKernel;
  readonly memory: WasmMemory;
  /** Rounded up to a multiple of four: the last ones are there to fill the lanes. */
  readonly paths: number;
  /** What the kernel's `run` takes after `from` and `to`. */
  readonly rest: readonly number[];
}

const pagesFor = (bytes: number): number => Math.max(1, Math.ceil(bytes / PAGE));

/** A memory with the starts in it, and the arguments of the kernel. */
export const prepareWork = (kernel: PathKernel, start: Start, plan: Plan, stream: KeyedStream, mirror: 1 | -1): Work => {
  checkPlan(plan);
  const { dimension, noises, merged } = kernel;
  if (plan.steps % merged !== 0) {
    throw new NumericError('not-applicable', `${plan.steps} steps, ${merged} of them in one`, `take a multiple of ${merged}`);
  }
  const paths = LANES * Math.ceil(plan.paths / LANES);
  const pages = pagesFor(paths * dimension * Float64Array.BYTES_PER_ELEMENT);
  if (pages > MOST_PAGES) {
    throw new NumericError('not-applicable', `${plan.paths} paths in dimension ${dimension} in one memory`, 'take them in several runs');
  }
  const memory = new webAssembly.Memory({ initial: pages, maximum: MOST_PAGES, shared: true });
  const states = new Float64Array(memory.buffer);
  const state = new Float64Array(dimension);
  for (let path = 0; path < paths; path += 1) {
    start(Math.min(path, plan.paths - 1), state);
    states.set(state, path * dimension);
  }
  const h = (plan.horizon - plan.from) / plan.steps;
  const schedule = scheduleOf(stream.key).subarray(0, 5);
  const rest = [plan.steps / merged, strideOf(plan.steps, noises) / 4, plan.from, merged * h, mirror * Math.sqrt(h), ...schedule];
  return { kernel, memory, paths, rest };
};

export const chunksOf = (work: Work): number => Math.ceil(work.paths / CHUNK);

/** The kernel over a work's memory, as a function that runs one chunk. */
export const chunkRunner = (work: Work): ((chunk: number) => void) => {
  const instance: WasmInstance = new webAssembly.Instance(work.kernel.module, { host: { memory: work.memory } });
  const run = exportedFunction(instance, 'run');
  return (chunk) => {
    run(chunk * CHUNK, Math.min(work.paths, (chunk + 1) * CHUNK), ...work.rest);
  };
};

/** The ends, out of the memory; throws where one is not a number, which is how the kernel marks a path that exploded. */
export const endsOf = (work: Work, plan: Plan): Float64Array => {
  const { dimension } = work.kernel;
  const ends = new Float64Array(new Float64Array(work.memory.buffer, 0, plan.paths * dimension));
  const exploded = ends.findIndex((value) => Number.isNaN(value));
  if (exploded < 0) return ends;
  throw new NumericError(
    'exploded', `path ${Math.floor(exploded / dimension)} left every bound before the time ${plan.horizon}`,
    'take shorter steps, a shorter horizon, or a drift that grows at most linearly');
};

/** End points on the grid of the plan (or the kernel's coarser one), as `paths/simulate.ts` computes them; `mirror` −1 draws the paths with −W. */
export const endPointsCompiled = (
  kernel: PathKernel, start: Start, plan: Plan, stream: KeyedStream, mirror: 1 | -1 = 1,
): Float64Array => {
  const work = prepareWork(kernel, start, plan, stream, mirror);
  const run = chunkRunner(work);
  for (let chunk = 0; chunk < chunksOf(work); chunk += 1) run(chunk);
  return endsOf(work, plan);
};
