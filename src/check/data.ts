/**
 * What a declared expectation, value or stationary density is beyond its equation: which data it has at the horizon,
 * and whether it is one definite function. Of such a function no derivative may be chosen freely, though its equation
 * alone would leave it free; so a counterexample that chooses one is none.
 */
import { fieldsIn, parametersIn, subexpressions } from '../calculus/dependence.ts';
import type { Expression, Hypothesis, Variable } from '../kernel/expression.ts';
import { T_VARIABLE, apply, at, derivative, use } from '../kernel/expression.ts';
import type { Condition } from '../kernel/expression.ts';
import type { Datum, Goal } from '../kernel/goal.ts';
import type { Limits } from '../kernel/prove.ts';
import type { Refutation, RefutationResult } from '../kernel/refute.ts';
import { refuteInDimension } from '../kernel/refute.ts';
import type { Declaration, Document, Process } from '../language/statement.ts';

/** The data of a document's declarations; one list a document. */
export const dataOf = (document: Document): readonly Datum[] => {
  const old = known.get(document);
  if (old !== undefined) return old;
  const assumed = new Set(document.declarations.flatMap((d) => (d.kind === 'assume' ? namesIn(d.hypothesis) : [])));
  const data = document.declarations.flatMap((d) => datumOf(d, assumed));
  known.set(document, data);
  return data;
};

const known = new WeakMap<Document, readonly Datum[]>();

const namesIn = (h: Hypothesis): readonly string[] =>
  h.kind === 'curl-free' ? [h.field.name] : [...fieldsIn(h.left, h.right).keys()];

const datumOf = (d: Declaration, assumed: ReadonlySet<string>): readonly Datum[] => {
  switch (d.kind) {
    case 'expectation': {
      const state = statesOf(d.process);
      const freedBy = (isSpread(d.process) ? unknownIn(d.terminal, state, assumed) : null) ?? (d.running === null ? null : unknownIn(d.running, [...state, T_VARIABLE], assumed));
      return [{ field: d.field, terminal: { horizon: d.horizon, value: d.terminal }, freedBy, inDimensionOne: true }];
    }
    case 'value': {
      const { process, running, terminal, horizon } = d.problem;
      const state = statesOf(process);
      if (terminal === null || horizon === null) {
        return [{ field: d.field, terminal: null, freedBy: unknownIn(running, state, assumed), inDimensionOne: true }];
      }
      const freedBy = (isSpread(process) ? unknownIn(terminal, state, assumed) : null) ?? unknownIn(running, [...state, T_VARIABLE], assumed);
      return [{ field: d.field, terminal: { horizon, value: terminal }, freedBy, inDimensionOne: true }];
    }
    case 'density':
      return d.stationary ? [{ field: d.field, terminal: null, freedBy: unknownDrift(d.process, assumed), inDimensionOne: d.process.blocks.length > 1 }] : [];
    case 'process': case 'problem': case 'let': case 'assume': return [];
  }
};

/** Without noise the data at the horizon are carried to one point, not spread over all: they are then no free choice. */
const isSpread = (process: Process): boolean => process.blocks.some((block) => block.noises.length > 0);

const statesOf = (process: Process): readonly Variable[] => process.blocks.map((block) => block.variable);

/** An unknown function of these variables that nothing is assumed of, added in an expression with a number as factor. */
const unknownIn = (e: Expression, variables: readonly Variable[], assumed: ReadonlySet<string>): string | null => {
  for (const term of e.kind === 'add' ? e.terms : [e]) {
    const factors = term.kind === 'multiply' ? term.factors : [term];
    const field = factors.find((f) => f.kind === 'field');
    const others = factors.filter((f) => f !== field);
    if (field?.kind !== 'field' || assumed.has(field.field.name) || others.some((f) => f.kind !== 'number')) continue;
    const elsewhere = [...subexpressions(e)].filter((part) => part.kind === 'field' && part.field.name === field.field.name).length > 1;
    const isOwn = field.args.every((a, k) => a.kind === 'variable' && a.variable.name === field.field.slots[k]?.name);
    if (!elsewhere && isOwn && variables.every((v) => field.field.slots.some((slot) => slot.name === v.name))) return field.field.name;
  }
  return null;
};

/** Any positive function is stationary under some drift, where the whole of the drift may be chosen. */
const unknownDrift = (process: Process, assumed: ReadonlySet<string>): string | null => {
  const variables = statesOf(process);
  for (const block of process.blocks) {
    const name = unknownIn(block.drift, variables, assumed);
    if (name !== null) return name;
  }
  return null;
};

/** `refuteInDimension`, with what is known at the horizon, and without a choice of what is not free. */
export const refuteWithData = (goal: Goal, dimension: number, seed: number, limits: Limits): RefutationResult => {
  const data = goal.data ?? [];
  const informed = goal.under === null ? withTerminalConditions(goal, data) : goal;
  const result = unlessTied(informed, refuteInDimension(informed, dimension, seed, limits));
  const chosen = result.status === 'refuted' ? definiteIn(result.refutation, data, dimension) : [];
  if (result.status === 'agrees' || (result.status === 'refuted' && chosen.length === 0)) return result;
  const horizon = commonHorizon(data);
  if (horizon !== null && goal.under === null) {
    for (const form of [informed, derivedByTime(informed)]) {
      const there = form === null ? result : unlessTied(form, refuteInDimension(atTime(form, horizon), dimension, seed, limits));
      if (there.status === 'refuted' && definiteIn(there.refutation, data, dimension).length === 0) return there;
    }
  }
  if (result.status === 'stuck') return result;
  const names = chosen.map((d) => d.field.name).join(', ');
  return { status: 'stuck', reason: `${names} is one definite function, of which the counterexample would choose derivatives` };
};

