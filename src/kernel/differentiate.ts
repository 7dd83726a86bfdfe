/**
 * Total derivatives: one rule a generator. Derivatives by a vector variable carry a label; by a scalar one, null.
 *
 * A field at an argument list follows the chain rule, D_i p(X, S) = p_,k(X, S) D_i X_k + p_,s(X, S) D_i S; a positive
 * scalar field is differentiated through its logarithm, D_i p = p · D_i log p.
 */
import type { Variable } from './expression.ts';
import { closedAtom, deltaPolynomial, factorsOf, fromFactors, multiply, renameFree, atomPower } from './product.ts';
import type { Argument, Atom, Factor, Index, Monomial, Polynomial, Term } from './polynomial.ts';
import { NOTHING, Sum, UNITY, UnsupportedError, addPolynomials, isNothing, isUnit, keyOf, monomialOf, negate, scale, single } from './polynomial.ts';
import { piPolynomial, powerOf, exponential } from './elementary.ts';
import { MINUS_ONE, ONE, add, rational } from './rational.ts';
import type { Ring } from './ring.ts';
import { integralHead, jetHead, raiseJet } from './ring.ts';

/** ∂p/∂variable, at the component `label` of a vector variable. */
export const differentiate = (ring: Ring, p: Polynomial, variable: Variable, label: Index | null): Polynomial => {
  const sum = new Sum(ring.limit);
  const by = `|${variable.name}|${label ?? ''}`;
  for (const { coefficient, monomial } of p.terms.values()) {
    if (isUnit(monomial)) continue;
    const derivative = ring.kept(ring.monomialDerivatives, monomial.key + by, () => derivativeOfMonomial(ring, monomial, variable, label));
    sum.addScaled(derivative, coefficient);
  }
  return sum.done();
};

const derivativeOfMonomial = (ring: Ring, monomial: Monomial, variable: Variable, label: Index | null): Polynomial => {
  const { powers, open, exponential: exponent } = monomial;
  const parts: Polynomial[] = [];
  powers.forEach((p, i) => {
    const inner = derivativeOfAtom(ring, p.atom, variable, label);
    if (isNothing(inner)) return;
    const others = single(ONE, monomialOf([...powers.slice(0, i), ...powers.slice(i + 1)], open, exponent));
    const lowered = scale(atomPower(ring, p.atom, add(p.exponent, MINUS_ONE)), p.exponent);
    parts.push(multiply(ring, multiply(ring, others, lowered), inner));
  });
  open.forEach((a, i) => {
    const inner = derivativeOfAtom(ring, a, variable, label);
    if (isNothing(inner)) return;
    const others = single(ONE, monomialOf(powers, [...open.slice(0, i), ...open.slice(i + 1)], exponent));
    parts.push(multiply(ring, others, inner));
  });
  if (exponent !== null) {
    const inner = differentiate(ring, exponent, variable, label);
    if (!isNothing(inner)) parts.push(multiply(ring, single(ONE, monomial), inner));
  }
  return addPolynomials(parts, ring.limit);
};

const derivativeOfAtom = (ring: Ring, a: Atom, variable: Variable, label: Index | null): Polynomial => {
  const cacheKey = `${a.key}|${variable.name}|${label ?? ''}`;
  const old = ring.derivatives.get(cacheKey);
  if (old !== undefined) return old;
  const factors = factorsOf(ring, [a]);
  const sum = new Sum(ring.limit);
  factors.forEach((f, i) => {
    const inner = derivativeOfFactor(ring, f, variable, label);
    if (isNothing(inner)) return;
    const others = [...factors.slice(0, i), ...factors.slice(i + 1)];
    sum.addScaled(timesFactors(ring, inner, others), ONE);
  });
  const result = sum.done();
  ring.derivatives.set(cacheKey, result);
  return result;
};

/** A polynomial times factors that may share its labels. */
export const timesFactors = (ring: Ring, p: Polynomial, factors: readonly Factor[]): Polynomial => {
  if (factors.length === 0) return p;
  const sum = new Sum(ring.limit);
  for (const t of p.terms.values()) {
    const whole = fromFactors(ring, [...factorsOf(ring, t.monomial.open), ...factors]);
    sum.addScaled(multiply(ring, single(t.coefficient, monomialOf(t.monomial.powers, [], t.monomial.exponential)), whole), ONE);
  }
  return sum.done();
};

