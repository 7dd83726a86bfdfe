/**
 * Taylor coefficients of sums of ridge functions, over any arithmetic.
 *
 * With s = a·z₀ + b and g_k = g^(k)(s)/k!, the coefficient of (z − z₀)^α in g(a·z + b) is g_k · (k!/α!) · a^α with k = |α|.
 * The factor (k!/α!) a^α is exact as a double up to order 12; above it a NumericError is thrown.
 */
import type { Arithmetic } from '../arithmetic/arithmetic.ts';
import { rational } from '../../kernel/rational.ts';
import { NumericError } from '../numeric-error.ts';
import type { Monomials } from '../taylor/monomials.ts';
import { monomials } from '../taylor/monomials.ts';
import type { Ridge, RidgeSum } from './ridge.ts';

const HIGHEST_ORDER = 12;

/** The series of a sum of ridge functions about a point, to the order. */
export const ridgeSeries = <Value>(
  sum: RidgeSum, point: readonly Value[], order: number, arithmetic: Arithmetic<Value>,
): Value[] => {
  if (order > HIGHEST_ORDER) {
    throw new NumericError('not-applicable', `a Taylor series of order ${order}`, `ask for an order up to ${HIGHEST_ORDER}`);
  }
  const table = monomials(point.length, order);
  const result: Value[] = Array.from({ length: table.counts[order] as number }, () => arithmetic.zero);
  for (const ridge of sum) if (ridge.weight !== 0) addRidge(result, ridge, point, order, table, arithmetic);
  return result;
};

const addRidge = <Value>(
  into: Value[], ridge: Ridge, point: readonly Value[], order: number, table: Monomials, arithmetic: Arithmetic<Value>,
): void => {
  const profile = profileSeries(ridge, argument(ridge, point, arithmetic), order, arithmetic);
  const factors = directional(ridge.direction, table, into.length);
  for (let m = 0; m < into.length; m += 1) {
    const factor = ridge.weight * (factors[m] as number);
    const value = profile[table.degrees[m] as number] as Value;
    if (factor === 0 || arithmetic.isZero(value)) continue;
    const term = factor === 1 ? value : arithmetic.multiply(arithmetic.fromNumber(factor), value);
    const old = into[m] as Value;
    into[m] = arithmetic.isZero(old) ? term : arithmetic.add(old, term);
  }
};

/** (|α|!/α!) a^α for each monomial, from that of a monomial with one variable less. */
const directional = (direction: readonly number[], table: Monomials, count: number): Float64Array => {
  const parents = parentsOf(table);
  const result = new Float64Array(count);
  result[0] = 1;
  for (let m = 1; m < count; m += 1) {
    const k = parents.variable[m] as number;
    // The product before the division is an integer multiple of α_k, so that the quotient is exact.
    const before = (result[parents.monomial[m] as number] as number) * (table.degrees[m] as number);
    result[m] = before / (table.exponents[m * table.variables + k] as number) * (direction[k] ?? 0);
  }
  return result;
};

interface Parents {
  readonly monomial: Int32Array;
  readonly variable: Uint8Array;
}

/** Of every monomial, one that it is a multiple of by one variable. */
const parentsOf = (table: Monomials): Parents => {
  const old = knownParents.get(table);
  if (old !== undefined) return old;
  const monomial = new Int32Array(table.count);
  const variable = new Uint8Array(table.count);
  for (let m = 0; m < table.count; m += 1) {
    for (let k = 0; k < table.variables; k += 1) {
      const raised = table.raised[m * table.variables + k] as number;
      if (raised >= 0) [monomial[raised], variable[raised]] = [m, k];
    }
  }
  const made = { monomial, variable };
  knownParents.set(table, made);
  return made;
};

const knownParents = new WeakMap<Monomials, Parents>();

const argument = <Value>({ direction, offset }: Ridge, point: readonly Value[], arithmetic: Arithmetic<Value>): Value =>
  point.reduce((sum, z, k) => {
    const a = direction[k] ?? 0;
    if (a === 0) return sum;
    return arithmetic.add(sum, a === 1 ? z : arithmetic.multiply(arithmetic.fromNumber(a), z));
  }, arithmetic.fromNumber(offset));

/** g^(k)(s)/k! for k = 0, …, order. */
const profileSeries = <Value>(ridge: Ridge, s: Value, order: number, arithmetic: Arithmetic<Value>): readonly Value[] => {
  switch (ridge.profile) {
    case 'power': return powerSeries(ridge.power, s, order, arithmetic);
    case 'exp': {
      const e = arithmetic.call('exp', s);
      return divided(Array.from({ length: order + 1 }, () => e), arithmetic);
    }
    case 'sin': case 'cos': {
      const [sin, cos] = [arithmetic.call('sin', s), arithmetic.call('cos', s)];
      const round = ridge.profile === 'sin'
        ? [sin, cos, arithmetic.negate(sin), arithmetic.negate(cos)]
        : [cos, arithmetic.negate(sin), arithmetic.negate(cos), sin];
      return divided(Array.from({ length: order + 1 }, (_, k) => round[k % 4] ?? sin), arithmetic);
    }
    case 'bell': return bellSeries(s, order, arithmetic);
  }
};

/** The binomial theorem: C(p, k) s^(p−k). */
const powerSeries = <Value>(p: number, s: Value, order: number, arithmetic: Arithmetic<Value>): readonly Value[] => {
  const powers: Value[] = [arithmetic.one];
  for (let k = 1; k <= p; k += 1) powers.push(arithmetic.multiply(powers[k - 1] ?? s, s));
  let binomial = 1;
  return Array.from({ length: order + 1 }, (_, k) => {
    if (k > p) return arithmetic.zero;
    if (k > 0) binomial = (binomial * (p - k + 1)) / k;
    return arithmetic.multiply(arithmetic.fromNumber(binomial), powers[p - k] ?? arithmetic.one);
  });
};

/** Derivatives divided by k!. */
const divided = <Value>(derivatives: readonly Value[], arithmetic: Arithmetic<Value>): readonly Value[] => {
  let factorial = 1;
  return derivatives.map((d, k) => {
    if (k < 2) return d;
    factorial *= k;
    return arithmetic.multiply(arithmetic.fromRational(rational(1, factorial)), d);
  });
};

/** Of 1/(1 + s²): the coefficients c_k with (1 + s²) c_k + 2 s c_(k−1) + c_(k−2) = 0. */
const bellSeries = <Value>(s: Value, order: number, arithmetic: Arithmetic<Value>): readonly Value[] => {
  const inverse = arithmetic.divide(arithmetic.one, arithmetic.add(arithmetic.one, arithmetic.multiply(s, s)));
  const twice = arithmetic.multiply(arithmetic.fromNumber(2), s);
  const c: Value[] = [inverse];
  for (let k = 1; k <= order; k += 1) {
    const before = arithmetic.multiply(twice, c[k - 1] ?? arithmetic.zero);
    const rest = arithmetic.add(before, c[k - 2] ?? arithmetic.zero);
    c.push(arithmetic.negate(arithmetic.multiply(inverse, rest)));
  }
  return c;
};
