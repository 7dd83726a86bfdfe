import { expect, test } from 'vitest';
import { linearTerms } from '../../../src/check/narrative/linear-terms.ts';
import type { Expression } from '../../../src/kernel/expression.ts';
import { derivative, divergence, dot, gradient, hessian, num, plus, pow, subtract, times, trace, use } from '../../../src/kernel/expression.ts';
import { printExpression } from '../../../src/render/text.ts';
import { M, a, agree, b, f, g, h, p, t, v } from '../../kernel/setting.ts';

const printed = (e: Expression): readonly string[] => linearTerms(e).map(printExpression);

test.each<[string, Expression, readonly string[]]>([
  ['a sum', plus(use(h), use(p)), ['h', 'p']],
  ['a gradient of a sum', gradient(subtract(use(h), use(p))), ['grad h', 'grad(-p)']],
  ['a factor before a sum', times(pow(use(g), num(2)), plus(use(h), use(p))), ['g^2 h', 'g^2 p']],
  ['an inner product with a sum', dot(plus(use(f), use(v)), gradient(use(h))), ['f · grad h', 'v · grad h']],
  ['operators inside one another', derivative(t, divergence(times(use(p), plus(use(f), use(v))))), ['∂t div(p f)', '∂t div(p v)']],
  ['a trace', trace(plus(use(M), hessian(use(h)))), ['tr(M)', 'tr(hess h)']],
])('%s is drawn apart', (_, e, terms) => {
  expect(printed(e)).toEqual(terms);
  expect(agree(e, plus(...linearTerms(e)))).toBe(true);
});

test.each<[string, Expression]>([
  ['a product of two sums', times(plus(use(h), use(p)), plus(use(g), use(h)))],
  ['a sum of constants as a factor', times(plus(use(a), use(b)), use(h))],
  ['a square of a sum', dot(plus(use(f), use(v)), plus(use(f), use(v)))],
])('%s stays together', (_, e) => {
  expect(linearTerms(e)).toEqual([e]);
});

test('a sum that would fall into very many terms is left as it was written', () => {
  const many = plus(...Array.from({ length: 31 }, (_, k) => times(num(k + 1), use(h))));
  expect(linearTerms(gradient(many))).toHaveLength(1);
  expect(linearTerms(plus(gradient(many), use(f)))).toHaveLength(2);
});
