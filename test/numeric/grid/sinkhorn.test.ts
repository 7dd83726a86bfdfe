import { describe, expect, test } from 'vitest';
import { box } from '../../../src/numeric/grid/box.ts';
import { uniformGrid } from '../../../src/numeric/grid/grid.ts';
import { heatKernel } from '../../../src/numeric/grid/heat-kernel.ts';
import { bridgeAt, projectiveDiameter, sinkhorn, sinkhorn2D } from '../../../src/numeric/grid/sinkhorn.ts';
import { faultOf } from '../fault.ts';

const normal = (mean: number, variance: number) => (x: number): number => Math.exp(-((x - mean) ** 2) / (2 * variance)) / Math.sqrt(2 * Math.PI * variance);

/** From N(−½, a) to N(1, b) with a reference of variance v: the covariance of start and end is c. */
const [a, b, v] = [0.25, 0.49, 0.8];
const c = (Math.sqrt(4 * a * b + v * v) - v) / 2;
const [from, to] = [uniformGrid(-4.25, 3.25, 96), uniformGrid(-4.25, 6.25, 96)];
const [start, end] = [from.centres.map(normal(-0.5, a)), to.centres.map(normal(1, b))];
const solved = sinkhorn(from, start, to, end, v);

/** Sums over the law of start and end, by the potentials. */
const moment = (of: (x: number, y: number) => number): number => {
  let sum = 0;
  from.centres.forEach((x, i) => to.centres.forEach((y, j) => {
    sum += of(x, y) * Math.exp(solved.phi[i]! + solved.psi[j]!) * normal(x, v)(y) * from.widths[i]! * to.widths[j]!;
  }));
  return sum;
};

describe('between normal laws', () => {
  test('the covariance of start and end is (√(4ab + v²) − v)/2, and the marginals are as wanted', () => {
    expect(solved.estimate).toMatchObject({ asymptotic: true, by: 'Hilbert metric' });
    expect(solved.estimate.bound).toBeLessThan(1e-10);
    expect(solved.defect).toBeLessThanOrEqual(solved.estimate.bound);
    expect(Math.abs(moment(() => 1) - 1)).toBeLessThan(1e-9);
    expect(Math.abs(moment((x, y) => (x + 0.5) * (y - 1)) - c)).toBeLessThan(1e-9);
    expect(Math.abs(moment((x) => (x + 0.5) ** 2) - a)).toBeLessThan(1e-9);
    expect(Math.abs(moment((_x, y) => (y - 1) ** 2) - b)).toBeLessThan(1e-9);
  });

  test('in between, the law is normal with the mean and the variance of the bridge, and log h is a parabola', () => {
    for (const s of [0.25, 0.5, 0.75]) {
      const at = uniformGrid(-3, 4, 40);
      const { density, logForward } = bridgeAt(from, to, solved, v, s, at);
      const variance = (1 - s) ** 2 * a + s * s * b + 2 * s * (1 - s) * c + v * s * (1 - s);
      density.forEach((value, i) => expect(Math.abs(value - normal(-0.5 + 1.5 * s, variance)(at.centres[i]!))).toBeLessThan(1e-8));
      // The box of the end cuts the parabola ψ where it is far out: only the middle is looked at.
      const third = logForward.slice(10, 31).map((_, i) => logForward[i + 13]! - 3 * logForward[i + 12]! + 3 * logForward[i + 11]! - logForward[i + 10]!);
      expect(Math.max(...third.slice(0, 15).map(Math.abs))).toBeLessThan(1e-7);
    }
  });

  test('another variance of the reference is noticed', () => {
    const other = sinkhorn(from, start, to, end, 1.02 * v);
    const difference = other.psi.map((value, i) => value - solved.psi[i]!);
    const middle = difference.slice(30, 66);
    expect(Math.max(...middle) - Math.min(...middle)).toBeGreaterThan(1e3 * solved.estimate.bound);
  });

  test('the bound is that of the limit: a loose solve is as far from a tight one as it says', () => {
    for (const tolerance of [1e-2, 1e-4, 1e-6]) {
      const loose = sinkhorn(from, start, to, end, v, { tolerance });
      const difference = loose.psi.map((value, i) => value - solved.psi[i]!);
      const distance = Math.max(...difference) - Math.min(...difference);
      expect(distance).toBeLessThanOrEqual(1.1 * loose.estimate.bound + solved.estimate.bound);
      expect(loose.estimate.bound).toBeLessThan(10 * distance);
    }
  });
});

test('in the plane, of products, the potentials are sums', () => {
  const side = [uniformGrid(-3.5, 3.5, 24), uniformGrid(-3.5, 3.5, 20)] as const;
  const plane = box(...side);
  const product = (f: (x: number) => number, g: (x: number) => number): Float64Array =>
    Float64Array.from([...side[0].centres].flatMap((x) => [...side[1].centres].map((y) => f(x) * g(y))));
  const laws = [[normal(-0.2, 0.3), normal(0.1, 0.4)], [normal(0.3, 0.5), normal(-0.3, 0.35)]] as const;
  const both = sinkhorn2D(plane, product(...laws[0]), plane, product(...laws[1]), 1, { tolerance: 1e-9 });
  const single = [0, 1].map((k) => sinkhorn(side[k]!, side[k]!.centres.map(laws[0][k]!), side[k]!, side[k]!.centres.map(laws[1][k]!), 1, { tolerance: 1e-9 }));
  const difference = both.psi.map((value, at) => value - single[0]!.psi[Math.floor(at / 20)]! - single[1]!.psi[at % 20]!);
  expect(Math.max(...difference) - Math.min(...difference)).toBeLessThan(1e-7);
});

test('the heat kernel of a normal density has the sum of the variances', () => {
  const out = heatKernel(to, from, 0.3)(from.centres.map((x) => Math.log(normal(-0.5, a)(x))));
  out.forEach((value, i) => expect(Math.abs(Math.exp(value) - normal(-0.5, a + 0.3)(to.centres[i]!))).toBeLessThan(1e-12));
  expect(projectiveDiameter(from, to, v)).toBeGreaterThan(50);
});

test('what is refused by name', () => {
  const run = (of: () => unknown): string => faultOf(of);
  expect(run(() => sinkhorn(from, start, to, end, 1e-4))).toBe('grid-too-coarse');
  expect(run(() => sinkhorn(from, start, to, end, 0))).toBe('no-horizon');
  expect(run(() => sinkhorn(from, start.map(() => 0), to, end, v))).toBe('vanished');
  expect(run(() => sinkhorn(from, start.map(() => Number.NaN), to, end, v))).toBe('not-finite');
  expect(run(() => sinkhorn(from, start, to, end, v, { iterations: 3 }))).toBe('no-convergence');
  expect(run(() => bridgeAt(from, to, solved, v, 1, to))).toBe('no-horizon');
});
