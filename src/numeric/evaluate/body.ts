/**
 * What stands under an integral or an optimum: an expression at the place where that stands, with one variable more.
 *
 * A variable of the same name at the place is hidden by the bound one. The bound variable comes last.
 */
import type { Expression, Variable } from '../../kernel/expression.ts';
import type { SeriesAlgebra } from '../taylor/series.ts';
import { seriesOver } from '../taylor/series.ts';
import type { Series, World } from './world.ts';

/** Variables and their values: one, or one a component. */
export type Place<Value> = readonly { readonly variable: Variable; readonly values: readonly Value[] }[];

/** What `evaluate.ts` does; handed down, since what evaluates an integral is itself asked for by it. */
export type Evaluate = <Value>(
  expression: Expression, world: World<Value>, place: Place<Value>, order: number,
) => readonly Series<Value>[];

/** Where an integral or an optimum stands. */
export interface Site<Value> {
  readonly world: World<Value>;
  readonly place: Place<Value>;
  readonly evaluate: Evaluate;
}

export interface Body<Value> {
  /** The number of components of the bound variable. */
  readonly size: number;
  /** The series of the place, and of the place with the bound variable. */
  readonly outer: SeriesAlgebra<Value>;
  readonly extended: SeriesAlgebra<Value>;
  /** Of the bound variable's first component, among the scalar variables of the extended place. */
  readonly offset: number;
  /** The components at a value of the bound variable. */
  readonly at: (bound: readonly Value[], order: number) => readonly Series<Value>[];
  /** A series of the extended place with other series, of the place, put in for the bound variable. */
  readonly withBound: (series: Series<Value>, bound: readonly Series<Value>[], order: number) => Series<Value>;
}

export const bodyOf = <Value>(of: Expression, variable: Variable, site: Site<Value>): Body<Value> => {
  const { arithmetic } = site.world;
  const size = variable.space === null ? 1 : site.world.dimensionOf(variable.space);
  const others = site.place.filter((p) => p.variable.name !== variable.name);
  const offset = others.reduce((sum, p) => sum + p.values.length, 0);
  const outer = seriesOver(arithmetic, site.place.reduce((sum, p) => sum + p.values.length, 0));
  return {
    size, outer, extended: seriesOver(arithmetic, offset + size), offset,
    at: (bound, order) => site.evaluate(of, site.world, [...others, { variable, values: bound }], order),
    withBound: (series, bound, order) => outer.compose(series, [...coordinatesWithout(site.place, variable.name, outer, order), ...bound]),
  };
};

const coordinatesWithout = <Value>(place: Place<Value>, hidden: string, outer: SeriesAlgebra<Value>, order: number): Series<Value>[] => {
  let offset = 0;
  return place.flatMap(({ variable, values }) => {
    const start = offset;
    offset += values.length;
    return variable.name === hidden ? [] : values.map((value, k) => outer.coordinate(start + k, value, order));
  });
};
