/**
 * Expressions in components, with polynomials for the fields: what the tests of this folder compare formulas by.
 *
 * Values are quotients of polynomials with rational coefficients; log is known under a derivative only. Spaces have
 * two components each, or as many as `sizes` says.
 */
import type { Expression, Field, Variable } from '../../src/kernel/expression.ts';
import { shapeOf } from '../../src/kernel/expression.ts';
import type { Rational } from '../../src/kernel/rational.ts';
import { ONE, add, isZero, multiply, rational } from '../../src/kernel/rational.ts';

/** Monomials such as `t^1 x1^2` with their coefficients; '' is 1. */
export type Polynomial = ReadonlyMap<string, Rational>;
export interface Quotient { readonly over: Polynomial; readonly under: Polynomial }
/** Components in row-major order. */
export type Components = readonly Quotient[];
export interface World {
  /** The components of a field as polynomials in its slots' variables. */
  readonly fields: ReadonlyMap<string, readonly Polynomial[]>;
  readonly sizes?: Readonly<Record<string, number>>;
}

export const constant = (value: number, under = 1): Polynomial => clean([['', rational(value, under)]]);
export const variableNamed = (name: string): Polynomial => clean([[`${name}^1`, ONE]]);

const clean = (entries: Iterable<readonly [string, Rational]>): Polynomial => {
  const sum = new Map<string, Rational>();
  for (const [key, value] of entries) sum.set(key, add(sum.get(key) ?? rational(0), value));
  for (const [key, value] of sum) if (isZero(value)) sum.delete(key);
  return sum;
};

const exponents = (key: string): Map<string, number> =>
  new Map(key === '' ? [] : key.split(' ').map((part) => {
    const [name = '', power = '1'] = part.split('^');
    return [name, Number(power)];
  }));
const keyOf = (powers: ReadonlyMap<string, number>): string =>
  [...powers].filter(([, n]) => n > 0).sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, n]) => `${name}^${n}`).join(' ');

const timesKey = (a: string, b: string): string => {
  const powers = exponents(a);
  for (const [name, n] of exponents(b)) powers.set(name, (powers.get(name) ?? 0) + n);
  return keyOf(powers);
};
export const sum = (a: Polynomial, b: Polynomial): Polynomial => clean([...a, ...b]);
export const product = (a: Polynomial, b: Polynomial): Polynomial =>
  clean([...a].flatMap(([k, v]) => [...b].map(([l, w]): [string, Rational] => [timesKey(k, l), multiply(v, w)])));
const slope = (a: Polynomial, name: string): Polynomial =>
  clean([...a].flatMap(([key, value]): [string, Rational][] => {
    const powers = exponents(key);
    const n = powers.get(name) ?? 0;
    return n === 0 ? [] : [[keyOf(powers.set(name, n - 1)), multiply(value, rational(n))]];
  }));
const substitute = (a: Polynomial, values: ReadonlyMap<string, Polynomial>): Polynomial =>
  [...a].reduce((total, [key, value]) => {
    let term: Polynomial = clean([['', value]]);
    for (const [name, n] of exponents(key)) {
      for (let k = 0; k < n; k += 1) term = product(term, values.get(name) ?? variableNamed(name));
    }
    return sum(total, term);
  }, clean([]));

const quotient = (over: Polynomial): Quotient => ({ over, under: constant(1) });
const same = (a: Polynomial, b: Polynomial): boolean => sum(a, product(constant(-1), b)).size === 0;
const plusQuotient = (a: Quotient, b: Quotient): Quotient => same(a.under, b.under)
  ? { over: sum(a.over, b.over), under: a.under }
  : { over: sum(product(a.over, b.under), product(b.over, a.under)), under: product(a.under, b.under) };
const timesQuotient = (a: Quotient, b: Quotient): Quotient => ({ over: product(a.over, b.over), under: product(a.under, b.under) });
const slopeQuotient = (a: Quotient, name: string): Quotient => a.under.size === 1 && a.under.has('')
  ? { over: slope(a.over, name), under: a.under }
  : {
      over: sum(product(slope(a.over, name), a.under), product(constant(-1), product(a.over, slope(a.under, name)))),
      under: product(a.under, a.under),
    };

/** Whether two lists of components agree as functions. */
export const agree = (a: Components, b: Components): boolean => a.length === b.length
  && a.every((left, i) => same(product(left.over, b[i]?.under ?? constant(0)), product(b[i]?.over ?? constant(0), left.under)));

