/**
 * Where a formula between dollar signs stands in a statement: in the place of an expression, or of a whole term of one. It
 * is never a factor, since `$a + b$ c` could be read with brackets and without.
 */
import { complain } from '../complaint.ts';
import type { Cursor, Names } from '../cursor.ts';
import { atDifferential } from '../parser.ts';
import type { Surface } from '../surface.ts';
import { DIVIDING_WORDS } from '../words.ts';
import { readSum } from './parse-sum.ts';
import type { Read } from './parse-sum.ts';
import { Place } from './place.ts';
import type { Formula } from './token.ts';

/** Throws a Complaint. */
export const readFormula = (formula: Formula, names: Names): Read => {
  const place = new Place(formula, names);
  const read = readSum(place);
  if (place.peek().kind !== 'end') place.unexpected('the formula to end');
  return read;
};

/** The formula at the cursor, as a term. */
export const parseDollars = (cursor: Cursor): Surface => {
  const signed = cursor.position > 0 && /^[+-]$/.test(cursor.peek(-1).text);
  const token = cursor.next();
  if (token.formula === null) return cursor.unexpected('a formula');
  const { surface, isSum } = readFormula(token.formula, cursor.names);
  const bound = signed || atDifferential(cursor) || (cursor.at('·') && atDifferential(cursor, 1));
  if (isSum && bound) complain('E0305', token, 'a sum between dollar signs, with more around it', { help: 'put brackets around the sum: `$(a + b)$`' });
  const next = cursor.peek();
  const isName = next.kind === 'name' && !DIVIDING_WORDS.has(next.text) && !atDifferential(cursor);
  const continues = isName || next.kind === 'number' || next.kind === 'latex' || (next.kind === 'symbol' && /^[*/^(|[∂∇Δ∫⊗]$/.test(next.text));
  if (continues) complain('E0305', token, 'a formula between dollar signs is a whole term, and no factor', { help: 'write all of the term between the dollar signs' });
  return surface;
};
