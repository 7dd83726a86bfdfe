/**
 * left = right, linear in a term, solved for it: r ∂t P + a = b gives ∂t P = (b − a) / r.
 */
import type { Expression } from '../../kernel/expression.ts';
import { num, shapeOf } from '../../kernel/expression.ts';
import { subexpressions } from '../../calculus/dependence.ts';
import { distributed } from './distribute.ts';
import { keyOf } from './key.ts';
import { isZeroTerm, partsOfTerm, productOfFactors, zeroLike } from './parts-of-term.ts';
import { negative, productOf, quotient } from './product.ts';
import { rewritten } from './rewrite.ts';
import type { Style } from './style.ts';
import { sumOf } from './sum.ts';

const STYLE: Style = { dimension: null, expand: 'explicit' };

/** What the term equals; null where it occurs not at all, not linearly, or with a matrix before it. */
export const solveFor = (left: Expression, right: Expression, lead: Expression): Expression | null => {
  const target = keyOf(rewritten(STYLE, lead));
  const difference = rewritten(STYLE, sumOf([left, negative(right)]));
  const open = distributed(STYLE, difference) ?? difference;
  const terms = open.kind === 'add' ? open.terms : [open];
  const withLead = terms.filter((t) => occurs(t, target));
  const coefficients = withLead.map((t) => coefficientOf(t, target));
  if (withLead.length === 0 || coefficients.some((c) => c === null)) return null;
  const coefficient = sumOf(coefficients.filter((c) => c !== null));
  if (isZeroTerm(coefficient)) return null;
  const rest = terms.filter((t) => !withLead.includes(t)).map(negative);
  if (rest.length === 0) return zeroLike(lead);
  if (coefficient.kind === 'number') return sumOf(rest.map((t) => quotient(t, coefficient)));
  return quotient(sumOf(rest), coefficient);
};

const occurs = (e: Expression, target: string): boolean => [...subexpressions(e)].some((part) => keyOf(part) === target);

/** c of c · lead; null where lead stands elsewhere in the term, or twice. */
const coefficientOf = (term: Expression, target: string): Expression | null => {
  if (keyOf(term) === target) return num(1);
  const { coefficient, scalars, tensor } = partsOfTerm(term);
  const all = [...scalars, ...(tensor === null ? [] : [tensor])];
  const others = all.filter((f) => keyOf(f) !== target);
  if (others.length !== all.length - 1 || others.some((f) => shapeOf(f).length > 0 || occurs(f, target))) return null;
  return productOf([{ kind: 'number', value: coefficient }, productOfFactors(others)]);
};
