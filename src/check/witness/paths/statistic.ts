/**
 * From a number of a path's final state to a bounded statistic of a pair of paths, whose mean is claimed.
 *
 * What has no bound is cut off at sixteen deviations, measured on paths of their own; where one of these is farther out than that, the statistic has
 * heavy tails, and is refused (NumericError 'not-applicable').
 */
import type { FunctionalClaim } from '../../../numeric/paths/means-of-paths.ts';
import type { Functional } from '../../../numeric/paths/talay-tubaro.ts';
import type { Range } from '../../../numeric/statistics/betting.ts';
import { NumericError } from '../../../numeric/numeric-error.ts';
import { weightsOf } from './control-variate.ts';

/** A bounded number of a final state (not of two), whose mean is claimed. */
export interface Question {
  readonly name: string;
  readonly functional: Functional;
  /** It holds the functional on every path; null: nothing does, and it is cut off at sixteen deviations. */
  readonly range: Range | null;
  readonly expected: number;
  readonly tolerance: number;
  /** Functions of what stays of the start, and their means; none: null. */
  readonly variates: Variates | null;
  /** The size by which a difference is told: a number, or how much this function varies. */
  readonly unit: number | Functional;
  /**
   * In place of the functional f comes a bounded function of it, 2 s tanh(f/2s), or for its square 2 s² (1 − 1/cosh(f/s)), which are f and f² where
   * f is small; s is six times the root mean square of f. Of a square the root is told, and an error contributes by its second power.
   */
  readonly bounded?: 'value' | 'square';
  /** The functional is multiplied by tanh(times/its deviation), which is bounded and of one sign with it. */
  readonly times?: Functional;
}

export interface Variates {
  readonly functionals: readonly Functional[];
  readonly means: readonly number[];
  /** All values that Σ weight (functional − mean) may have. */
  readonly rangeOf: (weights: readonly number[]) => Range;
}

/** Of a pair: the mean of the two, less the variates with the weights that the pilot paths give them. */
export const claimOf = (asked: Question, pilot: Float64Array, components: number): FunctionalClaim => {
  const held = asked.bounded === undefined ? asked : { ...asked, ...boundedBy(asked.functional, asked.bounded, pilot, components) };
  const question = held.times === undefined ? held : { ...held, functional: product(held.functional, held.times, pilot, components) };
  const { name, functional, range, expected, tolerance, variates } = question.range === null ? cutOff(question, pilot, components) : { ...question, range: question.range };
  const state = new Float64Array(components);
  const half = (row: Float64Array, side: 0 | 1): Float64Array => { state.set(row.subarray(side * components, (side + 1) * components)); return state; };
  const both = (row: Float64Array): number => 0.5 * functional(half(row, 0)) + 0.5 * functional(half(row, 1));
  const row = (p: number): Float64Array => pilot.subarray(p * 2 * components, (p + 1) * 2 * components);
  const count = pilot.length / (2 * components);
  const over = (f: (row: Float64Array) => number): Float64Array => Float64Array.from({ length: count }, (_, p) => f(row(p)));
  if (variates === null) return { name, expected, tolerance, range, functional: both };
  const { functionals, means, rangeOf } = variates;
  const weights = weightsOf(functionals.map((f, k) => over((r) => f(half(r, 0)) - (means[k] as number))), over(both));
  const { least, most } = rangeOf(weights);
  return {
    name, expected, tolerance, range, fixed: { least: -most, most: -least },
    functional: (r) => {
      let value = both(r);
      half(r, 0);
      functionals.forEach((f, k) => { value -= (weights[k] as number) * (f(state) - (means[k] as number)); });
      return value;
    },
  };
};

/** In deviations. Where no path of ten thousand is cut, what is cut off of the mean is a small part of what chance does to it. */
const CUT = 16;
const CUT_OFF = 0.01;
const COARSER = 8;

const cutOff = (question: Question, pilot: Float64Array, components: number): Question & { readonly range: Range } => {
  const { mean, deviation, farthest } = momentsOf(question.functional, pilot, components);
  if (farthest > CUT * deviation) {
    throw new NumericError('not-applicable', 'what is paid along paths has heavy tails', 'ask for a bounded function of it');
  }
  // On the coarsest grid the bias of the step is four times as large. What has neither bias nor spread still needs a range.
  const most = CUT * deviation + COARSER * Math.abs(mean - question.expected) + 1e-9 * (1 + Math.abs(question.expected));
  return {
    ...question, tolerance: question.tolerance + CUT_OFF * deviation, range: { least: question.expected - most, most: question.expected + most },
    functional: (x) => Math.max(question.expected - most, Math.min(question.expected + most, question.functional(x))),
  };
};

const SCALE = 6;
/** A scale that nothing seen in pilot paths may undercut. */
const LEAST_SCALE = 1e-4;

const boundedBy = (f: Functional, as: 'value' | 'square', pilot: Float64Array, components: number): Pick<Question, 'functional' | 'range'> => {
  const { mean, deviation } = momentsOf(f, pilot, components);
  const s = Math.max(LEAST_SCALE, SCALE * Math.hypot(mean, deviation));
  switch (as) {
    case 'value': return { functional: (x) => 2 * s * Math.tanh(f(x) / (2 * s)), range: { least: -2 * s, most: 2 * s } };
    case 'square': return { functional: (x) => 2 * s * s * (1 - 1 / Math.cosh(f(x) / s)), range: { least: 0, most: 2 * s * s } };
  }
};

const product = (one: Functional, other: Functional, pilot: Float64Array, components: number): Functional => {
  const { deviation } = momentsOf(other, pilot, components);
  return deviation === 0 ? one : (x) => one(x) * Math.tanh(other(x) / deviation);
};

/** Over single paths; `farthest` from the mean. */
export const momentsOf = (f: Functional, pilot: Float64Array, components: number): { readonly mean: number; readonly deviation: number; readonly farthest: number } => {
  const state = new Float64Array(components);
  const count = pilot.length / components;
  const values = Float64Array.from({ length: count }, (_, p) => { state.set(pilot.subarray(p * components, (p + 1) * components)); return f(state); });
  const mean = values.reduce((a, b) => a + b, 0) / count;
  return {
    mean, deviation: Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / count),
    farthest: values.reduce((most, value) => Math.max(most, Math.abs(value - mean)), 0),
  };
};
