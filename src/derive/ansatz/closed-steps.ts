/**
 * Closed forms told in steps: constants that solve their equations, functions of time that solve theirs, the power
 * that makes an equation linear, and the value with all of them put in.
 */
import type { Condition, Expression, Field } from '../../kernel/expression.ts';
import { T_VARIABLE, apply, derivative, field, mapParts, num, plus, pow, subtract, times, use } from '../../kernel/expression.ts';
import type { Problem } from '../../language/statement.ts';
import { formulaText } from '../formula-text.ts';
import type { Prose, Statement, Step } from '../derivation.ts';
import { equation, say } from '../derivation.ts';
import type { Setting } from '../setting.ts';
import { asWritten, parameterOf } from './ansatz.ts';
import type { Solved } from './closed-form.ts';
import { simple } from './closed-form.ts';
import type { ControlLaw } from './laws.ts';
import { stateLast } from './laws.ts';
import type { Reduction } from './reduction.ts';
import { RULE_OF, commas, exactlyIf, lawStep, letText, valueClaim, whereText, whichSolution } from './steps.ts';
import { goalOf, limitsOfQuestion, optimisedEquation } from './residual.ts';
import { isOne } from '../signs.ts';
import { isLimit, valueWith } from './terminal.ts';
import { isProvable } from '../../kernel/prove.ts';
import { hasOptimum } from '../../kernel/optimise.ts';

/** A formula of the unknowns with the names of their closed forms. */
const named = (e: Expression, solved: readonly Solved[]): Expression => {
  const own = e.kind === 'field' ? e.field.name : e.kind === 'parameter' ? e.parameter.name : null;
  const found = own === null ? undefined : solved.find((s) => s.unknown.field.name === own);
  if (found === undefined) return mapParts(e, (part) => named(part, solved));
  return e.kind === 'field' && found.named.kind === 'field' ? apply(found.named.field, e.args) : found.named;
};

/** A^(−1/γ) is κ where A = κ^(−γ). */
const withoutRoots = (e: Expression, solved: readonly Solved[]): Expression => {
  const { base } = e.kind === 'power' ? e : { base: null };
  const found = base?.kind === 'parameter' ? solved.find((s) => s.unknown.field.name === base.parameter.name) : undefined;
  if (e.kind !== 'power' || found?.value.kind !== 'power') return mapParts(e, (part) => withoutRoots(part, solved));
  const exponent = simple(times(found.value.exponent, e.exponent));
  return isOne(exponent) ? found.value.base : pow(found.value.base, exponent);
};

const nameField = (s: Solved): Field =>
  (s.named.kind === 'field' ? s.named.field : field(s.named.kind === 'parameter' ? s.named.parameter.name : '', []));

const constantsOf = (s: Solved): readonly string[] => s.constants.map((c) => `let ${c.parameter.name} = ${formulaText(c.value)}`);
const ownLet = (s: Solved): readonly string[] => (s.named.kind === 'number' ? [] : [letText(nameField(s), s.value)]);
const letsOf = (s: Solved): readonly string[] => [...constantsOf(s), ...ownLet(s)];

const domainOf = (reduction: Reduction, solved: readonly Solved[]): readonly Condition[] => [...reduction.ansatz.where, ...solved.flatMap((s) => s.where)];

/** Every name replaced by its formula. */
const explicit = (formula: Expression, solved: readonly Solved[]): Expression => {
  const byName = new Map(solved.filter((s) => s.named.kind !== 'number').flatMap((s): [string, Expression][] => [[nameField(s).name, s.value], ...s.constants.map((c): [string, Expression] => [c.parameter.name, c.value])]));
  const full = (e: Expression): Expression => {
    const value = e.kind === 'parameter' ? byName.get(e.parameter.name) : e.kind === 'field' ? byName.get(e.field.name) : undefined;
    return value === undefined ? mapParts(e, full) : full(value);
  };
  return full(formula);
};

/** Is the value with the closed forms put in proved to solve the equation? */
export const solvesEquation = (setting: Setting, problem: Problem, reduction: Reduction, solved: readonly Solved[]): boolean => {
  const value = explicit(valueWith(reduction.ansatz.value, solved.map((s) => ({ unknown: s.unknown, value: s.named }))), solved);
  const where = domainOf(reduction, solved).map((c) => ({ ...c, left: explicit(c.left, solved) }));
  const goal = optimisedEquation(setting.document, problem, { ...reduction.ansatz, value, where });
  return !hasOptimum(goal.left) && isProvable({ ...goalOf(setting.document, goal.left, goal.right, goal.conditions) }, limitsOfQuestion());
};


const closedName = (setting: Setting, name: Field): Field => ({ ...name, name: setting.names.fresh(`${name.name}_star`) });

/** A quadratic equation has another root, with which the ansatz solves the equation as well. */
const otherSolutions = (solved: readonly Solved[]): Prose => solved.flatMap((s): Prose => (s.otherRoot === null ? []
  : say`The other root, ${equation(use(parameterOf(s.unknown)), s.otherRoot)}, gives another solution. `));

