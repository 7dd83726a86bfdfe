/**
 * A compiled kernel on several threads: this one and `threads` − 1 workers of Node.
 *
 * A worker gets the compiled module and the shared memory, takes chunks of paths from a shared counter until there are none
 * left, and ends; it is a few lines of plain JavaScript in a data: URL, so that it starts the same from dist/, under tsx and
 * under vitest, and loads nothing. This thread takes chunks, too, and lets others of its tasks have a turn now and then.
 *
 * Errors: as `simulate.ts`; and those of a worker, after all workers have ended.
 */
import { Worker } from 'node:worker_threads';
import { setImmediate } from 'node:timers/promises';
import type { KeyedStream } from '../../random/streams.ts';
import type { Start } from '../equation.ts';
import type { Plan } from '../plan.ts';
import type { PathKernel } from './kernel.ts';
import type { Work } from './simulate.ts';
import { CHUNK, chunkRunner, chunksOf, endsOf, prepareWork } from './simulate.ts';

const WORKER = `
import { workerData } from 'node:worker_threads';
const { module, memory, next, chunks, chunk, paths, rest } = workerData;
const { run } = new WebAssembly.Instance(module, { host: { memory } }).exports;
for (let c = Atomics.add(next, 0, 1); c < chunks; c = Atomics.add(next, 0, 1)) {
  run(c * chunk, Math.min(paths, (c + 1) * chunk), ...rest);
}
`;
const WORKER_URL = new URL(`data:text/javascript,${encodeURIComponent(WORKER)}`);

/** Milliseconds that this thread works without a pause. */
const PATIENCE = 50;

/**
 * A worker that takes chunks until `next` has passed the last; what is given is fulfilled when it has ended, and rejected where it
 * ended before its time: the paths of its chunk would then be where they started. `code` is what it runs.
 */
export const startWorker = (work: Work, next: Int32Array, code: URL = WORKER_URL): Promise<void> => {
  const { kernel: { module }, memory, paths, rest } = work;
  const worker = new Worker(code, {
    execArgv: [], workerData: { module, memory, next, chunks: chunksOf(work), chunk: CHUNK, paths, rest },
  });
  return new Promise<void>((resolve, reject) => {
    worker.once('error', reject);
    worker.once('exit', (status) => {
      if (status === 0) resolve();
      else reject(new Error(`a worker ended with code ${status} before its paths did`));
    });
  });
};

/** The number of the next chunk, for all threads. */
export const sharedCounter = (): Int32Array => new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT));

const takeChunks = async (work: Work, next: Int32Array): Promise<void> => {
  const run = chunkRunner(work);
  const chunks = chunksOf(work);
  let paused = performance.now();
  for (let chunk = Atomics.add(next, 0, 1); chunk < chunks; chunk = Atomics.add(next, 0, 1)) {
    run(chunk);
    if (performance.now() - paused < PATIENCE) continue;
    await setImmediate();
    paused = performance.now();
  }
};

/** As `endPointsCompiled`, on that many threads. */
export const endPointsInThreads = async (
  kernel: PathKernel, start: Start, plan: Plan, stream: KeyedStream, threads: number, mirror: 1 | -1 = 1,
): Promise<Float64Array> => {
  if (!(Number.isSafeInteger(threads) && threads >= 1)) throw new RangeError(`${threads} threads`);
  const work = prepareWork(kernel, start, plan, stream, mirror);
  const next = sharedCounter();
  const helpers = Array.from({ length: Math.min(threads, chunksOf(work)) - 1 }, () => startWorker(work, next));
  const outcomes = await Promise.allSettled([takeChunks(work, next), ...helpers]);
  const failed = outcomes.find((outcome) => outcome.status === 'rejected');
  if (failed !== undefined) throw failed.reason;
  return endsOf(work, plan);
};
