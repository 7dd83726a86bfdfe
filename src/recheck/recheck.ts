/**
 * The second checker: accepts or rejects a certificate without the kernel, in another way.
 *
 * The kernel proves in index notation, with normal forms and BigInt fractions. Here everything is written out in
 * components (d = 1, 2, 3, other spaces at other sizes) modulo primes, about a random point: every field gets a random Taylor
 * polynomial, every parameter a random residue, and derivatives are taken of truncated power series. Both sides of the
 * certificate's identity are then residues, and are compared.
 *
 * A true identity is never rejected for the numbers drawn. A false one of degree D in what is drawn is accepted at
 * one point with probability at most D/P (Schwartz and Zippel), P > 5·10^6, D in the hundreds at the most: with two
 * independent points in each of three dimensions below 10^−20 for what fails in all of them, and below 10^−8 for what
 * fails in one. The bound is for numbers drawn after the claim was fixed: somebody who knows the seed could build a
 * claim around the primes, which is why the kernel and not this file decides. Sines and cosines have the smaller prime
 * of `angle` instead, 5,000 at the least. An integral stands for a random linear functional.
 */
import type { Hypothesis } from '../kernel/expression.ts';
import type { Certificate, Goal } from '../kernel/goal.ts';
import type { Census } from './census.ts';
import { censusOf } from './census.ts';
import { Evaluator } from './evaluate.ts';
import { failingComponent, hypothesesOf, requireConditions, requirePositiveNumbers } from './identity.ts';
import type { RecheckResult } from './outcome.ts';
import { Refusal, Unlucky } from './outcome.ts';
import { ANGLES, exponentLevel, MAIN } from './primes.ts';
import { residues } from './random.ts';
import { gradientSources, requireHypotheses, solvingEvaluator } from './solution.ts';
import type { WorldOptions } from './world.ts';
import { World } from './world.ts';

export interface RecheckOptions {
  readonly seed?: number;
  /** In which dimensions to expand; without it in the one of the goal or the certificate, or in 1, 2 and 3. */
  readonly dimensions?: readonly number[];
}

type Equation = Extract<Hypothesis, { kind: 'equation' }>;

const DIMENSIONS: readonly number[] = [1, 2, 3];
const POINTS = 2;
/** Points that may turn out not to be admissible before the checker gives up: each condition halves the admissible ones. */
const ATTEMPTS = 256;
/** Multiplications of residues, for one certificate: about two seconds. */
const WORK = 300_000_000;

/** Checks a certificate against its goal. Never throws; `reason` says what failed, or why nothing could be decided. */
export const recheck = (goal: Goal, certificate: Certificate, options: RecheckOptions = {}): RecheckResult =>
  guarded(() => {
    requireForm(goal, certificate);
    const census = censusOf(goal, certificate, certificate.substituted.length > 0);
    const replaced = certificate.substituted.map((k) => equationNumber(goal, k));
    const fixed = certificate.dimension === 'every' ? goal.dimension : certificate.dimension;
    return everywhere(goal, census, fixed, options, replaced, certificate);
  });

/**
 * Checks a goal without a certificate: both sides must agree for random power series that satisfy every hypothesis. Not
 * for goals under an integral. Never throws.
 */
export const recheckBySolution = (goal: Goal, options: RecheckOptions = {}): RecheckResult =>
  guarded(() => {
    if (goal.under !== null) throw new Refusal('a goal under an integral, without a certificate');
    const equations = hypothesesOf(goal).filter((h): h is Equation => h.kind === 'equation');
    return everywhere(goal, censusOf(goal, null, true), goal.dimension, options, equations, NO_CERTIFICATE);
  });

const NO_CERTIFICATE: Certificate = { dimension: 'every', uses: [], flux: [], substituted: [] };

const guarded = (check: () => string | null): RecheckResult => {
  try {
    const reason = check();
    return { accepted: reason === null, reason };
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    return { accepted: false, reason: error instanceof Refusal ? `cannot be checked: ${message}` : `malformed: ${message}` };
  }
};

