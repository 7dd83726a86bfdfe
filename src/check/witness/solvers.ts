/**
 * Evidence from solvers: what a document declares is solved for on grids, from its processes and problems, and the claim is looked at on
 * what comes out.
 *
 * Every figure is computed on three or four grids. It counts where its order is observed; it supports where it tends to 0 within the
 * bound of its extrapolation, and contradicts where it tends to something else. Claims in which nothing is solved for are not the
 * matter of this means.
 */
import type { Claim, Document } from '../../language/statement.ts';
import { printExpression } from '../../render/text.ts';
import type { GoalsOfClaim } from '../goals.ts';
import { GoalError, goalsOf } from '../goals.ts';
import { claimJudgement, hidesInOneDimension } from './solvers/claim.ts';
import { dimensionsOf, isHalfLineClaim, solvedFor } from './solvers/instances.ts';
import type { Solved } from './solvers/instances.ts';
import type { Judgement } from './solvers/judgement.ts';
import { anyOf, guarded } from './solvers/judgement.ts';
import { describe } from './solvers/description.ts';
import type { Evidence, Witness } from './witness.ts';
import { silent } from './witness.ts';

const METHOD = 'solvers';
const NO_GRID = 'no grid';

/** The witness that solves in these dimensions alone; null: in those that `check` uses. */
export const solversIn = (dimensions: readonly number[] | null): Witness => ({
  method: METHOD,
  testify: (document, claim, seed) => {
    const goals = goalsFor(document, claim);
    if (typeof goals === 'string') return silent(METHOD, seed, NO_GRID, goals);
    const chosen = dimensionsOf(document).filter((d) => dimensions?.includes(d) ?? true);
    return chosen.length === 0 ? silent(METHOD, seed, NO_GRID, 'a grid has one dimension or two, and the document has another') : testimony(document, claim, goals, seed, chosen);
  },
});

export const solvers: Witness = solversIn(null);

/** Or why the claim stands for no equation. */
const goalsFor = (document: Document, claim: Claim): GoalsOfClaim | string => {
  try {
    return goalsOf(document, claim);
  } catch (error) {
    // Anything but a claim that stands for no equation is an error of this program.
    if (error instanceof GoalError) return error.message;
    throw error;
  }
};

const testimony = (document: Document, claim: Claim, goals: GoalsOfClaim, seed: number, dimensions: readonly number[]): Evidence => {
  const iff = claim.body.kind === 'equation' ? claim.body.iff ?? [] : [];
  const half = isHalfLineClaim(document, claim, goals);
  const found = new Map<number, Judgement>();
  for (const dimension of dimensions) {
    let solved: Solved | null = null;
    const judgement = guarded(() => {
      solved = solvedFor(document, dimension, half, seed, [...claim.where, ...iff]);
      return claimJudgement(document, claim, goals, solved);
    });
    if (judgement.outcome === 'contradicts' && solved !== null) return contradiction(solved, judgement, seed);
    found.set(dimension, judgement);
  }
  return evidenceOf(acrossDimensions(document, goals, found), seed);
};

/** What one dimension supports is not supported where it hides errors, and the plane has nothing to say. */
const acrossDimensions = (document: Document, goals: GoalsOfClaim, found: ReadonlyMap<number, Judgement>): Judgement => {
  const [line, plane] = [found.get(1), found.get(2)];
  if (line?.outcome === 'supports' && plane?.outcome === 'silent' && document.dimension === null && hidesInOneDimension(goals)) {
    return { outcome: 'silent', reason: `in one dimension it holds within ${line.bound.toPrecision(2)}, but transposes and divergences do not show there; in the plane: ${plane.reason}` };
  }
  return anyOf([...found.values()]);
};

type Contradicting = Extract<Judgement, { outcome: 'contradicts' }>;

const contradiction = (solved: Solved, judgement: Contradicting, seed: number): Evidence => ({
  method: METHOD, outcome: 'contradicts', figure: judgement.figure, bound: judgement.bound, detectable: null, seed, by: judgement.by,
  reason: null, falseAlarm: 0,
  against: { instance: [...describe(solved, printExpression), ...judgement.place], left: judgement.left, right: judgement.right },
});

const evidenceOf = (judgement: Judgement, seed: number): Evidence => {
  switch (judgement.outcome) {
    case 'contradicts': throw new TypeError('a contradiction is told with its instance');
    case 'silent': return silent(METHOD, seed, NO_GRID, judgement.reason);
    case 'supports': return {
      method: METHOD, outcome: 'supports', figure: judgement.figure, bound: judgement.bound, detectable: judgement.detectable, seed,
      by: judgement.by, reason: judgement.remark, falseAlarm: 0, against: null,
    };
  }
};
