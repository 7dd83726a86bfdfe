/**
 * Elementary functions as a differential tower: exponentials add up in one exponent a term, logarithms of products
 * are sums, powers with any exponent are exponentials of logarithms, and what remains is a new generator with its
 * derivative rule. Each step that needs a sign or a nonzero denominator records it as a condition.
 *
 * (Bronstein, Symbolic Integration I, ch. 3–5 and 9. Two formally different normal forms are never a refutation.)
 */
import type { FunctionName } from './expression.ts';
import type { Atom, Polynomial, Power, Term } from './polynomial.ts';
import {
  BudgetError, DomainError, NOTHING, Sum, UNITY, UnsupportedError, addPolynomials, asConstant, asTerm, constant, integer, isNothing,
  keyOf, monomialOf, negate, scale, single, smallInteger, termsOf,
} from './polynomial.ts';
import { divideExactly } from './divide.ts';
import { atomPower, closedAtom, multiply, multiplyAll, powerOfSum, timesPowers } from './product.ts';
import type { Rational } from './rational.ts';
import {
  MINUS_ONE, ONE, ZERO, add as addRational, compare, invert, isInteger, isOne, isZero, multiply as times, negate as minus, power as rationalPower,
  rational, sign,
} from './rational.ts';
import type { Ring } from './ring.ts';
import { jetHead, plainHead } from './ring.ts';
import { isNonzero, isPositive, signOf, signOfAtom } from './signs.ts';

const LARGEST_POWER = 64;

/** p > 0 is needed from here on. */
export const needPositive = (ring: Ring, p: Polynomial): void => {
  if (!isPositive(ring, p)) ring.use('>', p);
};
export const needNonzero = (ring: Ring, p: Polynomial): void => {
  if (!isNonzero(ring, p)) ring.use('!=', p);
};

// ── Content: the part of a sum that may be taken out of a power or a logarithm ───────────────────────────────

export interface Content {
  /** Rational, nonzero. */
  readonly coefficient: Rational;
  readonly powers: readonly Power[];
  readonly exponential: Polynomial | null;
  readonly primitive: Polynomial;
}

const isPositiveAtom = (ring: Ring, atom: Atom): boolean => signOfAtom(ring, atom) === 'positive';

/** Which of two exponents leads: decided by the first term of their difference, so that shifting both changes nothing. */
const leads = (ring: Ring, a: Polynomial | null, b: Polynomial | null): boolean => {
  const difference = addPolynomials([a ?? NOTHING, negate(b ?? NOTHING)], ring.limit);
  const first = [...difference.terms.keys()].sort()[0];
  return first !== undefined && sign((difference.terms.get(first) as Term).coefficient) > 0;
};

/** p = coefficient · powers · exp · primitive. With `onlyPositive`, only atoms known to be positive are taken out. */
export const contentOf = (ring: Ring, p: Polynomial, onlyPositive: boolean): Content => {
  const terms = termsOf(p);
  const least = new Map<string, Power>();
  for (const t of terms) {
    for (const power of t.monomial.powers) {
      if (onlyPositive && !isPositiveAtom(ring, power.atom)) continue;
      if (!least.has(power.atom.key)) {
        const exponents = terms.map((u) => u.monomial.powers.find((q) => q.atom.key === power.atom.key)?.exponent ?? ZERO);
        const smallest = exponents.reduce((a, b) => (compare(a, b) <= 0 ? a : b));
        least.set(power.atom.key, { atom: power.atom, exponent: smallest });
      }
    }
  }
  const powers = [...least.values()].filter((q) => !isZero(q.exponent)).sort((a, b) => (a.atom.key < b.atom.key ? -1 : 1));
  let lead = terms[0] as Term;
  for (const t of terms) if (leads(ring, t.monomial.exponential, lead.monomial.exponential)) lead = t;
  const exponent = lead.monomial.exponential;
  const withoutPowers = timesPowers(ring, p, powers.map((q) => ({ atom: q.atom, exponent: minus(q.exponent) })));
  const reduced = exponent === null ? withoutPowers : multiply(ring, withoutPowers, exponential(ring, negate(exponent)));
  // Over one denominator the terms may cancel: p was zero.
  if (isNothing(reduced)) return { coefficient: ONE, powers: [], exponential: null, primitive: NOTHING };
  const keys = [...reduced.terms.keys()].sort();
  const coefficient = (reduced.terms.get(keys[0] as string) as Term).coefficient;
  const size = onlyPositive && sign(coefficient) < 0 ? minus(coefficient) : coefficient;
  return { coefficient: size, powers, exponential: exponent, primitive: scale(reduced, invert(size)) };
};

