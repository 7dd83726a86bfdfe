/**
 * A trained score as a Taylor series in x and t, to any order, exact but for rounding: series pass through the preconditioning, the
 * layers and SiLU, σ(a) = 1/(1 + e^−a), H = a σ(a).
 *
 * Formulas, with the clock θ(t) in place of t: score/preconditioning.ts and world/linear-setting.ts: y = L⁻¹(x − c(t)), w_i = (Uᵀ(y − scale · m))_i/√q_i, noise prediction
 * ε̂_i = σ w_i/√q_i + h_i n_i(w, features), s = L⁻ᵀ U (−ε̂/σ).
 */
import type { Series } from '../../numeric/evaluate/world.ts';
import { DOUBLES } from '../../numeric/arithmetic/doubles.ts';
import { rational } from '../../kernel/rational.ts';
import type { SeriesAlgebra } from '../../numeric/taylor/series.ts';
import { seriesOver } from '../../numeric/taylor/series.ts';
import type { DoubleNetwork } from '../jets/network-jet.ts';
import { clockOf } from '../score/clock.ts';
import type { Coordinates } from '../score/coordinates.ts';
import { FEATURES } from '../score/preconditioning.ts';
import type { KnownLaw } from './linear-setting.ts';

type One = Series<number>;

/** The components of the score about (x, t), in the variables x_1 … x_n, t. */
export const scoreSeries = (known: KnownLaw, coordinates: Coordinates, network: DoubleNetwork, point: readonly number[], order: number): readonly One[] => {
  const n = known.law.dimension;
  const algebra = seriesOver(DOUBLES, n + 1);
  const now = algebra.coordinate(n, point[n]!, order);
  const time = known.clock.runs ? algebra.add(now, algebra.scale(algebra.multiply(now, now), 0.25)) : now;
  const levels = levelSeries(algebra, known, coordinates, time);
  const w = whitened(algebra, known, coordinates, levels, point, order);
  const outputs = throughNetwork(algebra, network, [...w, ...features(algebra, known, levels.clock)]);
  // −ε̂_i/σ = −w_i/√q_i − h_i n_i/σ, and turned back.
  const turned = outputs.map((output, i) => algebra.divide(algebra.negate(algebra.add(w[i]!, algebra.multiply(levels.gains[i]!, output))), levels.deviations[i]!));
  const inY = Array.from({ length: n }, (_, j) => sumOf(algebra, turned.map((s, i) => algebra.scale(s, coordinates.basis[j * n + i]!))));
  return Array.from({ length: n }, (_, k) => sumOf(algebra, inY.map((s, i) => algebra.scale(s, known.inverse[i * n + k]!))));
};

const sumOf = (algebra: SeriesAlgebra<number>, terms: readonly One[]): One => terms.reduce((a, b) => algebra.add(a, b));

interface LevelSeries {
  readonly scale: One;
  readonly moved: readonly One[];
  /** √q_i, and h_i √q_i/σ = scale √c_i/σ. */
  readonly deviations: readonly One[];
  readonly gains: readonly One[];
  readonly clock: One;
}

const SQUARE_ROOT = rational(1, 2);

const levelSeries = (algebra: SeriesAlgebra<number>, { rate, shift }: KnownLaw, { variances }: Coordinates, time: One): LevelSeries => {
  const scale = algebra.call('exp', algebra.scale(time, rate));
  const square = algebra.multiply(scale, scale);
  const grown = (power: One, by: number): One => algebra.scale(algebra.addConstant(power, -1), 1 / by);
  const variance = rate === 0 ? time : grown(square, 2 * rate);
  const accumulated = rate === 0 ? time : grown(scale, rate);
  const noise = algebra.power(variance, SQUARE_ROOT);
  return {
    scale, moved: Array.from(shift, (b) => algebra.scale(accumulated, b)),
    deviations: Array.from(variances, (c) => algebra.power(algebra.add(algebra.scale(square, c), variance), SQUARE_ROOT)),
    gains: Array.from(variances, (c) => algebra.divide(algebra.scale(scale, Math.sqrt(c)), noise)),
    clock: algebra.scale(algebra.call('log', algebra.addConstant(algebra.divide(variance, square), 1)), 0.5),
  };
};

const whitened = (
  algebra: SeriesAlgebra<number>, { inverse, law }: KnownLaw, { basis, centre }: Coordinates, { scale, moved, deviations }: LevelSeries,
  point: readonly number[], order: number,
): readonly One[] => {
  const n = law.dimension;
  const from = moved.map((c, k) => algebra.subtract(algebra.coordinate(k, point[k]!, order), c));
  const y = Array.from({ length: n }, (_, i) => algebra.subtract(
    sumOf(algebra, from.map((x, k) => algebra.scale(x, inverse[i * n + k]!))), algebra.scale(scale, centre[i]!)));
  return deviations.map((deviation, i) => algebra.divide(sumOf(algebra, y.map((one, j) => algebra.scale(one, basis[j * n + i]!))), deviation));
};

/** As `writeFeatures`. */
const features = (algebra: SeriesAlgebra<number>, { law }: KnownLaw, clock: One): readonly One[] => {
  const start = Math.log(clockOf(law.schedule, law.first));
  const width = Math.log(clockOf(law.schedule, law.last)) - start;
  const z = algebra.addConstant(algebra.scale(algebra.addConstant(algebra.call('log', clock), -start), 2 / width), -1);
  const angle = (k: number): One => algebra.scale(algebra.addConstant(z, 1), 0.5 * k * Math.PI);
  const cosines = [1, 2, 3, 4].map((k) => algebra.call('cos', angle(k)));
  const sines = [1, 2, 3].map((k) => algebra.call('sin', angle(k)));
  const all = [z, ...cosines, ...sines];
  if (all.length !== FEATURES) throw new TypeError(`${all.length} features, not ${FEATURES}`);
  return all;
};

const throughNetwork = (algebra: SeriesAlgebra<number>, { layers, weights }: DoubleNetwork, inputs: readonly One[]): readonly One[] => {
  let values = inputs;
  for (const layer of layers) {
    const before = values;
    const length = Math.min(...before.map((s) => s.length));
    values = Array.from({ length: layer.outputs }, (_, j) => {
      const sum = Array.from({ length }, () => 0);
      sum[0] = weights[layer.biases + j]!;
      before.forEach((series, i) => {
        const weight = weights[layer.matrix + i * layer.outputs + j]!;
        for (let m = 0; m < length; m += 1) sum[m] = sum[m]! + weight * series[m]!;
      });
      return layer.linear ? sum : siluSeries(algebra, sum);
    });
  }
  return values;
};

const siluSeries = (algebra: SeriesAlgebra<number>, a: One): One =>
  algebra.divide(a, algebra.addConstant(algebra.call('exp', algebra.negate(a)), 1));
