/**
 * Scalar expressions of parameters and scalar variables in the notation of the computer algebra libraries.
 *
 * Everything stands in brackets, numbers are fractions. Null for what they cannot be asked: unknown functions,
 * vectors, derivatives, and whatever is so large that a synchronous library might not come back.
 */
import type { Expression } from '../../kernel/expression.ts';
import type { FunctionName } from '../../kernel/expression.ts';
import { isInteger } from '../../kernel/rational.ts';
import type { Rational } from '../../kernel/rational.ts';
import type { Names } from './names.ts';
import { nameOf, namesIn } from './names.ts';

/** The longest question, the longest number in it, and the largest exponent: (a + b)^1000 would be expanded. */
const MOST_CHARACTERS = 600;
const MOST_DIGITS = 12;
const LARGEST_EXPONENT = 12n;
const DEEPEST = 24;

/** What the library is asked, or null. The names default to those of the expression itself. */
export const toNerdamer = (e: Expression, names: Names = namesIn(e)): string | null => {
  const text = write(e, names, DEEPEST);
  return text === null || text.length > MOST_CHARACTERS ? null : text;
};

const write = (e: Expression, names: Names, depth: number): string | null => {
  if (depth === 0) return null;
  const inner = (part: Expression): string | null => write(part, names, depth - 1);
  switch (e.kind) {
    case 'number': return writeNumber(e.value);
    case 'pi': return 'pi';
    case 'parameter': case 'variable': case 'dimension': return nameOf(e, names);
    case 'add': return joined(e.terms.map(inner), '+');
    case 'multiply': return joined(e.factors.map(inner), '*');
    case 'power': return writePower(e, inner);
    case 'call': {
      const argument = inner(e.argument);
      return argument === null ? null : FUNCTION_TEXT[e.function](argument);
    }
    case 'field': case 'dot': case 'doubleDot': case 'outer': case 'transpose': case 'trace': case 'inverse':
    case 'determinant': case 'identity': case 'derivative': case 'gradient': case 'divergence': case 'laplacian':
    case 'hessian': case 'at': case 'integral': case 'optimum':
      return null;
  }
};

const joined = (parts: readonly (string | null)[], sign: string): string | null =>
  parts.some((p) => p === null) ? null : `(${parts.join(sign)})`;

const writeNumber = ({ numerator, denominator }: Rational): string | null => {
  const text = denominator === 1n ? `(${numerator})` : `(${numerator}/${denominator})`;
  return text.length > MOST_DIGITS * 2 ? null : text;
};

const writePower = (e: Expression & { kind: 'power' }, inner: (part: Expression) => string | null): string | null => {
  if (e.exponent.kind === 'number' && isTooLarge(e.exponent.value)) return null;
  const [base, exponent] = [inner(e.base), inner(e.exponent)];
  return base === null || exponent === null ? null : `(${base}^${exponent})`;
};

const isTooLarge = (q: Rational): boolean =>
  q.denominator > LARGEST_EXPONENT || q.numerator > LARGEST_EXPONENT * q.denominator || -q.numerator > LARGEST_EXPONENT * q.denominator
  || (!isInteger(q) && q.denominator > 4n);

const named = (name: string) => (argument: string): string => `${name}(${argument})`;

/** The library's words; the normal distribution function through erf. */
const FUNCTION_TEXT: Readonly<Record<FunctionName, (argument: string) => string>> = {
  exp: named('exp'),
  log: named('log'),
  sqrt: named('sqrt'),
  sin: named('sin'),
  cos: named('cos'),
  tan: named('tan'),
  sinh: named('sinh'),
  cosh: named('cosh'),
  tanh: named('tanh'),
  atan: named('atan'),
  erf: named('erf'),
  Phi: (argument) => `((1+erf(${argument}/sqrt(2)))/2)`,
};
