/**
 * The bracket of the Hamilton–Jacobi–Bellman equation at a point, and its best action:
 *
 *   H(x, a, p, M) = r(x, a) + p · f(x, a) + ½ tr(Σ Σᵀ(x, a) M),   p = ∇V, M = ∇²V.
 *
 * Its derivatives by a network's numbers are central differences in doubles with the step 10⁻⁴: for the smooth rewards here
 * their relative error is about 10⁻⁸, far below what floats of a network hold.
 */
import type { ControlledDiffusion } from './controlled-diffusion.ts';
import { actionOf } from './controlled-diffusion.ts';

export interface ValueAtPoint {
  readonly value: number;
  readonly gradient: Float64Array;
  /** states × states. */
  readonly hessian: Float64Array;
}

/** The bracket as a function of the network's numbers, at one state and value: reused from point to point. */
export interface Bracket {
  /** Moves to a state; the arrays are read during the calls that follow. */
  at(x: Float64Array, value: ValueAtPoint): void;
  of(raw: ArrayLike<number>): number;
  /** The action that the numbers stand for; the array is reused. */
  action(raw: ArrayLike<number>): Float64Array;
}

export const bracketOf = (problem: ControlledDiffusion): Bracket => {
  const { states: n, noises: k, actions: m } = problem;
  const a = new Float64Array(m), f = new Float64Array(n), noise = new Float64Array(n * k);
  let x: Float64Array = new Float64Array(n);
  let v: ValueAtPoint = { value: 0, gradient: f, hessian: noise };
  const action = (raw: ArrayLike<number>): Float64Array => {
    for (let j = 0; j < m; j += 1) a[j] = actionOf(problem.ranges[j]!, raw[j]!);
    return a;
  };
  return {
    at: (state, value) => { x = state; v = value; },
    action,
    of: (raw) => {
      action(raw);
      problem.drift(x, a, f);
      problem.noise(x, a, noise);
      let sum = problem.reward(x, a);
      for (let i = 0; i < n; i += 1) {
        sum += v.gradient[i]! * f[i]!;
        for (let j = 0; j < n; j += 1) {
          let covariance = 0;
          for (let l = 0; l < k; l += 1) covariance += noise[i * k + l]! * noise[j * k + l]!;
          sum += covariance * v.hessian[i * n + j]! / 2;
        }
      }
      return sum;
    },
  };
};

export const STEP = 1e-4;

/** Slope and curvature of the bracket along one of the network's numbers. */
export const slopeAlong = (bracket: Bracket, raw: Float64Array, j: number): readonly [slope: number, curvature: number] => {
  const here = raw[j]!, middle = bracket.of(raw);
  raw[j] = here + STEP;
  const up = bracket.of(raw);
  raw[j] = here - STEP;
  const down = bracket.of(raw);
  raw[j] = here;
  return [(up - down) / (2 * STEP), (up - 2 * middle + down) / STEP ** 2];
};

/**
 * The greatest value of the bracket near `raw`, which is moved to where it is taken: Newton steps along one number after the
 * other, halved until they rise. For a bracket that is concave in each number, as all of this project's are.
 */
export const maximise = (bracket: Bracket, raw: Float64Array, sweeps = 40): number => {
  let best = bracket.of(raw);
  for (let sweep = 0; sweep < sweeps; sweep += 1) {
    const before = best;
    for (let j = 0; j < raw.length; j += 1) {
      const [slope, curvature] = slopeAlong(bracket, raw, j), here = raw[j]!;
      let step = curvature < 0 ? -slope / curvature : Math.sign(slope);
      step = Math.max(-2, Math.min(2, step));
      for (let halving = 0; halving < 30; halving += 1, step /= 2) {
        raw[j] = here + step;
        const value = bracket.of(raw);
        if (value > best) { best = value; break; }
        raw[j] = here;
      }
    }
    if (best - before <= 1e-13 * Math.abs(best)) break;
  }
  return best;
};
