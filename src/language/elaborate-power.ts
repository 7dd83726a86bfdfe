/**
 * Powers by type: of scalars with any exponent; |v|^2; M^-1, M^2 and M^T of matrices; v^T, which makes a row.
 */
import { dot, inverse, num, numberOf, pow, transpose } from '../kernel/expression.ts';
import type { Expression } from '../kernel/expression.ts';
import { isInteger, multiply, rational } from '../kernel/rational.ts';
import { complain } from './complaint.ts';
import { elaboratePart, squaredNorm } from './elaborate.ts';
import type { Scope } from './scope.ts';
import type { Surface } from './surface.ts';
import { describe, isScalar, isVector, needScalar, typed } from './typed.ts';
import type { Typed } from './typed.ts';

const MOST_FACTORS = 8n;

export const elaboratePower = (scope: Scope, s: Surface & { kind: 'power' }): Typed => {
  const exponent = needScalar(scope, elaboratePart(scope, s.exponent), 'an exponent');
  if (s.base.kind === 'bars') return typed(normPower(squaredNorm(scope, s.base), exponent), [], s.span);
  const base = elaboratePart(scope, s.base);
  if (isScalar(base)) return typed(pow(base.expression, exponent), [], s.span);
  if (isVector(base)) {
    return complain('E0402', s.span, `a power of a vector: ${describe(scope, base)}`, {
      help: `write \`|${scope.quote(base.span).slice(1, -1)}|^2\` for the squared norm`,
    });
  }
  return matrixPower(scope, base, exponent, s);
};

/** |v|^2 is v·v, |v|^k is (v·v)^(k/2). */
const normPower = (square: Expression, exponent: Expression): Expression => {
  if (exponent.kind !== 'number') return pow(pow(square, num(1, 2)), exponent);
  const half = multiply(exponent.value, rational(1, 2));
  return half.numerator === half.denominator ? square : pow(square, numberOf(half));
};

const matrixPower = (scope: Scope, base: Typed, exponent: Expression, s: Surface & { kind: 'power' }): Typed => {
  if (base.shape[0] !== base.shape[1]) {
    return complain('E0402', s.span, `only a square matrix has powers, but ${describe(scope, base)}`);
  }
  const power = exponent.kind === 'number' && isInteger(exponent.value) ? exponent.value.numerator : null;
  if (power === -1n) return { ...typed(inverse(base.expression), base.shape, s.span) };
  if (power === null || power < 1n || power > MOST_FACTORS) {
    return complain('E0402', s.exponent.span, `a matrix has the powers ^-1, ^T and ^1 to ^${MOST_FACTORS} only`);
  }
  let result = base.expression;
  for (let k = 1n; k < power; k++) result = dot(result, base.expression);
  return typed(result, base.shape, s.span);
};

export const elaborateTranspose = (scope: Scope, s: Surface & { kind: 'transpose' }): Typed => {
  const of = elaboratePart(scope, s.of);
  if (isVector(of)) return { ...of, row: !of.row, span: s.span };
  if (!isScalar(of)) return typed(transpose(of.expression), [...of.shape].reverse(), s.span);
  if (scope.flat) return { ...of, span: s.span };
  return complain('E0406', s.span, `\`^T\` transposes, but ${describe(scope, of)}`, {
    help: 'write `^(T)` for the power with the exponent T',
  });
};
