/**
 * Other goals whose counterexamples refute a goal too: its derivative by a parameter, and the same hypotheses solved for
 * other unknowns.
 */
import { mapParts, partsOf } from './expression.ts';
import type { Expression, Field, Hypothesis, Parameter, Variable } from './expression.ts';
import type { Goal } from './goal.ts';
import { ZERO } from './rational.ts';

/**
 * The derivative of the claim by a parameter that stands in an argument, as the T of p(x, T − t): what holds for every
 * T may be differentiated by it, so a counterexample to the derivative is one to the claim. It may be looked for where
 * T − t = t, so that a density or a value is needed at one time only.
 */
export const derivedByParameters = (goal: Goal): { name: string; goal: Goal }[] => {
  if (goal.under !== null) return [];
  return parametersInArguments(goal).map((p) => {
    const variable: Variable = { kind: 'variable', name: p.name, space: null, role: 'coordinate' };
    const change = (e: Expression): Expression => (e.kind === 'parameter' && e.parameter.name === p.name ? { kind: 'variable', variable } : mapParts(e, change));
    const by = (e: Expression): Expression => ({ kind: 'derivative', variable, of: change(e) });
    const conditions = goal.conditions.map((c) => ({ ...c, left: change(c.left), right: change(c.right) }));
    const sign = p.sign === 'positive' ? [{ relation: '>' as const, left: { kind: 'variable' as const, variable }, right: { kind: 'number' as const, value: ZERO } }] : [];
    return {
      name: p.name,
      goal: {
        ...goal, left: by(goal.left), right: by(goal.right), conditions: [...conditions, ...sign],
        hypotheses: goal.hypotheses.map((h) => (h.kind === 'curl-free' ? h : { ...h, left: change(h.left), right: change(h.right) })),
      },
    };
  });
};

/** Scalar parameters without a sign, or positive, in the arguments of fields or in bindings. */
const parametersInArguments = (goal: Goal): Parameter[] => {
  const found = new Map<string, Parameter>();
  const collect = (e: Expression): void => {
    if (e.kind === 'parameter' && e.parameter.shape.length === 0 && (e.parameter.sign === 'any' || e.parameter.sign === 'positive')) found.set(e.parameter.name, e.parameter);
    partsOf(e).forEach(collect);
  };
  const visit = (e: Expression): void => {
    if (e.kind === 'field') e.args.forEach(collect);
    if (e.kind === 'at') e.bindings.forEach((b) => collect(b.value));
    partsOf(e).forEach(visit);
  };
  visit(goal.left);
  visit(goal.right);
  // Functions of which a hypothesis speaks with the parameter in it may depend on it themselves.
  const inHypotheses = new Set(goal.hypotheses.flatMap((h) => (h.kind === 'curl-free' ? [] : [...parametersIn(h.left), ...parametersIn(h.right)])));
  return [...found.values()].filter((p) => !inHypotheses.has(p.name));
};

const parametersIn = (e: Expression): string[] => [...(e.kind === 'parameter' ? [e.parameter.name] : []), ...partsOf(e).flatMap(parametersIn)];

/**
 * The same hypotheses, each evolution equation solved for a space derivative of a free coefficient: any positive p is
 * a density of some process, since a drift can be found for it. So p may be chosen freely at two different times.
 */
export const solvedForDrifts = (goal: Goal): Goal[] => {
  const solved = new Set(goal.hypotheses.flatMap((h) => (h.kind === 'equation' && h.solvedFor !== undefined ? [h.solvedFor.name] : [])));
  if (solved.size === 0 || goal.under !== null) return [];
  const old = drifts.get(goal.hypotheses);
  const lists = old ?? coefficientsOf(goal.hypotheses, solved).map((field) => goal.hypotheses.map((h): Hypothesis =>
    h.kind === 'equation' && h.solvedFor !== undefined && fieldsIn(h.right).some((g) => g.name === field.name) ? { ...h, solvedFor: field } : h));
  drifts.set(goal.hypotheses, lists);
  return lists.map((hypotheses) => ({ ...goal, hypotheses }));
};

const drifts = new WeakMap<readonly Hypothesis[], (readonly Hypothesis[])[]>();

/** Coefficients of space and time without symmetry, sign or equation of their own. */
const coefficientsOf = (hypotheses: readonly Hypothesis[], solved: ReadonlySet<string>): Field[] => {
  const found = new Map<string, Field>();
  for (const h of hypotheses) {
    if (h.kind !== 'equation' || h.solvedFor === undefined) continue;
    const own = h.solvedFor;
    for (const f of fieldsIn(h.right)) {
      const sameSlots = f.slots.length === own.slots.length && f.slots.every((v, k) => v.name === own.slots[k]?.name);
      if (sameSlots && !solved.has(f.name) && f.sign === 'any' && f.symmetry === 'none' && f.shape.length <= 1) found.set(f.name, f);
    }
  }
  const restricted = new Set(hypotheses.flatMap((h) => (h.kind === 'curl-free' ? [h.field.name]
    : h.solvedFor === undefined ? [...fieldsIn(h.left), ...fieldsIn(h.right)].map((f) => f.name) : [])));
  // In two equations it could not satisfy both.
  const equations = (f: Field): number => hypotheses.filter((h) => h.kind === 'equation' && [...fieldsIn(h.left), ...fieldsIn(h.right)].some((g) => g.name === f.name)).length;
  return [...found.values()].filter((f) => !restricted.has(f.name) && equations(f) === 1);
};

export const fieldsIn = (e: Expression): Field[] => [...(e.kind === 'field' ? [e.field] : []), ...partsOf(e).flatMap(fieldsIn)];
