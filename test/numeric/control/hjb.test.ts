import { fc } from '@fast-check/vitest';
import { describe, expect, test } from 'vitest';
import type { ControlProblem } from '../../../src/numeric/control/control-problem.ts';
import { EXTRAPOLATED, REFLECTING } from '../../../src/numeric/control/ends.ts';
import type { HjbOptions } from '../../../src/numeric/control/hjb.ts';
import { solveHjb } from '../../../src/numeric/control/hjb.ts';
import { uniformGrid } from '../../../src/numeric/grid/grid.ts';
import type { Known } from './problems.ts';
import { bangBang, distanceFrom, endsOf, faultOf, hopfCole, linearQuadratic, merton, MIXTURE } from './problems.ts';

const optionsFor = ({ value }: Known, low: number, high: number, cells: number, steps: number, more: Partial<HjbOptions> = {}): HjbOptions =>
  ({ grid: uniformGrid(low, high, cells), steps, scheme: 'central', ends: endsOf(value, low, high), ...more });

describe('the value of a problem with a closed form is within the bound of the solve', () => {
  test('Hopf–Cole with a mixture at the end, central: order 2, and four more digits by extrapolation', () => {
    const known = hopfCole(MIXTURE);
    const solution = solveHjb(known.problem, optionsFor(known, -3, 3, 128, 128, { kept: 4 }));
    expect(solution.times).toEqual([0, 0.1875, 0.375, 0.5625, 0.75]);
    expect(solution.estimate.asymptotic).toBe(true);
    expect(Math.abs(solution.estimate.order! - 2)).toBeLessThan(0.1);
    expect(distanceFrom(solution, known.value)).toBeLessThanOrEqual(solution.estimate.bound);
    expect(solution.estimate.bound).toBeLessThan(2e-5);
    const fine = Math.max(...[...solution.nodes].map((x, i) => Math.abs(solution.values[0]![i]! - known.value(x, 0))));
    expect(fine / solution.fineError).toBeGreaterThan(0.8);
    expect(fine / solution.fineError).toBeLessThan(1.25);
  });

  test('the same, monotone: order 1, no rate is negative, and both schemes agree within their bounds', () => {
    const known = hopfCole(MIXTURE);
    const monotone = solveHjb(known.problem, optionsFor(known, -3, 3, 128, 128, { scheme: 'monotone', judged: [-1.5, 1.5], doublings: 2 }));
    expect(monotone.monotone).toBe(true);
    expect(monotone.estimate.asymptotic).toBe(true);
    expect(Math.abs(monotone.estimate.order! - 1)).toBeLessThan(0.25);
    expect(distanceFrom(monotone, known.value)).toBeLessThanOrEqual(monotone.estimate.bound);
    expect(monotone.estimate.bound).toBeLessThan(5e-3);
  });

  test('linear-quadratic: extrapolated ends are exact for it, given ones agree, and the control is −(b/r) P x', () => {
    const known = linearQuadratic(-0.4, 1.1, 0.7, 1.3, 0.6, 0.5, 0.8);
    for (const ends of [EXTRAPOLATED, endsOf(known.value, -2, 2)]) {
      const solution = solveHjb(known.problem, optionsFor(known, -2, 2, 64, 64, { ends }));
      expect(solution.estimate.asymptotic).toBe(true);
      expect(distanceFrom(solution, known.value)).toBeLessThanOrEqual(solution.estimate.bound);
      expect(solution.estimate.bound).toBeLessThan(2e-5);
      const slope = (known.value(1.001, 0) - known.value(0.999, 0)) / 0.002;
      expect(solution.controls[0]![48]!).toBeCloseTo(-1.1 / 0.6 * slope, 3);
    }
  });

  test('Merton, whose noise is controlled, to be maximised', () => {
    const known = merton(0.03, 0.08, 0.35, 2.5, 1);
    const solution = solveHjb(known.problem, optionsFor(known, -1, 1, 256, 128));
    expect(solution.estimate.asymptotic).toBe(true);
    expect(distanceFrom(solution, known.value)).toBeLessThanOrEqual(solution.estimate.bound);
    expect(solution.estimate.bound).toBeLessThan(1e-6);
    expect(solution.controls[0]![32]!).toBeCloseTo(known.best, 4);
  });

  test('bang-bang control, monotone', () => {
    const known = bangBang(1.2, 0.8, 0.5);
    const solution = solveHjb(known.problem, optionsFor(known, -2, 2, 128, 128, { scheme: 'monotone' }));
    expect(solution.estimate.asymptotic).toBe(true);
    expect(distanceFrom(solution, known.value)).toBeLessThanOrEqual(solution.estimate.bound);
    expect(solution.controls[0]!.filter((_, i) => i !== 64).every((u, i) => u === (i < 64 ? 1 : -1))).toBe(true);
  });

  test('random mixtures: every solve in its asymptotic range is within its bound', () => {
    const drawn = fc.record({
      sigma: fc.integer({ min: 10, max: 18 }), input: fc.integer({ min: 8, max: 24 }), weight: fc.integer({ min: 8, max: 24 }),
      means: fc.tuple(fc.integer({ min: -16, max: 16 }), fc.integer({ min: -16, max: 16 })),
      variances: fc.tuple(fc.integer({ min: 5, max: 16 }), fc.integer({ min: 5, max: 16 })), share: fc.integer({ min: 2, max: 14 }),
    });
    let judged = 0, ratio = 0;
    fc.assert(fc.property(drawn, ({ sigma, input, weight, means, variances, share }) => {
      const known = hopfCole({
        sigma: sigma / 16, input: input / 16, weight: weight / 16, horizon: 0.5, bumps: [0, 1].map((k) => ({
          weight: k === 0 ? share / 16 : 1 - share / 16, mean: means[k]! / 16, variance: variances[k]! / 16,
        })),
      });
      const solution = solveHjb(known.problem, optionsFor(known, -3, 3, 64, 32));
      if (!solution.estimate.asymptotic) return;
      judged += 1;
      ratio = Math.max(ratio, distanceFrom(solution, known.value) / solution.estimate.bound);
    }), { numRuns: 30, seed: 7 });
    expect(judged).toBeGreaterThanOrEqual(27);
    expect(ratio).toBeLessThanOrEqual(1);
    // A bound far too wide would say nothing.
    expect(ratio).toBeGreaterThan(0.05);
  });
});

