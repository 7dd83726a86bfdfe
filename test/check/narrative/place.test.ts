import { expect, test } from 'vitest';
import { placeOf, withoutPlace } from '../../../src/check/narrative/place.ts';
import type { Expression } from '../../../src/kernel/expression.ts';
import { apply, exp, gradient, num, parameter, subtract, times, use } from '../../../src/kernel/expression.ts';
import type { IndexedSum } from '../../../src/kernel/goal.ts';
import { indexedSum } from '../../../src/kernel/indexed.ts';
import { printExpression, printIndexedSum } from '../../../src/render/text.ts';
import { g, h, inEveryDimension, normal, t, x } from '../../kernel/setting.ts';

const T = parameter('T');
const later = subtract(use(T), use(t));
const hLater = apply(h, [use(x), later]);
const indexed = (e: Expression): IndexedSum => {
  const ring = inEveryDimension();
  return indexedSum(ring, normal(ring, e));
};
const place = (...all: readonly Expression[]): readonly string[] =>
  placeOf(all.map(indexed)).map((b) => `${b.variable.name} = ${printExpression(b.value)}`);

test('all functions at one place have it', () => {
  expect(place(hLater, times(apply(g, [later]), gradient(hLater)))).toEqual(['t = T - t']);
});

test.each<[string, readonly Expression[]]>([
  ['two times', [hLater, use(h)]],
  ['the time itself beside it', [times(use(t), hLater)]],
  ['a time that is fixed', [apply(h, [use(x), num(0)])]],
  ['nothing moved', [use(h)]],
])('%s: no place is left out', (_, all) => {
  expect(place(...all)).toEqual([]);
});

test('inside functions too it is left out', () => {
  expect(printIndexedSum(withoutPlace(indexed(exp(hLater))))).toBe('exp(h)');
  expect(place(exp(hLater), use(h))).toEqual([]);
});
