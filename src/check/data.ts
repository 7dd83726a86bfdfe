/**
 * What a declared expectation, value or stationary density is beyond its equation: which data it has at the horizon,
 * and whether it is one definite function. Of such a function no derivative may be chosen freely, though its equation
 * alone would leave it free; so a counterexample that chooses one is none.
 */
import { subexpressions } from '../calculus/dependence.ts';
import type { Expression, Hypothesis, Variable } from '../kernel/expression.ts';
import { T_VARIABLE, apply, at, use } from '../kernel/expression.ts';
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
  const data = document.declarations.flatMap(datumOf);
  known.set(document, data);
  return data;
};

const known = new WeakMap<Document, readonly Datum[]>();

const datumOf = (d: Declaration): readonly Datum[] => {
  switch (d.kind) {
    case 'expectation': {
      const parts = [d.terminal, d.discount, d.running, ...coefficientsOf(d.process)];
      return [{ field: d.field, terminal: { horizon: d.horizon, value: d.terminal }, determined: isDetermined(parts, d.process) ? 'everywhere' : 'nowhere' }];
    }
    case 'value': {
      const { process, running, terminal, horizon, discount } = d.problem;
      const parts = [running, terminal, discount, ...coefficientsOf(process)];
      return [{
        field: d.field, determined: isDetermined(parts, process) ? 'everywhere' : 'nowhere',
        terminal: terminal === null || horizon === null ? null : { horizon, value: terminal },
      }];
    }
    case 'density':
      return d.stationary ? [{ field: d.field, terminal: null, determined: whereStationary(d.process) }] : [];
    case 'process': case 'problem': case 'let': case 'assume': return [];
  }
};

const coefficientsOf = (process: Process): readonly Expression[] =>
  process.blocks.flatMap((block) => [block.drift, ...block.noises.map((noise) => noise.coefficient)]);

/** No unknown function of the state among the parts: then what they determine is one function. */
const isDetermined = (parts: readonly (Expression | null)[], process: Process): boolean => {
  const states = new Set(process.blocks.map((block) => block.variable.name));
  const isUnknown = (e: Expression): boolean => e.kind === 'field' && e.field.slots.some((slot: Variable) => states.has(slot.name));
  return parts.every((part) => part === null || ![...subexpressions(part)].some(isUnknown));
};

/** In one dimension there is no current, so that drift and noise determine a stationary density, whatever they are. */
const whereStationary = (process: Process): Datum['determined'] => {
  const [only, ...others] = process.blocks;
  if (isDetermined(coefficientsOf(process), process)) return 'everywhere';
  if (only === undefined || others.length > 0) return 'nowhere';
  return only.variable.space === null ? 'everywhere' : 'in dimension 1';
};

/** `refuteInDimension`, with what is known at the horizon, and without a choice of what is not free. */
export const refuteWithData = (goal: Goal, dimension: number, seed: number, limits: Limits): RefutationResult => {
  const data = goal.data ?? [];
  const informed = goal.under === null ? withTerminalConditions(goal, data) : goal;
  const result = refuteInDimension(informed, dimension, seed, limits);
  const chosen = result.status === 'refuted' ? determinedIn(result.refutation, data, dimension) : [];
  if (result.status === 'agrees' || (result.status === 'refuted' && chosen.length === 0)) return result;
  const horizon = commonHorizon(data);
  if (horizon !== null && goal.under === null) {
    const there = refuteInDimension(atTime(informed, horizon), dimension, seed, limits);
    if (there.status === 'refuted' && determinedIn(there.refutation, data, dimension).length === 0) return there;
  }
  if (result.status === 'stuck') return result;
  const names = chosen.map((d) => d.field.name).join(', ');
  return { status: 'stuck', reason: `${names} is one definite function, of which the counterexample would choose derivatives` };
};

const determinedIn = (refutation: Refutation, data: readonly Datum[], dimension: number): readonly Datum[] => data.filter((d) =>
  (d.determined === 'everywhere' || (d.determined === 'in dimension 1' && dimension === 1)) &&
  refutation.point.some((v) => v.factor.kind === 'jet' && v.factor.field.name === d.field.name));

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
