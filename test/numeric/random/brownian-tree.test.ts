import { describe, expect, test } from 'vitest';
import { NumericError } from '../../../src/numeric/numeric-error.ts';
import { brownianTree } from '../../../src/numeric/random/brownian-tree.ts';
import { streamOf } from '../../../src/numeric/random/streams.ts';
import { cosinesFor, mixtureCharacteristic } from '../../../src/numeric/statistics/cosines.ts';
import { lawAgrees } from '../../../src/numeric/statistics/laws-agree.ts';

const at = (tree: ReturnType<typeof brownianTree>, t: number): readonly number[] => {
  const out = new Float64Array(tree.components);
  tree.value(t, out);
  return [...out];
};

describe('a Brownian tree', () => {
  test('gives the same value at a time, whatever was asked before, and the same on every grid', () => {
    const tree = brownianTree(streamOf(1), 0.3, 2);
    const path = tree.path(6);
    for (const k of [64, 0, 17, 32, 1, 63, 48]) {
      expect(at(tree, (k * 0.3) / 64)).toEqual([path[2 * k], path[2 * k + 1]]);
      const coarse = tree.path(3);
      if (k % 8 === 0) expect([coarse[k / 4], coarse[k / 4 + 1]]).toEqual([path[2 * k], path[2 * k + 1]]);
    }
  });

  test('couples levels: a coarse increment is the sum of the fine ones', () => {
    const tree = brownianTree(streamOf(2), 2, 3);
    const [fine, coarse] = [tree.increments(7), tree.increments(4)];
    coarse.forEach((value, i) => {
      const [step, j] = [Math.floor(i / 3), i % 3];
      const sum = Array.from({ length: 8 }, (_, k) => fine[(8 * step + k) * 3 + j] as number).reduce((a, b) => a + b, 0);
      expect(sum).toBeCloseTo(value, 13);
    });
    const out = new Float64Array(3);
    tree.increment(0.25, 1.5, out);
    const [from, to] = [at(tree, 0.25), at(tree, 1.5)];
    expect([...out]).toEqual(to.map((value, j) => value - (from[j] as number)));
  });

  test('is a Brownian path: increments over unequal intervals are normal, with their lengths as variances, and independent', () => {
    const horizon = 2;
    const times = [0.25, 0.8, 2];
    const count = 6000;
    const samples = new Float64Array(3 * count);
    for (let k = 0; k < count; k++) {
      const tree = brownianTree(streamOf(3, k), horizon, 1, 12);
      const values = times.map((t) => at(tree, t)[0] as number);
      values.forEach((value, i) => { samples[3 * k + i] = value - (values[i - 1] ?? 0); });
    }
    const covariance = Float64Array.of(0.25, 0, 0, 0, 0.55, 0, 0, 0, 1.2);
    const law = { mean: new Float64Array(3), covariance };
    const cosines = cosinesFor(law, 4, streamOf(4));
    const test1 = lawAgrees(samples, mixtureCharacteristic([{ weight: 1, ...law }]), cosines, { alpha: 1e-9, miss: 1e-6 });
    expect(test1.rejected).toBe(false);
    // Half the variance in the bridge, or a bridge without its mean, would move these means by more than is detectable.
    const wrong = mixtureCharacteristic([{ weight: 1, mean: law.mean, covariance: covariance.map((c, i) => (i === 4 ? 2 * c : c)) }]);
    expect(lawAgrees(samples, wrong, cosines, { alpha: 1e-9, miss: 1e-6 }).rejected).toBe(true);
  });

  test('is continuous: near times have near values', () => {
    const tree = brownianTree(streamOf(5), 1, 1);
    const [a, b] = [at(tree, 1 / 3)[0] as number, at(tree, 1 / 3 + 1e-8)[0] as number];
    // Seven standard deviations, and what the straight line at the last depth leaves.
    expect(Math.abs(a - b)).toBeLessThan(7 * (1e-4 + 2 ** -16));
    expect(a).not.toBe(b);
  });

  test('needs a horizon, and a time within it', () => {
    expect(() => brownianTree(streamOf(1), 0, 1)).toThrow(NumericError);
    const tree = brownianTree(streamOf(1), 1, 1);
    expect(() => tree.value(1.5, new Float64Array(1))).toThrow(RangeError);
    expect(() => tree.path(40)).toThrow(RangeError);
    for (const components of [0, 1.5, NaN]) expect(() => brownianTree(streamOf(1), 1, components)).toThrow(RangeError);
    for (const depth of [-1, 1.5, NaN, 60]) expect(() => brownianTree(streamOf(1), 1, 1, depth)).toThrow(RangeError);
    expect(at(tree, 0)).toEqual([0]);
  });
});
