/**
 * Evidence from random instances: both sides of a claim, evaluated in balls at random points of random instances in which every
 * hypothesis holds.
 *
 * Balls enclose: where the ball of the difference excludes zero, the two sides differ in that instance, whatever the rounding.
 * Where all contain zero, `detectable` is the largest relative error of a term that would have gone unnoticed. The
 * instances are functions of the seed and the document's text alone. Never throws for a bad instance: it is then silent.
 */
import { fieldsIn, subexpressions } from '../../calculus/dependence.ts';
import { T_VARIABLE, derivative } from '../../kernel/expression.ts';
import type { Goal } from '../../kernel/goal.ts';
import type { Claim, Document } from '../../language/statement.ts';
import { NumericError } from '../../numeric/numeric-error.ts';
import { GoalError, goalsOf, underConditions } from '../goals.ts';
import { withRelevantHypotheses } from '../relevant.ts';
import { measure } from './instances/comparison.ts';
import { againstOf, placesText } from './instances/counterexample.ts';
import { densityOptimumOf, measureDensityOptimum } from './instances/density-optimum.ts';
import type { InstanceFamily } from './instances/families.ts';
import { drawsOf } from './instances/families.ts';
import { judgeIntegral } from './instances/integral.ts';
import type { Judgement } from './instances/judgement.ts';
import type { Further } from './instances/judge-all.ts';
import { judgeAll } from './instances/judge-all.ts';
import { judgeOptimality } from './instances/optimality.ts';
import type { Asked, Draw } from './instances/setting.ts';
import type { Evidence, Witness } from './witness.ts';
import { silent } from './witness.ts';

const METHOD = 'instances';
const NOWHERE = 'no instance';

/** The witness that looks at these families alone; null: at those that `check` uses. */
export const instancesOf = (families: readonly InstanceFamily[] | null): Witness => ({
  method: METHOD,
  testify: (document, claim, seed) => {
    try {
      return evidenceOf(judgements({ document, claim, seed, families }), seed);
    } catch (error) {
      // A claim that stands for no equation, or numbers that cannot be used; anything else is an error of this program.
      if (error instanceof GoalError || error instanceof NumericError) return silent(METHOD, seed, NOWHERE, error.message);
      throw error;
    }
  },
});

export const instances: Witness = instancesOf(null);

interface Question {
  readonly document: Document;
  readonly claim: Claim;
  readonly seed: number;
  readonly families: readonly InstanceFamily[] | null;
}

const judgements = (question: Question): readonly Judgement[] => {
  const { document, claim, seed, families } = question;
  const { goals, optimal } = goalsOf(document, claim);
  const iff = claim.body.kind === 'equation' ? claim.body.iff : null;
  return [
    ...goals.map((goal) => judgeGoal(question, iff === null ? goal : underConditions(goal, iff))),
    ...optimal.map((o) => judgeOptimality(document, o, seed, drawsOf(families, o.dimension, [o.hamiltonian, o.law]))),
  ];
};

const judgeGoal = ({ document, seed, families }: Question, original: Goal): Judgement => {
  const goal = withRelevantHypotheses(original);
  const draws = drawsOf(families, goal.dimension, [goal.left, goal.right]);
  if (goal.under !== null) return judgeIntegral(document, goal, goal.under, seed, families);
  const density = densityOptimumOf(goal);
  if (density !== null) {
    return judgeAll(askedOf(document, goal, seed), draws, 1, (site) => measureDensityOptimum(density, site));
  }
  let last: Judgement = { outcome: 'silent', reason: 'no family has a dimension in which this can be computed' };
  for (const decaying of decayingSets(goal)) {
    last = judgePointwise({ ...askedOf(document, goal, seed), decaying }, goal, draws);
    if (last.outcome !== 'silent') return last;
  }
  return last;
};

const askedOf = (document: Document, goal: Goal, seed: number): Asked => ({
  document, expressions: [goal.left, goal.right], hypotheses: goal.hypotheses, conditions: goal.conditions, data: goal.data ?? [], decaying: new Set(), seed, time: null,
});

/** Which fields decay: none; where there are integrals, and they do not exist, the scalars that depend on what is integrated over. */
const decayingSets = (goal: Goal): readonly ReadonlySet<string>[] => {
  const over = [goal.left, goal.right].flatMap((e) => [...subexpressions(e)].flatMap((p) => (p.kind === 'integral' ? [p.variable.name] : [])));
  const scalars = [...fieldsIn(goal.left, goal.right).values()].filter((f) => f.shape.length === 0 && f.slots.some((slot) => over.includes(slot.name)));
  return scalars.length === 0 ? [new Set()] : [new Set(), new Set(scalars.map((f) => f.name))];
};

const judgePointwise = (asked: Asked, goal: Goal, draws: readonly Omit<Draw, 'attempt'>[]): Judgement => {
  // Numbers alone may agree by chance, and cost little.
  const wanted = fieldsIn(goal.left, goal.right).size === 0 ? 2 : 1;
  return judgeAll(asked, draws, wanted, ({ world, place }) => measure(goal, world, place), derivedByTime(goal));
};

/** What holds at all times may be differentiated by time; not an equation at the points of another one. */
const derivedByTime = (goal: Goal): Further | null => {
  if (goal.conditions.some((c) => c.relation === '=')) return null;
  const sides = { left: derivative(T_VARIABLE, goal.left), right: derivative(T_VARIABLE, goal.right) };
  return { expressions: [sides.left, sides.right], take: ({ world, place }) => measure(sides, world, place) };
};

const evidenceOf = (all: readonly Judgement[], seed: number): Evidence => {
  const wrong = all.find((j) => j.outcome === 'contradicts');
  if (wrong?.outcome === 'contradicts') {
    return {
      method: METHOD, outcome: 'contradicts', figure: wrong.figure, bound: wrong.bound, detectable: null, seed,
      by: placesText([wrong.sample]), reason: null, falseAlarm: 0, against: againstOf(wrong.sample, wrong.measured),
    };
  }
  const mute = all.find((j) => j.outcome === 'silent');
  if (mute?.outcome === 'silent') return silent(METHOD, seed, NOWHERE, mute.reason);
  const supports = all.flatMap((j) => (j.outcome === 'supports' ? [j] : []));
  if (supports.length === 0) return silent(METHOD, seed, NOWHERE, 'the claim stands for no equation');
  const remarks = [...new Set(supports.flatMap((j) => (j.remark === null ? [] : [j.remark])))];
  return {
    method: METHOD, outcome: 'supports', seed, falseAlarm: 0, against: null,
    figure: Math.max(...supports.map((j) => j.figure)), bound: Math.max(...supports.map((j) => j.bound)),
    detectable: Math.max(...supports.map((j) => j.detectable)),
    by: placesText(supports.flatMap((j) => j.samples)), reason: remarks.length === 0 ? null : remarks.join('; '),
  };
};
