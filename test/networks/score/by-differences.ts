/**
 * Derivatives of a score by central differences of fourth order in doubles, as an independent path to what its jet says: values are
 * differentiated for the Jacobian and ∂t s, the traces of jets' Jacobians for ∇(∇·s).
 */
import type { ScoreFunction, ScoreJet } from '../../../src/networks/score/score-function.ts';

/** The error is h⁴ f⁽⁵⁾/30 and some 10⁻¹⁶ |f|/h. */
const difference = (f: (by: number) => Float64Array, h: number): Float64Array => {
  const [a, b, c, d] = [f(-2 * h), f(-h), f(h), f(2 * h)];
  return a.map((entry, i) => (entry - 8 * b[i]! + 8 * c[i]! - d[i]!) / (12 * h));
};

const moved = (x: Float64Array, i: number, by: number): Float64Array => x.map((entry, k) => (k === i ? entry + by : entry));

export const jetByDifferences = (score: ScoreFunction, t: number, x: Float64Array, h = 1e-3): ScoreJet => {
  const n = x.length;
  const trace = (point: Float64Array): number => {
    const { jacobian } = score.jet(t, point);
    return Array.from({ length: n }, (_, i) => jacobian[i * (n + 1)]!).reduce((sum, entry) => sum + entry, 0);
  };
  const columns = Array.from({ length: n }, (_, j) => difference((by) => score.at(t, moved(x, j, by)), h));
  return {
    value: score.at(t, x),
    jacobian: Float64Array.from({ length: n * n }, (_, at) => columns[at % n]![Math.floor(at / n)]!),
    timeDerivative: difference((by) => score.at(t + by, x), h * t),
    gradientOfDivergence: Float64Array.from({ length: n }, (_, i) => difference((by) => Float64Array.of(trace(moved(x, i, by))), h)[0]!),
  };
};

/** The largest difference of two jets over the largest entry of the part it is in. */
export const jetDistance = (one: ScoreJet, other: ScoreJet): number => Math.max(...(['value', 'jacobian', 'timeDerivative', 'gradientOfDivergence'] as const).map((part) => {
  const size = Math.max(1e-3, ...one[part].map(Math.abs));
  return Math.max(...one[part].map((entry, i) => Math.abs(entry - other[part][i]!))) / size;
}));
