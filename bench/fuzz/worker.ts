/**
 * Runs inputs from `first` up to `last` through parser and checker, and tells the main thread what became of them.
 * The number at work stands in shared memory, so that the main thread sees where a run hangs.
 */
import { parentPort, workerData } from 'node:worker_threads';
import { checkClaim } from '../../src/check/check.ts';
import { readDocument } from '../../src/language/document.ts';
import type { Input } from './input.ts';
import { inputOf } from './input.ts';
import type { Job, Outcome } from './outcome.ts';
import { pieces } from './sources.ts';

const job = workerData as Job;
const atWork = new Int32Array(job.shared);
const documents = pieces();
const options = { seed: 1, budget: { milliseconds: job.milliseconds, terms: 2000 } };

/** How one input ended: with errors, without a claim, or with verdicts. */
const endingOf = ({ path, text }: Input): readonly string[] => {
  const document = readDocument(text, path);
  if (document.diagnostics.some((d) => d.severity === 'error')) return ['errors'];
  if (document.claims.length === 0) return ['no claims'];
  return document.claims.map((claim) => checkClaim(document, claim, options).verdict);
};

const outcomeOf = (number: number): Outcome => {
  const input = inputOf(job.seed, number, documents);
  const start = performance.now();
  try {
    const endings = endingOf(input);
    return { number, kind: input.kind, endings, milliseconds: performance.now() - start, input: input.text };
  } catch (error) {
    const thrown = error instanceof Error ? error.stack ?? error.message : String(error);
    return { number, kind: input.kind, endings: ['thrown'], milliseconds: performance.now() - start, input: input.text, thrown };
  }
};

/** Ten budgets for each claim. */
const limitOf = (outcome: Outcome): number => 10 * job.milliseconds * outcome.endings.length;

/** Too slow because the machine is busy is no finding: the fastest of three runs counts. */
const settled = (outcome: Outcome): Outcome => {
  if (outcome.milliseconds <= limitOf(outcome) || outcome.thrown !== undefined) return outcome;
  return [outcomeOf(outcome.number), outcomeOf(outcome.number)].reduce((a, b) => (b.milliseconds < a.milliseconds ? b : a), outcome);
};

let counts: Record<string, number> = {};
for (let number = job.first; number <= job.last; number += 1) {
  Atomics.store(atWork, 0, number);
  const outcome = settled(outcomeOf(number));
  for (const ending of outcome.endings) {
    const key = `${outcome.kind}: ${ending}`;
    counts[key] = (counts[key] ?? 0) + 1;
  }
  if (outcome.thrown !== undefined || outcome.milliseconds > limitOf(outcome)) parentPort?.postMessage({ kind: 'finding', outcome });
  if (number % 100 === 0 || number === job.last) {
    parentPort?.postMessage({ kind: 'counts', counts });
    counts = {};
  }
}
