import { describe, expect, it, test } from 'vitest';
import { printExpression } from '../../src/render/text.ts';
import type { Expand } from '../../src/search/readable.ts';
import { readable, shortest, sizeOf, solveFor } from '../../src/search/readable.ts';
import type { Setting } from './readable/names.ts';
import { parsed, rewrite, verdict } from './readable/names.ts';

/** What is written, and what an author would write for it. */
type Table = readonly (readonly [string, string])[];

/** Each row as promised, equal by the kernel, and left alone when asked again. */
const rows = (name: string, table: Table, expand: Expand = 'explicit', setting: Setting = 'every'): void => {
  describe(name, () => {
    test.each(table)('%s', (before, after) => {
      const options = { expand, dimension: setting === 'one' ? 1 : null };
      const written = parsed(before, setting);
      const result = readable(written, options);
      expect(printExpression(result)).toBe(after);
      expect(verdict(written, result, options.dimension)).toBe('proved');
      expect(printExpression(readable(result, options))).toBe(after);
      expect(verdict(result, parsed(after, setting), options.dimension)).toBe('proved');
    });
  });
};

rows('forward equations', [
  ['-div(-theta x p) + 1/2 lap(sigma^2 p)', 'theta n p + theta x · grad p + 1/2 sigma^2 lap p'],
  ['-div(f p) + 1/2 lap(g^2 p)', '-div(f p) + 1/2 g^2 lap p'],
  ['-div(f p) + 1/2 div div(G G^T p)', '-div(f p) + 1/2 div div(G G^T p)'],
  ['-div((f - theta x) p)', '-div(f p) + theta n p + theta x · grad p'],
  ['div(-grad V p) + theta lap p', '-div(p grad V) + theta lap p'],
  ['div div(A A^T p)', 'A A^T : hess p'],
  ['div(f p) - div(p f)', '0'],
]);

rows('log-densities and scores', [
  ['grad p / p', 'grad log p'],
  ['∂t p / p', '∂t log p'],
  ['|grad p|^2 / p^2', '|grad log p|^2'],
  ['(-div(f p) + 1/2 lap(g^2 p)) / p', '-div f - f · grad log p + 1/2 g^2 (lap log p + |grad log p|^2)'],
  ['(-div(-theta x p) + 1/2 lap(sigma^2 p)) / p', 'theta n + theta x · grad log p + 1/2 sigma^2 (lap log p + |grad log p|^2)'],
  ['div div(G G^T p) / p', 'div div(G G^T) + 2 div(G G^T) · grad log p + G G^T : hess log p + |G^T grad log p|^2'],
  ['grad(theta x · grad log p)', 'theta grad log p + theta (hess log p) x'],
  ['grad V / V', 'grad V / V'],
]);

rows('derivatives of what is explicit', [
  ['div x', 'n'], ['jac x', 'I'], ['jac(A x)', 'A'], ['div(A x)', 'tr(A)'], ['div(a m)', '0'],
  ['grad(x^T A x)', 'A x + A^T x'], ['grad(x^T S x)', '2 S x'], ['grad(m · x)', 'm'], ['hess(x^T A x)', 'A + A^T'], ['hess(1/2 x^T S x)', 'S'],
  ['grad |x|^2', '2 x'], ['lap |x|^2', '2 n'], ['grad |x - m|^4', '4 |x - m|^2 (x - m)'],
  ['grad(1/2 x^T P x + q · x + r)', 'P x + q'], ['∂t(1/2 x^T P x + q · x + r)', '1/2 x · (∂t P) x + ∂t q · x + ∂t r'],
  ['grad exp(-V)', '-exp(-V) grad V'], ['lap exp(-V)', 'exp(-V) (-lap V + |grad V|^2)'], ['grad log(theta p)', 'grad log p'],
  ['grad(x · f)', 'f + (jac f)^T x'], ['jac(exp(-|x|^2) x)', 'exp(-|x|^2) (I - 2 outer(x, x))'],
  ['div(outer(x, x) p)', '(n p + p + x · grad p) x'], ['div(S grad V)', 'S : hess V'], ['div(p m)', 'm · grad p'], ['jac(A f)', 'A jac f'],
  ['grad[u](1/2 u^T R u + (f + A u) · grad V)', 'R u + A^T grad V'], ['div((jac f)^T)', 'grad div f'],
  ['∂t(exp(-theta t) m)', '-theta exp(-theta t) m'], ['∂t(t^2 A)', '2 t A'], ['div(C f)', 'div(C f)'], ['grad V^2', 'grad V^2'],
]);

