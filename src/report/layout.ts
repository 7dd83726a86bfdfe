/**
 * Labelled text set in two columns: what it is on the left, what it says on the right, continued under itself.
 */
import { columnsOf, padded } from './printable.ts';

export interface Entry {
  readonly label: string;
  /** At least one. */
  readonly lines: readonly string[];
}

/** Breaks a line at spaces so that it takes at most so many columns; a longer word stays whole. */
export const wrapped = (line: string, columns: number): readonly string[] => {
  if (columnsOf(line) <= columns) return [line];
  const indent = /^ */.exec(line)?.[0] ?? '';
  const lines: string[] = [];
  let current = '';
  for (const word of line.trim().split(/ +/)) {
    const longer = current === '' ? `${indent}${word}` : `${current} ${word}`;
    if (current !== '' && columnsOf(longer) > columns) {
      lines.push(current);
      current = `${indent}  ${word}`;
    } else current = longer;
  }
  return [...lines, current];
};

const LABEL_COLUMNS = 17;

/** The entries, each line with a line break at its end. */
export const setInColumns = (
  entries: readonly Entry[], indent: number, width: number, label: (text: string) => string,
): string =>
  entries.map((entry) => {
    const column = Math.max(20, width - indent - LABEL_COLUMNS);
    const lines = entry.lines.flatMap((line) => line.split('\n')).flatMap((line) => wrapped(line, column));
    return lines.map((line, i) => {
      const left = i === 0 ? label(padded(entry.label, LABEL_COLUMNS)) : ' '.repeat(LABEL_COLUMNS);
      return `${' '.repeat(indent)}${left}${line}`.trimEnd();
    }).join('\n');
  }).map((text) => `${text}\n`).join('');

/** `name = value` lines with the equals signs under each other. */
export const aligned = (rows: readonly (readonly [string, string])[]): readonly string[] => {
  const widest = Math.min(40, Math.max(0, ...rows.map(([name]) => columnsOf(name))));
  return rows.map(([name, value]) => `${padded(name, widest)} = ${value}`);
};
