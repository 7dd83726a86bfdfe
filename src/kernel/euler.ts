/**
 * Under an integral: what is a total divergence, and of what.
 *
 * ∫R = 0 up to boundary terms when R = Div F. F is found by integration by parts from the degree of R in one of its
 * unknowns w (R of degree k: k R = Σ_α w_α ∂R/∂w_α = w E_w(R) + Div F), and R − Div F = 0 is then verified like any
 * other identity. ∫R ≠ 0 for some fields where an Euler operator E_w(R) = Σ_α (−D)^α ∂R/∂w_α does not vanish: then a
 * change of w in a small region changes the integral. (Olver, Applications of Lie Groups to Differential Equations,
 * ch. 4–5.)
 */
import { differentiate } from './differentiate.ts';
import { powerOf } from './elementary.ts';
import type { Variable } from './expression.ts';
import type { Atom, Factor, Head, Index, Polynomial, Power, Term } from './polynomial.ts';
import { NOTHING, Sum, UnsupportedError, addPolynomials, isNothing, monomialOf, negate, scale, single, smallInteger } from './polynomial.ts';
import { atomPower, factorsOf, fromFactors, multiply, renameFree, timesPowers } from './product.ts';
import type { Rational } from './rational.ts';
import { MINUS_ONE, ONE, add, invert, multiply as times, negate as minus, rational, sign } from './rational.ts';
import type { Ring } from './ring.ts';
import { derivativeLabels, jetHead } from './ring.ts';
import { insides } from './rules.ts';
import { isZero } from './zero.ts';

/** An unknown under the integral: a field at an argument list, with its derivatives by other variables. */
export interface Unknown {
  readonly key: string;
  readonly field: string;
  readonly log: boolean;
}

/** One way in which an unknown's jet occurs: R = rest · w_α + …, with the labels of its components and of α. */
interface Occurrence {
  readonly components: readonly Index[];
  readonly labels: readonly Index[];
  readonly rest: Polynomial;
}

/** The slot of a jet that is the integration variable itself, or null; other dependence on it is not handled. */
const slotOf = (head: Head, variable: Variable): number | null => {
  if (head.kind !== 'jet') return null;
  const slot = head.field.slots.findIndex((v, s) => v.name === variable.name && (head.args[s] ?? null) === null);
  return slot < 0 ? null : slot;
};

const dependsStrangely = (ring: Ring, head: Head, variable: Variable): boolean => {
  if (head.kind !== 'jet') return false;
  return head.args.some((a) => {
    if (a === null) return false;
    const values = a.kind === 'components' ? a.values : [a.value];
    return values.some((v) => !isNothing(differentiate(ring, v, variable, variable.space === null ? null : ring.sizes === null ? '#d' : '1')));
  });
};

/** The unknown that a jet belongs to: the jet without its derivatives by the integration variable. */
const unknownOf = (ring: Ring, head: Head, slot: number): Unknown => {
  if (head.kind !== 'jet') throw new TypeError('not a jet');
  const positive = head.field.sign === 'positive' && head.field.shape.length === 0;
  const bare = jetHead(ring, head.field, head.log || positive, head.args, head.orders.map((o, s) => (s === slot ? 0 : o)));
  return { key: bare.key, field: head.field.name, log: bare.kind === 'jet' && bare.log };
};

/** All unknowns of an integrand. Throws an UnsupportedError where one depends on the variable in another way. */
export const unknownsOf = (ring: Ring, p: Polynomial, variable: Variable): Map<string, Unknown> => {
  const found = new Map<string, Unknown>();
  const visit = (q: Polynomial): void => {
    for (const t of q.terms.values()) {
      if (t.monomial.exponential !== null) visit(t.monomial.exponential);
      for (const a of [...t.monomial.powers.map((w) => w.atom), ...t.monomial.open]) {
        for (const f of a.factors) {
          if (dependsStrangely(ring, f.head, variable)) {
            throw new UnsupportedError(`${f.head.key} depends on the integration variable ${variable.name} through another argument`);
          }
          const slot = slotOf(f.head, variable);
          if (slot !== null) {
            const u = unknownOf(ring, f.head, slot);
            found.set(u.key, u);
          }
          for (const inner of insides(f)) visit(inner);
        }
      }
    }
  };
  visit(p);
  return found;
};

// ── ∂R/∂w_α ──────────────────────────────────────────────────────────────────────────────────────────────────

const occurrences = (ring: Ring, p: Polynomial, variable: Variable, unknown: Unknown): Occurrence[] => {
  const found: Occurrence[] = [];
  for (const t of p.terms.values()) found.push(...occurrencesInTerm(ring, t, variable, unknown));
  return found;
};

