import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fokkerPlanck } from '../../../src/calculus/fokker-planck.ts';
import type { Expression } from '../../../src/kernel/expression.ts';
import { T_VARIABLE, X_VARIABLE, divergence, dot, field, gradient, log, minus, subtract, times, derivative, transpose, use, plus, num } from '../../../src/kernel/expression.ts';
import type { Process } from '../../../src/language/statement.ts';
import type { Ball } from '../../../src/numeric/arithmetic/balls.ts';
import { BALLS, exactly } from '../../../src/numeric/arithmetic/balls.ts';
import { DOUBLES } from '../../../src/numeric/arithmetic/doubles.ts';
import { worldOf } from '../../../src/numeric/evaluate/closed-form.ts';
import { evaluate } from '../../../src/numeric/evaluate/evaluate.ts';
import { linearMixture } from '../../../src/numeric/families/linear-mixture.ts';
import { transportedDensity } from '../../../src/numeric/families/transported-density.ts';
import type { Choice, Family } from '../../../src/numeric/instance/family.ts';
import type { ClosedForm, Instance } from '../../../src/numeric/instance/instance.ts';

const slots = [X_VARIABLE, T_VARIABLE];
const p = field('p', slots, { sign: 'positive' });
const f = field('f', slots, { shape: ['n'] });
const G = field('G', slots, { shape: ['n', 'n'] });
const v = field('v', slots, { shape: ['n'] });

const processWith = (drift: Expression): Process => ({
  kind: 'process', name: 'X', backward: false, span: { start: 0, end: 0 },
  blocks: [{ name: 'X', variable: X_VARIABLE, drift, noises: [{ coefficient: use(G), wiener: 'W', space: 'n', stratonovich: false }] }],
});

const instanceOf = (n: number, fields: readonly (readonly [string, ClosedForm])[]): Instance =>
  ({ spaces: new Map([['n', n]]), parameters: new Map(), fields: new Map(fields) });

const residual = (instance: Instance, n: number, at: readonly number[], e: { left: Expression; right: Expression }): readonly Ball[] => {
  const place = [{ variable: X_VARIABLE, values: at.slice(0, n).map(exactly) }, { variable: T_VARIABLE, values: [exactly(at[3] ?? 0)] }];
  return evaluate(subtract(e.left, e.right), worldOf(instance, BALLS), place, 0).map((series) => series[0] as Ball);
};

const drawnFor = (choices: readonly Choice[]): fc.Arbitrary<readonly number[]> => fc.tuple(...choices.map(({ least, most }) => fc.integer({ min: least, max: most })));
const point = fc.array(fc.integer({ min: -12, max: 12 }).map((k) => k / 8), { minLength: 3, maxLength: 3 });
const time = fc.integer({ min: 1, max: 8 }).map((k) => k / 8);
const holdsZero = (balls: readonly Ball[]): boolean => balls.every((b) => Math.abs(b.value) <= b.radius && b.radius < 1e-9);

describe.each([1, 2, 3] as const)('transported densities in dimension %i', (n) => {
  const family = transportedDensity(n);

  it('solve the Fokker–Planck equation of their process, and the continuity equation of their velocity', () => {
    fc.assert(fc.property(drawnFor(family.choices), point, time, (drawn, x, t) => {
      const built = family.build(drawn);
      const instance = instanceOf(n, [['p', built.density], ['f', built.drift], ['G', built.noise], ['v', built.velocity]]);
      expect(holdsZero(residual(instance, n, [...x, t], fokkerPlanck(processWith(use(f)), use(p), false)))).toBe(true);
      expect(holdsZero(residual(instance, n, [...x, t], { left: derivative(T_VARIABLE, use(p)), right: minus(divergence(times(use(p), use(v)))) }))).toBe(true);
    }), { numRuns: n === 3 ? 6 : 12 });
  });

  it('have the score and the logarithm that they say', () => {
    fc.assert(fc.property(drawnFor(family.choices), point, time, (drawn, x, t) => {
      const built = family.build(drawn);
      const instance = instanceOf(n, [['p', built.density], ['v', built.score]]);
      expect(holdsZero(residual(instance, n, [...x, t], { left: gradient(log(use(p))), right: use(v) }))).toBe(true);
    }), { numRuns: 8 });
  });

  it('need the divergence of the noise in the drift', () => {
    const built = family.build(family.choices.map(({ most }) => most));
    const instance = instanceOf(n, [['p', built.density], ['f', built.drift], ['G', built.noise]]);
    const wrong = plus(use(f), times(num(-1, 2), n === 1 ? divergence(dot(use(G), transpose(use(G)))) : divergence(dot(use(G), transpose(use(G))))));
    expect(holdsZero(residual(instance, n, [0.5, -0.25, 0.375, 0.5], fokkerPlanck(processWith(wrong), use(p), false)))).toBe(false);
  });
});

const massOnLine = (form: ClosedForm, t: number): number => {
  const world = worldOf(instanceOf(1, [['p', form]]), DOUBLES);
  let sum = 0;
  for (let k = -400; k <= 400; k += 1) sum += (world.field(p, [k / 20, t], 0)[0]?.[0] as number) / 20;
  return sum;
};

describe('transported densities', () => {
  it('integrate to one at every time', () => {
    const family: Family<{ readonly density: ClosedForm }> = transportedDensity(1);
    fc.assert(fc.property(drawnFor(family.choices), time, (drawn, t) => {
      // The trapezoidal rule is exact to rounding for Gaussians so wide and a step so small.
      expect(massOnLine(family.build(drawn).density, t)).toBeCloseTo(1, 9);
    }), { numRuns: 6 });
  });

  it('are at rest with unit noise where nothing is drawn', () => {
    const built = transportedDensity(2).build([]);
    const world = worldOf(instanceOf(2, [['v', built.velocity], ['G', built.noise]]), DOUBLES);
    expect(world.field(v, [1, 2, 0.5], 0).map((c) => c[0])).toEqual([0, 0]);
    expect(world.field(G, [1, 2, 0.5], 0).map((c) => c[0])).toEqual([1, 0, 0, 1]);
  });
});

describe.each([1, 2] as const)('Gaussian mixtures under linear processes in dimension %i', (n) => {
  const family = linearMixture(n);
  it('solve the Fokker–Planck equation of their process', () => {
    fc.assert(fc.property(drawnFor(family.choices), point, time, (drawn, x, t) => {
      const { density, drift, noise } = family.build(drawn).forms;
      const instance = instanceOf(n, [['p', density], ['f', drift], ['G', noise]]);
      expect(holdsZero(residual(instance, n, [...x, t], fokkerPlanck(processWith(use(f)), use(p), false)))).toBe(true);
    }), { numRuns: 5 });
  });
});
