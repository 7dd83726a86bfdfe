/** What is evidently positive: never said of what may be zero or negative. */
import { describe, expect, test } from 'vitest';
import { isEvidentlyPositive } from '../../src/check/positive.ts';
import { X_VARIABLE, T_VARIABLE, at, exp, field, num, over, parameter, plus, pow, subtract, times, use } from '../../src/kernel/expression.ts';

const p = use(field('p', [X_VARIABLE], { sign: 'positive' }));
const f = use(field('f', [X_VARIABLE]));
const a = use(parameter('a', { sign: 'positive' }));

describe('evidently positive', () => {
  test.each([
    ['a positive field', p], ['a product and a quotient', over(times(a, p), num(2))], ['an exponential of anything', exp(f)],
    ['a sum', plus(p, a)], ['a power', pow(p, f)], ['a value elsewhere', at(p, [{ variable: T_VARIABLE, value: f }])],
  ])('%s', (_, e) => expect(isEvidentlyPositive(e)).toBe(true));
  test.each([
    ['an unknown field', f], ['a negative multiple', times(num(-1), p)], ['zero times', times(num(0), p)], ['a difference', subtract(p, a)],
    ['a square, which may vanish', pow(f, num(2))],
  ])('not %s', (_, e) => expect(isEvidentlyPositive(e)).toBe(false));
});
