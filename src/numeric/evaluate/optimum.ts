/**
 * The minimum or maximum over a control, and where it is taken, with their derivatives.
 *
 * The control u solves ∂_u H(z, u) = 0, z being the other variables. At the point it is found in doubles (`stationary-point.ts`);
 * over balls, it is then enclosed by Krawczyk's test, so that a root surely lies in the ball. Its derivatives by z follow from the
 * equation, degree by degree: u_k = −J^−1 (∂_u H at z and at u as far as it is known)_k, J = ∂_u ∂_u H; and H(z, u(z)) is the value.
 *
 * What is found is a local optimum, the best of those that a few starts lead to; nothing shows that it is the global one.
 * Errors: NumericError 'not-applicable' for an optimum over a density, 'no-convergence' where none is found.
 */
import type { Expression } from '../../kernel/expression.ts';
import { NumericError } from '../numeric-error.ts';
import type { SeriesAlgebra } from '../taylor/series.ts';
import { seriesOver } from '../taylor/series.ts';
import type { Body, Site } from './body.ts';
import { bodyOf } from './body.ts';
import { inverse } from './matrices.ts';
import { curvatureOf, slopesOf, stationaryPoint } from './stationary-point.ts';
import type { Series } from './world.ts';

export const optimumSeries = <Value>(
  e: Extract<Expression, { kind: 'optimum' }>, site: Site<Value>, order: number,
): readonly Series<Value>[] => {
  if (e.control.kind === 'field') {
    throw new NumericError('not-applicable', `an optimum over the density ${e.control.name}`, 'ask about the density that is claimed to be optimal');
  }
  const body = bodyOf(e.of, e.control, site);
  const isLeast = e.which === 'min' || e.which === 'argmin';
  const root = stationaryPoint(body, site.world.arithmetic, isLeast);
  const hamiltonian = body.at(root, order + 1)[0] as Series<Value>;
  const law = implicitFunction(body, hamiltonian, root, order);
  if (e.which === 'argmin' || e.which === 'argmax') return law;
  return [body.withBound(body.extended.truncate(hamiltonian, order), law, order)];
};

/** The control as a function of the other variables. */
const implicitFunction = <Value>(
  body: Body<Value>, hamiltonian: Series<Value>, root: readonly Value[], order: number,
): readonly Series<Value>[] => {
  const { add } = body.outer.arithmetic;
  const law = root.map((value) => [...body.outer.constant(value, order)]);
  if (order === 0) return law;
  // At the root the slope itself is zero; what rounding leaves of it does not enter the higher degrees.
  const slopes = slopesOf(body, hamiltonian);
  const jacobian = slopesJacobian(body, slopes);
  for (let degree = 1; degree <= order; degree += 1) {
    const rest = slopes.map((slope) => body.withBound(slope, law, order));
    for (let m = body.outer.count(degree - 1); m < body.outer.count(degree); m += 1) {
      const step = solve(body.outer, jacobian, rest.map((r) => r[m] as Value));
      // Each coefficient is zero before it is known, so that the rest has no part of it yet.
      law.forEach((series, k) => { series[m] = add(series[m] as Value, step[k] as Value); });
    }
  }
  return law;
};

/** −J^−1. */
const slopesJacobian = <Value>(body: Body<Value>, slopes: readonly Series<Value>[]): readonly Value[] => {
  const numbers = seriesOver(body.outer.arithmetic, 0);
  return inverse(numbers, curvatureOf(body, slopes).map((x) => [x]), body.size)
    .map((entry) => body.outer.arithmetic.negate(entry[0] as Value));
};

const solve = <Value>({ arithmetic }: SeriesAlgebra<Value>, matrix: readonly Value[], right: readonly Value[]): readonly Value[] =>
  right.map((_, i) => right
    .map((value, j) => arithmetic.multiply(matrix[i * right.length + j] as Value, value))
    .reduce((sum, term) => arithmetic.add(sum, term)));
