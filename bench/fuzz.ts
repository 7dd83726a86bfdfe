/**
 * `npm run fuzz -- --count 1000000 --seed 1 [--from N]`: short random inputs through parser and checker.
 *
 * Counts which ended how. An input at which anything is thrown, or which takes more than ten times a claim's budget,
 * is printed with its number; the exit code is then 1. `--from N --count 1` runs one input again.
 */
import { parseArgs } from 'node:util';
import { Worker } from 'node:worker_threads';
import { inputOf } from './fuzz/input.ts';
import type { Job, Message, Outcome } from './fuzz/outcome.ts';
import { pieces } from './fuzz/sources.ts';

const { values } = parseArgs({
  options: {
    count: { type: 'string', default: '10000' },
    seed: { type: 'string', default: '1' },
    from: { type: 'string', default: '0' },
    budget: { type: 'string', default: '100' },
  },
});
const seed = Number(values.seed);
const milliseconds = Number(values.budget);
const from = Number(values.from);
const last = from + Number(values.count) - 1;
/** A number at work this much longer than it may be is taken for a hang, and its worker ended. */
const HANG = 20 * milliseconds + 10_000;

/** After so many there is something to mend before going on. */
const TOO_MANY = 50;

const totals = new Map<string, number>();
let findings = 0;

const count = (counts: Readonly<Record<string, number>>): void => {
  for (const [key, value] of Object.entries(counts)) totals.set(key, (totals.get(key) ?? 0) + value);
};
const report = (what: string, number: number, input: string): void => {
  findings += 1;
  process.stdout.write(`${what}\n  again: npm run fuzz -- --seed ${seed} --from ${number} --count 1\n`);
  process.stdout.write(`  input: ${JSON.stringify(input)}\n`);
};
const reportOutcome = ({ number, milliseconds: time, thrown, input }: Outcome): void =>
  report(thrown === undefined ? `slow: ${time.toFixed(0)} ms` : `thrown: ${thrown}`, number, input);

interface Break {
  readonly number: number;
  readonly what: string;
}

/** Runs one worker until it is done (null), or hangs or dies at a number. */
const runFrom = (first: number): Promise<Break | null> => new Promise((resolve) => {
  const shared = new SharedArrayBuffer(4);
  const atWork = new Int32Array(shared);
  const job: Job = { seed, first, last, milliseconds, shared };
  const worker = new Worker(new URL('fuzz/start.mjs', import.meta.url), { workerData: job });
  let seen = { number: -1, since: performance.now() };
  let broken: Break | null = null;
  const end = (): void => {
    clearInterval(watch);
    resolve(broken);
  };
  const watch = setInterval(() => {
    const number = Atomics.load(atWork, 0);
    if (number !== seen.number) seen = { number, since: performance.now() };
    else if (performance.now() - seen.since > HANG) {
      broken = { number, what: `hangs: more than ${HANG} ms` };
      void worker.terminate();
    }
  }, 1000);
  worker.on('message', (message: Message) => {
    if (message.kind === 'counts') count(message.counts);
    else reportOutcome(message.outcome);
  });
  // Not an exception of the checker, which the worker catches: memory ran out, or the worker could not start.
  worker.on('error', (error) => { broken = { number: Atomics.load(atWork, 0), what: `died: ${error.message}` }; });
  worker.on('exit', end);
});

const start = performance.now();
for (let next: number | null = from; next !== null && next <= last && findings < TOO_MANY;) {
  const broken: Break | null = await runFrom(next);
  if (broken !== null) report(broken.what, broken.number, inputOf(seed, broken.number, pieces()).text);
  next = broken === null ? null : Math.max(broken.number, next) + 1;
}
for (const [key, value] of [...totals].toSorted()) process.stdout.write(`${key.padEnd(24)} ${value}\n`);
process.stdout.write(
  `${last - from + 1} inputs, seed ${seed}, ${((performance.now() - start) / 1000).toFixed(1)} s, ${findings} findings\n`);
process.exitCode = findings === 0 ? 0 : 1;
