/**
 * Densities that diffusion samplers are measured on, unnormalised, with their exact normaliser and the exact score of the law of
 * c Y + √v Z, Y of that density: what a perfectly trained network would know.
 *
 *   grid of normal laws   nine in the plane, means in {−5, 0, 5}², variance 0.3:               log Z = 0
 *   double wells          ∏ exp(−(x_i² − δ)²) over the first coordinates, exp(−x_i²/2) for the others
 *
 * As configured in the repository sde_sampler of J. Berner and L. Richter, with L. Richter, J. Berner, Improved sampling via learned
 * diffusions (ICLR 2024). Normalisers and scores of the wells are by the trapezoidal rule, which for these converges faster than
 * any power; scores are tabulated once for each (c, v) and interpolated by cubics.
 */
import { GaussianMixture } from '../../numeric/laws/gaussian-mixture.ts';

/** ∇log of the law of c Y + √v Z: rows as the points are. */
export type NoisedScore = (points: Float64Array, out: Float64Array) => void;

export interface SamplingTarget {
  readonly name: string;
  readonly dimension: number;
  readonly logNormaliser: number;
  readonly mean: Float64Array;
  /** log ρ, unnormalised. */
  readonly logDensity: (x: Float64Array) => number;
  readonly noised: (c: number, v: number) => NoisedScore;
}

export const normalGrid = (): SamplingTarget => {
  const places = [-5, 0, 5];
  const variance = 0.3;
  const mixtureOf = (c: number, spread: number): GaussianMixture => new GaussianMixture(places.flatMap((x) => places.map((y) => ({
    weight: 1 / 9, mean: [c * x, c * y], covariance: [spread, 0, 0, spread],
  }))));
  const target = mixtureOf(1, variance);
  return {
    name: 'nine normal laws, d = 2', dimension: 2, logNormaliser: 0, mean: new Float64Array(2), logDensity: (x) => target.logDensity(x),
    noised: (c, v) => {
      const law = mixtureOf(c, c * c * variance + v);
      return (points, out) => { for (let p = 0; p < points.length; p += 2) law.score(points.subarray(p, p + 2), out.subarray(p, p + 2)); };
    },
  };
};

const NODES = 400;
const TABLE = 384;

/** Values of exp(−(y² − δ)²) on an interval outside of which they are below 10^−40. */
const wellNodes = (delta: number): { readonly places: Float64Array; readonly logs: Float64Array; readonly step: number } => {
  const end = Math.sqrt(delta + 10);
  const step = 2 * end / NODES;
  const places = Float64Array.from({ length: NODES + 1 }, (_, i) => -end + i * step);
  return { places, logs: places.map((y) => -((y * y - delta) ** 2)), step };
};

/** The cubic through four values at −1, 0, 1, 2. */
const cubic = (a: number, b: number, c: number, d: number, s: number): number =>
  b + 0.5 * s * (c - a + s * (2 * a - 5 * b + 4 * c - d + s * (3 * (b - c) + d - a)));

/** The score of c y + √v Z in one dimension, tabulated; beyond the table it goes on as at its end. */
const wellScore = (delta: number, c: number, v: number): ((x: number) => number) => {
  const { places, logs } = wellNodes(delta);
  const end = c * Math.sqrt(delta + 4) + 8 * Math.sqrt(v);
  const h = 2 * end / TABLE;
  const table = Float64Array.from({ length: TABLE + 3 }, (_, k) => {
    const x = -end + (k - 1) * h;
    let most = -Infinity;
    for (let i = 0; i <= NODES; i += 1) most = Math.max(most, logs[i]! - 0.5 * (x - c * places[i]!) ** 2 / v);
    let [sum, first] = [0, 0];
    for (let i = 0; i <= NODES; i += 1) {
      const off = c * places[i]! - x;
      const weight = Math.exp(logs[i]! - 0.5 * off * off / v - most);
      sum += weight;
      first += weight * off;
    }
    return first / (v * sum);
  });
  return (x) => {
    const place = Math.min(Math.max((x + end) / h, 0), TABLE - 1e-9);
    const k = Math.floor(place);
    return cubic(table[k]!, table[k + 1]!, table[k + 2]!, table[k + 3]!, place - k);
  };
};

/** log ∫ exp(−(y² − δ)²) dy. */
export const wellNormaliser = (delta: number): number => {
  const { logs, step } = wellNodes(delta);
  return Math.log(step * logs.reduce((sum, log) => sum + Math.exp(log), 0));
};

export const doubleWells = (dimension: number, wells: number, delta: number): SamplingTarget => ({
  name: `${wells} double wells, d = ${dimension}, δ = ${delta}`, dimension, mean: new Float64Array(dimension),
  logNormaliser: wells * wellNormaliser(delta) + 0.5 * (dimension - wells) * Math.log(2 * Math.PI),
  logDensity: (x) => x.reduce((sum, y, i) => sum - (i < wells ? (y * y - delta) ** 2 : 0.5 * y * y), 0),
  noised: (c, v) => {
    const score = wellScore(delta, c, v);
    const precision = 1 / (c * c + v);
    return (points, out) => {
      for (let p = 0; p < points.length; p += dimension) {
        for (let i = 0; i < dimension; i += 1) out[p + i] = i < wells ? score(points[p + i]!) : -precision * points[p + i]!;
      }
    };
  },
});
