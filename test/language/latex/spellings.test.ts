/** The spellings of authors, and what is understood by them: each is held against the claim language. */
import { describe, expect, test } from 'vitest';
import { tree } from '../reading.ts';
import { printExpression } from '../../../src/render/text.ts';
import { readWell } from '../reading.ts';
import { names, understood } from './reading.ts';

const means = (latex: string, text: string): void => expect(understood(latex)).toBe(printExpression(tree(text, names)));

describe('products, fractions, powers', () => {
  test.each([
    ['\\frac{a}{b}', 'a / b'], ['\\tfrac12 g^2\\Delta p', '1/2 g^2 lap p'], ['\\frac12', '1/2'], ['\\frac1{12}', '1/12'], ['\\dfrac ab', 'a / b'], ['ab', 'a b'],
    ['a\\,b', 'a b'], ['2a', '2 a'], ['0.5a', '1/2 a'], ['a/b', 'a / b'], ['a/(bc)', 'a / (b c)'], ['a^2', 'a^2'], ['a^{1/2}', 'a^(1/2)'], ['a^{10}', 'a^10'],
    ['a^{(T)}', 'a^T'.replace('^T', '^(T)')], ['\\sqrt{ab}', 'sqrt(a b)'], ['\\sqrt a b', 'sqrt(a) b'], ['(a + b)(b - c)', '(a + b) (b - c)'], ['[a + b]c', '(a + b) c'],
    ['\\left(a + \\bigl\\{b\\bigr\\}\\right)c', '(a + b) c'], ['a \\cdot b', 'a b'], ['a \\cdot v', 'a v'], ['a \\cdot (T - t)\\,v \\cdot w', '(a (T - t) v) · w'], ['-a + b', '-a + b'], ['a%b\n+c', 'a + c'],
  ])('%s', means);
});

describe('derivatives', () => {
  test.each([
    ['\\partial_t p', '∂t p'], ['\\partial_{t}p', '∂t p'], ['\\partial_t^2 p', '∂t ∂t p'], ['\\partial_s\\partial_t F', 'D[s] ∂t F'], ['\\partial_{st}F', 'D[s] ∂t F'], ['\\partial^2_{t}p', '∂t ∂t p'],
    ['\\frac{\\partial p}{\\partial t}', '∂t p'], ['\\frac{\\partial^2 p}{\\partial t^2}', '∂t ∂t p'], ['\\frac{\\partial^2 F}{\\partial s\\,\\partial t}', 'D[s] ∂t F'], ['\\frac{\\partial}{\\partial t}p', '∂t p'],
    ['\\frac{\\partial(ap)}{\\partial t}', '∂t(a p)'], ['\\frac{\\partial ap}{\\partial t}', '∂t(a p)'], ['\\frac{\\partial_t p}{p}', '∂t p / p'], ['\\frac{\\partial p}{\\partial t}(x,T-t)', '(∂t p)(x,T-t)'],
    ['\\nabla p', 'grad p'], ['\\nabla\\cdot f', 'div f'], ['\\nabla\\cdot(fp)', 'div(f p)'], ['\\nabla^2 p', 'hess p'], ['\\nabla\\nabla p', 'jac grad p'], ['\\Delta p', 'lap p'], ['\\nabla_y |y|^2', 'grad[y] |y|^2'],
    ['\\operatorname{div}f', 'div f'], ['\\operatorname{jac}f', 'jac f'], ['\\nabla\\log p', 'grad log p'], ['(f\\cdot\\nabla)p', 'f · grad p'], ['\\nabla p \\cdot \\nabla q', 'grad p · grad q'],
    ['\\partial_t p\\,\\partial_t q', '∂t p ∂t q'], ['\\partial_t p/p', '∂t p / p'], ['\\nabla\\log p(x,T-t)', 'grad log p(x, T-t)'], ['\\Delta p^2', 'lap p^2'],
  ])('%s', means);
});

describe('vectors and matrices', () => {
  test.each([
    ['v^\\top R v', 'v^T R v'], ['v^T R v', 'v^T R v'], ['R^{-1}', 'R^-1'], ['M^{-\\top}', 'M^-T'], ['M^\\mathsf{T}', 'M^T'], ['\\lVert v\\rVert^2', '|v|^2'], ['\\|v\\|^2', '|v|^2'], ['|v|^2', '|v|^2'],
    ['\\left|v\\right|^2', '|v|^2'], ['\\lvert v \\rvert', '|v|'], ['||v|v|^2', '||v| v|^2'], ['\\langle v, w\\rangle', 'v · w'], ['v \\cdot w', 'v · w'], ['M : R', 'M : R'], ['v \\otimes w', 'outer(v, w)'],
    ['\\operatorname{tr}(M)', 'tr(M)'], ['\\mathrm{tr}\\,M', 'tr(M)'], ['\\operatorname{Tr}M', 'tr(M)'], ['\\det R', 'det(R)'], ['G(x,t)G^\\top(x,t)', 'G G^T'], ['I', 'I'], ['\\mathbf v', 'v'],
  ])('%s', means);
});

