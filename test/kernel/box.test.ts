import { describe, expect, it } from 'vitest';
import { massField, overBox } from '../../src/kernel/box.ts';
import type { Choices, Value } from '../../src/kernel/evaluate.ts';
import { exact } from '../../src/kernel/evaluate.ts';
import type { Expression } from '../../src/kernel/expression.ts';
import { dot, exp, field, gradient, integral, log, minus, num, over, plus, pow, times, use } from '../../src/kernel/expression.ts';
import { UnsupportedError } from '../../src/kernel/polynomial.ts';
import { rational } from '../../src/kernel/rational.ts';
import { allFactors } from '../../src/kernel/rules.ts';
import { c, inDimension, normal, y } from './setting.ts';

const k = use(field('k', [y], { sign: 'positive' }));
const r = use(field('r', [y]));

/** Every symbol is 3, at the origin. */
const choices: Choices = {
  bits: 64, numberOf: (f) => rational(f.head.kind === 'coordinate' ? 0 : 3), coordinates: () => [rational(0)], minimumOf: () => rational(0), integralOf: () => exact(rational(0)),
};
const valueOf = (of: Expression, isFree: (field: string) => boolean = () => true, mass: string | null = null): Value => {
  const ring = inDimension(1);
  const factor = allFactors(normal(ring, integral(y, of))).find((f) => f.head.kind === 'integral');
  if (factor === undefined) throw new Error('no integral');
  return overBox((name) => isFree(name), mass)(factor, choices);
};

describe('the value of an integral over two boxes of volume 1', () => {
  it('is the sum of its integrand’s values there, where it can be made to fall off outside', () => {
    expect(valueOf(k)).toEqual(exact(rational(6)));
    expect(valueOf(times(k, r))).toEqual(exact(rational(18)));
    expect(valueOf(pow(k, num(2)))).toEqual(exact(rational(18)));
    expect(valueOf(exp(over(r, use(c)))).kind).toBe('ball');
  });

  it('is refused where it cannot: nothing positive, a wrong sign in the exponent, a denominator', () => {
    expect(() => valueOf(r)).toThrow(UnsupportedError);
    expect(() => valueOf(pow(r, num(2)))).toThrow(UnsupportedError);
    expect(() => valueOf(exp(minus(r)))).toThrow(UnsupportedError);
    expect(() => valueOf(pow(k, num(-1)))).toThrow(UnsupportedError);
  });

  it('is refused where the variable or a derivative by it occurs', () => {
    expect(() => valueOf(times(k, dot(use(y), use(y))))).toThrow(UnsupportedError);
    expect(() => valueOf(times(k, dot(gradient(r, y), gradient(r, y))))).toThrow(UnsupportedError);
  });

  it('is refused where a field is not free to choose', () => {
    expect(() => valueOf(times(k, r), (name) => name !== 'r')).toThrow(UnsupportedError);
    expect(() => valueOf(k, () => false)).toThrow(UnsupportedError);
  });

  it('is taken of one product: sums are split before', () => {
    expect(() => valueOf(log(plus(k, num(1))))).toThrow(UnsupportedError);
  });
});

describe('a positive field in which every integral is linear', () => {
  it('may be two point masses, and the rest depends on the variable as it likes', () => {
    // Masses 3 and 3 at 0 and 1: ∫ k |y|² is 3 · 0 + 3 · 1.
    expect(valueOf(times(k, dot(use(y), use(y))), () => true, 'k')).toEqual(exact(rational(3)));
    expect(() => valueOf(k, () => false, 'k')).toThrow(UnsupportedError);
  });

  it('is found where it occurs once in each, to the first power, and nowhere else', () => {
    const ring = inDimension(1);
    const found = (...of: readonly Expression[]): string | null => massField(of.map((e) => normal(ring, e)));
    expect(found(integral(y, times(k, r)), integral(y, k))).toBe('k');
    expect(found(integral(y, pow(k, num(2))))).toBeNull();
    expect(found(integral(y, times(k, log(k))))).toBeNull();
    expect(found(integral(y, k), k)).toBeNull();
    expect(found(integral(y, r))).toBeNull();
    expect(found(num(1))).toBeNull();
  });
});
