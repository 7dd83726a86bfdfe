/**
 * `hopfcole check [paths…]`: every claim of every document, decided. And `lint`, which stops before deciding.
 */
import type { Budget } from '../../check/check.ts';
import type { Method } from '../../check/witness/witness.ts';
import type { ExitCode } from '../exit-code.ts';
import type { ReporterChoice } from '../option-values.ts';
import type { Reports } from '../reports.ts';
import type { RunSettings } from '../run.ts';
import type { Surroundings } from '../surroundings.ts';
import { paint } from '../../report/colour.ts';
import { lintReporter } from '../../report/lint-text.ts';
import { collect } from '../collect.ts';
import { EXIT } from '../exit-code.ts';
import { jobSettings } from '../jobs.ts';
import { DEFAULT_BUDGET, refuseSharedPlaces } from '../option-values.ts';
import { newReports, refuseImpossiblePlaces, singleReport } from '../reports.ts';
import { run } from '../run.ts';
import { watchDocuments } from '../watch.ts';

export interface CheckFlags {
  readonly only: readonly string[];
  readonly seed: number;
  readonly budget: Budget;
  readonly methods: readonly Method[];
  readonly jobs: number;
  readonly watch: boolean;
  readonly verbose: boolean;
  /** None: text. */
  readonly reporter: readonly ReporterChoice[];
}

const HERE = ['.'];
const orHere = (paths: readonly string[]): readonly string[] => (paths.length === 0 ? HERE : paths);

const settingsOf = (flags: CheckFlags, surroundings: Surroundings): RunSettings => ({
  decide: true, only: flags.only, methods: flags.methods, options: { seed: flags.seed, budget: flags.budget },
  coloured: surroundings.stderr.coloured, jobs: jobSettings(flags.jobs),
});

export const check = async (
  paths: readonly string[], flags: CheckFlags, surroundings: Surroundings,
): Promise<ExitCode> => {
  const choices: readonly ReporterChoice[] = flags.reporter.length === 0 ? [{ name: 'text', file: null }] : flags.reporter;
  refuseSharedPlaces(choices);
  await refuseImpossiblePlaces(choices);
  const settings = settingsOf(flags, surroundings);
  const reports = (): Reports => newReports(choices, { verbose: flags.verbose, methods: flags.methods }, surroundings.stdout);
  const code = await run((await collect(orHere(paths))).files, settings, reports(), surroundings);
  if (!flags.watch || surroundings.interruption.aborted) return code;
  surroundings.stderr.write('\nwatching for changes; Control-C ends\n');
  await watchDocuments(orHere(paths), surroundings.interruption, async (files) => {
    surroundings.stderr.write(`\nchanged: ${files.map((f) => f.path).join(', ')}\n`);
    await run(files, settings, reports(), surroundings);
  });
  return EXIT.interrupted;
};

export interface LintFlags {
  readonly reporter: readonly ReporterChoice[];
}

export const lint = async (
  paths: readonly string[], flags: LintFlags, surroundings: Surroundings,
): Promise<ExitCode> => {
  refuseSharedPlaces(flags.reporter);
  await refuseImpossiblePlaces(flags.reporter);
  const settings: RunSettings = {
    decide: false, only: [], methods: [], options: { seed: 1, budget: DEFAULT_BUDGET }, coloured: surroundings.stderr.coloured,
    jobs: jobSettings(1),
  };
  const reports = flags.reporter.length === 0 ? singleReport(lintReporter(paint(surroundings.stdout.coloured)), surroundings.stdout)
    : newReports(flags.reporter, { verbose: false, methods: [] }, surroundings.stdout);
  return run((await collect(orHere(paths))).files, settings, reports, surroundings);
};
