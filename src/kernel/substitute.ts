/**
 * The value elsewhere: coordinates and arguments replaced, all at once, everywhere in a polynomial.
 */
import { integrate } from './differentiate.ts';
import { FUNCTION_RULES, exponential, powerOf } from './elementary.ts';
import type { Variable } from './expression.ts';
import type { Argument, Atom, Factor, Index, Polynomial, Term } from './polynomial.ts';
import { Sum, UNITY, UnsupportedError, asTerm, keyOf, monomialOf, single } from './polynomial.ts';
import { factorsOf, fromFactors, multiply, multiplyAll, renameFree } from './product.ts';
import { ONE, isOne } from './rational.ts';
import type { Ring } from './ring.ts';
import { minimumOf } from './minimum.ts';
import { allFactors } from './rules.ts';
import { inverseHead, jetHead, plainHead } from './ring.ts';

/** The value of a variable: a scalar, or a vector by component. */
export interface Binding {
  readonly variable: Variable;
  readonly at: (label: Index | null) => Polynomial;
}

/** Replaces a factor by a polynomial; null leaves it as it is. */
export type Replace = (factor: Factor) => Polynomial | null;

/** Rebuilds a polynomial with every factor replaced, inside functions, denominators and exponents too. */
export const mapFactors = (ring: Ring, p: Polynomial, replace: Replace): Polynomial => {
  const sum = new Sum(ring.limit);
  for (const t of p.terms.values()) {
    ring.tick();
    sum.addScaled(mapTerm(ring, t, replace), t.coefficient);
  }
  return sum.done();
};

const mapTerm = (ring: Ring, t: Term, replace: Replace): Polynomial => {
  const parts: Polynomial[] = [];
  const kept = t.monomial.powers.filter((p) => {
    const value = mapAtom(ring, p.atom, replace);
    if (value === null) return true;
    parts.push(powerOf(ring, value, p.exponent));
    return false;
  });
  const open: Atom[] = [];
  for (const a of t.monomial.open) {
    const value = mapAtom(ring, a, replace);
    if (value === null) open.push(a);
    else parts.push(value);
  }
  const exponent = t.monomial.exponential;
  const changed = exponent === null ? null : mapFactors(ring, exponent, replace);
  const same = exponent === null || (changed !== null && keyOf(changed) === keyOf(exponent));
  const rest = single(ONE, monomialOf(kept, open, same ? exponent : null));
  if (!same && changed !== null) parts.push(exponential(ring, changed));
  return multiplyAll(ring, [rest, ...parts]);
};

const mapAtom = (ring: Ring, a: Atom, replace: Replace): Polynomial | null => {
  const factors = factorsOf(ring, [a]);
  let changed = false;
  let product: Polynomial = UNITY;
  const kept: Factor[] = [];
  for (const f of factors) {
    const value = replace(f) ?? mapInside(ring, f, replace);
    if (value === null) kept.push(f);
    else {
      changed = true;
      product = multiply(ring, product, value);
    }
  }
  if (!changed) return null;
  let total: Polynomial = product;
  if (kept.length > 0) {
    const sum = new Sum(ring.limit);
    for (const t of product.terms.values()) {
      const whole = fromFactors(ring, [...factorsOf(ring, t.monomial.open), ...kept]);
      sum.addScaled(multiply(ring, single(t.coefficient, monomialOf(t.monomial.powers, [], t.monomial.exponential)), whole), ONE);
    }
    total = sum.done();
  }
  return total;
};

/** The same generator over a changed inside, or null where nothing changed. */
const mapInside = (ring: Ring, f: Factor, replace: Replace): Polynomial | null => {
  const { head } = f;
  const inner = (p: Polynomial): Polynomial | null => {
    const q = mapFactors(ring, p, replace);
    return keyOf(q) === keyOf(p) ? null : q;
  };
  switch (head.kind) {
    case 'jet': {
      let changed = false;
      const args = head.args.map((a): Argument => {
        const b = mapArgument(a, inner);
        if (b !== null) changed = true;
        return b ?? a;
      });
      return changed ? fromFactors(ring, [{ head: jetHead(ring, head.field, head.log, normalArguments(args, head.field.slots), head.orders), indices: f.indices }]) : null;
    }
    case 'coordinate': case 'parameter': case 'delta': case 'dimension': case 'constant': return null;
    case 'compound': return inner(head.base);
    case 'function': {
      const a = inner(head.argument);
      return a === null ? null : FUNCTION_RULES[head.function](ring, a);
    }
    case 'inverse': {
      const of = inner(head.of);
      if (of === null) return null;
      return fromFactors(ring, [{ head: inverseHead(ring, of, head.space, head.groups.length === 1), indices: f.indices }]);
    }
    case 'logDeterminant': {
      const of = inner(head.of);
      if (of === null) return null;
      inverseHead(ring, of, head.space, true);
      return fromFactors(ring, [{ head: plainHead(ring, { kind: 'logDeterminant', of, space: head.space }, `logdet{${keyOf(of)}}`), indices: [] }]);
    }
    case 'minimum': {
      const of = inner(head.of);
      return of === null ? null : minimumOf(ring, of, head.control);
    }
    case 'integral': {
      const of = inner(head.of);
      if (of === null) return null;
      return integrate(ring, renameFree(ring, of, new Map(f.indices.map((l, k) => [`#${k + 1}`, l] as const))), head.variable);
    }
  }
};

