/**
 * Normal densities, recognised again: what `normal(x; m, v)` was written out to is printed as `normal(x; m, v)`.
 * Anything that differs from it in the least is printed as it is.
 */
import { determinant, dot, exp, inverse, num, PI, pow, shapeOf, times } from '../kernel/expression.ts';
import type { Expression } from '../kernel/expression.ts';
import { sameExpression } from './same-expression.ts';

export interface Normal {
  readonly point: Expression;
  readonly mean: Expression;
  readonly variance: Expression;
}

/** null: not a normal density. */
export const normalOf = (e: Expression): Normal | null => {
  if (e.kind !== 'multiply') return null;
  const [first, second] = e.factors;
  const last = e.factors.at(-1);
  if (first?.kind !== 'power' || last?.kind !== 'call' || last.function !== 'exp' || last.argument.kind !== 'multiply') return null;
  const square = last.argument.factors[1];
  const away = square?.kind === 'dot' ? square.left : square?.kind === 'power' ? square.base : undefined;
  if (away === undefined || first.base.kind !== 'multiply') return null;
  const variance = e.factors.length === 2 ? isotropicVariance(first.base.factors) : matrixVariance(second);
  if (variance === null || !isHalfDimension(first.exponent, away)) return null;
  const written = e.factors.length === 2 ? isotropic(away, variance, first.exponent) : correlated(away, variance, first.exponent);
  return sameExpression(written, e) ? { ...splitAway(away), variance } : null;
};

/** −n/2 of the point's space n, or −1/2. */
const isHalfDimension = (e: Expression, away: Expression): boolean => {
  const [space] = shapeOf(away);
  if (space === undefined) return sameExpression(e, num(-1, 2));
  return e.kind === 'number' ? space === 'n' : sameExpression(e, times(num(-1, 2), { kind: 'dimension', space }));
};

const isotropicVariance = (factors: readonly Expression[]): Expression | null => {
  const rest = factors.slice(2);
  return rest.length === 0 ? null : times(...rest);
};

const matrixVariance = (e: Expression | undefined): Expression | null =>
  e?.kind === 'power' && e.base.kind === 'determinant' ? e.base.of : null;

const isotropic = (away: Expression, v: Expression, half: Expression): Expression => {
  const square = shapeOf(away).length === 0 ? pow(away, num(2)) : dot(away, away);
  return times(pow(times(num(2), PI, v), half), exp(times(num(-1, 2), square, pow(v, num(-1)))));
};

const correlated = (away: Expression, sigma: Expression, half: Expression): Expression => times(
  pow(times(num(2), PI), half), pow(determinant(sigma), num(-1, 2)),
  exp(times(num(-1, 2), dot(away, dot(inverse(sigma), away)))),
);

/** x and m of x − m. */
const splitAway = (away: Expression): { point: Expression; mean: Expression } => {
  const [point, minusMean] = away.kind === 'add' ? away.terms : [];
  if (away.kind !== 'add' || away.terms.length !== 2 || point === undefined || minusMean === undefined) {
    return { point: away, mean: num(0) };
  }
  return { point, mean: times(num(-1), minusMean) };
};
