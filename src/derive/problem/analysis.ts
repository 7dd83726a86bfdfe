/**
 * What the steps of one problem share: its value, its Hamiltonian and best control as named abbreviations of the
 * derived document, and the formulas behind these names.
 *
 * A name is used in formulas as an unknown function of the same slots: it prints as the name, and means the
 * abbreviation when it is read back.
 */
import { dependsOn } from '../../calculus/dependence.ts';
import { hamiltonJacobiBellman, hamiltonian } from '../../calculus/hjb.ts';
import type { Expression, Field, Variable } from '../../kernel/expression.ts';
import { T_VARIABLE, apply, field, optimum, plus, shapeOf, subtract, times, use, derivative } from '../../kernel/expression.ts';
import type { Goal } from '../../kernel/goal.ts';
import { eliminateOptima } from '../../kernel/optimise.ts';
import { unsolvedReason } from '../../kernel/admissible.ts';
import { newWorkplace } from '../../kernel/prove.ts';
import { modelPoint } from '../../kernel/refute.ts';
import { proposeStationary } from '../../search/stationary.ts';
import type { Problem } from '../../language/statement.ts';
import { formulaText } from '../formula-text.ts';
import { printCondition } from '../../render/text.ts';
import type { Setting } from '../setting.ts';
import type { Law, Laws } from './laws.ts';
import { lawsOf } from './laws.ts';

/** `let H(x,t,u) = …` */
export interface Named {
  readonly field: Field;
  readonly value: Expression;
  readonly declaration: string;
}

export interface Analysis {
  readonly setting: Setting;
  readonly problem: Problem;
  /** The value function, with its declaration where the document has none. */
  readonly value: Expression;
  readonly declarations: readonly string[];
  /** State variables, and t where the value depends on it. */
  readonly slots: readonly Variable[];
  readonly hamiltonian: Named;
  readonly laws: Laws;
  /**
   * Can the kernel use the equation of the value? It cannot where the highest derivative stands in it nonlinearly, or
   * where the optimum is known for some states alone; then the value is any function here.
   */
  readonly hasEquation: boolean;
  /** `let u_star = …`, one for each control; none where no law was found. */
  readonly best: readonly (Law & { readonly named: Named })[];
}

export const analyse = async (setting: Setting, problem: Problem): Promise<Analysis> => {
  const { field: own, declarations: declared } = setting.valueOf(problem);
  const value = use(own);
  const of = hamiltonian(problem, value);
  const laws = await lawsOf(setting, problem, of);
  const isEverywhere = !laws.found || laws.where.length === 0;
  const hasEquation = (isEverywhere && isSolvable(setting, problem, own)) || declared.length === 0;
  const declarations = hasEquation ? declared : [`field ${own.name}(${own.slots.map((v) => v.name).join(',')})`];
  const slots = slotsOfProblem(problem, [value, of]);
  return {
    setting, problem, value, declarations, slots, laws, hasEquation,
    hamiltonian: named(setting, ['H', 'Ham', 'H_P'], [...slots, ...problem.controls], of),
    best: laws.found ? laws.laws.map((law) => ({ ...law, named: named(setting, [`${law.control.name}_star`], slots, law.law) })) : [],
  };
};

/** Does the kernel solve the equation of the value for a derivative, and find a point at which it holds? */
const isSolvable = (setting: Setting, problem: Problem, own: Field): boolean => {
  const { left, right } = hamiltonJacobiBellman(problem, use(own));
  const goal: Goal = {
    name: 'is it solvable', left, right, under: null, conditions: [], dimension: setting.document.dimension,
    hypotheses: [{ kind: 'equation', name: 'hjb', left, right, solvedFor: own }],
  };
  const limits = { deadline: Date.now() + PATIENCE, terms: TERMS };
  if (problem.terminal !== null) return true;
  const plain = eliminateOptima(goal, limits, proposeStationary);
  // In components: with a matrix of noise no derivative is the highest one in index notation.
  return dimensionsOf(setting).some((d) => unsolvedReason(newWorkplace(plain, d, limits)) === null && modelPoint(plain, d, 1, limits) !== null);
};

const dimensionsOf = ({ document }: Setting): readonly number[] => (document.dimension === null ? [1, 2, 3] : [document.dimension]);

/** The time that this may take, in milliseconds, and the most terms. */
const PATIENCE = 2_000;
const TERMS = 50_000;

const slotsOfProblem = (problem: Problem, formulas: readonly Expression[]): readonly Variable[] => [
  ...problem.process.blocks.map((b) => b.variable), ...(formulas.some((e) => dependsOn(e, T_VARIABLE)) ? [T_VARIABLE] : []),
];

/** An abbreviation under a new name. */
export const named = (setting: Setting, wishes: readonly [string, ...string[]], slots: readonly Variable[], value: Expression): Named => {
  const name = setting.names.fresh(...wishes);
  return {
    field: field(name, slots, { shape: shapeOf(value) }), value,
    declaration: `let ${name}(${slots.map((v) => v.name).join(',')}) = ${formulaText(value)}`,
  };
};

/** H(x,t,u). */
export const hamiltonianAt = (a: Analysis, controls: readonly Expression[]): Expression =>
  apply(a.hamiltonian.field, [...a.slots.map(use), ...controls]);

/** u*, the names of the best controls. */
export const bestControls = (a: Analysis): readonly Expression[] => a.best.map(({ named: { field: name } }) => use(name));

/** ∂t V + e − ρ V, without what is not there. */
export const withTimeAndDiscount = (a: Analysis, e: Expression): Expression => {
  const whole = dependsOn(a.value, T_VARIABLE) ? plus(derivative(T_VARIABLE, a.value), e) : e;
  return a.problem.discount === null ? whole : subtract(whole, times(a.problem.discount, a.value));
};

/** `x > 0`, where the best control is known there alone. */
export const whereOf = (a: Analysis): { readonly where?: string } =>
  (a.laws.found && a.laws.where.length > 0 ? { where: a.laws.where.map(printCondition).join(', ') } : {});

/** Whether the optimum is known wherever the equation holds: then its closed form may be used in it. */
export const isKnownEverywhere = (a: Analysis): boolean => a.laws.found && a.laws.where.length === 0;

/** min_u e, as a formula. */
export const optimumOver = (a: Analysis, e: Expression): Expression =>
  a.problem.controls.reduceRight((inner, control) => optimum(isMinimum(a) ? 'min' : 'max', control, inner), e);

/** In prose: `minimiser`, `smallest`. */
export const isMinimum = (a: Analysis): boolean => a.problem.sense === 'minimize';

/** Is it known that the Hamiltonian has no optimum: linear in a control, or bent the wrong way? */
export const hasNoOptimum = (a: Analysis): boolean => !a.laws.found && /is (linear|concave|convex) in/.test(a.laws.reason);