const derivativeOfFactor = (ring: Ring, f: Factor, variable: Variable, label: Index | null): Polynomial => {
  const { head } = f;
  switch (head.kind) {
    case 'jet': return derivativeOfJet(ring, f, variable, label);
    case 'coordinate':
      if (head.variable.name !== variable.name) return NOTHING;
      return variable.space === null ? UNITY : deltaPolynomial(ring, variable.space, f.indices[0] as Index, label as Index);
    case 'parameter': case 'delta': case 'dimension': case 'constant': return NOTHING;
    case 'compound': return differentiate(ring, head.base, variable, label);
    case 'function': return derivativeOfFunction(ring, f, variable, label);
    case 'inverse': {
      // D(M^−1) = −M^−1 (DM) M^−1
      const [i, j] = f.indices as [Index, Index];
      const [a, b] = [ring.label(), ring.label()];
      // The labels of the inside are renamed first: `label` may be one of them, where inverses are nested.
      const inner = differentiate(ring, renameFree(ring, head.of, new Map([['#r', a], ['#c', b]])), variable, label);
      if (isNothing(inner)) return NOTHING;
      return negate(timesFactors(ring, inner, [{ head, indices: [i, a] }, { head, indices: [b, j] }]));
    }
    case 'logDeterminant': {
      // D log det M = (M^−1)_ba (DM)_ab
      const [a, b] = [ring.label(), ring.label()];
      const inner = differentiate(ring, renameFree(ring, head.of, new Map([['#r', a], ['#c', b]])), variable, label);
      if (isNothing(inner)) return NOTHING;
      const inverse = [...ring.heads.values()].find((h) => h.kind === 'inverse' && keyOf(h.of) === keyOf(head.of));
      if (inverse === undefined) throw new TypeError('log det without its inverse');
      return timesFactors(ring, inner, [{ head: inverse, indices: [b, a] }]);
    }
    case 'integral': return derivativeOfIntegral(ring, f, variable, label);
    case 'minimum':
      if (variable.name === head.control.name || isNothing(differentiate(ring, head.of, variable, label))) return NOTHING;
      throw new UnsupportedError(`the derivative of a minimum over ${head.control.name} that is not known in closed form`);
  }
};

const derivativeOfJet = (ring: Ring, f: Factor, variable: Variable, label: Index | null): Polynomial => {
  const { head } = f;
  if (head.kind !== 'jet') return NOTHING;
  const positive = head.field.sign === 'positive' && head.field.shape.length === 0 && !head.log;
  const base: Factor = positive ? { head: jetHead(ring, head.field, true, head.args, head.orders), indices: f.indices } : f;
  const parts: Polynomial[] = [];
  head.field.slots.forEach((slot, s) => {
    const inner = derivativeOfArgument(ring, head.args[s] ?? null, slot, variable, label);
    if (inner === null) return;
    if (inner.kind === 'same') parts.push(fromFactors(ring, [raiseJet(ring, base, s, label)]));
    else if (slot.space === null) parts.push(multiply(ring, fromFactors(ring, [raiseJet(ring, base, s, null)]), inner.at(null)));
    else if (ring.sizes === null) {
      const k = ring.label();
      parts.push(multiply(ring, fromFactors(ring, [raiseJet(ring, base, s, k)]), inner.at(k)));
    } else {
      for (let k = 1; k <= ring.sizes(slot.space); k += 1) {
        parts.push(multiply(ring, fromFactors(ring, [raiseJet(ring, base, s, `${k}`)]), inner.at(`${k}`)));
      }
    }
  });
  const total = addPolynomials(parts, ring.limit);
  return positive ? multiply(ring, fromFactors(ring, [f]), total) : total;
};

type Inner = { readonly kind: 'same' } | { readonly kind: 'chain'; readonly at: (k: Index | null) => Polynomial } | null;

/** The derivative of an argument, or null where it does not depend on the variable. */
const derivativeOfArgument = (ring: Ring, a: Argument, slot: Variable, variable: Variable, label: Index | null): Inner => {
  if (a === null) return slot.name === variable.name ? { kind: 'same' } : null;
  if (a.kind === 'components') {
    const values = a.values.map((v) => differentiate(ring, v, variable, label));
    return values.every(isNothing) ? null : { kind: 'chain', at: (k) => values[Number(k) - 1] ?? NOTHING };
  }
  // The label of the argument is renamed first: `label` is '#' itself where arguments are nested.
  const own = ring.label();
  const value = differentiate(ring, renameFree(ring, a.value, new Map([['#', own]])), variable, label);
  if (isNothing(value)) return null;
  return { kind: 'chain', at: (k) => (k === null ? value : renameFree(ring, value, new Map([[own, k]]))) };
};

const derivativeOfFunction = (ring: Ring, f: Factor, variable: Variable, label: Index | null): Polynomial => {
  const { head } = f;
  if (head.kind !== 'function') return NOTHING;
  const inner = differentiate(ring, head.argument, variable, label);
  if (isNothing(inner)) return NOTHING;
  return multiply(ring, outerDerivative(ring, head.function, head.argument, f), inner);
};

