/** Claims, hypotheses, processes and declarations as a paper states them. */
import { describe, expect, test } from 'vitest';
import type { Declaration } from '../../src/language/statement.ts';
import { latexClaimBody, latexClaimLines, latexDeclaration, latexDeclarationLines, latexProcess } from '../../src/render/latex.ts';
import { onlyClaim, readWell } from '../language/reading.ts';
import { aligned, complaintAbout } from './katex.ts';

const base = 'field f(x,t): vector\nfield g(t)\nfield p(x,t) > 0\nparam T\nprocess X: dX = f dt + g dW\n';
const control = 'control u: vector\nprocess Y: dY = u dt + dW\nproblem P: minimize running 1/2 |u|^2 terminal 0 over u along Y\nvalue V(x,t) of P\n';
const claim = (text: string): string => latexClaimBody(onlyClaim(`${base}${control}claim "a": ${text}`).body);
const declared = (block: string): string => latexDeclaration(last(block), 'display');
const last = (block: string): Declaration => {
  const declaration = readWell(block).declarations.at(-1);
  if (declaration === undefined) throw new Error('nothing declared');
  return declaration;
};

describe('claims', () => {
  test.each([
    ['p = 1 iff T = 2, T > 0', 'p = 1\\ \\text{if and only if}\\ T = 2,\\ T > 0'],
    ['f = 0', 'f = 0'],
    ['p is density of X', 'p\\ \\text{is the density of}\\ X_t'],
    ['p is stationary density of X', 'p\\ \\text{is a stationary density of}\\ X_t'],
    ['p is density of process dZ = -f(x, T - t) dt + g(T - t) dW', 'p\\ \\text{is the density of}\\ \\mathrm{d}Z_t = -f(Z_t, T - t)\\,\\mathrm{d}t + g(T - t)\\,\\mathrm{d}W_t'],
    ['V is value of P', 'V\\ \\text{is the value of}\\ P'],
    ['p is expectation of p(x, 0) along X', 'p = \\mathbb{E}\\bigl[p(X_T, 0) \\bigm| X_t = x\\bigr]'],
    ['u = -grad V is optimal for P', 'u = -\\nabla V\\ \\text{is optimal for}\\ P'],
    ['u = f is optimal for P with value -log p', 'u = f\\ \\text{is optimal for}\\ P\\ \\text{with value}\\ -\\log p'],
    ['d(p) = -p dt - f · o dW along X', '\\mathrm{d}\\bigl(p(X_t, t)\\bigr) = -p(X_t, t)\\,\\mathrm{d}t - f(X_t, t) \\cdot \\circ \\mathrm{d}W_t\\ \\text{along}\\ X_t'],
  ])('%s', (text, latex) => expect(claim(text)).toBe(latex));

  test('a chain', () => expect(claim('p = 1 = 2 = 3')).toBe('p = 1 = 2 = 3'));

  test('an equation that is written out has its line where not all fits on one', () => {
    const { body } = onlyClaim(`${base}claim "a": p is density of process dZ = (-f(x, T - t) + g^2 grad log p) dt + g dW`);
    expect(latexClaimLines(body, 40)).toMatch(/^&p\\ \\text\{is the density of\} \\\\\n&\\mathrm\{d\}Z_t = /);
  });

  test('the condition of `iff` stands below', () => {
    const { body } = onlyClaim(`${base}claim "a": p = 1 iff T = 2`);
    expect(latexClaimLines(body, 60)).toBe('p &= 1 \\\\\n&\\quad\\ \\text{if and only if}\\ T = 2');
  });
});

describe('processes', () => {
  const process = (block: string): string => {
    const declaration = last(block);
    return declaration.kind === 'process' ? latexProcess(declaration) : '';
  };

  test.each([
    ['process S(s): dS = 2 s dt + 3 s dW', '\\mathrm{d}S_t = 2S_t\\,\\mathrm{d}t + 3S_t\\,\\mathrm{d}W_t'],
    ['process Z: dZ = 0 dt', '\\mathrm{d}Z_t = 0\\,\\mathrm{d}t'],
    ['process Z: dZ = dW', '\\mathrm{d}Z_t = \\mathrm{d}W_t'],
    ['process A2: dA2 = x dt', '\\mathrm{d}A_{2,t} = A_{2,t}\\,\\mathrm{d}t'],
    ['process (Q,V)(q,v): dQ = v dt; dV = -v dt + sqrt(2) dW', '\\mathrm{d}Q_t = V_t\\,\\mathrm{d}t,\\quad \\mathrm{d}V_t = -V_t\\,\\mathrm{d}t + \\sqrt{2}\\,\\mathrm{d}W_t'],
    [`${base}process Y backward: dY = (f - g^2 grad log p) dt + g dW`, '\\mathrm{d}Y_t = \\bigl(f(Y_t, t) - g(t)^2\\nabla\\log p(Y_t, t)\\bigr)\\,\\mathrm{d}t + g(t)\\,\\mathrm{d}W_t\\quad(\\mathrm{d}t < 0)'],
  ])('%s', (block, latex) => expect(process(block)).toBe(latex));

  test('a derivative of what has no arguments to show is evaluated along the path', () => {
    expect(process(`${base}process Z: dZ = grad(p |x|^2) dt`)).toBe('\\mathrm{d}Z_t = \\bigl(\\nabla(p\\lvert x\\rvert^2)\\bigr)(Z_t, t)\\,\\mathrm{d}t');
  });

  test('the derivative of a composite keeps its arguments', () => {
    expect(process(`${base}process Z: dZ = grad log p(x,T-t) dt`)).toBe('\\mathrm{d}Z_t = \\nabla\\log p(Z_t, T - t)\\,\\mathrm{d}t');
  });
});

