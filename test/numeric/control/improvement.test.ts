import { fc } from '@fast-check/vitest';
import { describe, expect, test } from 'vitest';
import type { ControlProblem, Controls } from '../../../src/numeric/control/control-problem.ts';
import { REFLECTING } from '../../../src/numeric/control/ends.ts';
import { solveHjb } from '../../../src/numeric/control/hjb.ts';
import { emptyPlanePolicy, planeImprovementFor } from '../../../src/numeric/control/improve-plane.ts';
import { improvementFor } from '../../../src/numeric/control/improvement.ts';
import { shapeOf } from '../../../src/numeric/control/nine-point.ts';
import type { PlaneProblem } from '../../../src/numeric/control/plane-problem.ts';
import { emptyPolicy } from '../../../src/numeric/control/policy.ts';
import { upwind } from '../../../src/numeric/control/upwind.ts';
import { policyMemory } from '../../../src/numeric/control/wasm/policy-memory.ts';
import { uniformGrid } from '../../../src/numeric/grid/grid.ts';

const sixteenth = (min: number, max: number): fc.Arbitrary<number> => fc.integer({ min, max }).map((k) => k / 16);
const NODES = Float64Array.of(-0.5, 0, 0.5, 1), H = 0.5, LEAST = -1.5, MOST = 1.25;

const drawn = fc.record({
  values: fc.array(sixteenth(-64, 64), { minLength: 6, maxLength: 6 }),
  f0: sixteenth(-48, 48), f1: sixteenth(-32, 32), s0: sixteenth(0, 24), l1: sixteenth(-16, 16), l2: sixteenth(4, 32),
  f2: sixteenth(-8, 8), root: sixteenth(-16, 16),
});

/** Of the control u at node i: the monotone Hamiltonian. */
const hamiltonian = (problem: ControlProblem, values: readonly number[], i: number, u: number): number => {
  const x = NODES[i]!, { down, up } = upwind(problem.drift(x, u, 0), problem.noise(x, u, 0) ** 2, H);
  return problem.running(x, u, 0) + down * (values[i]! - values[i + 1]!) + up * (values[i + 2]! - values[i + 1]!);
};

const problemOf = (
  { f0, f1, s0, l1, l2 }: { f0: number; f1: number; s0: number; l1: number; l2: number }, f2: number, root: number, controls: Controls,
): ControlProblem => ({
  sense: 'minimize', horizon: 1, terminal: () => 0, controls,
  drift: (x, u) => f0 * x + f1 * u + f2 * u * u, noise: (_, u) => Math.sqrt(s0 + (root * u) ** 2), running: (x, u) => x + l1 * u + l2 * u * u,
});

const QUADRATIC: Controls = { kind: 'quadratic', least: LEAST, most: MOST };

/** No control of many is better than the policy, whose rates and costs are those of its control. */
const expectBest = (problem: ControlProblem, values: readonly number[]): void => {
  const memory = policyMemory(NODES.length), policy = emptyPolicy(NODES.length, memory.allocate), padded = memory.allocate(values.length);
  padded.set(values);
  const improvement = improvementFor(problem, NODES, H, 'monotone', memory);
  improvement.prepare(0);
  expect(improvement.improve(padded, policy)).toBe(true);
  NODES.forEach((_, i) => {
    const u = policy.control[i]!, own = hamiltonian(problem, values, i, u);
    const value = policy.cost[i]! + policy.down[i]! * (values[i]! - values[i + 1]!) + policy.up[i]! * (values[i + 2]! - values[i + 1]!);
    expect(Math.abs(value - own)).toBeLessThan(1e-9 * (1 + Math.abs(own)));
    let lowest = Infinity;
    for (let k = 0; k <= 400; k += 1) lowest = Math.min(lowest, hamiltonian(problem, values, i, LEAST + (MOST - LEAST) * k / 400));
    expect(lowest).toBeGreaterThanOrEqual(value - 1e-9 * (1 + Math.abs(value)));
  });
};

describe('the improved policy is the best of the monotone scheme', () => {
  test('for controls that only the drift knows', () => {
    fc.assert(fc.property(drawn, ({ values, ...c }) => { expectBest(problemOf(c, 0, 0, QUADRATIC), values); }), { numRuns: 150 });
  });

  test('for controls in the noise, and quadratic in the drift', () => {
    fc.assert(fc.property(drawn, ({ values, f2, root, ...c }) => { expectBest(problemOf(c, f2, root, QUADRATIC), values); }), { numRuns: 150 });
  });

  test('and in two dimensions, for each axis', () => {
    const shape = shapeOf(1, 1), policy = emptyPlanePolicy(shape);
    fc.assert(fc.property(drawn, drawn, (a, b) => {
      const values = Float64Array.from([...a.values, ...b.values].slice(0, 9)), distances = { h1: 0.5, h2: 0.25 };
      const [s1, s2] = [a.s0 + 1 / 16, b.s0 + 1 / 16];
      const problem: PlaneProblem = {
        sense: 'minimize', horizon: 1, terminal: () => 0,
        dynamics: {
          kind: 'affine', drift: () => [a.f0, b.f0], input: () => [a.f1, 0, 0, b.f1], covariance: () => [s1, 0, s2],
          stateCost: () => 0, weight: [a.l2, 0, b.l2],
        },
      };
      const improvement = planeImprovementFor(problem, { shape, distances, first: Float64Array.of(0), second: Float64Array.of(0) }, 'monotone');
      improvement.prepare(0);
      improvement.improve(values, policy);
      const middle = values[4]!;
      const along = (f0: number, f1: number, s: number, r: number, h: number, below: number, above: number) => (u: number): number => {
        const { down, up } = upwind(f0 + f1 * u, s, h);
        return 0.5 * r * u * u + down * (below - middle) + up * (above - middle);
      };
      const first = along(a.f0, a.f1, s1, a.l2, 0.5, values[1]!, values[7]!), second = along(b.f0, b.f1, s2, b.l2, 0.25, values[3]!, values[5]!);
      for (const [h, u] of [[first, policy.control1[4]!], [second, policy.control2[4]!]] as const) {
        for (let k = -200; k <= 200; k += 1) expect(h(u + k * k * k / 1e6) >= h(u) - 1e-9 * (1 + Math.abs(h(u)))).toBe(true);
      }
    }), { numRuns: 60 });
  });
});

test('a reward that is filled in is turned round like one that is read off', () => {
  const running = (x: number, u: number): number => x - u * u;
  const filled: Controls = {
    kind: 'quadratic',
    fill: (_, nodes, out) => { nodes.forEach((x, i) => { out.running[0][i] = x; out.running[2][i] = -1; out.drift[1][i] = 1; out.variance[0][i] = 1; }); },
  };
  const base = { sense: 'maximize', horizon: 1, terminal: (x: number): number => x * x, drift: (_: number, u: number): number => u, noise: (): number => 1, running } as const;
  const options = { grid: uniformGrid(-1, 1, 64), steps: 8, scheme: 'monotone', ends: REFLECTING } as const;
  const [a, b] = [filled, { kind: 'quadratic' } as const].map((controls) => solveHjb({ ...base, controls }, options).values[0]!);
  a!.forEach((v, i) => { expect(Math.abs(v - b![i]!)).toBeLessThan(1e-11); });
});
