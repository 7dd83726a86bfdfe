/** Where long formulas are broken. */
import { describe, expect, test } from 'vitest';
import { latexChain, latexEquation, latexExpression, latexLines, latexWidth } from '../../src/render/latex.ts';
import { NAMES, readWell, tree } from '../language/reading.ts';
import { aligned, complaintAbout } from './katex.ts';

const document = readWell(NAMES);
const of = (text: string): ReturnType<typeof tree> => tree(text, document);
const long = 'f · grad p + 1/2 tr(G G^T hess p) + a b c p - 1/2 |grad log p|^2 + a^2 b^2 c^2 g + div(p f)';

describe('lines of an expression', () => {
  test('what fits is one line, the expression itself', () => {
    expect(latexLines(of(long), 200)).toEqual([latexExpression(of(long), 'display')]);
  });

  test('a line begins with the sign of a top-level term, indented, and each is within the width', () => {
    const lines = latexLines(of(long), 30);
    expect(lines.length).toBeGreaterThan(2);
    for (const line of lines.slice(1)) expect(line).toMatch(/^\\qquad \{\}[+-]/);
    for (const line of lines) expect(latexWidth(line)).toBeLessThanOrEqual(30.5);
  });

  test('without the indentation the lines are the formula', () => {
    const joined = latexLines(of(long), 30).map((line) => line.replace(/^(?:\\qquad|\\quad| )*(?:\{\})?/, '')).join(' ');
    expect(joined.replaceAll(' ', '')).toBe(latexExpression(of(long), 'display').replaceAll(' ', ''));
  });

  test('one long bracket is broken within, deeper than between terms', () => {
    const lines = latexLines(of(`a (${long})`), 40);
    expect(lines.length).toBeGreaterThan(1);
    expect(lines[0]).toContain('\\bigl(');
    expect(lines.at(-1)).toContain('\\bigr)');
    for (const line of lines.slice(1)) expect(line).toMatch(/^\\qquad\\quad \{\}[+-]/);
  });

  test('a break between terms is preferred to one within a bracket', () => {
    const lines = latexLines(of('a (f · grad p + 1/2 g^2 lap p) + b (f · grad p + 1/2 g^2 lap p)'), 30);
    expect(lines).toHaveLength(2);
    expect(lines[1]).toMatch(/^\\qquad \{\}\+ b/);
  });

  test('short brackets and arguments are never broken', () => {
    const lines = latexLines(of('p(x,T-t) (T - t) + p(x,T-t) (T - t) + p(x,T-t)'), 3);
    for (const line of lines) expect(line.split('(').length).toBe(line.split(')').length);
  });
});

describe('equations and chains', () => {
  test('what fits is one line', () => {
    expect(latexEquation(of('∂t p'), of('-div(p f) + 1/2 lap p'), 60)).toBe('\\partial_t p &= -\\nabla\\cdot(pf) + \\tfrac12\\Delta p');
  });

  test('a short left side stands beside the lines of the right', () => {
    const lines = latexEquation(of('∂t p'), of(long), 40).split(' \\\\\n');
    expect(lines[0]).toMatch(/^\\partial_t p &= /);
    for (const line of lines.slice(1)) expect(line).toMatch(/^&\\qquad \{\}[+-]/);
  });

  test('a long left side stands above the right', () => {
    const lines = latexEquation(of(long), of('-a'), 50).split(' \\\\\n');
    expect(lines[0]?.startsWith('&')).toBe(true);
    expect(lines.at(-1)).toBe('&\\quad = -a');
  });

  test('a minus that begins a line is no minus between terms', () => {
    expect(latexEquation(of(`-a + ${long}`), of('a'), 50)).toMatch(/^&\{-\}a/);
  });

  test('each step of a chain has its line', () => {
    expect(latexChain(of('a'), [of('b'), of('c')], 60)).toBe('a &= b \\\\\n&= c');
  });

  test.each([15, 25, 40, 60])('at width %i KaTeX reads them', (width) => {
    expect(complaintAbout(aligned(latexEquation(of(long), of(`min[u](|u|^2 + ${long})`), width)))).toBeNull();
    expect(complaintAbout(aligned(latexChain(of('p'), [of(long), of(`exp(${long}) / (${long})`)], width)))).toBeNull();
  });
});
