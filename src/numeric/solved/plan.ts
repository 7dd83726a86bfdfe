/**
 * How each field of a document comes to be: chosen freely, or solved for, and from what.
 *
 * Only what a declaration says is used (the coefficients of the process or problem, the right-hand side of an assumption), not the
 * equation that `calculus` derives from it.
 */
import { fieldsIn, subexpressions } from '../../calculus/dependence.ts';
import type { Expression, Field } from '../../kernel/expression.ts';
import type { Density, Document, Expectation, Process, Value } from '../../language/statement.ts';

export type Plan =
  | { readonly kind: 'density'; readonly declaration: Density }
  | { readonly kind: 'stationary'; readonly declaration: Density }
  | { readonly kind: 'expectation'; readonly declaration: Expectation }
  | { readonly kind: 'value'; readonly declaration: Value }
  /** ∂t F = rate, F a function of time alone; `final`: F at the horizon, where that is said. */
  | { readonly kind: 'ordinary'; readonly field: Field; readonly rate: Expression; readonly final: Expression | null }
  /** ∂t F = rate, F a function of space and time. */
  | { readonly kind: 'evolution'; readonly field: Field; readonly rate: Expression }
  /** F = value, everywhere. */
  | { readonly kind: 'definition'; readonly field: Field; readonly value: Expression }
  /** An assumption that no method here meets. */
  | { readonly kind: 'unmet'; readonly reason: string };

export interface Plans {
  readonly byField: ReadonlyMap<string, Plan>;
  /** Gradients: closed forms that are drawn as such. */
  readonly gradients: ReadonlySet<string>;
  /** Antisymmetric matrices without divergence. */
  readonly divergenceFree: ReadonlySet<string>;
}

export const plansOf = (document: Document): Plans => {
  const old = known.get(document);
  if (old !== undefined) return old;
  const plans = { byField: new Map<string, Plan>(), gradients: new Set<string>(), divergenceFree: new Set<string>() };
  const finals = new Map<string, Expression>();
  for (const d of document.declarations) {
    switch (d.kind) {
      case 'density': plans.byField.set(d.field.name, { kind: d.stationary ? 'stationary' : 'density', declaration: d }); break;
      case 'expectation': plans.byField.set(d.field.name, { kind: 'expectation', declaration: d }); break;
      case 'value': plans.byField.set(d.field.name, { kind: 'value', declaration: d }); break;
      case 'assume':
        if (d.hypothesis.kind === 'curl-free') plans.gradients.add(d.hypothesis.field.name);
        else assume(d.hypothesis.left, d.hypothesis.right, d.hypothesis.name, plans, finals);
        break;
      case 'process': case 'problem': case 'let': break;
    }
  }
  for (const [name, final] of finals) {
    const plan = plans.byField.get(name);
    plans.byField.set(name, plan?.kind === 'ordinary' ? { ...plan, final } : { kind: 'unmet', reason: `${name} is given at one time, and no equation takes it to others` });
  }
  known.set(document, plans);
  return plans;
};

const known = new WeakMap<Document, Plans>();

interface Growing {
  readonly byField: Map<string, Plan>;
  readonly gradients: Set<string>;
  readonly divergenceFree: Set<string>;
}

const assume = (left: Expression, right: Expression, name: string, plans: Growing, finals: Map<string, Expression>): void => {
  if (left.kind === 'derivative' && left.variable.name === 't' && isAtItsSlots(left.of)) {
    const { field } = left.of;
    plans.byField.set(field.name, field.slots.length === 1
      ? { kind: 'ordinary', field, rate: right, final: null } : { kind: 'evolution', field, rate: right });
    return;
  }
  if (isAtItsSlots(left) && !mentions(right, left.field)) {
    plans.byField.set(left.field.name, { kind: 'definition', field: left.field, value: right });
    return;
  }
  if (left.kind === 'divergence' && isAtItsSlots(left.of) && left.of.field.symmetry === 'antisymmetric') {
    plans.divergenceFree.add(left.of.field.name);
    return;
  }
  if (left.kind === 'field' && left.field.slots.length === 1 && left.args.every((a) => a.kind === 'parameter')) {
    finals.set(left.field.name, right);
    return;
  }
  const fields = [...subexpressions(left), ...subexpressions(right)].flatMap((e) => (e.kind === 'field' ? [e.field.name] : []));
  const reason = `the assumption ${name} is of a form that is not solved for here`;
  for (const field of fields) plans.byField.set(field, { kind: 'unmet', reason });
};

type AtItsSlots = Extract<Expression, { kind: 'field' }>;

const isAtItsSlots = (e: Expression): e is AtItsSlots =>
  e.kind === 'field' && e.args.every((a, k) => a.kind === 'variable' && a.variable.name === e.field.slots[k]?.name);

const mentions = (e: Expression, field: Field): boolean => [...subexpressions(e)].some((p) => p.kind === 'field' && p.field.name === field.name);

/** The processes that the fields of these expressions are solved from, and those that their coefficients are solved from. */
export const processesBehind = (document: Document, expressions: readonly Expression[]): readonly Process[] => {
  const { byField } = plansOf(document);
  const found = new Set<Process>();
  const seen = new Set<string>();
  const visit = (e: Expression): void => {
    for (const name of fieldsIn(e).keys()) {
      const plan = byField.get(name);
      if (plan === undefined || seen.has(name)) continue;
      seen.add(name);
      for (const part of sourcesOf(plan, found)) visit(part);
    }
  };
  expressions.forEach(visit);
  return [...found];
};

/** What a plan is made from; its process is noted. */
const sourcesOf = (plan: Plan, found: Set<Process>): readonly Expression[] => {
  const of = (process: Process): readonly Expression[] => {
    found.add(process);
    return process.blocks.flatMap((b) => [b.drift, ...b.noises.map((n) => n.coefficient)]);
  };
  switch (plan.kind) {
    case 'density': case 'stationary': return of(plan.declaration.process);
    case 'expectation': {
      const { process, terminal, discount, running } = plan.declaration;
      return [...of(process), terminal, ...[discount, running].filter((e) => e !== null)];
    }
    case 'value': {
      const { process, terminal, discount, running } = plan.declaration.problem;
      return [...of(process), running, ...[terminal, discount].filter((e) => e !== null)];
    }
    case 'ordinary': case 'evolution': return [plan.rate];
    case 'definition': return [plan.value];
    case 'unmet': return [];
  }
};
