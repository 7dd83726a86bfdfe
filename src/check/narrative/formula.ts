/**
 * Formulas of a narrative, made from normal forms: as vectors and matrices where the kernel agrees that these have
 * that normal form, else in index notation.
 */
import { elaborate } from '../../kernel/elaborate.ts';
import type { Expression } from '../../kernel/expression.ts';
import { at, numberOf, shapeOf } from '../../kernel/expression.ts';
import type { IndexedSum, Label } from '../../kernel/goal.ts';
import { indexedSum } from '../../kernel/indexed.ts';
import type { Polynomial } from '../../kernel/polynomial.ts';
import { DomainError, UnsupportedError, keyOf, single, termsOf } from '../../kernel/polynomial.ts';
import type { Rational } from '../../kernel/rational.ts';
import { ONE, isOne, multiply } from '../../kernel/rational.ts';
import type { Ring } from '../../kernel/ring.ts';
import { expressionOf, scaledBy } from '../../search/from-indices.ts';
import type { Formula } from '../narrative.ts';
import type { Place } from './place.ts';
import { withoutPlace } from './place.ts';

export const written = (value: Expression): Formula => ({ kind: 'expression', value });

/** In index notation, whatever its form. */
export const inComponents = (ring: Ring, p: Polynomial, place: Place = []): Formula => ({ kind: 'indexed', sum: sumAt(ring, p, place) });

const sumAt = (ring: Ring, p: Polynomial, place: Place): IndexedSum => (place.length === 0 ? indexedSum(ring, p) : withoutPlace(indexedSum(ring, p)));

/** A normal form with these free labels; the formula stands for its value at the place. */
export const formulaOf = (ring: Ring, p: Polynomial, free: readonly Label[], place: Place = []): Formula => {
  const sum = sumAt(ring, p, place);
  const value = vectorForm(ring, p, sum, free, place);
  if (value !== null) return written(value);
  const terms = termsOf(p);
  if (free.length > 0 || terms.length < 2) return { kind: 'indexed', sum };
  return { kind: 'sum', terms: terms.map((t) => ({ coefficient: t.coefficient, monomial: formulaOf(ring, single(ONE, t.monomial), free, place) })) };
};

/** The vector form, where the kernel reads it as the same normal form. */
const vectorForm = (ring: Ring, p: Polynomial, sum: IndexedSum, free: readonly Label[], place: Place): Expression | null => {
  try {
    const value = expressionOf(sum, free);
    if (value === null || shapeOf(value).length !== free.length) return null;
    const there = place.length === 0 ? value : at(value, place);
    return keyOf(elaborate(ring, there, free)) === keyOf(p) ? value : null;
  } catch (error) {
    // What does not fit together as vectors and matrices has no such form.
    if (error instanceof TypeError || error instanceof UnsupportedError || error instanceof DomainError) return null;
    throw error;
  }
};

/** factor · formula. */
export const scaled = (formula: Formula, factor: Rational): Formula => {
  if (isOne(factor)) return formula;
  switch (formula.kind) {
    case 'expression': return written(scaledBy([numberOf(factor)], formula.value));
    case 'indexed': return { kind: 'indexed', sum: { terms: formula.sum.terms.map((t) => ({ ...t, coefficient: multiply(t.coefficient, factor) })) } };
    case 'sum': return { kind: 'sum', terms: formula.terms.map((t) => ({ ...t, coefficient: multiply(t.coefficient, factor) })) };
  }
};
