/**
 * Random constants of a declared shape, symmetry and sign: dyadic fractions, so that they are exact doubles.
 */
import type { Parameter } from '../../kernel/expression.ts';
import type { Drawing } from './drawing.ts';

/** Components, the last slot of the shape running fastest. `later`: a horizon, later than all times that are drawn. */
export const drawParameter = (parameter: Parameter, sizes: readonly number[], draw: Drawing, later: boolean): readonly number[] => {
  const { name, symmetry, sign } = parameter;
  const [rows = 1, columns] = sizes;
  if (sizes.length === 0) return [later ? 3 / 2 + draw.integer(name, 0, 8) / 8 : scalar(name, sign, draw)];
  const any = (label: string): number => draw.integer(label, -12, 12) / 8;
  if (columns === undefined) return Array.from({ length: rows }, (_, i) => any(`${name}${i + 1}`));
  const table = Array.from({ length: rows }, (_, i) => Array.from({ length: columns }, (__, j) => any(`${name}${i + 1}${j + 1}`)));
  const at = (i: number, j: number): number => table[i]?.[j] ?? 0;
  const each = (value: (i: number, j: number) => number): readonly number[] =>
    Array.from({ length: rows * columns }, (_, k) => value(Math.floor(k / columns), k % columns));
  switch (symmetry) {
    // A larger diagonal keeps a square matrix away from singular ones.
    case 'none': return rows === columns ? each((i, j) => at(i, j) / 2 + (i === j ? 3 / 2 : 0)) : each(at);
    case 'symmetric': return each((i, j) => at(Math.min(i, j), Math.max(i, j)));
    case 'antisymmetric': return each((i, j) => (i === j ? 0 : i < j ? at(i, j) : -at(j, i)));
    case 'positive': return each((i, j) => (i === j ? 1 / 2 : 0) + table.reduce((sum, _, k) => sum + factor(at, i, k) * factor(at, j, k), 0));
  }
};

/** A triangular factor with a positive diagonal. */
const factor = (at: (i: number, j: number) => number, i: number, k: number): number =>
  (i === k ? 1 + Math.abs(at(i, i)) / 4 : i > k ? at(i, k) / 4 : 0);

const scalar = (name: string, sign: Parameter['sign'], draw: Drawing): number => {
  // An odd number of sixteenths, here as below: never one, at which much holds that is false elsewhere.
  const positive = (): number => (2 * draw.integer(name, -7, 7) + 17) / 16;
  switch (sign) {
    case 'positive': case 'nonnegative': return positive();
    case 'negative': case 'nonpositive': return -positive();
    case 'any': case 'nonzero': return (2 * draw.integer(name, -12, 12) + 1) / 16;
  }
};
