import { describe, expect, it } from 'vitest';
import type { Equation } from '../../../src/numeric/instance/equation.ts';
import type { Field, Parameter } from '../../../src/kernel/expression.ts';
import { T_VARIABLE, coordinate, derivative, exp, field, num, parameter, plus, pow, subtract, times, use } from '../../../src/kernel/expression.ts';
import type { Ball } from '../../../src/numeric/arithmetic/balls.ts';
import { BALLS, exactly } from '../../../src/numeric/arithmetic/balls.ts';
import { evaluate } from '../../../src/numeric/evaluate/evaluate.ts';
import type { World } from '../../../src/numeric/evaluate/world.ts';
import type { RidgeSum } from '../../../src/numeric/families/ridge.ts';
import { constantRidge } from '../../../src/numeric/families/ridge.ts';
import { ridgeSeries } from '../../../src/numeric/families/ridge-series.ts';
import type { Plan } from '../../../src/numeric/instance/plan.ts';
import { plansFor } from '../../../src/numeric/instance/plan.ts';
import { PowerSeries } from '../../../src/numeric/instance/power-series.ts';
import { solveForParameters } from '../../../src/numeric/instance/parameter-equation.ts';

const x = coordinate('x', null);
const t = T_VARIABLE;
const u = field('u', [x, t]);
const y = field('y', [t]);
const w = field('w', [x]);

const worldWith = (fields: Readonly<Record<string, RidgeSum>>, parameters: Readonly<Record<string, number>> = {}): World<Ball> => ({
  arithmetic: BALLS, dimensionOf: () => 2,
  parameter: ({ name }) => [exactly(parameters[name] ?? NaN)],
  field: ({ name }, point, order) => [ridgeSeries(fields[name] ?? [], point, order, BALLS)],
});

const planFor = (equation: Equation, of: Field, degree: number): Plan => {
  const found = plansFor(equation, of, () => 1).find((plan) => plan.degree === degree);
  if (found === undefined) throw new Error('no plan');
  return found;
};

const encloses = (ball: Ball | undefined, value: number): boolean =>
  ball !== undefined && Math.abs(ball.value - value) <= ball.radius + 1e-15 * Math.abs(value) && ball.radius < 1e-12;

const waves: RidgeSum = [{ weight: 1, profile: 'sin', power: 1, direction: [1, 0], offset: 0 }];