const withRest = (ring: Ring, list: readonly Occurrence[], rest: Polynomial): Occurrence[] =>
  list.map((o) => ({ ...o, rest: multiply(ring, o.rest, rest) })).filter((o) => !isNothing(o.rest));

const occurrencesInTerm = (ring: Ring, t: Term, variable: Variable, unknown: Unknown): Occurrence[] => {
  const { powers, open, exponential } = t.monomial;
  const found: Occurrence[] = [];
  powers.forEach((q, k) => {
    const inside = occurrencesInAtom(ring, q.atom, variable, unknown);
    if (inside.length === 0) return;
    const others = single(times(t.coefficient, q.exponent), monomialOf([...powers.slice(0, k), ...powers.slice(k + 1)], open, exponential));
    const lowered = timesPowers(ring, others, [{ atom: q.atom, exponent: add(q.exponent, MINUS_ONE) }].filter((w) => sign(w.exponent) !== 0));
    found.push(...withRest(ring, inside, lowered));
  });
  open.forEach((a, k) => {
    const inside = occurrencesInAtom(ring, a, variable, unknown);
    const others = single(t.coefficient, monomialOf(powers, [...open.slice(0, k), ...open.slice(k + 1)], exponential));
    found.push(...withRest(ring, inside, others));
  });
  if (exponential !== null) {
    found.push(...withRest(ring, occurrences(ring, exponential, variable, unknown), single(t.coefficient, t.monomial)));
  }
  return found;
};

const occurrencesInAtom = (ring: Ring, a: Atom, variable: Variable, unknown: Unknown): Occurrence[] => {
  const factors = factorsOf(ring, [a]);
  return factors.flatMap((f, k) => {
    const others = factors.filter((_, m) => m !== k);
    return withFactors(ring, occurrencesInFactor(ring, f, variable, unknown), others);
  });
};

const withFactors = (ring: Ring, list: readonly Occurrence[], factors: readonly Factor[]): Occurrence[] =>
  factors.length === 0 ? [...list] : list.map((o) => ({ ...o, rest: multiply(ring, o.rest, fromFactors(ring, factors)) }));

const occurrencesInFactor = (ring: Ring, f: Factor, variable: Variable, unknown: Unknown): Occurrence[] => {
  const { head } = f;
  switch (head.kind) {
    case 'jet': {
      const slot = slotOf(head, variable);
      if (slot === null || unknownOf(ring, head, slot).key !== unknown.key) return [];
      const rank = head.field.shape.length;
      // p = exp(log p): the undifferentiated p is p times an occurrence of log p itself.
      if (unknown.log && !head.log) return [{ components: [], labels: [], rest: fromFactors(ring, [f]) }];
      const own = derivativeLabels(f);
      const labels = own[slot] ?? [];
      const others = own.flatMap((l, s) => (s === slot ? [] : [...l]));
      if (head.potential !== null || others.length > 0) throw new UnsupportedError(`integration by parts on ${head.key}`);
      return [{ components: f.indices.slice(0, rank), labels: variable.space === null ? Array.from({ length: head.orders[slot] ?? 0 }, () => '') : labels, rest: UNITY_POLYNOMIAL }];
    }
    case 'coordinate': case 'parameter': case 'delta': case 'dimension': case 'constant': return [];
    case 'compound': return occurrences(ring, head.base, variable, unknown);
    case 'function': {
      const inside = occurrences(ring, head.argument, variable, unknown);
      return inside.length === 0 ? [] : withRest(ring, inside, outer(ring, f));
    }
    case 'inverse': case 'logDeterminant': case 'integral': case 'minimum':
      if (insides(f).some((p) => occurrences(ring, p, variable, unknown).length > 0)) {
        throw new UnsupportedError(`integration by parts inside ${head.kind}`);
      }
      return [];
  }
};

const UNITY_POLYNOMIAL: Polynomial = single(ONE, monomialOf([], [], null));

/** f′(a) of a generator f(a). */
const outer = (ring: Ring, f: Factor): Polynomial => {
  if (f.head.kind !== 'function') return NOTHING;
  if (f.head.function === 'log') return powerOf(ring, f.head.argument, MINUS_ONE);
  throw new UnsupportedError(`integration by parts inside ${f.head.function}`);
};

const deriveBy = (ring: Ring, p: Polynomial, variable: Variable, label: Index): Polynomial =>
  differentiate(ring, p, variable, label === '' ? null : label);

