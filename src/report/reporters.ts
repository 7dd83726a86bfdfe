/**
 * The reporters by name: a row each, total over the names that the command line knows.
 */
import type { Tool } from './json.ts';
import type { Reporter } from './run.ts';
import type { ReporterName } from './names.ts';
import type { TextSettings } from './text.ts';
import { githubReporter } from './github.ts';
import { jsonLinesReporter, jsonReporter } from './json.ts';
import { junitReporter } from './junit.ts';
import { sarifReporter } from './sarif.ts';
import { textReporter } from './text.ts';

export interface ReporterSettings extends TextSettings {
  readonly tool: Tool;
}

export const REPORTERS: Readonly<Record<ReporterName, (settings: ReporterSettings) => Reporter>> = {
  text:   (settings) => textReporter(settings),
  json:   (settings) => jsonReporter(settings.tool),
  jsonl:  (settings) => jsonLinesReporter(settings.tool),
  junit:  () => junitReporter(),
  github: () => githubReporter(),
  sarif:  (settings) => sarifReporter(settings.tool),
};