/** The same function with denominators cancelled that divide the rest: (γ² − γ)/(1 − γ) = −γ. */
export const tidy = (ring: Ring, p: Polynomial): Polynomial => {
  if (!termsOf(p).some(hasDenominator) || termsOf(p).some((t) => t.monomial.open.length > 0)) return p;
  const c = contentOf(ring, p, false);
  if (isNothing(c.primitive)) return NOTHING;
  for (const q of c.powers) {
    const head = q.atom.factors[0]?.head;
    if (head?.kind !== 'compound' || q.atom.factors.length !== 1 || sign(q.exponent) >= 0 || !isInteger(q.exponent)) continue;
    const ratio = divideExactly(ring, c.primitive, head.base);
    if (ratio === null) continue;
    const powers = c.powers.map((r) => (r === q ? { atom: q.atom, exponent: addRational(q.exponent, ONE) } : r)).filter((r) => !isZero(r.exponent));
    const rest = c.exponential === null ? ratio : multiply(ring, ratio, exponential(ring, c.exponential));
    return tidy(ring, timesPowers(ring, scale(rest, c.coefficient), powers));
  }
  return p;
};

const hasDenominator = (t: Term): boolean =>
  t.monomial.powers.some((q) => sign(q.exponent) < 0 && q.atom.factors[0]?.head.kind === 'compound');

// ── Powers ───────────────────────────────────────────────────────────────────────────────────────────────────

const compoundAtom = (ring: Ring, base: Polynomial): Atom =>
  closedAtom({ head: plainHead(ring, { kind: 'compound', base }, `(${keyOf(base)})`), indices: [] });

/** p to a rational exponent. Throws a DomainError for 0 to a power that is not positive. */
export const powerOf = (ring: Ring, p: Polynomial, exponent: Rational): Polynomial => {
  if (isZero(exponent)) return UNITY;
  if (isOne(exponent)) return p;
  if (isNothing(p)) {
    if (sign(exponent) > 0) return NOTHING;
    throw new DomainError('division by zero');
  }
  if (termsOf(p).some((t) => t.monomial.open.length > 0)) throw new UnsupportedError('a power of a vector or matrix');
  const n = smallInteger(exponent);
  if (n !== null && Math.abs(n) > LARGEST_POWER && p.terms.size > 1) throw new BudgetError(`a sum to the power ${n}`);
  const only = asTerm(p);
  if (only !== null) return powerOfTerm(ring, only, exponent);
  if (n !== null && n > 0) return powerOfSum(ring, p, n);
  const tidied = tidy(ring, p);
  if (tidied !== p) return powerOf(ring, tidied, exponent);
  if (isInteger(exponent)) {
    const c = contentOf(ring, p, false);
    needNonzero(ring, p);
    return multiplyAll(ring, [
      constant(rationalPowerOf(c.coefficient, exponent)),
      ...c.powers.map((q) => atomPower(ring, q.atom, times(q.exponent, exponent))),
      c.exponential === null ? UNITY : exponential(ring, scale(c.exponential, exponent)),
      powerOfPrimitive(ring, c.primitive, exponent),
    ]);
  }
  const c = contentOf(ring, p, true);
  needPositive(ring, c.primitive);
  return multiplyAll(ring, [
    numberPower(ring, c.coefficient, exponent),
    ...c.powers.map((q) => atomPower(ring, q.atom, times(q.exponent, exponent))),
    c.exponential === null ? UNITY : exponential(ring, scale(c.exponential, exponent)),
    powerOfPrimitive(ring, c.primitive, exponent),
  ]);
};

/** A primitive sum to a power; it may have become a single term, then a plain one. */
const powerOfPrimitive = (ring: Ring, p: Polynomial, exponent: Rational): Polynomial => {
  const term = asTerm(p);
  if (term !== null) return powerOfTerm(ring, term, exponent);
  return atomPower(ring, compoundAtom(ring, p), exponent);
};

const rationalPowerOf = (a: Rational, exponent: Rational): Rational => {
  const n = smallInteger(exponent);
  if (n === null) throw new BudgetError('a number to a very large power');
  const bits = (a.numerator.toString(2).length + a.denominator.toString(2).length) * Math.abs(n);
  if (bits > 200_000) throw new BudgetError('a number with more than 200,000 digits in base 2');
  return rationalPower(a, n);
};

