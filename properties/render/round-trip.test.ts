/** What is printed is read again, and has the same normal form. */
import fc from 'fast-check';
import type { Expression } from '../../src/kernel/expression.ts';
import { shapeOf } from '../../src/kernel/expression.ts';
import { componentsOfShape } from '../../src/kernel/rules.ts';
import { elaborate } from '../../src/kernel/elaborate.ts';
import { areEqual } from '../../src/kernel/zero.ts';
import { parseExpressionIn, readDocument } from '../../src/language/document.ts';
import { printExpression } from '../../src/render/text.ts';
import { expect, test } from 'vitest';
import { elementary, ofAnyShape } from '../arbitraries/expressions.ts';
import { ringIn, within } from '../arbitraries/rings.ts';
import { law } from '../law.ts';

const NAMES = readDocument(`
param a, T
param c > 0
param m: vector
param S: symmetric matrix
field g(t)
field h(x,t)
field p(x,t) > 0
field f(x,t): vector
field M(x,t): matrix
`, 'names.claim');

test('the names of the random formulas are declared', () => {
  expect(NAMES.diagnostics).toEqual([]);
});

const same = (left: Expression, right: Expression): boolean => {
  if (shapeOf(left).join() !== shapeOf(right).join()) return false;
  const ring = ringIn(null);
  return within(() => componentsOfShape(ring, shapeOf(left)).every((labels) =>
    areEqual(ring, elaborate(ring, left, labels), elaborate(ring, right, labels))));
};

law<(e: Expression) => string>('a formula, printed and read, is the same function', (print) => fc.property(ofAnyShape(elementary), (e) => {
  const { expression } = parseExpressionIn(print(e), NAMES);
  return expression !== null && same(e, expression);
}), printExpression, {
  'forgets brackets': (e) => printExpression(e).replaceAll(/[()]/g, ' '),
  'prints minus as plus': (e) => printExpression(e).replaceAll(' - ', ' + '),
  'forgets transposes': (e) => printExpression(e).replaceAll('^T', ''),
  'prints 1/2 as 1 / 2 x': (e) => printExpression(e).replaceAll(/(\d+)\/(\d+)/g, '$1'),
}, { numRuns: 150 });
