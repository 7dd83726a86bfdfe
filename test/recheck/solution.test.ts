import { describe, expect, test } from 'vitest';
import type { Expression, Hypothesis } from '../../src/kernel/expression.ts';
import {
  derivative, divergence, dot, exp, field, gradient, inverse, laplacian, log, minus, num, parameter, plus, pow, T_VARIABLE, times,
  transpose, use, X_VARIABLE,
} from '../../src/kernel/expression.ts';
import { recheckBySolution } from '../../src/recheck/recheck.ts';
import { duality, goalOf, logDensity, scoreEquation } from './examples.ts';

const [x, t] = [X_VARIABLE, T_VARIABLE];
const equation = (name: string, left: Expression, right: Expression): Hypothesis => ({ kind: 'equation', name, left, right });
const V = use(field('V', [x, t]));
const U = use(field('U', [x]));
const m = use(field('m', [x, t], { sign: 'positive' }));
const J = use(field('J', [x], { shape: ['n'] }));

const value = times(num(1, 2), dot(gradient(V), gradient(V)));
const hjb = equation('hjb', plus(derivative(t, V), laplacian(V)), plus(value, m));
const crowd = equation('m', derivative(t, m), plus(divergence(times(gradient(V), m)), laplacian(m)));

describe('random solutions of the hypotheses decide a goal without a certificate', () => {
  test.each([
    ['an evolution equation', logDensity(), logDensity(num(2))],
    ['the score equation', scoreEquation(), { ...scoreEquation(), right: times(num(2), scoreEquation().right) }],
    [
      'two coupled ones, a mean field game',
      goalOf(derivative(t, times(m, V)), plus(times(V, plus(divergence(times(gradient(V), m)), laplacian(m))), times(m, plus(m, minus(laplacian(V)), value))), { hypotheses: [hjb, crowd] }),
      goalOf(derivative(t, times(m, V)), plus(times(V, plus(divergence(times(gradient(V), m)), laplacian(m))), times(m, plus(m, minus(laplacian(V))))), { hypotheses: [hjb, crowd] }),
    ],
    [
      'an equation of second order in time',
      goalOf(derivative(t, derivative(t, derivative(t, V))), laplacian(derivative(t, V)), { hypotheses: [equation('wave', derivative(t, derivative(t, V)), laplacian(V))] }),
      goalOf(derivative(t, V), laplacian(V), { hypotheses: [equation('wave', derivative(t, derivative(t, V)), laplacian(V))] }),
    ],
    [
      'a field that is given, inside an exponential',
      goalOf(gradient(log(m)), minus(gradient(V)), { hypotheses: [equation('m', m, exp(minus(V)))] }),
      goalOf(gradient(log(m)), gradient(V), { hypotheses: [equation('m', m, exp(minus(V)))] }),
    ],
    [
      'a stationary equation, in space',
      goalOf(dot(J, gradient(U)), divergence(times(U, J)), { hypotheses: [equation('J', divergence(J), num(0))] }),
      goalOf(dot(J, gradient(U)), divergence(times(num(2), U, J)), { hypotheses: [equation('J', divergence(J), num(0))] }),
    ],
    [
      'a parameter that equals another',
      goalOf(times(use(parameter('nu')), U), times(use(parameter('lambda')), U), { hypotheses: [equation('c', use(parameter('nu')), use(parameter('lambda')))] }),
      goalOf(times(use(parameter('nu')), U), times(use(parameter('kappa')), U), { hypotheses: [equation('c', use(parameter('nu')), use(parameter('lambda')))] }),
    ],
  ] as const)('%s', (_name, good, bad) => {
    expect(recheckBySolution(good, { dimensions: [1, 2] })).toEqual({ accepted: true, reason: null });
    expect(recheckBySolution(bad, { dimensions: [1, 2] }).reason).toMatch(/^the identity fails/);
  });

  test('a matrix Riccati equation, with its symmetry', () => {
    const matrix = (name: string, more: Parameters<typeof parameter>[1]): Expression => use(parameter(name, more));
    const P = use(field('P', [t], { shape: ['n', 'n'], symmetry: 'symmetric' }));
    const A = matrix('A', { shape: ['n', 'n'] });
    const B = matrix('B', { shape: ['n', 'm'] });
    const R = inverse(matrix('R', { shape: ['m', 'm'], symmetry: 'positive' }));
    const Q = matrix('Q', { shape: ['n', 'n'], symmetry: 'symmetric' });
    const gain = dot(dot(dot(P, B), R), dot(transpose(B), P));
    const riccati = equation('P', derivative(t, P), plus(minus(dot(transpose(A), P)), minus(dot(P, A)), gain, minus(Q)));
    const cost = times(num(1, 2), dot(use(x), dot(P, use(x))));
    const slope = gradient(cost);
    const law = dot(dot(dot(slope, B), R), dot(transpose(B), slope));
    const rest = plus(minus(dot(slope, dot(A, use(x)))), times(num(1, 2), law), times(num(-1, 2), dot(use(x), dot(Q, use(x)))));
    expect(recheckBySolution(goalOf(derivative(t, cost), rest, { hypotheses: [riccati] })).accepted).toBe(true);
    expect(recheckBySolution(goalOf(derivative(t, cost), plus(rest, law), { hypotheses: [riccati] })).accepted).toBe(false);
  });

  test('where no solution is found, nothing is decided', () => {
    const square = equation('V', pow(V, num(2)), plus(num(1), laplacian(U)));
    expect(recheckBySolution(goalOf(V, U, { hypotheses: [square] })).reason).toBe('cannot be checked: no solution was found for V');
    const Q = use(field('Q', [x], { shape: ['n', 'n'], symmetry: 'antisymmetric' }));
    const free = equation('Q', divergence(Q), times(num(0), J));
    expect(recheckBySolution(goalOf(divergence(times(U, Q)), dot(Q, gradient(U)), { hypotheses: [free] }), { dimensions: [2] }).accepted).toBe(false);
  });

  test('but what holds without the equation is accepted all the same', () => {
    const square = equation('V', pow(V, num(2)), plus(num(1), laplacian(U)));
    expect(recheckBySolution(goalOf(gradient(pow(V, num(2))), times(num(2), V, gradient(V)), { hypotheses: [square] })).accepted).toBe(true);
  });

  test('a goal under an integral is not decided', () => {
    expect(recheckBySolution(duality()).reason).toMatch(/^cannot be checked/);
  });
});
