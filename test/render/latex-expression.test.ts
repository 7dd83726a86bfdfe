/** Formulas as a paper writes them. */
import { describe, expect, test } from 'vitest';
import { minus, num, pow, times } from '../../src/kernel/expression.ts';
import { latexCondition, latexExpression } from '../../src/render/latex.ts';
import { NAMES, readWell, tree } from '../language/reading.ts';
import { complaintAbout } from './katex.ts';

const document = readWell(`${NAMES}
field r(x)
field k(x): vector
field m(t): vector
field U(y)
field V(x,t)
field q(x,y) > 0
param x0
param sigma_max > 0
param mean: vector
`);
const display = (text: string): string => latexExpression(tree(text, document), 'display');
const inText = (text: string): string => latexExpression(tree(text, document));

describe('displayed formulas', () => {
  test.each([
    ['1/2 g^2 lap p', '\\tfrac12g^2\\Delta p'],
    ['-div(f p) + 1/2 lap(g^2 p)', '-\\nabla\\cdot(fp) + \\tfrac12\\Delta(g^2p)'],
    ['grad log p', '\\nabla\\log p'],
    ['g^2 grad log p', 'g^2\\nabla\\log p'],
    ['b grad V', 'b\\,\\nabla V'],
    ['f · grad V', 'f \\cdot \\nabla V'],
    ['a (f · v)', 'af \\cdot v'],
    ['∂t p', '\\partial_t p'],
    ['|grad V|^2', '\\lvert \\nabla V\\rvert^2'],
    ['|f|', '\\lvert f\\rvert'],
    ['x^T R x', 'x^\\top Rx'],
    ['(x - v)^T R^-1 (x - v)', '(x - v)^\\top R^{-1}(x - v)'],
    ['grad V · R grad V', '\\nabla V \\cdot R\\nabla V'],
    ['v · M', 'M^\\top v'],
    ['(M^-1)^T', 'M^{-\\top}'],
    ['G G^T grad p', 'GG^\\top\\nabla p'],
    ['1/2 tr(G G^T hess V)', '\\tfrac12\\operatorname{tr}(GG^\\top\\nabla^2 V)'],
    ['M : hess V', 'M : \\nabla^2 V'],
    ['outer(v, w)', 'v \\otimes w'],
    ['log det(R)', '\\log\\det R'],
    ['a / b', '\\frac{a}{b}'],
    ['1/2 a^2 / b', '\\frac{a^2}{2b}'],
    ['(a + b) / c', '\\frac{a + b}{c}'],
    ['a / (2 (b + c))', '\\frac{a}{2(b + c)}'],
    ['1 / (a / b)', '\\frac{b}{a}'],
    ['exp(-a / b)', '\\mathrm{e}^{-a/b}'],
    ['exp(-1/2 a^2 b c - a b c / 2 + b)', '\\exp\\bigl(-\\tfrac12a^2bc - \\tfrac12abc + b\\bigr)'],
    ['sqrt(2 a)', '\\sqrt{2a}'],
    ['log p^2', '\\log p^2'],
    ['(log p)^2', '(\\log p)^2'],
    ['normal(x; v, a)', '\\mathcal{N}(x;\\, v,\\, aI)'],
    ['normal(x; 0, R)', '\\mathcal{N}(x;\\, 0,\\, R)'],
    ['∫[x](p log p)', '\\int p\\log p\\,\\mathrm{d}x'],
    ['min[u](1/2 |u|^2 + u · grad V)', '\\min_{u}\\bigl\\{\\tfrac12\\lvert u\\rvert^2 + u \\cdot \\nabla V\\bigr\\}'],
    ['argmin[u](|u|^2)', '\\operatorname*{arg\\,min}_{u}\\{\\lvert u\\rvert^2\\}'],
    ['x0 sigma_max', 'x_0\\sigma_{\\mathrm{max}}'],
    ['a mean', 'a\\,\\mathrm{mean}'],
    ['2 * 3^a', '2 \\cdot 3^a'],
    ['0 v', '0'],
    ['a^(T)', 'a^{(T)}'],
    ['a^(-T)', 'a^{(-T)}'],
    ['a^(2 T)', 'a^{2T}'],
    ['exp(T)', '\\mathrm{e}^{T}'],
  ])('%s', (text, latex) => expect(display(text)).toBe(latex));

  test.each([
    ['a log p / b', '(a\\log p)/b'],
    ['a log(p / b)', 'a\\log(p/b)'],
    ['log det(R) / b', '(\\log\\det R)/b'],
    ['b ∂t p / c', 'b\\,\\partial_t p/c'],
    ['det(M) / b', '(\\det M)/b'],
    ['a det(M) / b', '(a\\det M)/b'],
    ['a / det(M)', 'a/\\det M'],
    ['∂t log p / a', '(\\partial_t\\log p)/a'],
    ['M grad log p / a', '(M\\nabla\\log p)/a'],
    ['∂t p / (1 + g^2)', '\\partial_t p/(1 + g^2)'],
    ['a log p / (a^2 b^2 c^2 (a^3 + b^3 + c^3) (a^4 + b^4 + c^4 + a b c) (a + 2 b))', '(a\\log p)\\Big/\\bigl(a^2b^2c^2(a^3 + b^3 + c^3)(a^4 + b^4 + c^4 + abc)(a + 2b)\\bigr)'],
  ])('in a line of text a slash divides all of what stands before it: %s', (text, latex) => expect(inText(text)).toBe(latex));

  test.each([
    ['det(M) b', 'b\\det M'],
    ['det(M) grad V', '(\\det M)\\,\\nabla V'],
    ['det(M) (a + b)', '(a + b)\\det M'],
    ['det(M) x · v', '(x \\cdot v)\\det M'],
  ])('a determinant takes one factor, and none runs into it: %s', (text, latex) => expect(display(text)).toBe(latex));

  test('in one dimension derivatives are by x, and gathered', () => {
    const line = readWell('dimension 1\nfield p(x,t) > 0\nfield f(x,t)\nvariable v\nfield q(x,v)');
    const of = (text: string): string => latexExpression(tree(text, line), 'display');
    expect(of('-div(f p) + 1/2 lap p')).toBe('-\\partial_x(fp) + \\tfrac12\\partial_x^2 p');
    expect(of('D[x] D[v] D[v] q')).toBe('\\partial_x\\partial_v^2 q');
  });

  test('an operator names its variable where there are several', () => {
    expect(display('grad[y] U')).toBe('\\nabla_y U');
    expect(display('grad q')).toBe('\\nabla_x q');
    expect(display('div[y] grad[y] q')).toBe('\\nabla_y\\cdot\\nabla_y q');
  });
});

