/**
 * The elementary functions in WebAssembly: how far off they are, measured against the kernel's rigorous enclosures, and what
 * they give at the ends of the range of doubles.
 */
import { describe, expect, test } from 'vitest';
import { rationalPower } from '../../../src/kernel/ball-exponential.ts';
import { BALL_FUNCTIONS } from '../../../src/kernel/ball-functions.ts';
import { FUNCTIONS } from '../../../src/kernel/expression.ts';
import type { FunctionName } from '../../../src/kernel/expression.ts';
import { DOUBLE_FUNCTIONS } from '../../../src/numeric/arithmetic/doubles.ts';
import { streamOf } from '../../../src/numeric/random/streams.ts';
import { ELEMENTARY } from '../../../src/numeric/wasm/elementary.ts';
import { powerOf } from '../../../src/numeric/wasm/power.ts';
import { fractionOf } from '../arithmetic/exact.ts';
import { runDoubles } from './run-doubles.ts';
import { exactBall, unitsOff } from './units.ts';

const BITS = 128;

interface Claim {
  /** In units of the last place. */
  readonly off: number;
  /** Arguments: uniform on these, and of every size down to 2^−60 up to the largest end. */
  readonly ranges: readonly (readonly [number, number])[];
}

/** What the files of src/numeric/wasm/ say. */
const CLAIMS: Readonly<Record<FunctionName, Claim>> = {
  exp:  { off: 1,   ranges: [[-1, 1], [-40, 40], [-708, 709.7]] },
  log:  { off: 1,   ranges: [[0.5, 1.5], [0, 100], [0, 1e300]] },
  sqrt: { off: 0.5, ranges: [[0, 2], [0, 1e300]] },
  sin:  { off: 1,   ranges: [[-4, 4], [-100, 100], [-51_000, 51_000]] },
  cos:  { off: 1,   ranges: [[-4, 4], [-100, 100], [-51_000, 51_000]] },
  tan:  { off: 2.5, ranges: [[-4, 4], [-100, 100], [-51_000, 51_000]] },
  sinh: { off: 2,   ranges: [[-2, 2], [-40, 40], [-710, 710]] },
  cosh: { off: 2,   ranges: [[-2, 2], [-40, 40], [-710, 710]] },
  tanh: { off: 2,   ranges: [[-1, 1], [-20, 20]] },
  atan: { off: 2,   ranges: [[-1, 1], [-10, 10], [-1e10, 1e10]] },
  erf:  { off: 4,   ranges: [[-1, 1], [-6, 6]] },
  Phi:  { off: 4,   ranges: [[-3, 3], [-37.4, 9]] },
};

const pointsFor = (name: FunctionName, each: number): readonly number[] => {
  const stream = streamOf(1, 'elementary', name);
  const { ranges } = CLAIMS[name];
  const uniform = ranges.flatMap(([from, to], r) =>
    Array.from({ length: each }, (_, k) => from + (to - from) * stream.uniform(r * each + k)));
  const sized = Array.from({ length: each }, (_, k) => {
    const size = 2 ** (-60 * stream.uniform(10_000 + k)) * (ranges[0]?.[1] ?? 1);
    return name === 'log' || name === 'sqrt' || k % 2 === 0 ? size : -size;
  });
  return [...uniform, ...sized];
};

/** The doubles next to the points where something turns: multiples of π/2, ends of intervals, zeros. */
const EDGES: Readonly<Partial<Record<FunctionName, readonly number[]>>> = {
  exp: [0, Math.LN2, -Math.LN2, Math.LN2 / 2, 709.782712893384, -708.3964185322641],
  log: [1, 1 + 2 ** -52, 1 - 2 ** -53, Math.SQRT1_2, Math.SQRT2, 2, Number.MAX_VALUE, 2 ** -1022, 2 ** -1074, 1e-310],
  sin: [Math.PI, Math.PI / 2, 2 * Math.PI, 355, 710, 1000 * Math.PI, 16_000 * Math.PI, 25_500, 50_999.5],
  cos: [Math.PI, Math.PI / 2, 1.5 * Math.PI, 11, 33, 16_001.5 * Math.PI],
  tan: [Math.PI, Math.PI / 4, -Math.PI / 4, 3],
  sinh: [1, -1, 0.9999999999999999, 710.4],
  cosh: [0, 710.4, -710.4],
  tanh: [0.625, -0.625, 0.6249999999999999, 19.06],
  atan: [0.66, 2.414213562373095, 2.4142135623730954, 1, 1e300],
  erf: [1, 0.9999999999999999, -1, 5.9],
  Phi: [0, -37.5, 8.2],
};

