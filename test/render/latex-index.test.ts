/** Residuals and fluxes in index notation. */
import { describe, expect, test } from 'vitest';
import { field, parameter, T_VARIABLE, X_VARIABLE, coordinate } from '../../src/kernel/expression.ts';
import type { IndexedFactor, IndexedSum } from '../../src/kernel/goal.ts';
import { ONE, rational } from '../../src/kernel/rational.ts';
import { latexIndexedLines, latexIndexedSum } from '../../src/render/latex.ts';
import { complaintAbout } from './katex.ts';

const p = field('p', [X_VARIABLE, T_VARIABLE], { sign: 'positive' });
const f = field('f', [X_VARIABLE, T_VARIABLE], { shape: ['n'] });
const D = parameter('D', { shape: ['n', 'n'] });
type Jet = Extract<IndexedFactor, { kind: 'jet' }>;
const jet = (of: typeof p, components: string[], derivatives: (number | string[])[], more: Partial<Jet> = {}): IndexedFactor => ({
  kind: 'jet', field: of, log: false, components, derivatives, args: derivatives.map(() => null), exponent: ONE, ...more,
});
const matrix = (...components: string[]): IndexedFactor => ({ kind: 'parameter', parameter: D, components, exponent: ONE });
const sum = (...terms: IndexedSum['terms'][number][]): IndexedSum => ({ terms });
const term = (coefficient: [number, number], ...factors: IndexedFactor[]): IndexedSum['terms'][number] => ({ coefficient: rational(...coefficient), factors });

describe('a residual reads like one in a paper', () => {
  const residual = sum(
    term([1, 2], jet(p, [], [['k3', 'k8'], 0], { log: true }), matrix('k3', 'k8')), term([-1, 1], jet(f, ['k12'], [['k12'], 0])), term([-2, 1]),
  );

  test('summed indices begin anew with i in each term, and derivatives stand last', () => {
    expect(latexIndexedSum(residual)).toBe('\\tfrac12\\,D_{ij}\\,\\partial_{i}\\partial_{j}\\log p - \\partial_{i} f_i - 2');
  });

  test('a letter that is a free index is not taken', () => {
    expect(latexIndexedSum(sum(term([1, 1], matrix('i', 'k1'), jet(f, ['k1'], [[], 0]))))).toBe('D_{ij}\\,f_j');
  });

  test('nothing is 0', () => expect(latexIndexedSum(sum())).toBe('0'));

  test('long sums are broken before their signs', () => {
    const lines = latexIndexedLines(residual, 22);
    expect(lines.length).toBeGreaterThan(1);
    for (const line of lines.slice(1)) expect(line).toMatch(/^\\qquad \{\}-/);
  });
});

test('components, times, arguments', () => {
  const late = sum(term([1, 1], { kind: 'parameter', parameter: parameter('T'), components: [], exponent: ONE }),
    term([-1, 1], { kind: 'coordinate', variable: T_VARIABLE, label: null, exponent: ONE }));
  expect(latexIndexedSum(sum(term([1, 1], jet(f, ['2'], [['1'], 1], { args: [null, late] }))))).toBe('\\partial_{1}\\partial_{t} f_2(x, T - t)');
  expect(latexIndexedSum(sum(term([1, 1], jet(p, [], [[], 2]))))).toBe('\\partial_{t}^2 p');
});

test('powers and divisors', () => {
  const x = (exponent: number): IndexedFactor => ({ kind: 'coordinate', variable: X_VARIABLE, label: '1', exponent: rational(exponent) });
  expect(latexIndexedSum(sum(term([3, 2], x(2), jet(p, [], [['1'], 0], { exponent: rational(-1) }))))).toBe('\\tfrac{3\\,x_1^2}{2\\,\\partial_{1} p}');
  expect(latexIndexedSum(sum(term([1, 1], x(-2), jet(p, [], [['1'], 0], { exponent: rational(-2) }))))).toBe('\\tfrac{1}{x_1^2\\,(\\partial_{1} p)^2}');
  expect(latexIndexedSum(sum(term([1, 1], { kind: 'power', base: sum(term([1, 1]), term([1, 1], x(1))), exponent: rational(-1) })))).toBe('\\tfrac{1}{1 + x_1}');
});

test('every kind of factor is read by KaTeX', () => {
  const inner = sum(term([1, 1], jet(p, [], [[], 0])), term([1, 3]));
  const integrand = sum(term([1, 1], jet(f, ['#1'], [[], 0])), term([1, 3]));
  const kinds: readonly IndexedFactor[] = [
    { kind: 'delta', space: 'n', labels: ['i', 'j'] }, { kind: 'dimension', space: 'n', exponent: rational(2) },
    { kind: 'constant', value: 'pi', exponent: rational(1, 2) }, { kind: 'constant', value: 7n, exponent: rational(-1, 2) },
    { kind: 'power', base: inner, exponent: rational(3, 2) }, { kind: 'function', function: 'erf', argument: inner, exponent: rational(2) },
    { kind: 'function', function: 'sqrt', argument: inner, exponent: ONE }, { kind: 'inverse', of: sum(term([1, 1], matrix('row', 'column'))), space: 'n', labels: ['i', 'k4'] },
    { kind: 'integral', variable: coordinate('y', 'n'), of: integrand, labels: ['j'], exponent: ONE },
    { kind: 'minimum', control: coordinate('u', null), of: inner, exponent: ONE }, { kind: 'logDeterminant', of: sum(term([1, 1], matrix('row', 'column'))), space: 'n', exponent: ONE },
  ];
  for (const factor of kinds) {
    const latex = latexIndexedSum(sum(term([-2, 5], factor, jet(p, [], [[], 0]))), 'display');
    expect(complaintAbout(latex)).toBeNull();
    expect(latex).not.toContain('#');
  }
});
