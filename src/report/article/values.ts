/**
 * A counterexample as a small table: symbols above, their values below, both sides last. A table that is wider than the
 * line goes on in a further one.
 */
import type { Counterexample } from '../../check/verdict.ts';
import type { PointValue, Refutation } from '../../kernel/refute.ts';
import type { Rational } from '../../kernel/rational.ts';
import { ONE, isInteger, negate, sign } from '../../kernel/rational.ts';
import { latexIndexedSum, latexWidth } from '../../render/latex.ts';

interface Column {
  readonly symbol: string;
  readonly value: string;
}

/** The values and both sides, as displayed formulas; null where a side is no number. */
export const valueTables = (refutation: Refutation, example: Counterexample, width: number): readonly string[] | null => {
  const [left, right] = [sideOf(example.left), sideOf(example.right)];
  if (left === null || right === null) return null;
  const sides = [{ symbol: '\\text{left side}', value: left }, { symbol: '\\text{right side}', value: right }];
  const rows = rowsWithin(columnsOf(refutation.point), width - 26);
  return rows.map((row, k) => table(row, k === rows.length - 1 ? sides : []));
};

/** The values alone. */
export const pointTables = (refutation: Refutation, width: number): readonly string[] =>
  refutation.point.length === 0 ? [] : rowsWithin(columnsOf(refutation.point), width).map((row) => table(row, []));

/** Symbols that are 0 are told together, since there may be dozens. What conditions and assumptions fix is not among them. */
const columnsOf = (point: readonly PointValue[]): readonly Column[] => {
  const several = fieldsAtSeveralPoints(point);
  const told = point.filter((v) => sign(v.value) !== 0).map((v) => ({ symbol: symbolOf(v, several), value: latexNumber(v.value) }));
  const zeros = point.length - told.length;
  if (zeros === 0) return told;
  const only = point.find((v) => sign(v.value) === 0);
  if (zeros === 1 && only !== undefined) return [...told, { symbol: symbolOf(only, several), value: '0' }];
  return [...told, { symbol: told.length === 0 ? '\\text{all free values}' : '\\text{all other free values}', value: '0' }];
};

const nameOf = (v: PointValue): string | null => (v.factor.kind === 'jet' ? v.factor.field.name : null);
const pointOf = (v: PointValue): string =>
  v.at.map((slot) => (slot.length === 1 ? slot.map(latexNumber).join('') : `(${slot.map(latexNumber).join(', ')})`)).join(', ');

const fieldsAtSeveralPoints = (point: readonly PointValue[]): ReadonlySet<string> => {
  const first = new Map<string, string>();
  const several = new Set<string>();
  for (const v of point) {
    const name = nameOf(v);
    if (name === null) continue;
    if ((first.get(name) ?? pointOf(v)) !== pointOf(v)) several.add(name);
    first.set(name, pointOf(v));
  }
  return several;
};

/** Fields that are taken at more than one point are told apart by it. */
const symbolOf = (v: PointValue, several: ReadonlySet<string>): string => {
  const symbol = latexIndexedSum({ terms: [{ coefficient: ONE, factors: [v.factor] }] });
  const name = nameOf(v);
  return name !== null && several.has(name) ? `${symbol}\\big|_{(${pointOf(v)})}` : symbol;
};

export const latexNumber = (value: Rational): string => {
  const size = sign(value) < 0 ? negate(value) : value;
  return `${sign(value) < 0 ? '-' : ''}${size.numerator}${isInteger(value) ? '' : `/${size.denominator}`}`;
};

/** `3`, `-1/2`, `[0.1, 0.2]`; null: something else. */
export const sideOf = (text: string): string | null => {
  if (/^-?\d+(?:\/\d+)?$/.test(text)) return text;
  const enclosure = /^\[(?<low>-?[\d.]+(?:e[+-]?\d+)?), (?<high>-?[\d.]+(?:e[+-]?\d+)?)\]$/.exec(text)?.groups;
  return enclosure === undefined ? null : `[${decimal(enclosure['low'] ?? '')},\\,${decimal(enclosure['high'] ?? '')}]`;
};

const decimal = (text: string): string => text.replace(/e\+?(-?\d+)$/, '\\cdot 10^{$1}');

const widthOf = ({ symbol, value }: Column): number => Math.max(latexWidth(symbol), latexWidth(value)) + GAP;
/** Between two columns, in characters. */
const GAP = 2.5;

const rowsWithin = (columns: readonly Column[], width: number): readonly (readonly Column[])[] => {
  const rows: Column[][] = [[]];
  let used = 0;
  for (const column of columns) {
    if (used > 0 && used + widthOf(column) > width) {
      rows.push([]);
      used = 0;
    }
    rows.at(-1)?.push(column);
    used += widthOf(column);
  }
  return rows;
};

const table = (row: readonly Column[], sides: readonly Column[]): string => {
  const all = [...row, ...sides];
  const format = [row, sides].filter((part) => part.length > 0).map((part) => 'c'.repeat(part.length)).join('|');
  const line = (part: (column: Column) => string): string => all.map(part).join(' & ');
  return `\\begin{array}{${format}}\n${line((c) => c.symbol)} \\\\ \\hline\n${line((c) => c.value)}\n\\end{array}`;
};