/** f′(a) of the functions that are generators of their own. */
const outerDerivative = (
  ring: Ring, name: 'log' | 'sin' | 'cos' | 'atan' | 'erf', a: Polynomial, f: Factor,
): Polynomial => {
  const sibling = (other: 'sin' | 'cos'): Polynomial => {
    const key = f.head.key.replace(/^(sin|cos)/, other);
    const head = ring.head({ kind: 'function', function: other, argument: a }, key, [], []);
    return single(ONE, monomialOf([{ atom: closedAtom({ head, indices: [] }), exponent: ONE }], [], null));
  };
  const square = (): Polynomial => multiply(ring, a, a);
  switch (name) {
    case 'log': return powerOf(ring, a, MINUS_ONE);
    case 'sin': return sibling('cos');
    case 'cos': return negate(sibling('sin'));
    case 'atan': return powerOf(ring, addPolynomials([UNITY, square()], ring.limit), MINUS_ONE);
    case 'erf': return multiply(ring, scale(powerOf(ring, piPolynomial(ring), rational(-1, 2)), rational(2)), exponential(ring, negate(square())));
  }
};

/** Derivatives by other variables pass under the integral sign. */
const derivativeOfIntegral = (ring: Ring, f: Factor, variable: Variable, label: Index | null): Polynomial => {
  const { head } = f;
  if (head.kind !== 'integral' || variable.name === head.variable.name) return NOTHING;
  const names = new Map(f.indices.map((l, k) => [`#${k + 1}`, l] as const));
  const body = renameFree(ring, head.of, names);
  return integrate(ring, differentiate(ring, body, variable, label), head.variable);
};

const dependsOn = (ring: Ring, p: Polynomial, variable: Variable): boolean =>
  !isNothing(differentiate(ring, p, variable, variable.space === null ? null : ring.sizes === null ? '#d' : '1')) ||
  (ring.sizes !== null && variable.space !== null &&
    Array.from({ length: ring.sizes(variable.space) - 1 }, (_, k) => `${k + 2}`).some((l) => !isNothing(differentiate(ring, p, variable, l))));

/** ∫ p d(variable) over the whole space: linear; what does not depend on the variable is taken out. */
export const integrate = (ring: Ring, p: Polynomial, variable: Variable): Polynomial => {
  const sum = new Sum(ring.limit);
  for (const t of p.terms.values()) sum.addScaled(integralOfTerm(ring, t, variable), t.coefficient);
  return sum.done();
};

const integralOfTerm = (ring: Ring, t: Term, variable: Variable): Polynomial => {
  const inside = t.monomial.powers.filter((p) => dependsOn(ring, atomPower(ring, p.atom, ONE), variable));
  const outside = t.monomial.powers.filter((p) => !inside.includes(p));
  const isOpenInside = (a: Atom): boolean => dependsOn(ring, fromFactors(ring, factorsOf(ring, [a])), variable);
  const openInside = t.monomial.open.filter(isOpenInside);
  const openOutside = t.monomial.open.filter((a) => !openInside.includes(a));
  const exponent = t.monomial.exponential;
  const moving = new Sum(ring.limit);
  const resting = new Sum(ring.limit);
  for (const u of exponent?.terms.values() ?? []) {
    const depends = dependsOn(ring, single(u.coefficient, u.monomial), variable);
    (depends ? moving : resting).addTerm(u.coefficient, u.monomial);
  }
  const pulled = single(ONE, monomialOf(outside, openOutside, resting.terms.size > 0 ? resting.done() : null));
  const labels = openInside.flatMap((a) => [...a.free]).sort();
  const body = single(ONE, monomialOf(inside, openInside, moving.terms.size > 0 ? moving.done() : null));
  return multiply(ring, pulled, integralFactor(ring, body, variable, labels));
};

/** Names the labels of an integrand #1, #2, … so that the text of the integrand is least. */
const integralFactor = (ring: Ring, body: Polynomial, variable: Variable, labels: readonly Index[]): Polynomial => {
  let best: { body: Polynomial; order: readonly Index[]; key: string } | null = null;
  for (const order of arrangements(labels)) {
    const renamed = renameFree(ring, body, new Map(order.map((l, k) => [l, `#${k + 1}`] as const)));
    const key = [...renamed.terms.keys()].join('+');
    if (best === null || key < best.key) best = { body: renamed, order, key };
  }
  if (best === null) throw new TypeError('no arrangement');
  const spaces = best.order.map((l) => spaceOfLabel(body, l));
  const head = integralHead(ring, variable, best.body, best.order.length, spaces);
  return fromFactors(ring, [{ head, indices: best.order }]);
};

const spaceOfLabel = (p: Polynomial, label: Index): string => {
  for (const t of p.terms.values()) for (const a of t.monomial.open) for (const f of a.factors) {
    const slot = f.indices.indexOf(label);
    if (slot >= 0) return f.head.spaces[slot] ?? 'n';
  }
  return 'n';
};

const arrangements = (labels: readonly Index[]): Index[][] =>
  labels.length <= 1 ? [[...labels]] : labels.flatMap((l, i) =>
    arrangements([...labels.slice(0, i), ...labels.slice(i + 1)]).map((rest) => [l, ...rest]));

