import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  at, call, coordinate, derivative, determinant, divergence, dot, doubleDot, exp, gradient, hessian, identity, integral, inverse,
  laplacian, log, minus, num, optimum, outer, over, parameter, PI, plus, pow, shapeOf, subtract, T_VARIABLE, times, trace,
  transpose, use, X_VARIABLE,
} from '../../src/kernel/expression.ts';
import type { Expression } from '../../src/kernel/expression.ts';
import type { IndexedFactor, IndexedSum } from '../../src/kernel/goal.ts';
import { ONE, rational } from '../../src/kernel/rational.ts';
import { parseExpressionIn, readDocument } from '../../src/language/document.ts';
import { variablesOf } from '../../src/language/variables.ts';
import { printClaim, printExpression, printIndexedSum, printProcess } from '../../src/render/text.ts';
import { NAMES, onlyClaim, readWell, tree } from '../language/reading.ts';
import { treeText } from './normal-tree.ts';

const document = readWell(NAMES);
const named = (name: string): Expression => tree(name, document);
const reprint = (text: string): string => printExpression(tree(text));

describe('formulas are printed as one would write them', () => {
  test.each([
    '1/2 g^2 lap p', 'div(p f)', 'grad log p', 'G G^T', 'hess p', 'jac f', 'a - b', 'a / b', '-a / b', 'a - (b - c)^2',
    'p(x, T - t)', '(grad log p)(x, T - t)', '(∂t g)(t = T - t)', '∂t(p(x, T - t))', '|f|^2', '|f|', '1/2 (f · v)', 'M : hess p',
    'M^-1 v', '(M^-1)^T', 'det(R)^(-1/2)', '(det(M))^(-1/2)', 'tr(G^T hess p G)', 'outer(v, w)', '(log p)^2', 'log p^2',
    'log((a + b)^2)', 'exp(-a)', 'a^(T)', 'a^b', '(a b)^2', '-1/2', '2 * 2^a', 'grad[y] p(y, t)', '∫[y](p(y, t))', 'min[u](|u|^2)',
    'argmax[u](f · u)', '2 pi', 'normal(x; 0, a)', 'normal(x; v, R)', 'normal(y; a x, b^2)', 'v^T M w', '1/2 x^T M x', 'a (x^T M x) v^T M w', 'grad p · M w',
    '(∂t g) (a + b)', '(jac f) f', 'lap f', 'lap grad p', 'v · (v + w)', 'a / b / c', '1 / a', 'a b^2 / c^3', 'p(0, t)', 'sqrt(2 a)', 'M v · w',
  ].filter((text) => !text.startsWith('det(R)^')))('%s', (text) => {
    const expected: Record<string, string> = { '∂t(p(x, T - t))': '∂t p(x, T - t)', '-a / b': '-a / b' };
    expect(reprint(text)).toBe(expected[text] ?? text);
  });

  test('sums in sums and products in products need no brackets', () => {
    expect(reprint('a + (b + (c + 1)) - (a - b)')).toBe('a + b + c + 1 - (a - b)');
    expect(reprint('a (b (c 2))')).toBe('2 a b c');
    expect(reprint('-(-a)')).toBe('a');
  });
});

// Random formulas of each type, with numbers that are not zero: `0` has every type, and is tested on its own.
const number = fc.tuple(fc.integer({ min: -5, max: 5 }).filter((n) => n !== 0), fc.integer({ min: 1, max: 4 })).map(([n, d]) => num(n, d));
const y = coordinate('y', 'n');
const control = named('u');
const elsewhere = (of: Expression, value: Expression): Expression => (variablesOf(of).has('t') ? at(of, [{ variable: T_VARIABLE, value }]) : of);
const spaceVariable = (of: Expression): typeof y => (variablesOf(of).has('x') || !variablesOf(of).has('y') ? X_VARIABLE : y);