describe('is off by no more than its file says, against rigorous enclosures', () => {
  test.each(FUNCTIONS)('%s', (name) => {
    // The kernel takes 30 ms for Phi far out.
    const points = [...pointsFor(name, name === 'Phi' ? 12 : 60), ...(EDGES[name] ?? [])];

    const computed = runDoubles(ELEMENTARY[name])(points);
    const worst = points.map((x, i) =>
      [unitsOff(computed[i] as number, BALL_FUNCTIONS[name](exactBall(x), BITS)), x] as const).toSorted((a, b) => b[0] - a[0]);
    // Correct rounding is as near as doubles are; nothing is better than half a unit for 200 points.
    expect(worst[0]?.[0], `${name}(${worst[0]?.[1]})`).toBeLessThanOrEqual(CLAIMS[name].off);
    expect(worst[0]?.[0]).toBeGreaterThan(0.3);
  });

  test('exp below the normal doubles: 2 units of the smallest', () => {
    const points = [-708.5, -715.25, -730.125, -740.0625, -744.75, -745.1];
    const computed = runDoubles(ELEMENTARY.exp)(points);
    points.forEach((x, i) => {
      expect(unitsOff(computed[i] as number, BALL_FUNCTIONS.exp(exactBall(x), BITS)), `exp(${x})`).toBeLessThanOrEqual(2);
    });
  });

  test.each([1 / 3, -1.25, 2.6, 40.3, -0.001])('x^%d', (exponent) => {
    const stream = streamOf(2, 'power');
    const most = Math.min(700 / Math.abs(exponent), 600);
    const points = Array.from({ length: 120 }, (_, k) => Math.exp((2 * stream.uniform(k) - 1) * (k % 3 === 0 ? most : 1)));
    const computed = runDoubles((body, x) => powerOf(body, x, exponent))(points);
    points.forEach((x, i) => {
      const truth = rationalPower(exactBall(x), fractionOf(exponent), BITS);
      expect(unitsOff(computed[i] as number, truth), `${x} ^ ${exponent}`)
        .toBeLessThanOrEqual(1.5 + Math.abs(exponent * Math.log(x)) / 8);
    });
  });
});

describe('at the ends of the range', () => {
  const SPECIAL = [0, -0, Infinity, -Infinity, Number.NaN, Number.MAX_VALUE, -Number.MAX_VALUE, 2 ** -1074, -(2 ** -1074), 1e-310];
  const BEYOND = [746, -746, 1000, -1000, 710.5, -1, -1e-300];

  /** Compared are the values that no rounding is between: zeros with their sign, infinities, NaN; others within 4 units. */
  const alike = (a: number, b: number): boolean =>
    (b === 0 || !Number.isFinite(b) ? Object.is(a, b) : Math.abs(a - b) <= 4 * Math.max(2 ** -1074, Math.abs(b) * 2 ** -52));

  test.each(FUNCTIONS.filter((name) => !['sin', 'cos', 'tan'].includes(name)))('%s is as `Math` has it', (name) => {
    const points = [...SPECIAL, ...BEYOND];
    const computed = runDoubles(ELEMENTARY[name])(points);
    const wrong = points.filter((x, i) => !alike(computed[i] as number, DOUBLE_FUNCTIONS[name](x)));
    expect(wrong).toEqual([]);
  });

  test.each(['sin', 'cos', 'tan'] as const)('%s is NaN beyond 51,000, and right below', (name) => {
    const run = runDoubles(ELEMENTARY[name]);
    expect(run([51_001, -51_001, 1e300, Infinity, -Infinity, Number.NaN])).toEqual(Array<number>(6).fill(Number.NaN));
    expect(run([0, -0])).toEqual([0, -0].map((x) => DOUBLE_FUNCTIONS[name](x)));
    const [tiny] = run([2 ** -1074]);
    expect(tiny).toBe(DOUBLE_FUNCTIONS[name](2 ** -1074));
  });

  test.each([0.3, -0.3])('x^%d is as `Math.pow` has it', (exponent) => {
    const points = [0, -0, Infinity, -1, Number.NaN, 2 ** -1074, 1e-310, Number.MAX_VALUE, 1];
    const computed = runDoubles((body, x) => powerOf(body, x, exponent))(points);
    expect(points.filter((x, i) => !alike(computed[i] as number, x === -Infinity ? Number.NaN : x ** exponent))).toEqual([]);
  });
});