/** Constants in closed form, the value with them, and the controls. */
export const constantSteps = (setting: Setting, problem: Problem, reduction: Reduction, name: Field, solved: readonly Solved[], laws: readonly ControlLaw[]): readonly Step[] => {
  const { ansatz, matched } = reduction;
  const own = closedName(setting, name);
  const where = domainOf(reduction, solved);
  const rule = RULE_OF[ansatz.family];
  const title = `${ansatz.family === 'quadratic' ? 'Riccati equations' : 'Equations of the ansatz'} for ${problem.name}`;
  const equations: Step = {
    title, rule, standing: 'derived', declarations: solved.flatMap(letsOf),
    prose: [...exactlyIf(reduction, []), '. In closed form that is solved by ', ...commas(solved.map((s) => (s.named.kind === 'number' ? equation(use(parameterOf(s.unknown)), s.value) : { kind: 'expression', expression: s.named }))), ':'],
    claims: matched.equations.map(({ left, right, unknown }): Statement => ({
      name: matched.equations.length === 1 ? title : `${title}, ${unknown.field.name}`, ...whereText(...solved.flatMap((s) => s.where)),
      text: `${formulaText(named(left, solved))} = ${formulaText(named(right, solved))}`,
    })),
  };
  const value: Step = {
    title: `Value of ${problem.name} in closed form`, rule, standing: 'derived', declarations: [letText(own, named(asWritten(ansatz, ansatz.value), solved))],
    prose: [`${whichSolution(problem)}. `, ...otherSolutions(solved), 'With these constants:'], claims: [valueClaim(problem, own, where)],
  };
  const closed = laws.map(({ control, law }) => ({ control, law: stateLast(named(withoutRoots(law, solved), solved)) }));
  return [equations, value, ...(closed.length === 0 ? [] : [lawStep(problem, ansatz.family, own, closed, where, 'in closed form')])];
};

/** Functions of time in closed form, each with its equation and its value at the horizon; the value, where all are known. */
export const functionSteps = (setting: Setting, problem: Problem, reduction: Reduction, name: Field, solved: readonly Solved[]): readonly Step[] => {
  const { ansatz } = reduction;
  const rule = RULE_OF[ansatz.family];
  const steps = solved.filter((s) => s.named.kind !== 'number').flatMap((s): Step[] => [...substitutionSteps(setting, problem, reduction, s), closedFunctionStep(problem, reduction, s, solved)]);
  if (solved.length === 0 || solved.length < ansatz.unknowns.length) return steps;
  // A power of a sum of exponentials is more than the kernel sees through; its equation is proved all the same.
  if (solved.some((s) => s.substitution !== null) && !solvesEquation(setting, problem, reduction, solved)) return steps;
  const own = closedName(setting, name);
  return [...steps, {
    title: `Value of ${problem.name} in closed form`, rule, standing: 'proposed', declarations: [letText(own, named(ansatz.value, solved))],
    prose: ['With these functions the ansatz is the value in closed form:'], claims: [valueClaim(problem, own, domainOf(reduction, solved))],
  }];
};

const closedFunctionStep = (problem: Problem, { ansatz, matched, terminal }: Reduction, s: Solved, solved: readonly Solved[]): Step => {
  const title = `Closed form of ${s.unknown.field.name} for ${problem.name}`;
  const own = matched.equations.find((e) => e.unknown.field.name === s.unknown.field.name);
  const final = terminal?.find((t) => t.unknown.field.name === s.unknown.field.name);
  const at = named(apply(s.unknown.field, [problem.horizon ?? num(0)]), solved);
  return {
    title, rule: RULE_OF[ansatz.family], standing: 'proposed', declarations: s.substitution === null ? letsOf(s) : ownLet(s),
    prose: say`The equation for ${use(s.unknown.field)} is solved by ${s.named}:`,
    claims: [
      ...(own === undefined ? [] : [{ ...(s.substitution === null ? {} : whereText(...s.where)), text: `${formulaText(derivative(T_VARIABLE, s.named))} = ${formulaText(named(own.right, solved))}` }]),
      ...(final === undefined || isLimit(final) ? [] : [{ name: `${title}, at the horizon`, text: `${formulaText(at)} = ${formulaText(final.value)}` }]),
    ],
  };
};

/** y = f^k: the equation of y is a multiple of a linear one for f. */
const substitutionSteps = (setting: Setting, problem: Problem, { ansatz, matched }: Reduction, s: Solved): readonly Step[] => {
  const own = matched.equations.find((e) => e.unknown.field.name === s.unknown.field.name);
  if (s.substitution === null || own === undefined) return [];
  const { exponent, linear, constant } = s.substitution;
  const f = field(setting.names.fresh('f', 'g', 'h'), [T_VARIABLE], { sign: 'positive' });
  const power = pow(use(f), exponent);
  const rate = plus(times(linear, use(f)), ...(constant.kind === 'number' && constant.value.numerator === 0n ? [] : [constant]));
  const inner = subtract(derivative(T_VARIABLE, power), valueWith(own.right, [{ unknown: s.unknown, value: power }]));
  const outer = times(exponent, pow(use(f), plus(exponent, num(-1))), subtract(derivative(T_VARIABLE, use(f)), rate));
  return [{
    title: `Power substitution for ${problem.name}`, rule: RULE_OF[ansatz.family], standing: 'proposed',
    declarations: [`field ${f.name}(t) > 0`, ...constantsOf(s)],
    prose: say`The equation for ${use(s.unknown.field)} is one of Bernoulli’s: for ${equation(use(s.unknown.field), power)} it is the linear equation ${equation(derivative(T_VARIABLE, use(f)), rate)}, since`,
    claims: [{ text: `${formulaText(inner)} = ${formulaText(outer)}` }],
  }];
};
