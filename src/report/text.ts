/**
 * The report that people read: a heading a document, a line a claim, and the evidence where something is wrong.
 */
import type { ClaimResult } from '../check/verdict.ts';
import type { Method } from '../check/witness/witness.ts';
import type { Paint } from './colour.ts';
import type { DocumentReport, Outcome, Reporter, Summary } from './run.ts';
import { wantsNumbers } from '../check/witness/registry.ts';
import { evidenceOf } from './evidence.ts';
import { setInColumns } from './layout.ts';
import { disagreementLines, matrixCells, matrixEnd, matrixHeading } from './matrix.ts';
import { columnsOf, onOneLine, padded, printable, shortened } from './printable.ts';
import { outcomeOf } from './run.ts';
import { MARKS, counted, dimensionsOf, duration, reasonOf } from './wording.ts';

export interface TextSettings {
  readonly paint: Paint;
  /** The evidence of every claim, and not only of what failed. */
  readonly verbose: boolean;
  /** Columns of the terminal; Infinity where there is none. */
  readonly width: number;
  /** By which means claims are looked at: beyond `exact`, each has a column. */
  readonly methods: readonly Method[];
}

const NAME_COLUMNS = 56;
const VERDICT_COLUMNS = 'undecided'.length;

const dye = (paint: Paint, outcome: Outcome, text: string): string => paint[outcome](text);

const remarkOf = (result: ClaimResult): string => {
  const parts = [dimensionsOf(result.dimensions), duration(result.durationMs)];
  if (result.verdict === 'undecided') parts.shift();
  return `(${parts.join(', ')})`;
};

const againstDeclaration = (result: ClaimResult): string =>
  outcomeOf(result) === 'failed' && result.declared === 'refute' ? '  declared to be false' : '';

/** `✔ proved     name   (every dimension, 1.2 ms)`. */
export const claimLine = (result: ClaimResult, nameColumns: number, { paint, methods }: Pick<TextSettings, 'paint' | 'methods'>): string => {
  const outcome = outcomeOf(result);
  const mark = dye(paint, outcome, `${MARKS[outcome]} ${padded(result.verdict, VERDICT_COLUMNS)}`);
  const name = padded(shortened(onOneLine(result.name), NAME_COLUMNS), nameColumns);
  const shown = outcome === 'passed' ? name : paint.strong(name);
  const cells = wantsNumbers(methods) ? `  ${matrixCells(result, methods, paint)}` : '';
  return `  ${mark}  ${shown}${cells}  ${paint.faint(remarkOf(result))}${againstDeclaration(result)}\n`;
};

/** That no denominator is zero is part of what an equation means; any other condition that the author did not write is news. */
const unwritten = (result: ClaimResult): string => {
  const needed = result.conditions.filter((c) => !/!=|≠/.test(c) && !result.statement.includes(c));
  return needed.length === 0 ? '' : `where ${needed.map(onOneLine).join(', ')}`;
};

const reasonLine = (result: ClaimResult, settings: TextSettings): string => {
  const reason = result.declared === 'refute' ? reasonOf(result) : unwritten(result);
  if (reason === '') return '';
  const indent = ' '.repeat(4 + VERDICT_COLUMNS + 2);
  const columns = Math.max(20, Math.min(settings.width, 120) - indent.length);
  return `${indent}${settings.paint.faint(shortened(reason, columns))}\n`;
};

const isTold = (result: ClaimResult, settings: TextSettings): boolean => settings.verbose || !result.passed;

const evidence = (result: ClaimResult, settings: TextSettings): string =>
  isTold(result, settings) ? setInColumns(evidenceOf(result), 6, settings.width, settings.paint.faint) : reasonLine(result, settings);

const nameColumnsOf = (report: DocumentReport): number =>
  Math.min(NAME_COLUMNS, Math.max(0, ...report.claims.map((c) => columnsOf(onOneLine(c.name)))));

/** The means, each over its column. */
const columnsOfMeans = (nameColumns: number, { paint, methods }: TextSettings): string =>
  wantsNumbers(methods) ? `${paint.faint(`  ${padded('  exact', VERDICT_COLUMNS + 2)}  ${padded('', nameColumns)}  ${matrixHeading(methods)}`.trimEnd())}\n` : '';

const headingOf = (report: DocumentReport, settings: TextSettings): string => {
  const { paint } = settings;
  const path = paint.heading(onOneLine(report.path));
  if (report.state === 'sound') return report.claims.length === 0 ? '' : `${path}\n${columnsOfMeans(nameColumnsOf(report), settings)}`;
  if (report.state === 'unreadable') return `${path}\n  ${paint.failed('✘ cannot be read')}\n`;
  const errors = counted(report.diagnostics.filter((d) => d.severity === 'error').length, 'error');
  const claims = report.claims.length === 0 ? '' : `; ${counted(report.claims.length, 'claim')} not checked`;
  return `${path}\n  ${paint.failed(`✘ ${errors}${claims}`)}\n`;
};

const faultsOf = (summary: Summary): string => {
  const parts = [
    summary.faultyDocuments === 0 ? '' : `${counted(summary.faultyDocuments, 'document')} with errors`,
    summary.disagreements === 0 ? '' : `${counted(summary.disagreements, 'disagreement')} between numbers and a proof, stopped`,
    summary.crashes === 0 ? '' : counted(summary.crashes, 'internal error'),
    summary.interrupted ? 'interrupted' : '',
  ].filter((part) => part !== '');
  return parts.length === 0 ? '' : `, ${parts.join(', ')}`;
};

/** `12 passed, 0 failed, 1 undecided in 1.3 s (seed 1)`. */
export const summaryLine = (summary: Summary, paint: Paint): string => {
  const part = (outcome: Outcome): string => {
    const text = `${summary[outcome]} ${outcome}`;
    return summary[outcome] === 0 ? text : dye(paint, outcome, text);
  };
  const counts = `${part('passed')}, ${part('failed')}, ${part('undecided')}`;
  const faults = faultsOf(summary);
  return `${counts}${faults === '' ? '' : paint.failed(faults)} in ${duration(summary.durationMs)} `
    + `${paint.faint(`(seed ${summary.seed})`)}\n`;
};

export const textReporter = (settings: TextSettings): Reporter => {
  let nameColumns = 0;
  let headings = 0;
  // An empty line stands after evidence, but never two.
  let afterEvidence = false;
  return {
    document: (report) => {
      nameColumns = nameColumnsOf(report);
      afterEvidence = false;
      const heading = headingOf(report, settings);
      if (heading === '') return '';
      headings += 1;
      return headings === 1 ? heading : `\n${heading}`;
    },
    claim: (result) => {
      const gap = afterEvidence ? '\n' : '';
      afterEvidence = isTold(result, settings);
      return gap + claimLine(result, nameColumns, settings) + evidence(result, settings);
    },
    crash: (crash) => {
      const about = onOneLine(crash.claim ?? crash.document);
      return `  ${settings.paint.failed('! internal error')}  ${about}: ${printable(crash.message)}\n`;
    },
    disagreement: (disagreement) => {
      const [first = '', ...more] = disagreementLines(disagreement);
      afterEvidence = true;
      return `\n  ${settings.paint.failed(`! disagreement`)}  ${first}\n${more.map((line) => `      ${line}\n`).join('')}`;
    },
    end: (summary) => `${matrixEnd(summary.means, settings.paint)}${headings === 0 ? '' : '\n'}${summaryLine(summary, settings.paint)}`,
  };
};
