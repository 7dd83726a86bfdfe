/**
 * One experiment with paths: a test in two stages of the means of bounded functionals, and how much of an error in the coefficients it would
 * have noticed.
 *
 * Each path is drawn together with the one that is driven by −W: a functional is of both, its row being the two final states. What is
 * known of its mean from the start of the path is subtracted (`control-variate.ts`), with weights from paths of their own.
 *
 * The first stage tests at 10^−4. Only where it rejects, its paths are tested once more at half of the experiment's level α; and where that does
 * not reject, twice as many other paths at 10^4 α/2. A true claim is contradicted with probability at most α. What would have been noticed: each part of
 * the coefficients is made 10 % larger, the same paths are drawn again, and the shift of every mean is compared with the shift that
 * the test notices but with probability 10^−6.
 */
import type { ColumnEquation, ColumnStart } from '../../../numeric/paths/columns.ts';
import { coupledColumns } from '../../../numeric/paths/columns.ts';
import type { FunctionalClaim, MeansTest } from '../../../numeric/paths/means-of-paths.ts';
import { testFunctionals } from '../../../numeric/paths/means-of-paths.ts';
import type { Plan } from '../../../numeric/paths/plan.ts';
import type { KeyedStream } from '../../../numeric/random/streams.ts';
import { NumericError } from '../../../numeric/numeric-error.ts';
import type { Dynamics } from './dynamics.ts';
import type { Judgement } from './judgement.ts';
import type { Question } from './statistic.ts';
import { claimOf, momentsOf } from './statistic.ts';
import { COARSEST, HIDDEN, contradiction } from './judgement.ts';

export const MISS = 1e-6;
/** By the dimension of the state: in the plane each costs three times as much. */
const PATHS: Readonly<Record<number, number>> = { 1: 12288, 2: 8192 };
const FACTOR = 2;
const PILOT_PATHS = 1536;
const STEPS = 32;
const ALTERED_PATHS = 1024;
const ALTERATION = 0.1;
/** Of the states that are read: more of them outside of the box would make its ends part of the result. */
const MOST_OUTSIDE = 2e-3;

export interface Experiment {
  readonly dynamics: Dynamics;
  /** How the paths run, with all their components. */
  readonly equation: (equation: ColumnEquation) => ColumnEquation;
  readonly components: number;
  readonly start: (stream: KeyedStream) => ColumnStart;
  readonly duration: number;
  readonly questions: readonly Question[];
  /** The question whose figure is told; left out: the one whose mean comes nearest to its bound. */
  readonly told?: number;
  /** With this probability at most something true is contradicted. */
  readonly alpha: number;
  readonly stream: KeyedStream;
}

type Draw = (paths: number, from: KeyedStream, levels: number, of: ColumnEquation) => readonly Float64Array[];

interface Staged {
  readonly test: MeansTest;
  /** The same paths at another level. */
  readonly again: (alpha: number) => MeansTest;
}

const FIRST = 1e-4;

/** The test that decides; it rejects something true with probability at most alpha. */
const inStages = (paths: number, alpha: number, judged: (samples: number, level: number, label: string) => Staged): MeansTest => {
  const first = judged(paths, FIRST, 'first stage');
  if (!first.test.rejected) return first.test;
  const sure = first.again(alpha / 2);
  return sure.rejected ? sure : judged(paths * FACTOR, alpha / 2 / FIRST, 'second stage').test;
};

/** `rough`: the same experiment in a coarser world and on coarser tables: the two differ by what the grids do, which is allowed for. */
export const conduct = (experiment: Experiment, rough: Experiment): Judgement => {
  const { dynamics, equation, components, start, duration, alpha, stream, questions } = experiment;
  const squares = questions.map(({ bounded }) => bounded === 'square');
  const whole = equation(dynamics.equation);
  const draw: Draw = (paths, from, levels, of) => {
    const plan: Plan = { from: 0, horizon: duration, steps: STEPS, paths };
    return coupledColumns(of, start(from.split('start')), plan, levels, from.split('noise'), true);
  };
  const [pilot] = draw(PILOT_PATHS, stream.split('pilot'), 1, whole) as [Float64Array];
  // What is read at the end of the box in place of what is outside of it changes a path by a fraction of what the mean can see.
  const astray = dynamics.outside();
  insistOnBox(astray);
  const units = questions.map(({ unit }) => (typeof unit === 'number' ? unit : momentsOf(unit, pilot, components).deviation));
  const ofGrids = differenceOf(experiment, rough, pilot);
  const claims = questions.map((question, k) => {
    const claim = claimOf(question, pilot, components);
    return { ...claim, tolerance: claim.tolerance + (ofGrids[k] as number) + astray * (claim.range.most - claim.range.least) };
  });
  const judged = (samples: number, level: number, label: string): Staged => {
    const ends = draw(samples, stream.split(label), 3, whole);
    const again = (at: number): MeansTest => testFunctionals(ends, 2 * components, claims, { alpha: at, miss: MISS });
    return { test: again(level), again };
  };
  const test = inStages(PATHS[dynamics.state.dimension] as number, alpha, judged);
  // By now the test has been spent, so that no other box may be tried.
  if (dynamics.outside() > MOST_OUTSIDE) return { outcome: 'silent', alpha, reason: outsideText(dynamics.outside()) };
  if (test.rejected) return { ...contradiction(test, units, claims.map((c) => c.expected), claims.map((c) => c.name), squares), alpha };
  // A first stage that rejected by chance: the second is what counts. An expansion that does not hold supports nothing.
  if (!test.asymptotic) return { outcome: 'silent', alpha, reason: 'the bias of the step does not behave as its expansion says' };
  return supported(experiment, claims, units, test, draw, alpha);
};

