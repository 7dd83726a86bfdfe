/**
 * Interpolation by a polynomial through the nodes nearest to a point: the weights with which the nodes' values give the Taylor
 * coefficients of that polynomial at the point. Newton's way of adding one node after the other to Lagrange's polynomials.
 * Source: B. Fornberg, Math. Comp. 51 (1988), "Generation of finite difference formulas on arbitrarily spaced grids".
 */

export interface LocalWeights {
  /** The index of the first node that is used. */
  readonly first: number;
  /** weights[k][j]: what the value at node first + j gives to the Taylor coefficient of order k (derivative / k!). */
  readonly weights: readonly Float64Array[];
}

/** The first of `count` neighbouring nodes around x, as centred as the ends allow; nodes ascend. */
export const firstNode = (nodes: Float64Array, x: number, count: number): number => {
  let [low, high] = [0, nodes.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (nodes[middle]! <= x) low = middle + 1; else high = middle;
  }
  // x lies between the nodes low − 1 and low; for an odd count, the nearer one is in the middle.
  const nearer = count % 2 === 1 && low < nodes.length && low > 0 && nodes[low]! - x < x - nodes[low - 1]! ? 1 : 0;
  return Math.max(0, Math.min(nodes.length - count, low + nearer - ((count + 1) >> 1)));
};

/** Fornberg's recurrence, for `count` nodes from `first` on and derivatives up to `order`. */
export const localWeights = (nodes: Float64Array, x: number, degree: number, order: number): LocalWeights => {
  const count = Math.min(degree + 1, nodes.length);
  const first = firstNode(nodes, x, count);
  const weights = Array.from({ length: order + 1 }, () => new Float64Array(count));
  weights[0]![0] = 1;
  let product = 1;
  for (let n = 1; n < count; n += 1) {
    const node = nodes[first + n]!;
    let newProduct = 1;
    for (let j = 0; j < n; j += 1) {
      const gap = node - nodes[first + j]!;
      newProduct *= gap;
      if (j === n - 1) addNode(weights, n, product / newProduct, nodes[first + n - 1]! - x);
      // Lagrange's polynomial of node j gets the factor (node − y) / gap. Highest order first: lower ones are still needed.
      for (let k = order; k >= 0; k -= 1) {
        weights[k]![j] = ((node - x) * weights[k]![j]! - (k > 0 ? weights[k - 1]![j]! : 0)) / gap;
      }
    }
    product = newProduct;
  }
  return { first, weights };
};

/** Lagrange's polynomial of node n from that of node n − 1 before it is changed: times (y − last) and `ratio`. */
const addNode = (weights: readonly Float64Array[], n: number, ratio: number, last: number): void => {
  for (let k = weights.length - 1; k >= 0; k -= 1) {
    weights[k]![n] = ratio * ((k > 0 ? weights[k - 1]![n - 1]! : 0) - last * weights[k]![n - 1]!);
  }
};