const mapArgument = (a: Argument, inner: (p: Polynomial) => Polynomial | null): Argument => {
  if (a === null) return null;
  if (a.kind === 'components') {
    const values = a.values.map(inner);
    return values.every((v) => v === null) ? null : { kind: 'components', values: values.map((v, i) => v ?? (a.values[i] as Polynomial)) };
  }
  const value = inner(a.value);
  return value === null ? null : { kind: a.kind, value };
};

/** An argument that is the slot's own variable is null. */
export const normalArguments = (args: readonly Argument[], slots: readonly Variable[]): Argument[] =>
  args.map((a, i) => (isOwn(a, slots[i] as Variable) ? null : a));

const isOwn = (a: Argument, slot: Variable): boolean => {
  if (a === null) return true;
  if (a.kind === 'components') return a.values.every((v, k) => isCoordinate(v, slot, `${k + 1}`));
  return isCoordinate(a.value, slot, a.kind === 'scalar' ? null : '#');
};

const isCoordinate = (p: Polynomial, variable: Variable, label: Index | null): boolean => {
  const t = asTerm(p);
  if (t === null || !isOne(t.coefficient) || t.monomial.exponential !== null) return false;
  const atoms = [...t.monomial.open, ...t.monomial.powers.filter((q) => isOne(q.exponent)).map((q) => q.atom)];
  if (atoms.length !== 1 || t.monomial.open.length + t.monomial.powers.length !== 1) return false;
  const f = atoms[0]?.factors[0];
  return f !== undefined && atoms[0]?.factors.length === 1 && f.head.kind === 'coordinate' &&
    f.head.variable.name === variable.name && (label === null || f.indices[0] === label);
};

/** p with the variables bound, all at once. */
export const substitute = (ring: Ring, p: Polynomial, bindings: readonly Binding[]): Polynomial => {
  if (bindings.length === 0) return p;
  const find = (v: Variable): Binding | undefined => bindings.find((b) => b.variable.name === v.name);
  return mapFactors(ring, p, (f) => {
    const { head } = f;
    if (head.kind === 'coordinate') return find(head.variable)?.at(f.indices[0] ?? null) ?? null;
    if (head.kind === 'minimum' && head.control.kind === 'variable' && find(head.control) !== undefined) {
      throw new UnsupportedError(`a minimum over ${head.control.name} evaluated at another ${head.control.name}`);
    }
    if (head.kind === 'integral' && find(head.variable) !== undefined) {
      throw new UnsupportedError(`an integral over ${head.variable.name} evaluated at another ${head.variable.name}`);
    }
    if ((head.kind === 'integral' || head.kind === 'minimum') && bindings.some((b) => captures(ring, head, b))) {
      const bound = head.kind === 'integral' ? head.variable : head.control;
      throw new UnsupportedError(`what is bound by ${bound.name} evaluated where ${bound.name} itself stands`);
    }
    if (head.kind !== 'jet') return null;
    const args = head.field.slots.map((slot, s) => substituteArgument(ring, head.args[s] ?? null, slot, bindings, find));
    const same = args.every((a, s) => a === (head.args[s] ?? null));
    if (same) return null;
    const moved = jetHead(ring, head.field, head.log, normalArguments(args, head.field.slots), head.orders);
    return fromFactors(ring, [{ head: moved, indices: f.indices }]);
  });
};

/** Would a free variable of the value become the bound one of an integral or a minimum? */
const captures = (ring: Ring, head: Extract<Factor['head'], { kind: 'integral' | 'minimum' }>, b: Binding): boolean => {
  const bound = head.kind === 'integral' ? head.variable.name : head.control.name;
  const values = b.variable.space === null ? [b.at(null)]
    : ring.sizes === null ? [b.at('#')] : Array.from({ length: ring.sizes(b.variable.space) }, (_, k) => b.at(`${k + 1}`));
  return values.some((v) => mentionsVariable(v, bound)) && mentionsVariable(head.of, b.variable.name);
};

/** Does a coordinate, or a slot that is the variable itself, occur anywhere in a polynomial? */
const mentionsVariable = (p: Polynomial, name: string): boolean => allFactors(p).some(({ head }) =>
  (head.kind === 'coordinate' && head.variable.name === name) ||
  (head.kind === 'jet' && (head.field.name === name || head.field.slots.some((v, s) => v.name === name && (head.args[s] ?? null) === null))));

const substituteArgument = (
  ring: Ring, a: Argument, slot: Variable, bindings: readonly Binding[], find: (v: Variable) => Binding | undefined,
): Argument => {
  if (a === null) {
    const binding = find(slot);
    return binding === undefined ? null : argumentOf(ring, slot, binding.at);
  }
  if (a.kind === 'components') return { kind: 'components', values: a.values.map((v) => substitute(ring, v, bindings)) };
  return { kind: a.kind, value: substitute(ring, a.value, bindings) };
};

/** An argument for a slot, from its value by component. */
export const argumentOf = (ring: Ring, slot: Variable, at: (label: Index | null) => Polynomial): Argument => {
  if (slot.space === null) return { kind: 'scalar', value: at(null) };
  if (ring.sizes === null) return { kind: 'vector', value: at('#') };
  return { kind: 'components', values: Array.from({ length: ring.sizes(slot.space) }, (_, k) => at(`${k + 1}`)) };
};

