/**
 * Equal steps of time from one time to another, and which of them are kept.
 */
import { NumericError } from '../numeric-error.ts';

export interface Times {
  readonly from: number;
  readonly to: number;
  readonly steps: number;
}

/** The length of a step. A horizon of zero, or backwards, and a number of steps that is none are refused by name. */
export const stepOf = ({ from, to, steps }: Times): number => {
  if (!Number.isFinite(from) || !Number.isFinite(to)) {
    throw new NumericError('not-finite', `time runs from ${from} to ${to}`, 'give two finite times');
  }
  if (!(to > from)) throw new NumericError('no-horizon', `time runs from ${from} to ${to}`, 'let the end be later than the start');
  if (!Number.isInteger(steps) || steps < 1) {
    throw new NumericError('step-too-long', `${steps} steps from ${from} to ${to}`, 'use a positive number of steps');
  }
  return (to - from) / steps;
};

/** The same time in fewer steps; `kept` of the intervals must still end at a step. */
export const fewerSteps = (times: Times, factor: number, kept: number): Times => {
  stepOf(times);
  if (times.steps % (factor * kept) !== 0) {
    throw new NumericError('not-applicable', `${times.steps} steps cannot be taken ${factor} at a time for ${kept} kept times`,
      `use a number of steps that ${factor * kept} divides`);
  }
  return { ...times, steps: times.steps / factor };
};

/** The times that are kept: the start, and the ends of `kept` equal intervals. */
export const keptTimes = ({ from, to }: Times, kept: number): Float64Array =>
  Float64Array.from({ length: kept + 1 }, (_, i) => from + (to - from) * (i / kept));
