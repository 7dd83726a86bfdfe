/**
 * Multiplication: terms meet, labels that now occur twice are summed, δ contracts away, inverse matrices cancel,
 * exponentials add up, and powers of sums that became whole numbers are multiplied out.
 */
import { canonical, connectedPieces, isComponent } from './canonical.ts';
import { exponential, powerOf } from './elementary.ts';
import type { Atom, Factor, Index, Monomial, Polynomial, Power, Term } from './polynomial.ts';
import {
  NOTHING, Sum, UNIT, UNITY, addPolynomials, isUnit, monomialOf, polynomial, scale, single, termsOf,
} from './polynomial.ts';
import type { Rational } from './rational.ts';
import { ONE, ZERO, add, compare, floor, isOne, isZero, multiply as times, negate, power, rational } from './rational.ts';
import type { Ring } from './ring.ts';
import { deltaHead, plainHead } from './ring.ts';

export const closedAtom = (factor: Factor): Atom => ({ key: factor.head.key, factors: [factor], free: [] });

/** A closed atom to a power, as a polynomial. */
export const atomPower = (ring: Ring, atom: Atom, exponent: Rational): Polynomial => {
  const split = splitPower(ring, { atom, exponent });
  if (split === null) {
    return isZero(exponent) ? UNITY : single(ONE, monomialOf([{ atom, exponent }], [], null));
  }
  return split;
};

/**
 * p times powers of atoms, exponents added term by term before anything is multiplied out: so that a sum cancels
 * against its own negative powers.
 */
export const timesPowers = (ring: Ring, p: Polynomial, powers: readonly Power[]): Polynomial => {
  if (powers.length === 0) return p;
  const sorted = [...powers].sort((a, b) => (a.atom.key < b.atom.key ? -1 : 1));
  const sum = new Sum(ring.limit);
  for (const t of p.terms.values()) {
    ring.tick();
    const merged = mergePowers(t.monomial.powers, sorted);
    if (merged.some(mayNotStand)) sum.addScaled(finish(ring, merged, t.monomial.open, t.monomial.exponential, null), t.coefficient);
    else sum.addTerm(t.coefficient, monomialOf(merged, t.monomial.open, t.monomial.exponential));
  }
  return sum.done();
};

/**
 * What a power must be rewritten to, or null where it may stand: sums to a whole power are multiplied out, sin² is
 * 1 − cos², whole powers of numbers are numbers.
 */
const splitPower = (ring: Ring, p: Power): Polynomial | null => {
  const head = p.atom.factors[0]?.head;
  if (head === undefined || p.atom.factors.length !== 1) return null;
  if (head.kind === 'compound' && compare(p.exponent, ONE) >= 0) {
    const whole = floor(p.exponent);
    const rest = add(p.exponent, rational(-whole));
    return multiply(ring, powerOfSum(ring, head.base, Number(whole)), atomPower(ring, p.atom, rest));
  }
  if (head.kind === 'function' && head.function === 'sin' && compare(p.exponent, rational(2)) >= 0) {
    const cos: Atom = closedAtom({
      head: plainHead(ring, { kind: 'function', function: 'cos', argument: head.argument }, head.key.replace(/^sin/, 'cos')),
      indices: [],
    });
    const square = addPolynomials([UNITY, single(rational(-1), monomialOf([{ atom: cos, exponent: rational(2) }], [], null))], ring.limit);
    return multiply(ring, square, atomPower(ring, p.atom, add(p.exponent, rational(-2))));
  }
  if (head.kind === 'constant' && head.value !== 'pi' && (compare(p.exponent, ONE) >= 0 || compare(p.exponent, ZERO) < 0)) {
    const whole = floor(p.exponent);
    const rest = add(p.exponent, rational(-whole));
    return scale(atomPower(ring, p.atom, rest), power(rational(head.value), Number(whole)));
  }
  return null;
};

