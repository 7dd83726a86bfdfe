/**
 * Every proved claim of derivations/, altered in all single-edit ways, each mutant decided.
 */
import { DEFAULT_OPTIONS } from '../../src/check/check.ts';
import { mutateClaim } from '../../src/check/mutate.ts';
import { readDocument } from '../../src/language/document.ts';
import { derivations } from '../documents.ts';
import type { Row } from '../row.ts';
import { row } from '../row.ts';

export const mutate = (): readonly Row[] => {
  const counts = { proved: 0, refuted: 0, undecided: 0 };
  const start = performance.now();
  for (const { path, text } of derivations()) {
    const document = readDocument(text, path);
    for (const claim of document.claims) {
      for (const mutant of mutateClaim(document, claim, DEFAULT_OPTIONS)) counts[mutant.verdict] += 1;
    }
  }
  const time = performance.now() - start;
  const all = counts.proved + counts.refuted + counts.undecided;
  return [
    row('mutate', 'mutants', all, 'mutants'),
    row('mutate', 'still true (proved)', counts.proved, 'mutants'),
    row('mutate', 'refuted', counts.refuted, 'mutants'),
    row('mutate', 'undecided', counts.undecided, 'mutants'),
    row('mutate', 'time', time / 1000, 's'),
    row('mutate', 'time a mutant', all === 0 ? 0 : time / all, 'ms'),
  ];
};
