/**
 * A world from an instance: parameters are its fractions, fields its closed formulas, evaluated over the same arithmetic.
 *
 * Errors: NumericError 'not-applicable' for a parameter or a field that the instance does not give; those of `evaluate`.
 */
import type { Expression, Field } from '../../kernel/expression.ts';
import type { Arithmetic } from '../arithmetic/arithmetic.ts';
import type { ClosedForm, Instance } from '../instance/instance.ts';
import { NumericError } from '../numeric-error.ts';
import { evaluateAll } from './evaluate.ts';
import type { Series, World } from './world.ts';

export const worldOf = <Value>(instance: Instance, arithmetic: Arithmetic<Value>): World<Value> => {
  const numbers = new Map([...instance.parameters].map(([name, values]) => [name, values.map(arithmetic.fromRational)]));
  const recent = new Map<string, Recent<Value>>();
  const world: World<Value> = {
    arithmetic,
    dimensionOf: (space) => given(instance.spaces.get(space), `the number of components of ${space}`),
    parameter: ({ name }) => given(numbers.get(name), name),
    field: (field, point, order) => {
      const old = recent.get(field.name);
      if (old !== undefined && old.order === order && isSamePoint(arithmetic, old.point, point)) return old.series;
      const series = valueOf(given(instance.fields.get(field.name), field.name), field, world, point, order);
      recent.set(field.name, { point, order, series });
      return series;
    },
  };
  return world;
};

/** What a field was last asked for: at one point, a formula often asks for it more than once. */
interface Recent<Value> {
  readonly point: readonly Value[];
  readonly order: number;
  readonly series: readonly Series<Value>[];
}

const isSamePoint = <Value>({ alike }: Arithmetic<Value>, a: readonly Value[], b: readonly Value[]): boolean =>
  a.every((value, k) => (alike === undefined ? value === b[k] : alike(value, b[k] as Value)));

const given = <Item>(item: Item | undefined, what: string): Item => {
  if (item !== undefined) return item;
  throw new NumericError('not-applicable', `the instance does not give ${what}`, 'add it to the instance');
};

const valueOf = <Value>(
  { slots, components }: ClosedForm, field: Field, world: World<Value>, point: readonly Value[], order: number,
): readonly Series<Value>[] => {
  const variables = slots.flat();
  if (variables.length !== point.length) {
    throw new NumericError('not-applicable', `${field.name} has ${variables.length} arguments, not ${point.length}`, 'give that many');
  }
  const place = variables.map((variable, k) => ({ variable, values: [point[k] as Value] }));
  return evaluateAll(components as readonly Expression[], world, place, order).map((entries) => entries[0] as Series<Value>);
};
