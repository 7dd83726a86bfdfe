/**
 * The reports of one run: every reporter that was asked for, each with the place where its text goes.
 *
 * On stdout a report appears as it comes; into a file it is written whole, at the end.
 */
import type { Method } from '../check/witness/witness.ts';
import type { Reporter, Summary } from '../report/run.ts';
import type { RunEvent } from './inspect.ts';
import type { ReporterChoice } from './option-values.ts';
import type { Output } from './surroundings.ts';
import { stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { paint } from '../report/colour.ts';
import { REPORTERS } from '../report/reporters.ts';
import { systemReason } from './file-problem.ts';
import { UsageError } from './surroundings.ts';
import { tool } from './tool.ts';
import { writeWhole } from './write-file.ts';

export interface Reports {
  readonly take: (event: RunEvent) => void;
  /** Throws a UsageError where a file cannot be written. */
  readonly end: (summary: Summary) => Promise<void>;
}

/** Says before a long run what could not be written after it. */
export const refuseImpossiblePlaces = async (choices: readonly ReporterChoice[]): Promise<void> => {
  for (const { file } of choices) {
    if (file === null) continue;
    const folder = await stat(dirname(file)).catch(() => null);
    if (folder?.isDirectory() !== true) throw new UsageError(`there is no folder ${dirname(file)} for the report ${file}`);
    const old = await stat(file).catch(() => null);
    if (old?.isDirectory() === true) throw new UsageError(`the report cannot be written to ${file}: it is a folder`);
  }
};

interface Destination {
  readonly reporter: Reporter;
  readonly write: (text: string) => void;
  readonly finish: () => Promise<void>;
}

const textOf = (reporter: Reporter, event: RunEvent): string => {
  switch (event.kind) {
    case 'document': return reporter.document(event.report);
    case 'claim': return reporter.claim(event.result);
    case 'crash': return reporter.crash(event.crash);
    case 'disagreement': return reporter.disagreement(event.disagreement);
    case 'deciding': return '';
  }
};

const onStdout = (reporter: Reporter, stdout: Output): Destination => ({
  reporter, write: (text) => stdout.write(text), finish: () => Promise.resolve(),
});

const intoFile = (reporter: Reporter, path: string): Destination => {
  const parts: string[] = [];
  const finish = async (): Promise<void> => {
    try {
      await writeWhole(path, parts.join(''));
    } catch (error) {
      throw new UsageError(`the report cannot be written to ${path}: ${systemReason(error)}`);
    }
  };
  return { reporter, write: (text) => void parts.push(text), finish };
};

export interface ReportSettings {
  readonly verbose: boolean;
  /** By which means claims are looked at. */
  readonly methods: readonly Method[];
}

const destination = (choice: ReporterChoice, settings: ReportSettings, stdout: Output): Destination => {
  const make = REPORTERS[choice.name];
  if (choice.file !== null) return intoFile(make({ ...settings, paint: paint(false), width: Infinity, tool: tool() }), choice.file);
  return onStdout(make({ ...settings, paint: paint(stdout.coloured), width: stdout.columns, tool: tool() }), stdout);
};

const together = (destinations: readonly Destination[]): Reports => ({
  take: (event) => {
    for (const { reporter, write } of destinations) {
      const text = textOf(reporter, event);
      if (text !== '') write(text);
    }
  },
  end: async (summary) => {
    for (const { reporter, write, finish } of destinations) {
      write(reporter.end(summary));
      await finish();
    }
  },
});

export const newReports = (choices: readonly ReporterChoice[], settings: ReportSettings, stdout: Output): Reports =>
  together(choices.map((choice) => destination(choice, settings, stdout)));

/** One reporter on stdout. */
export const singleReport = (reporter: Reporter, stdout: Output): Reports => together([onStdout(reporter, stdout)]);
