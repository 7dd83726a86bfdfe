import { describe, expect, test } from 'vitest';
import type { Expression } from '../../src/kernel/expression.ts';
import {
  apply, at, controlVariable, coordinate, derivative, determinant, dimensionOf, divergence, dot, doubleDot, exp, field, gradient, hessian,
  identity, integral, inverse, laplacian, log, minus, num, optimum, outer, over, parameter, plus, pow, T_VARIABLE, times, trace,
  transpose, use, X_VARIABLE,
} from '../../src/kernel/expression.ts';
import { recheck } from '../../src/recheck/recheck.ts';
import { certificateOf, goalOf } from './examples.ts';

const [x, t] = [X_VARIABLE, T_VARIABLE];
const vector = field('b', [x, t], { shape: ['n'] });
const matrix = field('M', [x], { shape: ['n', 'n'] });
const scalar = field('h', [x, t]);
const [b, M, h] = [use(vector), use(matrix), use(scalar)];
const T = use(parameter('T'));
const accepted = (left: Expression, right: Expression): boolean => recheck(goalOf(left, right), certificateOf()).accepted;

describe('the conventions of expressions', () => {
  test.each([
    ['(∇b)_ij = ∂_j b_i: the derivative along h is jac b · h', dot(gradient(b), b), plus(times(num(1, 2), gradient(dot(b, b))), dot(plus(gradient(b), minus(transpose(gradient(b)))), b)), true],
    ['and not its transpose', dot(gradient(b), b), dot(b, gradient(b)), false],
    ['(div M)_i = ∂_j M_ij', divergence(outer(b, b)), plus(times(divergence(b), b), dot(gradient(b), b)), true],
    ['and not by rows', divergence(outer(b, b)), plus(times(divergence(b), b), dot(b, gradient(b))), false],
    ['the Hessian is the gradient’s, and its trace the Laplacian', trace(hessian(h)), laplacian(h), true],
    ['the Laplacian of a vector', laplacian(b), divergence(gradient(b)), true],
    ['M : N = tr(Mᵀ N)', doubleDot(M, gradient(b)), trace(dot(transpose(M), gradient(b))), true],
    ['and not tr(M N)', doubleDot(M, gradient(b)), trace(dot(M, gradient(b))), false],
    ['M M⁻¹ = I', dot(M, inverse(M)), identity(), true],
    ['tr I is the dimension', trace(identity()), dimensionOf('n'), true],
    ['det(M Mᵀ) = det(M)²', determinant(dot(M, transpose(M))), pow(determinant(M), num(2)), true],
    ['det(2 M) = 2ⁿ det(M)', determinant(times(num(2), M)), times(pow(num(2), dimensionOf('n')), determinant(M)), true],
    ['det(2 M) = 2 det(M)', determinant(times(num(2), M)), times(num(2), determinant(M)), false],
    ['∂t of a composite has the sign that its derivative elsewhere has not', derivative(t, apply(scalar, [use(x), plus(T, minus(use(t)))])), minus(at(derivative(t, h), [{ variable: t, value: plus(T, minus(use(t))) }])), true],
    ['bindings are made at once', at(apply(scalar, [times(use(t), use(x)), use(t)]), [{ variable: x, value: times(use(t), use(x)) }, { variable: t, value: num(2) }]), apply(scalar, [times(num(2), use(t), use(x)), num(2)]), true],
    ['and not one after the other', at(apply(scalar, [use(x), use(t)]), [{ variable: x, value: times(use(t), use(x)) }, { variable: t, value: num(2) }]), apply(scalar, [times(num(2), use(x)), num(2)]), false],
  ] as const)('%s', (_name, left, right, verdict) => {
    expect(accepted(left, right)).toBe(verdict);
  });

  test('two sides of different shapes are malformed', () => {
    expect(recheck(goalOf(b, h), certificateOf()).reason).toMatch(/^malformed/);
  });

  test('symmetric, antisymmetric and positive matrices are what they are declared to be', () => {
    const declared = (symmetry: 'symmetric' | 'antisymmetric' | 'positive'): Expression =>
      use(parameter(`R ${symmetry}`, { shape: ['n', 'n'], symmetry }));
    expect(accepted(declared('symmetric'), transpose(declared('symmetric')))).toBe(true);
    expect(accepted(declared('antisymmetric'), minus(transpose(declared('antisymmetric'))))).toBe(true);
    expect(accepted(declared('positive'), transpose(declared('positive')))).toBe(true);
    expect(accepted(M, transpose(M))).toBe(false);
    expect(accepted(exp(log(determinant(declared('positive')))), determinant(declared('positive')))).toBe(true);
    expect(recheck(goalOf(declared('symmetric'), identity()), certificateOf()).accepted).toBe(false);
  });
});

describe('integrals and optima', () => {
  const y = coordinate('y', 'n');
  const q = use(field('q', [x, y], { sign: 'positive' }));
  const u = controlVariable('u', 'n');
  const c = use(field('c', [x, u]));

  test('an integral is linear, and other derivatives pass', () => {
    expect(accepted(gradient(log(integral(y, q))), over(integral(y, gradient(q)), integral(y, q)))).toBe(true);
    expect(recheck(goalOf(pow(integral(y, q), num(2)), integral(y, pow(q, num(2)))), certificateOf()).reason)
      .toMatch(/^cannot be checked: of an integral/);
  });

  test('of an optimum, constants and positive factors may be taken out', () => {
    const V = use(field('V', [x]));
    const positive = use(parameter('lambda', { sign: 'positive' }));
    expect(accepted(optimum('min', u, plus(times(positive, c), V)), plus(times(positive, optimum('min', u, c)), V))).toBe(true);
    expect(accepted(optimum('max', u, c), minus(optimum('min', u, minus(c))))).toBe(true);
    expect(accepted(optimum('max', u, c), optimum('min', u, c))).toBe(false);
    expect(accepted(optimum('min', u, minus(c)), minus(optimum('min', u, c)))).toBe(false);
    expect(accepted(optimum('min', u, plus(c, dot(use(u), use(u)))), plus(optimum('min', u, c), optimum('min', u, dot(use(u), use(u)))))).toBe(false);
  });
});
