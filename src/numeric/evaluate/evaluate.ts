/**
 * A kernel expression in components: numbers with their derivatives, exact by Taylor series.
 *
 * A derivative is never formed as a formula: what is to be differentiated is evaluated as a series of one order more, around the
 * point, and the coefficients of the derivative are read off. Over doubles, over balls, or over the nodes of a graph.
 *
 * Conventions: components with the last slot of the shape running fastest; series as in `taylor/monomials.ts`, in the scalar variables of
 * the place, one variable after the other in the order in which the place lists them. The place lists every variable that occurs free.
 *
 * Errors: NumericError 'not-finite' where a double is none; 'not-applicable' for a variable without a value and for an
 * optimum over a density; 'singular-matrix', 'no-convergence' from the parts. A ball of infinite radius is a result.
 */
import type { Expression } from '../../kernel/expression.ts';
import type { Place } from './body.ts';
import { prepare } from './prepare.ts';
import type { Sites } from './prepare.ts';
import type { Program } from './program.ts';
import { run } from './run.ts';
import type { Series, World } from './world.ts';

export type { Place } from './body.ts';

/** The components of an expression, as series of this order in the scalar variables of the place. */
export const evaluate = <Value>(
  expression: Expression, world: World<Value>, place: Place<Value>, order: number,
): readonly Series<Value>[] => evaluateAll([expression], world, place, order)[0] as readonly Series<Value>[];

/** Several expressions at one place; what they have in common is computed once. */
export const evaluateAll = <Value>(
  expressions: readonly Expression[], world: World<Value>, place: Place<Value>, order: number,
): readonly (readonly Series<Value>[])[] => {
  if (expressions.length === 0) return [];
  const sites = place.map(({ variable, values }) => ({ variable, size: values.length }));
  return run(programOf(expressions, sites, order, world), world, place.flatMap((p) => p.values), evaluate);
};

interface Kept {
  readonly expressions: readonly Expression[];
  readonly sites: Sites;
  readonly program: Program;
}

/** Programs that have been made, by the first of their expressions. */
const kept = new WeakMap<Expression, Kept[]>();

const programOf = <Value>(expressions: readonly Expression[], sites: Sites, order: number, world: World<Value>): Program => {
  const first = expressions[0] as Expression;
  const list = kept.get(first) ?? [];
  const old = list.find((k) => isFor(k, expressions, sites, order, world));
  if (old !== undefined) return old.program;
  const program = prepare(expressions, sites, order, world.dimensionOf);
  kept.set(first, [...list, { expressions, sites, program }]);
  return program;
};

const isFor = <Value>(k: Kept, expressions: readonly Expression[], sites: Sites, order: number, world: World<Value>): boolean => {
  if (k.program.order !== order || k.expressions.length !== expressions.length || k.sites.length !== sites.length) return false;
  if (!k.expressions.every((e, i) => e === expressions[i])) return false;
  const isSite = (i: number): boolean => {
    const [a, b] = [k.sites[i], sites[i]];
    return a?.variable.name === b?.variable.name && a?.size === b?.size;
  };
  for (let i = 0; i < sites.length; i += 1) if (!isSite(i)) return false;
  for (const [space, size] of k.program.spaces) if (world.dimensionOf(space) !== size) return false;
  return true;
};
