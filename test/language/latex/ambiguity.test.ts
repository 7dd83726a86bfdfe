/** What could be read in two ways is refused at its place, and both readings are offered; each of them is then read. */
import { describe, expect, test } from 'vitest';
import { readWell } from '../reading.ts';
import { complaint, pointedAt, understood } from './reading.ts';

const offered = (help: string): readonly string[] => [...help.matchAll(/`(?<formula>[^`]*)`/g)].map((found) => found.groups?.['formula'] ?? '');

describe('both readings are offered, and mean different things', () => {
  test.each([
    ['\\nabla\\cdot f p', 'p div f', 'div(f p)'], ['\\log p q', '(log p) q', 'log(p q)'], ['\\partial_t a b', '(∂t a) b', '∂t(a b)'], ['\\nabla a b', 'b grad a', 'grad(a b)'], ['1/2a', '1/2 a', '1 / (2 a)'],
    ['a/bc', 'a c / b', 'a / (b c)'], ['a/b/c', 'a / b / c', 'a / (b / c)'], ['\\log p/q', '(log p) / q', 'log(p / q)'], ['\\Delta p q', 'lap p q', 'lap(p q)'], ['\\nabla\\cdot f\\,\\nabla\\cdot v', 'div f div v', 'div(f div v)'],
    ['\\partial_t p(x,T-t)', '∂t p(x, T - t)', '(∂t p)(x, T - t)'], ['\\partial_t\\log p(x,T-t)', '∂t log p(x, T - t)', '(∂t log p)(x, T - t)'], ['\\operatorname{tr}M a', 'tr(M) a', 'tr(M a)'],
    ['\\partial_t\\log p/q', '∂t log p / q', '∂t log(p / q)'], ['\\partial_s F(x,t)', '', ''],
  ])('%s', (latex, first, second) => {
    const found = complaint(latex);
    expect(found?.code).toBe('E0305');
    const readings = offered(found?.help ?? '');
    expect(readings.length).toBe(2);
    const meanings = readings.map((reading) => understood(reading));
    expect(new Set(meanings).size).toBe(2);
    expect(meanings.filter((meaning) => meaning.startsWith('E0'))).toEqual([]);
    if (first !== '') expect(new Set(meanings)).toEqual(new Set([first, second].map(normal)));
  });
  /** As the printer writes it. */
  const normal = (text: string): string => ({
    '(log p) q': 'log p q', '(∂t a) b': '∂t a b', 'b grad a': 'grad a b', 'p div f': 'div f p', '(log p) / q': 'log p / q', 'tr(M a)': 'tr(M a)', 'a c / b': 'a c / b',
  } as Readonly<Record<string, string>>)[text] ?? text;
});

describe('refused, with the place', () => {
  test.each([
    ['g^2(T-t)', 'E0305', 'g^2(T-t)'], ['a(t)', 'E0305', 'a(t)'], ['(a + b)(t)', 'E0305', '(a + b)(t)'], ['\\log(p)^2', 'E0305', '\\log(p)^'], ['\\Delta(p)(x)', 'E0305', '\\Delta(p)('], ['\\frac{a}{b}^2', 'E0305', '\\frac{a}{b}^'],
    ['a\\,p|_{t=0}', 'E0305', 'a\\,p|_{t=0}'], ['{a+b}c', 'E0305', '{a+b}'], ['a2', 'E0305', 'a2'], ['2 3', 'E0305', '2 3'], ['\\min_u a', 'E0305', '\\min_u a'], ['\\mathbb E_p a', 'E0305', '\\mathbb E_p a'],
    ['\\frac{dg}{dt}', 'E0305', '\\frac{dg}{dt}'], ['\\frac{\\mathrm dg}{\\mathrm dt}', 'E0305', '\\frac{\\mathrm dg}{\\mathrm dt}'], ['\\frac{\\partial a+b}{\\partial t}', 'E0305', '\\frac{\\partial a+b'], ['|M|^2', 'E0305', '|M|'], ['\\|M\\|', 'E0305', '\\|M\\|'],
    ['\\sin^{-1}a', 'E0305', '^{-1}'.slice(0, -1)], ['(\\log g)(T-t)', 'E0305', '(\\log g)('], ['\\nabla f', 'E0406', 'f'], ['v \\cdot w \\cdot f', 'E0402', 'v \\cdot w \\cdot f'], ['(f\\cdot\\nabla)p a', 'E0305', '(f\\cdot\\nabla)p a'],
  ])('%s', (latex, code, place) => {
    const found = complaint(latex);
    expect(found?.code).toBe(code);
    if (found !== null) expect(pointedAt(latex, found)).toBe(place);
  });

  test('letters that two names are written with', () => {
    const both = readWell('param x0, x_0, Tau, p');
    expect(complaint('x_0', both)?.code).toBe('E0305');
    expect(understood('\\mathrm{x0} + \\mathrm{x\\_0}', both)).toBe('x0 + x_0');
  });

  test('T where it may be the horizon and everything is a scalar', () => {
    const flat = readWell('dimension 1\nparam a, T');
    expect(complaint('a^T', flat)?.code).toBe('E0305');
    expect(understood('a^\\top + a^{(T)}', flat)).toBe('a + a^(T)');
    expect(understood('a^T', readWell('dimension 1\nparam a'))).toBe('a');
  });

  test('the Laplacian where Delta is declared', () => {
    const delta = readWell('param Delta\nfield p(x)');
    expect(complaint('\\Delta p', delta)?.code).toBe('E0305');
    expect(understood('\\varDelta', delta)).toBe('Delta');
  });
});

describe('what is plain is taken', () => {
  test.each([
    ['\\partial_s F(x,s)', '∂s F'], ['\\nabla p(x,T-t)', 'grad p(x, T - t)'], ['\\partial_t p\\,\\nabla q', '∂t p grad q'], ['\\nabla\\log p \\cdot f', 'grad log p · f'],
    ['a/b \\cdot c', 'a c / b'], ['x^\\top R x a', '(x^T R x) a'], ['\\int a p + q\\,dx', '∫[x](a p + q)'], ['\\partial_t(ap)q', '∂t(a p) q'],
  ])('%s', (latex, text) => expect(understood(latex)).toBe(text));
});
