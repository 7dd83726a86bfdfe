/**
 * The top-level terms of a formula, as a person would take it apart before expanding anything: linear operators are
 * drawn into sums of unknown functions, ∇(a + b) = ∇a + ∇b, and a factor is multiplied into one such sum. Products of
 * sums stay together.
 */
import type { Expression } from '../../kernel/expression.ts';
import { mapParts, partsOf, times } from '../../kernel/expression.ts';

/** Beyond this many, the terms as they are written serve better. */
const MOST_TERMS = 30;

/** Terms whose sum is e. At least one. */
export const linearTerms = (e: Expression): readonly Expression[] => {
  const terms = drawnApart(e);
  return terms.length <= MOST_TERMS ? terms : e.kind === 'add' ? e.terms : [e];
};

const drawnApart = (e: Expression): readonly Expression[] => {
  switch (e.kind) {
    case 'add': return e.terms.flatMap(drawnApart);
    case 'multiply': return oneSum(e).map((t) => (t.kind === 'multiply' ? times(...t.factors) : t));
    case 'dot': case 'doubleDot': case 'outer': return oneSum(e);
    case 'transpose': case 'trace': case 'derivative': case 'gradient': case 'divergence': case 'laplacian':
    case 'hessian': case 'at': case 'integral':
      return !mentionsField(e.of) ? [e] : drawnApart(e.of).map((term) => mapParts(e, (part, i) => (i === 0 ? term : part)));
    case 'number': case 'pi': case 'dimension': case 'parameter': case 'variable': case 'field': case 'power': case 'call':
    case 'inverse': case 'determinant': case 'identity': case 'optimum':
      return [e];
  }
};

/** Sums of parameters and coordinates, as the root of a quadratic equation, are one thing. */
const mentionsField = (e: Expression): boolean => e.kind === 'field' || partsOf(e).some(mentionsField);

/** A product over the terms of its only sum; itself where it has none, or more than one. */
const oneSum = (e: Expression): readonly Expression[] => {
  const sums = partsOf(e).map((part) => (mentionsField(part) ? drawnApart(part) : [part]));
  const index = sums.findIndex((terms) => terms.length > 1);
  if (index < 0 || sums.some((terms, i) => i !== index && terms.length > 1)) return [e];
  return (sums[index] as readonly Expression[]).map((term) => mapParts(e, (part, i) => (i === index ? term : part)));
};
