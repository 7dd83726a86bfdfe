/** Exponentials of logarithms written as powers: the text, and that the value is the same. */
import { expect, test } from 'vitest';
import { printExpression } from '../../src/render/text.ts';
import { holds, NOTHING } from '../../src/search/closed-form/normal-sum.ts';
import { withPowers } from '../../src/search/powers.ts';
import { of } from './setting.ts';

test.each([
  ['exp(a log p)', 'p^a'],
  ['p exp(-a log p)', 'p^(1 - a)'],
  ['b exp(a log p + c)', 'b p^a exp(c)'],
  ['p^2 exp(a log p) / c', 'p^(2 + a) / c'],
  ['exp(a) exp(b)', 'exp(a + b)'],
  ['exp(a (log p + b))', 'p^a exp(a b)'],
  ['exp(a) + b', 'exp(a) + b'],
  ['log(exp(a log p))', 'log p^a'],
])('%s is %s', (text, written) => {
  const e = withPowers(of(text));
  expect(printExpression(e)).toBe(written);
  expect(holds(e, of(text), NOTHING)).toBe(true);
});
