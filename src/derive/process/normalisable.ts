/**
 * Whether e^U can have a finite integral, as far as the form of U shows it: not where U grows with the highest power of
 * the state, or has no power of it at all. What cannot be told is let pass, and said to be a condition.
 */
import { dependsOn } from '../../calculus/dependence.ts';
import type { Expression, Variable } from '../../kernel/expression.ts';
import { times } from '../../kernel/expression.ts';
import { evidentSign } from '../../language/sign.ts';

export const isNeverNormalised = (potential: Expression, variable: Variable): boolean => {
  const moving = termsOf(potential).filter((term) => dependsOn(term, variable));
  const terms = moving.filter((term) => !isLogarithm(term));
  if (terms.length === 0) return true;
  const degrees = terms.map((term) => degreeOf(term, variable));
  if (degrees.some((degree) => degree === null)) return false;
  const highest = Math.max(...degrees.map((degree) => degree ?? 0));
  const top = terms.filter((_, k) => degrees[k] === highest);
  if (top.some((term) => isPure(term, variable) && evidentSign(coefficientOf(term, variable)) === 'positive')) return true;
  // A logarithm confines the state to a half-line, where an odd power may fall.
  return highest % 2 !== 0 && terms.length === moving.length;
};

/** The terms of a sum, a sum among the factors of a product multiplied out. */
const termsOf = (e: Expression): readonly Expression[] => {
  if (e.kind === 'add') return e.terms.flatMap(termsOf);
  const sum = factorsOf(e).find((f) => f.kind === 'add');
  if (e.kind !== 'multiply' || sum?.kind !== 'add') return [e];
  const others = e.factors.filter((f) => f !== sum);
  return sum.terms.flatMap((term) => termsOf(times(...others, term)));
};

const factorsOf = (e: Expression): readonly Expression[] => (e.kind === 'multiply' ? e.factors : [e]);

const isLogarithm = (e: Expression): boolean => factorsOf(e).some((f) => f.kind === 'call' && f.function === 'log');

const coefficientOf = (e: Expression, variable: Variable): Expression => times(...factorsOf(e).filter((f) => !dependsOn(f, variable)));

/** Whether a term is a multiple of a power of the state: in x·Q x the sign is Q's. */
const isPure = (e: Expression, variable: Variable): boolean => factorsOf(e).filter((f) => dependsOn(f, variable)).every((f) => {
  if (f.kind === 'power') return isPure(f.base, variable);
  return f.kind === 'variable' || (f.kind === 'dot' && f.left.kind === 'variable' && f.right.kind === 'variable');
});

/** The power of the state in a term; null where it is in a function. */
const degreeOf = (e: Expression, variable: Variable): number | null => {
  if (!dependsOn(e, variable)) return 0;
  switch (e.kind) {
    case 'variable': return 1;
    case 'multiply': return total(e.factors.map((f) => degreeOf(f, variable)));
    case 'dot': return total([degreeOf(e.left, variable), degreeOf(e.right, variable)]);
    case 'power': {
      const [base, exponent] = [degreeOf(e.base, variable), e.exponent];
      return base === null || exponent.kind !== 'number' || exponent.value.denominator !== 1n ? null : base * Number(exponent.value.numerator);
    }
    case 'add': {
      const degrees = e.terms.map((term) => degreeOf(term, variable));
      return degrees.some((degree) => degree === null) ? null : Math.max(...degrees.map((degree) => degree ?? 0));
    }
    case 'number': case 'pi': case 'dimension': case 'parameter': case 'field': case 'call': case 'doubleDot': case 'outer':
    case 'transpose': case 'trace': case 'inverse': case 'determinant': case 'identity': case 'derivative': case 'gradient':
    case 'divergence': case 'laplacian': case 'hessian': case 'at': case 'integral': case 'optimum':
      return null;
  }
};

const total = (parts: readonly (number | null)[]): number | null =>
  parts.reduce<number | null>((so, part) => (so === null || part === null ? null : so + part), 0);
