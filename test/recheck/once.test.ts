import { expect, test } from 'vitest';
import { X_VARIABLE, at, coordinate, dot, field, gradient, num, plus, times, use } from '../../src/kernel/expression.ts';
import { goalOf } from '../../src/index.ts';
import { writtenOnce } from '../../src/recheck/once.ts';

const p = field('p', [X_VARIABLE]);

test('equal parts in two objects become one object, and the goal stays as it was', () => {
  const square = () => dot(gradient(use(p)), gradient(use(p)));
  const goal = goalOf(plus(square(), num(1)), plus(num(1), square()));
  const once = writtenOnce(goal);
  expect(once.left).toEqual(goal.left);
  expect(once.right).toEqual(goal.right);
  if (once.left.kind !== 'add' || once.right.kind !== 'add') throw new Error('not sums');
  expect(once.left.terms[0]).toBe(once.right.terms[1]);
  expect(once.left.terms[1]).toBe(once.right.terms[0]);
});

test('fields at different arguments, of different slots, and other variables stay apart', () => {
  const y = coordinate('y', 'n');
  const elsewhere = at(use(p), [{ variable: X_VARIABLE, value: times(num(2), use(X_VARIABLE)) }]);
  const byY = use(field('p', [y]));
  const once = writtenOnce(goalOf(plus(use(p), elsewhere), plus(use(p), at(byY, [{ variable: y, value: use(X_VARIABLE) }]))));
  expect(once.left).toEqual(plus(use(p), elsewhere));
  if (once.left.kind !== 'add' || once.right.kind !== 'add') throw new Error('not sums');
  expect(once.left.terms[0]).toBe(once.right.terms[0]);
  expect(once.left.terms[1]).not.toBe(once.right.terms[1]);
});