/** A sum to a whole power ≥ 0, by repeated squaring. */
export const powerOfSum = (ring: Ring, p: Polynomial, n: number): Polynomial => {
  if (n === 0) return UNITY;
  if (n === 1) return p;
  const half = powerOfSum(ring, p, n >> 1);
  const square = multiply(ring, half, half);
  return n % 2 === 0 ? square : multiply(ring, square, p);
};

/** Powers of both, by key, exponents added. */
const mergePowers = (a: readonly Power[], b: readonly Power[]): Power[] => {
  const merged: Power[] = [];
  let i = 0;
  let j = 0;
  while (i < a.length || j < b.length) {
    const x = a[i];
    const y = b[j];
    if (y === undefined || (x !== undefined && x.atom.key < y.atom.key)) {
      merged.push(x as Power);
      i += 1;
    } else if (x === undefined || y.atom.key < x.atom.key) {
      merged.push(y);
      j += 1;
    } else {
      const exponent = add(x.exponent, y.exponent);
      if (!isZero(exponent)) merged.push({ atom: x.atom, exponent });
      i += 1;
      j += 1;
    }
  }
  return merged;
};

const sortAtoms = (atoms: Atom[]): Atom[] => atoms.sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0));

const shareLabel = (a: readonly Atom[], b: readonly Atom[]): boolean =>
  a.some((x) => x.free.some((label) => b.some((y) => y.free.includes(label))));

/** The factors of open atoms, their bound labels made distinct. */
export const factorsOf = (ring: Ring, atoms: readonly Atom[]): Factor[] => atoms.flatMap((a) => freshFactors(ring, a));

const freshFactors = (ring: Ring, a: Atom): readonly Factor[] => {
  const names = new Map<Index, Index>();
  for (const f of a.factors) {
    for (const label of f.indices) if (label.startsWith('$') && !names.has(label)) names.set(label, ring.label());
  }
  if (names.size === 0) return a.factors;
  return a.factors.map((f) => ({ head: f.head, indices: f.indices.map((l) => names.get(l) ?? l) }));
};

/** The product of two monomials where it is one, as it stands; else null. */
const plainProduct = (a: Monomial, b: Monomial): Monomial | null => {
  if (isUnit(a)) return b;
  if (isUnit(b)) return a;
  if (a.exponential !== null && b.exponential !== null) return null;
  if (a.open.length > 0 && b.open.length > 0 && shareLabel(a.open, b.open)) return null;
  const powers = mergePowers(a.powers, b.powers);
  if (powers.some(mayNotStand)) return null;
  const open = a.open.length === 0 ? b.open : b.open.length === 0 ? a.open : sortAtoms([...a.open, ...b.open]);
  return monomialOf(powers, open, a.exponential ?? b.exponential);
};

/** The product of two monomials. */
const product = (ring: Ring, a: Monomial, b: Monomial): Polynomial => {
  if (isUnit(a)) return single(ONE, b);
  if (isUnit(b)) return single(ONE, a);
  const powers = mergePowers(a.powers, b.powers);
  if (a.open.length > 0 && b.open.length > 0 && shareLabel(a.open, b.open)) {
    const contracted = fromFactors(ring, factorsOf(ring, [...a.open, ...b.open]));
    const rest = finish(ring, powers, [], a.exponential, b.exponential);
    return multiply(ring, rest, contracted);
  }
  const open = a.open.length === 0 ? b.open : b.open.length === 0 ? a.open : sortAtoms([...a.open, ...b.open]);
  return finish(ring, powers, open, a.exponential, b.exponential);
};

/** Puts a monomial together, rewriting what may not stand in one. */
const finish = (
  ring: Ring, powers: readonly Power[], open: readonly Atom[], ea: Polynomial | null, eb: Polynomial | null,
): Polynomial => {
  const exponent = ea === null ? eb : eb === null ? ea : addPolynomials([ea, eb], ring.limit);
  const mustAdd = ea !== null && eb !== null;
  const at = powers.findIndex((p) => mayNotStand(p));
  if (at >= 0) {
    const p = powers[at] as Power;
    const rest = finish(ring, [...powers.slice(0, at), ...powers.slice(at + 1)], open, ea, eb);
    return multiply(ring, rest, splitPower(ring, p) ?? NOTHING);
  }
  if (mustAdd && exponent !== null) {
    return multiply(ring, single(ONE, monomialOf(powers, open, null)), exponential(ring, exponent));
  }
  return single(ONE, monomialOf(powers, open, exponent));
};

