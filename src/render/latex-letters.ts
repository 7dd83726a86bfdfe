/**
 * Letters for summed indices: the kernel numbers them through (k7, k8, …); on paper each term begins anew with i, j, k.
 */
import type { IndexedFactor, IndexedSum, IndexedTerm, Label } from '../kernel/goal.ts';
import type { Names } from './text-index.ts';

const LETTERS = [...'ijklqrs'];
const isNumbered = (label: Label): boolean => /^[a-z]\d+$/.test(label);

/** The labels of one letter, which no summed index may take. */
export const reserved = (sum: IndexedSum): Names =>
  new Map(sum.terms.flatMap((term) => term.factors.flatMap(allLabels)).filter((label) => [...label].length === 1).map((label) => [label, label]));

/** The names for a term: its own numbered labels, which mean nothing outside it, by letters that are free. */
export const withLetters = (term: IndexedTerm, names: Names): Names => {
  const result = new Map(names);
  const free = LETTERS.filter((letter) => ![...names.values()].includes(letter));
  for (const label of new Set(term.factors.flatMap(ownLabels))) {
    const letter = isNumbered(label) ? free.shift() : undefined;
    if (letter !== undefined) result.set(label, letter);
  }
  return result;
};

const ownLabels = (f: IndexedFactor): readonly Label[] => {
  switch (f.kind) {
    case 'jet': return [...f.components, ...f.derivatives.flatMap((d) => (typeof d === 'number' ? [] : d))];
    case 'coordinate': return f.label === null ? [] : [f.label];
    case 'parameter': return f.components;
    case 'delta': case 'inverse': case 'integral': return f.labels;
    case 'dimension': case 'constant': case 'power': case 'function': case 'minimum': case 'logDeterminant': return [];
  }
};

const sumsIn = (f: IndexedFactor): readonly IndexedSum[] => {
  switch (f.kind) {
    case 'jet': return f.args.filter((arg) => arg !== null);
    case 'power': return [f.base];
    case 'function': return [f.argument];
    case 'inverse': case 'integral': case 'minimum': case 'logDeterminant': return [f.of];
    case 'coordinate': case 'parameter': case 'delta': case 'dimension': case 'constant': return [];
  }
};

const allLabels = (f: IndexedFactor): readonly Label[] =>
  [...ownLabels(f), ...sumsIn(f).flatMap((sum) => sum.terms.flatMap((term) => term.factors.flatMap(allLabels)))];
