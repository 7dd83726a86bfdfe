/**
 * Sums: a + (b + c) is flat, like terms are collected, 0 is left out.
 *
 * A **loose** sum is one that a product rule has just made: a factor that meets it is distributed over its terms, while
 * sums that an author has put in brackets stay in brackets.
 */
import { num } from '../../kernel/expression.ts';
import type { Expression } from '../../kernel/expression.ts';
import type { Rational } from '../../kernel/rational.ts';
import { ONE, add, isZero } from '../../kernel/rational.ts';
import { keyOf } from './key.ts';
import { isZeroTerm, partsOfTerm, termOf, zeroLike } from './parts-of-term.ts';

const looseSums = new WeakSet<Expression>();
export const loose = (e: Expression): Expression => {
  if (e.kind === 'add') looseSums.add(e);
  return e;
};
export const isLoose = (e: Expression): boolean => looseSums.has(e);

interface Like {
  coefficient: Rational;
  readonly term: Expression;
}

export const sumOf = (terms: readonly Expression[]): Expression => {
  const flat = flatTerms(terms);
  const found = new Map<string, Like>();
  for (const t of flat) {
    if (isZeroTerm(t)) continue;
    const parts = partsOfTerm(t);
    const term = termOf({ ...parts, coefficient: ONE });
    const like = found.get(keyOf(term));
    if (like === undefined) found.set(keyOf(term), { coefficient: parts.coefficient, term });
    else like.coefficient = add(like.coefficient, parts.coefficient);
  }
  const kept = [...found.values()].filter((like) => !isZero(like.coefficient))
    .map(({ coefficient, term }) => (term.kind === 'number' ? { kind: 'number' as const, value: coefficient } : scaledTerm(coefficient, term)));
  const [first] = kept;
  if (first === undefined) return flat[0] === undefined ? num(0) : zeroLike(flat[0]);
  return kept.length === 1 ? first : { kind: 'add', terms: kept };
};

const scaledTerm = (coefficient: Rational, term: Expression): Expression => {
  const { scalars, tensor } = partsOfTerm(term);
  return termOf({ coefficient, scalars, tensor });
};

const flatTerms = (terms: readonly Expression[]): Expression[] => terms.flatMap((t) => (t.kind === 'add' ? flatTerms(t.terms) : [t]));
