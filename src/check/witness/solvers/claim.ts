/**
 * What is looked at for a claim: its equations on what was solved, and, for claims about a process or a problem, that process or problem
 * itself, solved.
 */
import type { Goal } from '../../../kernel/goal.ts';
import { subexpressions } from '../../../calculus/dependence.ts';
import type { Claim, Document, Problem } from '../../../language/statement.ts';
import { isPlane } from '../../../numeric/solved/plane-value.ts';
import type { SolvedWorld } from '../../../numeric/solved/world.ts';
import type { GoalsOfClaim } from '../../goals.ts';
import { underConditions } from '../../goals.ts';
import { judgeDensity } from './density.ts';
import type { Solved } from './instances.ts';
import { judgeIntegral } from './integral.ts';
import type { Judgement } from './judgement.ts';
import { allOf, anyOf, guarded } from './judgement.ts';
import { declaredValueOf, judgeLaw, judgeSlope } from './optimal.ts';
import { judgePlaneLaw, judgePlaneValue } from './plane.ts';
import { judgePointwise } from './pointwise.ts';
import { judgeExpectation, judgeValue } from './value.ts';

/** What the means has to say of a claim in one dimension: of its equations together, and of what it is about. */
export const claimJudgement = (document: Document, claim: Claim, { goals, optimal }: GoalsOfClaim, solved: Solved): Judgement => {
  const iff = claim.body.kind === 'equation' ? claim.body.iff : null;
  const world = solved.worlds[0] as SolvedWorld;
  const equations = goals.filter((goal) => world.isSolved(goal.left, goal.right))
    .map((goal) => guarded(() => equation(document, iff === null ? goal : underConditions(goal, iff), solved)));
  const slopes = optimal.filter((goal) => world.isSolved(goal.hamiltonian, goal.law)).map((goal) => guarded(() => judgeSlope(document, goal, solved)));
  const parts = [...(equations.length + slopes.length === 0 ? [] : [allOf([...equations, ...slopes])]), ...itself(document, claim, solved)];
  return parts.length === 0 ? { outcome: 'silent', reason: 'nothing in it is solved for' } : anyOf(parts);
};

const equation = (document: Document, goal: Goal, solved: Solved): Judgement =>
  (goal.under === null ? judgePointwise(document, goal, solved, goal.name) : judgeIntegral(goal, goal.under, solved));

/** The process or problem that the claim is about. */
const itself = (document: Document, { body }: Claim, solved: Solved): readonly Judgement[] => {
  const inPlane = (problem: Problem): boolean => isPlane(solved.worlds[0] as SolvedWorld, problem);
  switch (body.kind) {
    case 'density': return [guarded(() => judgeDensity(body, solved))];
    case 'value': return [guarded(() => (inPlane(body.problem) ? judgePlaneValue(body, solved) : judgeValue(body, solved)))];
    case 'expectation': return solved.setting.dimension === 1 ? [guarded(() => judgeExpectation(body, solved))] : [];
    case 'optimal': {
      const value = body.value ?? declaredValueOf(document, body);
      if (value === null) return [];
      return [guarded(() => (inPlane(body.problem) ? judgePlaneLaw(body, value, solved) : judgeLaw(body, value, solved)))];
    }
    case 'equation': case 'chain': case 'differential': return [];
  }
};

/**
 * Whether a claim holds matrices, or a noise or a control of several components: in one dimension transposes, orders of factors and divergences in place
 * of gradients do not show.
 */
export const hidesInOneDimension = ({ goals, optimal }: GoalsOfClaim): boolean => {
  const all = [...goals.flatMap((g) => [g.left, g.right]), ...optimal.flatMap((o) => [o.hamiltonian, o.law])];
  return all.some((e) => [...subexpressions(e)].some((part) => (part.kind === 'field' && part.field.shape.length === 2) || (part.kind === 'parameter' && part.parameter.shape.length === 2)
    || part.kind === 'transpose' || part.kind === 'outer'));
};