rows('normal densities', [
  ['log normal(x; m, theta^2 v)', '-1/2 |x - m|^2 / (theta^2 v) - 1/2 n log(2 pi theta^2 v)'],
  ['log normal(x; m, R)', '-1/2 (x - m) · R^-1 (x - m) - 1/2 n log(2 pi) - 1/2 log det(R)'],
  ['grad log normal(x; m, v)', '-(x - m) / v'], ['grad log normal(x; m, R)', '-R^-1 (x - m)'], ['hess log normal(x; m, R)', '-R^-1'],
  ['grad log normal(m; x, T - t)', '(m - x) / (T - t)'],
  ['grad normal(x; al m, v)', '-normal(x; al m, v) (x - al m) / v'], ['lap normal(x; m, v) / normal(x; m, v)', '-n / v + |x - m|^2 / v^2'],
  ['normal(x; m + exp(-t) (q - m), v v)', 'normal(x; m + exp(-t) (q - m), v^2)'],
]);

rows('products of matrices and vectors', [
  ['G G^T grad p · grad p', '|G^T grad p|^2'], ['G G^T : outer(grad p, grad p)', '|G^T grad p|^2'], ['x^T S x', 'x^T S x'],
  ['R R^-1 x', 'x'], ['(A R)^T x', 'R A^T x'], ['I x', 'x'], ['tr(I)', 'n'], ['tr(a I + A)', 'a n + tr(A)'], ['(g^2 I) : hess V', 'g^2 lap V'],
  ['1/2 (G G^T : hess V)', '1/2 G G^T : hess V'], ['(2 R)^-1', '1/2 R^-1'], ['outer(x, m) f', '(m · f) x'], ['(A + A^T) : S', '2 A : S'],
  ['x · A m - m · A^T x', '0'], ['S^T x', 'S x'], ['K^T x', '-K x'], ['(A^-1)^T x', '(A^-1)^T x'],
  ['1/2 (R^-1 A^T grad V)^T R (R^-1 A^T grad V) + (f - A R^-1 A^T grad V) · grad V', '-1/2 grad V · A R^-1 A^T grad V + f · grad V'],
  ['tr(G G^T (hess V + outer(x, x)))', 'tr(G G^T hess V) + |G^T x|^2'],
]);

rows('numbers, powers and elementary functions', [
  ['a * 3 * b^2 / b * a', '3 a^2 b'], ['0 x + f', 'f'], ['p - p', '0'], ['sqrt(2 theta)^2 lap p', '2 theta lap p'], ['sqrt(4)', '2'],
  ['exp(-a t) exp(a t)', '1'], ['log(theta exp(-V))', '-V + log theta'], ['exp(log p + V)', 'p exp(V)'], ['2 log sqrt(v)', 'log v'],
  ['(a - b) / (b - a)', '-1'], ['-(m - x) / theta', '-(m - x) / theta'], ['|x|^2 - |x - m|^2', '2 x · m - |m|^2'],
  ['a x + b x', '(a + b) x'], ['theta (a - g) p', 'theta (a - g) p'], ['1/2 g^2 lap V + 1/2 g^2 |grad V|^2', '1/2 g^2 (lap V + |grad V|^2)'],
  ['log(h / p)', 'log(h / p)'], ['a / (a + b) + b / (a + b)', '1'],
]);

rows('values elsewhere', [
  ['(f - g^2 grad log p)(x, T - t)', 'f(x, T - t) - g(T - t)^2 grad log p(x, T - t)'], ['(∂t p)(x, T - t)', '(∂t p)(x, T - t)'],
  ['∂t(p(x, T - t))', '∂t p(x, T - t)'], ['(grad p)(m, t)', '(grad p)(m, t)'], ['(∂t(x · f + a t^2))(x, T - t)', 'x · (∂t f)(x, T - t) + 2 a (T - t)'],
]);

