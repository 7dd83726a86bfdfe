/**
 * Solutions of e = 0 for one scalar unknown, each proved by the kernel by substitution.
 *
 * Linear and quadratic equations by own formulas, y = (−b/2 ± √(b²/4 − a c))/a with square factors taken out of the
 * root; others by the library of nerdamer.ts. Candidates that the kernel does not prove are left out, so the list may
 * lack roots; it has no false ones. Roots of even degree are real where what stands under the root is nonnegative,
 * which the kernel records as a condition of the claim.
 */
import type { Expression, Variable } from '../kernel/expression.ts';
import { at, num } from '../kernel/expression.ts';
import { coefficientsOf } from './closed-form/calculus.ts';
import { cancelled } from './closed-form/cancel.ts';
import { quotient } from './closed-form/divide.ts';
import type { Assuming } from './closed-form/normal-sum.ts';
import { NOTHING, holdsSomewhere, normalSum } from './closed-form/normal-sum.ts';
import { rootOfSum } from './closed-form/radical.ts';
import type { Sum } from './closed-form/sum.ts';
import { addSums, constantSum, multiplySums, negateSum, subtractSums } from './closed-form/sum.ts';
import { writtenSum } from './closed-form/written.ts';
import { proposeRoots } from './nerdamer.ts';

/** Proved roots of e = 0, those with + before those with −; none found is an empty list. */
export const roots = async (e: Expression, variable: Variable, assuming: Assuming = NOTHING): Promise<readonly Expression[]> => {
  const sum = normalSum(e, assuming);
  if (sum === null || sum.length === 0) return [];
  const coefficients = coefficientsOf(sum, variable);
  const own = coefficients === null || coefficients.length > 3 ? [] : polynomialRoots(coefficients).map((root) => writtenSum(root, variable));
  const proved = own.filter((root) => isRoot(root, e, variable, assuming));
  if (proved.length > 0) return proved;
  const proposed = await proposeRoots(writtenSum(sum, variable), variable);
  return proposed.filter((root) => isRoot(root, e, variable, assuming)).map((root) => simplified(root, e, variable, assuming));
};

const isRoot = (root: Expression, e: Expression, variable: Variable, assuming: Assuming): boolean =>
  holdsSomewhere(at(e, [{ variable, value: root }]), num(0), assuming);

const simplified = (root: Expression, e: Expression, variable: Variable, assuming: Assuming): Expression => {
  const sum = normalSum(root, assuming);
  const simple = sum === null ? root : writtenSum(cancelled(sum, assuming), variable);
  return isRoot(simple, e, variable, assuming) ? simple : root;
};

/** By degree 1 and 2, coefficients lowest first. */
const polynomialRoots = ([c = [], b = [], a]: readonly Sum[]): readonly Sum[] => {
  if (a === undefined) return b.length === 0 ? [] : [quotient(negateSum(c), b)];
  const half = multiplySums(b, constantSum(-1, 2));
  const root = rootOfSum(subtractSums(multiplySums(half, half), multiplySums(a, c)));
  const both = root.length === 0 ? [half] : [addSums(half, root), subtractSums(half, root)];
  return both.map((numerator) => quotient(numerator, a));
};
