/**
 * What a derivation writes for a formula: the same value, with the factors of its products in an author's order.
 */
import { expect, test } from 'vitest';
import { formulaText, written } from '../../src/derive/formula-text.ts';
import { provesIn } from '../../src/derive/setting.ts';
import { printExpression } from '../../src/render/text.ts';
import { documentOf, formulaIn } from './process/derived.ts';

const document = documentOf([
  'param lambda > 0', 'param nu > 0', 'param alpha > 0', 'param mu', 'param r', 'param sigma > 0', 'param R: matrix', 'field f(x,t) > 0',
  'field V(x,t)', 'field u(x,t)', 'field a(x,t): vector', 'field b(x,t): vector', 'field s(x,t): vector',
].join('\n'));

test.each([
  // What divides, in one denominator.
  ['1/2 lambda |a|^2 / nu / alpha', 'lambda |a|^2 / (2 nu alpha)'],
  ['nu - mu / (lambda / nu)', 'nu - mu nu / lambda'],
  ['-1/2 (mu - r)^2 f^2 / (sigma^2 u)', '-(mu - r)^2 f^2 / (2 sigma^2 u)'],
  ['-lambda (a - b) / nu / alpha', '-lambda (a - b) / (nu alpha)'],
  ['2 lambda / (2 nu)', 'lambda / nu'],
  ['-(a - b) / (sigma^2 f / (2 nu))', '-2 nu (a - b) / (sigma^2 f)'],
  ['lambda f / (1 - lambda) / (1 - lambda)', 'lambda f / ((1 - lambda) (1 - lambda))'],
  // Without a denominator nothing is said of numbers.
  ['1/2 sigma^2 lap V', '1/2 sigma^2 lap V'],
  ['f^(-lambda) / 2', '1/2 f^(-lambda)'],
  // Numbers and parameters before what moves.
  ['f sigma^2 lap V', 'sigma^2 f lap V'],
  ['f alpha |s|^2', 'alpha f |s|^2'],
  ['u (mu - r)', 'u (mu - r)'],
  ['(mu - r)^2 lambda f', '(mu - r)^2 lambda f'],
  ['f sqrt(2 nu) s', 'sqrt(2 nu) f s'],
  ['f n', 'n f'],
  ['f R a', 'f R a'],
  // No minus before a sum of minuses.
  ['-(-grad V - nu a) · s', '(grad V + nu a) · s'],
  ['-1/2 (-f - u) V', '1/2 (f + u) V'],
  ['-(a - b) · s', '-((a - b) · s)'],
])('%s', (before, after) => {
  const formula = formulaIn(document, before);
  expect(formulaText(formula)).toBe(after);
  expect(provesIn(document, formula, written(formula), { hypotheses: [] })).toBe(true);
  expect(formulaText(written(formula))).toBe(after);
  expect(printExpression(written(formulaIn(document, after)))).toBe(after);
});
