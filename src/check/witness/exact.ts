/**
 * The kernel's verdict as evidence, so that the matrix of claims by means has it beside the numbers.
 *
 * A proof leaves no error unnoticed: figure, bound and detectable error are 0. A refutation has its counterexample in
 * `against`, exact values as text, and no figure.
 */
import type { ClaimResult } from '../verdict.ts';
import type { Evidence } from './witness.ts';
import { silent } from './witness.ts';

const pointOf = (result: ClaimResult): Evidence['against'] => {
  const point = result.counterexample;
  if (point === null) return null;
  const values = point.assignments.map(({ name, value }) => `${name} = ${value}`);
  return { instance: [`in dimension ${point.dimension}`, ...values], left: point.left, right: point.right };
};

const dimensionsIn = (result: ClaimResult): string =>
  result.dimensions === 'every' ? 'every dimension' : `d = ${result.dimensions.join(', ')}`;

export const exactEvidence = (result: ClaimResult, seed: number): Evidence => {
  const common = { method: 'exact', seed, falseAlarm: 0 } as const;
  switch (result.verdict) {
    case 'proved':
      return { ...common, outcome: 'supports', figure: 0, bound: 0, detectable: 0, by: `proof, ${dimensionsIn(result)}`, reason: null, against: null };
    case 'refuted':
      return {
        ...common, outcome: 'contradicts', figure: null, bound: 0, detectable: null, by: `counterexample, ${dimensionsIn(result)}`,
        reason: result.notes.length === 0 ? null : result.notes.join('; '), against: pointOf(result),
      };
    case 'undecided': return silent('exact', seed, 'the kernel', result.stuckOn ?? 'neither a proof nor a counterexample was found');
  }
};
