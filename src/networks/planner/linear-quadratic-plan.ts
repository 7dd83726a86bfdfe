/**
 * The best plan of the point mass by the Riccati recursion: what the tilted law of trajectories must have as its mean.
 *
 * Minimised is, without disturbance,
 *   Σ_k ½ (position (p_k − target)² + velocity v_k² + effort a_k²) + (a_k + K · s_k)² / (2 σ²),
 * the negative return and the price of an action that the demonstrators seldom take: −log of the tilted density, up to a
 * constant. With s̄ = (p, v, 1) and multipliers λ of the end s_{H−1} = goal, the cost to go is
 *   V_k = ½ s̄ᵀ P_k s̄ + s̄ᵀ Ψ_k λ + ½ λᵀ W_k λ,
 * and for the stage cost ½ (s̄, a)ᵀ N (s̄, a), backwards from the last knot:
 *   h = N_aa + Bᵀ P B,  k = N_as + Bᵀ P A,  l = Bᵀ Ψ,  a = −(k s̄ + l λ) / h,
 *   P ← N_ss + Aᵀ P A − kᵀ k / h,   Ψ ← Aᵀ Ψ − kᵀ l / h,   W ← W − lᵀ l / h,   and λ = −W_0⁻¹ Ψ_0ᵀ s̄_0.
 * Source: Bryson & Ho, Applied Optimal Control (1975), sections 2.2 and 5.3. A goal that cannot be reached (fewer than three knots)
 * throws NumericError('singular-matrix').
 */
import type { Matrix } from '../../numeric/linear-algebra/dense.ts';
import { congruence, matrixVector, multiply, transposeOf, transposedVector } from '../../numeric/linear-algebra/dense.ts';
import { eliminate, solve } from '../../numeric/linear-algebra/lu.ts';
import type { Pair, PointMass, Weights } from './point-mass.ts';
import { PER_KNOT, checkPointMass, trajectoryLength } from './point-mass.ts';

interface Feedback {
  /** k / h. */
  readonly state: Float64Array;
  /** l / h. */
  readonly multiplier: Float64Array;
}

/** N over (p, v, 1, a), 4 × 4. */
const stageCost = ({ gain, exploration }: PointMass, { target, position, velocity, effort }: Weights): Matrix => {
  const weight = 1 / exploration ** 2;
  const habit = [gain[0], gain[1], 0, 1];
  const out = Float64Array.from({ length: 16 }, (_, at) => weight * habit[Math.floor(at / 4)]! * habit[at % 4]!);
  const add = (i: number, j: number, value: number): void => { out[4 * i + j] = out[4 * i + j]! + value; };
  add(0, 0, position);
  add(0, 2, -position * target);
  add(2, 0, -position * target);
  add(2, 2, position * target * target);
  add(1, 1, velocity);
  add(3, 3, effort);
  return out;
};

/** s̄ ← A s̄ + B a. */
const transitionOf = (step: number): Matrix => Float64Array.of(1, step, 0, 0, 1, 0, 0, 0, 1);

interface Backward {
  readonly feedback: readonly Feedback[];
  readonly psi: Matrix;
  readonly w: Matrix;
}

/** The recursion of the docstring, with Ψ = 0 where there is no goal. */
const backward = (mass: PointMass, weights: Weights, goal: Pair | null): Backward => {
  const [n, a, b] = [stageCost(mass, weights), transitionOf(mass.step), [0, mass.step, 0]];
  let p: Matrix = new Float64Array(9), psi: Matrix = goal === null ? new Float64Array(6) : Float64Array.of(1, 0, 0, 1, -goal[0], -goal[1]);
  const w: Matrix = new Float64Array(4), feedback: Feedback[] = [];
  for (let knot = mass.knots - 1; knot >= 0; knot -= 1) {
    // After the last knot there is nothing; its state is the goal's, as it is.
    const next = knot < mass.knots - 1;
    const pa = next ? multiply(p, a, 3, 3, 3) : new Float64Array(9);
    const pb = next ? matrixVector(p, Float64Array.from(b), 3, 3) : new Float64Array(3);
    const h = n[15]! + b.reduce((sum, bi, i) => sum + bi * pb[i]!, 0);
    const k = Float64Array.from({ length: 3 }, (_, j) => n[12 + j]! + b.reduce((sum, bi, i) => sum + bi * pa[3 * i + j]!, 0));
    const l = next ? transposedVector(psi, Float64Array.from(b), 3, 2) : new Float64Array(2);
    const ahead = next ? congruence(transposeOf(a, 3, 3), p, 3, 3) : new Float64Array(9);
    p = Float64Array.from({ length: 9 }, (_, at) => n[4 * Math.floor(at / 3) + at % 3]! + ahead[at]! - k[Math.floor(at / 3)]! * k[at % 3]! / h);
    const carried = next ? multiply(transposeOf(a, 3, 3), psi, 3, 3, 2) : psi;
    psi = carried.map((entry, at) => entry - k[Math.floor(at / 2)]! * l[at % 2]! / h);
    for (let at = 0; at < 4; at += 1) w[at] = w[at]! - l[Math.floor(at / 2)]! * l[at % 2]! / h;
    feedback[knot] = { state: k.map((entry) => entry / h), multiplier: l.map((entry) => entry / h) };
  }
  return { feedback, psi, w };
};

/** The plan as a trajectory of 3 H numbers. */
export const linearQuadraticPlan = (mass: PointMass, weights: Weights, start: Pair, goal: Pair | null = null): Float64Array => {
  checkPointMass(mass);
  const { feedback, psi, w } = backward(mass, weights, goal);
  const wanted = transposedVector(psi, Float64Array.of(start[0], start[1], 1), 3, 2).map((entry) => -entry);
  const multiplier = goal === null ? new Float64Array(2) : solve(eliminate(w, 2, 'the control that leads to the goal'), wanted);
  const out = new Float64Array(trajectoryLength(mass));
  let [p, v] = start;
  feedback.forEach(({ state, multiplier: l }, k) => {
    const a = -(state[0]! * p + state[1]! * v + state[2]! + l[0]! * multiplier[0]! + l[1]! * multiplier[1]!);
    out.set([p, v, a], PER_KNOT * k);
    p += mass.step * v;
    v += mass.step * a;
  });
  return out;
};
