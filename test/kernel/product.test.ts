import { describe, expect, it } from 'vitest';
import {
  dimensionOf, doubleDot, dot, identity, inverse, minus, num, outer, over, plus, pow, subtract, times, trace, transpose, use,
} from '../../src/kernel/expression.ts';
import { UNITY, isNothing, keyOf, termsOf } from '../../src/kernel/polynomial.ts';
import { freeLabels, fromFactors, multiply, powerOfSum, renameFree } from '../../src/kernel/product.ts';
import { deltaHead } from '../../src/kernel/ring.ts';
import { A, B, G, K, R, S, a, agree, b, f, inDimension, inEveryDimension, key, m, normal, v } from './setting.ts';

const [eA, eB, eS, eK, eR] = [use(A), use(B), use(S), use(K), use(R)];
const [ea, eb, ef, ev, em] = [use(a), use(b), use(f), use(v), use(m)];

describe('scalars', () => {
  it('multiply out: (a + b)(a − b) = a² − b²', () => {
    expect(agree(times(plus(ea, eb), subtract(ea, eb)), subtract(pow(ea, num(2)), pow(eb, num(2))))).toBe(true);
    expect(agree(times(plus(ea, eb), subtract(ea, eb)), plus(pow(ea, num(2)), pow(eb, num(2))))).toBe(false);
  });

  it('to a whole power have binomial coefficients', () => {
    const ring = inEveryDimension();
    const fourth = powerOfSum(ring, normal(ring, plus(ea, eb)), 4);
    expect(termsOf(fourth).map((term) => Number(term.coefficient.numerator)).sort((i, j) => i - j)).toEqual([1, 1, 4, 4, 6]);
    expect(powerOfSum(ring, normal(ring, ea), 0)).toBe(UNITY);
  });

  it('cancel against their own denominators: (a + b)·(a + b)^−1 = 1', () => {
    expect(agree(times(plus(ea, eb), pow(plus(ea, eb), num(-1))), num(1))).toBe(true);
    expect(agree(plus(over(ea, plus(ea, eb)), over(eb, plus(ea, eb))), num(1))).toBe(true);
  });
});

describe('vectors and matrices', () => {
  it('contract: f·v = v·f, f·(A v) = (Aᵀ f)·v', () => {
    expect(key(dot(ef, ev))).toBe(key(dot(ev, ef)));
    expect(agree(dot(ef, dot(eA, ev)), dot(dot(transpose(eA), ef), ev))).toBe(true);
    expect(agree(dot(ef, dot(eA, ev)), dot(dot(eA, ef), ev))).toBe(false);
  });

  it('multiply in order: A B is not B A, and (A B)ᵀ = Bᵀ Aᵀ', () => {
    expect(agree(dot(eA, eB), dot(eB, eA))).toBe(false);
    expect(agree(transpose(dot(eA, eB)), dot(transpose(eB), transpose(eA)))).toBe(true);
    expect(agree(transpose(dot(eA, eB)), dot(transpose(eA), transpose(eB)))).toBe(false);
  });

  it('have cyclic traces: tr(A B S) = tr(B S A), but not tr(B A S)', () => {
    expect(agree(trace(dot(dot(eA, eB), eS)), trace(dot(dot(eB, eS), eA)))).toBe(true);
    expect(agree(trace(dot(dot(eA, eB), eA)), trace(dot(dot(eB, eA), eA)))).toBe(true);
    expect(agree(trace(dot(dot(eA, eB), eS)), trace(dot(dot(eB, eA), eS)))).toBe(false);
  });

  it('keep the summed labels of two products apart: (f·v)² is not |f|²|v|²', () => {
    expect(agree(times(dot(ef, ev), dot(ef, ev)), times(dot(ef, ef), dot(ev, ev)))).toBe(false);
    expect(agree(times(dot(ef, ev), dot(ef, ev)), pow(dot(ef, ev), num(2)))).toBe(true);
    expect(agree(doubleDot(outer(ef, ev), outer(ef, ev)), times(dot(ef, ef), dot(ev, ev)))).toBe(true);
  });

  it('know what is symmetric and what is not', () => {
    expect(agree(transpose(eS), eS)).toBe(true);
    expect(agree(transpose(eK), minus(eK))).toBe(true);
    expect(agree(transpose(eA), eA)).toBe(false);
    const D = dot(use(G), transpose(use(G)));
    expect(agree(transpose(D), D)).toBe(true);
  });
});