describe('an error in the problem is noticed', () => {
  const known = hopfCole(MIXTURE), { problem } = known;
  const wrong: Readonly<Record<string, ControlProblem>> = {
    'a lost ½ before the noise': { ...problem, noise: () => MIXTURE.sigma * Math.SQRT2 },
    'a control that costs a twentieth too little': { ...problem, running: (_, u) => 0.475 * MIXTURE.weight * u * u },
    'a drift that is not there': { ...problem, drift: (x, u) => MIXTURE.input * u + 0.01 * x },
    'a discount that is not there': { ...problem, discount: 0.01 },
  };
  for (const [name, planted] of Object.entries(wrong)) {
    test(name, () => {
      for (const scheme of ['central', 'monotone'] as const) {
        const solution = solveHjb(planted, optionsFor(known, -3, 3, 64, 64, { scheme, judged: [-1.5, 1.5], doublings: 3 }));
        expect(solution.estimate.asymptotic).toBe(true);
        expect(distanceFrom(solution, known.value)).toBeGreaterThan(solution.estimate.bound);
      }
    });
  }

  test('a maximum instead of a minimum: of a bounded control', () => {
    const bounded = bangBang(1.2, 0.8, 0.5);
    const solution = solveHjb({ ...bounded.problem, sense: 'maximize' }, optionsFor(bounded, -2, 2, 64, 64, { scheme: 'monotone' }));
    expect(distanceFrom(solution, bounded.value)).toBeGreaterThan(solution.estimate.bound);
  });

  test('a reward is a negative cost', () => {
    const negated: ControlProblem = {
      ...problem, sense: 'maximize', running: (x, u, t) => -problem.running(x, u, t), terminal: (x) => -problem.terminal(x),
    };
    const least = solveHjb(problem, optionsFor(known, -3, 3, 64, 32));
    const most = solveHjb(negated, optionsFor({ ...known, value: (x, t) => -known.value(x, t) }, -3, 3, 64, 32));
    expect([...most.values[0]!]).toEqual([...least.values[0]!].map((v) => -v));
  });
});

