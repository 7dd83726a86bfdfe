/**
 * Which hypotheses were put in: each as it stands, solved for its leading derivative, and how it was used (as it stands,
 * differentiated, at other arguments).
 */
import { elaborate } from '../../kernel/elaborate.ts';
import { isWrittenZero } from '../../calculus/equation.ts';
import type { Condition, Expression, Hypothesis, Variable } from '../../kernel/expression.ts';
import { num, plus, shapeOf } from '../../kernel/expression.ts';
import type { Goal } from '../../kernel/goal.ts';
import type { Index } from '../../kernel/polynomial.ts';
import { isNothing, keyOf, single } from '../../kernel/polynomial.ts';
import { fromFactors } from '../../kernel/product.ts';
import type { Workplace } from '../../kernel/prove.ts';
import type { RecordedUse, Trace } from '../../kernel/reduce.ts';
import { bindingsOf } from '../../kernel/reduce.ts';
import type { PowerRule, Rule } from '../../kernel/rules.ts';
import type { Display, Formula, NarrativeStep, Phrase } from '../narrative.ts';
import { formulaOf, inComponents, written } from './formula.ts';
import { hypothesisAt, listed, nameOf, variableList } from './words.ts';

type Substitute = Extract<NarrativeStep, { kind: 'substitute' }>;

/** `asked`: the goal with its hypotheses as they were written. One step a rule, in the order in which they were first used. */
export const substitutions = (work: Workplace, asked: Goal, traces: readonly Trace[]): readonly Substitute[] => {
  const uses = new Map<Rule | PowerRule, RecordedUse[]>();
  for (const use of traces.flatMap((t) => t.uses)) uses.set(use.rule, [...(uses.get(use.rule) ?? []), use]);
  // Inside functions and denominators nothing is recorded but which hypotheses were put in.
  const inside = [...new Set(traces.flatMap((t) => [...t.substituted]))];
  for (const rule of work.rules.rules) if (inside.includes(rule.hypothesis) && !uses.has(rule)) uses.set(rule, []);
  const shown = onePerHypothesis([...uses.keys()]).map((rule) => substitution(work, asked, rule, uses.get(rule) ?? []));
  return [...shown, ...symmetries(asked)];
};

/** Of the components of one tensor equation, all look alike: the first is shown. */
const onePerHypothesis = (rules: readonly (Rule | PowerRule)[]): readonly (Rule | PowerRule)[] =>
  rules.filter((rule, k) => rule.components.every((c) => !/^\d+$/.test(c)) || rules.findIndex((r) => r.hypothesis === rule.hypothesis) === k);

/** That a field is a gradient is built into the kernel's jets, so it leaves no trace. */
const symmetries = (goal: Goal): readonly Substitute[] => goal.hypotheses.flatMap((h): Substitute[] => (h.kind !== 'curl-free' ? [] : [
  { kind: 'substitute', name: h.name, say: ['The field ', written({ kind: 'field', field: h.field, args: h.field.slots.map((variable) => ({ kind: 'variable', variable })) }), ' is curl-free: its Jacobian is symmetric.'], equation: null, solved: null, ways: null },
]));

const substitution = (work: Workplace, asked: Goal, rule: Rule | PowerRule, uses: readonly RecordedUse[]): Substitute => {
  const own = hypothesisAt(asked, rule.hypothesis);
  const equation: Display | null = own === null || !('left' in own) ? null : { left: tidied(work, own.left), right: tidied(work, own.right) };
  const others = 'basis' in rule ? rule.basis.filter((k) => k !== rule.hypothesis).map((k) => nameOf(hypothesisAt(asked, k))) : [];
  const also = others.length === 0 ? '' : ` and ${listed([...new Set(others)])}`;
  const ways = waysOf(work, uses);
  return {
    kind: 'substitute', name: nameOf(own), say: [`By ${nameOf(own)}${also},`], equation, solved: isZeroOnBothSides(own, rule) ? null : solvedForm(work, rule),
    ways: ways === null ? null : ['This is put in', ...ways, '.'],
  };
};

