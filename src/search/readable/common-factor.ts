/**
 * ½ g² a + ½ g² b = ½ g² (a + b), where that is clearly shorter than what the brackets cost.
 */
import type { Expression, Kind } from '../../kernel/expression.ts';
import type { Rational } from '../../kernel/rational.ts';
import { ONE, equal, multiply, negate, sign } from '../../kernel/rational.ts';
import { subexpressions } from '../../calculus/dependence.ts';
import { keyOf } from './key.ts';
import { normalOf } from './normal-density.ts';
import type { TermParts } from './parts-of-term.ts';
import { partsOfTerm, termOf } from './parts-of-term.ts';
import { sizeOf } from './size.ts';

/** What is saved must be clearly more. Coefficients of one vector are always collected. */
const BRACKETS = 2;

interface Common {
  readonly coefficient: Rational;
  readonly scalars: readonly Expression[];
  /** Then what is left are scalars: (a + b) v. */
  readonly tensor: Expression | null;
}

/** A sum with its most saving common factor pulled out of the terms that have it, and again; unchanged where none saves. */
export const withCommonFactors = (e: Expression): Expression => {
  if (e.kind !== 'add') return e;
  const terms = e.terms.map(partsOfTerm);
  const found = terms.flatMap((a, i) => terms.slice(i + 1).map((b) => commonOf(a, b))).filter((c) => c.scalars.length > 0 || c.tensor !== null)
    .map((common) => ({ common, saved: savingOf(common, terms) })).filter(({ saved }) => saved > 0);
  const [best] = found.sort((a, b) => b.saved - a.saved);
  return best === undefined ? e : withCommonFactors(pulledOut(best.common, e.terms));
};

const size = (c: Rational): Rational => (sign(c) < 0 ? negate(c) : c);

const commonOf = (a: TermParts, b: TermParts): Common => ({
  coefficient: equal(size(a.coefficient), size(b.coefficient)) ? size(a.coefficient) : ONE,
  scalars: a.scalars.filter((f) => isCoefficient(f) && b.scalars.some((g) => keyOf(g) === keyOf(f))),
  tensor: a.tensor !== null && b.tensor !== null && keyOf(a.tensor) === keyOf(b.tensor) ? a.tensor : null,
});

const isDivisor = (e: Expression): boolean => e.kind === 'power' && e.exponent.kind === 'number' && sign(e.exponent.value) < 0;

/** A derivative or an inner product does not stand before a bracket: an author collects by coefficients. */
const isCoefficient = (e: Expression): boolean =>
  normalOf(e) !== null || e.kind === 'call' || isDivisor(e) || ![...subexpressions(e)].some((part) => OPERATIONS.has(part.kind));

const OPERATIONS: ReadonlySet<Kind> = new Set(['derivative', 'gradient', 'divergence', 'laplacian', 'hessian', 'dot', 'doubleDot', 'trace']);

const has = (term: TermParts, common: Common): boolean =>
  (equal(common.coefficient, ONE) || equal(size(term.coefficient), common.coefficient)) &&
  common.scalars.every((f) => term.scalars.some((g) => keyOf(g) === keyOf(f))) &&
  (common.tensor === null || (term.tensor !== null && keyOf(term.tensor) === keyOf(common.tensor))) &&
  // A term that is the factor itself would leave a 1 behind.
  ((term.tensor !== null && common.tensor === null) || term.scalars.length > common.scalars.length);

const savingOf = (common: Common, terms: readonly TermParts[]): number => {
  const count = terms.filter((t) => has(t, common)).length;
  return (count - 1) * sizeOf(termOf(common)) - (common.tensor === null ? BRACKETS : 0);
};

const pulledOut = (common: Common, terms: readonly Expression[]): Expression => {
  const inside: Expression[] = [];
  const outside: Expression[] = [];
  let place = -1;
  for (const t of terms) {
    const parts = partsOfTerm(t);
    if (!has(parts, common)) outside.push(t);
    else {
      if (place < 0) place = outside.length;
      inside.push(without(parts, common));
    }
  }
  const isNegative = inside.every((t) => sign(partsOfTerm(t).coefficient) < 0);
  const kept = isNegative ? inside.map(turned) : inside;
  const sum: Expression = { kind: 'add', terms: kept };
  const isTensor = common.tensor === null && partsOfTerm(kept[0] as Expression).tensor !== null;
  const coefficient = isNegative ? negate(common.coefficient) : common.coefficient;
  const factored = termOf({ coefficient, scalars: isTensor ? common.scalars : [...common.scalars, sum], tensor: isTensor ? sum : common.tensor });
  const all = [...outside.slice(0, place), factored, ...outside.slice(place)];
  return all.length === 1 ? factored : { kind: 'add', terms: all };
};

const without = (t: TermParts, common: Common): Expression => termOf({
  coefficient: equal(common.coefficient, ONE) ? t.coefficient : multiply(t.coefficient, { numerator: common.coefficient.denominator, denominator: common.coefficient.numerator }),
  scalars: t.scalars.filter((f) => !common.scalars.some((g) => keyOf(g) === keyOf(f))), tensor: common.tensor === null ? t.tensor : null,
});

const turned = (e: Expression): Expression => {
  const parts = partsOfTerm(e);
  return termOf({ ...parts, coefficient: negate(parts.coefficient) });
};