/** What would make an identity say less than it seems to. */
const requireForm = (goal: Goal, certificate: Certificate): void => {
  const names = new Set((goal.under ?? []).map((v) => v.name));
  for (const { variable } of certificate.flux) {
    if (!names.has(variable.name)) throw new TypeError(`a flux by ${variable.name}, which is not integrated over`);
  }
  if (certificate.dimension !== 'every' && goal.dimension !== null && certificate.dimension !== goal.dimension) {
    throw new TypeError(`a certificate for dimension ${certificate.dimension}, not ${goal.dimension}`);
  }
};

const equationNumber = (goal: Goal, k: number): Equation => {
  const hypothesis = hypothesesOf(goal)[k];
  if (hypothesis?.kind !== 'equation') throw new TypeError(`there is no equation number ${k}`);
  return hypothesis;
};

/** The reason for which the identity fails in one of the dimensions; null when it holds in all. */
const everywhere = (
  goal: Goal, census: Census, fixed: number | null, options: RecheckOptions, solved: readonly Equation[], certificate: Certificate,
): string | null => {
  const dimensions = fixed === null ? options.dimensions ?? DIMENSIONS : [fixed];
  if (dimensions.length === 0) throw new Refusal('no dimension to expand in');
  const work = { left: WORK };
  for (const dimension of dimensions) {
    for (let point = 0; point < POINTS; point++) {
      const seed = `${options.seed ?? 1} ${dimension} ${point}`;
      const common = { dimension, seed, alike: certificate.dimension !== 'every', positive: positiveVariables(goal), work };
      const failing = atAdmissiblePoint(goal, census, common, solved, certificate);
      if (failing === null) continue;
      const [functional] = census.functionals;
      if (functional !== undefined) throw new Refusal(`of ${functional} only some properties are known here`);
      return `the identity fails in dimension ${dimension}${failing.length > 0 ? `, component [${failing}]` : ''}`;
    }
  }
  return null;
};

/** Draws points until one is admissible, and compares there. */
const atAdmissiblePoint = (
  goal: Goal, census: Census, common: Omit<WorldOptions, 'chain' | 'redrawn'>, solved: readonly Equation[], certificate: Certificate,
): readonly number[] | null => {
  const chains = residues(`${common.seed} chain`, 1_000_000);
  const redrawn = [0, 0, 0, 0, 0, 0];
  let chain = chains();
  let reason = '';
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const world = new World(census, { ...common, chain, redrawn: [...redrawn] });
    try {
      return atPoint(goal, world, census.factors, solved, certificate);
    } catch (error) {
      if (!(error instanceof Unlucky)) throw error;
      reason = error.message;
      if (error.prime === null) chain = chains();
      else redrawn[world.levelOf(error.prime)] = attempt + 1;
    }
  }
  throw new Refusal(`no admissible point was found (${reason})`);
};

const atPoint = (
  goal: Goal, world: World, numbers: ReadonlySet<bigint>, solved: readonly Equation[], certificate: Certificate,
): readonly number[] | null => {
  requirePositiveNumbers(numbers, world.prime(MAIN));
  const evaluator = solved.length > 0
    ? solvingEvaluator(solved, goal, world) : new Evaluator(world, gradientSources(goal.hypotheses, world));
  requireConditions(goal.conditions, evaluator, MAIN);
  requireHypotheses(solved, evaluator);
  const failing = failingComponent(goal, certificate, evaluator);
  const touched = new Set(world.touched);
  for (const level of touched) {
    if (level === MAIN || level === ANGLES || exponentLevel(level) === null) continue;
    requirePositiveNumbers(numbers, world.prime(level));
    requireConditions(goal.conditions, evaluator, level);
  }
  return failing;
};

/** Scalar variables that a condition `v > 0` makes positive, so that they need not be drawn until they are. */
const positiveVariables = (goal: Goal): ReadonlySet<string> => {
  const names = new Set<string>();
  for (const { relation, left, right } of goal.conditions) {
    const [high, low] = relation.startsWith('<') ? [right, left] : [left, right];
    if (relation === '=' || relation === '!=' || high.kind !== 'variable' || high.variable.space !== null) continue;
    if (low.kind === 'number' && low.value.numerator === 0n) names.add(high.variable.name);
  }
  return names;
};
