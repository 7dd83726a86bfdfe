/**
 * The equation of one scalar unknown, by the powers of it: ∂t y = a + b y + c y², or y (b + d y^s).
 *
 * Read off the formula as it is written, so that the coefficients keep an author's form.
 */
import { fieldsIn } from '../../calculus/dependence.ts';
import type { Expression } from '../../kernel/expression.ts';
import { num, plus, subtract, times } from '../../kernel/expression.ts';
import { normalSum } from '../../search/closed-form/normal-sum.ts';
import { writtenSum } from '../../search/closed-form/written.ts';
import type { Unknown } from './ansatz.ts';
import { nothingAssumed } from '../../search/nothing-assumed.ts';

export type ByPowers =
  /** Coefficients of 1, y, y²; linear where the last is 0. */
  | { readonly kind: 'quadratic'; readonly constant: Expression; readonly linear: Expression; readonly square: Expression; readonly isLinear: boolean }
  /** y (linear + factor · y^(power − 1)), `power` no whole number. */
  | { readonly kind: 'bernoulli'; readonly linear: Expression; readonly factor: Expression; readonly power: Expression };

/** null: of no such form. */
export const byPowers = (rate: Expression, u: Unknown): ByPowers | null => {
  const found = new Map<string, { exponent: Expression; terms: Expression[] }>();
  for (const term of termsOf(rate)) {
    const split = splitTerm(term, u);
    if (split === null) return null;
    const key = normalKey(split.exponent);
    if (key === null) return null;
    const own = found.get(key) ?? { exponent: split.exponent, terms: [] };
    own.terms.push(split.coefficient);
    found.set(key, own);
  }
  const coefficient = (power: number): Expression => plus(...(found.get(`${power}`)?.terms ?? []));
  const other = [...found.keys()].filter((key) => !['0', '1', '2'].includes(key));
  if (other.length === 0) {
    return { kind: 'quadratic', constant: coefficient(0), linear: coefficient(1), square: coefficient(2), isLinear: !found.has('2') };
  }
  const [only, ...more] = other.map((key) => found.get(key));
  if (only === undefined || more.length > 0 || found.has('0') || found.has('2')) return null;
  return { kind: 'bernoulli', linear: coefficient(1), factor: plus(...only.terms), power: only.exponent };
};

/** The number where it is one, else a text that equal exponents share. */
const normalKey = (e: Expression): string | null => {
  const sum = normalSum(e, nothingAssumed());
  if (sum === null) return null;
  const written = writtenSum(sum);
  return written.kind === 'number' && written.value.denominator === 1n ? `${written.value.numerator}` : sum.map((m) => `${m.coefficient.numerator}/${m.coefficient.denominator} ${[...m.powers.keys()].join()}`).sort().join(' + ');
};

const termsOf = (e: Expression): readonly Expression[] => (e.kind === 'add' ? e.terms.flatMap(termsOf) : isZero(e) ? [] : [e]);
const isZero = (e: Expression): boolean => e.kind === 'number' && e.value.numerator === 0n;

const splitTerm = (term: Expression, u: Unknown): { readonly coefficient: Expression; readonly exponent: Expression } | null => {
  const factors = term.kind === 'multiply' ? term.factors : [term];
  const exponents: Expression[] = [];
  const rest: Expression[] = [];
  for (const f of factors) {
    const [base, exponent] = f.kind === 'power' ? [f.base, f.exponent] : [f, num(1)];
    if (base.kind === 'field' && base.field.name === u.field.name) exponents.push(exponent);
    else if (fieldsIn(f).has(u.field.name)) return null;
    else rest.push(f);
  }
  return { coefficient: times(...rest), exponent: exponents.length === 0 ? num(0) : plus(...exponents) };
};

/** 1 − e, as it is simplest. */
export const oneMinus = (e: Expression): Expression => {
  const sum = normalSum(subtract(num(1), e), nothingAssumed());
  return sum === null ? subtract(num(1), e) : writtenSum(sum);
};