/**
 * What is known of F(T), where a condition or an assumption ties T to something else, is known of F there, too: a counterexample that chooses F
 * without regard to it is none. (Put into the claim, the condition makes of F(T) another value of F than that of which the hypothesis speaks.)
 */
const unlessTied = (goal: Goal, result: RefutationResult): RefutationResult => {
  if (result.status !== 'refuted') return result;
  const equations = [...goal.conditions.filter((c) => c.relation === '='), ...goal.hypotheses.flatMap((h) => (h.kind === 'equation' ? [h] : []))];
  const tied = new Set(equations.filter((e) => fieldsIn(e.left, e.right).size === 0).flatMap((e) => [...parametersIn(e.left, e.right).keys()]));
  if (tied.size === 0) return result;
  const placed = goal.hypotheses.flatMap((h) => (h.kind === 'equation' ? [h.left, h.right] : [])).flatMap((e) => [...subexpressions(e)]).flatMap((part) =>
    (part.kind === 'field' && part.args.some((a) => a.kind !== 'variable' && [...parametersIn(a).keys()].some((name) => tied.has(name)))
      ? [part.field.name] : []));
  const chosen = placed.find((name) => result.refutation.point.some((v) => v.factor.kind === 'jet' && v.factor.field.name === name));
  return chosen === undefined ? result : { status: 'stuck', reason: `${chosen} is known at a place that a condition ties to another, which the counterexample does not regard` };
};

/** The declared functions in a counterexample whose jets may not be chosen: nothing frees them, or the same frees two. */
const definiteIn = (refutation: Refutation, data: readonly Datum[], dimension: number): readonly Datum[] => {
  const present = data.filter((d) => refutation.point.some((v) => v.factor.kind === 'jet' && v.factor.field.name === d.field.name));
  return present.filter((d) => d.freedBy === null || (dimension === 1 && !d.inDimensionOne) ||
    present.some((other) => other !== d && other.freedBy === d.freedBy));
};

// ── The horizon ──────────────────────────────────────────────────────────────────────────────────────────────

const withTerminalConditions = (goal: Goal, data: readonly Datum[]): Goal => {
  const added = data.flatMap((d) => terminalCondition(d));
  if (added.length === 0) return goal;
  const old = lengthened.get(goal.hypotheses);
  const hypotheses = old ?? [...goal.hypotheses, ...added];
  lengthened.set(goal.hypotheses, hypotheses);
  return { ...goal, hypotheses };
};

/** Kept, so that goals with the same hypotheses share what the kernel works out about them. */
const lengthened = new WeakMap<readonly Hypothesis[], readonly Hypothesis[]>();

const terminalCondition = (d: Datum): readonly Hypothesis[] => {
  if (d.terminal === null || !d.field.slots.some((slot) => slot.name === T_VARIABLE.name)) return [];
  const { horizon, value } = d.terminal;
  const args = d.field.slots.map((slot) => (slot.name === T_VARIABLE.name ? horizon : use(slot)));
  return [{ kind: 'equation', name: `terminal condition of ${d.field.name}`, left: apply(d.field, args), right: value }];
};

const commonHorizon = (data: readonly Datum[]): Expression | null => {
  const [first, ...others] = data.flatMap((d) => (d.terminal === null ? [] : [d.terminal.horizon]));
  if (first === undefined || first.kind !== 'parameter') return null;
  return others.every((h) => h.kind === 'parameter' && h.parameter.name === first.parameter.name) ? first : null;
};

/**
 * The goal at one time. Both sides are continuous there, so that where they differ at the horizon they differ shortly
 * before it, too: `t < T` and `t != T` are no longer asked for.
 */
const atTime = (goal: Goal, time: Expression): Goal => {
  const then = (e: Expression): Expression => at(e, [{ variable: T_VARIABLE, value: time }]);
  const conditions = goal.conditions.filter((c) => !isBefore(c, time)).map((c): Condition => ({ ...c, left: then(c.left), right: then(c.right) }));
  return { ...goal, left: then(goal.left), right: then(goal.right), conditions };
};

/** What holds at all times may be differentiated by time; null where the claim is about the points of an equation. */
const derivedByTime = (goal: Goal): Goal | null => (goal.conditions.some((c) => c.relation === '=') ? null
  : { ...goal, left: derivative(T_VARIABLE, goal.left), right: derivative(T_VARIABLE, goal.right) });

const isBefore = (c: Condition, time: Expression): boolean => {
  const isNow = (e: Expression): boolean => e.kind === 'variable' && e.variable.name === T_VARIABLE.name;
  const isThen = (e: Expression): boolean => e.kind === 'parameter' && time.kind === 'parameter' && e.parameter.name === time.parameter.name;
  switch (c.relation) {
    case '<': return isNow(c.left) && isThen(c.right);
    case '>': return isThen(c.left) && isNow(c.right);
    case '!=': return (isNow(c.left) && isThen(c.right)) || (isThen(c.left) && isNow(c.right));
    case '>=': case '<=': case '=': return false;
  }
};
