/**
 * Policy improvement in two dimensions, on the padded arrays of `nine-point.ts`.
 *
 * Affine controls: u = −R⁻¹ Gᵀ ∇V with central gradients. With the monotone scheme G and R must be diagonal, so that every
 * axis has its own control and its optimum is that of `best-control.ts`, exact for the monotone Hamiltonian; otherwise
 * NumericError 'not-applicable'. A set of controls is tried out, the first of equals wins.
 */
import { NumericError } from '../numeric-error.ts';
import type { NodeQuadratics } from './best-control.ts';
import { bestControl } from './best-control.ts';
import type { PlaneRates, Shape } from './nine-point.ts';
import { emptyRates } from './nine-point.ts';
import type { PlaneDynamics, PlaneProblem } from './plane-problem.ts';
import type { Distances } from './plane-stencil.ts';
import { axisVariances, putAxes, putCorners } from './plane-stencil.ts';
import type { Differences } from './policy.ts';
import { insistOnCoefficients, noBestControl } from './policy.ts';

/** Padded arrays. */
export interface PlanePolicy {
  readonly control1: Float64Array;
  readonly control2: Float64Array;
  readonly rates: PlaneRates;
  readonly cost: Float64Array;
}

export interface PlaneImprovement {
  readonly prepare: (t: number) => void;
  readonly improve: (values: Float64Array, policy: PlanePolicy) => void;
}

export const emptyPlanePolicy = (shape: Shape): PlanePolicy => ({
  control1: new Float64Array(shape.size), control2: new Float64Array(shape.size), rates: emptyRates(shape), cost: new Float64Array(shape.size),
});

/** The unknowns of a box: their coordinates and places in padded arrays. */
export interface PlaneNodes {
  readonly shape: Shape;
  readonly distances: Distances;
  /** Coordinates of the unknowns along either axis. */
  readonly first: Float64Array;
  readonly second: Float64Array;
}

const forEachNode = ({ shape, first, second }: PlaneNodes, visit: (k: number, x: number, y: number) => void): void => {
  for (let i = 0; i < shape.first; i += 1) {
    for (let j = 0; j < shape.second; j += 1) visit((i + 1) * shape.width + j + 1, first[i]!, second[j]!);
  }
};

const arraysOf = (rates: PlaneRates): readonly Float64Array[] =>
  [rates.down1, rates.up1, rates.down2, rates.up2, rates.rising, rates.falling];

type Kind<K extends PlaneDynamics['kind']> = Extract<PlaneDynamics, { kind: K }>;

const improveSet = (dynamics: Kind<'set'>, nodes: PlaneNodes, differences: Differences): PlaneImprovement => {
  const { shape, distances } = nodes, { width } = shape;
  const tables = dynamics.controls.map(() => emptyPlanePolicy(shape));
  const prepare = (t: number): void => {
    dynamics.controls.forEach((u, number) => {
      const table = tables[number]!;
      forEachNode(nodes, (k, x, y) => {
        const [f1, f2] = dynamics.drift(x, y, u, t), covariance = dynamics.covariance(x, y, u, t);
        const [s1, s2] = axisVariances(covariance, distances, differences);
        putAxes(table.rates, k, f1, f2, s1, s2, distances, differences);
        putCorners(table.rates, k, covariance[1], distances, differences);
        table.cost[k] = dynamics.running(x, y, u, t);
        table.control1[k] = u[0];
        table.control2[k] = u[1];
      });
      insistOnCoefficients([...arraysOf(table.rates), table.cost], t);
    });
  };
  const hamiltonian = ({ rates, cost }: PlanePolicy, v: Float64Array, k: number): number => {
    const middle = v[k]!;
    return cost[k]! + rates.down1[k]! * (v[k - width]! - middle) + rates.up1[k]! * (v[k + width]! - middle)
      + rates.down2[k]! * (v[k - 1]! - middle) + rates.up2[k]! * (v[k + 1]! - middle)
      + rates.rising[k]! * (v[k + width + 1]! + v[k - width - 1]! - 2 * middle)
      + rates.falling[k]! * (v[k + width - 1]! + v[k - width + 1]! - 2 * middle);
  };
  const improve = (values: Float64Array, policy: PlanePolicy): void => {
    forEachNode(nodes, (k) => {
      let best = tables[0]!, lowest = hamiltonian(best, values, k);
      for (let number = 1; number < tables.length; number += 1) {
        const value = hamiltonian(tables[number]!, values, k);
        if (value < lowest) { lowest = value; best = tables[number]!; }
      }
      copyNode(best, policy, k);
    });
  };
  return { prepare, improve };
};

const copyNode = (from: PlanePolicy, to: PlanePolicy, k: number): void => {
  to.control1[k] = from.control1[k]!; to.control2[k] = from.control2[k]!; to.cost[k] = from.cost[k]!;
  to.rates.down1[k] = from.rates.down1[k]!; to.rates.up1[k] = from.rates.up1[k]!;
  to.rates.down2[k] = from.rates.down2[k]!; to.rates.up2[k] = from.rates.up2[k]!;
  to.rates.rising[k] = from.rates.rising[k]!; to.rates.falling[k] = from.rates.falling[k]!;
};

