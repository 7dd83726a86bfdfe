/**
 * A reduction told in steps: the ansatz put into the equation, the equations of its unknowns, the value, the controls.
 */
import type { RuleName } from '../../calculus/rules.ts';
import { hamiltonJacobiBellman } from '../../calculus/hjb.ts';
import type { Condition, Expression, Field } from '../../kernel/expression.ts';
import { apply, num, subtract, use } from '../../kernel/expression.ts';
import type { Problem } from '../../language/statement.ts';
import { bodyText, formulaText } from '../formula-text.ts';
import { printCondition } from '../../render/text.ts';
import type { Formula, Prose, Statement, Step } from '../derivation.ts';
import { equation, say } from '../derivation.ts';
import type { Ansatz, Family } from './ansatz.ts';
import { asWritten, declarationOf, parameterOf } from './ansatz.ts';
import type { AssumedEquation } from './assumed.ts';
import type { ControlLaw } from './laws.ts';
import type { Reduction } from './reduction.ts';
import type { TerminalValue } from './terminal.ts';
import { isLimit } from './terminal.ts';

export const RULE_OF: Readonly<Record<Family, RuleName>> = {
  given: 'ansatz', quadratic: 'riccati', power: 'merton', logarithmic: 'merton', exponential: 'merton',
};

const CITED: Readonly<Record<Family, string>> = {
  given: '', quadratic: ' [@yong1999]', power: ' [@merton1969]', logarithmic: ' [@merton1969]', exponential: ' [@merton1969]',
};

export const whereText = (...conditions: readonly Condition[]): { readonly where?: string } =>
  (conditions.length === 0 ? {} : { where: [...new Set(conditions.map(printCondition))].join(', ') });

/** HJB(W) as it reads with the name of the ansatz. */
const equationOf = (problem: Problem, name: Field): Expression => {
  const { left, right } = hamiltonJacobiBellman(problem, use(name));
  return problem.discount === null ? left : subtract(left, right);
};

export const letText = (name: Field, value: Expression): string =>
  `let ${name.name}${name.slots.length === 0 ? '' : `(${name.slots.map((v) => v.name).join(',')})`} = ${formulaText(value)}`;

/** The names that the user's own could not be. */
const renamedUnknowns = (ansatz: Ansatz): Prose => (ansatz.renamed ?? []).flatMap(({ from, to }): Prose => {
  const own = ansatz.unknowns.find((u) => u.field.name === to);
  return own === undefined ? [] : say`(What the given ansatz calls ${from} is ${ansatz.stationary ? use(parameterOf(own)) : use(own.field)} here, since ${from} is the name of something else.) `;
});

/** W for arbitrary unknowns: both sides of the equation differ by what is sorted by the state. */
export const ansatzStep = (problem: Problem, { ansatz, matched }: Reduction, name: Field): Step => {
  const value = asWritten(ansatz, ansatz.value);
  const unknowns = listed(ansatz.unknowns.map((u) => (ansatz.stationary ? use(parameterOf(u)) : use(u.field))));
  const one = ansatz.unknowns.length === 1;
  const kind = ansatz.stationary ? (one ? 'constant' : 'constants') : one ? 'function of time' : 'functions of time';
  return {
    title: `Ansatz for ${problem.name}`, rule: RULE_OF[ansatz.family], standing: 'derived',
    declarations: [...ansatz.unknowns.map((u) => declarationOf(ansatz, u)), letText(name, value)],
    prose: [
      ...say`Try ${use(name)} for the value${CITED[ansatz.family]}. `, ...renamedUnknowns(ansatz),
      ...(ansatz.unknowns.length === 0 ? ['The'] : [`Whatever the ${kind} `, ...unknowns, ` ${one ? 'is' : 'are'}, the`]),
      ` two sides of the Hamilton–Jacobi–Bellman equation of ${problem.name} then differ by, sorted by the state,`,
    ],
    claims: [{ ...whereText(...ansatz.where), text: `${formulaText(equationOf(problem, name))} = ${formulaText(matched.sorted)}` }],
  };
};

/** a, b and c. */
const listed = (items: readonly Expression[]): Prose => items.flatMap((expression, k): Prose => [
  ...(k === 0 ? [] : [k === items.length - 1 ? ' and ' : ', ']), { kind: 'expression', expression },
]);

export const commas = (formulas: readonly Formula[]): Prose => formulas.flatMap((f, k): Prose => [...(k === 0 ? [] : [', ']), f]);

