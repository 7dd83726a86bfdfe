/**
 * What a compiled formula is, whatever computes it.
 */
import { NumericError } from '../numeric-error.ts';

export interface Compiled {
  readonly inputs: number;
  readonly outputs: number;
  /**
   * Computes every output at the points 0 … count − 1: point i has the i-th entry of each input column, and gives the i-th of
   * each output column, which may be an input column, too. Throws NumericError('not-finite') with the first point where an output
   * is NaN or infinite.
   */
  readonly run: (inputs: readonly Float64Array[], outputs: readonly Float64Array[], count: number) => void;
}

/** Throws a RangeError unless there are as many columns as wanted, each long enough for that many points. */
export const checkColumns = (what: string, columns: readonly Float64Array[], wanted: number, count: number): void => {
  if (!(Number.isSafeInteger(count) && count >= 0)) throw new RangeError(`${count} points`);
  if (columns.length !== wanted) throw new RangeError(`${columns.length} columns for ${wanted} ${what}`);
  const short = columns.findIndex((column) => column.length < count);
  if (short >= 0) throw new RangeError(`${what}: column ${short} has ${columns[short]?.length} entries, not ${count}`);
};

/** The error of a value that is no number, with the point. */
export const notFinite = (inputs: readonly number[], output: number, point: number, value: number): NumericError => new NumericError(
  'not-finite', `output ${output} is ${value} at point ${point} (${inputs.join(', ')})`, 'leave out the point, or change the instance');
