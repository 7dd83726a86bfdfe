/**
 * From a claim to the equations that the kernel is asked about.
 *
 * A claim about a process stands for its partial differential equation and, where it has one, its terminal
 * condition. An `optimum` stays in the goal; whoever asks the kernel eliminates it. The condition of an `iff` is
 * not among a goal's conditions: see `underConditions`.
 */
import { backwardKolmogorov, terminalCondition } from '../calculus/backward-kolmogorov.ts';
import { subexpressions } from '../calculus/dependence.ts';
import type { Equation } from '../calculus/equation.ts';
import { fokkerPlanck } from '../calculus/fokker-planck.ts';
import { GoalError } from '../calculus/goal-error.ts';
import { hamiltonJacobiBellman, hamiltonian, terminalValue } from '../calculus/hjb.ts';
import { itoFormula } from '../calculus/ito-formula.ts';
import { isWrittenAlike } from '../calculus/sameness.ts';
import type { Condition, Expression, Field, Hypothesis, Variable } from '../kernel/expression.ts';
import { T_VARIABLE, num, shapeOf, use } from '../kernel/expression.ts';
import type { Datum, Goal } from '../kernel/goal.ts';
import type { Claim, ClaimBody, Document, Problem, Value } from '../language/statement.ts';
import { dataOf } from './data.ts';
import { hypothesesOf } from './hypotheses.ts';
import { underOneIntegral, zeroLike } from './integrals.ts';
import { isEvidentlyPositive } from './positive.ts';
import { withTerminalValues } from './terminal.ts';

export { GoalError } from '../calculus/goal-error.ts';
export { hypothesesOf, namesAfterBy } from './hypotheses.ts';

/** `control = law` is the optimiser of the Hamiltonian: running + L^u V. */
export interface OptimalityGoal {
  readonly control: Variable;
  readonly law: Expression;
  readonly hamiltonian: Expression;
  readonly sense: 'minimize' | 'maximize';
  readonly hypotheses: readonly Hypothesis[];
  readonly conditions: readonly Condition[];
  readonly dimension: number | null;
  readonly data: readonly Datum[];
}

export interface GoalsOfClaim {
  readonly goals: readonly Goal[];
  readonly optimal: readonly OptimalityGoal[];
}

/** What is to be proved for a claim. Throws a GoalError for a claim that stands for no equation. */
export const goalsOf = (document: Document, claim: Claim): GoalsOfClaim => {
  const setting: Setting = { document, hypotheses: hypothesesOf(document), conditions: claim.where };
  const { body } = claim;
  return body.kind === 'optimal'
    ? { goals: [], optimal: [optimality(setting, body, claim)] }
    : { goals: equationsOf(setting, body, claim), optimal: [] };
};

/** The same goal, where further conditions hold as well: one direction of `iff`. */
export const underConditions = (goal: Goal, conditions: readonly Condition[]): Goal => ({
  ...goal, conditions: [...goal.conditions, ...conditions],
});

interface Setting {
  readonly document: Document;
  readonly hypotheses: readonly Hypothesis[];
  readonly conditions: readonly Condition[];
}

const goal = (setting: Setting, name: string, equation: Equation, under: readonly Variable[] | null): Goal => ({
  name, left: equation.left, right: equation.right, under,
  hypotheses: setting.hypotheses, conditions: setting.conditions, dimension: setting.document.dimension,
  ...(dataOf(setting.document).length === 0 ? {} : { data: dataOf(setting.document) }),
});

const equationsOf = (
  setting: Setting, body: Exclude<ClaimBody, { kind: 'optimal' }>, claim: Claim,
): readonly Goal[] => {
  switch (body.kind) {
    case 'equation': return [atHorizon(setting, equality(setting, 'the claim', body.left, body.right))];
    case 'chain': return steps(setting, body);
    case 'density':
      return [goal(withPositive(setting, body.density), 'Fokker–Planck equation', fokkerPlanck(body.process, body.density, body.stationary), null)];
    case 'value': return [
      goal(setting, 'Hamilton–Jacobi–Bellman equation', hamiltonJacobiBellman(body.problem, body.value), null),
      ...terminal(setting, terminalValue(body.problem, body.value)),
    ];
    case 'expectation': return [
      goal(setting, 'backward Kolmogorov equation', backwardKolmogorov(body, body.expectation), null),
      ...terminal(setting, terminalCondition(body.expectation, body.horizon, body.terminal)),
    ];
    case 'differential': return differentialGoals(setting, body, claim);
  }
};

/** A density is positive: where that is not evident, the claim is about the points where it is. */
const withPositive = (setting: Setting, density: Expression): Setting => (isEvidentlyPositive(density) ? setting : {
  ...setting, conditions: [...setting.conditions, { relation: '>', left: density, right: num(0) }],
});

