/**
 * Sums over sums in denominators: divided as far as can be, and equal to what they were.
 */
import { describe, expect, test } from 'vitest';
import { num } from '../../src/kernel/expression.ts';
import { printExpression } from '../../src/render/text.ts';
import { inverseMonomial } from '../../src/search/closed-form/sum.ts';
import { holds, NOTHING } from '../../src/search/closed-form/normal-sum.ts';
import { simplifiedFraction, writtenFraction } from '../../src/search/fractions.ts';
import { over, subtract, times } from '../../src/kernel/expression.ts';
import { of, sum } from './setting.ts';

describe('what divides is divided', () => {
  test.each([
    ['a / (1 - p) - a p / (1 - p)', 'a'],
    ['a / (1 - p) - a p / (1 - p) + b / (1 - p)', 'a + b / (1 - p)'],
    ['a / (1 - p)^2 - 2 a p / (1 - p)^2 + a p^2 / (1 - p)^2', 'a'],
    ['a^2 + 2 a b + b^2', '(a + b)^2'],
    ['c a^2 + 2 c a b + c b^2', 'c (a + b)^2'],
    ['a c + 2 b c', 'c (a + 2 b)'],
    ['1/2 a c / p + b c', 'c (b + a / (2 p))'],
  ])('%s', (text, written) => {
    const e = writtenFraction(sum(text));
    expect(printExpression(e)).toBe(written);
    expect(holds(e, of(text), NOTHING)).toBe(true);
  });
});

test('a sum in front is not multiplied out', () => {
  const front = sum('1 / (1 - p)')[0];
  if (front === undefined) throw new Error('no monomial');
  const e = writtenFraction(sum('-a b - a c'), inverseMonomial(front));
  expect(printExpression(e)).toBe('-(1 - p) a (b + c)');
  expect(holds(e, times(subtract(num(1), of('p')), of('-a b - a c')), NOTHING)).toBe(true);
});

test('what does not divide stays over its denominator', () => {
  expect(simplifiedFraction(sum('a / (1 - p) + b'))).toHaveLength(2);
  expect(holds(writtenFraction(sum('a / (1 - p) + b')), over(of('a + b - b p'), of('1 - p')), NOTHING)).toBe(true);
});
