/**
 * A controlled diffusion with a discounted reward without end, as networks solve it:
 *
 *   maximise E ∫₀^∞ e^{−ρt} r(X, a) dt   along   dX = f(X, a) dt + Σ(X, a) dW.
 *
 * Networks see a state in coordinates of its own: each component as it is, or its logarithm where it is positive; simulation
 * runs in the same coordinates, so that what is positive stays so. They answer with a number for each component of the action,
 * which an action range maps to the action.
 *
 * Arrays: a state of `states` numbers, an action of `actions`, a noise of states × noises (row i: what moves component i).
 */

/** How a network's number becomes a component of the action. */
export type ActionRange =
  /** Any number: the network's, times `spread`. */
  | { readonly kind: 'line'; readonly spread: number }
  /** Between two numbers, by the logistic function. */
  | { readonly kind: 'interval'; readonly low: number; readonly high: number }
  /** Between two positive numbers, the same in logarithms. */
  | { readonly kind: 'ratio'; readonly low: number; readonly high: number };

export interface Coordinate {
  readonly kind: 'line' | 'logarithm';
  /** The values of the component among which the answer is judged. */
  readonly low: number;
  readonly high: number;
  /** How far beyond, as a part of half the width in this coordinate, networks are trained: paths go there. */
  readonly margin: number;
  /** Values are measured in x^power: what the reward scales with. Without it 0. */
  readonly power?: number;
}

export interface ControlledDiffusion {
  readonly states: number;
  readonly actions: number;
  readonly noises: number;
  /** ρ > 0. */
  readonly discount: number;
  readonly coordinates: readonly Coordinate[];
  readonly ranges: readonly ActionRange[];
  readonly reward: (x: Float64Array, a: Float64Array) => number;
  readonly drift: (x: Float64Array, a: Float64Array, out: Float64Array) => void;
  readonly noise: (x: Float64Array, a: Float64Array, out: Float64Array) => void;
}

const logistic = (raw: number): number => 1 / (1 + Math.exp(-raw));

/** The component of an action that a network's number stands for. */
export const actionOf = (range: ActionRange, raw: number): number => {
  switch (range.kind) {
    case 'line': return range.spread * raw;
    case 'interval': return range.low + (range.high - range.low) * logistic(raw);
    case 'ratio': return range.low * (range.high / range.low) ** logistic(raw);
  }
};

/** A component of the state in its coordinate, and back. */
export const coordinateOf = (coordinate: Coordinate, x: number): number => coordinate.kind === 'line' ? x : Math.log(x);
export const valueAt = (coordinate: Coordinate, z: number): number => coordinate.kind === 'line' ? z : Math.exp(z);

/** Π x_i^power: what values are measured in at a state. */
export const unitOfValue = (problem: ControlledDiffusion, x: Float64Array): number =>
  problem.coordinates.reduce((unit, { power = 0 }, i) => power === 0 ? unit : unit * x[i]! ** power, 1);

export interface Box {
  readonly low: readonly number[];
  readonly high: readonly number[];
}

/** How much of the margin belongs to a region: none of it is judged, all of it trained. */
const SHARES = { judged: 0, enclosed: 0.5, trained: 1 } as const;

export type Region = keyof typeof SHARES;

/** The region in coordinates: what is judged, what bounds are looked up on, what is trained. */
export const regionOf = (problem: ControlledDiffusion, which: Region): Box => {
  const ends = problem.coordinates.map((coordinate) => {
    const low = coordinateOf(coordinate, coordinate.low), high = coordinateOf(coordinate, coordinate.high);
    const beyond = SHARES[which] * coordinate.margin * (high - low) / 2;
    return [low - beyond, high + beyond] as const;
  });
  return { low: ends.map(([low]) => low), high: ends.map(([, high]) => high) };
};