const { scalar, vector, matrix } = fc.letrec<{ scalar: Expression; vector: Expression; matrix: Expression }>((tie) => {
  const [s, v, m] = [tie('scalar'), tie('vector'), tie('matrix')];
  const leaf = fc.oneof(number, fc.constantFrom(...['a', 'b', 'c', 'g', 'p', 'p(x, T-t)', 'p(y, t)', 'g(T-t)', 's', 't', 'pi'].map(named)));
  return {
    scalar: fc.oneof({ depthSize: 'small', withCrossShrink: true }, leaf,
      fc.tuple(s, s).map(([a, b]) => plus(a, b)), fc.tuple(s, s).map(([a, b]) => subtract(a, b)),
      fc.tuple(s, s, s).map(([a, b, c]) => times(a, b, c)), fc.tuple(s, s).map(([a, b]) => over(a, b)), s.map(minus),
      fc.tuple(s, fc.constantFrom(num(2), num(3), num(-2), num(1, 2), num(-1, 2), use(parameter('a')), use(parameter('T')))).map(([a, k]) => pow(a, k)),
      s.map(log), s.map(exp), s.map((a) => call('tanh', a)), s.map((a) => call('sqrt', a)),
      s.map((a) => derivative(T_VARIABLE, a)), s.map((a) => derivative(coordinate('s', null), a)),
      s.map((a) => laplacian(a, spaceVariable(a))), v.map((a) => divergence(a, spaceVariable(a))),
      fc.tuple(v, v).map(([a, b]) => dot(a, b)), v.map((a) => dot(a, a)), v.map((a) => pow(dot(a, a), num(3, 2))),
      fc.tuple(m, m).map(([a, b]) => doubleDot(a, b)), m.map(trace), m.map(determinant),
      fc.tuple(s, s).map(([a, b]) => elsewhere(a, b)), s.map((a) => integral(y, a)),
      fc.tuple(s, fc.constantFrom('min' as const, 'max' as const)).map(([a, which]) => control.kind === 'variable' ? optimum(which, control.variable, a) : a),
    ),
    vector: fc.oneof({ depthSize: 'small', withCrossShrink: true }, fc.constantFrom(...['v', 'w', 'x', 'y', 'u', 'f', 'f(x, T-t)'].map(named)),
      fc.tuple(v, v).map(([a, b]) => plus(a, b)), fc.tuple(v, v).map(([a, b]) => subtract(a, b)), fc.tuple(s, v).map(([a, b]) => times(a, b)),
      fc.tuple(v, s).map(([a, b]) => over(a, b)), v.map(minus), s.map((a) => gradient(a, spaceVariable(a))),
      fc.tuple(m, v).map(([a, b]) => dot(a, b)), fc.tuple(v, m).map(([a, b]) => dot(a, b)), m.map((a) => divergence(a, spaceVariable(a))),
      v.map((a) => laplacian(a, spaceVariable(a))), v.map((a) => derivative(T_VARIABLE, a)), fc.tuple(v, s).map(([a, b]) => elsewhere(a, b)),
    ),
    matrix: fc.oneof({ depthSize: 'small', withCrossShrink: true }, fc.constantFrom(...['M', 'R', 'G', 'G(x, T-t)'].map(named), identity()),
      fc.tuple(m, m).map(([a, b]) => plus(a, b)), fc.tuple(s, m).map(([a, b]) => times(a, b)), fc.tuple(m, m).map(([a, b]) => dot(a, b)),
      m.map(transpose), m.map(inverse), s.map((a) => hessian(a, spaceVariable(a))), v.map((a) => gradient(a, spaceVariable(a))),
      fc.tuple(v, v).map(([a, b]) => outer(a, b)), m.map(minus),
    ),
  };
});

describe('what is printed reads back as the same formula', () => {
  test.each([['scalar', scalar], ['vector', vector], ['matrix', matrix]] as const)('%s', (_, arbitrary) => {
    fc.assert(fc.property(arbitrary, (e) => {
      const text = printExpression(e);
      const { expression, diagnostics } = parseExpressionIn(text, document);
      expect(`${text}: ${diagnostics.map((d) => d.message).join()}`).toBe(`${text}: `);
      if (expression === null) return;
      expect(shapeOf(expression)).toEqual(shapeOf(e));
      expect(treeText(expression)).toBe(treeText(e));
    }), { numRuns: 400 });
  });

  test('a zero vector takes its type from its place', () => {
    const zero = times(num(0), use(X_VARIABLE));
    expect(printExpression(zero)).toBe('0');
    expect(printExpression(plus(named('v'), zero))).toBe('v + 0 x');
  });
});

