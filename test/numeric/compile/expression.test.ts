/**
 * Kernel expressions, compiled with their derivatives, against the evaluator over balls.
 */
import { describe, expect, test } from 'vitest';
import type { Expression, Variable } from '../../../src/kernel/expression.ts';
import {
  call, controlVariable, derivative, determinant, divergence, dot, doubleDot, exp, field, gradient, hessian, inverse, laplacian, log, num,
  optimum, outer, parameter, plus, pow, T_VARIABLE, times, trace, transpose, use, X_VARIABLE,
} from '../../../src/kernel/expression.ts';
import { rational } from '../../../src/kernel/rational.ts';
import { BALLS } from '../../../src/numeric/arithmetic/balls.ts';
import type { Ball } from '../../../src/numeric/arithmetic/balls.ts';
import { compileExpression, graphOf, interpretExpression } from '../../../src/numeric/compile/expression.ts';
import { inOrder } from '../../../src/numeric/compile/order.ts';
import { worldOf } from '../../../src/numeric/evaluate/closed-form.ts';
import { evaluateAll } from '../../../src/numeric/evaluate/evaluate.ts';
import type { Instance } from '../../../src/numeric/instance/instance.ts';
import { scalarVariables } from '../../../src/numeric/instance/instance.ts';
import { faultOf } from '../fault.ts';

const [T, X] = [T_VARIABLE, X_VARIABLE];
const p = field('p', [X, T], { sign: 'positive' });
const f = field('f', [X, T], { shape: ['n'] });
const G = field('G', [X, T], { shape: ['n', 'n'] });
const rate = parameter('r');

const [x1, x2] = scalarVariables(X, 2).map(use) as [Expression, Expression];
const t = use(T);
const slots: readonly (readonly Variable[])[] = [scalarVariables(X, 2), [T]];
const INSTANCE: Instance = {
  spaces: new Map([['n', 2]]),
  parameters: new Map([['r', [rational(3, 8)]]]),
  fields: new Map([
    ['p', { slots, components: [exp(plus(times(num(-1), x1, x1), times(num(-3, 4), x2, x2), times(num(1, 2), x1, x2), t))] }],
    ['f', { slots, components: [call('sin', plus(x1, times(t, x2))), plus(times(x1, x2), pow(plus(num(2), times(x1, x1)), num(1, 3)))] }],
    ['G', { slots, components: [plus(num(2), call('tanh', x1)), times(num(1, 4), x2), t, plus(num(1), times(x2, x2))] }],
  ]),
};

const [P, F, M] = [use(p), use(f), use(G)];
const D = dot(M, transpose(M));
const EXPRESSIONS: Readonly<Record<string, Expression>> = {
  'a value': times(use(rate), P),
  'a score': gradient(log(P)),
  'a Jacobian': gradient(F),
  'a Hessian': hessian(log(P)),
  'a current and its divergence': divergence(plus(times(P, F), times(num(-1, 2), divergence(times(P, D))))),
  'a residual of Fokker and Planck': plus(derivative(T, P), divergence(times(P, F)), times(num(-1, 2), divergence(divergence(times(P, D))))),
  'a generator': plus(dot(F, gradient(P)), times(num(1, 2), doubleDot(D, hessian(P)))),
  'inverse, determinant, trace': plus(times(determinant(M), inverse(D)), outer(F, F), times(trace(M), M)),
  'a Laplacian of a power': laplacian(pow(P, num(-5, 2))),
};

const COUNT = 9;
const columns = [3, 5, 7].map((step) => Float64Array.from({ length: COUNT }, (_, i) => ((i * step) % 11) / 8 - 0.5));

const balls = (expressions: readonly Expression[], i: number): readonly Ball[] => {
  const [time, first, second] = columns.map((column) => BALLS.fromNumber(column[i] as number)) as [Ball, Ball, Ball];
  const place = [{ variable: T, values: [time] }, { variable: X, values: [first, second] }];
  return evaluateAll(expressions, worldOf(INSTANCE, BALLS), place, 0).flatMap((components) => components.map((series) => series[0] as Ball));
};

const expectWithin = (expressions: readonly Expression[], compile: typeof compileExpression): void => {
  const compiled = compile(expressions, INSTANCE, [T, X]);
  const out = Array.from({ length: compiled.outputs }, () => new Float64Array(COUNT));
  compiled.run(columns, out, COUNT);
  for (let i = 0; i < COUNT; i += 1) {
    const enclosed = balls(expressions, i);
    expect(enclosed).toHaveLength(compiled.outputs);
    enclosed.forEach((ball, k) => {
      // Another order of the same operations has another rounding, within bounds of the same size.
      expect(Math.abs((out[k]?.[i] as number) - ball.value)).toBeLessThanOrEqual(2 * ball.radius);
      expect(ball.radius).toBeLessThan(1e-9);
    });
  }
};

describe('a compiled expression is the evaluated one', () => {
  test.each(Object.entries(EXPRESSIONS))('%s', (_, expression) => expectWithin([expression], compileExpression));

  test('all at once, interpreted', () => expectWithin(Object.values(EXPRESSIONS), interpretExpression));
});

test('what expressions share is computed once', () => {
  const size = (expressions: readonly Expression[]): number => inOrder(graphOf(expressions, INSTANCE, [T, X]).outputs).length;
  const [one, other] = [EXPRESSIONS['a score'], EXPRESSIONS['a Hessian']] as [Expression, Expression];
  expect(size([one, other])).toBeLessThan(size([one]) + size([other]) - 5);
  expect(size([one, one])).toBe(size([one]));
});

test('what the instance does not give, and what needs numbers to choose, is reported', () => {
  const compile = (expression: Expression): string => faultOf(() => compileExpression([expression], INSTANCE, [T, X]));
  expect(compile(use(field('q', [X])))).toBe('not-applicable');
  expect(faultOf(() => compileExpression([P], { ...INSTANCE, spaces: new Map() }, [T, X]))).toBe('not-applicable');
  const u = controlVariable('u', null);
  expect(compile(optimum('min', u, times(use(u), use(u))))).toBe('not-applicable');
});
