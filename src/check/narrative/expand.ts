/**
 * Both sides taken apart into terms, each expanded to its normal form, and equal monomials collected:
 *
 *     left − right − div(flux)  =  factor · Σ over groups of (sum of coefficients) · monomial
 *
 * It is checked here that the rows add up to what the kernel itself made of left − right; where they do not, or where a
 * proved goal does not cancel monomial by monomial, an `Opaque` is thrown.
 */
import { differentiate } from '../../kernel/differentiate.ts';
import { elaborate } from '../../kernel/elaborate.ts';
import { findFlux } from '../../kernel/euler.ts';
import type { Expression, Variable } from '../../kernel/expression.ts';
import type { Goal } from '../../kernel/goal.ts';
import type { Index, Polynomial, Term } from '../../kernel/polynomial.ts';
import { addPolynomials, isNothing, keyOf, negate, scale, termsOf } from '../../kernel/polynomial.ts';
import { renameFree } from '../../kernel/product.ts';
import type { Workplace } from '../../kernel/prove.ts';
import { MINUS_ONE, ONE } from '../../kernel/rational.ts';
import type { Trace } from '../../kernel/reduce.ts';
import { newTrace, reduce } from '../../kernel/reduce.ts';
import type { Ring } from '../../kernel/ring.ts';
import { isZero } from '../../kernel/zero.ts';
import type { Row } from '../narrative.ts';
import type { CommonFactor } from './common-factor.ts';
import { NO_FACTOR, denominatorOf, inverseOf, productOf, sharedBy, timesFactor } from './common-factor.ts';
import { linearTerms } from './linear-terms.ts';

/** A narrative can not be made. */
export class Opaque extends Error {}

/** A row before it is written: `before` and `value` are normal forms without and with the hypotheses, over `factor`. */
export interface Expanded {
  readonly side: Row['side'];
  readonly term: { readonly kind: 'expression'; readonly value: Expression } | { readonly kind: 'flux'; readonly value: Polynomial };
  readonly before: Polynomial;
  readonly value: Polynomial;
}

export interface Expansion {
  readonly components: readonly Index[];
  readonly rows: readonly Expanded[];
  readonly factor: CommonFactor;
  /** left − right − div(flux), over the factor. */
  readonly left: Polynomial;
  readonly flux: { readonly variable: Variable; readonly value: Polynomial } | null;
  readonly trace: Trace;
}

/** +1 on the left, −1 on the right and for the flux. */
export const signOf = (side: Row['side']): typeof ONE => (side === 'left' ? ONE : MINUS_ONE);

/** One component of left − right. `written` are the same sides as they are to be shown. */
export const expand = (work: Workplace, goal: Goal, written: Pick<Goal, 'left' | 'right'>, components: readonly Index[]): Expansion => {
  const { ring, rules } = work;
  const trace = newTrace();
  const difference = addPolynomials([elaborate(ring, goal.left, components), negate(elaborate(ring, goal.right, components))], ring.limit);
  const reduced = reduce(ring, rules, difference, trace);
  const sides = [...rowsOf(work, 'left', written.left, components), ...rowsOf(work, 'right', written.right, components)];
  if (!isZero(ring, addPolynomials([total(ring, sides), negate(reduced)], ring.limit))) throw new Opaque('the terms do not add up to the two sides');
  const flux = isZero(ring, reduced) ? null : fluxOf(ring, reduced, goal.under ?? []);
  const rows = flux === null ? sides : [...sides, ...rowsOfFlux(ring, flux)];
  return { components, flux, trace, ...overCommonFactor(ring, rows) };
};

const total = (ring: Ring, rows: readonly Expanded[]): Polynomial =>
  addPolynomials(rows.map((row) => scale(row.value, signOf(row.side))), ring.limit);

const rowsOf = ({ ring, rules }: Workplace, side: Row['side'], e: Expression, components: readonly Index[]): Expanded[] =>
  linearTerms(e).flatMap((value): Expanded[] => {
    const before = elaborate(ring, value, components);
    if (isNothing(before) && isWrittenZero(value)) return [];
    return [{ side, term: { kind: 'expression', value }, before, value: reduce(ring, rules, before) }];
  });

/** 0, or 0 · v where a vector is meant. */
const isWrittenZero = (e: Expression): boolean =>
  (e.kind === 'number' && e.value.numerator === 0n) || (e.kind === 'multiply' && e.factors.some(isWrittenZero));

// ── Under an integral ────────────────────────────────────────────────────────────────────────────────────────

const fluxOf = (ring: Ring, p: Polynomial, under: readonly Variable[]): Expansion['flux'] => {
  for (const variable of under) {
    const value = findFlux(ring, p, variable);
    if (value !== null) return { variable, value };
  }
  return null;
};

/** The divergence of each term of the flux; its components carry the free label `flux`. */
const rowsOfFlux = (ring: Ring, { variable, value }: NonNullable<Expansion['flux']>): Expanded[] => {
  const label = variable.space === null ? null : ring.label();
  return termsOf(value).map((t): Expanded => {
    const term: Polynomial = { terms: new Map([[t.monomial.key, t]]) };
    const named = label === null ? term : renameFree(ring, term, new Map([['flux', label]]));
    const divergence = differentiate(ring, named, variable, label);
    return { side: 'flux', term: { kind: 'flux', value: term }, before: divergence, value: divergence };
  });
};

// ── What all terms have in common ────────────────────────────────────────────────────────────────────────────

const overCommonFactor = (ring: Ring, rows: readonly Expanded[]): Pick<Expansion, 'rows' | 'factor' | 'left'> => {
  const open = total(ring, rows);
  const denominator = !isNothing(open) && isZero(ring, open) ? denominatorOf(ring, rows.map((row) => row.value)) : NO_FACTOR;
  const cleared = rows.map((row) => timesFactor(ring, row.value, inverseOf(denominator)));
  const shared = sharedBy(distinct(cleared.flatMap(termsOf)));
  const factor = productOf(denominator, shared);
  const over = (p: Polynomial): Polynomial => timesFactor(ring, p, inverseOf(factor));
  const divided = rows.map((row, k): Expanded => ({ ...row, before: over(row.before), value: timesFactor(ring, cleared[k] as Polynomial, inverseOf(shared)) }));
  divided.forEach((row, k) => {
    const back = timesFactor(ring, row.value, factor);
    const own = (rows[k] as Expanded).value;
    if (keyOf(back) !== keyOf(own) && !isZero(ring, addPolynomials([back, negate(own)], ring.limit))) throw new Opaque('a common factor could not be taken out');
  });
  const left = total(ring, divided);
  if (isZero(ring, open) && !isNothing(left)) throw new Opaque('the terms cancel only after exponents that agree are made to look alike');
  return { rows: divided, factor, left };
};

const distinct = (terms: readonly Term[]): readonly Term[] => [...new Map(terms.map((t) => [t.monomial.key, t])).values()];
