import { describe, expect, it } from 'vitest';
import type { Choices, Value } from '../../src/kernel/evaluate.ts';
import { addValues, evaluate, exact, multiplyValues, signOfValue } from '../../src/kernel/evaluate.ts';
import type { Expression } from '../../src/kernel/expression.ts';
import { PI, apply, call, exp, log, minus, num, over, plus, pow, subtract, times, use, gradient } from '../../src/kernel/expression.ts';
import { DomainError, UnsupportedError } from '../../src/kernel/polynomial.ts';
import type { Rational } from '../../src/kernel/rational.ts';
import { rational, toText } from '../../src/kernel/rational.ts';
import { a, b, f, g, inDimension, normal, p, t, x } from './setting.ts';

/** a = 2, b = −3, p = 4; every other symbol is 1; coordinates are 5. */
const NUMBERS: Readonly<Record<string, number>> = { '%a': 2, '%b': -3, p: 4 };
const choices: Choices = {
  bits: 128,
  numberOf: (factor) => rational(NUMBERS[factor.head.key] ?? 1),
  coordinates: (_name, space): readonly Rational[] => (space === null ? [rational(5)] : [rational(5), rational(5)]),
  minimumOf: () => rational(7),
  integralOf: () => exact(rational(11)),
};
const valueOf = (e: Expression): Value => {
  const ring = inDimension(2);
  return evaluate(normal(ring, e), choices);
};
const textOf = (e: Expression): string => {
  const v = valueOf(e);
  return v.kind === 'exact' ? toText(v.value) : 'enclosed';
};
const [ea, eb, ep] = [use(a), use(b), use(p)];

describe('the value of a normal form', () => {
  it('is an exact fraction wherever that is possible', () => {
    expect(textOf(plus(times(ea, eb), num(1, 2)))).toBe('-11/2');
    expect(textOf(over(eb, pow(ea, num(3))))).toBe('-3/8');
    expect(textOf(over(num(1), plus(ea, eb)))).toBe('-1');
    expect(textOf(pow(over(ep, pow(ea, num(4))), num(1, 2)))).toBe('1/2');
    expect(textOf(exp(times(num(0), ea)))).toBe('1');
    expect(textOf(call('sin', plus(ea, minus(ea))))).toBe('0');
  });

  it('is an enclosure where elementary functions of numbers occur, and its sign is certain', () => {
    expect(textOf(exp(ea))).toBe('enclosed');
    expect(signOfValue(valueOf(subtract(exp(ea), num(73891, 10000))))).toBe(-1);
    expect(signOfValue(valueOf(subtract(exp(ea), num(7389, 1000))))).toBe(1);
    expect(signOfValue(valueOf(subtract(PI, num(22, 7))))).toBe(-1);
    expect(signOfValue(valueOf(subtract(log(ep), num(138, 100))))).toBe(1);
    expect(signOfValue(valueOf(subtract(pow(ea, num(1, 2)), num(14142, 10000))))).toBe(1);
    expect(signOfValue(valueOf(subtract(call('erf', ea), num(1))))).toBe(-1);
  });

  it('of what is zero has no certain sign, but is never called nonzero', () => {
    const difference = addValues(valueOf(log(pow(ea, num(2)))), valueOf(times(num(-2), log(ea))), 128);
    expect(signOfValue(difference)).not.toBe(1);
    expect(signOfValue(difference)).not.toBe(-1);
  });

  it('does not exist where a denominator vanishes or a logarithm has no argument', () => {
    expect(() => valueOf(over(num(1), plus(times(num(3), ea), times(num(2), eb))))).toThrow(DomainError);
    expect(() => valueOf(log(eb))).toThrow(DomainError);
    expect(() => valueOf(pow(eb, num(1, 2)))).toThrow(DomainError);
  });

  it('of a free index is refused', () => {
    const ring = inDimension(2);
    expect(() => evaluate(normal(ring, use(f)), choices)).toThrow(UnsupportedError);
    expect(() => evaluate(normal(ring, gradient(ep)), choices)).toThrow(UnsupportedError);
  });
});

describe('fields', () => {
  it('are asked for with the point at which they are taken', () => {
    const asked: string[] = [];
    const ring = inDimension(2);
    evaluate(normal(ring, plus(apply(g, [times(num(2), use(t))]), apply(p, [use(x), num(1, 3)]))), {
      ...choices, numberOf: (factor, key) => { asked.push(`${factor.head.kind === 'jet' ? factor.head.field.name : factor.head.key}@${key}`); return rational(5); },
    });
    expect(asked.sort()).toEqual(['@t@', 'g@10', 'p@5,5;1/3']);
  });

  it('and their logarithms are one number', () => {
    expect(textOf(exp(times(num(1, 2), log(ep))))).toBe('2');
    expect(signOfValue(valueOf(subtract(log(ep), num(1386294, 1000000))))).toBe(1);
  });

  it('cannot be taken at a point that is no fraction', () => {
    expect(() => valueOf(apply(g, [exp(ea)]))).toThrow(DomainError);
  });
});

describe('values', () => {
  it('stay exact in sums and products of exact ones, and zero times anything is zero', () => {
    expect(addValues(exact(rational(1, 2)), exact(rational(1, 3)), 64)).toEqual(exact(rational(5, 6)));
    expect(multiplyValues(exact(rational(1, 2)), exact(rational(1, 3)), 64)).toEqual(exact(rational(1, 6)));
    expect(multiplyValues(exact(rational(0)), valueOf(exp(ea)), 64)).toEqual(exact(rational(0)));
    expect(multiplyValues(exact(rational(2)), valueOf(exp(ea)), 64).kind).toBe('ball');
  });
});