/**
 * A fractional power goes to each factor that is known to be positive, and to one more of an odd power (whose sign is
 * then that of the whole); what else there is stays together, since (ab)^½ is not a^½ b^½ for negative a and b.
 */
const powerOfTerm = (ring: Ring, t: Term, exponent: Rational): Polynomial => {
  const parts: Polynomial[] = [];
  if (t.monomial.exponential !== null) parts.push(exponential(ring, scale(t.monomial.exponential, exponent)));
  if (isInteger(exponent)) {
    for (const p of t.monomial.powers) {
      if (sign(times(p.exponent, exponent)) < 0) needAtom(ring, p.atom, 'nonzero');
      parts.push(atomPower(ring, p.atom, times(p.exponent, exponent)));
    }
    parts.push(constant(rationalPowerOf(t.coefficient, exponent)));
    return multiplyAll(ring, parts);
  }
  const negative = sign(t.coefficient) < 0;
  parts.push(numberPower(ring, negative ? minus(t.coefficient) : t.coefficient, exponent));
  const certain = (p: Power): boolean => !isInteger(p.exponent) || isPositiveAtom(ring, p.atom);
  const uncertain = t.monomial.powers.filter((p) => !certain(p));
  const [one, ...more] = uncertain;
  const splits = one !== undefined && more.length === 0 && !negative && one.exponent.numerator % 2n !== 0n;
  if (splits) needAtom(ring, one.atom, 'positive');
  for (const p of t.monomial.powers) {
    if (certain(p) || splits) parts.push(atomPower(ring, p.atom, times(p.exponent, exponent)));
  }
  if ((uncertain.length > 0 && !splits) || negative) {
    const inside = single(negative ? MINUS_ONE : ONE, monomialOf(uncertain, [], null));
    needPositive(ring, inside);
    parts.push(atomPower(ring, compoundAtom(ring, inside), exponent));
  }
  return multiplyAll(ring, parts);
};

const needAtom = (ring: Ring, atom: Atom, what: 'positive' | 'nonzero'): void => {
  const p = single(ONE, monomialOf([{ atom, exponent: ONE }], [], null));
  const head = atom.factors[0]?.head;
  const inner = head?.kind === 'compound' && atom.factors.length === 1 ? head.base : p;
  if (what === 'positive') needPositive(ring, inner);
  else needNonzero(ring, inner);
};

const TRIAL_DIVISION = 10_000n;

/** Prime factors found by trial division, the rest as it is. */
const factorise = (n: bigint): [bigint, number][] => {
  const found: [bigint, number][] = [];
  let rest = n;
  for (let d = 2n; d <= TRIAL_DIVISION && d * d <= rest; d += d === 2n ? 1n : 2n) {
    let k = 0;
    while (rest % d === 0n) {
      rest /= d;
      k += 1;
    }
    if (k > 0) found.push([d, k]);
  }
  if (rest > 1n) found.push([rest, 1]);
  return found;
};

const primeAtom = (ring: Ring, prime: bigint): Atom =>
  closedAtom({ head: plainHead(ring, { kind: 'constant', value: prime }, `#${prime}`), indices: [] });

/** A positive rational number to a rational exponent. */
const numberPower = (ring: Ring, a: Rational, exponent: Rational): Polynomial => {
  if (isOne(a)) return UNITY;
  const parts: Polynomial[] = [];
  for (const [prime, k] of factorise(a.numerator)) parts.push(atomPower(ring, primeAtom(ring, prime), times(rational(k), exponent)));
  for (const [prime, k] of factorise(a.denominator)) parts.push(atomPower(ring, primeAtom(ring, prime), times(rational(-k), exponent)));
  return multiplyAll(ring, parts);
};

/** base^exponent for any exponent: exp(exponent · log base) where it is not a number. */
export const generalPower = (ring: Ring, base: Polynomial, exponent: Polynomial): Polynomial => {
  const tidied = tidy(ring, exponent);
  const number = asConstant(tidied);
  if (number !== null) return powerOf(ring, base, number);
  return exponential(ring, multiply(ring, tidied, logarithm(ring, tidy(ring, base))));
};

// ── Exponentials and logarithms ──────────────────────────────────────────────────────────────────────────────

