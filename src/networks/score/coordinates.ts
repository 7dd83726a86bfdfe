/**
 * The coordinates in which scores are learned: y = Uᵀ(x − scale(t) m) with the mean m of the data and the eigenvectors U of
 * their covariance, in which the moment-matched normal law has independent components of variances q_i = a² c_i + v
 * (a = scale(t), v = variance(t), c_i the eigenvalues).
 *
 * The components of the data law are kept by their own axes as well: component k is m_k + V_k √λ_k ξ, so that noise and law
 * at any time are diagonal in V_k.
 */
import type { Matrix, Vector } from '../../numeric/linear-algebra/dense.ts';
import { congruence, scaledSum, transposedVector, transposeOf } from '../../numeric/linear-algebra/dense.ts';
import type { GaussianMixture } from '../../numeric/laws/gaussian-mixture.ts';
import { symmetricEigen } from '../planner/symmetric-eigen.ts';

/** A component in the coordinates y at scale 1. */
export interface AxisComponent {
  readonly weight: number;
  readonly mean: Vector;
  /** Column i is the axis of variance i. */
  readonly axes: Matrix;
  readonly variances: Vector;
}

export interface Coordinates {
  readonly dimension: number;
  readonly centre: Vector;
  /** Column i is eigenvector i. */
  readonly basis: Matrix;
  readonly variances: Vector;
  readonly components: readonly AxisComponent[];
}

export const coordinatesOf = (data: GaussianMixture): Coordinates => {
  const n = data.dimension;
  const centre = data.mean();
  const { values, vectors } = symmetricEigen(data.covariance(), n);
  const turned = transposeOf(vectors, n, n);
  const components = data.components.map((component, k): AxisComponent => {
    const own = symmetricEigen(congruence(turned, component.covariance, n, n), n);
    return {
      weight: data.weights[k]!, mean: transposedVector(vectors, scaledSum(-1, centre, component.mean), n, n),
      axes: own.vectors, variances: own.values,
    };
  });
  return { dimension: n, centre, basis: vectors, variances: values, components };
};
