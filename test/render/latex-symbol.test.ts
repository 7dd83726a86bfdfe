/** Names as mathematics. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { latexSymbol } from '../../src/render/latex.ts';
import { complaintAbout } from './katex.ts';

describe('names', () => {
  test.each([
    ['x', 'x'], ['theta', '\\theta'], ['Sigma', '\\Sigma'], ['varphi', '\\varphi'], ['ell', '\\ell'], ['x0', 'x_0'], ['x_0', 'x_0'], ['x12', 'x_{12}'],
    ['sigma_max', '\\sigma_{\\mathrm{max}}'], ['p_ref', 'p_{\\mathrm{ref}}'], ['theta1', '\\theta_1'], ['x_theta', 'x_{\\theta}'],
    ['p0_ref', 'p_{0,\\mathrm{ref}}'], ['mean', '\\mathrm{mean}'], ['mean2', '\\mathrm{mean2}'], ['AB', '\\mathrm{AB}'],
    ['é', "\\text{\\'{e}}"], ['ǆ', '\\text{[U+01C6]}'],
  ])('%s', (name, latex) => expect(latexSymbol(name)).toBe(latex));

  test('a process of several blocks has the names of its blocks', () => {
  expect(latexSymbol('(Q_a,V_a)')).toBe('(Q_a, V_a)');
});

test('a star below a name is a star', () => {
  expect(latexSymbol('u_star')).toBe('u_{\\star}');
});

test('Δ stays the Laplacian, and no name is a macro of its own', () => {
    expect(latexSymbol('Delta')).toBe('\\varDelta');
    expect(latexSymbol('nabla')).toBe('\\mathrm{nabla}');
    expect(latexSymbol('input')).toBe('\\mathrm{input}');
    expect(latexSymbol('constructor')).toBe('\\mathrm{constructor}');
  });
});

const letters = 'abxyzABX019_éßñθ';
const names = fc.array(fc.constantFrom(...letters, 'theta', 'Delta', 'max'), { minLength: 1, maxLength: 5 }).map((parts) => parts.join(''));

test('different names are printed differently, but for x0 and x_0', () => {
  const plain = (name: string): string => name.replaceAll(/(?<=^(?:[^\d_]|theta|Delta))_(?=\d+(?:_|$))/g, '');
  fc.assert(fc.property(names, names, (one, two) => {
    fc.pre(plain(one) !== plain(two));
    return latexSymbol(one) !== latexSymbol(two);
  }), { numRuns: 2000 });
});

test('no name ends a formula, whatever it holds', () => {
  const hostile = fc.array(fc.constantFrom(...'\\{}$&#%_^~ "x1', '\\end{aligned}'), { maxLength: 12 }).map((parts) => parts.join(''));
  fc.assert(fc.property(fc.oneof(hostile, names), (name) => complaintAbout(`(${latexSymbol(name)})^2`) === null), { numRuns: 400 });
});
