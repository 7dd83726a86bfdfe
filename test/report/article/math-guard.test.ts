/**
 * What mathematics of prose may reach a LaTeX document.
 */
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import katex from 'katex';
import { describe, expect, test } from 'vitest';
import { readDocument } from '../../../src/language/document.ts';
import { latexClaimBody, latexDeclaration } from '../../../src/render/latex.ts';
import { guardedMath } from '../../../src/report/article/math-guard.ts';
import { takeOutMath } from '../../../src/report/article/math-spans.ts';

describe('mathematics as it is written', () => {
  test.each([
    ['x^2+y_1', 'x^{2}+y_{1}'], ['\\tfrac12\\beta X', '\\tfrac{1}{2}\\beta X'], ['\\sqrt\\lambda\\,\\sigma', '\\sqrt{\\lambda}\\,\\sigma'],
    ['x^\\top P x', 'x^{\\top} P x'], ['\\frac{a+b}{\\rho}', '\\frac{a+b}{\\rho}'], ['f\'^2', "f'^{2}"], ['k^*', 'k^{*}'],
    ['\\max_a\\{\\,h\\,\\}', '\\max_{a}\\{\\,h\\,\\}'], ['\\left(\\frac12\\right)', '\\left(\\frac{1}{2}\\right)'], ['\\sqrt[3]{x}', '\\sqrt[3]{x}'],
    ['\\text{utility }x', '\\text{utility }x'], ['\\nabla\\big[s\\big]', '\\nabla\\big[s\\big]'], ['θ ≤ ∂p', '\\theta \\le \\partial p'],
    ['\\begin{aligned}a&=b\\\\&=c\\end{aligned}', '\\begin{aligned}a&=b\\\\&=c\\end{aligned}'], ['\\sum\\limits_{i=1}^n i', '\\sum\\limits_{i=1}^{n} i'],
    ['\\begin{split}a&=b\\\\&=c\\end{split}', '\\begin{aligned}a&=b\\\\&=c\\end{aligned}'],
    ['\\begin{cases}a&b\\\\c&d\\end{cases}', '\\begin{cases}a&b\\\\c&d\\end{cases}'], ['\\mathbb R^n', '\\mathbb{R}^{n}'],
    ['{\\rm tr}(D)', '{\\rm tr}(D)'], ['x_i^2', 'x_{i}^{2}'], ['\\varepsilon_c', '\\varepsilon_{c}'],
  ])('%s is passed on', (source, passed) => {
    expect(guardedMath(source)).toBe(passed);
  });
});

describe('what reads files, defines, or would stop the compiler', () => {
  test.each([
    '\\input{/etc/passwd}', '\\write18{ls}', '\\catcode`\\%=12', '\\def\\x{}', '\\newcommand{\\x}{}', '\\immediate', '\\csname x\\endcsname', '\\include{a}',
    '\\usepackage{x}', '\\begin{document}', '\\begin{verbatim}x\\end{verbatim}', '\\begin{aligned}x\\end{cases}', '\\href{u}{x}', '\\url{u}', '\\special{x}',
    '}{', '{x', 'x}', '\\frac{1}', '\\frac', '\\sqrt', 'x^', 'x_', 'x^a^b', 'x_a_b', "x^2'", 'x%comment', 'a & b', 'a \\\\ b', '#1', 'a $ b', '\\left( x', '\\right)',
    '\\left( x \\right', '\\text{a_b}', '\\text{\\input{x}}', '\\text{a', '\\big', 'x^\\frac12', 'é', '', '   ', '\\', 'x\\limits^2', '\\unknownmacro', '\\verb|x|',
    '\\hat\\sqrt x', '^^5cinput', '\\begin{cases}a&b&c\\end{cases}', '\\begin{gathered}a&b\\end{gathered}',
    `\\begin{matrix}${'a&'.repeat(10)}a\\end{matrix}`, '\\mathbb{r1}', '\\mathcal{x}', '\\mathfrak{1}',
  ])('%s is not passed on', (source) => {
    expect(guardedMath(source)).toBeNull();
  });
});

test('what begins a line with a bracket or a star is no option of the line before', () => {
  expect(guardedMath('\\begin{matrix}a\\\\ [b]\\end{matrix}')).toBe('\\begin{matrix}a\\\\{} [b]\\end{matrix}');
  expect(guardedMath('\\begin{aligned}[x]a\\\\*b\\end{aligned}')).toBe('\\begin{aligned}{}[x]a\\\\{}*b\\end{aligned}');
});

test('braces in braces without end are refused, not followed', () => {
  expect(guardedMath('{'.repeat(60) + '}'.repeat(60))).toBeNull();
  expect(guardedMath('x'.repeat(6000))).toBeNull();
});

const PARTS = [
  'x', '2', '+', '=', '(', ')', '{', '}', '^', '_', '&', '\\\\', '%', '$', '#', '~', ' ', '\'', '|', '\\{', '\\,', '\\alpha', '\\frac', '\\sqrt', '\\left', '\\right', '\\big',
  '\\text', '\\mathbb', '*', '\\begin{cases}', '\\end{cases}', '\\begin{split}', '\\end{split}', '\\sum', '\\limits', '\\begin{aligned}', '\\end{aligned}', '\\input', '[', ']', '.', '\\hat', 'θ', '\\not', '\\rm', '\\operatorname*',
];

test('whatever is passed on is read by KaTeX, and by the guard once more without a change', () => {
  fc.assert(fc.property(fc.array(fc.constantFrom(...PARTS), { minLength: 1, maxLength: 9 }), (parts) => {
    const passed = guardedMath(parts.join(''));
    if (passed === null) return;
    expect(() => katex.renderToString(passed, { throwOnError: true, strict: 'error', trust: false, displayMode: true })).not.toThrow();
    expect(guardedMath(passed)).toBe(passed);
  }), { numRuns: 3000 });
});

test('what the renderer prints passes, since derivations carry it in their prose; so do the formulas of our documents', () => {
  const folder = fileURLToPath(new URL('../../../derivations', import.meta.url));
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.md'));
  const formulas = files.flatMap((name) => {
    const source = readFileSync(join(folder, name), 'utf8');
    const document = readDocument(source, name);
    const prose = takeOutMath(source.replaceAll(/^```claim[\s\S]*?^```/gm, '')).formulas.map((f) => f.source);
    return [...prose, ...document.claims.map((claim) => latexClaimBody(claim.body)), ...document.declarations.map((d) => latexDeclaration(d))];
  });
  expect(formulas.length).toBeGreaterThan(1500);
  expect(formulas.filter((latex) => guardedMath(latex) === null)).toEqual([]);
});
