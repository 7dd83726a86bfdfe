/**
 * Composition of power series: F(g_1, …, g_m) = Σ_β F_β δ^β with δ_i = g_i − g_i(0), F being a series around the g_i(0).
 *
 * Two ways: where every δ_i is zero or a number times one variable (a field at its own slots, at T − t), monomials go to monomials;
 * otherwise the powers δ^β are made one from the other, degree by degree.
 *
 * Where F_β is not known, no coefficient of degree |β| or more of the composition is, not even where δ^β is zero to this order: √r at
 * r = s² has no derivative at 0.
 */
import type { Series } from '../evaluate/world.ts';
import type { Monomials } from './monomials.ts';
import { seriesOver } from './series.ts';
import type { SeriesAlgebra } from './series.ts';

export const compose = <Value>(algebra: SeriesAlgebra<Value>, outer: Series<Value>, inner: readonly Series<Value>[]): Series<Value> => {
  const from = seriesOver(algebra.arithmetic, inner.length);
  const order = Math.min(inner.length === 0 ? Infinity : from.orderOf(outer.length), ...inner.map((g) => algebra.orderOf(g.length)));
  if (inner.length === 0 || order === 0) {
    return algebra.constant(outer[0] as Value, Number.isFinite(order) ? order : 0);
  }
  const table = from.table(from.count(order));
  const steps = inner.map((g) => singleStep(algebra, g, order));
  const composed = steps.every((step) => step !== null)
    ? substituted(algebra, outer, steps, table, order)
    : general(algebra, outer, inner, table, order);
  return withUnknowns(algebra, outer, composed, table, order);
};

/** The composition with what is not known of the outer series spread to all degrees that it may reach. */
const withUnknowns = <Value>(
  algebra: SeriesAlgebra<Value>, outer: Series<Value>, composed: Series<Value>, table: Monomials, order: number,
): Series<Value> => {
  const first = outer.findIndex((coefficient, b) => b > 0 && b < (table.counts[order] as number) && algebra.isUnknown(coefficient));
  if (first < 0) return composed;
  const known = algebra.count((table.degrees[first] as number) - 1);
  return composed.map((value, m) => (m < known ? value : outer[first] as Value));
};

/** δ = factor · (variable `to`). */
interface SingleStep<Value> {
  readonly to: number;
  readonly factor: Value;
}

/** null: δ is not a number times one variable. */
const singleStep = <Value>(algebra: SeriesAlgebra<Value>, g: Series<Value>, order: number): SingleStep<Value> | null => {
  const { isZero, zero } = algebra.arithmetic;
  const length = algebra.count(order);
  let found: SingleStep<Value> = { to: 0, factor: zero };
  for (let m = 1; m < length; m += 1) {
    if (isZero(g[m] as Value)) continue;
    if (m > algebra.variables || !isZero(found.factor)) return null;
    found = { to: m - 1, factor: g[m] as Value };
  }
  return found;
};

/** δ^β is a number times a monomial: both follow from those of β without one of its variables. */
const substituted = <Value>(
  algebra: SeriesAlgebra<Value>, outer: Series<Value>, steps: readonly SingleStep<Value>[], table: Monomials, order: number,
): Series<Value> => {
  const { add, isZero, multiply, one } = algebra.arithmetic;
  const result = algebra.zeros(algebra.count(order));
  const { raised } = algebra.table(result.length);
  const count = table.counts[order] as number;
  const factors: (Value | undefined)[] = Array.from({ length: count });
  const targets = new Int32Array(count);
  factors[0] = one;
  for (let b = 0; b < count; b += 1) {
    const factor = factors[b] as Value;
    const target = targets[b] as number;
    const coefficient = outer[b] as Value;
    if (!isZero(factor) && !isZero(coefficient)) {
      const term = factor === one ? coefficient : multiply(factor, coefficient);
      const old = result[target] as Value;
      result[target] = isZero(old) ? term : add(old, term);
    }
    for (let i = 0; i < steps.length; i += 1) {
      const next = table.raised[b * steps.length + i] as number;
      if (next < 0 || next >= count || factors[next] !== undefined) continue;
      const step = steps[i] as SingleStep<Value>;
      factors[next] = step.factor === one ? factor : factor === one ? step.factor : multiply(factor, step.factor);
      targets[next] = raised[target * algebra.variables + step.to] as number;
    }
  }
  return result;
};

const general = <Value>(
  algebra: SeriesAlgebra<Value>, outer: Series<Value>, inner: readonly Series<Value>[], table: Monomials, order: number,
): Series<Value> => {
  const { isZero, zero } = algebra.arithmetic;
  const steps = inner.map((g) => algebra.truncate(g, order).map((x, m) => (m === 0 ? zero : x)));
  const count = table.counts[order] as number;
  const powers: (Series<Value> | undefined)[] = Array.from({ length: count });
  powers[0] = algebra.constant(algebra.arithmetic.one, order);
  let result: Series<Value> = algebra.constant(outer[0] as Value, order);
  for (let b = 0; b < count; b += 1) {
    const power = powers[b] as Series<Value>;
    const coefficient = outer[b] as Value;
    if (b > 0 && !isZero(coefficient) && !algebra.isUnknown(coefficient)) result = algebra.add(result, algebra.scale(power, coefficient));
    for (let i = 0; i < steps.length; i += 1) {
      const next = table.raised[b * steps.length + i] as number;
      if (next < 0 || next >= count || powers[next] !== undefined) continue;
      powers[next] = b === 0 ? steps[i] as Series<Value> : algebra.multiply(power, steps[i] as Series<Value>);
    }
  }
  return result;
};

