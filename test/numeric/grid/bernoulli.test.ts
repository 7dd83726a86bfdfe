import { expect, test } from 'vitest';
import { bernoulli, bernoulliEven, fitted } from '../../../src/numeric/grid/bernoulli.ts';

/** On both sides of every branch, from next to nothing to where e^w overflows. */
const POINTS = [1e-300, 1e-9, 0.01, 0.3, 0.4999, 0.5001, 1, 1.9999, 2.0001, 5, 30, 300, 690];

test('B(w) = w / (e^w − 1), to a few units of the last place, on both sides of zero', () => {
  for (const w of POINTS.flatMap((point) => [point, -point])) {
    expect(Math.abs(bernoulli(w) / (w / Math.expm1(w)) - 1)).toBeLessThan(1e-15);
  }
  expect(bernoulli(0)).toBe(1);
});

test('B(−w) − B(w) = w, and E is their mean', () => {
  for (const w of POINTS) {
    expect(Math.abs((bernoulli(-w) - bernoulli(w)) / w - 1)).toBeLessThan(w < 1e-3 ? 1e-15 / w : 1e-12);
    expect(Math.abs(bernoulliEven(w) / ((bernoulli(-w) + bernoulli(w)) / 2) - 1)).toBeLessThan(1e-15);
  }
});

test('without noise, or with next to none, what is left of a rate is the drift, upwind', () => {
  for (const diffusion of [0, 1e-320, 1e-200]) {
    expect(fitted(diffusion, 3) + 3).toBe(6);
    expect(fitted(diffusion, 3) - 3).toBe(0);
    expect(fitted(diffusion, -3) + -3).toBe(0);
  }
  expect(fitted(2, 0)).toBe(2);
  expect(fitted(0, 0)).toBe(0);
  expect(fitted(Number.NaN, 1)).toBeNaN();
});
