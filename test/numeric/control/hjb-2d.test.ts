import { describe, expect, test } from 'vitest';
import { bicgstab } from '../../../src/numeric/control/bicgstab.ts';
import type { PlaneOptions, PlaneSolution } from '../../../src/numeric/control/hjb-2d.ts';
import { solveHjb2D } from '../../../src/numeric/control/hjb-2d.ts';
import type { PlaneProblem, SymmetricPair } from '../../../src/numeric/control/plane-problem.ts';
import { putAxes, putCorners, axisVariances } from '../../../src/numeric/control/plane-stencil.ts';
import { emptyRates, shapeOf } from '../../../src/numeric/control/nine-point.ts';
import { solveRiccati } from '../../../src/numeric/ode/riccati.ts';
import { faultOf } from './problems.ts';

type Value = (x: number, y: number, t: number) => number;

const distance = ({ sharedPoints, extrapolated }: PlaneSolution, value: Value): number =>
  Math.max(...sharedPoints.map(([x, y], i) => Math.abs(extrapolated[i]! - value(x, y, 0))));

interface Known { readonly problem: PlaneProblem; readonly value: Value }

/** A turning drift, controls that act together (B is not diagonal), correlated noise. */
const regulator = (): Known => {
  const A = [-0.3, 1, -0.8, -0.2], [b11, b12, b21, b22] = [1, 0.4, -0.2, 0.9], [r11, r12, r22] = [1, 0.2, 0.7];
  const determinant = r11! * r22! - r12! * r12!, inverse = [r22! / determinant, -r12! / determinant, r11! / determinant];
  const quadratic = (p: number, q: number): number => inverse[0]! * p * p + 2 * inverse[1]! * p * q + inverse[2]! * q * q;
  const mixed = (p: number, q: number, v: number, w: number): number => (quadratic(p + v, q + w) - quadratic(p - v, q - w)) / 4;
  const s12 = mixed(b11!, b12!, b21!, b22!), Q = [1, 0.2, 0.2, 0.6], D: SymmetricPair = [0.5, 0.3, 0.9];
  const { at, offset } = solveRiccati({
    dimension: 2, horizon: 0.5, drift: A, running: Q, control: [quadratic(b11!, b12!), s12, s12, quadratic(b21!, b22!)],
    terminal: [0.5, 0.1, 0.1, 0.8], noise: [D[0], D[1], D[1], D[2]],
  });
  const form = (m: ArrayLike<number>, x: number, y: number): number => 0.5 * (m[0]! * x * x + 2 * m[1]! * x * y + m[3]! * y * y);
  const value: Value = (x, y, t) => form(at(t), x, y) + offset(t);
  return {
    value,
    problem: {
      sense: 'minimize', horizon: 0.5, autonomous: true, terminal: (x, y) => value(x, y, 0.5),
      dynamics: {
        kind: 'affine', drift: (x, y) => [A[0]! * x + A[1]! * y, A[2]! * x + A[3]! * y], input: () => [b11!, b12!, b21!, b22!],
        covariance: () => D, stateCost: (x, y) => form(Q, x, y), weight: [r11!, r12!, r22!],
      },
    },
  };
};

const optionsFor = ({ value }: Known, cells: number, steps: number, scheme: PlaneOptions['scheme']): PlaneOptions => ({
  axes: [{ low: -1.5, high: 1.5, cells }, { low: -1.5, high: 1.5, cells }], steps, scheme, boundary: { kind: 'value', at: value },
});

/** dX = u dt + σ dW with λ = σ²: V = −σ² log of a mixture of two round bumps, widened. */
const mixture = (horizon: number): Known => {
  const sigma = 0.9, lambda = sigma ** 2;
  const bump = (x: number, y: number, m: number, n: number, v: number): number => Math.exp(-((x - m) ** 2 + (y - n) ** 2) / (2 * v)) / v;
  const value: Value = (x, y, t) => {
    const wider = sigma ** 2 * (horizon - t);
    return -lambda * Math.log(0.6 * bump(x, y, -0.5, 0.3, 0.6 + wider) + 0.4 * bump(x, y, 0.6, -0.2, 0.5 + wider));
  };
  return {
    value,
    problem: {
      sense: 'minimize', horizon, autonomous: true, terminal: (x, y) => value(x, y, horizon),
      dynamics: {
        kind: 'affine', drift: () => [0, 0], input: () => [1, 0, 0, 1], covariance: () => [lambda, 0, lambda], stateCost: () => 0, weight: [1, 0, 1],
      },
    },
  };
};

