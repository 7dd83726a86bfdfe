import { expect, test } from 'vitest';
import { evidentSign } from '../../src/language/sign.ts';
import { readWell, tree } from './reading.ts';

const document = readWell('param a > 0\nparam b >= 0\nparam c\nfield p(x,t) > 0\nfield q(x,t)\nparam v: vector\nparam T');

test.each([
  ['a', 'positive'], ['b', 'nonnegative'], ['c', 'unknown'], ['a p', 'positive'], ['a b', 'nonnegative'], ['a + b', 'positive'], ['b + b', 'nonnegative'],
  ['a - b', 'unknown'], ['exp(q)', 'positive'], ['q^2', 'nonnegative'], ['q^3', 'unknown'], ['q^(-2)', 'unknown'], ['p^(1/2)', 'positive'], ['1/p', 'positive'],
  ['|x|^2', 'nonnegative'], ['0', 'nonnegative'], ['-1', 'unknown'], ['p(x, T-t)', 'positive'], ['∂t p', 'unknown'], ['normal(x; v, a)', 'positive'],
])('%s is %s', (text, sign) => expect(evidentSign(tree(text, document))).toBe(sign));
