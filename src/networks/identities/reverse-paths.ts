/**
 * Paths of the reversed diffusion, all of them side by side, so that the score is asked for many points at once:
 *
 *   dY = (−a Y + g u(Y, t)) ds + g dW,   t = T − s,
 *
 * by Euler and Maruyama at equal steps of the clock, on three grids with one Brownian motion (each step of a coarser one is two
 * of the finer), so that a mean over paths can be extrapolated and what remains of its bias can be seen: Talay, Tubaro, Stoch.
 * Anal. Appl. 8 (1990). A coefficient that is not finite: NumericError('exploded').
 */
import { NumericError } from '../../numeric/numeric-error.ts';
import type { KeyedStream } from '../../numeric/random/streams.ts';
import type { NoisedLaw } from '../score/noised-law.ts';
import type { Clock } from './clock.ts';

export interface ReversePlan {
  readonly law: NoisedLaw;
  readonly clock: Clock;
  readonly paths: number;
  /** Of the finest grid, a multiple of 4. */
  readonly steps: number;
  readonly stream: KeyedStream;
}

/** A step of all paths at the forward time t, of length h: what is done with the states and the increments before they move. */
export type Along = (t: number, h: number, states: Float64Array, increments: Float64Array, level: number) => void;

export interface Reverse {
  /** −a y + g u, one row a path. */
  readonly drift: (t: number, states: Float64Array) => Float64Array;
  /** g where it is not said. */
  readonly noise?: (t: number) => number;
  readonly start: (path: number, out: Float64Array) => void;
  readonly along?: Along;
}

export const LEVELS = 3;

/** One grid: what it has gathered since its last step. */
interface Grid {
  readonly states: Float64Array;
  readonly gathered: Float64Array;
  /** u where its next step begins. */
  from: number;
}

const insistOnFinite = (states: Float64Array, t: number): void => {
  const at = states.findIndex((x) => !(Math.abs(x) < 1e100));
  if (at < 0) return;
  throw new NumericError('exploded', `a path of the reversed diffusion is at ${states[at]} at time ${t}`, 'take more steps, or look for where the score is not finite');
};

const advance = ({ drift, along }: Reverse, noise: (t: number) => number, clock: Clock, grid: Grid, to: number, level: number): void => {
  const t = clock.time(grid.from);
  const h = t - clock.time(to);
  along?.(t, h, grid.states, grid.gathered, level);
  const f = drift(t, grid.states);
  const g = noise(t);
  for (let i = 0; i < f.length; i += 1) grid.states[i] = grid.states[i]! + h * f[i]! + g * grid.gathered[i]!;
  insistOnFinite(grid.states, t);
  grid.gathered.fill(0);
  grid.from = to;
};

/** The end points on the three grids, the finest first; path after path, d numbers each. */
export const reversePaths = (reverse: Reverse, { law, clock, paths, steps, stream }: ReversePlan): readonly Float64Array[] => {
  const d = law.dimension;
  const noise = reverse.noise ?? law.schedule.noise;
  const start = new Float64Array(paths * d);
  for (let path = 0; path < paths; path += 1) reverse.start(path, start.subarray(path * d, (path + 1) * d));
  const grids = Array.from({ length: LEVELS }, (): Grid => ({ states: start.slice(), gathered: new Float64Array(paths * d), from: 1 }));
  const normals = new Float64Array(paths * d);
  for (let k = 0; k < steps; k += 1) {
    const to = (steps - 1 - k) / steps;
    const root = Math.sqrt(clock.time((steps - k) / steps) - clock.time(to));
    stream.fillNormals(k * (normals.length + (-normals.length & 3)), normals);
    for (let level = 0; level < LEVELS; level += 1) {
      const grid = grids[level] as Grid;
      for (let i = 0; i < normals.length; i += 1) grid.gathered[i] = grid.gathered[i]! + root * normals[i]!;
      if ((k + 1) % 2 ** level === 0) advance(reverse, noise, clock, grid, to, level);
    }
  }
  return grids.map(({ states }) => states);
};