const TWO = rational(2);

const mayNotStand = (p: Power): boolean => {
  if (p.atom.factors.length !== 1) return false;
  const head = p.atom.factors[0]?.head;
  if (head?.kind === 'compound') return compare(p.exponent, ONE) >= 0;
  if (head?.kind === 'function' && head.function === 'sin') return compare(p.exponent, TWO) >= 0;
  if (head?.kind === 'constant' && head.value !== 'pi') return compare(p.exponent, ONE) >= 0 || compare(p.exponent, ZERO) < 0;
  return false;
};

export const multiply = (ring: Ring, p: Polynomial, q: Polynomial): Polynomial => {
  if (p.terms.size === 0 || q.terms.size === 0) return NOTHING;
  if (p === UNITY) return q;
  if (q === UNITY) return p;
  const sum = new Sum(ring.limit);
  for (const a of p.terms.values()) {
    for (const b of q.terms.values()) {
      ring.tick();
      const coefficient = isOne(a.coefficient) ? b.coefficient : times(a.coefficient, b.coefficient);
      const plain = plainProduct(a.monomial, b.monomial);
      if (plain === null) sum.addScaled(product(ring, a.monomial, b.monomial), coefficient);
      else sum.addTerm(coefficient, plain);
    }
  }
  return sum.done();
};

export const multiplyAll = (ring: Ring, parts: readonly Polynomial[]): Polynomial =>
  parts.reduce((a, b) => multiply(ring, a, b), UNITY);

// ── Products of indexed factors ──────────────────────────────────────────────────────────────────────────────

/** The product of factors; labels that occur twice are summed. Whole powers only (each factor once). */
export const fromFactors = (ring: Ring, factors: readonly Factor[]): Polynomial => {
  if (factors.length === 0) return UNITY;
  const contracted = contractDeltas(ring, factors);
  if (contracted === null) return NOTHING;
  const cancelled = cancelInverse(ring, contracted.factors);
  if (cancelled !== null) return multiply(ring, contracted.scalar, cancelled);
  return multiply(ring, contracted.scalar, assemble(ring, contracted.factors));
};

const assemble = (ring: Ring, factors: readonly Factor[]): Polynomial => {
  if (factors.length === 0) return UNITY;
  let sign: Rational = ONE;
  const powers: Power[] = [];
  const open: Atom[] = [];
  for (const piece of connectedPieces(factors)) {
    const result = canonical(piece);
    if (result.sign === 0) return NOTHING;
    if (result.sign === -1) sign = negate(sign);
    if (result.atom.free.length > 0) open.push(result.atom);
    else powers.push({ atom: result.atom, exponent: ONE });
  }
  powers.sort((a, b) => (a.atom.key < b.atom.key ? -1 : a.atom.key > b.atom.key ? 1 : 0));
  const merged = powers.reduce<Power[]>((list, p) => mergePowers(list, [p]), []);
  return scale(finish(ring, merged, sortAtoms(open), null, null), sign);
};