describe('claims and processes', () => {
  const claimText = (block: string): string => printClaim(onlyClaim(block));
  const base = 'field f(x,t): vector\nfield g(t)\nfield p(x,t) > 0\nparam T\nprocess X: dX = f dt + g dW\n';

  test.each([
    'claim "a": ∂t p = -div(p f) + 1/2 g^2 lap p by fokker-planck', 'claim "a" where t < T, T > 0: p = 1 iff T = 2, t = 0',
    'refute "a": p = 1 by product-rule = 2 = 3', 'claim "a": p is density of X', 'claim "a": p is stationary density of X',
    'claim "a": p is density of process dZ = -f(x, T - t) dt + g(T - t) dW backward',
    'claim "a": p is expectation of p(x, 0) along X discounted 2 plus running p',
    'claim "a": d(log p) = (∂t log p + 1/2) dt + g grad log p · dW along X', 'claim "a": d(p) = -p dt - f · o dW along X',
    'claim "a" where (hess p : hess p) > 0: p = 1', 'claim "a": p is density of process dZ = 0 dt', 'claim "a": f = 0',
    'claim "a": ∫[x](p f) = 0',
  ])('%s', (text) => expect(claimText(base + text)).toBe(text));

  test('optimal laws and values', () => {
    const control = 'control u: vector\nprocess Y: dY = u dt + dW\nproblem P: minimize running 1/2 |u|^2 terminal 0 over u along Y\nvalue V(x,t) of P\n';
    expect(claimText(`${base}${control}claim "a": u = -grad V is optimal for P`)).toBe('claim "a": u = -grad V is optimal for P');
    expect(claimText(`${base}${control}claim "a": u = f is optimal for P with value -log p`)).toBe('claim "a": u = f is optimal for P with value -log p');
  });

  test('several blocks', () => {
    const text = 'process (Q,V)(q,v): dQ = v dt; dV = -v dt + sqrt(2) dW';
    const [process] = readWell(text).declarations;
    expect(process?.kind === 'process' ? printProcess(process) : '').toBe('dQ = v dt; dV = -v dt + sqrt(2) dW');
    const [claim] = readWell(`field r(x,t) > 0\nclaim "a": r is density of process (Q, V)(q, v): dQ = v dt; dV = -v dt`).claims;
    expect(claim === undefined ? '' : printClaim(claim)).toBe('claim "a": r is density of process (Q, V)(q, v): dQ = v dt; dV = -v dt');
  });

  test('dimension 1', () => {
    const source = 'dimension 1\nfield p(x,t) > 0\nfield f(x,t): vector\nclaim "a": ∂t p = -div(f p) + 1/2 lap p';
    expect(printClaim(readDocument(source, 'a.claim').claims[0] ?? onlyClaim(''))).toBe('claim "a": ∂t p = -∂x(f p) + 1/2 ∂x ∂x p');
  });
});

describe('index notation', () => {
  const fieldOf = (name: string): Extract<Expression, { kind: 'field' }>['field'] => {
    const e = named(name);
    if (e.kind !== 'field') throw new Error(name);
    return e.field;
  };
  const jet = (name: string, components: string[], derivatives: (number | string[])[], more: Partial<Extract<IndexedFactor, { kind: 'jet' }>> = {}): IndexedFactor => ({
    kind: 'jet', field: fieldOf(name), log: false, components, derivatives, args: derivatives.map(() => null), exponent: ONE, ...more,
  });
  const sum = (...terms: IndexedSum['terms'][number][]): IndexedSum => ({ terms });

  test('a residual reads like one in a paper', () => {
    const residual = sum(
      { coefficient: rational(1, 2), factors: [jet('p', [], [['i', 'j'], 0], { log: true }), jet('G', ['i', 'k'], [[], 0]), jet('G', ['j', 'k'], [[], 0])] },
      { coefficient: rational(-1), factors: [jet('f', ['i'], [['i'], 0])] },
      { coefficient: rational(-2), factors: [] },
    );
    expect(printIndexedSum(residual)).toBe('1/2 ∂_i∂_j log p · G_ik · G_jk − ∂_i f_i − 2');
    expect(printIndexedSum(sum())).toBe('0');
  });

  test('components are numbers, and arguments are shown where they are not the own variables', () => {
    const late = sum({ coefficient: ONE, factors: [{ kind: 'parameter', parameter: parameter('T'), components: [], exponent: ONE }] },
      { coefficient: rational(-1), factors: [{ kind: 'coordinate', variable: T_VARIABLE, label: null, exponent: ONE }] });
    expect(printIndexedSum(sum({ coefficient: ONE, factors: [jet('f', ['2'], [['1'], 1], { args: [null, late] })] }))).toBe('∂_1∂_t f_2(x, T − t)');
    expect(printIndexedSum(sum({ coefficient: ONE, factors: [jet('p', [], [[], 2])] }))).toBe('∂_t^2 p');
  });

  test('powers and divisors', () => {
    const x = (exponent: number): IndexedFactor => ({ kind: 'coordinate', variable: X_VARIABLE, label: '1', exponent: rational(exponent) });
    const p = (exponent: number): IndexedFactor => jet('p', [], [['1'], 0], { exponent: rational(exponent) });
    expect(printIndexedSum(sum({ coefficient: rational(3), factors: [x(2), p(-1)] }))).toBe('3 x_1^2 / (∂_1 p)'.replace('(∂_1 p)', '∂_1 p'));
    expect(printIndexedSum(sum({ coefficient: ONE, factors: [x(-2), p(-2)] }))).toBe('1 / (x_1^2 · (∂_1 p)^2)');
    expect(printIndexedSum(sum({ coefficient: ONE, factors: [{ kind: 'constant', value: 'pi', exponent: rational(1, 2) }] }))).toBe('π^(1/2)');
  });

  test('the labels of an integrand are those that the integral bears', () => {
    const inner = sum({ coefficient: ONE, factors: [jet('f', ['#1'], [[], 0])] });
    const f: IndexedFactor = { kind: 'integral', variable: X_VARIABLE, of: inner, labels: ['j'], exponent: ONE };
    expect(printIndexedSum(sum({ coefficient: ONE, factors: [f] }))).toBe('∫[x](f_j)');
  });
});

test('pi is pi', () => expect(printExpression(PI)).toBe('pi'));