/** Tables of an affine problem: drift, input matrix by rows, the axes' variances, the covariance, the state cost. */
interface AffineTables {
  readonly f1: Float64Array; readonly f2: Float64Array;
  readonly g11: Float64Array; readonly g12: Float64Array; readonly g21: Float64Array; readonly g22: Float64Array;
  readonly s1: Float64Array; readonly s2: Float64Array;
  readonly a12: Float64Array; readonly c: Float64Array;
}

const emptyTables = ({ size }: Shape): AffineTables => {
  const array = (): Float64Array => new Float64Array(size);
  return {
    f1: array(), f2: array(), g11: array(), g12: array(), g21: array(), g22: array(), s1: array(), s2: array(), a12: array(), c: array(),
  };
};

const readTables = (dynamics: Kind<'affine'>, nodes: PlaneNodes, differences: Differences, t: number, out: AffineTables): void => {
  forEachNode(nodes, (k, x, y) => {
    [out.f1[k], out.f2[k]] = dynamics.drift(x, y, t);
    [out.g11[k], out.g12[k], out.g21[k], out.g22[k]] = dynamics.input(x, y, t);
    const covariance = dynamics.covariance(x, y, t);
    [out.s1[k], out.s2[k]] = axisVariances(covariance, nodes.distances, differences);
    out.a12[k] = covariance[1];
    out.c[k] = dynamics.stateCost(x, y, t);
  });
  insistOnCoefficients(Object.values(out) as Float64Array[], t);
  const coupled = dynamics.weight[1] !== 0 || out.g12.some((g) => g !== 0) || out.g21.some((g) => g !== 0);
  if (coupled && differences === 'monotone') {
    throw new NumericError('not-applicable', 'controls that act on both axes at once, or are weighed together',
      'use central differences, or a set of controls');
  }
};

const improveAffine = (dynamics: Kind<'affine'>, nodes: PlaneNodes, differences: Differences): PlaneImprovement => {
  const { shape, distances } = nodes, { width } = shape, { h1, h2 } = distances;
  const tables = emptyTables(shape);
  const [r11, r12, r22] = dynamics.weight, determinant = r11 * r22 - r12 * r12;
  if (!(r11 > 0 && determinant > 0)) throw noBestControl(0, 0);
  const node: NodeQuadratics = { f0: 0, f1: 0, f2: 0, s0: 0, s1: 0, s2: 0, l1: 0, l2: 0 };
  const alongAxis = (f: number, g: number, s: number, r: number, p: number, q: number, h: number): number => {
    const central = -g * p / r;
    if (q >= 0 && Math.abs(f + g * central) * h <= s) return central;
    node.f0 = f; node.f1 = g; node.s0 = s; node.l2 = 0.5 * r;
    return bestControl(node, p, q, h, -Infinity, Infinity);
  };
  const improve = (values: Float64Array, policy: PlanePolicy): void => {
    forEachNode(nodes, (k) => {
      const middle = values[k]!, g11 = tables.g11[k]!, g22 = tables.g22[k]!, f1 = tables.f1[k]!, f2 = tables.f2[k]!;
      const p1 = (values[k + width]! - values[k - width]!) / (2 * h1), p2 = (values[k + 1]! - values[k - 1]!) / (2 * h2);
      let u1: number, u2: number;
      if (differences === 'monotone') {
        const q1 = (values[k + width]! - 2 * middle + values[k - width]!) / (h1 * h1);
        const q2 = (values[k + 1]! - 2 * middle + values[k - 1]!) / (h2 * h2);
        u1 = alongAxis(f1, g11, tables.s1[k]!, r11, p1, q1, h1);
        u2 = alongAxis(f2, g22, tables.s2[k]!, r22, p2, q2, h2);
      } else {
        const e1 = g11 * p1 + tables.g21[k]! * p2, e2 = tables.g12[k]! * p1 + g22 * p2;
        u1 = -(r22 * e1 - r12 * e2) / determinant;
        u2 = -(r11 * e2 - r12 * e1) / determinant;
      }
      if (!Number.isFinite(u1 + u2)) throw noBestControl(p1, p2);
      policy.control1[k] = u1;
      policy.control2[k] = u2;
      putAxes(policy.rates, k, f1 + g11 * u1 + tables.g12[k]! * u2, f2 + tables.g21[k]! * u1 + g22 * u2,
        tables.s1[k]!, tables.s2[k]!, distances, differences);
      putCorners(policy.rates, k, tables.a12[k]!, distances, differences);
      policy.cost[k] = tables.c[k]! + 0.5 * (r11 * u1 * u1 + 2 * r12 * u1 * u2 + r22 * u2 * u2);
    });
  };
  return { prepare: (t) => { readTables(dynamics, nodes, differences, t, tables); }, improve };
};

export const planeImprovementFor = (problem: PlaneProblem, nodes: PlaneNodes, differences: Differences): PlaneImprovement => {
  const { dynamics } = problem;
  switch (dynamics.kind) {
    case 'affine': return improveAffine(dynamics, nodes, differences);
    case 'set': {
      if (dynamics.controls.length > 0) return improveSet(dynamics, nodes, differences);
      throw new NumericError('not-applicable', 'an empty set of controls', 'list controls');
    }
  }
};
