/**
 * Paths under a policy, each to a time of its own, by Euler–Maruyama in the coordinates of the problem:
 *
 *   dz = (φ' f + ½ φ'' (ΣΣᵀ)_ii) dt + φ' Σ dW,   φ = id or log (Itô's formula; exact for geometric motion with constant actions).
 *
 * The error of a mean is of the order of the step; where means are taken of a small residual, it is that small times smaller.
 *
 * A path that leaves the numbers, or goes beyond 10⁶ widths of the region: NetworkError 'diverged'.
 */
import type { KeyedStream } from '../../numeric/random/streams.ts';
import { NetworkError } from '../network-error.ts';
import type { ControlledDiffusion } from './controlled-diffusion.ts';
import { actionOf, regionOf, valueAt } from './controlled-diffusion.ts';
import type { Policy } from './policy.ts';

/** What happens in one step of one path; the arrays are reused. */
export interface Moment {
  readonly path: number;
  /** The time before the step, and its length. */
  readonly time: number;
  readonly step: number;
  /** State, action and increments of W (noises). */
  readonly x: Float64Array;
  readonly a: Float64Array;
  readonly increments: Float64Array;
}

export interface PathPlan {
  /** Starting points in coordinates, count × states. */
  readonly starts: Float64Array;
  /** How long each path runs. */
  readonly durations: Float64Array;
  readonly step: number;
  readonly stream: KeyedStream;
  readonly visit?: (moment: Moment) => void;
}

const FARTHEST = 1e6;
/** Paths that are done are left out when there are so many. */
const BLOCK = 32;

/** End points in coordinates, count × states. */
export const simulate = (problem: ControlledDiffusion, policy: Policy, plan: PathPlan): Float64Array => {
  const { states: n, actions: m, noises: k } = problem, count = plan.durations.length;
  const { low, high } = regionOf(problem, 'trained');
  // The longest first, so that those under way are a beginning of the list.
  const order = Array.from({ length: count }, (_, p) => p).sort((p, q) => plan.durations[q]! - plan.durations[p]!);
  const z = new Float64Array(count * n), ends = new Float64Array(count * n);
  order.forEach((p, at) => { for (let i = 0; i < n; i += 1) z[at * n + i] = plan.starts[p * n + i]!; });
  const x = new Float64Array(n), a = new Float64Array(m), f = new Float64Array(n), noise = new Float64Array(n * k);
  const increments = new Float64Array(k), normals = new Float64Array(count * k);
  for (let time = 0, running = count, drawn = 0; running > 0; time += plan.step, drawn += 1) {
    while (running > 0 && plan.durations[order[running - 1]!]! <= time) running -= 1;
    const asked = Math.min(count, Math.ceil(running / BLOCK) * BLOCK);
    const raw = policy(z.subarray(0, asked * n), asked);
    plan.stream.split(drawn).fillNormals(0, normals.subarray(0, running * k));
    for (let at = 0; at < running; at += 1) {
      const path = order[at]!, h = Math.min(plan.step, plan.durations[path]! - time), root = Math.sqrt(h);
      for (let i = 0; i < n; i += 1) x[i] = valueAt(problem.coordinates[i]!, z[at * n + i]!);
      for (let j = 0; j < m; j += 1) a[j] = actionOf(problem.ranges[j]!, raw[at * m + j]!);
      for (let l = 0; l < k; l += 1) increments[l] = root * normals[at * k + l]!;
      plan.visit?.({ path, time, step: h, x, a, increments });
      problem.drift(x, a, f);
      problem.noise(x, a, noise);
      for (let i = 0; i < n; i += 1) {
        let shake = 0, variance = 0;
        for (let l = 0; l < k; l += 1) {
          shake += noise[i * k + l]! * increments[l]!;
          variance += noise[i * k + l]! ** 2;
        }
        const x_i = x[i]!;
        const move = problem.coordinates[i]!.kind === 'line' ? f[i]! * h + shake
          : (f[i]! / x_i - variance / (2 * x_i * x_i)) * h + shake / x_i;
        const next = z[at * n + i]! + move;
        if (!(Math.abs(next) < FARTHEST * (high[i]! - low[i]!))) {
          throw new NetworkError('diverged', `a path under the policy left the region at time ${time.toPrecision(3)}`,
            'begin with a policy under which the state stays, or take a shorter step');
        }
        z[at * n + i] = next;
      }
    }
  }
  order.forEach((p, at) => { for (let i = 0; i < n; i += 1) ends[p * n + i] = z[at * n + i]!; });
  return ends;
};
