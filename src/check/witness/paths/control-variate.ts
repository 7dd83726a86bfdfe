/**
 * Control variates: functions of the start of a path, of known mean, that vary with the functional. Subtracted with weights, they leave
 * its mean and take most of its variance, where paths are short.
 *
 * The weights are those of least squares on paths of their own, so that they do not depend on the paths that are tested; for the test they
 * are numbers like any other. A constant is among the functions that are fitted, and is left out afterwards.
 *
 * Source: Glasserman, Monte Carlo Methods in Financial Engineering, 2003, section 4.1.
 */

import { eliminate, solve } from '../../../numeric/linear-algebra/lu.ts';

const LITTLE = 5e-3;

/** Least squares by normal equations with a little of the diagonal added: functions that nearly agree do no harm. `columns`: one a function. */
export const weightsOf = (columns: readonly Float64Array[], target: Float64Array): readonly number[] => {
  const all = [new Float64Array(target.length).fill(1), ...columns];
  const inner = (a: Float64Array, b: Float64Array): number => a.reduce((sum, x, p) => sum + x * (b[p] as number), 0);
  const matrix = Float64Array.from(all.flatMap((a, i) => all.map((b, j) => inner(a, b) + (i === j ? LITTLE * target.length : 0))));
  return [...solve(eliminate(matrix, all.length), Float64Array.from(all, (a) => inner(a, target)))].slice(1);
};
