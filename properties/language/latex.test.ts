/**
 * What is printed in LaTeX is read again, and has the same normal form; what the reader refuses as ambiguous is counted.
 * Random formulas nest operators as no author does, so that a few are refused; none is read as something else.
 */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { elaborate } from '../../src/kernel/elaborate.ts';
import type { Expression } from '../../src/kernel/expression.ts';
import { mapParts, outer, shapeOf, use, X_VARIABLE } from '../../src/kernel/expression.ts';
import { componentsOfShape } from '../../src/kernel/rules.ts';
import { areEqual } from '../../src/kernel/zero.ts';
import { parseExpressionIn, readDocument } from '../../src/language/document.ts';
import { latexExpression } from '../../src/render/latex.ts';
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

/** ∇v of a vector is refused: literature differs on which index is which. Another matrix stands in its place. */
const withoutJacobians = (e: Expression): Expression => {
  const mapped = mapParts(e, withoutJacobians);
  return mapped.kind === 'gradient' && shapeOf(mapped.of).length === 1 && mapped.of.kind !== 'gradient' ? outer(mapped.of, use(X_VARIABLE)) : mapped;
};
const formulas = ofAnyShape(elementary).map(withoutJacobians);

const same = (left: Expression, right: Expression): boolean => {
  if (shapeOf(left).join() !== shapeOf(right).join()) return false;
  const ring = ringIn(null);
  return within(() => componentsOfShape(ring, shapeOf(left)).every((labels) =>
    areEqual(ring, elaborate(ring, left, labels), elaborate(ring, right, labels))));
};

law<(e: Expression) => string>('a formula in LaTeX, printed and read, is the same function', (print) => fc.property(formulas, (e) => {
  const { expression } = parseExpressionIn(`$${print(e)}$`, NAMES);
  return expression === null || same(e, expression);
}), latexExpression, {
  'forgets transposes': (e) => latexExpression(e).replaceAll('^\\top', ''),
  'prints minus as plus': (e) => latexExpression(e).replaceAll(' - ', ' + '),
  'forgets what a fraction divides by': (e) => latexExpression(e).replaceAll(/\\tfrac(\d)(\d)/g, '$1'),
}, { numRuns: 150 });

test('few of them are refused', () => {
  const refused = fc.sample(formulas, { numRuns: 1000, seed: 7 }).filter((e) => parseExpressionIn(`$${latexExpression(e)}$`, NAMES).expression === null);
  expect(refused.length).toBeLessThan(40);
});
