import { describe, expect, test } from 'vitest';
import { LARGEST_NORMAL } from '../../../src/numeric/random/normals.ts';
import { streamOf, streamOfKey } from '../../../src/numeric/random/streams.ts';
import { scheduleOf, threefry } from '../../../src/numeric/random/threefry.ts';
import { cosinesFor, mixtureCharacteristic } from '../../../src/numeric/statistics/cosines.ts';
import { testDistribution } from '../../../src/numeric/statistics/dvoretzky.ts';
import { lawAgrees } from '../../../src/numeric/statistics/laws-agree.ts';

const identity = (dimension: number): Float64Array =>
  Float64Array.from({ length: dimension * dimension }, (_, i) => (i % (dimension + 1) === 0 ? 1 : 0));

describe('a stream', () => {
  test('is a function of its seed and labels', () => {
    const at = (...labels: readonly (number | string)[]): number => streamOf(7, ...labels).normal(123);
    expect(at('paths', 3)).toBe(at('paths', 3));
    expect(streamOf(7).split('paths').split(3).key).toEqual(streamOf(7, 'paths', 3).key);
  });

  test('differs from every other: seeds, labels, kinds of labels, and how labels are cut', () => {
    const streams = [
      streamOf(1), streamOf(2), streamOf(-1), streamOf(0.5), streamOf(2 ** 32), streamOf(2 ** 40), streamOf(1, 0), streamOf(1, 1), streamOf(1, '1'), streamOf(1, ''),
      streamOf(1, 'ab'), streamOf(1, 'a', 'b'), streamOf(1, 'a'), streamOf(1, 'a\0'), streamOf(1, 'ba'), streamOf(1, 'abcd'), streamOf(1, 'ab', 'cd'), streamOf(1, 1, 1), streamOf(1, 1.5),
    ];
    expect(new Set(streams.map(({ key }) => key.join())).size).toBe(streams.length);
    expect(new Set(streams.map((stream) => stream.uniform(0))).size).toBe(streams.length);
    expect(streamOf(-0).key).toEqual(streamOf(0).key);
    expect(() => streamOf(Number.NaN)).toThrow(RangeError);
  });

  test.each([-1, 0.5, NaN, Infinity, 2 ** 53])('has no number %d: an error, and not a number that is none', (index) => {
    const stream = streamOf(1);
    expect(() => stream.uniform(index)).toThrow(RangeError);
    expect(() => stream.normal(index)).toThrow(RangeError);
    expect(() => stream.integer(index, 0, 9)).toThrow(RangeError);
    expect(() => stream.fillNormals(index, new Float64Array(3))).toThrow(RangeError);
    expect(() => stream.fillUniforms(index, new Float64Array(3))).toThrow(RangeError);
  });

  test('gives the normal numbers of the definition: word order, radius and angle', () => {
    const { key, normal } = streamOf(11, 'definition');
    const out = new Uint32Array(4);
    for (const block of [0, 1, 77, 2 ** 32 - 1, 2 ** 32, 2 ** 40 + 3]) {
      threefry(scheduleOf(key), block % 2 ** 32, Math.floor(block / 2 ** 32), 0, 0, out);
      const [w0, w1, w2, w3] = [...out].map((word) => (word + 0.5) / 2 ** 32) as [number, number, number, number];
      const expected = [[w0, w1], [w2, w3]].flatMap(([u, v]) => {
        const radius = Math.sqrt(-2 * Math.log(u as number));
        return [radius * Math.cos(2 * Math.PI * (v as number)), radius * Math.sin(2 * Math.PI * (v as number))];
      });
      expected.forEach((value, k) => expect(normal(4 * block + k)).toBeCloseTo(value, 13));
    }
  });

  test('fills arrays with the numbers it gives one by one, from any first index', () => {
    const stream = streamOfKey([1, 2, 3, 4]);
    for (const first of [0, 1, 2, 3, 4, 9, 2 ** 34 - 2]) {
      for (const length of [0, 1, 2, 3, 4, 5, 11]) {
        const [normals, uniforms] = [new Float64Array(length), new Float64Array(length)];
        stream.fillNormals(first, normals);
        stream.fillUniforms(first, uniforms);
        expect([...normals]).toEqual(Array.from({ length }, (_, k) => stream.normal(first + k)));
        expect([...uniforms]).toEqual(Array.from({ length }, (_, k) => stream.uniform(first + k)));
      }
    }
  });

  test('does not depend on the order in which it is read', () => {
    const stream = streamOf(5);
    const forward = Array.from({ length: 40 }, (_, k) => stream.normal(k));
    const backward = Array.from({ length: 40 }, (_, k) => stream.normal(39 - k)).reverse();
    expect(backward).toEqual(forward);
  });

  test('has uniform numbers strictly between 0 and 1, and they are uniform', () => {
    const samples = new Float64Array(40_000);
    streamOf(3).fillUniforms(0, samples);
    expect(samples.every((u) => u > 0 && u < 1)).toBe(true);
    expect(testDistribution(samples, (u) => u, 1e-9).rejected).toBe(false);
    expect(testDistribution(samples.map((u) => u ** 1.1), (u) => u, 1e-9).rejected).toBe(true);
  });

  test('has normal numbers that are normal and independent of their neighbours and of the uniform numbers of their index', () => {
    const stream = streamOf(3);
    const count = 30_000;
    const normals = new Float64Array(2 * count);
    stream.fillNormals(0, normals);
    expect(Math.max(...normals.subarray(0, 1000).map(Math.abs))).toBeLessThan(LARGEST_NORMAL);
    const standard = { mean: new Float64Array(2), covariance: identity(2) };
    const law = mixtureCharacteristic([{ weight: 1, ...standard }]);
    const cosines = cosinesFor(standard, 3, streamOf(4));
    const level = { alpha: 1e-9, miss: 1e-6 };
    expect(lawAgrees(normals, law, cosines, level).rejected).toBe(false);
    // A correlation of a tenth between neighbours is seen.
    const correlated = normals.map((z, i) => (i % 2 === 0 ? z : Math.sqrt(0.99) * z + 0.1 * (normals[i - 1] as number)));
    expect(lawAgrees(correlated, law, cosines, level).rejected).toBe(true);
    // Of the products of both at one index, each factor of mean 0 and variance 1, the sum is within five standard deviations.
    let product = 0;
    for (let k = 0; k < count; k++) product += stream.normal(k) * Math.sqrt(12) * (stream.uniform(k) - 0.5);
    expect(Math.abs(product / Math.sqrt(count))).toBeLessThan(5);
  });

  test('has integers that are uniform in their range, both ends included', () => {
    const stream = streamOf(9);
    const counts = new Float64Array(7);
    for (let k = 0; k < 14_000; k++) {
      const drawn = stream.integer(k, -3, 3);
      counts[drawn + 3] = (counts[drawn + 3] as number) + 1;
    }
    // Six standard deviations of a count.
    counts.forEach((count) => expect(Math.abs(count - 2000)).toBeLessThan(6 * Math.sqrt((14_000 * 6) / 49)));
    expect(stream.integer(0, 5, 5)).toBe(5);
    expect(stream.integer(3, 0, 2 ** 32 - 1)).toBe(streamOf(9).integer(3, 0, 2 ** 32 - 1));
    expect(() => stream.integer(0, 1, 0)).toThrow(RangeError);
    expect(() => stream.integer(0, 0, 2 ** 32)).toThrow(RangeError);
  });

  test('passes over words above the last multiple of a range, so that no remainder is favoured', () => {
    // Of 2^32 words, a range of 3·2^30 leaves a quarter over; taken by remainder, the lower third would come twice as often.
    const stream = streamOf(10);
    let low = 0;
    for (let k = 0; k < 9000; k++) if (stream.integer(k, 0, 3 * 2 ** 30 - 1) < 2 ** 30) low++;
    expect(Math.abs(low - 3000)).toBeLessThan(6 * Math.sqrt(2000));
  });
});