describe('two dimensions', () => {
  test('linear-quadratic with everything coupled, central: order 2 and within the bound', () => {
    const known = regulator(), solution = solveHjb2D(known.problem, optionsFor(known, 32, 32, 'central'));
    expect(solution.estimate.asymptotic).toBe(true);
    expect(distance(solution, known.value)).toBeLessThanOrEqual(solution.estimate.bound);
    expect(solution.estimate.bound).toBeLessThan(1e-4);
  });

  test('a mixture, by both schemes', () => {
    const known = mixture(0.4);
    const central = solveHjb2D(known.problem, optionsFor(known, 32, 16, 'central'));
    expect(central.estimate.asymptotic).toBe(true);
    expect(distance(central, known.value)).toBeLessThanOrEqual(central.estimate.bound);
    const monotone = solveHjb2D(known.problem, optionsFor(known, 64, 32, 'monotone'));
    expect(monotone.estimate.asymptotic).toBe(true);
    expect(distance(monotone, known.value)).toBeLessThanOrEqual(monotone.estimate.bound);
  });

  test('a lost ½, a wrong sign of the turning drift and a wrong correlation are noticed', () => {
    const known = regulator(), { problem } = known;
    if (problem.dynamics.kind !== 'affine') throw new Error('an affine problem');
    const { dynamics } = problem;
    const wrong: readonly (typeof dynamics)[] = [
      { ...dynamics, covariance: () => [1, 0.6, 1.8] },
      { ...dynamics, drift: (x, y) => [-0.3 * x - y, 0.8 * x - 0.2 * y] },
      { ...dynamics, covariance: () => [0.5, -0.3, 0.9] },
      { ...dynamics, weight: [1, 0.22, 0.7] },
    ];
    for (const planted of wrong) {
      const solution = solveHjb2D({ ...problem, dynamics: planted }, optionsFor(known, 32, 32, 'central'));
      expect(distance(solution, known.value)).toBeGreaterThan(solution.estimate.bound);
    }
  });

  test('reflected, with a set of controls of which one is best: a product of cosines decays', () => {
    const shapeAt = (x: number, y: number): number => Math.cos(Math.PI * x) * Math.cos(Math.PI * y);
    const problem: PlaneProblem = {
      sense: 'maximize', horizon: 0.5, autonomous: true, discount: 0.2, terminal: shapeAt,
      dynamics: {
        kind: 'set', controls: [[0, 0], [0, 1]], drift: (_x, _y, u) => [0, u[1]], running: (_x, _y, u) => -9 * u[1],
        covariance: () => [0.3, 0, 0.2],
      },
    };
    const rate = 0.5 * (0.3 + 0.2) * Math.PI ** 2 + 0.2;
    for (const scheme of ['monotone', 'central'] as const) {
      const solution = solveHjb2D(problem, {
        axes: [{ low: 0, high: 1, cells: 32 }, { low: 0, high: 1, cells: 32 }], steps: 32, scheme, boundary: { kind: 'reflecting' },
      });
      expect(solution.estimate.asymptotic).toBe(true);
      expect(distance(solution, (x, y, t) => Math.exp(-rate * (0.5 - t)) * shapeAt(x, y))).toBeLessThanOrEqual(solution.estimate.bound);
      expect(solution.controls[1].every((u) => u === 0)).toBe(true);
    }
  });
});

