import { expect, it } from 'vitest';
import { T_VARIABLE, X_VARIABLE, at, derivative, field, gradient, log, parameter, plus, subtract, times, use } from '../../../src/kernel/expression.ts';
import type { Expression } from '../../../src/kernel/expression.ts';
import { isProvable } from '../../../src/kernel/prove.ts';
import { atReversedTime } from '../../../src/derive/process/mirrored.ts';
import { printExpression } from '../../../src/render/text.ts';

const T = use(parameter('T'));
const p = use(field('p', [X_VARIABLE, T_VARIABLE], { sign: 'positive' }));
const g = use(field('g', [T_VARIABLE]));
const k = use(field('k', [X_VARIABLE]));

const FORMULAS: readonly (readonly [Expression, string])[] = [
  [times(g, gradient(log(p))), 'g(T - t) grad log p(x, T - t)'],
  [plus(k, use(T_VARIABLE)), 'k + T - t'],
  [derivative(T_VARIABLE, p), '(∂t p)(x, T - t)'],
  [at(g, [{ variable: T_VARIABLE, value: times(T, use(T_VARIABLE)) }]), '(g(T t))(t = T - t)'],
];

it.each(FORMULAS)('a formula at T − t has the functions in it there, and the same value', (e, written) => {
  const mirrored = atReversedTime(e, T);
  expect(printExpression(mirrored)).toBe(written);
  const plainly = at(e, [{ variable: T_VARIABLE, value: subtract(T, use(T_VARIABLE)) }]);
  expect(isProvable({ name: 'the same', left: mirrored, right: plainly, under: null, hypotheses: [], conditions: [], dimension: null })).toBe(true);
});
