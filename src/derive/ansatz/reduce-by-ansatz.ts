/**
 * A problem of optimal control reduced to ordinary or algebraic equations by an ansatz for its value: the one that is
 * given, or a standard one that is found without being named.
 */
import { hamiltonian } from '../../calculus/hjb.ts';
import type { Problem } from '../../language/statement.ts';
import { formulaText } from '../formula-text.ts';
import { T_VARIABLE, field, use } from '../../kernel/expression.ts';
import type { Derived, NotFound, Step } from '../derivation.ts';
import { lawsOf } from '../problem/laws.ts';
import type { Setting } from '../setting.ts';
import { slotsOf } from '../setting.ts';
import type { Ansatz } from './ansatz.ts';
import { asWritten } from './ansatz.ts';
import { assumedEquations } from './assumed.ts';
import type { Solved } from './closed-form.ts';
import { closedForms } from './closed-form.ts';
import { constantSteps, functionSteps, solvesEquation } from './closed-steps.ts';
import type { NameFor } from './families.ts';
import { isotropicAnsatz, quadraticAnsatz, utilityAnsaetze } from './families.ts';
import { lawsUnder } from './laws.ts';
import { isLimit } from './terminal.ts';
import type { Unmatched } from './match.ts';
import { readAnsatz } from './read-ansatz.ts';
import type { Reduction } from './reduction.ts';
import { reduceOne } from './reduction.ts';
import { ansatzStep, lawStep, systemStep } from './steps.ts';

/** `ansatz`: as a user writes it, `V = 1/2 x^T P(t) x + c(t)`; null: none is given. */
export const reduceByAnsatz = async (setting: Setting, problem: Problem, ansatz: string | null): Promise<Derived> => {
  if (problem.process.backward || problem.controls.length === 0) return { sections: [], notFound: [] };
  const nameFor = namesOnce(setting);
  const given = ansatz === null ? null : await triedGiven(setting, problem, ansatz, nameFor);
  if (given !== null && 'matched' in given) return told(setting, problem, given);
  const found = await standard(setting, problem, nameFor);
  const derived: Derived = 'matched' in found ? await told(setting, problem, found) : { sections: [], notFound: [found] };
  return given === null ? derived : { ...derived, notFound: [given, ...derived.notFound] };
};

/** The same name for the same wish, new names for new ones. */
const namesOnce = (setting: Setting): NameFor => {
  const names = new Map<string, string>();
  return (...wishes) => {
    const name = names.get(wishes.join()) ?? setting.names.fresh(...wishes);
    names.set(wishes.join(), name);
    return name;
  };
};

const told = async (setting: Setting, problem: Problem, reduction: Reduction): Promise<Derived> => {
  const { ansatz } = reduction;
  const slots = slotsOf(problem.process).filter((v) => !ansatz.stationary || v.name !== T_VARIABLE.name);
  const name = field(setting.names.fresh('W', 'U', 'F'), slots);
  const solved = await closedForms(setting, reduction, problem.horizon);
  const all = lawsUnder(setting.document, problem, ansatz);
  const laws = all.flatMap(({ control, law }) => (law === null ? [] : [{ control, law }]));
  const isExplicit = ansatz.stationary && solved.length === ansatz.unknowns.length && solvesEquation(setting, problem, reduction, solved);
  const steps: readonly Step[] = isExplicit
    ? [ansatzStep(problem, reduction, name), ...constantSteps(setting, problem, reduction, name, solved, laws)]
    : [
      ansatzStep(problem, reduction, name), systemStep(problem, reduction, name, assumedEquations(reduction)),
      ...(laws.length === 0 ? [] : [lawStep(problem, ansatz.family, name, laws, ansatz.where, 'under the ansatz')]),
      ...(ansatz.stationary ? [] : functionSteps(setting, problem, reduction, name, solved)),
    ];
  return {
    sections: [{ heading: `Reduction of ${problem.name} by an ansatz`, steps }],
    notFound: [...withoutLaw(problem, all), ...withoutTerminal(problem, reduction), ...(isExplicit ? [] : withoutClosedForm(problem, reduction, solved))],
  };
};

const withoutLaw = (problem: Problem, laws: ReturnType<typeof lawsUnder>): readonly NotFound[] => laws.filter(({ law }) => law === null).map(({ control }): NotFound =>
  ({ what: `the optimal ${control.name} of ${problem.name} under the ansatz`, reason: 'it has no closed form that does not need the other controls' }));

