/**
 * Bounds for a value from the residual of its Hamilton–Jacobi–Bellman equation, without knowing the solution. For
 *
 *   F[V](x) = max_a H(x, a, ∇V, ∇²V) − ρV(x):      F[W] ≤ 0 everywhere ⇒ V* ≤ W,      F[W] ≥ 0 everywhere ⇒ V* ≥ W
 *
 * (the verification theorem, for functions that grow less than e^{ρt} along paths), and the same for the value of a policy, with H
 * at its action in place of the maximum. W = f V̄ + η b + κ, with b the square of the distance from the middle in the networks'
 * coordinates: where the closed loop draws inwards b pays for a residual that is large far out. f and η are tried on a list each; κ
 * is then known, since F[W + κ] = F[W] − ρκ; what lies nearest in the mean is taken. `everywhere` is looked up at points, on half of
 * the margin as well: between them and beyond it the bound is an estimate.
 */
import { NetworkError } from '../network-error.ts';
import type { ControlledDiffusion, Region } from './controlled-diffusion.ts';
import { coordinateOf, regionOf, valueAt } from './controlled-diffusion.ts';
import type { Bracket, ValueAtPoint } from './hamiltonian.ts';
import { bracketOf, maximise } from './hamiltonian.ts';
import type { LearnedValue } from './learned-value.ts';
import { pointwise, unitsOf } from './learned-value.ts';
import type { Policy } from './policy.ts';

/** W = factor · V̄ + bowl · b + constant. */
export interface Moved {
  readonly factor: number;
  readonly bowl: number;
  readonly constant: number;
}

export interface Enclosure {
  /** The value of the best policy lies between these. */
  readonly below: Moved;
  readonly above: Moved;
  /** The value of the policy at hand is not less than this. */
  readonly policyBelow: Moved;
  /** How far the best value may be from V̄, and how much better than the policy it may be, at a state. */
  readonly valueBound: (x: Float64Array) => number;
  readonly gapBound: (x: Float64Array) => number;
}

/** Evenly spaced in each coordinate, about `count` in all. */
export const gridOf = (problem: ControlledDiffusion, which: Region, count: number): readonly Float64Array[] => {
  const { low, high } = regionOf(problem, which), n = problem.states, side = Math.max(2, Math.round(count ** (1 / n)));
  return Array.from({ length: side ** n }, (_, index) => Float64Array.from({ length: n }, (__, i) => {
    const at = Math.floor(index / side ** i) % side;
    return valueAt(problem.coordinates[i]!, low[i]! + (high[i]! - low[i]!) * at / (side - 1));
  }));
};

type Operator = (at: number, v: ValueAtPoint) => number;

/** Of the size of V̄; then, about the best of these, finer. */
const COARSE: readonly number[] = [0, 1e-4, 1e-3, 0.01, 0.1];
const FINER: readonly number[] = [0.2, 0.4, 0.7, 1.4, 2.5, 5];

interface Judged {
  readonly discount: number;
  readonly values: readonly ValueAtPoint[];
  readonly bowls: readonly ValueAtPoint[];
}

const sum = (v: ValueAtPoint, factor: number, b: ValueAtPoint, bowl: number): ValueAtPoint => ({
  value: factor * v.value + bowl * b.value,
  gradient: v.gradient.map((g, i) => factor * g + bowl * b.gradient[i]!),
  hessian: v.hessian.map((h, i) => factor * h + bowl * b.hessian[i]!),
});

const distance = (v: number, b: number, { factor, bowl, constant }: Moved): number => (factor - 1) * v + bowl * b + constant;

/** What is tried is tried on each fourth point; the constant of what is taken is looked up on all. */
const SPARSE = 4;

