import { describe, expect, it } from 'vitest';
import type { Expression } from '../../src/kernel/expression.ts';
import { determinant, parameter, use } from '../../src/kernel/expression.ts';
import type { Choices } from '../../src/kernel/evaluate.ts';
import { evaluate, signOfValue } from '../../src/kernel/evaluate.ts';
import { elaborate } from '../../src/kernel/elaborate.ts';
import { Point, admits, randomNumbers, simpler } from '../../src/kernel/point.ts';
import type { Factor } from '../../src/kernel/polynomial.ts';
import { rational, sign, toText } from '../../src/kernel/rational.ts';
import type { Ring } from '../../src/kernel/ring.ts';
import { parameterHead } from '../../src/kernel/ring.ts';
import { R, a, c, inDimension, p } from './setting.ts';

const pointOf = (ring: Ring, seed: number, fixed = new Map<string, ReturnType<typeof rational>>()): Point =>
  new Point(ring, randomNumbers(seed), fixed, () => null);
const factorOf = (ring: Ring, name: Parameters<typeof parameterHead>[1], ...indices: string[]): Factor => ({ head: parameterHead(ring, name), indices });
const choicesOf = (point: Point): Choices => ({
  bits: 64, numberOf: (factor, key, at) => point.numberOf(factor, key, at), coordinates: (name, space) => point.coordinates(name, space),
  minimumOf: () => rational(0), integralOf: () => { throw new Error('no integral'); },
});
const SEEDS = Array.from({ length: 30 }, (_, k) => k);

describe('random numbers', () => {
  it('are the same for the same seed, and lie in [0, 1)', () => {
    const [one, two, other] = [randomNumbers(7), randomNumbers(7), randomNumbers(8)];
    const list = Array.from({ length: 100 }, () => one());
    expect(Array.from({ length: 100 }, () => two())).toEqual(list);
    expect(Array.from({ length: 100 }, () => other())).not.toEqual(list);
    expect(list.every((n) => n >= 0 && n < 1)).toBe(true);
  });
});

describe('a point', () => {
  it('gives a symbol its number once', () => {
    const ring = inDimension(2);
    const point = pointOf(ring, 1);
    const first = point.numberOf(factorOf(ring, a), '', []);
    expect(point.numberOf(factorOf(ring, a), '', [])).toBe(first);
    expect(point.coordinates('x', 'n')).toEqual(point.coordinates('x', 'n'));
    expect(point.coordinates('x', 'n')).toHaveLength(2);
    expect(point.coordinates('z', 'm')).toHaveLength(3);
    expect(point.coordinates('t', null)).toHaveLength(1);
  });

  it('respects the declared signs', () => {
    for (const seed of SEEDS) {
      const ring = inDimension(1);
      expect(sign(pointOf(ring, seed).numberOf(factorOf(ring, c), '', []))).toBe(1);
      const nonpositive = parameter('z', { sign: 'nonpositive' });
      expect(sign(pointOf(ring, seed).numberOf(factorOf(ring, nonpositive), '', []))).toBeLessThan(1);
    }
  });

  it('makes a positive matrix symmetric and positive definite: every leading minor is positive', () => {
    for (const seed of SEEDS) {
      for (const d of [1, 2, 3]) {
        const ring = inDimension(d);
        const point = pointOf(ring, seed);
        const entry = (i: number, j: number): string => toText(point.numberOf(factorOf(ring, R, `${Math.min(i, j)}`, `${Math.max(i, j)}`), '', []));
        expect(entry(1, d)).toBe(entry(d, 1));
        const det: Expression = determinant(use(R));
        expect(signOfValue(evaluate(elaborate(ring, det, []), choicesOf(point)))).toBe(1);
        expect(signOfValue(evaluate(elaborate(ring, use(R), ['1', '1']), choicesOf(point)))).toBe(1);
      }
    }
  });

  it('takes numbers that are fixed, and remembers where fields were taken', () => {
    const ring = inDimension(1);
    const key = Point.key(factorOf(ring, a), '');
    const point = pointOf(ring, 1, new Map([[key, rational(17)]]));
    expect(toText(point.numberOf(factorOf(ring, a), '', []))).toBe('17');
    evaluate(elaborate(ring, use(p), []), choicesOf(point));
    expect([...(point.visited.get('p') ?? [])]).toHaveLength(1);
  });
});

describe('a number', () => {
  it('is admitted where its declaration allows it', () => {
    const ring = inDimension(1);
    expect(admits(ring, factorOf(ring, c), rational(0))).toBe(false);
    expect(admits(ring, factorOf(ring, c), rational(1, 9))).toBe(true);
    expect(admits(ring, factorOf(ring, a), rational(-5))).toBe(true);
    expect(admits(ring, factorOf(ring, parameter('z', { sign: 'nonzero' })), rational(0))).toBe(false);
  });

  it('has simpler ones, simplest first, and 0 has none', () => {
    expect(simpler(rational(2, 3)).map(toText)).toEqual(['0', '1', '-1', '2', '-2', '3']);
    expect(simpler(rational(-1)).map(toText)).toEqual(['0', '1']);
    expect(simpler(rational(0))).toEqual([]);
  });
});
