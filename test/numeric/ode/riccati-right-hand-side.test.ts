import fc from 'fast-check';
import { expect, test } from 'vitest';
import { dormandPrince } from '../../../src/numeric/ode/dormand-prince.ts';
import type { RiccatiProblem } from '../../../src/numeric/ode/riccati.ts';
import { riccatiRightHandSide } from '../../../src/numeric/ode/riccati.ts';

const entry = (seed: number, at: number): number => ((seed * 37 + at * 61) % 41 - 20) / 16;
const square = (n: number, seed: number): Float64Array => Float64Array.from({ length: n * n }, (_, at) => entry(seed, at));
const symmetric = (n: number, seed: number): Float64Array =>
  Float64Array.from({ length: n * n }, (_, at) => entry(seed, Math.floor(at / n) + (at % n) + Math.floor(at / n) * (at % n)));

const product = (a: Float64Array, b: Float64Array, n: number): Float64Array => a.map((_, at) => {
  let sum = 0;
  for (let k = 0; k < n; k += 1) sum += a[Math.floor(at / n) * n + k]! * b[k * n + at % n]!;
  return sum;
});

interface Given {
  readonly n: number;
  readonly drift: Float64Array;
  readonly running: Float64Array;
  readonly control: Float64Array;
}

/** −(Aᵀ P + P A − P S P + Q), the upper triangle. */
const plainly = ({ n, drift, running, control }: Given, p: Float64Array): readonly number[] => {
  const [pa, pspRight] = [product(p, drift, n), product(product(p, control, n), p, n)];
  return Array.from({ length: n * n }, (_, at) => -(pa[at]! + pa[(at % n) * n + Math.floor(at / n)]! - pspRight[at]! + running[at]!))
    .filter((_, at) => at % n >= Math.floor(at / n));
};

const triangle = (full: Float64Array, n: number): Float64Array => full.filter((_, at) => at % n >= Math.floor(at / n));
const given = (n: number, seed: number): Given => ({ n, drift: square(n, seed), running: symmetric(n, seed + 1), control: symmetric(n, seed + 2) });
const problemOf = ({ n, ...rest }: Given): RiccatiProblem => ({ dimension: n, ...rest, terminal: new Float64Array(n * n), horizon: 1 });

test('it is that of the matrices, for every size, odd ones and those of more columns than there are registers too', () => {
  fc.assert(fc.property(fc.integer({ min: 1, max: 21 }), fc.integer({ min: 0, max: 40 }), (n, seed) => {
    const [matrices, p] = [given(n, seed), symmetric(n, seed + 3)];
    const out = new Float64Array(n * (n + 1) / 2);
    riccatiRightHandSide(problemOf(matrices))(0, triangle(p, n), out);
    plainly(matrices, p).forEach((value, at) => expect(Math.abs(out[at]! - value)).toBeLessThan(1e-13 * n * n * 4));
  }));
});

test('two equations of one size, asked in turn, and coefficients of time', () => {
  const [one, two, p] = [given(3, 1), given(3, 9), symmetric(3, 5)];
  const [f, g] = [riccatiRightHandSide(problemOf(one)), riccatiRightHandSide(problemOf(two))];
  const moving = riccatiRightHandSide({ ...problemOf(one), drift: (t, out) => { one.drift.forEach((a, at) => { out[at] = t * a; }); } });
  const [a, b, c] = [new Float64Array(6), new Float64Array(6), new Float64Array(6)];
  for (let round = 0; round < 2; round += 1) {
    f(0, triangle(p, 3), a);
    g(0, triangle(p, 3), b);
    moving(2, triangle(p, 3), c);
    plainly(one, p).forEach((value, at) => expect(a[at]).toBeCloseTo(value, 12));
    plainly(two, p).forEach((value, at) => expect(b[at]).toBeCloseTo(value, 12));
    plainly({ ...one, drift: one.drift.map((entryOfA) => 2 * entryOfA) }, p).forEach((value, at) => expect(c[at]).toBeCloseTo(value, 12));
  }
});

test('an odd number of entries is solved with no absolute tolerance too, and two runs inside each other do not disturb', () => {
  const decay = (rate: number) => (_: number, y: Float64Array, out: Float64Array): void => { out[0] = -rate * y[0]!; };
  const inner = (): number => dormandPrince(decay(2), 0, 1, Float64Array.of(1), { relative: 1e-10, absolute: 0, order: 8 }).final[0]!;
  const { final } = dormandPrince((_, y, out) => { out[0] = -inner() * y[0]!; }, 0, 1, Float64Array.of(1), { relative: 1e-10, absolute: 0, order: 8 });
  expect(inner()).toBeCloseTo(Math.exp(-2), 10);
  expect(final[0]).toBeCloseTo(Math.exp(-Math.exp(-2)), 10);
});