/** Replaces δ_ij wherever one of its labels occurs elsewhere; null where it vanishes. */
const contractDeltas = (
  ring: Ring, factors: readonly Factor[],
): { scalar: Polynomial; factors: readonly Factor[] } | null => {
  let scalar: Polynomial = UNITY;
  let rest = factors;
  for (;;) {
    const at = rest.findIndex((f) => f.head.kind === 'delta' && deltaMoves(f, rest));
    if (at < 0) return { scalar, factors: rest };
    const delta = rest[at] as Factor;
    const [i, j] = delta.indices as [Index, Index];
    const others = [...rest.slice(0, at), ...rest.slice(at + 1)];
    if (isComponent(i) && isComponent(j)) {
      if (i !== j) return null;
      rest = others;
    } else if (i === j) {
      scalar = multiply(ring, scalar, dimensionOf(ring, delta));
      rest = others;
    } else {
      const [from, to] = !isComponent(i) && others.some((f) => f.indices.includes(i)) ? [i, j] : [j, i];
      rest = others.map((f) => (f.indices.includes(from)
        ? { head: f.head, indices: f.indices.map((l) => (l === from ? to : l)) } : f));
    }
  }
};

const deltaMoves = (delta: Factor, all: readonly Factor[]): boolean => {
  const [i, j] = delta.indices as [Index, Index];
  if (i === j || (isComponent(i) && isComponent(j))) return true;
  return all.some((f) => f !== delta && f.indices.some((l) => !isComponent(l) && (l === i || l === j)));
};

const dimensionOf = (ring: Ring, delta: Factor): Polynomial => {
  if (delta.head.kind !== 'delta') throw new TypeError('not a δ');
  return dimensionPolynomial(ring, delta.head.space);
};

export const dimensionPolynomial = (ring: Ring, space: string): Polynomial => {
  if (ring.sizes !== null) return single(rational(ring.sizes(space)), UNIT);
  const head = plainHead(ring, { kind: 'dimension', space }, `dim ${space}`);
  return single(ONE, monomialOf([{ atom: closedAtom({ head, indices: [] }), exponent: ONE }], [], null));
};

export const deltaPolynomial = (ring: Ring, space: string, i: Index, j: Index): Polynomial =>
  fromFactors(ring, [{ head: deltaHead(ring, space), indices: [i, j] }]);

/** M^−1 M = 1, on either side, where M is one factor, or a sum that begins with one factor. */
const cancelInverse = (ring: Ring, factors: readonly Factor[]): Polynomial | null => {
  for (let a = 0; a < factors.length; a += 1) {
    const inverse = factors[a] as Factor;
    if (inverse.head.kind !== 'inverse') continue;
    const lead = leadingFactor(inverse.head.of);
    if (lead === null) continue;
    for (let b = 0; b < factors.length; b += 1) {
      const other = factors[b] as Factor;
      if (other.head !== lead.factor.head) continue;
      const replaced = cancelPair(ring, inverse, other, lead, factors.filter((_, k) => k !== a && k !== b));
      if (replaced !== null) return replaced;
    }
  }
  return null;
};

interface Lead {
  readonly factor: Factor;
  /** The slot of the factor that is the row of M, and the one that is its column. */
  readonly row: number;
  readonly column: number;
  /** What the factor is multiplied with: M = scalar · factor + rest. */
  readonly coefficient: Rational;
  readonly powers: readonly Power[];
  readonly rest: Polynomial;
}

const leadingFactor = (of: Polynomial): Lead | null => {
  let best: Lead | null = null;
  for (const [key, t] of of.terms) {
    const [atom] = t.monomial.open;
    if (atom === undefined || t.monomial.open.length !== 1 || atom.factors.length !== 1) continue;
    if (t.monomial.exponential !== null) continue;
    const factor = atom.factors[0] as Factor;
    if (factor.head.kind === 'delta') continue;
    if (best !== null && best.factor.head.key < factor.head.key) continue;
    const rest = new Map(of.terms);
    rest.delete(key);
    best = {
      factor, row: factor.indices.indexOf('#r'), column: factor.indices.indexOf('#c'),
      coefficient: t.coefficient, powers: t.monomial.powers, rest: polynomial(rest),
    };
  }
  if (best === null || best.row < 0 || best.column < 0) return null;
  // Where the rest has the same factor in it (A + Aᵀ), cancelling would bring it back for ever.
  const { head } = best.factor;
  const again = termsOf(best.rest).some((t) => t.monomial.open.some((a) => a.factors.some((f) => f.head === head)));
  return again ? null : best;
};

