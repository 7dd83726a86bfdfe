/**
 * The second checker: accepts or rejects a certificate without the kernel, in another way.
 *
 * The kernel proves in index notation, with normal forms and BigInt fractions. Here everything is written out in
 * components (d = 1, 2, 3, other spaces at other sizes) modulo primes, about a random point: every field gets a random
 * Taylor polynomial, every parameter a random residue, and derivatives are taken of truncated power series. Both sides
 * of the certificate's identity are then residues, and are compared.
 *
 * A false identity of degree D in what is drawn is accepted at one point with probability at most D/P (Schwartz and
 * Zippel), P > 7·10^6, D in the hundreds at the most: with two independent points in each of three dimensions below
 * 10^−20 for what fails in all of them, and below 10^−8 for what fails in one alone. Weaker are: sines and cosines,
 * with P > 5,000; and what is false by a sign under a root alone, √(a²) = a, which survives each of sixteen points with
 * probability ½. The bounds are for numbers drawn after the claim was fixed: somebody who knows the seed could build
 * a claim around the primes, which is why the kernel and not this file decides.
 *
 * A true identity is accepted, unless it needs what is not modelled: special values (sin π = 0, tan(atan a) = a), an
 * integral or an optimum as more than a functional with the properties in `functionals.ts`, inequalities. An empty
 * domain (√(−1−a²)) goes unnoticed.
 */
import type { Certificate, Goal } from '../kernel/goal.ts';
import { censusOf } from './census.ts';
import type { Equation } from './identity.ts';
import { hypothesesOf } from './identity.ts';
import { Notation } from './notation.ts';
import { writtenOnce } from './once.ts';
import type { RecheckResult } from './outcome.ts';
import { Refusal } from './outcome.ts';
import { namesIn } from './parts.ts';
import { failure } from './points.ts';

export { certificateHash } from './hash.ts';
export type { RecheckResult } from './outcome.ts';

export interface RecheckOptions {
  readonly seed?: number;
  /** In which dimensions to expand; without it in the one of the goal or the certificate, or in 1, 2 and 3. */
  readonly dimensions?: readonly number[];
}

const DIMENSIONS: readonly number[] = [1, 2, 3];

/** Checks a certificate against its goal. Never throws; `reason` says what failed, or why nothing could be decided. */
export const recheck = (goal: Goal, certificate: Certificate, options: RecheckOptions = {}): RecheckResult =>
  guarded(() => {
    requireForm(goal, certificate);
    const census = censusOf(goal, certificate, certificate.substituted.length > 0);
    const written = writtenOnce(goal);
    const replaced = certificate.substituted.map((k) => equationNumber(written, k));
    const fixed = certificate.dimension === 'every' ? goal.dimension : certificate.dimension;
    return failure(
      { goal: written, certificate, census, notation: new Notation(), solved: replaced },
      fixed === null ? options.dimensions ?? DIMENSIONS : [fixed], options.seed ?? 1,
    );
  });

/**
 * Checks a goal without a certificate: both sides must agree for random power series that satisfy every hypothesis. Not
 * for goals under an integral. Never throws.
 */
export const recheckBySolution = (goal: Goal, options: RecheckOptions = {}): RecheckResult =>
  guarded(() => {
    if (goal.under !== null) throw new Refusal('a goal under an integral, without a certificate');
    const equations = related(goal, hypothesesOf(goal).filter((h): h is Equation => h.kind === 'equation'));
    return failure(
      {
        goal, certificate: NO_CERTIFICATE, census: censusOf(goal, null, true), notation: new Notation(),
        solved: equations,
      },
      goal.dimension === null ? options.dimensions ?? DIMENSIONS : [goal.dimension], options.seed ?? 1,
    );
  });

/** The equations that share a field or parameter with the goal, or with one of them in turn; the others are free to fail. */
const related = (goal: Goal, equations: readonly Equation[]): readonly Equation[] => {
  const names = new Set(namesIn([goal.left, goal.right]));
  let list: readonly Equation[] = [];
  for (;;) {
    const next = equations.filter(({ left, right }) => namesIn([left, right]).some((name) => names.has(name)));
    if (next.length === list.length) return next;
    list = next;
    next.forEach(({ left, right }) => namesIn([left, right]).forEach((name) => names.add(name)));
  }
};

const NO_CERTIFICATE: Certificate = { dimension: 'every', uses: [], flux: [], substituted: [] };

const guarded = (check: () => string | null): RecheckResult => {
  try {
    const reason = check();
    return { accepted: reason === null, reason };
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    const kind = error instanceof Refusal ? 'cannot be checked' : 'malformed';
    return { accepted: false, reason: `${kind}: ${message}` };
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
