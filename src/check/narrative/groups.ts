/**
 * An expansion written down: each monomial with its mark, and the equal ones of all rows collected.
 */
import type { Expression } from '../../kernel/expression.ts';
import { divergence, derivative, shapeOf } from '../../kernel/expression.ts';
import type { Index } from '../../kernel/polynomial.ts';
import { keyOf, single, termsOf } from '../../kernel/polynomial.ts';
import { ONE, ZERO, add, multiply } from '../../kernel/rational.ts';
import type { Rational } from '../../kernel/rational.ts';
import { indexedSum } from '../../kernel/indexed.ts';
import type { Ring } from '../../kernel/ring.ts';
import type { Formula, Group, Row } from '../narrative.ts';
import type { Expanded, Expansion } from './expand.ts';
import { signOf } from './expand.ts';
import { formulaOf, inComponents, written } from './formula.ts';
import type { Place } from './place.ts';
import { placeOf } from './place.ts';

export interface Written {
  readonly rows: readonly Row[];
  readonly groups: readonly Group[];
  /** The free labels, where components are written; null for whole vectors and matrices. */
  readonly component: readonly Index[] | null;
  /** Where all functions are taken; it is left out of the pieces. */
  readonly place: Place;
}

/** a, b, …, z, aa, ab, … */
export const markOf = (k: number): string => (k < 26 ? String.fromCharCode(97 + k) : `${markOf(Math.floor(k / 26) - 1)}${markOf(k % 26)}`);

export const write = (ring: Ring, { components, rows, flux }: Expansion): Written => {
  const monomials = new Map(rows.flatMap((row) => [...termsOf(row.value), ...termsOf(row.before)]).map((t) => [t.monomial.key, single(ONE, t.monomial)]));
  const place = placeOf([...monomials.values()].map((p) => indexedSum(ring, p)));
  // Vectors and components do not stand in one sum.
  const vectors = new Map([...monomials].map(([key, p]) => [key, formulaOf(ring, p, components, place)]));
  const whole = components.length === 0 || [...vectors.values()].every((f) => f.kind === 'expression');
  const formulas = whole ? vectors : new Map([...monomials].map(([key, p]) => [key, inComponents(ring, p, place)]));
  const marks = new Map<string, string>();
  for (const t of rows.flatMap((row) => termsOf(row.value))) if (!marks.has(t.monomial.key)) marks.set(t.monomial.key, markOf(marks.size));
  const writing: Writing = { ring, components, formulas, marks, flux };
  return { rows: rows.map((row) => rowOf(writing, row)), groups: groupsOf(writing, rows), component: whole ? null : components, place };
};

interface Writing {
  readonly ring: Ring;
  readonly components: readonly Index[];
  readonly formulas: ReadonlyMap<string, Formula>;
  readonly marks: ReadonlyMap<string, string>;
  readonly flux: Expansion['flux'];
}

const rowOf = (w: Writing, row: Expanded): Row => ({
  side: row.side, ...termOf(w, row.term),
  before: keyOf(row.before) === keyOf(row.value) ? null : termsOf(row.before).map((t) => ({ coefficient: t.coefficient, monomial: w.formulas.get(t.monomial.key) as Formula })),
  pieces: termsOf(row.value).map((t) => ({
    mark: w.marks.get(t.monomial.key) as string, coefficient: t.coefficient, monomial: w.formulas.get(t.monomial.key) as Formula,
  })),
});

const termOf = ({ ring, components, flux }: Writing, term: Expanded['term']): Pick<Row, 'term' | 'divergenceBy'> => {
  if (term.kind === 'expression') return { term: written(term.value), divergenceBy: null };
  const variable = flux?.variable ?? null;
  const formula = formulaOf(ring, term.value, variable === null || variable.space === null ? components : [...components, 'flux']);
  if (variable === null || formula.kind !== 'expression') return { term: formula, divergenceBy: variable };
  const byVariable = (e: Expression): Expression =>
    variable.space === null || shapeOf(e).length === 0 ? derivative(variable, e) : divergence(e, variable);
  return { term: written(byVariable(formula.value)), divergenceBy: null };
};

const groupsOf = (w: Writing, rows: readonly Expanded[]): readonly Group[] => {
  const contributions = new Map<string, { coefficient: Rational; row: number }[]>();
  rows.forEach((row, k) => {
    for (const t of termsOf(row.value)) {
      const list = contributions.get(t.monomial.key) ?? [];
      list.push({ coefficient: multiply(t.coefficient, signOf(row.side)), row: k });
      contributions.set(t.monomial.key, list);
    }
  });
  return [...contributions].map(([key, list]) => ({
    mark: w.marks.get(key) as string, monomial: w.formulas.get(key) as Formula, contributions: list,
    sum: list.reduce((sum, c) => add(sum, c.coefficient), ZERO),
  }));
};
