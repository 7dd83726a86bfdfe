/**
 * The documents of a run, one after the other or shared out among processes; the events come in document order.
 *
 * A process takes longer to start than most documents take to check. So a run begins alone, and only when it has
 * taken a second and several documents are left are these shared out.
 */
import type { ChildProcess } from 'node:child_process';
import type { Found } from './collect.ts';
import type { Channel } from './channel.ts';
import type { InspectSettings, RunEvent } from './inspect.ts';
import type { Surroundings } from './surroundings.ts';
import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { newChannel } from './channel.ts';
import { inspect } from './inspect.ts';
import { Interrupted } from './surroundings.ts';

export interface JobSettings {
  readonly processes: number;
  /** A run shorter than this stays in one process. */
  readonly worthAfterMs: number;
  /** The module that a process runs, and the options of Node with which it runs. */
  readonly worker: { readonly path: string; readonly nodeOptions: readonly string[] };
}

/** What a process is told first. */
export interface Assignment {
  readonly found: Found;
  readonly settings: InspectSettings;
}

/** What it answers: events, and `done` after the last one of a document. */
export type Answer = RunEvent | { readonly kind: 'done' };

// The compiler rewrites imports but no strings: the worker has the ending that this file has.
const WORKER = fileURLToPath(new URL(import.meta.url.endsWith('.ts') ? './worker.ts' : './worker.js', import.meta.url));

export const jobSettings = (processes: number): JobSettings =>
  ({ processes, worthAfterMs: 1000, worker: { path: WORKER, nodeOptions: process.execArgv } });

/** Sends one document to a process and puts the answers into the channel. Resolves when it is done or dead. */
const assign = (child: ChildProcess, assignment: Assignment, channel: Channel<RunEvent>): Promise<'done' | 'dead'> =>
  new Promise((resolve) => {
    const answered = (answer: unknown): void => {
      const message = answer as Answer;
      if (message.kind === 'done') end('done');
      else channel.put(message);
    };
    const died = (): void => end('dead');
    const end = (how: 'done' | 'dead'): void => {
      child.off('message', answered);
      child.off('exit', died);
      resolve(how);
    };
    child.on('message', answered);
    child.on('exit', died);
    if (!child.connected) return end('dead');
    child.send(assignment, (error) => {
      if (error !== null) end('dead');
    });
  });

const lost = (document: string): RunEvent => ({
  kind: 'crash', crash: { document, claim: null, message: 'the process that checked it ended without an answer' },
});

async function* shared(
  files: readonly Found[], settings: InspectSettings, jobs: JobSettings, interruption: AbortSignal,
): AsyncGenerator<RunEvent> {
  const waiting = files.map((found) => ({ found, channel: newChannel<RunEvent>() }));
  const queue = [...waiting];
  const children = new Set<ChildProcess>();
  const start = (): ChildProcess => {
    const child = fork(jobs.worker.path, [], { execArgv: [...jobs.worker.nodeOptions], stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
    child.on('error', () => undefined);
    children.add(child);
    return child;
  };
  const serve = async (): Promise<void> => {
    let child = start();
    for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
      const how = await assign(child, { found: next.found, settings }, next.channel);
      if (how === 'dead' && !interruption.aborted) {
        next.channel.put(lost(next.found.path));
        if (queue.length > 0) child = start();
      }
      next.channel.close();
    }
    child.kill();
  };
  const stop = (): void => {
    queue.length = 0;
    for (const child of children) child.kill();
    for (const { channel } of waiting) channel.close();
  };
  interruption.addEventListener('abort', stop, { once: true });
  try {
    const served = Array.from({ length: Math.min(jobs.processes, files.length) }, serve);
    for (const { channel } of waiting) yield* channel;
    if (interruption.aborted) throw new Interrupted('interrupted');
    await Promise.all(served);
  } finally {
    interruption.removeEventListener('abort', stop);
    stop();
  }
}

/** Throws `Interrupted` when the user stops the run, after the events that there are. */
export async function* inspectAll(
  files: readonly Found[], given: InspectSettings, jobs: JobSettings, surroundings: Surroundings,
): AsyncGenerator<RunEvent> {
  const settings = { ...given, documents: files.length };
  const start = performance.now();
  for (const [i, found] of files.entries()) {
    const left = files.slice(i);
    if (jobs.processes > 1 && left.length > 1 && performance.now() - start >= jobs.worthAfterMs) {
      return yield* shared(left, settings, jobs, surroundings.interruption);
    }
    yield* inspect(found, settings, surroundings.dependencies, surroundings.interruption);
  }
}
