import { describe, expect, test } from 'vitest';
import type { Expression, FunctionName } from '../../src/kernel/expression.ts';
import { call, coordinate, derivative, field, FUNCTIONS, minus, num, over, parameter, PI, plus, pow, times, use } from '../../src/kernel/expression.ts';
import { recheck } from '../../src/recheck/recheck.ts';
import { certificateOf, goalOf } from './examples.ts';

const v = coordinate('v', null);
const a = use(field('a', [v]));
const b = use(field('b', [v]));
const positive = use(field('c', [v], { sign: 'positive' }));
const accepted = (left: Expression, right: Expression): boolean => recheck(goalOf(left, right), certificateOf()).accepted;
const square = (e: Expression): Expression => pow(e, num(2));
const exp = (e: Expression): Expression => call('exp', e);
const log = (e: Expression): Expression => call('log', e);

/** f′, as a function of the argument. */
const SLOPES: Readonly<Record<FunctionName, (e: Expression) => Expression>> = {
  exp: (e) => call('exp', e),
  log: (e) => over(num(1), e),
  sqrt: (e) => over(num(1), times(num(2), call('sqrt', e))),
  sin: (e) => call('cos', e),
  cos: (e) => minus(call('sin', e)),
  tan: (e) => plus(num(1), square(call('tan', e))),
  sinh: (e) => call('cosh', e),
  cosh: (e) => call('sinh', e),
  tanh: (e) => plus(num(1), minus(square(call('tanh', e)))),
  atan: (e) => over(num(1), plus(num(1), square(e))),
  erf: (e) => over(times(num(2), exp(minus(square(e)))), call('sqrt', PI)),
  Phi: (e) => over(exp(times(num(-1, 2), square(e))), call('sqrt', times(num(2), PI))),
};

describe('elementary functions', () => {
  test.each([...FUNCTIONS])('%s has its derivatives, the third one too, and no others', (name) => {
    const argument = name === 'log' || name === 'sqrt' ? positive : a;
    const twice = (e: Expression): Expression => derivative(v, derivative(v, e));
    const slope = times(SLOPES[name](argument), derivative(v, argument));
    expect(accepted(derivative(v, call(name, argument)), slope)).toBe(true);
    expect(accepted(twice(derivative(v, call(name, argument))), twice(slope))).toBe(true);
    expect(accepted(derivative(v, call(name, argument)), times(num(2), slope))).toBe(false);
    expect(accepted(derivative(v, call(name, argument)), minus(slope))).toBe(false);
  });

  test.each([
    ['exp(a + b) = exp a exp b', exp(plus(a, b)), times(exp(a), exp(b))],
    ['log(c d) = log c + log d', log(times(positive, exp(a))), plus(log(positive), a)],
    ['exp log c = c', exp(log(positive)), positive],
    ['log exp a = a', log(exp(a)), a],
    ['exp(a log c) = c^a', exp(times(a, log(positive))), pow(positive, a)],
    ['exp exp of a sum', exp(exp(plus(a, b))), exp(times(exp(a), exp(b)))],
    ['√c² = c for c > 0', call('sqrt', square(positive)), positive],
    ['√49 = 7', call('sqrt', num(49)), num(7)],
    ['c^a c^b = c^(a+b)', times(pow(positive, a), pow(positive, b)), pow(positive, plus(a, b))],
    ['sin² + cos² = 1', plus(square(call('sin', a)), square(call('cos', a))), num(1)],
    ['sin(a + b)', call('sin', plus(a, b)), plus(times(call('sin', a), call('cos', b)), times(call('cos', a), call('sin', b)))],
    ['erf is odd', call('erf', minus(a)), minus(call('erf', a))],
    ['Φ(−a) = 1 − Φ(a)', call('Phi', minus(a)), plus(num(1), minus(call('Phi', a)))],
    ['cosh² − sinh² = 1', plus(square(call('cosh', a)), minus(square(call('sinh', a)))), num(1)],
  ] as const)('%s', (_name, left, right) => {
    expect(accepted(left, right)).toBe(true);
    expect(accepted(left, plus(right, num(1, 7)))).toBe(false);
  });

  test.each([
    ['√a² = a, without a sign', call('sqrt', square(a)), a],
    ['√c² = −c for c > 0', call('sqrt', square(positive)), minus(positive)],
    ['exp(1) = 4', exp(num(1)), num(4)],
    ['exp(a b) = exp a exp b', exp(times(a, b)), times(exp(a), exp(b))],
    ['log(c + 1) = log c', log(plus(positive, num(1))), log(positive)],
    ['π = 22/7', PI, num(22, 7)],
    ['erf a = Φ a', call('erf', a), call('Phi', a)],
  ] as const)('rejects %s', (_name, left, right) => {
    expect(accepted(left, right)).toBe(false);
  });

  test('√a² = a is rejected whatever is drawn', () => {
    const goal = goalOf(call('sqrt', square(a)), a);
    const seeds = Array.from({ length: 60 }, (_, seed) => seed);
    expect(seeds.filter((seed) => recheck(goal, certificateOf(), { seed, dimensions: [1] }).accepted)).toEqual([]);
  });

  test('a normal density in one dimension is that of a parameter’s log', () => {
    const sigma = use(parameter('sigma', { sign: 'positive' }));
    const density = times(pow(times(num(2), PI, square(sigma)), num(-1, 2)), exp(over(square(a), times(num(-2), square(sigma)))));
    const logarithm = plus(
      times(num(-1, 2), log(times(num(2), PI))), minus(log(sigma)), over(square(a), times(num(-2), square(sigma))),
    );
    expect(accepted(log(density), logarithm)).toBe(true);
  });
});
