import { describe, expect, test } from 'vitest';
import { refine } from '../../../src/numeric/accuracy/refine.ts';
import { NumericError } from '../../../src/numeric/numeric-error.ts';
import { mixtureDensity } from '../../../src/numeric/solved/mixture.ts';
import type { SolvedWorld } from '../../../src/numeric/solved/world.ts';
import { faultOf } from '../fault.ts';
import { valuesOf, worldsFor } from './settings.ts';

/** The limit of a field's values on the grids, with its bound. */
const limit = (worlds: readonly SolvedWorld[], name: string, points: readonly (readonly number[])[]): { readonly value: Float64Array; readonly bound: number; readonly asymptotic: boolean } => {
  const all = points.map((point) => valuesOf(worlds, name, point));
  const { value, estimate } = refine(worlds.map((_, k) => Float64Array.from(all, (list) => list[k]!)), { order: 2, allowance: 1e-9 });
  return { value, bound: estimate.bound, asymptotic: estimate.asymptotic };
};

const near = (found: ReturnType<typeof limit>, truth: readonly number[], most: number): void => {
  expect(found.asymptotic).toBe(true);
  expect(found.bound).toBeLessThan(most);
  truth.forEach((value, k) => expect(Math.abs(found.value[k]! - value)).toBeLessThan(Math.max(3 * found.bound, 1e-7)));
};

const POINTS = [[-0.7, 0.3], [0.2, 0.4], [0.9, 0.5]] as const;

describe('what is solved for tends to what is known', () => {
  test('the density of a Brownian motion from a mixture', () => {
    const worlds = worldsFor('process X: dX = dW\ndensity p(x,t) of X');
    const law = worlds[0]!.setting.laws.get('p')!;
    const truth = POINTS.map(([x, t]) => mixtureDensity(law.map((part) => ({ ...part, deviations: part.deviations.map((s) => Math.hypot(s, Math.sqrt(t))) })), [x]));
    near(limit(worlds, 'p', POINTS), truth, 1e-4);
  });

  test('a density of which the clock runs down begins at the horizon', () => {
    const worlds = worldsFor('param T\nprocess X backward: dX = dW\ndensity p(x,t) of X');
    const { horizon, laws } = worlds[0]!.setting;
    const law = laws.get('p')!;
    const truth = POINTS.map(([x, t]) => mixtureDensity(law.map((part) => ({ ...part, deviations: part.deviations.map((s) => Math.hypot(s, Math.sqrt(horizon - t))) })), [x]));
    near(limit(worlds, 'p', POINTS), truth, 1e-4);
  });

  test('an expectation with discount and running cost: (x + c (T − t)) e^{−r (T − t)} for a Brownian motion that drifts', () => {
    const worlds = worldsFor('dimension 1\nparam T\nparam r > 0\nparam c\nprocess X: dX = c dt + dW\nexpectation h(x,t) of x along X discounted r plus running r');
    const { horizon, instance } = worlds[0]!.setting;
    const number = (name: string): number => { const q = instance.parameters.get(name)![0]!; return Number(q.numerator) / Number(q.denominator); };
    const [r, c] = [number('r'), number('c')];
    const truth = POINTS.map(([x, t]) => (x + c * (horizon - t)) * Math.exp(-r * (horizon - t)) + 1 - Math.exp(-r * (horizon - t)));
    near(limit(worlds, 'h', POINTS), truth, 1e-3);
  });

  test('a value by its Riccati equation: minimize ½u² + ½x² along dX = u dt + dW has V = ½ tanh(T − t) x² + ½ log cosh(T − t)', () => {
    const worlds = worldsFor('dimension 1\nparam T\ncontrol u\nprocess X: dX = u dt + dW\nproblem P: minimize running 1/2 u^2 + 1/2 x^2 terminal 0 over u along X\nvalue V(x,t) of P');
    const { horizon } = worlds[0]!.setting;
    const truth = POINTS.map(([x, t]) => 0.5 * Math.tanh(horizon - t) * x * x + 0.5 * Math.log(Math.cosh(horizon - t)));
    near(limit(worlds, 'V', POINTS), truth, 1e-5);
  });

  test('the same in the plane, coordinate by coordinate', () => {
    const worlds = worldsFor('param T\ncontrol u: vector\nprocess X: dX = u dt + dW\nproblem P: minimize running 1/2 |u|^2 + 1/2 |x|^2 terminal 0 over u along X\nvalue V(x,t) of P', 2);
    const { horizon } = worlds[0]!.setting;
    const [x, y, t] = [0.4, -0.6, 0.3];
    const values = valuesOf(worlds, 'V', [x, y, t]);
    const truth = 0.5 * Math.tanh(horizon - t) * (x * x + y * y) + Math.log(Math.cosh(horizon - t));
    expect(Math.abs(values.at(-1)! - truth)).toBeLessThan(Math.abs(values[0]! - truth) / 8);
    expect(Math.abs(values.at(-1)! - truth)).toBeLessThan(1e-3);
  });

  test('a stationary density: e^{−x²} of dX = −x dt + dW', () => {
    const worlds = worldsFor('process X: dX = -x dt + dW\nstationary density p(x) of X');
    near(limit(worlds, 'p', [[-0.7], [0.2], [0.9]]), [-0.7, 0.2, 0.9].map((x) => Math.exp(-x * x) / Math.sqrt(Math.PI)), 1e-4);
  });

  test('a density that is carried along: p(x,t) = p(x e^t, 0) e^t of dX = −x dt', () => {
    const worlds = worldsFor('process X: dX = -x dt\ndensity p(x,t) of X');
    const law = worlds[0]!.setting.laws.get('p')!;
    const found = POINTS.map((point) => valuesOf(worlds, 'p', point).at(-1)!);
    POINTS.forEach(([x, t], k) => expect(found[k]).toBeCloseTo(mixtureDensity(law, [x * Math.exp(t)]) * Math.exp(t), 6));
  });

  test('functions of time alone, from the start and from the horizon', () => {
    const worlds = worldsFor('param T\nfield P(t)\nfield C(t)\nparam F\nassume ∂t P = P\nassume P(T) = F\nassume ∂t C = -2 C + P');
    const { horizon, instance, starts } = worlds[0]!.setting;
    const q = instance.parameters.get('F')![0]!;
    const final = Number(q.numerator) / Number(q.denominator);
    expect(valuesOf(worlds, 'P', [0.2]).at(-1)).toBeCloseTo(final * Math.exp(0.2 - horizon), 10);
    const [start] = starts.get('C')!;
    const third = final * Math.exp(-horizon) / 3;
    expect(valuesOf(worlds, 'C', [0.2]).at(-1)).toBeCloseTo((start! - third) * Math.exp(-0.4) + third * Math.exp(0.2), 10);
    // The coarsest world solves less accurately, so that the error shows.
    expect(valuesOf(worlds, 'C', [0.21])[0]).not.toBe(valuesOf(worlds, 'C', [0.21])[1]);
  });

  test.each([1, 2])('an assumed heat equation, run up and run down, in %i dimensions', (dimension) => {
    const worlds = worldsFor('field u(x,t) > 0\nfield w(x,t) > 0\nassume ∂t u = 1/2 lap u\nassume ∂t w = -1/2 lap w - w', dimension);
    const { horizon, laws } = worlds[0]!.setting;
    const x = [0.3, -0.2].slice(0, dimension);
    const law = laws.get('u')!.map((part) => ({ ...part, deviations: part.deviations.map((s) => Math.hypot(s, Math.sqrt(0.3))) }));
    const forward = valuesOf(worlds, 'u', [...x, 0.3]);
    expect(Math.abs(forward.at(-1)! - mixtureDensity(law, x))).toBeLessThan(2e-3 * mixtureDensity(law, x));
    // 1 + ½ sin(a·x + b) keeps its mean and loses its wave at the rate |a|²/2.
    const means = laws.get('w')![0]!.means;
    const phase = x.reduce((sum, z, k) => sum + (k % 2 === 0 ? 0.75 : -0.625) * z + means[k]!, 0);
    const rate = x.reduce((sum, _, k) => sum + (k % 2 === 0 ? 0.75 ** 2 : 0.625 ** 2), 0) / 2;
    const left = horizon - 0.3;
    const truth = Math.exp(left) * (1 + 0.5 * Math.exp(-rate * left) * Math.sin(phase));
    expect(Math.abs(valuesOf(worlds, 'w', [...x, 0.3]).at(-1)! - truth)).toBeLessThan(2e-3 * truth);
  });
});

