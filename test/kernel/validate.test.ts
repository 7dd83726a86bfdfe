import { expect, test } from 'vitest';
import { X_VARIABLE, call, dot, doubleDot, field, inverse, num, outer, plus, pow, times, trace, transpose, use } from '../../src/kernel/expression.ts';
import { prove } from '../../src/kernel/prove.ts';
import { validate } from '../../src/kernel/validate.ts';

const v = use(field('v', [X_VARIABLE], { shape: ['n'] }));
const m = use(field('M', [X_VARIABLE], { shape: ['n', 'm'] }));
const square = use(field('A', [X_VARIABLE], { shape: ['n', 'n'] }));

test.each([
  ['the exponential of a vector', () => call('exp', v)],
  ['the square of a vector', () => pow(v, num(2))],
  ['two vectors multiplied', () => times(v, v)],
  ['a scalar plus a vector', () => plus(num(1), v)],
  ['the trace of a matrix that is not square', () => trace(m)],
  ['the inverse of a vector', () => inverse(v)],
  ['M : N of different shapes', () => doubleDot(m, square)],
  ['the transpose of a vector', () => transpose(v)],
  ['an outer product with a matrix', () => outer(m, v)],
  ['a contraction of different spaces', () => dot(transpose(square), transpose(m))],
])('%s does not fit together', (_name, make) => {
  expect(() => validate(make())).toThrow(TypeError);
});

test('a goal whose sides differ in shape is refused before anything is decided', () => {
  const goal = { name: 'g', left: v, right: num(0), under: null, hypotheses: [], conditions: [], dimension: null };
  expect(() => prove(goal)).toThrow(/two sides have shapes \[n\] and \[\]/);
});

test('what fits together passes', () => {
  for (const e of [dot(square, v), dot(transpose(m), v), trace(dot(m, transpose(m))), outer(v, v)]) expect(() => validate(e)).not.toThrow();
});
