/**
 * Products of scalars as they are written, factor by factor: (μ − r) x V′ / (σ² x² V″) is (μ − r) V′ / (σ² x V″).
 *
 * Sums are factors like any other and are not multiplied out. Only factors that are written alike are brought together;
 * whoever uses the result has the kernel prove it.
 */
import { fingerprint } from '../../calculus/sameness.ts';
import { dependsOn } from '../../calculus/dependence.ts';
import type { Expression, Variable } from '../../kernel/expression.ts';
import { num, numberOf, over, plus, pow, shapeOf, times } from '../../kernel/expression.ts';
import type { Rational } from '../../kernel/rational.ts';
import { ONE, add, isInteger, isOne, isZero, multiply, negate, power, subtract } from '../../kernel/rational.ts';

interface Factored {
  readonly coefficient: Rational;
  readonly factors: readonly { readonly base: Expression; readonly exponent: Rational }[];
}

/** The product with equal factors brought together. */
export const gathered = (e: Expression): Expression => written(factoredOf(e));

/** Term by term; terms that are zero are left out. */
export const gatheredSum = (e: Expression): Expression =>
  (e.kind === 'add' ? plus(...e.terms.map(gathered).filter((term) => !isZeroNumber(term))) : gathered(e));

const isZeroNumber = (e: Expression): boolean => e.kind === 'number' && isZero(e.value);

/** ∂e/∂u of a sum of products of scalars with numbers for exponents; null where it is not that. */
export const slopeOf = (e: Expression, control: Variable): Expression | null => {
  if (!dependsOn(e, control)) return num(0);
  if (shapeOf(e).length > 0) return null;
  switch (e.kind) {
    case 'variable': return num(1);
    case 'add': return sumOf(e.terms.map((term) => slopeOf(term, control)));
    case 'multiply': return sumOf(e.factors.map((factor, k) => {
      const slope = slopeOf(factor, control);
      return slope === null ? null : gathered(times(...e.factors.slice(0, k), slope, ...e.factors.slice(k + 1)));
    }));
    case 'power': {
      if (e.exponent.kind !== 'number') return null;
      const slope = slopeOf(e.base, control);
      return slope === null ? null : gathered(times(e.exponent, pow(e.base, numberOf(subtract(e.exponent.value, ONE))), slope));
    }
    case 'number': case 'pi': case 'dimension': case 'parameter': case 'field': case 'call': case 'dot': case 'doubleDot': case 'outer':
    case 'transpose': case 'trace': case 'inverse': case 'determinant': case 'identity': case 'derivative': case 'gradient':
    case 'divergence': case 'laplacian': case 'hessian': case 'at': case 'integral': case 'optimum':
      return null;
  }
};

const sumOf = (terms: readonly (Expression | null)[]): Expression | null => {
  if (terms.some((term) => term === null)) return null;
  return plus(...terms.filter((term) => term !== null).filter((term) => !isZeroNumber(term)));
};

const factoredOf = (e: Expression): Factored => {
  const bases = new Map<string, { base: Expression; exponent: Rational }>();
  let coefficient: Rational = ONE;
  const take = (part: Expression, exponent: Rational): void => {
    if (part.kind === 'multiply') part.factors.forEach((f) => { take(f, exponent); });
    else if (part.kind === 'power' && part.exponent.kind === 'number' && isInteger(multiply(part.exponent.value, exponent))) take(part.base, multiply(part.exponent.value, exponent));
    else if (part.kind === 'number' && isInteger(exponent) && !isZero(part.value)) coefficient = multiply(coefficient, power(part.value, Number(exponent.numerator)));
    else if (part.kind === 'number') coefficient = multiply(coefficient, part.value);
    else {
      const key = fingerprint(part);
      const old = bases.get(key);
      bases.set(key, { base: part, exponent: old === undefined ? exponent : add(old.exponent, exponent) });
    }
  };
  take(e, ONE);
  return { coefficient, factors: [...bases.values()].filter((f) => !isZero(f.exponent)) };
};

const written = ({ coefficient, factors }: Factored): Expression => {
  if (isZero(coefficient)) return num(0);
  const above = factors.filter((f) => f.exponent.numerator > 0n).map(({ base, exponent }) => raised(base, exponent));
  const below = factors.filter((f) => f.exponent.numerator < 0n).map(({ base, exponent }) => raised(base, negate(exponent)));
  const numerator = times(...(isOne(coefficient) && above.length > 0 ? [] : [numberOf(coefficient)]), ...above);
  return below.length === 0 ? numerator : over(numerator, times(...below));
};

const raised = (base: Expression, exponent: Rational): Expression => (isOne(exponent) ? base : pow(base, numberOf(exponent)));