describe('what would be misread', () => {
  test('a derivative of a composite is not the derivative evaluated', () => {
    expect(display('∂t (p(x,T-t))')).toBe('\\partial_t\\bigl(p(x, T - t)\\bigr)');
    expect(display('(∂t p)(x,T-t)')).toBe('(\\partial_t p)(x, T - t)');
    expect(display('∂t log p(x,T-t)')).toBe('\\partial_t\\bigl(\\log p(x, T - t)\\bigr)');
    expect(display('grad log p(x,T-t)')).toBe('\\nabla\\log p(x, T - t)');
    expect(display('grad(r(2 x))')).toBe('\\nabla\\bigl(r(2x)\\bigr)');
    expect(display('∂t ∂t g(T-t)')).toBe('\\partial_t^2\\bigl(g(T - t)\\bigr)');
  });

  test('a function times a bracket is not its value there', () => {
    expect(display('g (T - t)')).toBe('g \\cdot (T - t)');
    expect(display('g(T-t)')).toBe('g(T - t)');
    expect(display('a (T - t)')).toBe('a(T - t)');
    expect(display('p (T - t)')).toBe('p\\,(T - t)');
    expect(display('r (T - t)')).toBe('r\\,(T - t)');
    expect(display('(a + g)(t = T - t)')).toBe('(a + g)\\big|_{t=T - t}');
  });

  test('what follows an operator or a logarithm is not its operand', () => {
    expect(display('log p a')).toBe('a\\log p');
    expect(display('div f div v')).toBe('(\\nabla\\cdot f)\\,\\nabla\\cdot v');
    expect(display('f · div M')).toBe('f \\cdot (\\nabla\\cdot M)');
    expect(display('(jac k) (x - v)')).toBe('(\\nabla k) \\cdot (x - v)');
    expect(display('(jac f) (x - v)')).toBe('(\\nabla f)\\,(x - v)');
  });

  test.each([
    ['1 / a / (-(T-t))', '\\frac{1}{a\\bigl(-(T - t)\\bigr)}'],
    ['a / b / (-c)', '\\frac{a}{b(-c)}'],
    ['1 / (2 (-c))', '\\frac{1}{-2c}'],
    ['1 / (-c)', '\\frac{1}{-c}'],
    ['(-a) b / c / (-b)', '-\\frac{ab}{c(-b)}'],
    ['f · v / a / (v · w)', '\\frac{f \\cdot v}{av \\cdot w}'],
  ])('what has a sign is not subtracted from the factors before it: %s', (text, latex) => expect(display(text)).toBe(latex));

  test('a quotient among the factors above a slash keeps its brackets', () => {
    const turned = pow(times(tree('c'), pow(tree('T / g'), num(-1))), num(-1));
    expect(latexExpression(times(tree('b'), turned))).toBe('b(T/g)/c');
  });

  test('a product of nothing but 1 is 1', () => {
    const one = { kind: 'multiply', factors: [num(1), pow({ kind: 'multiply', factors: [num(1)] }, num(-1))] } as const;
    expect(latexExpression(one, 'display')).toBe('1');
    expect(latexExpression(minus(one), 'display')).toBe('-1');
  });

  test.each([
    ['g^2 (T - t)', 'g^2 \\cdot (T - t)'],
    ['g^2 (exp(-a t) - 1)', 'g^2 \\cdot (\\mathrm{e}^{-at} - 1)'],
    ['g^2 (p - V)', 'g^2(p - V)'],
    ['a^2 (T - t)', 'a^2(T - t)'],
    ['p^2 (T - t)', 'p^2\\,(T - t)'],
    ['g(T-t)^2 (T - t)', 'g(T - t)^2(T - t)'],
    ['G^T (v + w)', 'G^\\top\\,(v + w)'],
    ['r^-1 (T - t)', '\\frac{T - t}{r}'],
    ['1 / g^2 / (T - t)', '\\frac{1}{g^2 \\cdot (T - t)}'],
  ])('a power of a function before a bracket that it could be taken at: %s', (text, latex) => expect(display(text)).toBe(latex));

  test.each([
    ['M f (T - t)', 'Mf\\,(T - t)'],
    ['R m (T - t)', 'Rm \\cdot (T - t)'],
    ['R m (R : M)', 'Rm \\cdot (R : M)'],
    ['M v (T - t)', 'Mv(T - t)'],
    ['M f(x,T-t) (a + b)', 'Mf(x, T - t)(a + b)'],
  ])('a function at the end of matrices is not taken at the bracket after it: %s', (text, latex) => expect(display(text)).toBe(latex));

  test.each([
    ['a ((T-t)(t = b))', 'a\\bigl((T - t)\\big|_{t=b}\\bigr)'],
    ['M (f(t = b, x = y))', 'Mf(y, b)'],
    ['((a + g)(t = b)) c', '\\bigl((a + g)\\big|_{t=b}\\bigr)\\,c'],
    ['-((a + g)(t = b))', '-(a + g)\\big|_{t=b}'],
    ['v · ((a v + m)(t = b))', 'v \\cdot \\bigl((av + m)\\big|_{t=b}\\bigr)'],
    ['∂t log ((a + g)(t = T - t))', '\\partial_t\\log\\bigl((a + g)\\big|_{t=T - t}\\bigr)'],
    ['(log g)(t = T - t)', '(\\log g)\\big|_{t=T - t}'],
    ['(log p)(t = T - t)', '(\\log p)(x, T - t)'],
    ['(∂t g)(t = T - t)', '(\\partial_t g)(T - t)'],
  ])('it is plain what a value elsewhere is the value of: %s', (text, latex) => expect(display(text)).toBe(latex));

  test.each([
    ['lap div grad V div f', '(\\Delta\\nabla\\cdot\\nabla V)\\,\\nabla\\cdot f'],
    ['lap(-2) div f div v', '\\bigl(\\Delta(-2)\\bigr)\\,(\\nabla\\cdot f)\\,\\nabla\\cdot v'],
    ['lap V div f div v', '(\\Delta V)\\,(\\nabla\\cdot f)\\,\\nabla\\cdot v'],
    ['f · ∂t div M', 'f \\cdot (\\partial_t\\nabla\\cdot M)'],
    ['lap V div f', '\\Delta V\\,\\nabla\\cdot f'],
  ])('an operator takes none of the factors after it: %s', (text, latex) => expect(display(text)).toBe(latex));

  test('a sum keeps its brackets beside a number, a fraction and a matrix', () => {
    expect(display('1/2 (log p - log a)')).toBe('\\tfrac12(\\log p - \\log a)');
    expect(display('a / (2 (T - t))')).toBe('\\frac{a}{2(T - t)}');
    expect(display('M (v + w)')).toBe('M(v + w)');
    expect(display('M (v · w)')).toBe('M(v \\cdot w)');
  });
});

describe('in a line of text', () => {
  test.each([
    ['a / b', 'a/b'], ['a b / (2 c)', 'ab/(2c)'], ['1/2 |f|^2', '\\tfrac12\\lvert f\\rvert^2'], ['(a + b) / c', '(a + b)/c'],
    ['log p / a', '(\\log p)/a'], ['f / a · v', '(f \\cdot v)/a'],
  ])('%s', (text, latex) => expect(inText(text)).toBe(latex));
});

test('conditions', () => {
  const relation = (sign: '>' | '>=' | '<' | '<=' | '!=' | '='): string => latexCondition({ relation: sign, left: tree('a'), right: tree('0') });
  expect((['>', '>=', '<', '<=', '!=', '='] as const).map(relation)).toEqual(['a > 0', 'a \\ge 0', 'a < 0', 'a \\le 0', 'a \\neq 0', 'a = 0']);
});

test('brackets grow with what they hold', () => {
  const latex = display('a (b + g(T - t) (c + 1 / (a + p(x, T-t))))');
  expect(latex).toContain('\\bigg');
  expect(complaintAbout(latex)).toBeNull();
});
