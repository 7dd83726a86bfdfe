/**
 * A small vocabulary for the tests of the calculus: fields in two dimensions, processes, and the same fields
 * component by component, so that a formula can be written out as the textbook's sum.
 */
import type { Expression, Field, Space, Variable } from '../../src/kernel/expression.ts';
import {
  T_VARIABLE, X_VARIABLE, coordinate, derivative, field, identity, plus, times, use,
} from '../../src/kernel/expression.ts';
import type { Block, Noise, Process } from '../../src/language/statement.ts';
import type { Polynomial, World } from './components.ts';
import { someComponents } from './components.ts';

export const span = { start: 0, end: 0 };
export const [x, t] = [X_VARIABLE, T_VARIABLE];
export const v: Variable = coordinate('v', 'n');
export const s: Variable = coordinate('s', null);

export const noise = (coefficient: Expression, space: Space | null, more: Partial<Noise> = {}): Noise => ({
  coefficient, space, wiener: 'W', stratonovich: false, ...more,
});
export const block = (variable: Variable, drift: Expression, ...noises: readonly Noise[]): Block => ({
  name: variable.name.toUpperCase(), variable, drift, noises,
});
export const process = (...blocks: readonly Block[]): Process => ({
  kind: 'process', name: 'X', blocks, backward: false, span,
});
export const backward = (p: Process): Process => ({ ...p, backward: true });
export const isotropic = (g: Expression): Expression => times(g, identity('n'));

export const scalarField = (name: string, ...slots: readonly Variable[]): Field => field(name, slots);
export const vectorField = (name: string, ...slots: readonly Variable[]): Field => field(name, slots, { shape: ['n'] });
export const matrixField = (name: string, ...slots: readonly Variable[]): Field =>
  field(name, slots, { shape: ['n', 'n'] });

const SIZES: Readonly<Record<string, number>> = { n: 2, m: 3 };
const componentNames = (slots: readonly Variable[]): readonly string[] =>
  slots.flatMap((slot) => (slot.space === null ? [slot.name] : ['1', '2'].map((i) => slot.name + i)));

/** Polynomials for every field, and for the component `f_12` of f as a scalar field of its own. */
export const worldOf = (...fields: readonly Field[]): World => {
  const known = new Map<string, readonly Polynomial[]>();
  for (const [seed, f] of fields.entries()) {
    const count = f.shape.reduce((n, space) => n * (SIZES[space] ?? 2), 1);
    const polynomials = someComponents(count, componentNames(f.slots), seed + 1);
    known.set(f.name, polynomials);
    polynomials.forEach((p, k) => known.set(componentName(f, k), [p]));
  }
  return { fields: known, sizes: SIZES };
};

const componentName = (f: Field, k: number): string => {
  const columns = SIZES[f.shape.at(-1) ?? 'n'] ?? 2;
  return f.shape.length === 2 ? `${f.name}_${Math.floor(k / columns) + 1}${(k % columns) + 1}` : `${f.name}_${k + 1}`;
};

/** One component of a field: part(G, 1, 2) is G_12, a scalar function of x1, x2, t, … */
export const part = (f: Field, ...indices: readonly number[]): Expression => use(field(
  `${f.name}_${indices.join('')}`,
  componentNames(f.slots).map((name) => coordinate(name, null))));
/** ∂/∂x_i and the like: by(x, 1, e). */
export const by = (variable: Variable, i: number, e: Expression): Expression =>
  derivative(coordinate(variable.space === null ? variable.name : `${variable.name}${i}`, null), e);

/** Σ over 1, 2 (or up to n) of what `term` gives. */
export const sumOver = (term: (i: number) => Expression, n = 2): Expression =>
  plus(...Array.from({ length: n }, (_, i) => term(i + 1)));
