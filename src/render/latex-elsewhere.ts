/**
 * The value elsewhere: `(\partial_t p)(x, T-t)` where the order of the arguments is plain, `e|_{t=T-t}` otherwise, and for a
 * logarithm of a function of one variable: `(\log g)(T-t)` could be a product.
 */
import type { Expression, Variable } from '../kernel/expression.ts';
import { use } from '../kernel/expression.ts';
import { variablesOf } from '../language/variables.ts';
import type { Formula, Manner } from './latex-box.ts';
import { atLeast, atom, bracketed, latexOf, row } from './latex-box.ts';
import { argumentList, formulaOf, wholeFormula } from './latex-expression.ts';
import { latexSymbol } from './latex-symbol.ts';
import { innermost, isAtOwnSlots } from './reading.ts';
import { FACTOR, JOIN, PRIMARY } from './text-expression.ts';

type At = Expression & { kind: 'at' };

export const elsewhere = (e: At, m: Manner): Formula => {
  const slots = argumentsOf(e);
  const inner = formulaOf(e.of, { ...m, along: null });
  if (slots === null) return withBar(e, inner, m);
  if (slots.length === 1 && e.of.kind === 'call') return withBar(e, { ...bracketed(inner), height: inner.height }, m);
  const values = slots.map((v) => wholeFormula(e.bindings.find((b) => b.variable.name === v.name)?.value ?? use(v), m));
  return row(PRIMARY, e.of.kind === 'field' ? inner : bracketed(inner), argumentList(values));
};

/** The slots of the function that it is about, or x and t; null where a reader could not tell. */
const argumentsOf = (e: At): readonly Variable[] | null => {
  const free = variablesOf(e.of);
  const bound = e.bindings.every((b) => free.has(b.variable.name));
  const end = innermost(e.of);
  if (end !== null && bound) return isAtOwnSlots(end) && [...free.keys()].every((name) => end.field.slots.some((v) => v.name === name)) ? end.field.slots : null;
  const [x, t] = [free.get('x'), free.get('t')];
  return bound && free.size === 2 && x !== undefined && t !== undefined ? [x, t] : null;
};

/** Brackets are needed beside other factors: a b|_{t=0} could be the value of the product. */
const withBar = (e: At, inner: Formula, m: Manner): Formula => {
  const small: Manner = { ...m, style: 'small' };
  const values = e.bindings.map((b) => `${latexSymbol(b.variable.name)}=${latexOf(wholeFormula(b.value, small))}`).join(',\\,');
  const size = ['\\big', '\\Big', '\\bigg', '\\Bigg'][Math.min(inner.height, 3)] ?? '\\big';
  return row(JOIN, atLeast(inner, FACTOR), atom(`${size}|_{${values}}`));
};
