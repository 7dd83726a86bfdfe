/**
 * A whole run: the documents one after the other, into the reports, to an exit code. Numbers that contradict a proof stop it.
 */
import type { Found } from './collect.ts';
import type { ExitCode } from './exit-code.ts';
import type { InspectSettings, RunEvent } from './inspect.ts';
import type { JobSettings } from './jobs.ts';
import type { Progress } from './progress.ts';
import type { Reports } from './reports.ts';
import type { Surroundings } from './surroundings.ts';
import type { Tally } from './tally.ts';
import { printable } from '../report/printable.ts';
import { inspectAll } from './jobs.ts';
import { newProgress } from './progress.ts';
import { Interrupted } from './surroundings.ts';
import { newTally } from './tally.ts';

export interface RunSettings extends InspectSettings {
  readonly jobs: JobSettings;
}

const progressText = (event: RunEvent & { readonly kind: 'deciding' }, done: number): string =>
  `${done} decided, now ${event.document}: ${event.name}`;

const take = (event: RunEvent, tally: Tally, reports: Reports, progress: Progress, surroundings: Surroundings): void => {
  tally.count(event);
  if (event.kind === 'deciding') {
    const { passed, failed, undecided } = tally.summary(0, 0);
    return progress.show(progressText(event, passed + failed + undecided));
  }
  progress.erase();
  // Frames carry colours of our own, but what they quote was made printable by the renderer.
  if (event.kind === 'document' && event.frames !== '') surroundings.stderr.write(`${event.frames}\n`);
  reports.take(event);
};

const remarks = (tally: Tally, settings: InspectSettings, surroundings: Surroundings): void => {
  for (const path of tally.withoutClaims()) {
    surroundings.stderr.write(`${printable(path)}: no claims; a claim stands in a fenced block that begins with \`\`\`claim\n`);
  }
  const { claims, documents, faultyDocuments } = tally.summary(0, 0);
  if (claims > 0 || faultyDocuments > 0) return;
  if (settings.only.length > 0) surroundings.stderr.write(`no claim is called ${settings.only.map((p) => `'${printable(p)}'`).join(' or ')}\n`);
  else if (documents === 0) surroundings.stderr.write('no claims found; `hopfcole --help` says what can be checked\n');
};

export const run = async (
  files: readonly Found[], settings: RunSettings, reports: Reports, surroundings: Surroundings,
): Promise<ExitCode> => {
  const start = performance.now();
  const tally = newTally(settings.methods);
  const progress = newProgress(surroundings.stderr);
  try {
    for await (const event of inspectAll(files, settings, settings.jobs, surroundings)) {
      // After a disagreement nothing of the run can be relied on; of its claim, every means that contradicts is told.
      if (tally.isContradicted() && event.kind !== 'disagreement') break;
      take(event, tally, reports, progress, surroundings);
    }
  } catch (error) {
    if (!(error instanceof Interrupted)) throw error;
    tally.interrupt();
  } finally {
    progress.erase();
  }
  remarks(tally, settings, surroundings);
  await reports.end(tally.summary(settings.options.seed, performance.now() - start));
  return tally.exitCode();
};