/** What exp turns into a plain power: the base of log base, where the term is a number times that logarithm. */
const logarithmBase = (ring: Ring, t: Term): Polynomial | null => {
  const [p, ...more] = t.monomial.powers;
  if (p === undefined || more.length > 0 || !isOne(p.exponent)) return null;
  if (t.monomial.open.length > 0 || t.monomial.exponential !== null || p.atom.factors.length !== 1) return null;
  const head = p.atom.factors[0]?.head;
  if (head?.kind === 'function' && head.function === 'log') return head.argument;
  if (head?.kind === 'jet' && head.log && head.orders.every((o) => o === 0)) {
    const plain = jetHead(ring, head.field, false, head.args, head.orders);
    return single(ONE, monomialOf([{ atom: closedAtom({ head: plain, indices: [] }), exponent: ONE }], [], null));
  }
  return null;
};

/** exp(a). */
export const exponential = (ring: Ring, a: Polynomial): Polynomial => {
  if (termsOf(a).some((t) => t.monomial.open.length > 0)) throw new UnsupportedError('the exponential of a vector or matrix');
  const parts: Polynomial[] = [];
  const rest = new Sum(ring.limit);
  for (const t of a.terms.values()) {
    const base = logarithmBase(ring, t);
    if (base === null) rest.addTerm(t.coefficient, t.monomial);
    else parts.push(powerOf(ring, base, t.coefficient));
  }
  const exponent = rest.done();
  if (!isNothing(exponent)) parts.push(single(ONE, monomialOf([], [], exponent)));
  return multiplyAll(ring, parts);
};

const functionPolynomial = (ring: Ring, name: 'log' | 'sin' | 'cos' | 'atan' | 'erf', argument: Polynomial): Polynomial => {
  const head = plainHead(ring, { kind: 'function', function: name, argument }, `${name}(${keyOf(argument)})`);
  return single(ONE, monomialOf([{ atom: closedAtom({ head, indices: [] }), exponent: ONE }], [], null));
};

const logarithmOfNumber = (ring: Ring, a: Rational): Polynomial => {
  const parts: Polynomial[] = [];
  for (const [prime, k] of factorise(a.numerator)) parts.push(scale(functionPolynomial(ring, 'log', integer(prime)), rational(k)));
  for (const [prime, k] of factorise(a.denominator)) parts.push(scale(functionPolynomial(ring, 'log', integer(prime)), rational(-k)));
  return addPolynomials(parts, ring.limit);
};

const logarithmOfAtom = (ring: Ring, atom: Atom): Polynomial => {
  const head = atom.factors[0]?.head;
  if (head !== undefined && atom.factors.length === 1) {
    if (head.kind === 'jet' && !head.log && head.field.sign === 'positive' && head.orders.every((o) => o === 0)) {
      const logHead = jetHead(ring, head.field, true, head.args, head.orders);
      return single(ONE, monomialOf([{ atom: closedAtom({ head: logHead, indices: [] }), exponent: ONE }], [], null));
    }
    if (head.kind === 'compound') return logarithm(ring, head.base);
    if (head.kind === 'constant' && head.value !== 'pi') return functionPolynomial(ring, 'log', integer(head.value));
  }
  return functionPolynomial(ring, 'log', single(ONE, monomialOf([{ atom, exponent: ONE }], [], null)));
};

/** log p, for p > 0 (recorded where it is not known). */
export const logarithm = (ring: Ring, p: Polynomial): Polynomial => {
  if (isNothing(p)) throw new DomainError('the logarithm of zero');
  if (termsOf(p).some((t) => t.monomial.open.length > 0)) throw new UnsupportedError('the logarithm of a vector or matrix');
  const s = signOf(ring, p);
  if (s === 'negative' || s === 'nonpositive') throw new DomainError('the logarithm of a negative number');
  const c = contentOf(ring, p, true);
  if (isNothing(c.primitive)) throw new DomainError('the logarithm of zero');
  needPositive(ring, c.primitive);
  const parts: Polynomial[] = [logarithmOfNumber(ring, c.coefficient)];
  for (const q of c.powers) parts.push(scale(logarithmOfAtom(ring, q.atom), q.exponent));
  if (c.exponential !== null) parts.push(c.exponential);
  parts.push(logarithmOfPrimitive(ring, c.primitive));
  return addPolynomials(parts, ring.limit);
};

const logarithmOfPrimitive = (ring: Ring, p: Polynomial): Polynomial => {
  const value = asConstant(p);
  if (value !== null && isOne(value)) return NOTHING;
  const only = asTerm(p);
  const [power, ...more] = only?.monomial.powers ?? [];
  if (only !== null && power !== undefined && more.length === 0 && isOne(only.coefficient) && isOne(power.exponent)) {
    return logarithmOfAtom(ring, power.atom);
  }
  return functionPolynomial(ring, 'log', p);
};