const withoutTerminal = (problem: Problem, { terminal, ansatz }: Reduction): readonly NotFound[] =>
  (problem.terminal === null ? [] : terminal !== null ? terminal.filter(isLimit).map(({ unknown: { field: f } }): NotFound =>
    ({ what: `the value of ${f.name} at the horizon of ${problem.name}`, reason: `it is 0, as a limit: before, ${f.name} is positive` })) : [{
    what: `values at the horizon for the ansatz for ${problem.name}`,
    reason: `the terminal ${problem.sense === 'minimize' ? 'cost' : 'reward'} ${formulaText(problem.terminal)} is no value of ${formulaText(asWritten(ansatz, ansatz.value))}`,
  }]);

const withoutClosedForm = (problem: Problem, { ansatz, matched }: Reduction, solved: readonly Solved[]): readonly NotFound[] => {
  const left = matched.equations.filter((e) => !solved.some((s) => s.unknown.field.name === e.unknown.field.name));
  if (left.length === 0 || matched.equations.every((e) => e.unknown.field.shape.length > 0)) return [];
  const isMatrix = left.some((e) => e.unknown.field.shape.length > 0);
  return [{
    what: `a closed form of ${left.map((e) => formulaText(asWritten(ansatz, use(e.unknown.field)))).join(', ')} for ${problem.name}`,
    reason: isMatrix ? 'the equations are between vectors or matrices' : 'no antiderivative or root was found',
  }];
};

const triedGiven = async (setting: Setting, problem: Problem, text: string, nameFor: NameFor): Promise<Reduction | NotFound> => {
  const read = readAnsatz(text, setting.document, problem, nameFor);
  if ('error' in read) return { what: `the ansatz ${text}`, reason: read.error, requested: true };
  const reduced = reduceOne(setting.document, problem, read);
  return 'matched' in reduced ? reduced : { what: `the ansatz ${text}`, reason: await reasonOf(setting, problem, read, reduced), requested: true };
};

/** The first standard ansatz that closes, and meets the terminal cost. */
const standard = async (setting: Setting, problem: Problem, nameFor: NameFor): Promise<Reduction | NotFound> => {
  const { document } = setting;
  const failures: { readonly ansatz: Ansatz; readonly why: Unmatched }[] = [];
  const tried = (ansatz: Ansatz): Reduction | null => {
    const reduced = reduceOne(document, problem, ansatz);
    if ('matched' in reduced) return problem.terminal === null || reduced.terminal !== null ? reduced : null;
    failures.push({ ansatz, why: reduced });
    return null;
  };
  for (const ansatz of utilityAnsaetze(problem, nameFor)) {
    const reduction = tried(ansatz);
    if (reduction !== null) return reduction;
  }
  for (const ansatz of [...isotropicAnsatz(problem, nameFor), quadraticAnsatz(problem, nameFor, false)]) {
    const reduction = tried(ansatz);
    if (reduction !== null) return reduction;
  }
  const own = failures.at(-1);
  if (own?.ansatz.family !== 'quadratic' || (own.why.left.length > 0 && own.why.left.every(({ degree }) => degree === 1))) {
    const linear = tried(quadraticAnsatz(problem, nameFor, true));
    if (linear !== null) return linear;
  }
  const last = failures.find(({ ansatz }) => ansatz.unknowns.some((u) => u.field.shape.length > 0)) ?? failures.at(0) ?? null;
  const what = `an ansatz that reduces ${problem.name} to equations without ${problem.process.blocks.map((b) => b.variable.name).join(', ')}`;
  return { what, reason: last === null ? 'no standard ansatz has the terminal cost among its values' : await reasonOf(setting, problem, last.ansatz, last.why) };
};

/** `1/2 x^T P x + c leaves the terms …`. */
const reasonOf = async (setting: Setting, problem: Problem, ansatz: Ansatz, why: Unmatched): Promise<string> => {
  const form = formulaText(asWritten(ansatz, ansatz.value));
  if (why.left.length > 0) return `the ansatz ${form} leaves the terms ${why.left.map(({ text }) => text).join(' and ')}`;
  if (why.reason !== 'no optimum') return why.reason;
  const laws = await lawsOf(setting, problem, hamiltonian(problem, ansatz.value));
  return laws.found ? `the optimum under the ansatz ${form} is not known in closed form` : laws.reason;
};
