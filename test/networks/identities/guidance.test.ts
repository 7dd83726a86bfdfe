import { describe, expect, test } from 'vitest';
import type { Classifier } from '../../../src/networks/identities/classifier.ts';
import { exactClassifier } from '../../../src/networks/identities/classifier.ts';
import { classifierGuidance } from '../../../src/networks/identities/classifier-guidance.ts';
import { conditionalLaw } from '../../../src/networks/identities/conditional-law.ts';
import type { Guided } from '../../../src/networks/identities/free-guidance.ts';
import { freeGuidance } from '../../../src/networks/identities/free-guidance.ts';
import type { Look } from '../../../src/networks/identities/look.ts';
import { lookAt } from '../../../src/networks/identities/look.ts';
import { freeGuidanceIdentity } from '../../../src/networks/identities/table.ts';
import { NetworkError } from '../../../src/networks/network-error.ts';
import type { NoisedLaw } from '../../../src/networks/score/noised-law.ts';
import { noisedMixture } from '../../../src/networks/score/noised-law.ts';
import { GaussianMixture } from '../../../src/numeric/laws/gaussian-mixture.ts';
import { identityNamed, lawIn, lookIn, scoreOff, unnoticed } from './scores.ts';

describe('with a classifier', () => {
  test.each([[1, 0], [1, 0.1], [2, 0.03], [8, 0.1]])('in dimension %i, with a score that is wrong by %f, it gives the conditional score', (d, part) => {
    const sight = classifierGuidance(lookIn(d, part, { times: 8 }));
    expect(sight.outcome).toBe('supports');
    expect(sight.bound).toBeLessThan(1e-8 + 1.2 * part);
  });

  test.each([[1, 0.03], [2, 0.1]])('in dimension %i, with a score that is wrong by %f, every wrong form is noticed', (d, part) => {
    expect(unnoticed(lookIn(d, part, { times: 8 }), identityNamed('classifier guidance'))).toEqual([]);
  });

  test('a classifier that is wrong enters the bound, and no more of it than its error', () => {
    const look = lookIn(1, 0);
    const exact = exactClassifier(look.law);
    const wrong: Classifier = { ...exact, gradientOfLog: (t, points, label) => exact.gradientOfLog(t, points, label).map((g) => 1.1 * g) };
    const sight = classifierGuidance(look, 'as it is', wrong);
    expect(sight.outcome).toBe('supports');
    expect(sight.bound).toBeGreaterThan(1e-3);
    expect(sight.figure).toBeGreaterThan(0.9 * sight.bound!);
  });

  test('a label that is not there has no gradient', () => {
    expect(() => exactClassifier(lawIn(1)).gradientOfLog(0.5, Float64Array.of(0), 9)).toThrow(NetworkError);
    expect(() => conditionalLaw(lawIn(1), -1)).toThrow(NetworkError);
  });
});

/** A normal law and a narrower one, in any dimension. */
const normals = (d: number): { readonly whole: NoisedLaw; readonly part: NoisedLaw } => {
  const { schedule, first, last } = lawIn(d);
  const law = (mean: number, variance: number): NoisedLaw => noisedMixture(new GaussianMixture([{
    weight: 1, mean: Array.from({ length: d }, (_, i) => mean * (1 + 0.3 * i)),
    covariance: Array.from({ length: d * d }, (_, k) => (k % (d + 1) === 0 ? variance : 0.2 * variance / d)),
  }]), schedule, { first, last });
  return { whole: law(0.3, 1.4), part: law(1, 0.3) };
};

const guidedBy = (d: number, off: number, strength: number): { readonly look: Look; readonly guided: Guided } => {
  const { whole, part } = normals(d);
  return {
    look: lookAt(scoreOff(whole, off), whole, { seed: 1, times: 8 }),
    guided: { conditional: scoreOff(part, off), conditionalLaw: part, strength },
  };
};

describe('without a classifier', () => {
  test.each([[1, 0], [2, 0.03], [8, 0.1]])('in dimension %i, with scores that are wrong by %f, the guided score misses the law that is meant by the defect', (d, off) => {
    const { look, guided } = guidedBy(d, off, 2);
    const sight = freeGuidance(look, guided);
    expect(sight.outcome).toBe('supports');
    if (off > 0) expect(sight.figure).toBeGreaterThan(sight.bound! / 3);
  });

  test('the defect of the normal laws is that of a quadrature over the data', () => {
    const { look, guided } = guidedBy(1, 0, 2);
    // As a mixture of two equal components the law is the same, and takes the other way.
    const { data, schedule, first, last } = look.law;
    const { mean, covariance } = data.components[0]!;
    const doubled = noisedMixture(new GaussianMixture([{ weight: 0.5, mean, covariance }, { weight: 0.5, mean, covariance }]), schedule, { first, last });
    const other = freeGuidance({ ...look, law: doubled }, guided, 'without the defect');
    const own = freeGuidance(look, guided, 'without the defect');
    expect(own.outcome).toBe('contradicts');
    expect(other.figure).toBeCloseTo(own.figure!, 9);
  });

  test('that it is the law that is meant, is contradicted: with exact scores, and with trained ones of 3 %', () => {
    for (const off of [0, 0.03]) {
      const { look, guided } = guidedBy(1, off, 2);
      expect(freeGuidance(look, guided, 'without the defect').outcome).toBe('contradicts');
    }
  });

  test('with the strengths 0 and 1 there is no defect', () => {
    for (const strength of [0, 1]) {
      const { look, guided } = guidedBy(2, 0, strength);
      expect(freeGuidance(look, guided, 'without the defect').outcome).toBe('supports');
    }
  });

  test('guidance amplifies the error by |1 − ω| + |ω|', () => {
    const bound = (strength: number): number => {
      const { look, guided } = guidedBy(1, 0.01, strength);
      const sight = freeGuidance(look, guided);
      return sight.bound!;
    };
    expect(bound(4)).toBeGreaterThan(1.5 * bound(1));
  });

  test('mixtures in one dimension: every wrong form is noticed with exact scores', () => {
    const look = lookIn(1, 0, { times: 8 });
    const law = conditionalLaw(look.law, 0);
    expect(unnoticed(look, freeGuidanceIdentity(scoreOff(law, 0), 0, 2))).toEqual([]);
  });

  test('what is no law, or is not known, is said', () => {
    const { look, guided } = guidedBy(1, 0, -1);
    expect(() => freeGuidance(look, guided)).toThrow(NetworkError);
    const plane = lookIn(2, 0, { times: 4 });
    const conditional = conditionalLaw(plane.law, 0);
    expect(() => freeGuidance(plane, { conditional: scoreOff(conditional, 0), conditionalLaw: conditional, strength: 2 })).toThrow(/one dimension/);
  });
});
