/**
 * Clenshaw–Curtis quadrature on [0, 1]: ∫₀¹ f ≈ Σ w_j f(u_j) at u_j = (1 − cos(πj/n))/2, exact for polynomials of degree n.
 *
 * Every second node is a node of the rule of half the degree, so that the difference of the two is an estimate of the error at
 * no cost. Source: Clenshaw & Curtis, Numer. Math. 2 (1960); Trefethen, SIAM Review 50 (2008). An odd number of intervals, or
 * one below 4: RangeError.
 */
export interface NestedRule {
  readonly nodes: Float64Array;
  readonly weights: Float64Array;
  /** Of the rule with half as many intervals; 0 at the nodes that it does not have. */
  readonly coarse: Float64Array;
}

const weightsOf = (n: number): Float64Array => Float64Array.from({ length: n + 1 }, (_, j) => {
  let sum = 1;
  for (let k = 1; k <= n / 2; k += 1) {
    const b = 2 * k === n ? 1 : 2;
    sum -= (b / (4 * k * k - 1)) * Math.cos((2 * k * j * Math.PI) / n);
  }
  return ((j === 0 || j === n ? 1 : 2) / (2 * n)) * sum;
});

export const clenshawCurtis = (intervals: number): NestedRule => {
  if (!(Number.isInteger(intervals / 4) && intervals >= 4)) throw new RangeError(`a nested rule of ${intervals} intervals`);
  const half = weightsOf(intervals / 2);
  return {
    nodes: Float64Array.from({ length: intervals + 1 }, (_, j) => 0.5 * (1 - Math.cos((j * Math.PI) / intervals))),
    weights: weightsOf(intervals),
    coarse: Float64Array.from({ length: intervals + 1 }, (_, j) => (j % 2 === 0 ? half[j / 2] as number : 0)),
  };
};
