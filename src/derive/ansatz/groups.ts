/**
 * The terms of an equation by the state, their coefficients as vectors and matrices.
 *
 * Convention: xᵀ M x has no antisymmetric part, so M stands for ½ (M + Mᵀ).
 */
import { fingerprint } from '../../calculus/sameness.ts';
import type { Expression, Variable } from '../../kernel/expression.ts';
import type { IndexedSum } from '../../kernel/goal.ts';
import { rational } from '../../kernel/rational.ts';
import type { Coefficient } from '../../search/coefficients.ts';
import { coefficientsOf } from '../../search/coefficients.ts';
import { addSums, scaleMonomial } from '../../search/closed-form/sum.ts';
import { simplifiedFraction } from '../../search/fractions.ts';
import type { Part } from '../../search/matrix-terms.ts';
import { matrixTerms } from '../../search/matrix-terms.ts';

export interface Group extends Coefficient {
  /** null: no product of vectors and matrices. */
  readonly parts: readonly Part[] | null;
}

export const groupsOf = (sum: IndexedSum, state: readonly Variable[]): readonly Group[] => coefficientsOf(sum, state).map((c) => {
  const parts = matrixTerms(c.of, c.labels)?.map((p) => ({ ...p, scalar: simplifiedFraction(p.scalar) })) ?? null;
  return { ...c, parts: parts !== null && isSquare(c) ? symmetrised(parts) : parts };
}).filter((group) => group.parts === null || group.parts.length > 0);

/** xᵀ M x, with the same x on both sides. */
const isSquare = (c: Coefficient): boolean => {
  const [first, second] = c.state;
  return c.labels.length === 2 && first?.kind === 'coordinate' && second?.kind === 'coordinate' && first.variable.name === second.variable.name;
};

/** ½ (M + Mᵀ) for every M. */
const symmetrised = (parts: readonly Part[]): readonly Part[] => {
  const found = new Map<string, Part>();
  const add = (part: Part): void => {
    const key = fingerprint(part.tensor);
    const old = found.get(key);
    found.set(key, old === undefined ? part : { ...old, scalar: addSums(old.scalar, part.scalar) });
  };
  for (const part of parts) {
    if (fingerprint(part.tensor) === fingerprint(part.transposed)) {
      add(part);
      continue;
    }
    const half = part.scalar.map((m) => scaleMonomial(m, rational(1, 2)));
    const pair: readonly Part[] = [{ ...part, scalar: half }, { tensor: part.transposed, transposed: part.tensor, scalar: half }];
    for (const p of startsWithTranspose(part.tensor) ? pair : pair.toReversed()) add(p);
  }
  return [...found.values()].filter((part) => part.scalar.length > 0);
};

/** Aᵀ P comes before P A. */
const startsWithTranspose = (e: Expression | null): boolean =>
  e !== null && (e.kind === 'transpose' || (e.kind === 'dot' && startsWithTranspose(e.left)));
