/**
 * What index notation says before anything is evaluated: which names stand in a factor, and which are summed over.
 *
 * A name that occurs twice in a term is summed over its space; one that occurs once takes its value from outside.
 */
import type { Space } from '../kernel/expression.ts';
import type { IndexedFactor, IndexedSum, IndexedTerm, Label } from '../kernel/goal.ts';

export const isNumber = (label: Label): boolean => /^[1-9]\d*$/.test(label);

/** The readings of one certificate, each made once. */
export class Notation {
  readonly #names = new WeakMap<IndexedFactor, readonly Label[]>();
  readonly #dummies = new WeakMap<IndexedTerm, readonly (readonly [Label, Space])[]>();
  readonly #numbers = new WeakMap<object, number>();
  readonly #texts = new Map<string, number>();

  /** The names that a factor's value depends on. */
  names(factor: IndexedFactor): readonly Label[] {
    const known = this.#names.get(factor) ?? [...new Set(labelled(factor).map(([label]) => label))];
    this.#names.set(factor, known);
    return known;
  }

  /** The names that are summed over in a term, with their spaces. */
  dummies(term: IndexedTerm): readonly (readonly [Label, Space])[] {
    const known = this.#dummies.get(term) ?? dummiesOf(term);
    this.#dummies.set(term, known);
    return known;
  }

  /** A number for a factor or a sum: equal for equal content. */
  number(content: IndexedFactor | IndexedSum): number {
    const known = this.#numbers.get(content);
    if (known !== undefined) return known;
    const text = JSON.stringify(content, (_key, value: unknown) => (typeof value === 'bigint' ? `${value}` : value));
    const number = this.#texts.get(text) ?? this.#texts.size;
    this.#texts.set(text, number);
    this.#numbers.set(content, number);
    return number;
  }
}

const dummiesOf = (term: IndexedTerm): readonly (readonly [Label, Space])[] => {
  const occurrences = new Map<Label, { count: number; space: Space }>();
  for (const [label, space] of term.factors.flatMap(labelled)) {
    const before = occurrences.get(label);
    if (before !== undefined && before.space !== space) throw new TypeError(`the label ${label} ranges over two spaces`);
    occurrences.set(label, { count: (before?.count ?? 0) + 1, space });
  }
  for (const [label, { count }] of occurrences) {
    if (count > 2) throw new TypeError(`the label ${label} occurs ${count} times`);
  }
  return [...occurrences].filter(([, { count }]) => count === 2).map(([label, { space }]) => [label, space]);
};

/** The names that occur in a factor, once for each time, with the spaces they range over. */
const labelled = (factor: IndexedFactor): readonly (readonly [Label, Space])[] => {
  const pairs = (labels: readonly Label[], spaces: readonly (Space | null | undefined)[]): (readonly [Label, Space])[] =>
    labels.flatMap((label, k) => (isNumber(label) ? [] : [[label, spaces[k] ?? ''] as const]));
  switch (factor.kind) {
    case 'jet': return [
      ...pairs(factor.components, factor.field.shape),
      ...factor.field.slots.flatMap((slot, k) => {
        const by = factor.derivatives[k] ?? 0;
        return typeof by === 'number' ? [] : pairs(by, by.map(() => slot.space));
      }),
      ...factor.args.flatMap((argument) => (argument === null ? [] : openNames(argument, ['arg']))),
    ];
    case 'coordinate': return factor.label === null ? [] : pairs([factor.label], [factor.variable.space]);
    case 'parameter': return pairs(factor.components, factor.parameter.shape);
    case 'delta': return pairs(factor.labels, [factor.space, factor.space]);
    case 'dimension': case 'constant': return [];
    case 'power': return openNames(factor.base, []);
    case 'minimum': return openNames(factor.of, []);
    case 'function': return openNames(factor.argument, []);
    case 'inverse':
      return [...pairs(factor.labels, [factor.space, factor.space]), ...openNames(factor.of, ['row', 'column'])];
    case 'integral': {
      const inside = openNames(factor.of, []);
      return [
        ...pairs(factor.labels, factor.labels.map((_, k) => inside.find(([name]) => name === `#${k + 1}`)?.[1])),
        ...inside.filter(([name]) => !name.startsWith('#')),
      ];
    }
    case 'logDeterminant': return openNames(factor.of, ['row', 'column']);
  }
};

/** The names that a nested sum takes from outside: those that occur once in a term. */
export const openNames = (sum: IndexedSum, own: readonly Label[]): readonly (readonly [Label, Space])[] => {
  const open = new Map<Label, Space>();
  for (const term of sum.terms) {
    const names = term.factors.flatMap(labelled);
    for (const [label, space] of names) {
      if (!own.includes(label) && names.filter(([other]) => other === label).length === 1) open.set(label, space);
    }
  }
  return [...open];
};
