/**
 * Values that belong to a plan: which of a field's scalar variables and components its equation speaks of.
 */
import type { Variable } from '../../kernel/expression.ts';
import type { Series } from '../evaluate/world.ts';
import type { Plan, SizeOf } from './plan.ts';
import { scalarsOf } from './plan.ts';

/** k (k−1) … (k−m+1). */
export const fallingFactorial = (k: number, m: number): bigint => {
  let product = 1n;
  for (let j = 0; j < m; j += 1) product *= BigInt(k - j);
  return product;
};

/** The entries that the equation determines, replaced. */
export const replaced = <Value>(
  all: readonly Series<Value>[], components: readonly number[], change: (series: Series<Value>, k: number) => Series<Value>,
): readonly Series<Value>[] => {
  const result = [...all];
  components.forEach((component, k) => { result[component] = change(result[component] as Series<Value>, k); });
  return result;
};

/** Scalar values, in lists: one a variable. */
export const cut = <Value>(variables: readonly Variable[], values: readonly Value[], sizeOf: SizeOf): readonly (readonly Value[])[] => {
  let start = 0;
  return variables.map((v) => {
    const from = start;
    start += v.space === null ? 1 : sizeOf(v.space);
    return values.slice(from, start);
  });
};

/** Which of the field's scalar variables those of the equation are. */
export const ownPlaces = (plan: Plan, sizeOf: SizeOf): readonly number[] => {
  const all = scalarsOf(plan.field.slots, sizeOf).map((v) => v.name);
  return scalarsOf(plan.variables, sizeOf).map((v) => all.indexOf(v.name));
};
