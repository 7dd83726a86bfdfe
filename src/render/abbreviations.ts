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

/** Smaller formulas are as short as a name; what the author abbreviated is abbreviated, but for single symbols. */
const LEAST_NODES: Readonly<Record<Likeness, number>> = { reference: 2, structure: 3 };

const nodesOf = (e: Expression): number => partsOf(e).reduce((sum, part) => sum + nodesOf(part), 1);

/** The function that puts names in; later names first, since they may be made of earlier ones. */
export const abbreviateBy = (lets: readonly Abbreviation[], likeness: Likeness): ((e: Expression) => Expression) => {
  const worthy = lets.filter((one) => isWorthy(one.value, likeness)).toReversed();
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

/** A function at its own arguments is a single symbol. */
const isWorthy = (e: Expression, likeness: Likeness): boolean => e.kind !== 'field' && nodesOf(e) >= LEAST_NODES[likeness];

/** Whether a formula is the value of a name as a whole. */
export const isAbbreviated = (e: Expression, lets: readonly Abbreviation[], likeness: Likeness): boolean =>
  lets.some((one) => isWorthy(one.value, likeness) && (likeness === 'reference' ? one.value === e : sameExpression(one.value, e)));

/** The name as a function of its slots, printed as its name alone. */
const nameOf = ({ name, slots, value }: Abbreviation): Expression => apply(field(name, slots, { shape: shapeOf(value) }), slots.map(use));

/** A sum in a sum, or a product in a product, is among the terms one after the other. */
const foldRuns = (
  e: Extract<Expression, { kind: 'add' | 'multiply' }>, lets: readonly Abbreviation[], same: (a: Expression, b: Expression) => boolean,
): Expression => {
  let items: readonly Expression[] = e.kind === 'add' ? e.terms : e.factors;
  for (const one of lets) {
    const run = one.value.kind !== e.kind ? [] : one.value.kind === 'add' ? one.value.terms : one.value.kind === 'multiply' ? one.value.factors : [];
    if (run.length >= 2) items = withRun(items, run, nameOf(one), same);
  }
  const [only] = items;
  if (items.length === 1 && only !== undefined) return only;
  return e.kind === 'add' ? { ...e, terms: items } : { ...e, factors: items };
};

/** Each run of these very parts as the name. */
const withRun = (
  items: readonly Expression[], run: readonly Expression[], name: Expression, same: (a: Expression, b: Expression) => boolean,
): readonly Expression[] => {
  const result: Expression[] = [];
  for (let i = 0; i < items.length;) {
    const found = run.every((part, k) => { const item = items[i + k]; return item !== undefined && same(part, item); });
    result.push(found ? name : items[i] as Expression);
    i += found ? run.length : 1;
  }
  return result;
};