// ── Circular functions and the others ────────────────────────────────────────────────────────────────────────

/** The sine and cosine of a sum, by the addition theorems; of a multiple of one monomial, by repeated addition. */
const sineAndCosine = (ring: Ring, a: Polynomial): { sin: Polynomial; cos: Polynomial } => {
  if (isNothing(a)) return { sin: NOTHING, cos: UNITY };
  let total: { sin: Polynomial; cos: Polynomial } | null = null;
  for (const t of a.terms.values()) {
    const next = sineAndCosineOfTerm(ring, t);
    total = total === null ? next : addAngles(ring, total, next);
  }
  return total as { sin: Polynomial; cos: Polynomial };
};

const addAngles = (
  ring: Ring, a: { sin: Polynomial; cos: Polynomial }, b: { sin: Polynomial; cos: Polynomial },
): { sin: Polynomial; cos: Polynomial } => ({
  sin: addPolynomials([multiply(ring, a.sin, b.cos), multiply(ring, a.cos, b.sin)], ring.limit),
  cos: addPolynomials([multiply(ring, a.cos, b.cos), negate(multiply(ring, a.sin, b.sin))], ring.limit),
});

const sineAndCosineOfTerm = (ring: Ring, t: Term): { sin: Polynomial; cos: Polynomial } => {
  const { numerator, denominator } = t.coefficient;
  const size = numerator < 0n ? -numerator : numerator;
  if (size > 32n) throw new BudgetError('the sine of a multiple above 32');
  const unit = single(rational(1n, denominator), t.monomial);
  const one = { sin: functionPolynomial(ring, 'sin', unit), cos: functionPolynomial(ring, 'cos', unit) };
  let total = one;
  for (let k = 1n; k < size; k += 1n) total = addAngles(ring, total, one);
  return numerator < 0n ? { sin: negate(total.sin), cos: total.cos } : total;
};

/** An odd function of a sum: the sign of the first term is taken out, so that f(−a) = −f(a). */
const oddFunction = (ring: Ring, name: 'atan' | 'erf', a: Polynomial): Polynomial => {
  if (isNothing(a)) return NOTHING;
  const first = [...a.terms.keys()].sort()[0] as string;
  const flip = sign((a.terms.get(first) as Term).coefficient) < 0;
  const value = functionPolynomial(ring, name, flip ? negate(a) : a);
  return flip ? negate(value) : value;
};

const quotient = (ring: Ring, a: Polynomial, b: Polynomial): Polynomial => multiply(ring, a, powerOf(ring, b, MINUS_ONE));
const HALF: Rational = rational(1, 2);

/** The value of an elementary function; one row a function. */
export const FUNCTION_RULES: Record<FunctionName, (ring: Ring, a: Polynomial) => Polynomial> = {
  exp: exponential,
  log: logarithm,
  sqrt: (ring, a) => powerOf(ring, a, HALF),
  sin: (ring, a) => sineAndCosine(ring, a).sin,
  cos: (ring, a) => sineAndCosine(ring, a).cos,
  tan: (ring, a) => { const { sin, cos } = sineAndCosine(ring, a); return quotient(ring, sin, cos); },
  sinh: (ring, a) => scale(addPolynomials([exponential(ring, a), negate(exponential(ring, negate(a)))], ring.limit), HALF),
  cosh: (ring, a) => scale(addPolynomials([exponential(ring, a), exponential(ring, negate(a))], ring.limit), HALF),
  tanh: (ring, a) => {
    const up = exponential(ring, scale(a, rational(2)));
    return quotient(ring, addPolynomials([up, integer(-1)], ring.limit), addPolynomials([up, UNITY], ring.limit));
  },
  atan: (ring, a) => oddFunction(ring, 'atan', a),
  erf: (ring, a) => oddFunction(ring, 'erf', a),
  // Phi(a) = (1 + erf(a/√2))/2, the normal distribution function.
  Phi: (ring, a) => scale(addPolynomials([
    UNITY, oddFunction(ring, 'erf', multiply(ring, a, powerOf(ring, integer(2), minus(HALF)))),
  ], ring.limit), HALF),
};

export const piPolynomial = (ring: Ring): Polynomial =>
  single(ONE, monomialOf([{ atom: closedAtom({ head: plainHead(ring, { kind: 'constant', value: 'pi' }, '#pi'), indices: [] }), exponent: ONE }], [], null));
