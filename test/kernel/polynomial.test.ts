import { describe, expect, it } from 'vitest';
import {
  BudgetError, NOTHING, Sum, UNITY, addPolynomials, asConstant, asTerm, constant, integer, isNothing, isUnit, keyOf, negate, scale,
  smallInteger, termsOf,
} from '../../src/kernel/polynomial.ts';
import { ONE, ZERO, rational } from '../../src/kernel/rational.ts';
import { plus, times, num, use } from '../../src/kernel/expression.ts';
import { a, b, inEveryDimension, normal } from './setting.ts';

const ring = inEveryDimension();
const pa = normal(ring, use(a));
const pb = normal(ring, use(b));

describe('a polynomial', () => {
  it('without terms is zero, and zero has no other form', () => {
    expect(constant(ZERO)).toBe(NOTHING);
    expect(isNothing(scale(pa, ZERO))).toBe(true);
    expect(isNothing(addPolynomials([pa, negate(pa)], 10))).toBe(true);
  });

  it('has one key, in whatever order its terms were added', () => {
    expect(keyOf(addPolynomials([pa, pb, UNITY], 10))).toBe(keyOf(addPolynomials([UNITY, pb, pa], 10)));
    expect(keyOf(addPolynomials([pa, pb], 10))).not.toBe(keyOf(addPolynomials([pa, negate(pb)], 10)));
  });

  it('has a key even where it is zero, so that an argument 0 is not taken for no argument', () => {
    expect(keyOf(NOTHING)).not.toBe('');
    expect(keyOf(NOTHING)).not.toBe(keyOf(UNITY));
  });

  it('collects equal monomials', () => {
    const sum = normal(ring, plus(use(a), times(num(2), use(a)), num(1, 2), num(1, 2)));
    expect(termsOf(sum)).toHaveLength(2);
    expect(keyOf(sum)).toBe(keyOf(addPolynomials([scale(pa, rational(3)), UNITY], 10)));
  });

  it('is known to be a number or a single term where it is one', () => {
    expect(asConstant(integer(3))).toEqual(rational(3));
    expect(asConstant(NOTHING)).toEqual(ZERO);
    expect(asConstant(pa)).toBeNull();
    expect(asTerm(pa)?.coefficient).toEqual(ONE);
    expect(asTerm(addPolynomials([pa, pb], 10))).toBeNull();
    expect(isUnit((asTerm(UNITY) as NonNullable<ReturnType<typeof asTerm>>).monomial)).toBe(true);
  });
});

describe('the budget of terms', () => {
  it('ends a sum that grows beyond it, and says which limit it was', () => {
    expect(() => addPolynomials([pa, pb, UNITY], 2)).toThrow(BudgetError);
    expect(() => addPolynomials([pa, pb, UNITY], 2)).toThrow('2 terms');
  });

  it('counts what is left, not what was added', () => {
    const sum = new Sum(1);
    for (let k = 0; k < 5; k += 1) {
      sum.addScaled(pa, ONE);
      sum.addScaled(pa, rational(-1));
    }
    expect(isNothing(sum.done())).toBe(true);
  });
});

it('exponents are small whole numbers only where they are', () => {
  expect([rational(3), rational(-2), rational(1, 2), rational(10n ** 9n)].map(smallInteger)).toEqual([3, -2, null, null]);
});
