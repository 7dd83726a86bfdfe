/**
 * `hopfcole train score|control|planner`: networks for one instance, beside what is known of it; figures on stdout, a picture in a file.
 *
 * Nothing of a training that did not end is shown or written: partial results are no evidence. Exit codes: 0 where every figure is within its
 * bound, 1 where one is not, 3 where the training diverged or did not fit into memory, 64 where what was asked for cannot be had, 130
 * after Control-C.
 */
import type { TrainingReport } from '../../report/training/model.ts';
import type { ExitCode } from '../exit-code.ts';
import type { Surroundings } from '../surroundings.ts';
import type { TrainingFlags, Underway } from '../training/settings.ts';
import { NetworkError } from '../../networks/network-error.ts';
import { paint } from '../../report/colour.ts';
import { onOneLine } from '../../report/printable.ts';
import { reportHolds } from '../../report/training/model.ts';
import { deliver } from '../deliver.ts';
import { EXIT } from '../exit-code.ts';
import { refuseImpossiblePlaces } from '../reports.ts';
import { interruptible } from '../interruptible.ts';
import { newProgressBar } from '../progress-bar.ts';
import { Interrupted } from '../surroundings.ts';
import { loadEngine } from '../training/settings.ts';
import { tool } from '../tool.ts';

export interface TrainFlags extends TrainingFlags {
  /** The picture; null: none. */
  readonly output: string | null;
  readonly json: boolean;
  readonly quiet: boolean;
}

/** Trains, judges and says what the picture shows. */
export type Training = (underway: Underway) => TrainingReport;

const exitCodeOf = ({ fault }: NetworkError): ExitCode => {
  switch (fault) {
    case 'diverged': case 'out-of-memory': return EXIT.undecided;
    case 'missing-backend': case 'not-applicable': return EXIT.usage;
    case 'interrupted': return EXIT.interrupted;
    case 'wrong-shape': return EXIT.internal;
  }
};

const wordsOf = (error: NetworkError): string => {
  if (error.fault === 'interrupted') return 'interrupted: partial results are no evidence, and nothing is written\n';
  return `error: ${error.fault}: ${onOneLine(error.message)}\nnothing is shown or written: what was computed before is no evidence\n`;
};

/** What the engine of JavaScript says where an array does not fit. */
const NO_ROOM = /array buffer allocation failed|invalid typed array length|invalid array length/i;

const asNetworkError = (error: unknown): unknown => {
  if (error instanceof Interrupted) return new NetworkError('interrupted', 'training was interrupted', 'let it run to its end');
  const full = error instanceof RangeError && NO_ROOM.test(error.message);
  return full ? new NetworkError('out-of-memory', 'an array does not fit into memory', 'take a smaller batch') : error;
};

const finished = async (training: Training, flags: TrainFlags, { stderr, interruption }: Surroundings): Promise<TrainingReport> => {
  const engine = await loadEngine(flags.engine);
  const progress = newProgressBar(stderr, 'training', flags.quiet);
  try {
    return interruptible(() => training({ engine, signal: interruption, onProgress: progress.show }));
  } catch (error) {
    throw asNetworkError(error);
  } finally {
    progress.erase();
  }
};

export const trainCommand = async (load: () => Promise<Training>, flags: TrainFlags, surroundings: Surroundings): Promise<ExitCode> => {
  const { stdout, stderr } = surroundings;
  const start = performance.now();
  // Before the work, not after it.
  await refuseImpossiblePlaces([{ name: 'text', file: flags.output }]);
  try {
    const report = await finished(await load(), flags, surroundings);
    const seconds = (performance.now() - start) / 1000;
    if (flags.output !== null) await deliver(await (await import('../../report/training/picture.ts')).trainingToSvg(report), flags.output, surroundings);
    if (flags.json) stdout.write((await import('../../report/training/json.ts')).trainingToJson(report, tool()));
    else stdout.write((await import('../../report/training/text.ts')).trainingToText(report, seconds, paint(stdout.coloured)));
    return reportHolds(report) ? EXIT.passed : EXIT.failed;
  } catch (error) {
    if (!(error instanceof NetworkError)) throw error;
    stderr.write(wordsOf(error));
    return exitCodeOf(error);
  }
};