const ROUGH_PATHS = 1024;

/**
 * How far the means, less what is claimed of them, differ between two worlds, by the same paths. The finer world of a scheme of order 2 is off
 * by a third of that.
 */
const differenceOf = (fine: Experiment, rough: Experiment, pilot: Float64Array): readonly number[] => {
  const errors = [fine, rough].map(({ questions, equation, dynamics, start, duration, components, stream }) => {
    const from = stream.split('rough');
    const plan: Plan = { from: 0, horizon: duration, steps: STEPS, paths: ROUGH_PATHS };
    const [ends] = coupledColumns(equation(dynamics.equation), start(from.split('start')), plan, 1, from.split('noise'), true) as [Float64Array];
    // What is cut off, and at what scale, is the same for both.
    const claims = questions.map((question) => claimOf(question, pilot, components));
    return meansOver(ends, 2 * components, claims).map((mean, k) => mean - (claims[k] as FunctionalClaim).expected);
  });
  return (errors[0] as readonly number[]).map((error, k) => Math.abs(error - ((errors[1] as readonly number[])[k] as number)));
};

const meansOver = (ends: Float64Array, width: number, claims: readonly FunctionalClaim[]): readonly number[] => {
  const row = new Float64Array(width);
  const sums = claims.map(() => 0);
  for (let at = 0; at < ends.length; at += width) {
    row.set(ends.subarray(at, at + width));
    claims.forEach(({ functional }, k) => { sums[k] = (sums[k] as number) + functional(row); });
  }
  return sums.map((sum) => (sum * width) / ends.length);
};

const insistOnBox = (outside: number): void => {
  if (outside <= MOST_OUTSIDE) return;
  throw new NumericError('not-applicable', outsideText(outside), 'use a larger box');
};

const outsideText = (outside: number): string => `${(100 * outside).toPrecision(2)} % of the states left the box in which the coefficients are known`;

const supported = (
  { dynamics, equation, components, stream, questions, told }: Experiment, claims: readonly FunctionalClaim[], units: readonly number[], test: MeansTest, draw: Draw, alpha: number,
): Judgement => {
  const from = stream.split('altered');
  const meansOf = (of: ColumnEquation): readonly number[] => {
    const [ends] = draw(ALTERED_PATHS, from, 1, of) as [Float64Array];
    return meansOver(ends, 2 * components, claims);
  };
  const base = meansOf(equation(dynamics.equation));
  const seen = dynamics.parts.map((name, index) => {
    let means: readonly number[];
    try {
      means = meansOf(equation(dynamics.altered({ index, size: ALTERATION })));
    } catch (error) {
      // With the error paths explode: that would have been noticed.
      if (error instanceof NumericError) return { name, least: ALTERATION };
      throw error;
    }
    const least = Math.min(...means.map((mean, k) => {
      const shift = Math.abs(mean - (base[k] as number));
      if (shift < 1e-12 * ALTERATION) return Infinity;
      const times = (test.shifts[k] as number) / shift;
      return ALTERATION * (questions[k]?.bounded === 'square' ? Math.sqrt(times) : times);
    }));
    return { name, least };
  });
  const [figure, bound] = figureOf(test, told ?? worstOf(test, claims), units, claims, questions);
  const noticed = seen.filter(({ least }) => least < Infinity);
  const best = Math.min(Infinity, ...noticed.map(({ least }) => least));
  if (!(best <= COARSEST)) {
    return { outcome: 'silent', alpha, reason: best === Infinity ? 'no coefficient has an effect on the paths' : `only an error of ${best.toPrecision(2)} would be noticed` };
  }
  const coarsest = Math.max(...noticed.map(({ least }) => least));
  if (coarsest > HIDDEN) {
    const names = noticed.filter(({ least }) => least > HIDDEN).map(({ name }) => name);
    return { outcome: 'silent', alpha, reason: `an error in ${names.join(', ')} would be noticed only from ${coarsest.toPrecision(2)} on` };
  }
  const unseen = seen.filter(({ least }) => least > COARSEST).map(({ name, least }) => (least === Infinity ? `${name} has no effect` : `an error in ${name} would be noticed from ${least.toPrecision(2)} on`));
  return { outcome: 'supports', alpha, figure, bound, detectable: coarsest, remark: unseen.length === 0 ? null : unseen.join('; ') };
};

/** The number of the mean that comes nearest to its bound. */
const worstOf = (test: MeansTest, claims: readonly FunctionalClaim[]): number => {
  const shares = claims.map(({ expected }, k) => Math.abs((test.means[k] as number) - expected) / (test.bounds[k] as number));
  return shares.indexOf(Math.max(...shares));
};

/** A mean's difference and its bound, in its unit. */
const figureOf = (test: MeansTest, k: number, units: readonly number[], claims: readonly FunctionalClaim[], questions: readonly Question[]): readonly [number, number] => {
  const figure = Math.abs((test.means[k] as number) - (claims[k] as FunctionalClaim).expected);
  const unit = units[k] as number;
  // The test bets, and may keep a mean just outside of half the interval's width about it, which need not be symmetric.
  const both = [figure / unit, Math.max(test.bounds[k] as number, figure) / unit] as const;
  return questions[k]?.bounded === 'square' ? [Math.sqrt(both[0]), Math.sqrt(both[1])] : both;
};