describe('fields that solve equations', () => {
  const heat: Equation = { name: 'heat', left: derivative(t, use(u)), right: derivative(x, derivative(x, use(u))), solvedFor: u };

  it('are the series of e^(−s) sin x for the heat equation with the data sin x, s from the base time', () => {
    const series = new PowerSeries(worldWith({ u: waves }), [planFor(heat, u, 1)], []).world();
    const [found] = series.field(u, [exactly(0.5), exactly(0.25)], 4);
    // ∂_t^k u/k! = (−1)^k sin(x)/k! at the base time; the monomials of one variable t are number 2, 5, 9, 14.
    [0, 2, 5, 9, 14].forEach((m, k) => expect(encloses(found?.[m], ((-1) ** k * Math.sin(0.5)) / [1, 1, 2, 6, 24][k]!)).toBe(true));
    // ∂_x ∂_t u = −cos x: monomials 1, x, t, x², x t.
    expect(encloses(found?.[4], -Math.cos(0.5))).toBe(true);
  });

  it('are known no further in time than is asked for, and the same as far', () => {
    const all = new PowerSeries(worldWith({ u: waves }), [planFor(heat, u, 1)], []);
    const [short, long] = [all.world(1), all.world()].map((world) => world.field(u, [exactly(0.5), exactly(0)], 3)[0]);
    expect(short?.[4]).toEqual(long?.[4]);
    expect(short?.[9]).toEqual(exactly(0));
    expect(long?.[9]?.value).not.toBe(0);
  });

  it('solve a Riccati equation: y′ = 1 + y² is tan', () => {
    const riccati: Equation = { name: 'riccati', left: derivative(t, use(y)), right: plus(num(1), pow(use(y), num(2))) };
    const world = new PowerSeries(worldWith({ y: [constantRidge(0, 1)] }), [planFor(riccati, y, 1)], []).world();
    const [found] = world.field(y, [exactly(0)], 5);
    [0, 1, 0, 1 / 3, 0, 2 / 15].forEach((c, k) => expect(encloses(found?.[k], c)).toBe(true));
  });

  it('solve for a second derivative, whose factor is another function', () => {
    // (1 + x²) w″ = 2 w, with w = 1, w′ = 0 at the base point 0: w = 1 + x² exactly.
    const equation: Equation = {
      name: 'stationary', left: times(plus(num(1), pow(use(x), num(2))), derivative(x, derivative(x, use(w)))), right: times(num(2), use(w)),
    };
    const plan = planFor(equation, w, 2);
    expect(plan.slope).toBeNull();
    const [found] = new PowerSeries(worldWith({ w: [constantRidge(1, 1)] }), [plan], []).world().field(w, [exactly(0)], 4);
    [1, 0, 1, 0, 0].forEach((c, k) => expect(encloses(found?.[k], c)).toBe(true));
  });

  it('follow one another: an equation whose coefficient solves another', () => {
    const growth: Equation = { name: 'growth', left: derivative(t, use(y)), right: use(y) };
    const driven: Equation = { name: 'driven', left: derivative(t, use(u)), right: times(use(y), use(u)) };
    const world = new PowerSeries(worldWith({ y: [constantRidge(1, 1)], u: [constantRidge(1, 2)] }), [planFor(growth, y, 1), planFor(driven, u, 1)], []).world();
    // u = exp(e^s − 1) = 1 + s + s² + …
    const [found] = world.field(u, [exactly(0), exactly(0)], 2);
    [[0, 1], [2, 1], [5, 1]].forEach(([m, c]) => expect(encloses(found?.[m as number], c as number)).toBe(true));
  });

  it('need one another: y′ = z, z′ = −y is the circle', () => {
    const z = field('z', [t]);
    const [first, second]: readonly [Equation, Equation] = [
      { name: 'y', left: derivative(t, use(y)), right: use(z) }, { name: 'z', left: derivative(t, use(z)), right: times(num(-1), use(y)) },
    ];
    const world = new PowerSeries(worldWith({ y: [], z: [constantRidge(1, 1)] }), [planFor(first, y, 1), planFor(second, z, 1)], []).world();
    [0, 1, 0, -1 / 6, 0, 1 / 120].forEach((c, k) => expect(encloses(world.field(y, [exactly(0)], 5)[0]?.[k], c)).toBe(true));
  });

  it('take a given value at one time as their data there, and nowhere else', () => {
    const growth: Equation = { name: 'growth', left: derivative(t, use(y)), right: use(y) };
    const horizon = parameter('T');
    const pin = { field: y, time: use(horizon), value: num(7) };
    const world = new PowerSeries(worldWith({ y: [constantRidge(1, 1)] }, { T: 2 }), [planFor(growth, y, 1)], [pin]).world();
    expect(world.field(y, [exactly(2)], 1)[0]?.map((c) => c.value)).toEqual([7, 7]);
    expect(world.field(y, [exactly(1)], 1)[0]?.map((c) => c.value)).toEqual([1, 1]);
  });

  it('are what an equation defines them to be', () => {
    const definition: Equation = { name: 'definition', left: use(w), right: exp(use(x)) };
    const [plan] = plansFor(definition, w, () => 1);
    const [found] = new PowerSeries(worldWith({ w: waves.map((r) => ({ ...r, direction: [1] })) }), [plan as Plan], []).world().field(w, [exactly(0)], 3);
    [1, 1, 1 / 2, 1 / 6].forEach((c, k) => expect(encloses(found?.[k], c)).toBe(true));
  });

  it('refuse where the leading derivative may have the factor zero', () => {
    const equation: Equation = { name: 'degenerate', left: times(use(x), derivative(x, use(w))), right: use(w) };
    const world = new PowerSeries(worldWith({ w: [constantRidge(1, 1)] }), [planFor(equation, w, 1)], []).world();
    expect(() => world.field(w, [exactly(0)], 2)).toThrow(/does not determine w/);
  });
});

describe('equations between parameters', () => {
  const [a, b]: readonly [Parameter, Parameter] = [parameter('a', { sign: 'positive' }), parameter('b', { sign: 'positive' })];
  const solved = (equation: Equation): ReadonlyMap<string, readonly Ball[]> => solveForParameters(equation, worldWith({}, { a: 0.5, b: 0.75 }), [a, b], new Set());

  it('are read as a definition where one side is a parameter', () => {
    expect(solved({ name: 'e', left: use(a), right: times(num(2), use(b)) }).get('a')).toEqual([exactly(1.5)].map((v) => ({ ...v, radius: expect.any(Number) as number })));
  });

  it('enclose the root of an equation that is not linear', () => {
    const found = solved({ name: 'e', left: plus(pow(use(a), num(2)), pow(use(b), num(2))), right: num(1) });
    const [root] = found.get('b') ?? [];
    expect(encloses(root, Math.sqrt(0.75))).toBe(true);
    const world: World<Ball> = { ...worldWith({}, { a: 0.5 }), parameter: ({ name }) => (name === 'b' ? [root as Ball] : [exactly(0.5)]) };
    const [rest] = evaluate(subtract(plus(pow(use(a), num(2)), pow(use(b), num(2))), num(1)), world, [], 0);
    expect(Math.abs(rest?.[0]?.value ?? NaN)).toBeLessThanOrEqual(rest?.[0]?.radius ?? NaN);
  });

  it('are given up where no parameter can be moved', () => {
    expect(() => solved({ name: 'e', left: pow(use(a), num(2)), right: num(-1) })).toThrow(/no parameter was found/);
  });
});
