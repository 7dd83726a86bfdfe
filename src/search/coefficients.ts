/**
 * Matching coefficients: a sum in index notation, sorted by how its terms depend on the state.
 *
 *     ½ A_kl x_l P_km x_m + q_k x_k + c   →   x_1 x_2 · (½ P A)_12,   x_1 · q_1,   1 · c
 *
 * Conventions: a vector of the state leaves a slot behind, labelled `s1`, `s2`, … in the order of the variables; a
 * scalar one is taken out with its power, and so is a function of the state (`log(x)`, `exp(−γ x)`), of an exponential
 * only the part of its exponent that depends on the state. A term in which a vector or matrix function of the state is
 * contracted with something else is not taken apart: all of it counts as state. May give up; nothing here is trusted.
 */
import { fingerprint } from '../calculus/sameness.ts';
import type { Variable } from '../kernel/expression.ts';
import type { IndexedFactor, IndexedSum, IndexedTerm, Label } from '../kernel/goal.ts';
import { MINUS_ONE, ONE, add, isOne, isZero } from '../kernel/rational.ts';

export interface Coefficient {
  /** The same for terms that depend on the state in the same way. */
  readonly key: string;
  /** Vectors of the state bear the labels of `labels`, in this order. */
  readonly state: readonly IndexedFactor[];
  readonly labels: readonly Label[];
  /** What stands in front, with the free labels of the sum and those of `labels`. */
  readonly of: IndexedSum;
  /** Powers of the state's variables alone: the sum of their exponents, where these are whole; else null. */
  readonly degree: number | null;
}

/** The terms by the state, in order of first appearance. */
export const coefficientsOf = (sum: IndexedSum, variables: readonly Variable[]): readonly Coefficient[] => {
  const found = new Map<string, { first: Split; terms: IndexedTerm[] }>();
  for (const term of sum.terms) {
    const split = splitTerm(plainDerivatives(term), variables);
    const group = found.get(split.key) ?? { first: split, terms: [] };
    group.terms.push(split.rest);
    found.set(split.key, group);
  }
  return [...found.entries()].map(([key, { first, terms }]) => ({ key, state: first.state, labels: first.labels, of: { terms }, degree: first.degree }));
};

interface Split {
  readonly key: string;
  readonly state: readonly IndexedFactor[];
  readonly labels: readonly Label[];
  readonly rest: IndexedTerm;
  readonly degree: number | null;
}

type Coordinate = Extract<IndexedFactor, { kind: 'coordinate' }>;

const splitTerm = (term: IndexedTerm, variables: readonly Variable[]): Split => {
  const vectors: Coordinate[] = [];
  const scalars: IndexedFactor[] = [];
  const rest: IndexedFactor[] = [];
  for (const f of term.factors) {
    if (f.kind === 'coordinate' && variables.some((v) => v.name === f.variable.name)) (f.label === null ? scalars : vectors).push(f);
    else if (!mentions(f, variables)) rest.push(f);
    else if (slotsOf(f).length > 0) return whole(term);
    else if (f.kind === 'function' && f.function === 'exp' && isOne(f.exponent)) splitExponential(f, variables, scalars, rest);
    else scalars.push(f);
  }
  const order = (f: Coordinate): number => variables.findIndex((v) => v.name === f.variable.name);
  const sorted = [...vectors].sort((a, b) => order(a) - order(b));
  const labels = sorted.map((_, k) => `s${k + 1}`);
  const key = [...sorted.map((f) => f.variable.name), ...scalars.map((f) => fingerprint(f)).sort()].join(' ');
  return {
    key, labels, state: [...sorted.map((f, k): Coordinate => ({ ...f, label: labels[k] ?? null })), ...scalars],
    rest: { coefficient: term.coefficient, factors: relabelled(rest, sorted, labels) },
    degree: degreeOf(sorted.length, scalars),
  };
};

/** Not taken apart. */
const whole = (term: IndexedTerm): Split =>
  ({ key: `whole ${fingerprint(term.factors)}`, state: term.factors, labels: [], rest: { coefficient: term.coefficient, factors: [] }, degree: null });

const degreeOf = (vectors: number, scalars: readonly IndexedFactor[]): number | null =>
  scalars.reduce<number | null>((sum, f) => sum === null || f.kind !== 'coordinate' || f.exponent.denominator !== 1n ? null : sum + Number(f.exponent.numerator), vectors);

/** exp(a(x) + b) is exp(a(x)) in the state, and exp(b) in front. */
const splitExponential = (f: Extract<IndexedFactor, { kind: 'function' }>, variables: readonly Variable[], scalars: IndexedFactor[], rest: IndexedFactor[]): void => {
  const inState = f.argument.terms.filter((t) => t.factors.some((g) => mentions(g, variables)));
  const others = f.argument.terms.filter((t) => !inState.includes(t));
  scalars.push({ ...f, argument: { terms: inState } });
  if (others.length > 0) rest.push({ ...f, argument: { terms: others } });
};

