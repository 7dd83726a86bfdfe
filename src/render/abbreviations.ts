/**
 * Formulas with the names that the document has for their parts: `-div J` for `-div(f p - 1/2 div(D p))`.
 *
 * The language writes an abbreviation out where it is used. By reference, exactly what the author wrote as a name gets
 * its name back; by structure, every part that is written like the value of a name does. A name stands for its value,
 * so what is printed reads back to the same formula.
 */
import type { Expression } from '../kernel/expression.ts';
import { apply, field, mapParts, partsOf, shapeOf, use } from '../kernel/expression.ts';
import type { Abbreviation } from '../language/statement.ts';
import { sameExpression } from './same-expression.ts';

export type Likeness = 'reference' | 'structure';

/** Smaller formulas are as short as a name. */
const LEAST_NODES = 3;

const nodesOf = (e: Expression): number => partsOf(e).reduce((sum, part) => sum + nodesOf(part), 1);

/** The function that puts names in; later names first, since they may be made of earlier ones. */
export const abbreviateBy = (lets: readonly Abbreviation[], likeness: Likeness): ((e: Expression) => Expression) => {
  const worthy = lets.filter((one) => nodesOf(one.value) >= LEAST_NODES).toReversed();
  if (worthy.length === 0) return (e) => e;
  const same = likeness === 'reference' ? (a: Expression, b: Expression): boolean => a === b : sameExpression;
  const known = new Map<Expression, Expression>();
  const fold = (e: Expression): Expression => {
    const old = known.get(e);
    if (old !== undefined) return old;
    const folded = foldOnce(e);
    known.set(e, folded);
    return folded;
  };
  const foldOnce = (e: Expression): Expression => {
    const whole = worthy.find((one) => same(one.value, e));
    if (whole !== undefined) return nameOf(whole);
    const inRuns = e.kind === 'add' || e.kind === 'multiply' ? foldRuns(e, worthy, same) : e;
    return mapParts(inRuns, fold);
  };
  return fold;
};

/** The name as a function of its slots, printed as its name alone. */
const nameOf = ({ name, slots, value }: Abbreviation): Expression => apply(field(name, slots, { shape: shapeOf(value) }), slots.map(use));

/** A sum in a sum, or a product in a product, is among the terms one after the other. */
const foldRuns = (
  e: Extract<Expression, { kind: 'add' | 'multiply' }>, lets: readonly Abbreviation[], same: (a: Expression, b: Expression) => boolean,
): Expression => {
  let items = e.kind === 'add' ? e.terms : e.factors;
  for (const one of lets) {
    const run = one.value.kind !== e.kind ? [] : one.value.kind === 'add' ? one.value.terms : one.value.kind === 'multiply' ? one.value.factors : [];
    if (run.length < 2 || run.length >= items.length) continue;
    const start = items.findIndex((_, k) => run.every((part, i) => { const item = items[k + i]; return item !== undefined && same(part, item); }));
    if (start >= 0) items = [...items.slice(0, start), nameOf(one), ...items.slice(start + run.length)];
  }
  return e.kind === 'add' ? { ...e, terms: items } : { ...e, factors: items };
};
