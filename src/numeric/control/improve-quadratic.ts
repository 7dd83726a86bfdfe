/**
 * Policy improvement where drift, σ² and running cost are quadratic in the control: the optimum is a formula.
 */
import { NumericError } from '../numeric-error.ts';
import type { NodeQuadratics } from './best-control.ts';
import { bestControl, vertex } from './best-control.ts';
import type { ControlProblem, Controls, Quadratics } from './control-problem.ts';
import { affinePass } from './improve-affine.ts';
import type { Differences, Improvement, Policy } from './policy.ts';
import { insistOnCoefficients, noBestControl, readOnce } from './policy.ts';
import { emptyQuadratics, readQuadratics } from './quadratic-coefficients.ts';
import type { PolicyMemory } from './wasm/policy-memory.ts';

const insistOnVariance = (variance: number, x: number): void => {
  if (!(variance < 0)) return;
  throw new NumericError('not-applicable', `a variance of ${variance} at x = ${x}`, 'give σ² that is never negative');
};

/** What does not change from pass to pass. */
interface Setting {
  readonly nodes: Float64Array;
  readonly h: number;
  readonly least: number;
  readonly most: number;
  readonly monotone: boolean;
}

/** For the nodes where the formula of the central scheme is not the optimum. */
const node: NodeQuadratics = { f0: 0, f1: 0, f2: 0, s0: 0, s1: 0, s2: 0, l1: 0, l2: 0 };

/** Not finite where there is no optimum. */
const otherControl = (i: number, p: number, q: number, { drift, variance, running }: Quadratics, setting: Setting): number => {
  node.f0 = drift[0][i]!; node.f1 = drift[1][i]!; node.f2 = drift[2][i]!;
  node.s0 = variance[0][i]!; node.s1 = variance[1][i]!; node.s2 = variance[2][i]!;
  node.l1 = running[1][i]!; node.l2 = running[2][i]!;
  const { h, least, most } = setting;
  const u = setting.monotone ? bestControl(node, p, q, h, least, most)
    : vertex(node.l1 + node.f1 * p + 0.5 * node.s1 * q, node.l2 + node.f2 * p + 0.5 * node.s2 * q, least, most);
  insistOnVariance(node.s0 + u * (node.s1 + u * node.s2), setting.nodes[i]!);
  return u;
};

/**
 * Where a value from which an iteration starts has no optimum at some node, the control stays what it was there, and the next
 * value is likely to have one; so many passes in a row, and it is the problem that has none.
 */
const PASSES_WITHOUT_OPTIMUM = 8;

/** One pass. Arrays are in locals, which is a third of its time. */
const improvePass = (
  coefficients: Quadratics, setting: Setting, padded: Float64Array, policy: Policy, other: (i: number, p: number, q: number) => number,
): void => {
  const [f0, f1, f2] = coefficients.drift, [s0, s1, s2] = coefficients.variance, [l0, l1, l2] = coefficients.running;
  const { control, down, up, cost } = policy, { h, least, most, monotone } = setting;
  const perSlope = 0.5 / h, perCurvature = 1 / (h * h), perH = 1 / h, count = control.length;
  for (let i = 0; i < count; i += 1) {
    const left = padded[i]!, middle = padded[i + 1]!, right = padded[i + 2]!;
    const p = (right - left) * perSlope, q = (right - 2 * middle + left) * perCurvature;
    const a = f1[i]!, b = f2[i]!, c = s1[i]!, d = s2[i]!, f = f0[i]!, s = s0[i]!;
    const c1 = l1[i]! + a * p + 0.5 * c * q, c2 = l2[i]! + b * p + 0.5 * d * q;
    let u = -0.5 * c1 / c2;
    let drift = f + u * (a + u * b), variance = s + u * (c + u * d);
    // Where this is a minimum within the bounds, central differences are positive, and the value is convex, it is the best.
    if (!(c2 > 0 && u >= least && u <= most) || (monotone && (q < 0 || Math.abs(drift) * h > variance))) {
      u = other(i, p, q);
      drift = f + u * (a + u * b);
      variance = s + u * (c + u * d);
      if (monotone) variance = Math.max(variance, Math.abs(drift) * h);
    }
    const spread = variance * perH;
    control[i] = u;
    down[i] = (spread - drift) * perSlope;
    up[i] = (spread + drift) * perSlope;
    cost[i] = l0[i]! + u * (l1[i]! + u * l2[i]!);
  }
};

export const improveQuadratic = (
  problem: ControlProblem, controls: Extract<Controls, { kind: 'quadratic' }>, nodes: Float64Array, h: number,
  differences: Differences, memory: PolicyMemory,
): Improvement => {
  const coefficients = emptyQuadratics(nodes.length, memory.allocate);
  const least = controls.least ?? -Infinity, most = controls.most ?? Infinity, monotone = differences === 'monotone';
  const setting: Setting = { nodes, h, least, most, monotone };
  const fill = controls.fill ?? ((t, _, out): void => { readQuadratics(problem, t, nodes, out); });
  let affine = false, time = Number.NaN;
  const prepare = readOnce(problem, (t) => {
    fill(t, nodes, coefficients);
    affine = pass.read();
    time = t;
  });
  const insist = (): void => {
    insistOnCoefficients([...coefficients.drift, ...coefficients.variance, ...coefficients.running], time);
  };
  let lacking = false, passesLacking = 0, present: Policy | null = null;
  const other = (i: number, p: number, q: number): number => {
    const u = otherControl(i, p, q, coefficients, setting);
    if (Math.abs(u) < Infinity) return u;
    if (passesLacking === PASSES_WITHOUT_OPTIMUM || !Number.isFinite(p + q)) {
      insist();
      throw noBestControl(p, q);
    }
    lacking = true;
    return present?.control[i] ?? 0;
  };
  const pass = affinePass(memory, nodes.length, coefficients, setting, other);
  const improve = (padded: Float64Array, policy: Policy): boolean => {
    lacking = false;
    present = policy;
    if (affine) pass.improve(padded, policy);
    else improvePass(coefficients, setting, padded, policy, other);
    passesLacking = lacking ? passesLacking + 1 : 0;
    return !lacking;
  };
  return { prepare, improve, insist };
};
