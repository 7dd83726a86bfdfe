/**
 * The integral over the whole space of a variable, with its derivatives by the other ones: they are taken under the integral.
 *
 * Over balls, the estimate of the quadrature's error is added to the radius. That estimate is not rigorous; the rest of the radius
 * is. Errors: those of `whole-space.ts`.
 */
import type { Expression } from '../../kernel/expression.ts';
import { bodyOf } from './body.ts';
import type { Site } from './body.ts';
import { wholeSpaceIntegrals } from './whole-space.ts';
import type { Series } from './world.ts';

export const integralSeries = <Value>(
  e: Extract<Expression, { kind: 'integral' }>, site: Site<Value>, order: number,
): readonly Series<Value>[] => {
  const { arithmetic } = site.world;
  const body = bodyOf(e.of, e.variable, site);
  // The bound variable is a number at each point: only the other ones are left to differentiate by.
  const sampled = (point: readonly number[]): readonly Series<Value>[] => {
    const values = point.map(arithmetic.fromNumber);
    const fixed = values.map((value) => body.outer.constant(value, order));
    return body.at(values, order).map((series) => body.withBound(series, fixed, order));
  };
  const { values, errors } = wholeSpaceIntegrals(arithmetic, body.size, (point) => sampled(point).flat());
  const { enclosing } = arithmetic;
  const widened = enclosing === undefined ? values : values.map((value, k) => enclosing.widen(value, errors[k] as number));
  const length = body.outer.count(order);
  return Array.from({ length: widened.length / length }, (_, k) => widened.slice(k * length, (k + 1) * length));
};
