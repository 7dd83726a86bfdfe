/**
 * Sums of constants taken as one letter while a problem is worked on, so that μ − r comes out as (μ − r)² rather than
 * multiplied out.
 *
 * A sum is taken so only where one of its parameters stands nowhere but in it: then the letter is a change of variables,
 * and nothing is lost. Not where the sum is an exponent, nor where the sign of that parameter is known.
 */
import { parametersIn, subexpressions } from '../../calculus/dependence.ts';
import { fingerprint, isWrittenAlike } from '../../calculus/sameness.ts';
import type { Expression } from '../../kernel/expression.ts';
import { mapParts, parameter, partsOf, shapeOf, use } from '../../kernel/expression.ts';
import type { Document, Problem } from '../../language/statement.ts';
import { assumptionsOf } from './residual.ts';

export interface Shortened {
  readonly problem: Problem;
  readonly value: Expression;
  readonly restore: (e: Expression) => Expression;
}

/** The problem and the ansatz with a letter for each such sum, and the way back. */
export const withShortConstants = (document: Document, problem: Problem, value: Expression): Shortened => {
  const all = [...expressionsOf(problem), value];
  const assumed = assumptionsOf(document).flatMap((h) => (h.kind === 'equation' ? [h.left, h.right] : []));
  const sums = distinctSums(all).filter((s) => standsAlone(s, [...all, ...assumed]));
  if (sums.length === 0) return { problem, value, restore: (e) => e };
  const letters = sums.map((sum, k) => ({ sum, letter: use(parameter(`#sum${k + 1}`)) }));
  const shorten = (e: Expression): Expression => letters.find(({ sum }) => isWrittenAlike(sum, e))?.letter ?? mapParts(e, shorten);
  const restore = (e: Expression): Expression => letters.find(({ letter }) => isWrittenAlike(letter, e))?.sum ?? mapParts(e, restore);
  return { problem: mapProblem(problem, shorten), value: shorten(value), restore };
};

const expressionsOf = (p: Problem): readonly Expression[] => [
  p.running, ...(p.terminal === null ? [] : [p.terminal]), ...(p.discount === null ? [] : [p.discount]),
  ...p.process.blocks.flatMap((b) => [b.drift, ...b.noises.map((n) => n.coefficient)]),
];

const mapProblem = (p: Problem, change: (e: Expression) => Expression): Problem => ({
  ...p, running: change(p.running), terminal: p.terminal === null ? null : change(p.terminal), discount: p.discount === null ? null : change(p.discount),
  process: { ...p.process, blocks: p.process.blocks.map((b) => ({ ...b, drift: change(b.drift), noises: b.noises.map((n) => ({ ...n, coefficient: change(n.coefficient) })) })) },
});

/** Scalar sums of parameters and numbers alone. */
const distinctSums = (all: readonly Expression[]): readonly Expression[] => [...new Map(all.flatMap((e) => [...subexpressions(e)])
  .filter((e) => e.kind === 'add' && shapeOf(e).length === 0 && isConstant(e)).map((e) => [fingerprint(e), e])).values()];

const isConstant = (e: Expression): boolean =>
  e.kind === 'parameter' || e.kind === 'number' || ((e.kind === 'add' || e.kind === 'multiply' || e.kind === 'power') && partsOf(e).every(isConstant));

/** Does one of its parameters occur nowhere else? */
const standsAlone = (sum: Expression, all: readonly Expression[]): boolean => {
  const outside = new Set(all.flatMap((e) => namesOutside(e, sum)));
  const isLost = all.some((e) => [...subexpressions(e)].some((part) => part.kind === 'power' && isIn(sum, part.exponent)));
  return !isLost && [...parametersIn(sum).values()].some(({ name, sign }) => sign === 'any' && !outside.has(name));
};

const isIn = (sum: Expression, e: Expression): boolean => [...subexpressions(e)].some((part) => isWrittenAlike(part, sum));

const namesOutside = (e: Expression, sum: Expression): readonly string[] => {
  if (isWrittenAlike(e, sum)) return [];
  return e.kind === 'parameter' ? [e.parameter.name] : partsOf(e).flatMap((part) => namesOutside(part, sum));
};