/** E_w(R), at the component labels given. */
export const eulerOperator = (
  ring: Ring, p: Polynomial, variable: Variable, unknown: Unknown, components: readonly Index[],
): Polynomial => {
  const parts = occurrences(ring, p, variable, unknown).map((o) => {
    let value = o.rest;
    const numeric = o.components.every((l, k) => l === components[k]);
    if (ring.sizes !== null && !numeric) return NOTHING;
    if (ring.sizes === null) value = renameFree(ring, value, new Map(o.components.map((l, k) => [l, components[k] as Index] as const)));
    for (const label of o.labels) value = negate(deriveBy(ring, value, variable, label));
    return value;
  });
  return addPolynomials(parts, ring.limit);
};

/** The rank of an unknown's field, for its components. */
export const unknownFactor = (ring: Ring, p: Polynomial, variable: Variable, unknown: Unknown): Factor | null => {
  for (const t of p.terms.values()) for (const a of [...t.monomial.powers.map((q) => q.atom), ...t.monomial.open]) for (const f of a.factors) {
    const slot = slotOf(f.head, variable);
    if (slot !== null && unknownOf(ring, f.head, slot).key === unknown.key) return f;
  }
  return null;
};

// ── The flux ─────────────────────────────────────────────────────────────────────────────────────────────────

/** The degree of a monomial in an unknown: how often its jets occur; null where they occur inside functions. */
const degreeOf = (ring: Ring, t: Term, variable: Variable, unknown: Unknown): Rational | null => {
  let degree: Rational = rational(0);
  const inAtom = (a: Atom): number | null => {
    let n = 0;
    for (const f of a.factors) {
      const slot = slotOf(f.head, variable);
      if (slot !== null && unknownOf(ring, f.head, slot).key === unknown.key) {
        if (unknown.log && f.head.kind === 'jet' && !f.head.log) return null;
        n += 1;
      } else if (insides(f).some((p) => occurrences(ring, p, variable, unknown).length > 0)) return null;
    }
    return n;
  };
  for (const q of t.monomial.powers) {
    const n = inAtom(q.atom);
    if (n === null) return null;
    degree = add(degree, times(q.exponent, rational(n)));
  }
  for (const a of t.monomial.open) {
    const n = inAtom(a);
    if (n === null) return null;
    degree = add(degree, rational(n));
  }
  if (t.monomial.exponential !== null && occurrences(ring, t.monomial.exponential, variable, unknown).length > 0) return null;
  return degree;
};

/** The exponent of the undifferentiated p, where nothing else of the term scales with p. */
const exponentOfPlain = (ring: Ring, t: Term, variable: Variable, unknown: Unknown): Rational | null => {
  let exponent: Rational = rational(0);
  for (const q of t.monomial.powers) {
    for (const f of q.atom.factors) {
      const slot = slotOf(f.head, variable);
      if (slot !== null && f.head.kind === 'jet' && !f.head.log && unknownOf(ring, f.head, slot).key === unknown.key) exponent = add(exponent, q.exponent);
      if (insides(f).some((p) => scalesWith(ring, p, variable, unknown))) return null;
    }
  }
  if (t.monomial.exponential !== null && scalesWith(ring, t.monomial.exponential, variable, unknown)) return null;
  return exponent;
};

const scalesWith = (ring: Ring, p: Polynomial, variable: Variable, unknown: Unknown): boolean =>
  occurrences(ring, p, variable, unknown).some((o) => o.labels.length === 0);

const splitBy = (p: Polynomial, degree: (t: Term) => Rational | null, limit: number): { parts: Map<string, { degree: Rational; part: Sum }>; other: Polynomial } => {
  const parts = new Map<string, { degree: Rational; part: Sum }>();
  const other = new Sum(limit);
  for (const t of p.terms.values()) {
    const d = degree(t);
    if (d === null || sign(d) === 0) {
      other.addTerm(t.coefficient, t.monomial);
      continue;
    }
    const key = `${d.numerator}/${d.denominator}`;
    const entry = parts.get(key) ?? { degree: d, part: new Sum(limit) };
    entry.part.addTerm(t.coefficient, t.monomial);
    parts.set(key, entry);
  }
  return { parts, other: other.done() };
};

/** Σ over occurrences of the boundary terms of integration by parts, with η in place of w; η = 1 for `plain`. */
const boundaryTerms = (ring: Ring, p: Polynomial, variable: Variable, unknown: Unknown, plain: boolean): Polynomial => {
  const parts: Polynomial[] = [];
  const scalar = variable.space === null;
  for (const o of occurrences(ring, p, variable, unknown)) {
    const n = o.labels.length;
    let value = o.rest;
    for (let k = 0; k < n; k += 1) {
      const label = o.labels[k] as Index;
      // flux_label += (−1)^k (η derived by the labels after k) · D_{labels before k} rest
      if (!plain || k === n - 1) {
        const eta = plain ? UNITY_POLYNOMIAL : etaFactor(ring, p, variable, unknown, o.components, o.labels.slice(k + 1));
        const flux = multiply(ring, eta, value);
        parts.push(scalar ? flux : pointTo(ring, flux, label));
      }
      value = negate(deriveBy(ring, value, variable, label));
    }
  }
  return addPolynomials(parts, ring.limit);
};