describe('functions', () => {
  test.each([
    ['\\log p', 'log p'], ['\\ln p', 'log p'], ['\\log p^2', 'log p^2'], ['\\log(p)q', 'log(p) q'], ['\\exp(-a)', 'exp(-a)'], ['e^{-a}', 'exp(-a)'], ['\\mathrm e^{-a}', 'exp(-a)'], ['\\mathrm{e}', 'exp(1)'],
    ['\\sin^2 a', '(sin a)^2'], ['\\arctan a', 'atan(a)'], ['\\Phi(a)', 'Phi(a)'], ['\\operatorname{erf}(a)', 'erf(a)'], ['\\pi', 'pi'], ['\\mathcal N(x; v, a)', 'normal(x; v, a)'],
    ['\\mathcal{N}(x;\\, v,\\, (T - t)\\,I)', 'normal(x; v, T - t)'], ['\\mathcal N(x \\mid v, R)', 'normal(x; v, R)'],
  ])('%s', means);
});

describe('integrals, expectations, optima', () => {
  test.each([
    ['\\int p\\log p\\,\\mathrm dx', '∫[x](p log p)'], ['\\int p dx', '∫[x](p)'], ['\\int a p + q\\,\\mathrm{d}x', '∫[x](a p + q)'], ['\\int_{\\mathbb R^n}p\\,dx', '∫[x](p)'], ['\\int_{-\\infty}^{\\infty}p\\,dx', '∫[x](p)'],
    ['\\iint p\\,h(y)\\,dx\\,dy', '∫[y](∫[x](p h(y)))'], ['\\int h(y)\\int p\\,dx\\,dy', '∫[y](h(y) ∫[x](p))'], ['\\int p\\,dx\\int q\\,dx', '∫[x](p) ∫[x](q)'], ['a\\int p\\,dx', 'a ∫[x](p)'],
    ['\\mathbb E_p[\\log p]', 'E[p](log p)'], ['\\mathbb{E}_{p(y,t)}\\bigl[h(y)\\bigr]', 'E[p(y,t)](h(y))'], ['\\mathbb E_{y\\sim h(y)}[a]', '∫[y](h(y) a)'],
    ['\\min_u\\{|u|^2\\}', 'min[u](|u|^2)'], ['\\sup_{u}\\bigl[u \\cdot v\\bigr]', 'max[u](u · v)'], ['\\inf_u(|u|^2)', 'min[u](|u|^2)'], ['\\operatorname*{arg\\,min}_u\\{|u|^2\\}', 'argmin[u](|u|^2)'], ['\\arg\\max_{u}\\{a\\}', 'argmax[u](a)'],
  ])('%s', means);
});

describe('names', () => {
  test.each([
    ['\\sigma_{\\max}', 'sigma_max'], ['\\sigma_{\\mathrm{max}}^2', 'sigma_max^2'], ['\\sigma^2_{\\max}a', 'sigma_max^2 a'], ['x_0', 'x0'], ['\\bar\\alpha', 'alpha_bar'], ['\\bar{\\alpha}', 'alpha_bar'], ['u^*', 'u_star'], ['u_{\\star}', 'u_star'],
    ['\\mathrm{mean}', 'mean'], ['\\text{mean}', 'mean'], ['\\mathrm{sigma\\_max}', 'sigma_max'], ['\\theta', 'theta'], ['θ', 'theta'], ['p(x, T-t)', 'p(x, T-t)'], ['p\\,(T-t)', 'p (T-t)'], ['a(T-t)', 'a (T-t)'],
    ['p^2(x,t)', 'p^2'], ['g^2(t)', 'g^2'], ['g^2(\\nabla\\cdot f)', 'g^2 div f'], ['(\\partial_t p)(x,T-t)', '(∂t p)(x,T-t)'], ['(\\partial_t g)(T-t)', '(∂t g)(T-t)'], ['\\partial_t\\bigl(p(x,T-t)\\bigr)', '∂t (p(x,T-t))'],
    ['p|_{t=T-t}', 'p(x,T-t)'], ['\\left.\\partial_t p\\right|_{t=0}', '(∂t p)(t=0)'], ['\\partial_t p\\bigr|_{t=0}', '(∂t p)(t=0)'], ['\\tfrac12\\partial_t p\\big|_{t=0}', '1/2 (∂t p)(t=0)'],
  ])('%s', means);

  test('an upright capital may be a Greek letter', () => {
    const greek = readWell('param Alpha, e, d\nfield p(x)');
    expect(understood('\\mathrm{A}', greek)).toBe('Alpha');
    expect(understood('e^2', greek)).toBe('e^2');
    expect(understood('\\mathrm e^2', greek)).toBe('exp(2)');
    expect(understood('\\int p\\,d\\,\\mathrm dx', greek)).toBe('∫[x](p d)');
  });
});