describe('the stencil', () => {
  const rates = emptyRates(shapeOf(1, 1)), k = 4, distances = { h1: 0.1, h2: 0.2 };
  const all = (): readonly number[] => [rates.down1[k]!, rates.up1[k]!, rates.down2[k]!, rates.up2[k]!, rates.rising[k]!, rates.falling[k]!];
  for (const scheme of ['central', 'monotone'] as const) {
    test(`has the drift and the covariance as its moments: ${scheme}`, () => {
      const covariance: SymmetricPair = [0.6, -0.2, 1.5], [s1, s2] = axisVariances(covariance, distances, scheme);
      putAxes(rates, k, 0.7, -0.4, s1, s2, distances, scheme);
      putCorners(rates, k, covariance[1], distances, scheme);
      const [down1, up1, down2, up2, rising, falling] = all() as [number, number, number, number, number, number];
      const { h1, h2 } = distances;
      expect(h1 * (up1 - down1)).toBeCloseTo(0.7, 12);
      expect(h2 * (up2 - down2)).toBeCloseTo(-0.4, 12);
      expect(h1 * h1 * (up1 + down1 + 2 * rising + 2 * falling)).toBeCloseTo(0.6, 12);
      expect(h2 * h2 * (up2 + down2 + 2 * rising + 2 * falling)).toBeCloseTo(1.5, 12);
      expect(2 * h1 * h2 * (rising - falling)).toBeCloseTo(-0.2, 12);
      if (scheme === 'monotone') for (const rate of all()) expect(rate).toBeGreaterThanOrEqual(0);
    });
  }

  test('refuses a covariance that is not diagonally dominant on the grid, if it is to be monotone', () => {
    expect(faultOf(() => axisVariances([0.1, 0.3, 1], distances, 'monotone'))).toBe('not-applicable');
    expect(axisVariances([0.1, 0.3, 1], distances, 'central')).toEqual([0.1, 1]);
  });
});

describe('the linear solver', () => {
  const matrix = [[4, -1, 0.5], [-2, 5, -1], [0, -1, 3]];
  const apply = (x: Float64Array, out: Float64Array): void => { matrix.forEach((row, i) => { out[i] = row.reduce((sum, a, j) => sum + a * x[j]!, 0); }); };
  const precondition = (r: Float64Array, out: Float64Array): void => { r.forEach((v, i) => { out[i] = v / matrix[i]![i]!; }); };

  test('solves a small system that is not symmetric', () => {
    const right = Float64Array.of(1, 2, 3), x = new Float64Array(3), back = new Float64Array(3);
    expect(bicgstab({ apply, precondition }, right.slice(), x, 1e-13)).toBeLessThan(5);
    apply(x, back);
    back.forEach((v, i) => { expect(v).toBeCloseTo(right[i]!, 12); });
  });

  test('names a system that it cannot solve', () => {
    const nothing = (_: Float64Array, out: Float64Array): void => { out.fill(0); };
    expect(faultOf(() => bicgstab({ apply: nothing, precondition }, Float64Array.of(1, 2, 3), new Float64Array(3), 1e-13))).toBe('no-convergence');
  });
});

describe('bad input is named', () => {
  const known = mixture(0.4), options = optionsFor(known, 32, 16, 'monotone'), { problem } = known;
  const dynamics = problem.dynamics.kind === 'affine' ? problem.dynamics : null;
  if (dynamics === null) throw new Error('an affine problem');
  const fault = (change: Partial<PlaneProblem>, other: Partial<PlaneOptions> = {}): unknown =>
    faultOf(() => solveHjb2D({ ...problem, ...change }, { ...options, ...other }));
  test('a horizon of zero', () => { expect(fault({ horizon: 0 })).toBe('no-horizon'); });
  test('few cells', () => { expect(fault({}, { axes: [{ low: 0, high: 1, cells: 16 }, { low: 0, high: 1, cells: 32 }] })).toBe('grid-too-coarse'); });
  test('few steps', () => { expect(fault({}, { steps: 4 })).toBe('step-too-long'); });
  test('coupled controls with the monotone scheme', () => { expect(fault({ dynamics: { ...dynamics, weight: [1, 0.1, 1] } })).toBe('not-applicable'); });
  test('weights that are not positive definite', () => { expect(fault({ dynamics: { ...dynamics, weight: [1, 0, -1] } })).toBe('not-applicable'); });
  test('a state cost that is not finite', () => { expect(fault({ dynamics: { ...dynamics, stateCost: () => Number.NaN } })).toBe('not-finite'); });
  test('a terminal cost that is not finite', () => { expect(fault({ terminal: () => Infinity })).toBe('not-finite'); });
});
