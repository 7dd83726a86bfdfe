/**
 * Ordinary differential equations y' = f(t, y) by the Runge–Kutta methods of Dormand and Prince, of order 5 (fifth-order.ts)
 * or, for high accuracy, of order 8 (eighth-order.ts), with step control and dense output.
 *
 * Step control (PI with β = 0.04 for order 5) and first step as in Hairer, Nørsett & Wanner, Solving Ordinary Differential
 * Equations I (1993), sections II.4 and II.5. Time may run forwards or backwards. The step's error is the root mean square of
 * error_i / (absolute + relative·|y_i|).
 *
 * `dormandPrince` is one run; `solveOde` makes two, the second with a tenth of both tolerances, and returns the second
 * with the difference as its error estimate: what no step of either has seen, a pulse between two of them, is not in it. Throws NumericError: `exploded` where the step has to become shorter than
 * rounding, `no-horizon`, `not-finite`, `no-convergence` where the steps are used up (a stiff equation).
 */
import type { ErrorEstimate } from '../accuracy/estimate.ts';
import { distance, largest } from '../linear-algebra/dense.ts';
import { NumericError } from '../numeric-error.ts';
import { EighthOrder } from './eighth-order.ts';
import { FifthOrder } from './fifth-order.ts';
import { firstStep } from './first-step.ts';
import type { RightHandSide, Stepper } from './stepper.ts';
import { interpolate } from './stepper.ts';

export type { RightHandSide } from './stepper.ts';

export interface Tolerances {
  readonly relative: number;
  readonly absolute: number;
  /** How many steps are tried before it is given up. */
  readonly mostSteps?: number;
  /** 5 unless said otherwise. */
  readonly order?: 5 | 8;
  /** Only the final state is wanted: steps are not kept, and there is nothing between them. */
  readonly finalOnly?: boolean;
  /** So many equal steps without any control, for measuring the order; `solveOde` compares with twice as many. */
  readonly equalSteps?: number;
}

export interface Trajectory {
  readonly dimension: number;
  readonly start: number;
  readonly end: number;
  /** The ends of the accepted steps, `start` first. */
  readonly times: Float64Array;
  readonly final: Float64Array;
  /** The state at any time of the interval, by the interpolant of order 4, or 7 for the method of order 8. */
  readonly at: (t: number, out?: Float64Array) => Float64Array;
  readonly evaluations: number;
  readonly rejected: number;
}

export interface OdeSolution extends Trajectory {
  /** Of the largest error of a component, at steps and between them; of the final state where nothing else is kept. */
  readonly error: ErrorEstimate;
}

const SAFETY = 0.9;
const MOST_STEPS = 100_000;

const failAt = (t: number): never => {
  throw new NumericError('exploded', `the solution leaves every bound near t = ${Number(t.toPrecision(6))}: no step is short enough`,
    'shorten the horizon, or take coefficients that keep the solution finite');
};

/** Equal steps, whatever their error. */
const withoutControl = (run: Stepper, start: number, end: number, steps: number): void => {
  const h = (end - start) / steps;
  for (let step = 0; step < steps; step += 1) {
    const t = start + step * h;
    run.step(t, step === steps - 1 ? end - t : h);
    if (!run.next.every(Number.isFinite)) failAt(t);
    run.accept(t, step === steps - 1 ? end - t : h, step === steps - 1 ? end : t + h);
  }
};

/** Steps as long as the tolerance allows. The number of those that were made again. */
const withControl = (run: Stepper, start: number, end: number, tolerances: Tolerances): number => {
  const { order, beta } = run.control;
  const exponent = 1 / order - 0.75 * beta;
  const most = tolerances.mostSteps ?? MOST_STEPS;
  const shortest = 16 * Number.EPSILON * Math.max(Math.abs(start), Math.abs(end));
  let [t, h, before, rejected, again] = [start, firstStep(run, start, end, tolerances), 1e-4, 0, false];
  while (t !== end) {
    if (run.count + rejected >= most) {
      throw new NumericError('no-convergence', `${most} steps did not reach t = ${end}: only ${Number(t.toPrecision(6))}`, 'loosen the tolerances, or shorten the horizon; the equation may be stiff');
    }
    if (Math.abs(h) < shortest) failAt(t);
    const last = Math.abs(end - t) <= 1.01 * Math.abs(h);
    if (last) h = end - t;
    run.step(t, h);
    const error = run.errorOf(h, tolerances);
    const factor = Math.max(error, 1e-16) ** exponent / SAFETY;
    if (error <= 1) {
      run.accept(t, h, last ? end : t + h);
      t = last ? end : t + h;
      const scale = Math.min(5, Math.max(0.2, before ** beta / factor));
      h *= again ? Math.min(1, scale) : scale;
      [before, again] = [Math.max(error, 1e-4), false];
    } else {
      rejected += 1;
      h *= Number.isFinite(error) ? Math.max(0.2, 1 / factor) : 0.1;
      again = true;
    }
  }
  return rejected;
};

