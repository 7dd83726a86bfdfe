/**
 * What two Runge–Kutta methods have in common: the state, the record of accepted steps, and the interpolant between them.
 *
 * Of a step of length h from (t₀, y₀) vectors r₀ … r_m are kept; with θ = (t − t₀)/h the state is
 *   y(t) = r₀ + θ(r₁ + (1−θ)(r₂ + θ(r₃ + (1−θ)(r₄ + …)))),
 * r₀ = y₀, r₁ = y₁ − y₀, r₂ = h f₀ − r₁, r₃ = 2 r₁ − h (f₀ + f₁), and the rest by the method: continuous, with its
 * derivative. Source: Hairer, Nørsett & Wanner, Solving Ordinary Differential Equations I (1993), section II.6. Nothing is
 * allocated in a step unless the record has to grow.
 */
import { NumericError } from '../numeric-error.ts';

/** Writes f(t, y) into `out`. It must not keep or change `y`. */
export type RightHandSide = (t: number, y: Float64Array, out: Float64Array) => void;

/** What a method is to the step control. */
export interface Control {
  readonly order: number;
  /** The share of the error of the step before (PI control); 0: none. */
  readonly beta: number;
}

export abstract class Stepper {
  readonly n: number;
  readonly f: RightHandSide;
  /** f at the start of the step; `newSlope`: at its end. */
  abstract readonly slope: Float64Array;
  abstract readonly newSlope: Float64Array;
  abstract readonly control: Control;
  /** How many vectors are kept of a step. */
  readonly vectors: number;
  readonly keeps: boolean;
  y: Float64Array;
  next: Float64Array;
  readonly stage: Float64Array;
  times: Float64Array = new Float64Array(64);
  record: Float64Array;
  count = 0;
  evaluations = 0;

  /** `keeps`: whether the steps are to be interpolated later. `states`: arrays for the state, the next one, and that of a stage. */
  constructor(
    f: RightHandSide, initial: Float64Array, vectors: number, keeps: boolean,
    states: readonly [Float64Array, Float64Array, Float64Array] = [new Float64Array(initial.length), new Float64Array(initial.length), new Float64Array(initial.length)],
  ) {
    this.n = initial.length;
    this.f = f;
    this.vectors = vectors;
    this.keeps = keeps;
    [this.y, this.next, this.stage] = states;
    this.y.set(initial);
    this.record = new Float64Array(keeps ? 64 * vectors * this.n : 0);
  }

  /** The stages of a step from t; `slope` is there already. The result is in `next`, its slope in `newSlope`. */
  abstract step(t: number, h: number): void;

  /** The error of the step that was just made, in units of the tolerance; NaN where something is not finite. */
  abstract errorOf(h: number, tolerances: { readonly relative: number; readonly absolute: number }): number;

  /** Writes the vectors r₄ … into the record, from `offset` on. */
  protected abstract storeRest(offset: number, t: number, h: number): void;

  /** At the end of a run: all arrays but the record and the times may then be another's. */
  release(): void { /* Nothing is lent here. */ }

  evaluate(t: number, y: Float64Array, out: Float64Array): void {
    this.f(t, y, out);
    this.evaluations += 1;
  }

  accept(t: number, h: number, end: number): void {
    if (this.count + 2 > this.times.length) this.#grow();
    if (this.keeps) this.#store(t, h);
    this.count += 1;
    this.times[this.count] = end;
    [this.y, this.next] = [this.next, this.y];
    this.slope.set(this.newSlope);
  }

  #store(t: number, h: number): void {
    const { n, y, next, record, slope, newSlope } = this;
    const offset = this.count * this.vectors * n;
    for (let i = 0; i < n; i += 1) {
      const rise = next[i]! - y[i]!;
      record[offset + i] = y[i]!;
      record[offset + n + i] = rise;
      record[offset + 2 * n + i] = h * slope[i]! - rise;
      record[offset + 3 * n + i] = 2 * rise - h * (slope[i]! + newSlope[i]!);
    }
    this.storeRest(offset + 4 * n, t, h);
  }

  #grow(): void {
    const [times, record] = [new Float64Array(2 * this.times.length), new Float64Array(2 * this.record.length)];
    times.set(this.times);
    record.set(this.record);
    this.times = times;
    this.record = record;
  }
}

/** The number of the step that holds t, by bisection; times may rise or fall. */
const stepOf = (times: Float64Array, t: number): number => {
  const direction = Math.sign(times[times.length - 1]! - times[0]!);
  let [low, high] = [0, times.length - 2];
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((t - times[middle]!) * direction >= 0) low = middle;
    else high = middle - 1;
  }
  return low;
};

/** Throws `not-applicable` for a time outside the interval, or where the steps were not kept. */
export const interpolate = (
  times: Float64Array, record: Float64Array, vectors: number, t: number, out: Float64Array,
): Float64Array => {
  const [first, last, n] = [times[0]!, times[times.length - 1]!, out.length];
  const slack = 4 * Number.EPSILON * Math.max(Math.abs(first), Math.abs(last));
  if (!(t >= Math.min(first, last) - slack && t <= Math.max(first, last) + slack)) {
    throw new NumericError('not-applicable', `t = ${t} is outside [${Math.min(first, last)}, ${Math.max(first, last)}]`, 'ask for a time of the solved interval');
  }
  if (record.length === 0) throw new NumericError('not-applicable', 'only the final state was kept', 'solve without `finalOnly`');
  const step = stepOf(times, t);
  const theta = (t - times[step]!) / (times[step + 1]! - times[step]!);
  const offset = step * vectors * n;
  for (let i = 0; i < n; i += 1) {
    let sum = 0;
    for (let k = vectors - 1; k >= 1; k -= 1) sum = (record[offset + k * n + i]! + sum) * (k % 2 === 1 ? theta : 1 - theta);
    out[i] = record[offset + i]! + sum;
  }
  return out;
};
