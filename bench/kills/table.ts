/**
 * The matrix of families and the false claims that they kill, as text.
 */
import type { KillRow } from './tally.ts';
import { TOGETHER } from './rivals.ts';

/** In percent, cut, so that 100 means all. */
export const share = (killed: number, total: number): string => (total === 0 ? '—' : `${Math.floor((killed * 1000) / total) / 10} %`);

const part = ({ killed, total }: { readonly killed: number; readonly total: number }): string => `${killed}/${total}`;

const cellsOf = (row: KillRow): readonly string[] => [
  row.method, row.family, part(row.mutants), part(row.catalogue), part(row), share(row.killed, row.total), String(row.silent),
];

const HEAD = ['means', 'family', 'mutants', 'catalogue', 'all', 'killed', 'silent'];

/** The rows under each other, then what all families together let pass. */
export const killTable = (rows: readonly KillRow[]): string => {
  const lines = [HEAD, ...rows.map(cellsOf)];
  const widths = HEAD.map((_, column) => Math.max(...lines.map((line) => (line[column] ?? '').length)));
  const text = lines.map((line) =>
    line.map((cell, column) => (column < 2 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0))).join('  ').trimEnd());
  const survivors = rows.filter((row) => row.family === TOGETHER)
    .map((row) => `\n${row.method}, all together: ${row.survivors.length} survived\n${row.survivors.map((name) => `  ${name}\n`).join('')}`);
  return `${text.map((line) => `${line}\n`).join('')}${survivors.join('')}`;
};