const trajectoryOf = (run: Stepper, start: number, end: number, rejected: number): Trajectory => {
  const { n, count, evaluations, vectors } = run;
  const times = run.times.slice(0, count + 1);
  const { record } = run;
  const final = run.y.slice();
  run.release();
  return {
    dimension: n, start, end, times, final, evaluations, rejected,
    at: (t, out = new Float64Array(n)) => interpolate(times, record, vectors, t, out),
  };
};

const checkTolerances = ({ relative, absolute, mostSteps = MOST_STEPS, equalSteps = 1 }: Tolerances): void => {
  if (!(relative >= 0 && relative < Infinity && absolute >= 0 && absolute < Infinity && relative + absolute > 0)) {
    throw new NumericError('not-applicable', `tolerances of ${relative} (relative) and ${absolute} (absolute)`, 'give numbers that are not negative, one of them positive');
  }
  if (!(mostSteps >= 0)) throw new NumericError('not-applicable', `at most ${mostSteps} steps`, 'give a number');
  if (!(Number.isSafeInteger(equalSteps) && equalSteps >= 1)) throw new NumericError('not-applicable', `${equalSteps} equal steps`, 'take at least one');
};

const checkStart = (start: number, end: number, initial: Float64Array, slope: Float64Array): void => {
  if (!Number.isFinite(start) || !Number.isFinite(end)) throw new NumericError('not-finite', `time runs from ${start} to ${end}`, 'give finite times');
  if (start === end) throw new NumericError('no-horizon', `time begins and ends at ${start}`, 'give an end that differs from the start');
  if (initial.length === 0) throw new NumericError('not-applicable', 'a state without components', 'give at least one');
  if (!initial.every(Number.isFinite)) throw new NumericError('not-finite', 'the initial state is not finite', 'give a finite initial state');
  if (!slope.every(Number.isFinite)) throw new NumericError('not-finite', `the right-hand side is not finite at the start, t = ${start}`, 'start where the equation is defined');
};

/** One run, without an estimate of its error. */
export const dormandPrince = (
  f: RightHandSide, start: number, end: number, initial: Float64Array, tolerances: Tolerances,
): Trajectory => {
  checkTolerances(tolerances);
  const keeps = tolerances.finalOnly !== true;
  const run = tolerances.order === 8 ? new EighthOrder(f, initial, keeps) : new FifthOrder(f, initial, keeps);
  run.evaluate(start, run.y, run.slope);
  checkStart(start, end, initial, run.slope);
  run.times[0] = start;
  if (tolerances.equalSteps !== undefined) {
    withoutControl(run, start, end, tolerances.equalSteps);
    return trajectoryOf(run, start, end, 0);
  }
  return trajectoryOf(run, start, end, withControl(run, start, end, tolerances));
};

/** The largest difference of two runs, and the largest value: at the steps of the first and at thirds between them, or at the end. */
const compare = (loose: Trajectory, tight: Trajectory, finalOnly: boolean): readonly [difference: number, size: number] => {
  const [a, b] = [new Float64Array(loose.dimension), new Float64Array(loose.dimension)];
  let [difference, size] = [0, 0];
  const look = (t: number): void => {
    loose.at(t, a);
    tight.at(t, b);
    for (let i = 0; i < a.length; i += 1) {
      difference = Math.max(difference, Math.abs(a[i]! - b[i]!));
      size = Math.max(size, Math.abs(b[i]!));
    }
  };
  if (finalOnly) return [distance(loose.final, tight.final), largest(tight.final)];
  for (let k = 1; k < loose.times.length; k += 1) {
    const [from, to] = [loose.times[k - 1]!, loose.times[k]!];
    for (const part of [1 / 3, 2 / 3, 1]) look(part === 1 ? to : from + part * (to - from));
  }
  return [difference, size];
};

/** Two runs; the difference is an estimate of the error of the first, and the second is returned. */
export const solveOde = (
  f: RightHandSide, start: number, end: number, initial: Float64Array, tolerances: Tolerances,
): OdeSolution => {
  const loose = dormandPrince(f, start, end, initial, tolerances);
  const { relative, absolute, equalSteps } = tolerances;
  const tight = dormandPrince(f, start, end, initial, {
    ...tolerances, relative: relative / 10, absolute: absolute / 10, ...(equalSteps === undefined ? {} : { equalSteps: 2 * equalSteps }),
  });
  const [difference, size] = compare(loose, tight, tolerances.finalOnly === true);
  const rounding = 2 * Number.EPSILON * size * Math.sqrt(tight.times.length);
  return {
    ...tight,
    evaluations: loose.evaluations + tight.evaluations,
    rejected: loose.rejected + tight.rejected,
    error: {
      bound: difference + rounding, by: 'two tolerances', order: null,
      // Errors may grow along the way, but where they have grown a thousandfold the tolerance no longer rules them.
      asymptotic: difference <= 1000 * (absolute + relative * size) + rounding,
    },
  };
};
