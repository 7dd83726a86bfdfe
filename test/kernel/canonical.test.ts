import { describe, expect, it } from 'vitest';
import { canonical, connectedPieces, isComponent } from '../../src/kernel/canonical.ts';
import type { Factor, Index } from '../../src/kernel/polynomial.ts';
import { BudgetError } from '../../src/kernel/polynomial.ts';
import { deltaHead, jetHead, parameterHead } from '../../src/kernel/ring.ts';
import { A, K, S, f, h, inEveryDimension, v } from './setting.ts';

const ring = inEveryDimension();
const matrix = (parameter: typeof A, i: Index, j: Index): Factor => ({ head: parameterHead(ring, parameter), indices: [i, j] });
const vector = (field: typeof f, i: Index): Factor => ({ head: jetHead(ring, field, false, [null, null], [0, 0]), indices: [i] });
const jet = (...labels: readonly Index[]): Factor => ({ head: jetHead(ring, h, false, [null, null], [labels.length, 0]), indices: labels });
const keyOf = (...factors: readonly Factor[]): string => canonical(factors).atom.key;

describe('the name of a product does not depend on', () => {
  it('how its summed indices are called', () => {
    expect(keyOf(vector(f, 'k'), matrix(A, 'k', 'l'), vector(v, 'l'))).toBe(keyOf(vector(f, 'l'), matrix(A, 'l', 'k'), vector(v, 'k')));
  });

  it('the order of its factors', () => {
    expect(keyOf(vector(f, 'k'), matrix(A, 'k', 'l'), vector(v, 'l'))).toBe(keyOf(matrix(A, 'k', 'l'), vector(v, 'l'), vector(f, 'k')));
  });

  it('the order of derivatives, or of the slots of a symmetric matrix', () => {
    expect(keyOf(jet('k', 'l', 'l'), vector(f, 'k'))).toBe(keyOf(jet('l', 'k', 'l'), vector(f, 'k')));
    expect(keyOf(matrix(S, 'i', 'k'), vector(f, 'k'))).toBe(keyOf(matrix(S, 'k', 'i'), vector(f, 'k')));
  });

  it('which of several equal factors is which', () => {
    const ring6 = (order: readonly number[]): string => keyOf(...order.map((k) => matrix(S, `k${k}`, `k${(k + 1) % 6}`)));
    expect(ring6([0, 1, 2, 3, 4, 5])).toBe(ring6([3, 1, 5, 0, 2, 4]));
  });
});

describe('the name of a product tells apart', () => {
  it('a matrix and its transpose', () => {
    expect(keyOf(vector(f, 'k'), matrix(A, 'k', 'l'), vector(v, 'l'))).not.toBe(keyOf(vector(f, 'k'), matrix(A, 'l', 'k'), vector(v, 'l')));
    expect(keyOf(matrix(A, 'i', 'j'))).not.toBe(keyOf(matrix(A, 'j', 'i')));
  });

  it('A_ij A_ij, A_ij A_ji and A_ii', () => {
    const names = [
      keyOf(matrix(A, 'k', 'l'), matrix(A, 'k', 'l')), keyOf(matrix(A, 'k', 'l'), matrix(A, 'l', 'k')), keyOf(matrix(A, 'k', 'k')),
    ];
    expect(new Set(names).size).toBe(3);
  });

  it('two triangles and a hexagon, where every factor looks the same from near by', () => {
    const edges = (...pairs: readonly (readonly [number, number])[]): string => keyOf(...pairs.map(([i, j]) => matrix(S, `k${i}`, `k${j}`)));
    const hexagon = edges([0, 1], [1, 2], [2, 3], [3, 4], [4, 5], [5, 0]);
    const triangles = edges([0, 1], [1, 2], [2, 0], [3, 4], [4, 5], [5, 3]);
    expect(hexagon).not.toBe(triangles);
  });

  it('free labels and components', () => {
    expect(new Set([keyOf(vector(f, 'i')), keyOf(vector(f, 'j')), keyOf(vector(f, '1')), keyOf(vector(f, '2'))]).size).toBe(4);
    expect([isComponent('1'), isComponent('12'), isComponent('i'), isComponent('k1')]).toEqual([true, true, false, false]);
  });
});

describe('an antisymmetric matrix', () => {
  it('changes sign with its slots', () => {
    const [ij, ji] = [canonical([matrix(K, 'i', 'j')]), canonical([matrix(K, 'j', 'i')])];
    expect(ij.atom.key).toBe(ji.atom.key);
    expect(ij.sign).toBe(-ji.sign);
  });

  it('vanishes against what is symmetric', () => {
    expect(canonical([matrix(K, 'k', 'k')]).sign).toBe(0);
    expect(canonical([matrix(K, 'k', 'l'), jet('k', 'l')]).sign).toBe(0);
    expect(canonical([vector(f, 'k'), matrix(K, 'k', 'l'), vector(f, 'l')]).sign).toBe(0);
    expect(canonical([vector(f, 'k'), matrix(K, 'k', 'l'), vector(v, 'l')]).sign).not.toBe(0);
    expect(canonical([matrix(K, 'k', 'l'), matrix(K, 'k', 'l')]).sign).not.toBe(0);
  });
});

describe('the canonical form', () => {
  it('lists its free labels, and calls the summed ones $0, $1, …', () => {
    const { atom } = canonical([matrix(A, 'j', 'q'), matrix(A, 'q', 'i')]);
    expect(atom.free).toEqual(['i', 'j']);
    expect(atom.factors.flatMap((one) => one.indices).sort()).toEqual(['$0', '$0', 'i', 'j']);
  });

  it('comes in connected pieces', () => {
    const pieces = connectedPieces([vector(f, 'k'), vector(v, 'i'), vector(v, 'k'), { head: deltaHead(ring, 'n'), indices: ['1', '1'] }]);
    expect(pieces.map((piece) => piece.length).sort()).toEqual([1, 1, 2]);
  });

  it('is given up, and not looked for without end, where too many factors look alike', () => {
    const star = Array.from({ length: 10 }, (_, k) => vector(f, `k${k}`));
    expect(() => canonical([jet(...star.map((_, k) => `k${k}`)), ...star])).toThrow(BudgetError);
  });
});
