/**
 * The hypotheses that bear on a goal: those about its symbols, and about theirs.
 *
 * Leaving one out is always sound for a proof. For a refutation it is where what is left out can be satisfied whatever
 * the rest is: an evolution equation for a field that does not occur (it has a solution for any coefficients).
 */
import { fieldsIn } from '../calculus/dependence.ts';
import type { Expression, Field, Hypothesis } from '../kernel/expression.ts';
import { partsOf } from '../kernel/expression.ts';
import type { Goal } from '../kernel/goal.ts';

interface Symbols {
  readonly hypothesis: Hypothesis;
  readonly names: ReadonlySet<string>;
  /** The field that it is solved for, where that is an evolution equation. */
  readonly evolves: string | null;
  /** What it says something about: of a declared value or density its fields, not the constants in it. */
  readonly about: ReadonlySet<string>;
}

/** The names of the fields and parameters of an expression; kept, since edited claims share most of their parts. */
const namesOf = (e: Expression): readonly string[] => {
  const old = names.get(e);
  if (old !== undefined) return old;
  const own = e.kind === 'field' ? [e.field.name] : e.kind === 'parameter' ? [e.parameter.name] : [];
  const found = [...new Set([...own, ...partsOf(e).flatMap(namesOf)])];
  names.set(e, found);
  return found;
};

const names = new WeakMap<Expression, readonly string[]>();

/** ∂t f alone on the left, or as a term of it: not f = g − 1, which says something of g where f > 0; not a ∂t f = b. */
const isEvolution = (h: Extract<Hypothesis, { kind: 'equation' }>, field: Field): boolean => {
  const terms = h.left.kind === 'add' ? h.left.terms : [h.left];
  return terms.some((e) => e.kind === 'derivative' && e.variable.name === 't' && e.of.kind === 'field' && e.of.field.name === field.name &&
    e.of.args.every((a, k) => a.kind === 'variable' && a.variable.name === field.slots[k]?.name));
};

const symbolsOf = (h: Hypothesis): Symbols => {
  if (h.kind === 'curl-free') return { hypothesis: h, names: new Set([h.field.name]), evolves: null, about: new Set([h.field.name]) };
  const evolves = h.solvedFor !== undefined && isEvolution(h, h.solvedFor) ? h.solvedFor.name : null;
  const mentioned = new Set([...namesOf(h.left), ...namesOf(h.right)]);
  const about = h.solvedFor === undefined ? mentioned : new Set(fieldsIn(h.left, h.right).keys());
  return { hypothesis: h, names: mentioned, evolves, about };
};

/**
 * An evolution equation may be left out only where nothing else restricts its field: no assumption about it, and no
 * second equation for it. In other evolution equations it is a coefficient.
 */
const onlyFreeOnesEvolve = (all: readonly Symbols[]): Symbols[] => all.map((s, k) => {
  const { evolves } = s;
  if (evolves === null) return s;
  const free = all.every((other, j) => j === k || !other.names.has(evolves) || (other.evolves !== null && other.evolves !== evolves));
  return free ? s : { ...s, evolves: null, about: s.names };
});

const symbols = new WeakMap<readonly Hypothesis[], readonly Symbols[]>();
/** The same selection is the same list, so that what the kernel keeps about it serves again. */
const selections = new WeakMap<readonly Hypothesis[], Map<string, readonly Hypothesis[]>>();

export const withRelevantHypotheses = (goal: Goal): Goal => {
  const { hypotheses } = goal;
  if (hypotheses.length === 0) return goal;
  const all = symbols.get(hypotheses) ?? onlyFreeOnesEvolve(hypotheses.map(symbolsOf));
  symbols.set(hypotheses, all);
  const known = new Set([goal.left, goal.right, ...goal.conditions.flatMap((c) => [c.left, c.right])].flatMap(namesOf));
  const chosen = new Set<number>();
  for (let grown = true; grown;) {
    grown = false;
    all.forEach((s, k) => {
      if (chosen.has(k) || !(s.evolves === null ? [...s.about].some((n) => known.has(n)) : known.has(s.evolves))) return;
      chosen.add(k);
      for (const n of s.names) known.add(n);
      grown = true;
    });
  }
  dropFreeTerminalValues(goal, chosen);
  if (chosen.size === hypotheses.length) return goal;
  const byKey = selections.get(hypotheses) ?? new Map<string, readonly Hypothesis[]>();
  selections.set(hypotheses, byKey);
  const key = [...chosen].sort((a, b) => a - b).join(',');
  const list = byKey.get(key) ?? hypotheses.filter((_, k) => chosen.has(k));
  byKey.set(key, list);
  return { ...goal, hypotheses: list };
};

/** P(T) = K: a function of time alone, at a constant time. */
interface TerminalValue {
  readonly field: Field;
  readonly time: string;
  readonly value: Expression;
}

const terminalValueOf = (h: Hypothesis | undefined): TerminalValue | null => {
  if (h?.kind !== 'equation' || h.left.kind !== 'field') return null;
  const { field, args: [time] } = h.left;
  if (field.slots.length !== 1 || field.slots[0]?.name !== 't' || time?.kind !== 'parameter') return null;
  return namesOf(h.right).includes(time.parameter.name) ? null : { field, time: time.parameter.name, value: h.right };
};

/**
 * P(T) = K may be left out where K is a constant of which nothing else is said: whatever P is at the point that is
 * looked at, its equation takes it somewhere at T, and that is what K is then. T must be free to be near that point, so
 * that a solution reaches it, and so that it keeps its sign: nothing else may speak of T but other values at T.
 */
const dropFreeTerminalValues = (goal: Goal, chosen: Set<number>): void => {
  const list = [...chosen].map((k) => ({ k, h: goal.hypotheses[k] as Hypothesis, terminal: terminalValueOf(goal.hypotheses[k]) }));
  const ofGoal = new Set([goal.left, goal.right, ...goal.conditions.flatMap((c) => [c.left, c.right])].flatMap(namesOf));
  for (const { k, terminal } of list) {
    if (terminal === null || !isFreeValue(terminal)) continue;
    const constant = namesOf(terminal.value)[0] as string;
    const others = list.filter((other) => other.k !== k);
    const said = others.some(({ h }) => h.kind === 'equation' && [...namesOf(h.left), ...namesOf(h.right)].includes(constant)) || ofGoal.has(constant) ||
      (goal.data ?? []).some((d) => d.terminal !== null && namesOf(d.terminal.value).includes(constant));
    const timed = ofGoal.has(terminal.time) || others.some(({ h, terminal: own }) =>
      h.kind === 'equation' && own?.time !== terminal.time && [...namesOf(h.left), ...namesOf(h.right)].includes(terminal.time));
    const twice = others.some(({ terminal: own }) => own?.field.name === terminal.field.name);
    if (!said && !timed && !twice) chosen.delete(k);
  }
};

/** A constant with no more declared of it than of the function, and nothing that a limit could lose. */
const isFreeValue = ({ field, value }: TerminalValue): boolean => {
  if (value.kind !== 'parameter') return false;
  const { symmetry, sign } = value.parameter;
  return (symmetry === 'none' || symmetry === field.symmetry) && (sign === 'any' || (sign === field.sign && (sign === 'positive' || sign === 'negative' || sign === 'nonzero')));
};
