/**
 * Ridge functions w · g(a·z + b): functions of several variables that vary along one direction only.
 *
 * Sums of them have all mixed derivatives (every polynomial is a sum of ridge functions; with a profile that is no polynomial
 * they are dense among continuous functions: Leshno, Lin, Pinkus and Schocken, Neural Networks 6, 1993), and one Taylor coefficient costs one product: that of z^α is g^(k)/k! · k!/α! · a^α, k = |α|.
 * All numbers are small dyadic fractions, so that they are exact as doubles.
 */
import type { Expression, Variable } from '../../kernel/expression.ts';
import { call, num, numberOf, plus, pow, times, use } from '../../kernel/expression.ts';
import type { Rational } from '../../kernel/rational.ts';
import { rational } from '../../kernel/rational.ts';

/** `power`: s^power; `bell`: 1/(1 + s²), which is positive and bounded. */
export type Profile = 'power' | 'sin' | 'cos' | 'exp' | 'bell';

export interface Ridge {
  readonly weight: number;
  readonly profile: Profile;
  /** Of the profile `power`: a natural number; otherwise 1. */
  readonly power: number;
  /** One entry a variable. */
  readonly direction: readonly number[];
  readonly offset: number;
}

/** Their sum; none: 0. */
export type RidgeSum = readonly Ridge[];

export const constantRidge = (weight: number, variables: number): Ridge => ({
  weight, profile: 'power', power: 0, direction: Array.from({ length: variables }, () => 0), offset: 0,
});

export const scaled = (sum: RidgeSum, factor: number): RidgeSum =>
  sum.map((ridge) => ({ ...ridge, weight: factor * ridge.weight }));

/** A double that is a dyadic fraction with at most 30 binary places. Throws a RangeError for any other. */
export const dyadic = (value: number): Rational => {
  const numerator = value * 2 ** 30;
  if (!Number.isSafeInteger(numerator)) throw new RangeError(`${value} is no dyadic fraction of 30 places`);
  return rational(numerator, 2 ** 30);
};

/** ∂/∂z_k of a ridge function. Throws a RangeError for `bell`, whose derivative is none of these. */
export const slopeAlong = (ridge: Ridge, k: number): RidgeSum => {
  const a = ridge.direction[k] ?? 0;
  if (a === 0) return [];
  const weight = ridge.weight * a;
  switch (ridge.profile) {
    case 'power': return ridge.power === 0 ? [] : [{ ...ridge, weight: weight * ridge.power, power: ridge.power - 1 }];
    case 'sin': return [{ ...ridge, weight, profile: 'cos' }];
    case 'cos': return [{ ...ridge, weight: -weight, profile: 'sin' }];
    case 'exp': return [{ ...ridge, weight }];
    case 'bell': throw new RangeError('the slope of a bell is no ridge function of this kind');
  }
};

/** The sum as a kernel expression in scalar variables, one a variable of the ridge functions. */
export const ridgeExpression = (sum: RidgeSum, variables: readonly Variable[]): Expression =>
  plus(...sum.filter((ridge) => ridge.weight !== 0).map((ridge) => oneRidge(ridge, variables)));

const oneRidge = (ridge: Ridge, variables: readonly Variable[]): Expression => {
  const weight = numberOf(dyadic(ridge.weight));
  if (ridge.profile === 'power' && ridge.power === 0) return weight;
  const value = profileOf(ridge, argumentOf(ridge, variables));
  return ridge.weight === 1 ? value : times(weight, value);
};

const argumentOf = ({ direction, offset }: Ridge, variables: readonly Variable[]): Expression => {
  const terms = variables.flatMap((v, k) => {
    const a = direction[k] ?? 0;
    return a === 0 ? [] : [a === 1 ? use(v) : times(numberOf(dyadic(a)), use(v))];
  });
  return plus(...(offset === 0 && terms.length > 0 ? terms : [...terms, numberOf(dyadic(offset))]));
};

const profileOf = (ridge: Ridge, s: Expression): Expression => {
  switch (ridge.profile) {
    case 'power': return ridge.power === 1 ? s : pow(s, num(ridge.power));
    case 'sin': case 'cos': case 'exp': return call(ridge.profile, s);
    case 'bell': return pow(plus(num(1), pow(s, num(2))), num(-1));
  }
};