describe('what cannot be solved for is refused by name', () => {
  const refused = (block: string, name: string, point: readonly number[], dimension = 1): { readonly fault: string; readonly message: string } => {
    const worlds = worldsFor(block, dimension);
    let message = '';
    const fault = faultOf(() => {
      try {
        valuesOf(worlds, name, point);
      } catch (error) {
        if (error instanceof NumericError) message = error.message;
        throw error;
      }
    });
    return { fault, message };
  };

  test.each([
    ['several blocks', 'variable q: vector\nvariable v: vector\nprocess (Q,V)(q,v): dQ = v dt; dV = -v dt + dW\ndensity p(q,v,t) of (Q,V)', 'p', [0, 0, 0.2], 1, 'several blocks'],
    ['an assumption that is not linear', 'field u(x,t)\nassume ∂t u = -1/2 lap u + |grad u|^2', 'u', [0, 0.2], 1, 'not linear'],
    ['a problem without noise', 'param T\ncontrol a: vector\nprocess X: dX = a dt\nproblem P: minimize running 1/2 |a|^2 terminal 0 over a along X\nvalue V(x,t) of P', 'V', [0, 0.2], 1, 'without noise'],
    ['a problem of two controls', 'dimension 1\nparam T\ncontrol a\ncontrol b\nprocess X: dX = (a + b) dt + dW\nproblem P: minimize running a^2 + b^2 terminal 0 over a, b along X\nvalue V(x,t) of P', 'V', [0, 0.2], 1, '2 controls'],
    ['a stationary density of coefficients that move', 'field f(x,t): vector\nprocess X: dX = f dt + dW\nstationary density p(x) of X', 'p', [0], 1, 'depend on time'],
    ['a density without noise in the plane', 'process X: dX = -x dt\ndensity p(x,t) of X', 'p', [0, 0, 0.2], 2, 'in the plane'],
    ['an assumption of another form', 'field a(t)\nfield b(t)\nassume a b = 1', 'a', [0.2], 1, 'not solved for here'],
  ] as const)('%s', (_, block, name, point, dimension, said) => {
    const { fault, message } = refused(block, name, point, dimension);
    expect(fault).toBe('not-applicable');
    expect(message).toContain(said);
  });
});
