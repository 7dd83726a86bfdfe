/**
 * What is left of an equation, left − right, and which component of a field belongs to which of its components.
 */
import type { Equation } from './identity.ts';
import type { Evaluator } from './evaluate.ts';
import { Unlucky } from './outcome.ts';
import { MAIN } from './primes.ts';
import type { Series } from './series.ts';
import type { Tensor } from './tensor.ts';
import { entryAt, indicesOf } from './tensor.ts';
import type { Place } from './world.ts';

/** Whether the fields satisfy an equation, to second order about the root. */
export const holds = (equation: Equation, evaluator: Evaluator): boolean =>
  residual(equation, evaluator, evaluator.world.root, MAIN, 2).entries.every((entry) => entry.every((c) => c === 0));

export const residual = (
  equation: Equation, evaluator: Evaluator, place: Place, level: number, order: number,
): Tensor => {
  const left = evaluator.evaluate(equation.left, place, level, order);
  const right = evaluator.evaluate(equation.right, place, level, order);
  const ring = evaluator.world.ring(level);
  if (left.entries.length !== right.entries.length) throw new TypeError('two sides of different shapes');
  return { sizes: left.sizes, entries: left.entries.map((entry, k) => ring.subtract(entry, right.entries[k] ?? entry)) };
};

/** Which entry of a field belongs to an equation's k-th component: the same one, its missing slots at their first. */
export const placeOf = (field: Tensor, equation: { readonly sizes: readonly number[] }, k: number): number => {
  const index = indicesOf(equation.sizes)[k] ?? [];
  const full = field.sizes.map((_, slot) => index[slot] ?? 0);
  if (index.length > full.length) throw new Unlucky('an equation with more components than the field', null);
  entryAt(field, full);
  return full.reduce((sum, component, slot) => sum * (field.sizes[slot] ?? 1) + component, 0);
};

export const entryFor = (field: Tensor, equation: { readonly sizes: readonly number[] }, k: number): Series => {
  const entry = field.entries[placeOf(field, equation, k)];
  if (entry === undefined) throw new TypeError('a component that is missing');
  return entry;
};

/** `tensor` with the entries that belong to the equation's components replaced. */
export const replacedEntries = (
  tensor: Tensor, equation: Tensor, change: (entry: Series, k: number) => Series,
): Tensor => {
  const entries = [...tensor.entries];
  equation.entries.forEach((entry, k) => { entries[placeOf(tensor, equation, k)] = change(entry, k); });
  return { sizes: tensor.sizes, entries };
};