describe('the unit matrix', () => {
  it('disappears in products, and its trace is the dimension', () => {
    expect(key(dot(identity(), ef))).toBe(key(ef));
    expect(key(dot(eA, identity()))).toBe(key(eA));
    expect(key(doubleDot(eA, identity()))).toBe(key(trace(eA)));
    expect(key(trace(identity()))).toBe(key(dimensionOf('n')));
    expect(agree(doubleDot(identity(), identity()), dimensionOf('n'))).toBe(true);
  });

  it('has a number for its trace where the dimension is fixed; other spaces have one component more', () => {
    expect(key(trace(identity()), inDimension(3))).toBe(key(num(3)));
    expect(key(trace(identity('m')), inDimension(3))).toBe(key(num(4)));
  });

  it('by components is 1 or 0', () => {
    const ring = inDimension(2);
    const head = deltaHead(ring, 'n');
    expect(fromFactors(ring, [{ head, indices: ['1', '1'] }])).toEqual(UNITY);
    expect(isNothing(fromFactors(ring, [{ head, indices: ['1', '2'] }]))).toBe(true);
  });
});

describe('an inverse matrix', () => {
  it('cancels on either side, in every dimension', () => {
    expect(agree(dot(inverse(eA), dot(eA, ef)), ef)).toBe(true);
    expect(agree(dot(eA, inverse(eA)), identity())).toBe(true);
    expect(agree(dot(dot(ef, eR), dot(inverse(eR), ev)), dot(ef, ev))).toBe(true);
  });

  it('does not cancel a transpose or another matrix', () => {
    expect(agree(dot(inverse(eA), transpose(eA)), identity())).toBe(false);
    expect(agree(dot(inverse(eA), eB), identity())).toBe(false);
  });

  it('cancels a sum: (A + B)^−1 (A + B) = I', () => {
    expect(agree(dot(inverse(plus(eA, eB)), plus(eA, eB)), identity())).toBe(true);
    expect(agree(dot(inverse(plus(eA, eB)), subtract(eA, eB)), identity())).toBe(false);
  });

  it('takes numbers out: (2 A)^−1 = ½ A^−1, and of a unit matrix is one', () => {
    expect(agree(inverse(times(num(2), eA)), times(num(1, 2), inverse(eA)))).toBe(true);
    expect(agree(inverse(times(ea, identity())), times(pow(ea, num(-1)), identity()))).toBe(true);
  });

  it('by components is what Cramer says', () => {
    const ring = inDimension(2);
    expect(agree(dot(inverse(eA), eA), identity(), ring)).toBe(true);
    expect(agree(dot(inverse(eA), transpose(eA)), identity(), ring)).toBe(false);
  });
});

describe('free labels', () => {
  it('are listed and renamed; two of one name are summed', () => {
    const ring = inEveryDimension();
    const product = normal(ring, outer(ef, em));
    expect(freeLabels(product)).toEqual(['i', 'j']);
    expect(freeLabels(renameFree(ring, product, new Map([['i', 'q']])))).toEqual(['j', 'q']);
    const swapped = renameFree(ring, product, new Map([['i', 'j'], ['j', 'i']]));
    expect(keyOf(swapped)).toBe(keyOf(normal(ring, transpose(outer(ef, em)))));
    const summed = renameFree(ring, product, new Map([['j', 'i']]));
    expect(freeLabels(summed)).toEqual([]);
    expect(keyOf(summed)).toBe(keyOf(normal(ring, dot(ef, em))));
  });

  it('nothing times anything is nothing', () => {
    const ring = inEveryDimension();
    expect(isNothing(multiply(ring, normal(ring, num(0)), normal(ring, ef)))).toBe(true);
  });
});
