/**
 * Workflow commands: what is wrong appears at its line of the document in a pull request.
 *
 * `::error file=…,line=…,col=…,title=…::message`, with `%`, line breaks, and in properties `:` and `,` escaped.
 */
import type { Located, Reporter } from './run.ts';
import { disagreementLines } from './matrix.ts';
import { plainEvidence } from './plain-evidence.ts';
import { printable } from './printable.ts';
import { outcomeOf } from './run.ts';
import { findingOf } from './wording.ts';

const data = (raw: string): string =>
  printable(raw).replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
const property = (raw: string): string => data(raw).replaceAll(':', '%3A').replaceAll(',', '%2C');

interface Place {
  readonly line: number;
  readonly column: number;
}

/** A place of line 0 is none: the command is then about the whole file. */
const command = (level: 'error' | 'warning', file: string, place: Place, title: string, message: string): string => {
  const where = place.line === 0 ? '' : `,line=${place.line},col=${place.column}`;
  return `::${level} file=${property(file)}${where},title=${property(title)}::${data(message)}\n`;
};

const diagnostic = (path: string, found: Located): string => {
  const message = found.help === null ? found.message : `${found.message}\n${found.help}`;
  return command(found.severity, path, found, found.code, message);
};

export const githubReporter = (): Reporter => ({
  document: (report) => report.diagnostics.map((d) => diagnostic(report.path, d)).join(''),
  claim: (result) => outcomeOf(result) === 'passed' ? '' : command(
    'error', result.document, result, result.name, `${findingOf(result)}\n${plainEvidence(result)}`,
  ),
  crash: (crash) => command('error', crash.document, { line: 0, column: 0 }, 'internal error', crash.message),
  disagreement: (disagreement) =>
    command('error', disagreement.document, disagreement, 'numbers contradict a proof', disagreementLines(disagreement).join('\n')),
  end: () => '',
});