/** When the equation of the ansatz holds: all equations, unless each of them is assumed above as it stands. */
export const exactlyIf = ({ ansatz, matched }: Reduction, assumed: readonly AssumedEquation[]): Prose => {
  if (matched.equations.length === 0) return ['The equation holds for every state'];
  const several = matched.equations.length > 1;
  const why = several && ansatz.family === 'quadratic' ? ', since a quadratic form that is zero everywhere has no symmetric part' : '';
  const isAssumed = matched.equations.every((_, k) => assumed[k]?.isOther === false);
  return [
    `The equation holds for every state exactly if ${several ? 'each coefficient vanishes' : 'the coefficient vanishes'}${why}`,
    ...(isAssumed ? [', as is assumed above'] : [': ', ...commas(matched.equations.map(({ left, right }) => equation(left, right)))]),
  ];
};

/** Without a horizon the equation has more than one solution. */
export const whichSolution = (problem: Problem): string =>
  `Then the ansatz solves the equation; the value is the solution for which the ${problem.discount === null ? '' : 'discounted '}value vanishes in the mean, in the long run, along the optimal path`;

/** The unknowns are what solves these equations; with the value at the horizon, the ansatz is then the value. */
export const systemStep = (problem: Problem, reduction: Reduction, name: Field, assumed: readonly AssumedEquation[]): Step => {
  const { ansatz, terminal, matched } = reduction;
  const isQuadratic = ansatz.family === 'quadratic';
  const atHorizon = ({ unknown, value }: TerminalValue): { left: Expression; right: Expression } => ({ left: apply(unknown.field, [problem.horizon ?? num(0)]), right: value });
  const final = (terminal ?? []).filter((t) => !isLimit(t)).map(atHorizon);
  const limits = (terminal ?? []).filter(isLimit).map(atHorizon);
  const meets = problem.terminal === null || (terminal !== null && !terminal.some(isLimit));
  const title = `${isQuadratic ? 'Riccati equations' : 'Equations of the ansatz'} for ${problem.name}`;
  const changed = matched.equations.filter((_, k) => assumed[k]?.isOther === true);
  return {
    // An equation between constants that is not solved for one may be of no use to the kernel.
    title, rule: RULE_OF[ansatz.family], standing: ansatz.stationary && assumed.some((e, k) => !e.isOther && matched.equations[k]?.unknown.field.shape.length === 0) ? 'proposed' : 'derived',
    declarations: [...assumed, ...final].map(({ left, right }) => `assume ${formulaText(left)} = ${formulaText(right)}`),
    prose: [
      ...exactlyIf(reduction, assumed), ...(limits.length === 0 ? [] : [', where at the horizon, as a limit, ', ...commas(limits.map(({ left, right }) => equation(left, right)))]),
      ...(problem.terminal === null ? ['. ', whichSolution(problem), ':'] : [meets ? '. Then the ansatz is the value:' : '. Then the ansatz solves the equation:']),
    ],
    claims: [
      ...changed.map(({ left, right }, k): Statement => ({ name: `${title}, ${formulaText(left)}${k === 0 ? '' : ` ${k + 1}`}`, text: `${formulaText(left)} = ${formulaText(right)}` })),
      meets ? valueClaim(problem, name, ansatz.where) : { ...whereText(...ansatz.where), text: `${formulaText(equationOf(problem, name))} = 0` },
    ],
  };
};

export const valueClaim = (problem: Problem, name: Field, where: readonly Condition[]): Statement =>
  ({ ...whereText(...where), text: bodyText({ kind: 'value', value: use(name), problem }) });

/** `u = −R⁻¹ Bᵀ P x is optimal for L with value W`, for each control. */
export const lawStep = (problem: Problem, family: Family, name: Field, laws: readonly ControlLaw[], where: readonly Condition[], form: string): Step => ({
  title: `Optimal control of ${problem.name} ${form}`, rule: RULE_OF[family], standing: 'derived', declarations: [],
  prose: [`The ${problem.sense === 'minimize' ? 'minimiser' : 'maximiser'} of the Hamiltonian is `, ...commas(laws.map(({ control, law }) => equation(use(control), law))), ':'],
  claims: laws.map(({ control, law }): Statement => ({
    ...whereText(...where), ...(laws.length === 1 ? {} : { name: `Optimal ${control.name} of ${problem.name} ${form}` }),
    text: bodyText({ kind: 'optimal', control, law, problem, value: use(name) }),
  })),
});
