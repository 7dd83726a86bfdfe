import { expect, test } from 'vitest';
import { X_VARIABLE, divergence, field, gradient, laplacian, use } from '../../../src/kernel/expression.ts';
import { fitsFor } from '../../../src/search/edits/fit.ts';
import { readDocument } from '../../../src/language/document.ts';
import { singleEdits } from '../../../src/search/edits.ts';

const p = use(field('p', [X_VARIABLE]));

test('what does not fit together fits nowhere', () => {
  expect(fitsFor(divergence(p), p)).toBe(false);
  expect(fitsFor(gradient(p), p)).toBe(false);
  expect(fitsFor(laplacian(p), p)).toBe(true);
});

test('a divergence of a matrix times a Jacobian is edited without an exception', () => {
  const document = readDocument('field G(x,t): matrix\nfield f(x,t): vector\nclaim "c": div (G jac f) = div (G jac f)', 'e.claim');
  expect([...singleEdits(document.claims[0]!)].length).toBeGreaterThan(0);
});