/** A flux in direction `label` as a vector with the free label `flux`; with components, the multiple of a unit vector. */
const pointTo = (ring: Ring, p: Polynomial, label: Index): Polynomial =>
  ring.sizes === null ? renameFree(ring, p, new Map([[label, 'flux']])) : p;

const etaFactor = (
  ring: Ring, p: Polynomial, variable: Variable, unknown: Unknown, components: readonly Index[], labels: readonly Index[],
): Polynomial => {
  const model = unknownFactor(ring, p, variable, unknown);
  if (model?.head.kind !== 'jet') throw new TypeError('an unknown without a jet');
  const slot = slotOf(model.head, variable) as number;
  const orders = model.head.orders.map((o, s) => (s === slot ? labels.length : o));
  const head = jetHead(ring, model.head.field, unknown.log, model.head.args, orders);
  return fromFactors(ring, [{ head, indices: variable.space === null ? components : [...components, ...labels] }]);
};

/** F with R = Div F, or null where none was found. Abstract indices only. */
export const findFlux = (ring: Ring, p: Polynomial, variable: Variable): Polynomial | null => {
  if (ring.sizes !== null && variable.space !== null) return null;
  let rest = p;
  const flux: Polynomial[] = [];
  const unknowns = [...unknownsOf(ring, p, variable).values()];
  const ordinary = unknowns.filter((u) => !u.log);
  const positive = unknowns.filter((u) => u.log);
  for (const u of ordinary) {
    const { parts, other } = splitBy(rest, (t) => degreeOf(ring, t, variable, u), ring.limit);
    for (const { degree, part } of parts.values()) flux.push(scale(boundaryTerms(ring, part.done(), variable, u, false), invert(degree)));
    rest = other;
  }
  for (const u of positive) {
    const { parts, other } = splitBy(rest, (t) => exponentOfPlain(ring, t, variable, u), ring.limit);
    for (const { degree, part } of parts.values()) {
      flux.push(boundaryTerms(ring, undoScaling(ring, part.done(), variable, u, degree), variable, u, true));
    }
    rest = other;
    const second = splitBy(rest, (t) => degreeOf(ring, t, variable, u), ring.limit);
    for (const { degree, part } of second.parts.values()) flux.push(scale(boundaryTerms(ring, part.done(), variable, u, false), invert(degree)));
    rest = second.other;
  }
  const total = addPolynomials(flux, ring.limit);
  const label = variable.space === null ? null : ring.label();
  const divergence = differentiate(ring, label === null ? total : renameFree(ring, total, new Map([['flux', label]])), variable, label);
  return isZero(ring, addPolynomials([p, negate(divergence)], ring.limit)) ? total : null;
};

/**
 * Solves N R′ = R for N = ∂/∂(log p), on terms p^a (log p)^m …: R′ = Σ_k (−1)^k a^{−k−1} ∂^k R/∂(log p)^k, the last
 * derivative by the undifferentiated logarithm alone.
 */
const undoScaling = (ring: Ring, p: Polynomial, variable: Variable, unknown: Unknown, degree: Rational): Polynomial => {
  const parts: Polynomial[] = [];
  let current = p;
  let factor = invert(degree);
  for (let k = 0; k < 32 && !isNothing(current); k += 1) {
    parts.push(scale(current, factor));
    factor = minus(times(factor, invert(degree)));
    current = byPlainLogarithm(ring, current, variable, unknown);
  }
  return addPolynomials(parts, ring.limit);
};

const byPlainLogarithm = (ring: Ring, p: Polynomial, variable: Variable, unknown: Unknown): Polynomial => {
  const parts: Polynomial[] = [];
  for (const t of p.terms.values()) {
    t.monomial.powers.forEach((q: Power, k) => {
      const f = q.atom.factors[0];
      if (f === undefined || q.atom.factors.length !== 1 || f.head.kind !== 'jet' || !f.head.log) return;
      const slot = slotOf(f.head, variable);
      if (slot === null || f.head.key !== unknown.key || (smallInteger(q.exponent) ?? 0) < 1) return;
      const others = single(times(t.coefficient, q.exponent), monomialOf(t.monomial.powers.filter((_, m) => m !== k), t.monomial.open, t.monomial.exponential));
      parts.push(multiply(ring, others, atomPower(ring, q.atom, add(q.exponent, MINUS_ONE))));
    });
  }
  return addPolynomials(parts, ring.limit);
};

