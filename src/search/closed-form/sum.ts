/**
 * Sums of monomials c · Π g^q with rational exponents q: the form in which closed forms are looked for.
 *
 * Conventions: generators are independent symbols. An exponential exp(Σ c_i m_i) is the product of the generators
 * exp(m_i) to the powers c_i, so that exponentials multiply, divide and have roots like everything else; a vector
 * parameter is a generator that occurs once in every term, or in none. No terms: 0. Nothing here is trusted: what
 * is made of it is proved by the kernel.
 */
import { fingerprint } from '../../calculus/sameness.ts';
import type { Expression } from '../../kernel/expression.ts';
import { exp } from '../../kernel/expression.ts';
import type { Rational } from '../../kernel/rational.ts';
import { add, invert, isZero, multiply, negate, rational, ONE, ZERO } from '../../kernel/rational.ts';

export interface Generator {
  readonly key: string;
  readonly base: Expression;
  /** m where the generator is exp(m), m a product without a number; null for all others. */
  readonly logarithm: Expression | null;
}

export interface Factor {
  readonly generator: Generator;
  readonly exponent: Rational;
}

export interface Monomial {
  readonly coefficient: Rational;
  /** By the generator's key; no exponent is 0. */
  readonly powers: ReadonlyMap<string, Factor>;
}

export type Sum = readonly Monomial[];

const generatorOf = (base: Expression, logarithm: Expression | null): Generator =>
  ({ key: fingerprint(base), base, logarithm });
export const plainGenerator = (base: Expression): Generator => generatorOf(base, null);
export const exponentialGenerator = (of: Expression): Generator => generatorOf(exp(of), of);

export const constantMonomial = (coefficient: Rational): Monomial => ({ coefficient, powers: new Map() });
export const powerMonomial = (generator: Generator, exponent: Rational = ONE): Monomial =>
  ({ coefficient: ONE, powers: isZero(exponent) ? new Map() : new Map([[generator.key, { generator, exponent }]]) });

export const ONE_MONOMIAL: Monomial = constantMonomial(ONE);
export const UNIT: Sum = [ONE_MONOMIAL];
export const constantSum = (numerator: number, denominator: number = 1): Sum =>
  numerator === 0 ? [] : [constantMonomial(rational(numerator, denominator))];

export const multiplyMonomials = (a: Monomial, b: Monomial): Monomial => {
  const powers = new Map(a.powers);
  for (const [key, factor] of b.powers) {
    const exponent = add(factor.exponent, powers.get(key)?.exponent ?? ZERO);
    if (isZero(exponent)) powers.delete(key);
    else powers.set(key, { generator: factor.generator, exponent });
  }
  return { coefficient: multiply(a.coefficient, b.coefficient), powers };
};

/** a^q for the powers alone; the number must be dealt with by the caller. */
export const scaleExponents = (m: Monomial, q: Rational): ReadonlyMap<string, Factor> =>
  new Map([...m.powers].map(([key, f]) => [key, { generator: f.generator, exponent: multiply(f.exponent, q) }] as const));

export const inverseMonomial = (m: Monomial): Monomial =>
  ({ coefficient: invert(m.coefficient), powers: scaleExponents(m, rational(-1)) });
export const scaleMonomial = (m: Monomial, by: Rational): Monomial =>
  ({ ...m, coefficient: multiply(m.coefficient, by) });

/** What two monomials share exactly when they differ in nothing but the number. */
export const keyOfPowers = (m: Monomial): string =>
  [...m.powers].map(([key, { exponent }]) => `${key}^${exponent.numerator}/${exponent.denominator}`).sort().join(' ');

/** Like terms together, in order of first appearance. */
export const addSums = (...sums: readonly Sum[]): Sum => {
  const found = new Map<string, Monomial>();
  for (const m of sums.flat()) {
    const key = keyOfPowers(m);
    const old = found.get(key);
    found.set(key, old === undefined ? m : { ...old, coefficient: add(old.coefficient, m.coefficient) });
  }
  return [...found.values()].filter((m) => !isZero(m.coefficient));
};

export const multiplySums = (a: Sum, b: Sum): Sum => addSums(a.flatMap((m) => b.map((n) => multiplyMonomials(m, n))));
export const timesMonomial = (a: Sum, m: Monomial): Sum => a.map((n) => multiplyMonomials(n, m));
export const negateSum = (a: Sum): Sum => a.map((m) => ({ ...m, coefficient: negate(m.coefficient) }));
export const subtractSums = (a: Sum, b: Sum): Sum => addSums(a, negateSum(b));
export const areSameSums = (a: Sum, b: Sum): boolean => subtractSums(a, b).length === 0;

/** Splits the factors of a monomial in two; the number goes with the second. */
export const splitMonomial = (m: Monomial, first: (g: Generator) => boolean): readonly [Monomial, Monomial] => {
  const [mine, rest] = [new Map<string, Factor>(), new Map<string, Factor>()];
  for (const [key, factor] of m.powers) (first(factor.generator) ? mine : rest).set(key, factor);
  return [{ coefficient: ONE, powers: mine }, { coefficient: m.coefficient, powers: rest }];
};
