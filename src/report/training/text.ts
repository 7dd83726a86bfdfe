/**
 * A training for people: what was trained, and the table of its figures.
 */
import type { Paint } from '../colour.ts';
import { columnsOf, padded } from '../printable.ts';
import type { TrainingReport } from './model.ts';
import { figureHolds } from './model.ts';
import { settingLine, tableOf } from './table.ts';

const GAP = '   ';

export const trainingToText = (report: TrainingReport, seconds: number, colours: Paint): string => {
  const table = tableOf(report);
  const widths = (table[0] ?? []).map((_, column) => Math.max(...table.map((row) => columnsOf(row[column] ?? ''))));
  const lines = table.map((row, r) => {
    const cells = row.map((cell, c) => (c === 0 || c === row.length - 1 ? padded(cell, widths[c] ?? 0) : cell.padStart(widths[c] ?? 0)));
    const line = `  ${cells.join(GAP)}`.trimEnd();
    if (r === 0) return colours.faint(line);
    return figureHolds(report.figures[r - 1]!) === false ? colours.failed(line) : line;
  });
  return [
    colours.strong(report.title), settingLine(report), '', ...lines, ...report.remarks.map((remark) => `  ${remark}`), '',
    `${seconds.toFixed(1)} s`, '',
  ].join('\n');
};
