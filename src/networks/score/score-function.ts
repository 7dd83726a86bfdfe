/**
 * A score that can be asked for anywhere: of an exact law, of a trained network, or of a minimiser in closed form.
 */
export interface ScoreFunction {
  readonly dimension: number;
  /** ∇log p_t at each of the points (count × dimension, row after row), all at one time; rows as the points are. */
  readonly at: (t: number, points: Float64Array) => Float64Array;
  /** With exact derivatives (no finite differences) at one point. */
  readonly jet: (t: number, point: Float64Array) => ScoreJet;
}

export interface ScoreJet {
  readonly value: Float64Array;
  /** ∂_j s_i, row i. A trained score need not have a symmetric one. */
  readonly jacobian: Float64Array;
  readonly timeDerivative: Float64Array;
  /** ∇(∇·s). */
  readonly gradientOfDivergence: Float64Array;
}