describe('declarations', () => {
  test.each([
    [`${base}density q(x,t) of X`, 'X_t \\sim q(\\cdot, t)'],
    [`${base}let D = g^2 I`, 'D = g^2I'],
    [`${base}assume curl-free f`, '\\nabla f = (\\nabla f)^\\top'],
    [`${base}assume ∂t p = lap p`, '\\partial_t p = \\Delta p'],
    [
      `${base}param s > 0\nexpectation h(x,t) of p(x,0) along X discounted log s`,
      'h(x, t) = \\mathbb{E}\\bigl[\\mathrm{e}^{-(\\log s)(T-t)}\\,p(X_T, 0) \\bigm| X_t = x\\bigr]',
    ],
    [`${base}expectation h(x,t) of p(x,0) along X discounted 2`, 'h(x, t) = \\mathbb{E}\\bigl[\\mathrm{e}^{-2(T-t)}\\,p(X_T, 0) \\bigm| X_t = x\\bigr]'],
    [`${base}${control}`, 'V(x, t) = \\min_{u}\\;\\mathbb{E}\\Bigl[\\int_{t}^{T} \\tfrac12\\lvert u_s\\rvert^2\\,\\mathrm{d}s \\Bigm| Y_t = x\\Bigr]'],
  ])('%s', (block, latex) => expect(declared(block)).toBe(latex));

  test.each([
    [
      'a discount that is called r is not integrated by r',
      `${base}field r(x), c(x,t)\nexpectation h(x,t) of p(x,0) along X discounted r plus running c`,
      ['\\mathrm{e}^{-\\int_{t}^{s} r(X_{\\tau})\\,\\mathrm{d}\\tau}', 'c(X_s, s)\\,\\mathrm{d}s'],
    ],
    [
      'a state that is called s is not the time along the path',
      'param sigma > 0, T\nvariable s\nfield c(s)\nprocess S(s): dS = sigma s dW\nexpectation h(s,t) of s^2 along S plus running c',
      ['\\int_{t}^{T} c(S_r)\\,\\mathrm{d}r', 'S_t = s'],
    ],
    [
      'a noise that is called s is not the time along the path',
      `${base}param s > 0\ncontrol u: vector\nprocess Y: dY = u dt + s dW\nproblem P: minimize running s |u|^2 terminal p(x,0) over u along Y discounted s\nvalue V(x,t) of P`,
      ['\\mathrm{e}^{-s(r-t)}', 's\\lvert u_r\\rvert^2\\,\\mathrm{d}r'],
    ],
  ])('%s', (_, block, parts) => {
    const latex = declared(block);
    for (const part of parts) expect(latex).toContain(part);
  });

  test('a problem with its process, on two lines where it is long', () => {
    const problem = last(`${base}control u: vector\nfield c(x,t)\nparam r > 0\nprocess Y: dY = (f + u) dt + g dW\nproblem P: maximize running c - 1/2 |u|^2 terminal -p(x,0) over u along Y discounted r`);
    const lines = latexDeclarationLines(problem, 70).split(' \\\\\n');
    expect(lines).toHaveLength(2);
    expect(lines[0]).toContain('\\max_{u}\\;\\mathbb{E}');
    expect(lines[0]).toContain('- \\mathrm{e}^{-r T}\\,p(Y_T, 0)');
    expect(lines[1]).toContain('\\text{subject to}\\quad \\mathrm{d}Y_t = \\bigl(f(Y_t, t) + u_t\\bigr)');
    expect(complaintAbout(aligned(lines.join(' \\\\\n')))).toBeNull();
  });

  test('an infinite horizon begins at 0', () => {
    const block = 'control u: vector\nparam r > 0\nprocess Y: dY = u dt + dW\nproblem P: minimize running |x|^2 + |u|^2 over u along Y discounted r\nvalue V(x) of P';
    expect(declared(block)).toBe('V(x) = \\min_{u}\\;\\mathbb{E}\\Bigl[\\int_{0}^{\\infty} \\mathrm{e}^{-r t}\\,(\\lvert Y_t\\rvert^2 + \\lvert u_t\\rvert^2)\\,\\mathrm{d}t \\Bigm| Y_0 = x\\Bigr]');
  });
});