/** div Q = 0 says no more when it is solved. */
const isZeroOnBothSides = (own: Hypothesis | Condition | null, rule: Rule | PowerRule): boolean =>
  isNothing(rule.value) && own !== null && 'right' in own && isWrittenZero(own.right);

/** Without the terms that are zero, as the drift of a process that has none. */
const tidied = ({ ring }: Workplace, e: Expression): Formula => {
  if (e.kind !== 'add') return written(e);
  const labels = FREE_LABELS.slice(0, shapeOf(e).length);
  const terms = ring.sizes === null ? e.terms.filter((t) => !isNothing(elaborate(ring, t, labels))) : e.terms;
  return written(terms.length === 0 ? e : plus(...terms));
};

const FREE_LABELS: readonly Index[] = ['i', 'j', 'l', 'm'];

const solvedForm = ({ ring }: Workplace, rule: Rule | PowerRule): Display => {
  if ('term' in rule) return { left: formulaOf(ring, single(rule.term.coefficient, rule.term.monomial), rule.components), right: formulaOf(ring, rule.value, rule.components) };
  const free = freeLabels(rule);
  const right = isNothing(rule.value) ? written(num(0)) : formulaOf(ring, rule.value, free);
  const pair = { left: formulaOf(ring, fromFactors(ring, [rule.lead]), free), right };
  const vectors = pair.left.kind === 'expression' && pair.right.kind === 'expression';
  return vectors || free.length === 0 ? pair : {
    left: inComponents(ring, fromFactors(ring, [rule.lead])), right: inComponents(ring, rule.value),
  };
};

const freeLabels = (rule: Rule): readonly Index[] => {
  const counts = new Map<Index, number>();
  for (const label of rule.lead.indices) counts.set(label, (counts.get(label) ?? 0) + 1);
  return [...counts].flatMap(([label, n]) => (n === 1 && !/^\d+$/.test(label) ? [label] : []));
};

// ── How it was used ──────────────────────────────────────────────────────────────────────────────────────────

/** ` as it stands, and differentiated by x`; nothing where that is the only way. */
const waysOf = (work: Workplace, uses: readonly RecordedUse[]): Phrase | null => {
  if (uses.length === 0) return [' inside a function or a denominator'];
  const ways = new Map<string, Phrase>();
  for (const use of uses) {
    const [key, way] = wayOf(work, use);
    if (!ways.has(key)) ways.set(key, way);
  }
  const list = [...ways.values()];
  if (list.length === 1 && [...ways.keys()][0] === '') return null;
  return list.flatMap((way, k) => [k === 0 ? ' ' : k === list.length - 1 ? ', and ' : ', ', ...way]);
};

const wayOf = ({ ring }: Workplace, use: RecordedUse): [string, Phrase] => {
  const by = use.derivatives.map((d) => d.variable);
  const differentiated: Phrase = by.length === 0 ? ['as it stands'] : ['differentiated by ', ...derivativeList(by)];
  const bindings = bindingsOf(ring, use.args, use.slots).map((b) => ({ variable: b.variable, value: b.at(b.variable.space === null ? null : 'i') }));
  const at: Phrase = bindings.flatMap((b, k): Phrase => [
    k === 0 ? ' at ' : ', ', written({ kind: 'variable', variable: b.variable }), ' = ', formulaOf(ring, b.value, b.variable.space === null ? [] : ['i']),
  ]);
  const key = `${by.map((v) => v.name).sort().join(' ')}${bindings.map((b) => `@${b.variable.name}=${keyOf(b.value)}`).join('')}`;
  return [key, by.length === 0 && at.length > 0 ? ['at ', ...at.slice(1)] : [...differentiated, ...at]];
};

/** `x`, `x twice`, `x and t`. */
const derivativeList = (by: readonly Variable[]): Phrase => {
  const names = [...new Set(by.map((v) => v.name))];
  return names.flatMap((name, k): Phrase => {
    const same = by.filter((v) => v.name === name);
    const times = same.length === 1 ? '' : same.length === 2 ? ' twice' : ` ${same.length} times`;
    return [k === 0 ? '' : ' and ', ...variableList(same.slice(0, 1)), times];
  });
};