/**
 * The labels of the state's vectors give way to s1, s2, …: where one is contracted with nothing but another vector of
 * the state, or is free itself, δ takes its place.
 */
const relabelled = (rest: readonly IndexedFactor[], coordinates: readonly Coordinate[], labels: readonly Label[]): readonly IndexedFactor[] => {
  const [factors, deltas] = [[...rest], [] as IndexedFactor[]];
  const old = coordinates.map((f) => f.label ?? '');
  old.forEach((label, k) => {
    const mine = labels[k] ?? label;
    const space = coordinates[k]?.variable.space ?? 'n';
    const twin = old.indexOf(label);
    if (twin < k) deltas.push({ kind: 'delta', space, labels: [labels[twin] ?? label, mine] });
    else if (old.indexOf(label, k + 1) < 0) {
      const at = factors.findIndex((f) => slotsOf(f).includes(label));
      const own = factors[at];
      if (own === undefined) deltas.push({ kind: 'delta', space, labels: [label, mine] });
      else factors[at] = renamed(own, label, mine);
    }
  });
  return [...factors, ...deltas];
};

/** The labels of a factor's slots. */
export const slotsOf = (f: IndexedFactor): readonly Label[] => {
  switch (f.kind) {
    case 'jet': return [...f.components, ...f.derivatives.flatMap((d) => (typeof d === 'number' ? [] : d))];
    case 'coordinate': return f.label === null ? [] : [f.label];
    case 'parameter': return f.components;
    case 'delta': case 'inverse': return f.labels;
    case 'integral': return f.labels;
    case 'dimension': case 'constant': case 'power': case 'function': case 'minimum': case 'logDeterminant': return [];
  }
};

const renamed = (f: IndexedFactor, from: Label, to: Label): IndexedFactor => {
  const one = (label: Label): Label => (label === from ? to : label);
  switch (f.kind) {
    case 'jet': return { ...f, components: f.components.map(one), derivatives: f.derivatives.map((d) => (typeof d === 'number' ? d : d.map(one))) };
    case 'coordinate': return { ...f, label: f.label === null ? null : one(f.label) };
    case 'parameter': return { ...f, components: f.components.map(one) };
    case 'delta': case 'inverse': return { ...f, labels: [one(f.labels[0]), one(f.labels[1])] };
    case 'integral': return { ...f, labels: f.labels.map(one) };
    case 'dimension': case 'constant': case 'power': case 'function': case 'minimum': case 'logDeterminant': return f;
  }
};

/** Does a factor depend on one of the variables? */
const mentions = (f: IndexedFactor, variables: readonly Variable[]): boolean => {
  const inside = (sum: IndexedSum): boolean => sum.terms.some((t) => t.factors.some((g) => mentions(g, variables)));
  switch (f.kind) {
    case 'jet': return f.args.some((a, k) => (a === null ? variables.some((v) => v.name === f.field.slots[k]?.name) : inside(a)));
    case 'coordinate': return variables.some((v) => v.name === f.variable.name);
    case 'parameter': case 'delta': case 'dimension': case 'constant': return false;
    case 'power': return inside(f.base);
    case 'function': return inside(f.argument);
    case 'inverse': case 'integral': case 'minimum': case 'logDeterminant': return inside(f.of);
  }
};

type Jet = Extract<IndexedFactor, { kind: 'jet' }>;

/** ∂ log A, of a function that is positive, as ∂A · A^−1, for a first derivative. */
const plainDerivatives = (term: IndexedTerm): IndexedTerm => {
  const logarithm = term.factors.find((f): f is Jet => f.kind === 'jet' && f.log && isOne(f.exponent) && orderOf(f) === 1);
  if (logarithm === undefined) return term;
  const plain: Jet = { ...logarithm, log: false };
  const bare: Jet = { ...plain, derivatives: plain.derivatives.map((d) => (typeof d === 'number' ? 0 : [])) };
  const others = term.factors.filter((f) => f !== logarithm);
  const at = others.findIndex((f) => fingerprint({ ...f, exponent: ONE }) === fingerprint(bare));
  const own = others[at];
  const exponent = own !== undefined && own.kind === 'jet' ? add(own.exponent, MINUS_ONE) : MINUS_ONE;
  const rest = others.filter((_, k) => k !== at);
  return plainDerivatives({ ...term, factors: [plain, ...(isZero(exponent) ? [] : [{ ...bare, exponent }]), ...rest] });
};

const orderOf = (f: Jet): number => f.derivatives.reduce<number>((sum, d) => sum + (typeof d === 'number' ? d : d.length), 0);
