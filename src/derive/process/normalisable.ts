/**
 * Whether e^U can have a finite integral, as far as the form of U shows it: not where U grows with the highest power of
 * the state, stays bounded, or is a multiple of the logarithm of the state. What cannot be told is let pass, and said to
 * be a condition.
 */
import { dependsOn } from '../../calculus/dependence.ts';
import type { Expression, Variable } from '../../kernel/expression.ts';
import { partsOf, times } from '../../kernel/expression.ts';
import { evidentSign } from '../../language/sign.ts';

export const isNeverNormalised = (potential: Expression, variable: Variable): boolean => {
  // What is bounded changes no integral from finite to infinite.
  const moving = termsOf(potential).filter((term) => dependsOn(term, variable) && !isBounded(term, variable));
  const logarithms = moving.map(logarithmIn).filter((e) => e !== null);
  const bare = logarithms.filter((e) => isPure(e, variable));
  const terms = moving.filter((term) => logarithmIn(term) === null);
  // Of other logarithms the integral may be finite, and may be over a part of the line.
  if (terms.length === 0) return bare.length === logarithms.length;
  const degrees = terms.map((term) => degreeOf(term, variable));
  if ([...logarithms, ...terms].some((e) => degreeOf(e, variable) === null || hasPole(e, variable))) return false;
  const highest = Math.max(...degrees.map((degree) => degree ?? 0));
  if (highest < 0 && logarithms.length === 0) return true;
  const top = terms.filter((_, k) => degrees[k] === highest);
  if (top.some((term) => isPure(term, variable) && evidentSign(coefficientOf(term, variable)) === 'positive')) return true;
  // A logarithm confines the state to a half-line, where an odd power may fall.
  return highest % 2 !== 0 && logarithms.length === 0;
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

/** The argument of the logarithm that is a factor. */
const logarithmIn = (e: Expression): Expression | null => {
  const found = factorsOf(e).find((f) => f.kind === 'call' && f.function === 'log');
  return found?.kind === 'call' ? found.argument : null;
};

/** A constant times a function with bounded values. */
const isBounded = (e: Expression, variable: Variable): boolean =>
  factorsOf(e).every((f) => !dependsOn(f, variable) || (f.kind === 'call' && BOUNDED.has(f.function)));

const BOUNDED: ReadonlySet<string> = new Set(['sin', 'cos', 'tanh', 'atan', 'erf', 'Phi']);

/** Does something else than a power of the state divide? At its zeros the line may end. */
const hasPole = (e: Expression, variable: Variable): boolean => {
  if (e.kind === 'power' && e.exponent.kind === 'number' && e.exponent.value.numerator < 0n && dependsOn(e.base, variable) && !isPure(e.base, variable)) return true;
  return partsOf(e).some((part) => hasPole(part, variable));
};

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