/** The nearest W below V̄'s solution (`side` −1: F ≥ 0) or above it (1: F ≤ 0). */
const nearest = (operator: Operator, { discount, values, bowls }: Judged, side: 1 | -1): Moved => {
  const every = values.map((_, at) => at), some = every.filter((at) => at % SPARSE === 0);
  const mean = (of: (at: number) => number): number => some.reduce((total, at) => total + of(at), 0) / some.length;
  const size = mean((at) => Math.abs(values[at]!.value)), sign = Math.sign(mean((at) => values[at]!.value)) || 1;
  const movedBy = (theta: number, eta: number, places: readonly number[]): Moved => {
    const factor = 1 + side * sign * theta, bowl = side * eta * size;
    const f = places.map((at) => operator(at, sum(values[at]!, factor, bowls[at]!, bowl)) / discount);
    return { factor, bowl, constant: side === 1 ? Math.max(...f) : Math.min(...f) };
  };
  let least = Infinity, chosen: readonly [theta: number, eta: number] = [0, 0];
  const attempt = (theta: number, eta: number): void => {
    const moved = movedBy(theta, eta, some);
    const away = mean((at) => Math.abs(distance(values[at]!.value, bowls[at]!.value, moved)));
    if (away < least) [least, chosen] = [away, [theta, eta]];
  };
  for (const theta of COARSE) for (const eta of COARSE) attempt(theta, eta);
  for (let round = 0; round < 2; round += 1) {
    const [theta, eta] = chosen;
    if (eta > 0) for (const finer of FINER) attempt(chosen[0], eta * finer);
    if (theta > 0) for (const finer of FINER) attempt(theta * finer, chosen[1]);
  }
  const moved = movedBy(...chosen, every);
  if (!Number.isFinite(least) || !Number.isFinite(moved.constant)) {
    throw new NetworkError('diverged', 'the residual of a learned value is no number', 'train it longer');
  }
  return moved;
};

/** b = Σ y_i² in the units of the networks, with its derivatives by x. */
const bowlOf = (problem: ControlledDiffusion): LearnedValue => {
  const { centre, unit } = unitsOf(problem), n = problem.states;
  return pointwise((x) => {
    let value = 0;
    const gradient = new Float64Array(n), hessian = new Float64Array(n * n);
    for (let i = 0; i < n; i += 1) {
      const coordinate = problem.coordinates[i]!, y = (coordinateOf(coordinate, x[i]!) - centre[i]!) / unit[i]!;
      const slope = (coordinate.kind === 'line' ? 1 : 1 / x[i]!) / unit[i]!;
      value += y * y;
      gradient[i] = 2 * y * slope;
      hessian[i * n + i] = 2 * slope * slope - (coordinate.kind === 'line' ? 0 : gradient[i]! / x[i]!);
    }
    return { value, gradient, hessian };
  });
};

export const enclose = (problem: ControlledDiffusion, value: LearnedValue, policy: Policy, count = 129): Enclosure => {
  const points = gridOf(problem, 'enclosed', count), bowl = bowlOf(problem), n = problem.states, m = problem.actions;
  const coordinates = new Float64Array(points.length * n);
  points.forEach((x, row) => x.forEach((x_i, i) => { coordinates[row * n + i] = coordinateOf(problem.coordinates[i]!, x_i); }));
  const acts = Float64Array.from(policy(coordinates, points.length)), bracket: Bracket = bracketOf(problem);
  const best: Operator = (at, v) => {
    bracket.at(points[at]!, v);
    return maximise(bracket, acts.slice(at * m, (at + 1) * m)) - problem.discount * v.value;
  };
  const ofPolicy: Operator = (at, v) => {
    bracket.at(points[at]!, v);
    return bracket.of(acts.subarray(at * m, (at + 1) * m)) - problem.discount * v.value;
  };
  const judged: Judged = { discount: problem.discount, values: value.all(points), bowls: bowl.all(points) };
  const below = nearest(best, judged, -1), above = nearest(best, judged, 1), policyBelow = nearest(ofPolicy, judged, -1);
  const from = (x: Float64Array, w: Moved): number => distance(value.at(x).value, bowl.at(x).value, w);
  return {
    below, above, policyBelow,
    valueBound: (x) => Math.max(Math.abs(from(x, above)), Math.abs(from(x, below))),
    gapBound: (x) => from(x, above) - from(x, policyBelow),
  };
};
