/**
 * normal(x; m, v) = (2πv)^(−n/2) exp(−|x−m|²/2v) and normal(x; m, Σ) = (2π)^(−n/2) det(Σ)^(−1/2) exp(−½(x−m)·Σ⁻¹(x−m)):
 * kept together, since a reader knows them by name. Their factors are not taken apart and not merged with others.
 *
 * The tree is the one that the language makes of `normal(x; m, v)`, so that it is printed so again.
 */
import { PI, determinant, dot, exp, inverse, num, pow, shapeOf, times } from '../../kernel/expression.ts';
import type { Expression } from '../../kernel/expression.ts';
import { isWrittenAlike } from '../../calculus/sameness.ts';

export interface NormalDensity {
  /** x − m. */
  readonly away: Expression;
  /** A scalar v or a matrix Σ. */
  readonly variance: Expression;
  /** −n/2. */
  readonly half: Expression;
}

const known = new WeakMap<Expression, NormalDensity | null>();

/** null: not a normal density. */
export const normalOf = (e: Expression): NormalDensity | null => {
  if (e.kind !== 'multiply') return null;
  const before = known.get(e);
  if (before !== undefined) return before;
  const candidate = candidateOf(e.factors);
  const found = candidate !== null && isWrittenAlike(normalDensity(candidate), e) ? candidate : null;
  known.set(e, found);
  return found;
};

export const normalDensity = ({ away, variance, half }: NormalDensity): Expression => {
  if (shapeOf(variance).length === 0) {
    const square = shapeOf(away).length === 0 ? pow(away, num(2)) : dot(away, away);
    return times(pow(times(num(2), PI, variance), half), exp(times(num(-1, 2), square, pow(variance, num(-1)))));
  }
  const exponent = times(num(-1, 2), dot(away, dot(inverse(variance), away)));
  return times(pow(times(num(2), PI), half), pow(determinant(variance), num(-1, 2)), exp(exponent));
};

const candidateOf = (factors: readonly Expression[]): NormalDensity | null => {
  const [first, second] = factors;
  const last = factors.at(-1);
  if (first?.kind !== 'power' || first.base.kind !== 'multiply' || last?.kind !== 'call' || last.argument.kind !== 'multiply') return null;
  const square = last.argument.factors[1];
  const away = square?.kind === 'dot' ? square.left : square?.kind === 'power' ? square.base : undefined;
  const rest = first.base.factors.slice(2);
  const matrix = second?.kind === 'power' && second.base.kind === 'determinant' ? second.base.of : undefined;
  const variance = rest.length > 0 ? times(...rest) : matrix;
  return away === undefined || variance === undefined ? null : { away, variance, half: first.exponent };
};