/** An equation, with the terminal data of what is declared; under an integral where both sides are integrals. */
const equality = (setting: Setting, name: string, first: Expression, second: Expression): Goal => {
  const left = withTerminalValues(first, setting.document);
  const right = withTerminalValues(second, setting.document);
  const integrals = underOneIntegral(left, right, densitiesOf(setting.document));
  return integrals === null
    ? goal(setting, name, { left, right }, null)
    : goal(setting, name, { left: integrals.left, right: integrals.right }, integrals.under);
};

/** Terminal data put in where a value or expectation stands at its horizon; the claim is then about t ≠ T. */
const atHorizon = (setting: Setting, g: Goal): Goal => {
  const left = withTerminalValues(g.left, setting.document);
  const right = withTerminalValues(g.right, setting.document);
  if (isWrittenAlike(left, g.left) && isWrittenAlike(right, g.right)) return g;
  const times = setting.document.declarations.flatMap((d): readonly Condition[] => {
    const horizon = d.kind === 'expectation' ? d.horizon : d.kind === 'value' ? d.problem.horizon : null;
    if (horizon === null || (d.kind !== 'expectation' && d.kind !== 'value') || !(mentions(left, d.field) || mentions(right, d.field))) return [];
    return [{ relation: '!=', left: use(T_VARIABLE), right: horizon }];
  });
  return { ...g, left, right, conditions: [...g.conditions, ...times] };
};

const mentions = (e: Expression, field: Field): boolean => [...subexpressions(e)].some((part) => part.kind === 'field' && part.field.name === field.name);

const densitiesOf = (document: Document): readonly Field[] =>
  document.declarations.flatMap((d) => (d.kind === 'density' ? [d.field] : []));

const steps = (setting: Setting, chain: Extract<ClaimBody, { kind: 'chain' }>): readonly Goal[] =>
  chain.steps.map((step, k) =>
    equality(setting, `step ${k + 1}`, k === 0 ? chain.first : (chain.steps[k - 1]?.right ?? chain.first), step.right));

const terminal = (setting: Setting, equation: Equation | null): readonly Goal[] => {
  if (equation === null) return [];
  return [equality(setting, 'terminal condition', equation.left, equation.right)];
};

const differentialGoals = (
  setting: Setting, body: Extract<ClaimBody, { kind: 'differential' }>, claim: Claim,
): readonly Goal[] => {
  const formula = itoFormula(body.process, body.of, body.stratonovich ? 'stratonovich' : 'ito');
  const wieners = new Set([...formula.noises, ...body.noises].map((noise) => noise.wiener));
  return [
    goal(setting, 'coefficient of dt', sameShape(formula.drift, body.drift, claim), null),
    ...[...wieners].map((wiener) => {
      const left = formula.noises.find((noise) => noise.wiener === wiener)?.coefficient;
      const right = body.noises.find((noise) => noise.wiener === wiener)?.coefficient;
      return goal(setting, `coefficient of d${wiener}`, orZero(left, right, claim), null);
    }),
  ];
};

/** Two sides of which one may be missing: then it is 0. */
const orZero = (left: Expression | undefined, right: Expression | undefined, claim: Claim): Equation => {
  const some = left ?? right;
  if (some === undefined) throw new GoalError('a Brownian motion without a coefficient', claim.span);
  return sameShape(left ?? zeroLike(some), right ?? zeroLike(some), claim);
};

/** A written 0 fits every shape; other differences of shape are errors. */
const sameShape = (left: Expression, right: Expression, claim: Claim): Equation => {
  const [of, to] = [shapeOf(left), shapeOf(right)];
  if (of.join() === to.join()) return { left, right };
  if (isZeroNumber(left)) return { left: zeroLike(right), right };
  if (isZeroNumber(right)) return { left, right: zeroLike(left) };
  throw new GoalError(`the differential has shape [${of}] there, and the claim [${to}]`, claim.span);
};

const isZeroNumber = (e: Expression): boolean => e.kind === 'number' && e.value.numerator === 0n;

const optimality = (
  setting: Setting, body: Extract<ClaimBody, { kind: 'optimal' }>, claim: Claim,
): OptimalityGoal => ({
  control: body.control,
  law: body.law,
  hamiltonian: hamiltonian(body.problem, body.value ?? use(declaredValue(setting.document, body.problem, claim).field)),
  sense: body.problem.sense,
  hypotheses: setting.hypotheses,
  conditions: setting.conditions,
  dimension: setting.document.dimension,
  data: dataOf(setting.document),
});

/** The value that the document declares for a problem. Throws a GoalError where there is none. */
const declaredValue = (document: Document, problem: Problem, claim: Claim): Value => {
  const found = document.declarations.find(
    (d): d is Value => d.kind === 'value' && (d.problem === problem || d.problem.name === problem.name));
  if (found !== undefined) return found;
  throw new GoalError(
    `no value of ${problem.name} is declared: add \`value V(x,t) of ${problem.name}\`, or write \`with value …\``,
    claim.span);
};
