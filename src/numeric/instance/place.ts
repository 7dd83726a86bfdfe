/**
 * Places: variables with their values, one list of components a variable.
 */
import type { Variable } from '../../kernel/expression.ts';
import type { Place } from '../evaluate/evaluate.ts';

export const placeOf = <Value>(variables: readonly Variable[], values: readonly (readonly Value[])[]): Place<Value> =>
  variables.map((variable, k) => ({ variable, values: values[k] ?? [] }));
