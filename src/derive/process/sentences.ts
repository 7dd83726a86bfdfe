/**
 * Pieces of sentences: formulas in a row, `a = b, c = d and e = f`; where fluxes must vanish.
 */
import type { Expression } from '../../kernel/expression.ts';
import type { Process } from '../../language/statement.ts';
import { domainOf } from '../ansatz/domain.ts';
import type { Prose } from '../derivation.ts';
import { equation } from '../derivation.ts';

export const listed = (equations: readonly { readonly left: Expression; readonly right: Expression }[]): Prose =>
  equations.flatMap(({ left, right }, k) => [...(k === 0 ? [] : [k === equations.length - 1 ? ' and ' : ', ']), equation(left, right)]);

/** `a, b and c` */
export const enumerated = (formulas: readonly Expression[]): Prose =>
  formulas.flatMap((expression, k) => [...(k === 0 ? [] : [k === formulas.length - 1 ? ' and ' : ', ']), { kind: 'expression', expression }]);

/** `at infinity`, and where the coefficients end to mean something: at 0 for √r. */
export const farAway = (process: Process): string => {
  const coefficients = process.blocks.flatMap((b) => [b.drift, ...b.noises.map((noise) => noise.coefficient)]);
  const domain = domainOf(coefficients, process.blocks.map((b) => b.variable));
  if (domain.length === 0) return 'at infinity';
  return `at infinity and ${domain.every(({ left }) => left.kind === 'variable') ? 'at 0' : 'at the edge of the states for which the coefficients have a value'}`;
};
