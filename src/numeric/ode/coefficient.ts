/**
 * A coefficient of a linear equation: constant, or a function of time that writes its entries into an array.
 */
import { checkedMatrix } from '../linear-algebra/checked.ts';

export type Coefficient = ArrayLike<number> | ((t: number, out: Float64Array) => void);

export const isConstant = (coefficient: Coefficient): coefficient is ArrayLike<number> => typeof coefficient !== 'function';

/**
 * The entries at a time, in an array that the next call writes over. Throws NumericError for a constant of the wrong length
 * or with entries that are not finite; what a function writes is watched by the solver.
 */
export const reader = (name: string, coefficient: Coefficient, rows: number, columns: number): ((t: number) => Float64Array) => {
  if (isConstant(coefficient)) {
    const entries = checkedMatrix(name, coefficient, rows, columns);
    return () => entries;
  }
  const out = new Float64Array(rows * columns);
  return (t) => {
    coefficient(t, out);
    return out;
  };
};
