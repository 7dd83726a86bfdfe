import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  complexPower, invertModulo, isSquare, logarithmBaseFour, MAIN, multiplyModulo, powerModulo, primesOfChain, residueOf,
} from '../../src/recheck/primes.ts';

const isPrime = (n: number): boolean => {
  for (let q = 2; q * q <= n; q++) if (n % q === 0) return false;
  return n > 1;
};
const chains = Array.from({ length: 26 }, (_, k) => primesOfChain(k, false));

describe('the chains of primes', () => {
  test.each(chains.map((chain) => [chain]))('%j are primes, each twice the next and one more', (chain) => {
    expect(chain.every(isPrime)).toBe(true);
    for (let k = 0; k < 4; k++) expect(chain[k]).toBe(2 * (chain[k + 1] ?? 0) + 1);
    expect(chain[0]).toBeLessThan(2 ** 26);
    expect(chain[MAIN]).toBeGreaterThan(7e6);
  });

  test('2, 3 and 5 are squares and −1 is none, modulo all but the last', () => {
    for (const chain of chains) {
      for (const p of chain.slice(0, 4)) {
        expect([2, 3, 5].every((q) => isSquare(q, p))).toBe(true);
        expect(isSquare(p - 1, p)).toBe(false);
      }
    }
  });

  test('with sines, the sixth prime divides P + 1 and is large', () => {
    for (let k = 0; k < 10; k++) {
      const chain = primesOfChain(k, true);
      expect(((chain[MAIN] ?? 0) + 1) % (chain[5] ?? 1)).toBe(0);
      expect(chain[5]).toBeGreaterThan(5000);
    }
  });
});

describe('arithmetic modulo a prime', () => {
  const p = chains[0]?.[0] ?? 2;
  const residue = fc.integer({ min: 0, max: p - 1 });

  test('products agree with BigInt, for the largest residues too', () => {
    fc.assert(fc.property(residue, residue, (a, b) => multiplyModulo(a, b, p) === Number((BigInt(a) * BigInt(b)) % BigInt(p))));
    expect(multiplyModulo(p - 1, p - 1, p)).toBe(1);
  });

  test('a · 1/a = 1, and 0 has no inverse', () => {
    fc.assert(fc.property(residue, (a) => a === 0 || multiplyModulo(a, invertModulo(a, p), p) === 1));
    expect(() => invertModulo(0, p)).toThrow('zero denominator');
  });

  test('a negative integer has a residue from 0 to p − 1', () => {
    expect(residueOf(-1n, p)).toBe(p - 1);
  });

  test('the logarithm of a square undoes the power of four, and a non-square has none', () => {
    fc.assert(fc.property(residue, (a) => {
      const square = multiplyModulo(a, a, p);
      return a === 0 || powerModulo(4, logarithmBaseFour(square, p), p) === square;
    }), { numRuns: 20 });
    expect(() => logarithmBaseFour(p - 1, p)).toThrow('non-square');
  });

  test('powers of a complex number add up', () => {
    const z = [3, 5] as const;
    const [a, b] = [complexPower(z, 6, p), complexPower(complexPower(z, 2, p), 3, p)];
    expect(a).toEqual(b);
  });
});

test('a square is what Euler’s criterion says', () => {
  const [p = 0] = primesOfChain(0, false);
  for (let a = 1; a < 400; a += 1) expect(isSquare(a, p)).toBe(powerModulo(a, (p - 1) / 2, p) === 1);
});

test('logarithms are inverse to powers, while the table behind them grows', () => {
  const p = primesOfChain(0, false)[MAIN] ?? 0;
  for (let e = 1; e <= 600; e += 1) {
    const exponent = (e * 7919) % ((p - 1) / 2);
    expect(powerModulo(4, logarithmBaseFour(powerModulo(4, exponent, p), p), p)).toBe(powerModulo(4, exponent, p));
  }
});
