/**
 * A two-dimensional control problem of costs marched backwards on one grid; see `hjb-2d.ts`.
 *
 * Unknowns are the nodes inside of the box where values are given on its edge, and all nodes where the process is reflected.
 */
import { NumericError } from '../numeric-error.ts';
import { bicgstab } from './bicgstab.ts';
import { howard } from './howard.ts';
import type { PlaneNodes } from './improve-plane.ts';
import { emptyPlanePolicy, planeImprovementFor } from './improve-plane.ts';
import type { Axis } from './interpolation.ts';
import { nodesOf } from './interpolation.ts';
import type { Shape } from './nine-point.ts';
import { applyRates, mirrorRing, planeAction, shapeOf } from './nine-point.ts';
import type { PlaneBoundary, PlaneProblem } from './plane-problem.ts';
import type { Differences } from './policy.ts';

export interface PlaneMarch {
  /** At time 0, at all nodes of the grid. */
  readonly value: Float64Array;
  readonly controls: readonly [Float64Array, Float64Array];
  readonly residual: number;
  readonly iterations: number;
  readonly linearIterations: number;
}

/** Of the size of the value: where policy iteration may stop. */
const TOLERANCE = 1e-11;
const ROUNDING = 2 ** -50;
/** To which part of the residual a linear equation is solved. */
const FORCING = 1e-4;

const nodesFor = (axes: readonly [Axis, Axis], boundary: PlaneBoundary): PlaneNodes => {
  const trim = (nodes: Float64Array): Float64Array => (boundary.kind === 'value' ? nodes.subarray(1, nodes.length - 1) : nodes);
  const first = trim(nodesOf(axes[0])), second = trim(nodesOf(axes[1]));
  const distance = ({ low, high, cells }: Axis): number => (high - low) / cells;
  return { shape: shapeOf(first.length, second.length), distances: { h1: distance(axes[0]), h2: distance(axes[1]) }, first, second };
};

/** Writes given values into the ring. */
const putEdge = (values: Float64Array, axes: readonly [Axis, Axis], { first, second, width }: Shape, at: (x: number, y: number) => number): void => {
  const xs = nodesOf(axes[0]), ys = nodesOf(axes[1]);
  for (let j = 0; j < width; j += 1) {
    values[j] = at(xs[0]!, ys[j]!);
    values[(first + 1) * width + j] = at(xs[first + 1]!, ys[j]!);
  }
  for (let i = 1; i <= first; i += 1) {
    values[i * width] = at(xs[i]!, ys[0]!);
    values[i * width + second + 1] = at(xs[i]!, ys[second + 1]!);
  }
};

/** The nodes of the grid from a padded array: with its ring where values are given there. */
const unpadded = (values: Float64Array, { first, second, width }: Shape, boundary: PlaneBoundary): Float64Array =>
  (boundary.kind === 'value' ? values.slice()
    : Float64Array.from({ length: first * second }, (_, n) => values[(Math.floor(n / second) + 1) * width + n % second + 1]!));

const largest = (values: Float64Array): number => {
  let most = 0;
  for (let k = 0; k < values.length; k += 1) { const size = Math.abs(values[k]!); if (!(size <= most)) most = size; }
  return most;
};

/** `visit` is called with the values at the horizon and after every step, at all nodes of the grid: a copy. */
export const marchPlane = (
  problem: PlaneProblem, axes: readonly [Axis, Axis], steps: number, differences: Differences, boundary: PlaneBoundary,
  visit: ((t: number, values: Float64Array) => void) | null = null,
): PlaneMarch => {
  const nodes = nodesFor(axes, boundary), { shape } = nodes, mirrored = boundary.kind === 'reflecting';
  const improvement = planeImprovementFor(problem, nodes, differences), policy = emptyPlanePolicy(shape);
  const action = planeAction(policy.rates, shape, mirrored);
  const array = (): Float64Array => new Float64Array(shape.size);
  const values = array(), later = array(), remainder = array(), correction = array();
  const delta = problem.horizon / steps, midpoint = differences === 'central', discount = problem.discount ?? 0;
  const inverseStep = (midpoint ? 2 : 1) / delta, kappa = inverseStep + discount;
  if (!(kappa > 0)) throw new NumericError('step-too-long', `a step of ${delta} under a discount of ${discount}`, 'use more time steps');

  const forUnknowns = (visit: (k: number) => void): void => {
    for (let i = 1; i <= shape.first; i += 1) for (let k = i * shape.width + 1; k <= i * shape.width + shape.second; k += 1) visit(k);
  };
  const putRing = (t: number): void => {
    if (boundary.kind === 'value') putEdge(values, axes, shape, (x, y) => boundary.at(x, y, t));
    else mirrorRing(values, shape);
  };
  let linearIterations = 0;
  const improve = (): { residual: number; enough: number; floor: number } => {
    if (mirrored) mirrorRing(values, shape);
    improvement.improve(values, policy);
    applyRates(policy.rates, values, remainder, shape);
    let terms = 0;
    forUnknowns((k) => {
      const right = policy.cost[k]! + inverseStep * later[k]!;
      const { down1, up1, down2, up2 } = policy.rates;
      terms = Math.max(terms, Math.abs(right) + (kappa + down1[k]! + up1[k]! + down2[k]! + up2[k]!) * Math.abs(values[k]!));
      remainder[k] = right + remainder[k]! - kappa * values[k]!;
    });
    return { residual: largest(remainder) / kappa, enough: TOLERANCE * largest(values), floor: ROUNDING * terms / kappa };
  };
  const evaluate = (): void => {
    action.refresh(kappa);
    const target = Math.max(FORCING * largest(remainder), 0.1 * TOLERANCE * largest(values) * kappa);
    linearIterations += bicgstab(action, remainder, correction, target);
    forUnknowns((k) => { values[k] = values[k]! + correction[k]!; });
  };

  nodes.first.forEach((x, i) => { nodes.second.forEach((y, j) => { values[(i + 1) * shape.width + j + 1] = problem.terminal(x, y); }); });
  if (!values.every(Number.isFinite)) {
    throw new NumericError('not-finite', 'a terminal cost that is not finite', 'give a terminal cost that is finite on the whole box');
  }
  const show = (t: number): void => {
    if (visit === null) return;
    putRing(t);
    visit(t, unpadded(values, shape, boundary));
  };
  show(problem.horizon);
  let residual = 0, iterations = 0, prepared = false;
  for (let n = steps - 1; n >= 0; n -= 1) {
    const t = n * delta;
    later.set(values);
    if (!prepared || problem.autonomous !== true) improvement.prepare(midpoint ? t + 0.5 * delta : t);
    prepared = true;
    putRing(midpoint ? t + 0.5 * delta : t);
    const report = howard({ improve, evaluate });
    residual += (midpoint ? 2 : 1) * report.residual;
    iterations += report.iterations;
    if (midpoint) forUnknowns((k) => { values[k] = 2 * values[k]! - later[k]!; });
    show(t);
  }
  putRing(0);
  improvement.prepare(0);
  improvement.improve(values, policy);
  return {
    value: unpadded(values, shape, boundary),
    controls: [unpadded(policy.control1, shape, boundary), unpadded(policy.control2, shape, boundary)],
    residual, iterations, linearIterations,
  };
};
