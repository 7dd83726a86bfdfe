import { describe, expect, it } from 'vitest';
import { at, derivative, num, plus, pow, times } from '../../src/kernel/expression.ts';
import { NOTHING, holds } from '../../src/search/closed-form/normal-sum.ts';
import { riccatiRoots, riccatiScalar } from '../../src/search/riccati.ts';
import { of, shown, t } from './setting.ts';

const equation = (a: string, b: string, c: string): { constant: ReturnType<typeof of>; linear: ReturnType<typeof of>; square: ReturnType<typeof of> } =>
  ({ constant: of(a), linear: of(b), square: of(c) });

describe('a Riccati equation y′ = a + b y + c y² with y(T) = k', () => {
  it.each([
    ['-1', '0', '1', '0', 'tanh(T - t)'],
    ['-q', '-2 a', 'b^2/p', '0', null],
    ['-q', '-2 a', 'b^2/p', 'k', null],
    ['0', '0', 'c', 'k', 'k / (1 + c k (T - t))'],
    ['1', '2', '1', 'k', '(k - (1 + k) (T - t)) / (1 + (1 + k) (T - t))'],
    ['1', '0', '1', 'k', '(k - tan(T - t)) / (1 + k tan(T - t))'],
    ['q', '0', '1', 'k', null],
    ['a', 'b', '0', 'k', null],
    ['0', 'b', 'c', 'k', null],
    ['0', '0', '0', 'k', 'k'],
  ])('is solved for a = %s, b = %s, c = %s, k = %s', (a, b, c, k, text) => {
    const y = riccatiScalar(equation(a, b, c), of(k), of('T'));
    expect(y).not.toBeNull();
    if (y === null) return;
    if (text !== null) expect(shown(y)).toBe(text);
    expect(holds(derivative(t, y), plus(of(a), times(of(b), y), times(of(c), pow(y, num(2)))), NOTHING)).toBe(true);
    expect(holds(at(y, [{ variable: t, value: of('T') }]), of(k), NOTHING)).toBe(true);
  });

  it('is not solved where a coefficient depends on t', () => {
    expect(riccatiScalar(equation('-q', 't', '1'), of('0'), of('T'))).toBeNull();
    expect(riccatiScalar(equation('-q', 'g', '1'), of('0'), of('T'))).toBeNull();
  });
});

describe('what it rests at', () => {
  it('is the stabilising root and the other: a − b² P/r = −ω for the regulator', () => {
    const roots = riccatiRoots(equation('-q', '-2 a', 'b^2/p'));
    expect(roots).not.toBeNull();
    if (roots === null) return;
    const closedLoop = plus(of('a'), times(of('-b^2/p'), roots.stabilising));
    expect(holds(closedLoop, times(num(-1), roots.frequency), NOTHING)).toBe(true);
    expect(shown(roots.frequency)).toBe('(a^2 + q b^2 / p)^(1/2)');
    expect(holds(plus(of('-q'), times(of('-2 a'), roots.other), times(of('b^2/p'), pow(roots.other, num(2)))), num(0), NOTHING)).toBe(true);
    expect(holds(roots.other, roots.stabilising, NOTHING)).toBe(false);
  });

  it('keeps the root positive: no letter of unknown sign comes out of it', () => {
    expect(shown(riccatiRoots(equation('0', 'a', '1'))?.frequency ?? null)).toBe('(1/4 a^2)^(1/2)');
    expect(shown(riccatiRoots(equation('0', 'p', '1'))?.frequency ?? null)).toBe('1/2 p');
  });

  it('is nothing where there is no square, no real root, or one root', () => {
    expect(riccatiRoots(equation('a', 'b', '0'))).toBeNull();
    expect(riccatiRoots(equation('1', '0', '1'))).toBeNull();
    expect(riccatiRoots(equation('1', '2', '1'))).toBeNull();
  });
});
