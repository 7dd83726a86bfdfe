/** The estimated width of a formula, against what pdflatex measured (\settowidth, Latin Modern, 10pt; a character is 5pt). */
import { describe, expect, test } from 'vitest';
import { latexWidth } from '../../src/render/latex.ts';

const MEASURED: readonly (readonly [string, number])[] = [
  ['\\gamma = x^{2\\kappa\\theta/\\sigma^2 - 1}\\,\\mathrm{e}^{-2\\kappa x/\\sigma^2}', 100.0],
  ['(a^{-1/\\gamma})^{1 - \\gamma} = a^{(1 - \\gamma)(1 - \\gamma)/(-\\gamma)}', 130.5],
  ['{-}f(x, T - t) + g(T - t)^2\\nabla\\log p(x, T - t) + g(T - t)^2\\nabla\\log\\frac{q(x, T - t)}{p(x, T - t)}', 303.7],
  ['\\quad = (Ax + Bu)^\\top Px + \\tfrac12\\operatorname{tr}(SS^\\top P)', 151.7],
  ['\\mathcal{N}(x;\\, 0,\\, C)\\ \\text{is the density of}\\ \\mathrm{d}E_t = \\bigl(A - K(t)\\,H\\bigr)\\,E_t\\,\\mathrm{d}t + S\\,\\mathrm{d}W_t', 277.3],
  ['\\mathrm{e}^{-U - \\lvert v\\rvert^2}\\ \\text{is a stationary density of}\\ (Q_t, V_t)', 184.7],
  ['\\quad\\text{subject to}\\quad \\mathrm{d}X_t = f(X_t, a_t)\\,\\mathrm{d}t + \\Sigma(X_t, a_t)\\,\\mathrm{d}W_t', 216.2],
  ['\\mathcal{N}(x;\\, 0,\\, C)\\ \\text{is the density of}', 121.4],
  ['u = -\\tfrac12R^{-1}B^\\top Px\\ \\text{is optimal for}\\ M\\ \\text{with value}\\ \\tfrac12x^\\top Px + c', 257.0],
  ['\\mathrm{d}X_t = \\Bigl(-f(x, T - t) + \\nabla\\cdot\\bigl(\\sigma(x, T - t)\\,\\sigma(x, T - t)^\\top\\bigr)', 230.9],
  ['\\partial_t\\exp\\bigl(A(T - t) - B(T - t)\\,x\\bigr) + \\kappa(\\theta - x)\\,\\partial_x\\exp\\bigl(A(T - t)', 252.4],
  ['D = \\sigma\\sigma^\\top', 40.8],
  ['\\nabla\\log\\mathcal{N}(x;\\, m,\\, w^2I)\\Big|_{x=m + wz} = -z/w^2', 166.8],
  ['e = \\mathrm{e}^{-B}', 35.6],
  ['\\mathrm{turnednoise} = -ts', 80.0],
  ['\\mathrm{d}\\bigl(\\log p(Z_t, t)\\bigr) = \\Bigl(\\nabla\\cdot\\bigl(f - \\tfrac12g^2\\nabla\\log p\\bigr)\\Bigr)(Z_t, t)\\,\\mathrm{d}t\\ \\text{along}\\ Z_t', 251.7],
  ['\\mathcal{N}(z;\\, x,\\, \\Sigma)\\bigl(\\tfrac12z^\\top Qz - \\tfrac12x^\\top Qx - \\tfrac12\\operatorname{tr}(Q\\Sigma)\\bigr)', 183.8],
  ['\\partial_t\\bigl(W(x, T - t)\\bigr) + \\frac{\\bigl\\lvert \\nabla W(x, T - t)\\bigr\\rvert^2}{2m} + U = 0', 194.3],
  ['\\partial_t W - \\lvert \\nabla W\\rvert^2/(2m) - U = 0', 126.1],
  ['\\int p \\cdot \\bigl(\\tfrac12\\lvert \\nabla\\mathrm{energy}\\rvert^2 - \\Delta\\mathrm{energy}\\bigr)\\,\\mathrm{d}x', 148.8],
  ['\\rho V = \\max_{a}\\bigl\\{r + f \\cdot \\nabla V + \\tfrac12\\operatorname{tr}(\\Sigma\\Sigma^\\top\\nabla^2 V)\\bigr\\}', 181.5],
  ['\\qquad\\qquad {}- \\tfrac12R^{-1}B(Y_s, s)^\\top\\nabla V(Y_s, s) \\cdot RR^{-1}B(Y_s, s)^\\top\\nabla V(Y_s, s)\\bigr)\\,\\mathrm{d}s', 297.2],
  ['\\partial_t P = -\\bigl(2(a - b_1b_1P/r_1 - b_2K_2)\\,P + q_1 + r_1(b_1P/r_1)^2\\bigr)', 244.1],
  ['\\tfrac12\\Bigl\\lvert \\sigma(T - t)^\\top\\nabla\\bigl(-\\log p(x, T - t)\\bigr)\\Bigr\\rvert^2', 148.8],
  ['h(x, t) = \\mathbb{E}[\\mathrm{e}^{-\\int_{t}^{T} c(Y_r, r)/\\lambda\\,\\mathrm{d}r}\\,\\mathrm{e}^{-\\Phi_0(Y_T)/\\lambda} \\mid Y_t = x]', 206.9],
  ['U - V = \\mathbb{E}\\Bigl[\\int_{t}^{T} \\mathrm{e}^{-\\rho(s-t)}\\,\\tfrac12\\bigl(R^{-1}B(X_s, s)^\\top\\nabla V(X_s, s) - \\alpha(X_s, s)\\bigr)^\\top R', 293.9],
];

describe('the estimate is near what pdflatex measures', () => {
  test.each(MEASURED)('%s', (latex, points) => {
    const ratio = latexWidth(latex) / (points / 5);
    expect(ratio).toBeGreaterThan(0.95);
    expect(ratio).toBeLessThan(1.12);
  });
});

test('a fraction is as wide as its wider half', () => {
  expect(latexWidth('\\frac{a}{bcdef}')).toBe(latexWidth('\\frac{bcdef}{a}'));
  expect(latexWidth('\\frac{abc}{abc}')).toBeLessThan(latexWidth('abcabc'));
});

test('scripts are small, and one above the other takes the wider one', () => {
  expect(latexWidth('x^{mmm}')).toBeLessThan(latexWidth('xmmm'));
  expect(latexWidth('x_{a}^{mmm}')).toBeCloseTo(latexWidth('x^{mmm}'));
});

test('a formula of no width has none', () => expect(latexWidth('')).toBe(0));