rows('in one dimension', [
  ['-∂x(-theta x p) + 1/2 ∂x ∂x(sigma^2 p)', 'theta x ∂x p + theta p + 1/2 sigma^2 ∂x ∂x p'],
  ['-∂x(theta (a - x) p) + 1/2 ∂x ∂x(sigma^2 x p)', '-theta (a - x) ∂x p + theta p + 1/2 sigma^2 x ∂x ∂x p + sigma^2 ∂x p'],
  ['∂x(x^a)', 'a x^(a - 1)'], ['∂x ∂x(a x^(1 - gamma) / (1 - gamma))', '-a gamma x^(-gamma - 1)'], ['x / sqrt(x)', 'sqrt(x)'],
  ['∂x tanh(x)', '1 - (tanh(x))^2'], ['∂x log normal(x; a, v)', '-(x - a) / v'],
  ['(-∂x(f p) + 1/2 ∂x ∂x(g^2 p)) / p', '-∂x f - f ∂x log p + 1/2 g^2 (∂x ∂x log p + (∂x log p)^2)'],
], 'explicit', 'one');

rows('every product, where asked for', [
  ['-div(f p) + 1/2 lap(g^2 p)', '-p div f - f · grad p + 1/2 g^2 lap p'], ['lap(p V)', 'p lap V + 2 grad p · grad V + V lap p'],
  ['grad |f|^2', '2 (jac f)^T f'], ['hess(p V)', 'p hess V + outer(grad p, grad V) + outer(grad V, grad p) + V hess p'],
], 'products');

rows('no derivative, where not asked for', [['div(-theta x p) + 0', 'div(-theta x p)'], ['lap |x|^2', 'lap |x|^2']], 'nothing');

describe('readable', () => {
  it('writes the dimension as a number where it is fixed', () => {
    expect(rewrite('div x', { dimension: 3 })).toBe('3');
  });

  it('finds with the kernel what its own rules do not cancel', () => {
    const hidden = 'div(f p) - p div f - f · grad p + x · K x + lap(V p) - V lap p - 2 grad V · grad p - p lap V';
    expect(rewrite(hidden)).toBe('0');
    expect(rewrite(hidden, { kernel: false })).not.toBe('0');
  });

  it('takes no fields of different symmetry for one', () => {
    expect(rewrite('x · A m + m · A x')).not.toBe(rewrite('2 (x · A m)'));
    expect(rewrite('x · S m + m · S x')).toBe('2 x · S m');
  });
});

describe('solveFor', () => {
  const solved = (left: string, right: string, lead: string): string | null => {
    const found = solveFor(parsed(left), parsed(right), parsed(lead));
    return found === null ? null : printExpression(readable(found));
  };

  it('gives what a term equals', () => {
    expect(solved('∂t V + a V', 'g^2 lap V', '∂t V')).toBe('-a V + g^2 lap V');
    expect(solved('-2 ∂t P - A^T P', 'S - P A', '∂t P')).toBe('-1/2 A^T P - 1/2 S + 1/2 P A');
    expect(solved('theta (∂t V - b) + sigma ∂t V', '0', '∂t V')).toBe('theta b / (theta + sigma)');
    expect(solved('∂t V', '0', '∂t V')).toBe('0');
  });

  it('says so where the term is not there, not linear, or under something else', () => {
    expect(solved('V', '0', '∂t V')).toBeNull();
    expect(solved('(∂t V)^2 + V', '0', '∂t V')).toBeNull();
    expect(solved('∂t V + lap(∂t V)', '0', '∂t V')).toBeNull();
    expect(solved('A ∂t f', 'f', '∂t f')).toBeNull();
    expect(solved('∂t V - ∂t V', 'V', '∂t V')).toBeNull();
  });
});

describe('the size of a formula', () => {
  it('grows with its symbols, and by its brackets', () => {
    const order = ['x', 'a x', 'a x + m', 'a (x + m)', 'div(a (x + m))'].map((text) => sizeOf(parsed(text)));
    expect(order).toEqual([...order].sort((one, other) => one - other));
    expect(new Set(order).size).toBe(order.length);
  });

  it('decides which of several is shown, and the first of equally short ones', () => {
    const [long, short, other] = [parsed('a x + b x'), parsed('a x'), parsed('b x')];
    expect(shortest([long, short, other])).toBe(short);
    expect(shortest([long, other, short])).toBe(other);
  });
});
