/**
 * Counts the events of a run, and says at its end what the exit code is.
 */
import type { Method } from '../check/witness/witness.ts';
import type { Summary } from '../report/run.ts';
import type { ExitCode } from './exit-code.ts';
import type { RunEvent } from './inspect.ts';
import { newMeans } from '../report/means.ts';
import { outcomeOf } from '../report/run.ts';
import { exitCodeOf } from './exit-code.ts';

export interface Tally {
  readonly count: (event: RunEvent) => void;
  readonly interrupt: () => void;
  /** Have numbers contradicted a proof? */
  readonly isContradicted: () => boolean;
  /** Documents named on the command line in which there is no claim at all. */
  readonly withoutClaims: () => readonly string[];
  readonly exitCode: () => ExitCode;
  readonly summary: (seed: number, durationMs: number) => Summary;
}

/** `methods`: by which means claims are looked at. */
export const newTally = (methods: readonly Method[]): Tally => {
  const counts = { documents: 0, faultyDocuments: 0, claims: 0, passed: 0, failed: 0, undecided: 0, crashes: 0, disagreements: 0 };
  const means = newMeans(methods);
  const withoutClaims: string[] = [];
  let interrupted = false;

  const count = (event: RunEvent): void => {
    switch (event.kind) {
      case 'document':
        counts.documents += 1;
        counts.claims += event.report.claims.length;
        if (event.report.state !== 'sound') counts.faultyDocuments += 1;
        else if (event.named && event.claimsAtAll === 0) withoutClaims.push(event.report.path);
        return;
      case 'claim':
        counts[outcomeOf(event.result)] += 1;
        means.count(event.result);
        return;
      case 'crash': counts.crashes += 1; return;
      case 'disagreement': counts.disagreements += 1; return;
      case 'deciding': return;
    }
  };
  const exitCode = (): ExitCode => exitCodeOf({
    disagreement: counts.disagreements > 0, internal: counts.crashes > 0, interrupted, documentErrors: counts.faultyDocuments > 0, failed: counts.failed > 0,
    undecided: counts.undecided > 0, noClaims: counts.claims === 0 || withoutClaims.length > 0,
  });
  return {
    count, exitCode,
    interrupt: () => {
      interrupted = true;
    },
    isContradicted: () => counts.disagreements > 0,
    withoutClaims: () => withoutClaims,
    summary: (seed, durationMs) => ({ ...counts, means: means.totals(), interrupted, seed, durationMs, exitCode: exitCode() }),
  };
};
