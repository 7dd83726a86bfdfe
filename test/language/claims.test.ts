/** Claims: every form of section 6, and what is refused. */
import { describe, expect, test } from 'vitest';
import { printExpression } from '../../src/render/text.ts';
import { body, codes, onlyClaim, pointedAt, read, readWell } from './reading.ts';

const base = `
param T
param nu, lambda > 0
field f(x,t): vector
field G(x,t): matrix
field Q(x): antisymmetric matrix
field phi(x)
control u: vector
process X: dX = f dt + G dW
density p(x,t) of X
process U: dU = (f + u) dt + dW
problem P: minimize running 1/2 |u|^2 terminal 0 over u along U
value V(x,t) of P
`;

describe('forms', () => {
  test('an equation', () => {
    expect(body('equation', `${base}claim "a": ∂t p = -div(f p) by fokker-planck`)).toMatchObject({ by: 'fokker-planck', iff: null });
    expect(body('equation', `${base}claim "a": div Q = 0 iff nu = lambda and div Q = 0, T > 0`).iff).toHaveLength(3);
    expect(body('equation', `${base}claim "a": 0 = f`).left).toMatchObject({ kind: 'multiply' });
  });
  test('a chain names its reasons', () => {
    const chain = body('chain', `${base}claim "a":\n  p\n    = p^2 by assumption 1\n    = p^3\n    = 1 by hjb`);
    expect(chain.steps.map((s) => s.by)).toEqual(['assumption 1', null, 'hjb']);
    expect(body('chain', `${base}claim "a": f\n= f\n= 0`).steps[1]?.right).toMatchObject({ kind: 'multiply' });
  });
  test('densities, values, expectations', () => {
    expect(body('density', `${base}claim "a": p is density of X`)).toMatchObject({ stationary: false, process: { name: 'X' } });
    expect(body('density', `${base}claim "a": p is stationary density of process dZ = x dt + dW`)).toMatchObject({ stationary: true, process: { name: '' } });
    expect(body('density', `${base}claim "a": p is density of process dZ = (-f(x,T-t)) dt + dW backward`).process.backward).toBe(true);
    expect(body('value', `${base}claim "a": -log p is value of P`).problem.name).toBe('P');
    const e = body('expectation', `${base}claim "a": p is expectation of phi along X discounted nu plus running phi at 2 T`);
    expect(printExpression(e.horizon)).toBe('2 T');
  });
  test('optimal laws', () => {
    expect(body('optimal', `${base}claim "a": u = -grad V is optimal for P`).value).toBeNull();
    const law = body('optimal', `${base}claim "a": u = grad log p is optimal for P with value -log p`);
    expect(law.value === null ? '' : printExpression(law.value)).toBe('-log p');
  });
  test('differentials', () => {
    const d = body('differential', `${base}claim "a": d(log p) = (∂t log p) dt + (G^T grad log p) · dW along X`);
    expect(d).toMatchObject({ stratonovich: false, noises: [{ wiener: 'W' }] });
    expect(body('differential', `${base}claim "a": d log p = -lap p dt + grad p · G o dW along X`).stratonovich).toBe(true);
    expect(body('differential', `${base}claim "a": d(f) = f dt + jac f G dW along X`.replace('jac f G', '(jac f) G')).noises).toHaveLength(1);
    expect(body('differential', `${base}claim "a": d(p) = p dt along process dZ = f dt`).noises).toEqual([]);
  });
  test('a scalar coefficient in the differential of a vector is that many copies of the identity', () => {
    const d = body('differential', `${base}field g(t)\nclaim "a": d(f) = f dt + g dW along process dZ = g dW`);
    expect(d.noises).toMatchObject([{ coefficient: { kind: 'multiply', factors: [{ kind: 'field' }, { kind: 'identity' }] } }]);
  });
  test('a field may be called d', () => {
    expect(body('equation', 'field d(x)\nclaim "a": d(2 x) = 1').kind).toBe('equation');
  });
  test('side conditions', () => {
    expect(onlyClaim(`${base}claim "a" where T > 0, t < T, (Q : Q) != 0: p = 1`).where.map((c) => c.relation)).toEqual(['>', '<', '!=']);
  });
  test('refute, names, places and text', () => {
    const source = `${base}refute "it is so":\n  p = 1   # c\nclaim: p = 2`;
    const [one, two] = readWell(source).claims;
    expect(one).toMatchObject({ declared: 'refute', name: 'it is so', line: 14, column: 1 });
    expect(one?.text).toBe('refute "it is so":\n  p = 1   # c');
    expect(two).toMatchObject({ declared: 'claim', name: 'line 16', line: 16 });
  });
});

describe('what is refused, and where', () => {
  test.each([
    ['claim "a": p = f', 'E0404', 'f'], ['claim "a": f is density of X', 'E0404', 'f'], ['claim "a": p is density of P', 'E0205', 'P'],
    ['claim "a": p', 'E0301', ''], ['claim p = 1', 'E0301', 'p'], ['claim "a": T = f is optimal for P', 'E0506', 'T'], ['claim "a": u = p is optimal for P', 'E0404', 'p'],
    ['claim "a": p = 1 = 2 iff T = 1', 'E0506', 'iff'], ['claim "a": d(p) = p dt + p dB along X', 'E0506', 'p dB'], ['claim "a": d(p) = p dt + p · dW along X', 'E0404', 'p'],
    ['claim "a" where f > 0: p = 1', 'E0404', 'f'], ['claim "a": p = 1 by', 'E0301', ''], ['claim "a": p = 1 by a + b', 'E0301', '+'], ['claim "a": p is nothing', 'E0301', 'nothing'],
    ['claim: $p = \\input$', 'E0109', '\\input'], ['claim "a": p = 1 iff p', 'E0301', ''], ['claim "a": u is optimal for P', 'E0301', 'optimal'],
    ['claim "a": d(p) = dW + o dW along X', 'E0506', 'd(p) = dW + o dW along X'],
  ])('%s', (line, code, place) => {
    const source = base + line;
    const [found] = read(source).diagnostics;
    expect(found?.code).toBe(code);
    expect(found === undefined ? '' : pointedAt(source, found)).toBe(place);
  });

  test('every statement with an error is reported, and the others are read', () => {
    const document = read(`${base}claim "a": p = f\nclaim "b": p = 1\nclaim "c": qq = 1`);
    expect(document.diagnostics.map((d) => d.code)).toEqual(['E0404', 'E0201']);
    expect(document.claims.map((c) => c.name)).toEqual(['b']);
  });

  test('two claims with one name are a warning', () => {
    expect(read(`${base}claim "a": p = 1\nclaim "a": p = 2`).diagnostics).toMatchObject([{ code: 'E0509', severity: 'warning' }]);
  });
});

test('no claim at all is no error', () => expect(codes('param a')).toEqual([]));
