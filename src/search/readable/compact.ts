/**
 * At every sum and product: multiplied out and collected, or with common factors pulled out, whichever is shorter.
 */
import type { Expression } from '../../kernel/expression.ts';
import { mapParts } from '../../kernel/expression.ts';
import { withCommonFactors } from './common-factor.ts';
import { distributed } from './distribute.ts';
import { normalOf } from './normal-density.ts';
import { rewritten } from './rewrite.ts';
import { sizeOf } from './size.ts';
import type { Style } from './style.ts';
import { subexpressions } from '../../calculus/dependence.ts';

export const compacted = (style: Style, whole: Expression): Expression => {
  const visit = (e: Expression): Expression => {
    if (normalOf(e) !== null) return e;
    const inside = mapParts(e, visit);
    return isAlgebra(inside) ? shortestOf(style, inside) : inside;
  };
  return visit(whole);
};

/** The number of + and − between terms: a sum that became no shorter by these is left as its author bracketed it. */
const signsIn = (e: Expression): number =>
  [...subexpressions(e)].reduce((count, part) => count + (part.kind === 'add' ? part.terms.length - 1 : 0), 0);

const isAlgebra = (e: Expression): boolean =>
  e.kind === 'add' || e.kind === 'multiply' || e.kind === 'dot' || e.kind === 'outer' || e.kind === 'doubleDot';

/** Only what has a sum inside another operation can be multiplied out. */
const shortestOf = (style: Style, e: Expression): Expression => {
  const grouped = withCommonFactors(e);
  if (![...subexpressions(e)].some((part) => part !== e && part.kind === 'add')) return grouped;
  const open = distributed(style, e);
  if (open === null) return grouped;
  const collected = withCommonFactors(rewritten(style, open));
  const gain = sizeOf(grouped) - sizeOf(collected);
  return gain > 1 || (gain > 0 && signsIn(collected) < signsIn(grouped)) ? collected : grouped;
};