describe('the kinds of controls', () => {
  const rows = (problem: ControlProblem, options: HjbOptions): readonly number[] => [...solveHjb(problem, options).values[0]!];

  test('two controls in a set are the ends of an interval where only these are best', () => {
    const known = bangBang(1.2, 0.8, 0.5), options = optionsFor(known, -2, 2, 64, 16, { scheme: 'monotone' });
    const quadratic = rows(known.problem, options);
    rows({ ...known.problem, controls: { kind: 'set', values: [-1, 1] } }, options).forEach((v, i) => {
      expect(Math.abs(v - quadratic[i]!)).toBeLessThan(1e-11);
    });
  });

  test('a search on an interval finds what the formula gives, for both schemes', () => {
    const known = hopfCole(MIXTURE);
    for (const scheme of ['central', 'monotone'] as const) {
      const options = optionsFor(known, -3, 3, 64, 8, { scheme });
      const formula = rows({ ...known.problem, controls: { kind: 'quadratic', least: -6, most: 6 } }, options);
      rows({ ...known.problem, controls: { kind: 'interval', least: -6, most: 6 } }, options).forEach((v, i) => {
        expect(Math.abs(v - formula[i]!)).toBeLessThan(1e-9);
      });
    }
  });

  test('coefficients that are filled in are those that are read off', () => {
    const known = linearQuadratic(-0.4, 1.1, 0.7, 1.3, 0.6, 0.5, 0.8);
    const options = optionsFor(known, -2, 2, 64, 16, { ends: REFLECTING, scheme: 'monotone' });
    const filled: ControlProblem = {
      ...known.problem, sense: 'minimize', autonomous: false,
      controls: {
        kind: 'quadratic',
        fill: (_, nodes, { drift, variance, running }) => {
          nodes.forEach((x, i) => {
            drift[0][i] = -0.4 * x; drift[1][i] = 1.1; variance[0][i] = 0.49; running[0][i] = 0.65 * x * x; running[2][i] = 0.3;
          });
        },
      },
    };
    const read = rows(known.problem, options);
    rows(filled, options).forEach((v, i) => { expect(Math.abs(v - read[i]!)).toBeLessThan(1e-12); });
  });

  test('coefficients that depend on time are read at every step', () => {
    // With running cost t, and nothing to do: V = (T² − t²)/2, which the midpoint rule integrates exactly.
    const problem: ControlProblem = {
      sense: 'minimize', horizon: 1, terminal: () => 0, drift: (_, u) => u, noise: () => 1, running: (_, u, t) => t + u * u,
      controls: { kind: 'quadratic' },
    };
    const solution = solveHjb(problem, { grid: uniformGrid(-1, 1, 64), steps: 16, scheme: 'central', ends: REFLECTING, kept: 2 });
    expect(solution.values[0]![10]!).toBeCloseTo(0.5, 11);
    expect(solution.values[1]![10]!).toBeCloseTo(0.375, 11);
  });
});

describe('bad input is named', () => {
  const known = hopfCole(MIXTURE), good = optionsFor(known, -3, 3, 64, 16);
  const fault = (change: Partial<ControlProblem>, options: Partial<HjbOptions> = {}): unknown =>
    faultOf(() => solveHjb({ ...known.problem, ...change }, { ...good, ...options }));
  test('a horizon of zero', () => { expect(fault({ horizon: 0 })).toBe('no-horizon'); });
  test('a grid too coarse for four', () => { expect(fault({}, { grid: uniformGrid(-3, 3, 32) })).toBe('grid-too-coarse'); });
  test('a drift that is not finite', () => { expect(fault({ drift: (x, u) => u + Math.sqrt(x) })).toBe('not-finite'); });
  test('a running cost that is not finite', () => { expect(fault({ running: (x, u) => u * u + Math.log(x) })).toBe('not-finite'); });
  test('the same on an interval and in a set', () => {
    const running = (x: number): number => Math.log(x);
    expect(fault({ running, controls: { kind: 'set', values: [0, 1] } })).toBe('not-finite');
    expect(fault({ running, controls: { kind: 'interval', least: 0, most: 1 } })).toBe('not-finite');
  });
  test('a terminal cost that is not finite', () => { expect(fault({ terminal: (x) => 1 / x })).toBe('not-finite'); });
  test('a cost that is no polynomial of the control', () => { expect(fault({ running: (_, u) => u ** 4 })).toBe('not-applicable'); });
  test('a Hamiltonian without a minimum', () => { expect(fault({ running: (_, u) => -u * u })).toBe('not-applicable'); });
  test('no controls', () => { expect(fault({ controls: { kind: 'set', values: [] } })).toBe('not-applicable'); });
  test('extrapolated ends with the monotone scheme', () => { expect(fault({}, { ends: EXTRAPOLATED, scheme: 'monotone' })).toBe('not-applicable'); });
  test('a negative discount that outgrows the step', () => { expect(fault({ discount: -500 })).toBe('step-too-long'); });
  test('a number of steps that four grids cannot share', () => { expect(fault({}, { steps: 12 })).toBe('not-applicable'); });
  test('a cost that is rewarded without end: the value has no bound', () => {
    // −x² with a weak control: the Riccati equation escapes to −∞ before the horizon.
    const escaping = { running: (x: number, u: number): number => 0.05 * u * u - 4 * x * x, horizon: 3 };
    expect(['exploded', 'no-convergence', 'singular-matrix']).toContain(fault(escaping, { ends: EXTRAPOLATED }));
  });
});
