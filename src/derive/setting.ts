/**
 * What the modules of this folder work with: the document, new names, and the question whether something holds.
 */
import type { Expression, Field, Hypothesis, Variable } from '../kernel/expression.ts';
import { T_VARIABLE, field } from '../kernel/expression.ts';
import type { Goal } from '../kernel/goal.ts';
import { eliminateOptima } from '../kernel/optimise.ts';
import { prove } from '../kernel/prove.ts';
import type { Density, Document, Problem, Process, Value } from '../language/statement.ts';
import { hypothesesOf } from '../check/goals.ts';
import { proposeStationary } from '../search/stationary.ts';
import { formulaText } from './formula-text.ts';
import { Names } from './names.ts';

export interface Setting {
  readonly document: Document;
  readonly names: Names;
  /** The density that the document declares for a process, or a new one with its declaration: `density p(x,t) of X`. */
  readonly densityOf: (process: Process, ...wishes: readonly string[]) => { readonly field: Field; readonly declarations: readonly string[] };
  /** The value that the document declares for a problem, or a new one with its declaration: `value V(x,t) of P`. */
  readonly valueOf: (problem: Problem) => { readonly field: Field; readonly declarations: readonly string[] };
  /** Does the kernel prove left = right, from the declarations of the document, and `more`? */
  readonly proves: (left: Expression, right: Expression, more?: Partial<Goal>) => boolean;
}

/** The time that one question to the kernel may take, in milliseconds, and the most terms. */
const PATIENCE = 2_000;
const TERMS = 50_000;

export const settingOf = (document: Document): Setting => {
  const names = new Names(document);
  const densities = new Map<string, { field: Field; declarations: readonly string[] }>();
  const values = new Map<string, { field: Field; declarations: readonly string[] }>();
  return {
    document, names,
    densityOf: (process, ...wishes) => remembered(densities, process.name, () => newDensity(document, names, process, wishes)),
    valueOf: (problem) => remembered(values, problem.name, () => newValue(document, names, problem)),
    proves: (left, right, more = {}) => provesIn(document, left, right, more),
  };
};

/** Does the kernel prove left = right, from the declarations of a document, and `more`? */
export const provesIn = (document: Document, left: Expression, right: Expression, more: Partial<Goal> = {}): boolean => isProved({
  name: 'the question', left, right, under: null, hypotheses: hypothesesOf(document), dimension: document.dimension, conditions: [], ...more,
  ...(more.hypotheses?.length === 0 ? { hypotheses: noneIn(document) } : {}),
});

/** No hypotheses, one list a document: the kernel keeps what it works out by the list, and names mean one thing in a document. */
export const noneIn = (document: Document): readonly Hypothesis[] => {
  const none = lists.get(document) ?? [];
  lists.set(document, none);
  return none;
};

const lists = new WeakMap<Document, readonly Hypothesis[]>();

const isProved = (goal: Goal): boolean => {
  const limits = { deadline: Date.now() + PATIENCE, terms: TERMS };
  return prove(eliminateOptima(goal, limits, proposeStationary), limits).status === 'proved';
};

/** The declaration comes the first time it is asked for: a document declares a name once. */
const remembered = <T extends { field: Field; declarations: readonly string[] }>(known: Map<string, T>, key: string, make: () => T): { field: Field; declarations: readonly string[] } => {
  const old = known.get(key);
  if (old !== undefined) return { field: old.field, declarations: [] };
  const made = make();
  known.set(key, made);
  return made;
};

/** Integrals are compared in every dimension at once: where the document fixes it, traces must not be written as numbers. */
export const hasFixedDimension = ({ document }: Pick<Setting, 'document'>): boolean => document.dimension !== null && document.dimension > 1;

/** `x,t` of a process's blocks and the time. */
export const slotsOf = (process: Process): readonly Variable[] => [...process.blocks.map((b) => b.variable), T_VARIABLE];

const newDensity = (document: Document, names: Names, process: Process, wishes: readonly string[]): { field: Field; declarations: readonly string[] } => {
  const declared = document.declarations.find((d): d is Density => d.kind === 'density' && !d.stationary && d.process.name === process.name);
  if (declared !== undefined) return { field: declared.field, declarations: [] };
  const name = names.fresh(...(wishes.length === 0 ? ['p', 'q', 'rho'] : wishes) as [string, ...string[]]);
  const slots = slotsOf(process);
  return {
    field: field(name, slots, { sign: 'positive' }),
    declarations: [`density ${name}(${slots.map((v) => v.name).join(',')}) of ${process.name}`],
  };
};

const newValue = (document: Document, names: Names, problem: Problem): { field: Field; declarations: readonly string[] } => {
  const declared = document.declarations.find((d): d is Value => d.kind === 'value' && d.problem.name === problem.name);
  if (declared !== undefined) return { field: declared.field, declarations: [] };
  const name = names.fresh('V', 'J', 'v');
  const all = slotsOf(problem.process);
  const slots = problem.terminal === null ? all.filter((v) => v.name !== 't') : all;
  return { field: field(name, slots), declarations: [`value ${name}(${slots.map((v) => v.name).join(',')}) of ${problem.name}`] };
};

/** `p`, or `left = right`, in the claim language. */
export const claimText = (left: Expression, right: Expression, by?: string): string =>
  `${formulaText(left)} = ${formulaText(right)}${by === undefined ? '' : ` by ${by}`}`;
