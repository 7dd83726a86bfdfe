import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { coordinate } from '../../../src/kernel/expression.ts';
import type { Ball } from '../../../src/numeric/arithmetic/balls.ts';
import { BALLS, exactly } from '../../../src/numeric/arithmetic/balls.ts';
import { evaluate } from '../../../src/numeric/evaluate/evaluate.ts';
import type { World } from '../../../src/numeric/evaluate/world.ts';
import { envelopeExpression, envelopeSeries } from '../../../src/numeric/families/envelope.ts';
import type { Ridge } from '../../../src/numeric/families/ridge.ts';
import { ridgeExpression, slopeAlong } from '../../../src/numeric/families/ridge.ts';
import { ridgeSeries } from '../../../src/numeric/families/ridge-series.ts';
import { seriesOver } from '../../../src/numeric/taylor/series.ts';

const VARIABLES = ['x1', 'x2', 't'].map((name) => coordinate(name, null));
const WORLD: World<Ball> = {
  arithmetic: BALLS, dimensionOf: () => 1,
  parameter: () => { throw new Error('no parameters'); }, field: () => { throw new Error('no fields'); },
};

const small = fc.integer({ min: -8, max: 8 }).map((k) => k / 8);
const ridge: fc.Arbitrary<Ridge> = fc.record({
  weight: small, profile: fc.constantFrom('power', 'sin', 'cos', 'exp', 'bell'), power: fc.integer({ min: 0, max: 4 }),
  direction: fc.tuple(small, small, small), offset: small,
});
const point = fc.tuple(small, small, small);

const meet = (a: Ball, b: Ball): boolean => Math.abs(a.value - b.value) <= a.radius + b.radius;
const places = (at: readonly number[]): { variable: (typeof VARIABLES)[number]; values: Ball[] }[] =>
  VARIABLES.map((variable, k) => ({ variable, values: [exactly(at[k] ?? 0)] }));

describe('Taylor series of ridge functions', () => {
  it('are those of the formula that is printed, to order 5', () => {
    fc.assert(fc.property(fc.array(ridge, { minLength: 1, maxLength: 3 }), point, (sum, at) => {
      const own = ridgeSeries(sum, at.map(exactly), 5, BALLS);
      const [formula] = evaluate(ridgeExpression(sum, VARIABLES), WORLD, places(at), 5);
      expect(own).toHaveLength(56);
      own.forEach((c, m) => {
        expect(meet(c, formula?.[m] as Ball), `coefficient ${m}`).toBe(true);
        expect(c.radius).toBeLessThan(1e-12 * Math.max(1, Math.abs(c.value)));
      });
    }), { numRuns: 60 });
  });

  it('have the slopes of their own derivatives', () => {
    fc.assert(fc.property(ridge.filter(({ profile }) => profile !== 'bell'), point, (one, at) => {
      const algebra = seriesOver(BALLS, 3);
      const whole = ridgeSeries([one], at.map(exactly), 3, BALLS);
      [0, 1, 2].forEach((k) => {
        const slope = ridgeSeries(slopeAlong(one, k), at.map(exactly), 2, BALLS);
        algebra.differentiate(whole, k).forEach((c, m) => expect(meet(c, slope[m] as Ball)).toBe(true));
      });
    }), { numRuns: 40 });
  });

  it('refuse an order at which their factors are no longer exact', () => {
    expect(() => ridgeSeries([], [exactly(0)], 13, BALLS)).toThrow(/order 13/);
  });
});

describe('envelopes', () => {
  it('have the series of the formula that is printed', () => {
    fc.assert(fc.property(point, point, point, (rates, centres, at) => {
      const envelope = { rates: rates.map(Math.abs), centres };
      const [formula] = evaluate(envelopeExpression(envelope, VARIABLES), WORLD, places(at), 4);
      envelopeSeries(envelope, at.map(exactly), 4, BALLS).forEach((c, m) => expect(meet(c, formula?.[m] as Ball)).toBe(true));
    }), { numRuns: 40 });
  });
});
