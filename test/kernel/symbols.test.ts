import { describe, expect, test } from 'vitest';
import type { Hypothesis } from '../../src/kernel/expression.ts';
import { X_VARIABLE, dot, field, gradient, minus, num, parameter, plus, pow, times, transpose, use } from '../../src/kernel/expression.ts';
import { goalOf } from '../../src/index.ts';
import { prove } from '../../src/kernel/prove.ts';
import { refute } from '../../src/kernel/refute.ts';

const symmetric = use(parameter('S', { shape: ['n', 'n'], symmetry: 'symmetric' }));
const plain = use(parameter('S', { shape: ['n', 'n'] }));

describe('one list of hypotheses for goals about other symbols of the same name', () => {
  const shared: readonly Hypothesis[] = [];

  test('what a symbol was in one goal is forgotten in the next', () => {
    const of = (S: typeof plain) => goalOf(S, transpose(S), { hypotheses: shared });
    expect(prove(of(symmetric)).status).toBe('proved');
    expect(prove(of(plain)).status).toBe('open');
    expect(refute(of(plain)).status).toBe('refuted');
    expect(prove(of(symmetric)).status).toBe('proved');
  });

  test('the sign of a parameter', () => {
    const of = (sign: 'positive' | 'any') => {
      const a = use(parameter('a', { sign }));
      return goalOf(pow(pow(a, num(2)), num(1, 2)), a, { hypotheses: shared });
    };
    expect(prove(of('positive')).status).toBe('proved');
    expect(prove(of('any')).status).not.toBe('proved');
  });

  test('a vector and a scalar', () => {
    const mu = (shape: readonly string[]) => use(parameter('mu', { shape }));
    expect(prove(goalOf(plus(mu(['n']), mu(['n'])), times(num(2), mu(['n'])), { hypotheses: shared })).status).toBe('proved');
    expect(prove(goalOf(plus(mu([]), mu([])), times(num(2), mu([])), { hypotheses: shared })).status).toBe('proved');
  });

  test('a function of other variables', () => {
    const f = use(field('f', [X_VARIABLE]));
    const g = use(field('f', [{ ...X_VARIABLE, name: 'y' }]));
    const still = (e: typeof f) => goalOf(dot(gradient(e), gradient(e)), num(0), { hypotheses: shared });
    expect(prove(still(f)).status).toBe('open');
    expect(prove(still(g)).status).toBe('proved');
  });
});

test('two different symbols of one name in one goal are an error', () => {
  expect(() => prove(goalOf(symmetric, transpose(plain)))).toThrow('two different symbols are called S');
  expect(() => refute(goalOf(symmetric, transpose(plain)))).toThrow('two different symbols are called S');
  const asField = use(field('S', [X_VARIABLE], { shape: ['n', 'n'] }));
  expect(() => prove(goalOf(plus(plain, minus(asField)), times(num(0), plain)))).toThrow('two different symbols are called S');
  const h: Hypothesis = { kind: 'equation', name: 'a', left: symmetric, right: transpose(symmetric) };
  expect(() => prove(goalOf(plain, transpose(plain), { hypotheses: [h] }))).toThrow('two different symbols are called S');
});
