/**
 * The hypotheses that bear on a goal: those about its symbols, and about theirs.
 *
 * Leaving one out is always sound for a proof. For a refutation it is where what is left out can be satisfied whatever
 * the rest is: an evolution equation for a field that does not occur (it has a solution for any coefficients).
 */
import { fieldsIn, parametersIn } from '../calculus/dependence.ts';
import type { Expression, Hypothesis } from '../kernel/expression.ts';
import type { Goal } from '../kernel/goal.ts';

interface Symbols {
  readonly hypothesis: Hypothesis;
  readonly names: ReadonlySet<string>;
  /** The field that it is solved for, where that is an evolution equation. */
  readonly evolves: string | null;
}

const namesOf = (e: Expression): string[] => [...fieldsIn(e).keys(), ...parametersIn(e).keys()];

const symbolsOf = (h: Hypothesis): Symbols => {
  if (h.kind === 'curl-free') return { hypothesis: h, names: new Set([h.field.name]), evolves: null };
  const evolves = h.solvedFor !== undefined && h.solvedFor.slots.some((v) => v.name === 't') ? h.solvedFor.name : null;
  return { hypothesis: h, names: new Set([...namesOf(h.left), ...namesOf(h.right)]), evolves };
};

const symbols = new WeakMap<readonly Hypothesis[], readonly Symbols[]>();
/** The same selection is the same list, so that what the kernel keeps about it serves again. */
const selections = new WeakMap<readonly Hypothesis[], Map<string, readonly Hypothesis[]>>();

export const withRelevantHypotheses = (goal: Goal): Goal => {
  const { hypotheses } = goal;
  if (hypotheses.length === 0) return goal;
  const all = symbols.get(hypotheses) ?? hypotheses.map(symbolsOf);
  symbols.set(hypotheses, all);
  const known = new Set([goal.left, goal.right, ...goal.conditions.flatMap((c) => [c.left, c.right])].flatMap(namesOf));
  const chosen = new Set<number>();
  for (let grown = true; grown;) {
    grown = false;
    all.forEach((s, k) => {
      if (chosen.has(k) || !(s.evolves === null ? [...s.names].some((n) => known.has(n)) : known.has(s.evolves))) return;
      chosen.add(k);
      for (const n of s.names) known.add(n);
      grown = true;
    });
  }
  if (chosen.size === hypotheses.length) return goal;
  const byKey = selections.get(hypotheses) ?? new Map<string, readonly Hypothesis[]>();
  selections.set(hypotheses, byKey);
  const key = [...chosen].sort((a, b) => a - b).join(',');
  const list = byKey.get(key) ?? hypotheses.filter((_, k) => chosen.has(k));
  byKey.set(key, list);
  return { ...goal, hypotheses: list };
};
