/**
 * What `lint` prints for people: a line a document, and a count at the end. The frames themselves go to stderr.
 */
import type { Paint } from './colour.ts';
import type { DocumentReport, Reporter } from './run.ts';
import { onOneLine } from './printable.ts';
import { counted, duration } from './wording.ts';

const line = (report: DocumentReport, paint: Paint): string => {
  const path = onOneLine(report.path);
  const of = (severity: 'error' | 'warning'): number => report.diagnostics.filter((d) => d.severity === severity).length;
  const warnings = of('warning') === 0 ? '' : `, ${counted(of('warning'), 'warning')}`;
  if (report.state === 'unreadable') return `${paint.failed('✘')} ${path}  ${paint.failed('cannot be read')}\n`;
  if (report.state === 'faulty') return `${paint.failed('✘')} ${path}  ${paint.failed(counted(of('error'), 'error'))}${warnings}\n`;
  return `${paint.passed('✔')} ${path}  ${paint.faint(counted(report.claims.length, 'claim'))}${warnings}\n`;
};

export const lintReporter = (paint: Paint): Reporter => {
  let claims = 0;
  return {
    document: (report) => {
      claims += report.claims.length;
      return line(report, paint);
    },
    claim: () => '',
    crash: (crash) => `${paint.failed('! internal error')}  ${onOneLine(crash.document)}: ${onOneLine(crash.message)}\n`,
    // Nothing is decided, so nothing can be contradicted.
    disagreement: () => '',
    end: (summary) =>
      `${counted(summary.documents, 'document')}, ${counted(claims, 'claim')}, `
      + `${counted(summary.faultyDocuments, 'document')} with errors in ${duration(summary.durationMs)}\n`,
  };
};