const isSymmetricHead = (f: Factor): boolean => f.head.groups[0]?.symmetry === 'symmetric' && f.indices.length === 2;

const cancelPair = (
  ring: Ring, inverse: Factor, other: Factor, lead: Lead, rest: readonly Factor[],
): Polynomial | null => {
  if (inverse.head.kind !== 'inverse' || other.indices.length !== 2) return null;
  const rows = isSymmetricHead(other) ? [0, 1] : [lead.row];
  const slots = isSymmetricHead(inverse) ? [0, 1] : null;
  const joined = (inverseSlots: readonly number[], otherSlots: readonly number[]): [number, number] | null => {
    for (const s of inverseSlots) for (const o of otherSlots) {
      const label = inverse.indices[s] as Index;
      if (!isComponent(label) && other.indices[o] === label) return [s, o];
    }
    return null;
  };
  // inverse_is M_sk: the inverse's column meets M's row; or M_ks inverse_sj: M's column meets the inverse's row.
  const right = joined(slots ?? [1], rows);
  const left = right === null ? joined(slots ?? [0], isSymmetricHead(other) ? [0, 1] : [lead.column]) : null;
  const meeting = right ?? left;
  if (meeting === null) return null;
  const [s, o] = meeting;
  const outer = inverse.indices[1 - s] as Index;
  const far = other.indices[1 - o] as Index;
  const unit = factorsTimes(ring, [{ head: deltaHead(ring, inverse.head.space), indices: [outer, far] }, ...rest], UNITY);
  const near = inverse.indices[s] as Index;
  const remainder = renameFree(ring, lead.rest, right !== null ? new Map([['#r', near], ['#c', far]]) : new Map([['#r', far], ['#c', near]]));
  const tail = factorsTimes(ring, [inverse, ...rest], scale(remainder, rational(-1)));
  const total = addPolynomials([unit, tail], ring.limit);
  const divisor = single(lead.coefficient, monomialOf(lead.powers, [], null));
  return multiply(ring, total, powerOf(ring, divisor, rational(-1)));
};

const factorsTimes = (ring: Ring, factors: readonly Factor[], p: Polynomial): Polynomial => {
  const sum = new Sum(ring.limit);
  for (const t of p.terms.values()) {
    const whole = fromFactors(ring, [...factors, ...factorsOf(ring, t.monomial.open)]);
    const scalars = single(t.coefficient, monomialOf(t.monomial.powers, [], t.monomial.exponential));
    sum.addScaled(multiply(ring, scalars, whole), ONE);
  }
  return sum.done();
};

// ── Labels ───────────────────────────────────────────────────────────────────────────────────────────────────

/** Renames free labels, all at once. Two labels given the same name are summed. */
export const renameFree = (ring: Ring, p: Polynomial, names: ReadonlyMap<Index, Index>): Polynomial => {
  let touched = false;
  for (const t of p.terms.values()) {
    for (const a of t.monomial.open) for (const l of a.free) if (names.has(l)) touched = true;
  }
  if (!touched) return p;
  const sum = new Sum(ring.limit);
  for (const t of p.terms.values()) sum.addScaled(renameTerm(ring, t, names), ONE);
  return sum.done();
};

const renameTerm = (ring: Ring, t: Term, names: ReadonlyMap<Index, Index>): Polynomial => {
  const factors = factorsOf(ring, t.monomial.open).map((f) => ({
    head: f.head, indices: f.indices.map((l) => names.get(l) ?? l),
  }));
  const scalars = single(t.coefficient, monomialOf(t.monomial.powers, [], t.monomial.exponential));
  return multiply(ring, scalars, fromFactors(ring, factors));
};

/** The free labels of the terms of a polynomial; the same in each. */
export const freeLabels = (p: Polynomial): Index[] => {
  const [t] = termsOf(p);
  return t === undefined ? [] : t.monomial.open.flatMap((a) => [...a.free]).sort();
};

