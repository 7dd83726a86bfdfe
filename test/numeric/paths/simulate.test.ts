import { describe, expect, test } from 'vitest';
import type { StochasticEquation } from '../../../src/numeric/paths/equation.ts';
import { startAt } from '../../../src/numeric/paths/equation.ts';
import { eulerMaruyama } from '../../../src/numeric/paths/euler-maruyama.ts';
import { noiseIndex, strideOf } from '../../../src/numeric/paths/noise-index.ts';
import { coupledEndPoints, drive, endPoints, incrementsOf, pathOf } from '../../../src/numeric/paths/simulate.ts';
import { streamOf } from '../../../src/numeric/random/streams.ts';
import { faultOf } from '../fault.ts';
import { commutative, ornsteinUhlenbeck } from './equations.ts';

const PLAN = { from: 0, horizon: 1, steps: 12, paths: 30 };

describe('paths', () => {
  test('are functions of stream and number: any of them can be drawn again, alone', () => {
    const [equation, start, stream] = [commutative(), startAt([1, 2]), streamOf(1)];
    const ends = endPoints(equation, eulerMaruyama, start, PLAN, stream);
    for (const path of [29, 3, 17]) {
      const points = pathOf(equation, eulerMaruyama, start, PLAN, stream, path);
      expect([...points.subarray(0, 2)]).toEqual([1, 2]);
      expect([...points.subarray(24)]).toEqual([...ends.subarray(2 * path, 2 * path + 2)]);
    }
    expect(endPoints(equation, eulerMaruyama, start, { ...PLAN, paths: 7 }, stream)).toEqual(ends.subarray(0, 14));
  });

  test('take the normal numbers that the index says, scaled by the root of the step', () => {
    const stream = streamOf(2);
    const plan = { from: 0.5, horizon: 2, steps: 6, paths: 3 };
    const increments = incrementsOf(3, plan, stream, 2);
    expect(strideOf(6, 3)).toBe(20);
    increments.forEach((value, i) => {
      expect(value).toBeCloseTo(0.5 * stream.normal(noiseIndex(2, Math.floor(i / 3), i % 3, 6, 3)), 14);
    });
  });

  test('on coupled grids follow one Brownian path: a coarse grid is driven by sums of the fine increments', () => {
    const [equation, stream] = [commutative(), streamOf(3)];
    const levels = coupledEndPoints(equation, eulerMaruyama, startAt([1, 2]), PLAN, 3, stream);
    const fine = incrementsOf(2, PLAN, stream, 5);
    // Entry 2k + j of the sums: increment k of noise j over `count` fine steps.
    const sums = (count: number): Float64Array => Float64Array.from({ length: 24 / count }, (_, i) =>
      Array.from({ length: count }, (_step, s) => fine[2 * (Math.floor(i / 2) * count + s) + (i % 2)] as number).reduce((a, b) => a + b, 0));
    [1, 2, 4].forEach((count, level) => {
      drive(equation, eulerMaruyama, [1, 2], 0, 1, sums(count)).forEach((value, i) =>
        expect(value).toBeCloseTo(levels[level]?.[10 + i] as number, 13));
    });
  });

  test('mirrored in some steps are driven by −W there, and by W after', () => {
    const stream = streamOf(4);
    const [plain, mirrored] = [incrementsOf(2, PLAN, stream, 1), incrementsOf(2, PLAN, stream, 1, 5)];
    expect([...mirrored]).toEqual([...plain].map((value, i) => (i < 10 ? -value : value)));
    const additive = ornsteinUhlenbeck(1, 1);
    const [a, b] = [0, 12].map((steps) => endPoints(additive, eulerMaruyama, startAt([0]), PLAN, stream, steps));
    a?.forEach((value, path) => expect(b?.[path]).toBeCloseTo(-value, 13));
  });

  test('without noise are those of Euler’s method', () => {
    const decay: StochasticEquation = {
      dimension: 1, noises: 0, drift: (_, x, out) => { out[0] = -(x[0] as number); }, diffusion: () => undefined,
    };
    expect(endPoints(decay, eulerMaruyama, startAt([1]), { from: 0, horizon: 1, steps: 10, paths: 1 }, streamOf(1))[0]).toBeCloseTo(0.9 ** 10, 14);
  });
});

describe('what is wrong with paths is said by name', () => {
  const cubic: StochasticEquation = { ...ornsteinUhlenbeck(1, 1), drift: (_, x, out) => { out[0] = -((x[0] as number) ** 3); } };
  const run = (equation: StochasticEquation, plan: Partial<typeof PLAN>, levels = 1): string =>
    faultOf(() => coupledEndPoints(equation, eulerMaruyama, startAt([20]), { ...PLAN, ...plan }, levels, streamOf(1)));

  test.each([
    ['a drift that explodes', () => run(cubic, {}), 'exploded'],
    ['a drift that is not a number', () => run({ ...cubic, drift: (_, _x, out) => { out[0] = Number.NaN; } }, {}), 'exploded'],
    ['no time', () => run(cubic, { horizon: 0 }), 'no-horizon'],
    ['no steps', () => run(cubic, { steps: 0 }), 'not-applicable'],
    ['steps that cannot be halved', () => run(cubic, {}, 4), 'not-applicable'],
    ['a drift that is tame', () => run(ornsteinUhlenbeck(1, 1), {}, 3), 'none'],
  ])('%s', (_, fault, expected) => {
    expect(fault()).toBe(expected);
  });

  test('with the path and the time', () => {
    expect(() => coupledEndPoints(cubic, eulerMaruyama, startAt([20]), PLAN, 1, streamOf(1))).toThrow(/path 0 left every bound before the time 0\.\d+; take shorter steps/);
  });
});