/** The components of an expression. */
export const componentsOf = (e: Expression, world: World): Components => {
  const size = (space: string): number => world.sizes?.[space] ?? 2;
  const names = (v: Variable): readonly string[] =>
    v.space === null ? [v.name] : Array.from({ length: size(v.space) }, (_, i) => `${v.name}${i + 1}`);
  const of = (part: Expression): Components => componentsOf(part, world);
  const dims = (part: Expression): number[] => shapeOf(part).map(size);
  const zero = quotient(clean([]));
  const total = (list: Components): Quotient => list.reduce(plusQuotient, zero);
  const atIndex = (list: Components, i: number): Quotient => list[i] ?? zero;
  const contract = (left: Components, right: Components, n: number): Components => {
    const [rows, columns] = [left.length / n, right.length / n];
    return Array.from({ length: rows * columns }, (_, k) => total(Array.from({ length: n }, (__, j) =>
      timesQuotient(atIndex(left, Math.floor(k / columns) * n + j), atIndex(right, j * columns + (k % columns))))));
  };
  const gradientOf = (list: Components, v: Variable): Components => list.flatMap((c) => names(v).map((n) => slopeQuotient(c, n)));
  const divergenceOf = (list: Components, v: Variable): Components => {
    const n = names(v).length;
    return Array.from({ length: list.length / n }, (_, i) =>
      total(names(v).map((name, j) => slopeQuotient(atIndex(list, i * n + j), name))));
  };
  const logarithmic = (argument: Expression, variables: readonly string[]): Components => {
    const [value = zero] = of(argument);
    const reciprocal = { over: value.under, under: value.over };
    return variables.map((name) => timesQuotient(slopeQuotient(value, name), reciprocal));
  };
  switch (e.kind) {
    case 'number': return [quotient(clean([['', e.value]]))];
    case 'dimension': return [quotient(constant(size(e.space)))];
    case 'parameter': return shapeOf(e).length === 0 ? [quotient(variableNamed(e.parameter.name))] : parameterOf(e.parameter.name, dims(e));
    case 'variable': return names(e.variable).map((name) => quotient(variableNamed(name)));
    case 'field': return fieldAt(e.field, e.args.map(of), world, names);
    case 'add': return e.terms.map(of).reduce((a, b) => a.map((c, i) => plusQuotient(c, atIndex(b, i))));
    case 'multiply': return e.factors.map(of).reduce((a, b) =>
      a.length === 1 ? b.map((c) => timesQuotient(c, atIndex(a, 0))) : a.map((c) => timesQuotient(c, atIndex(b, 0))));
    case 'power': return [integerPower(atIndex(of(e.base), 0), e.exponent)];
    case 'dot': return contract(of(e.left), of(e.right), dims(e.right)[0] ?? 1);
    case 'doubleDot': return [total(of(e.left).map((c, i) => timesQuotient(c, atIndex(of(e.right), i))))];
    case 'outer': return of(e.left).flatMap((a) => of(e.right).map((b) => timesQuotient(a, b)));
    case 'transpose': {
      const [n = 1, m = 1] = dims(e.of);
      return Array.from({ length: n * m }, (_, k) => atIndex(of(e.of), (k % n) * m + Math.floor(k / n)));
    }
    case 'trace': return [total(Array.from({ length: dims(e.of)[0] ?? 1 }, (_, i) => atIndex(of(e.of), i * ((dims(e.of)[0] ?? 1) + 1))))];
    case 'identity': return Array.from({ length: size(e.space) ** 2 }, (_, k) => quotient(constant(k % (size(e.space) + 1) === 0 ? 1 : 0)));
    case 'derivative':
      if (e.of.kind === 'call' && e.of.function === 'log') return logarithmic(e.of.argument, names(e.variable));
      return gradientOf(of(e.of), e.variable);
    case 'gradient':
      if (e.of.kind === 'call' && e.of.function === 'log') return logarithmic(e.of.argument, names(e.variable));
      return gradientOf(of(e.of), e.variable);
    case 'divergence': return divergenceOf(of(e.of), e.variable);
    case 'laplacian': return divergenceOf(gradientOf(of(e.of), e.variable), e.variable);
    case 'hessian': return gradientOf(gradientOf(of(e.of), e.variable), e.variable);
    case 'at': {
      const values = new Map<string, Polynomial>();
      for (const { variable, value } of e.bindings) names(variable).forEach((name, i) => values.set(name, atIndex(of(value), i).over));
      return of(e.of).map(({ over, under }) => ({ over: substitute(over, values), under: substitute(under, values) }));
    }
    case 'pi': case 'call': case 'inverse': case 'determinant': case 'integral': case 'optimum':
      throw new Error(`no components for ${e.kind}`);
  }
};

const integerPower = (base: Quotient, exponent: Expression): Quotient => {
  if (exponent.kind !== 'number') throw new Error('a power that is no number');
  const n = Number(exponent.value.numerator);
  let result = quotient(constant(1));
  for (let k = 0; k < Math.abs(n); k += 1) result = timesQuotient(result, n < 0 ? { over: base.under, under: base.over } : base);
  return result;
};

const parameterOf = (name: string, dims: readonly number[]): Components =>
  Array.from({ length: dims.reduce((a, b) => a * b, 1) }, (_, k) => quotient(variableNamed(`${name}_${k}`)));

const fieldAt = (
  field: Field, args: readonly Components[], world: World, names: (v: Variable) => readonly string[],
): Components => {
  const values = new Map<string, Polynomial>();
  field.slots.forEach((slot, i) => names(slot).forEach((name, k) => values.set(name, args[i]?.[k]?.over ?? constant(0))));
  const components = world.fields.get(field.name);
  if (components === undefined) throw new Error(`no polynomial for ${field.name}`);
  return components.map((c) => quotient(substitute(c, values)));
};

/** A polynomial of degree two in the variables, with small coefficients that depend on the seed. */
export const somePolynomial = (variables: readonly string[], seed: number): Polynomial => {
  let state = seed * 7919 + 17;
  const next = (): number => {
    state = (state * 1103515245 + 12345) % 2147483648;
    return (Math.floor(state / 65536) % 7) - 3;
  };
  let result = constant(next() || 1);
  for (const [i, a] of variables.entries()) {
    result = sum(result, product(constant(next()), variableNamed(a)));
    for (const b of variables.slice(i)) result = sum(result, product(constant(next()), product(variableNamed(a), variableNamed(b))));
  }
  return result;
};
/** As many polynomials as a tensor has components. */
export const someComponents = (count: number, variables: readonly string[], seed: number): readonly Polynomial[] =>
  Array.from({ length: count }, (_, k) => somePolynomial(variables, seed * 100 + k));
