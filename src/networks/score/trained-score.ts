/**
 * The score of a trained network, in doubles, from its weights: s_w,i = −w_i − κ_i n_i(w, f(t)), κ_i = a √c_i/σ, in whitened
 * coordinates (whitened-score.ts), n the outputs and f the time features (preconditioning.ts). ∂t κ_i = κ_i (α − ½ v′/v).
 *
 * It is trained from `first` to `last` of its law; at other times it is what the network makes of them, and no one looked.
 */
import type { NetworkShape } from '../engine/engine.ts';
import { firstAt, jacobianAt, valueAt } from '../jets/derivatives.ts';
import type { Jet } from '../jets/jet.ts';
import { linesThrough, secondChannel } from '../jets/jet.ts';
import type { DoubleNetwork } from '../jets/network-jet.ts';
import { evaluateInDoubles, jetThrough, networkInDoubles } from '../jets/network-jet.ts';
import type { Coordinates } from './coordinates.ts';
import type { NoisedLaw } from './noised-law.ts';
import { FEATURES, placeOf, writeFeatureRates, writeFeatures } from './preconditioning.ts';
import type { ScoreFunction } from './score-function.ts';
import type { WhitenedJet, WhitenedScore } from './whitened-score.ts';
import { unwhitened } from './whitened-score.ts';

/** κ_i and its derivative by time over κ_i. */
const gainsAt = ({ schedule }: NoisedLaw, { variances }: Coordinates, t: number): { readonly gains: Float64Array; readonly rate: number } => {
  const [scale, variance, alpha] = [schedule.scale(t), schedule.variance(t), schedule.drift(t)];
  const varianceRate = 2 * alpha * variance + schedule.noise(t) ** 2;
  return {
    gains: variances.map((c) => scale * Math.sqrt(c / variance)), rate: alpha - (0.5 * varianceRate) / variance,
  };
};

/** Inputs of the network at points w, all at one time. */
const inputsAt = (points: Float64Array, n: number, z: number): Float64Array => {
  const width = n + FEATURES;
  const features = new Float64Array(FEATURES);
  writeFeatures(z, features, 0);
  const out = new Float64Array((points.length / n) * width);
  for (let row = 0, at = 0; row < points.length; row += n, at += width) {
    out.set(points.subarray(row, row + n), at);
    out.set(features, at + n);
  }
  return out;
};

/** The axes of w, and the way that the features move with time. */
const directionsAt = (n: number, z: number, zRate: number): Float64Array => {
  const width = n + FEATURES;
  const out = new Float64Array((n + 1) * width);
  for (let i = 0; i < n; i += 1) out[i * width + i] = 1;
  writeFeatureRates(z, out, n * width + n);
  for (let at = n * width; at < out.length; at += 1) out[at] = zRate * out[at]!;
  return out;
};

/** −κ times the derivatives of the outputs, and what −w and ∂t κ add. */
const whitenedJet = (point: Float64Array, own: Jet, gains: Float64Array, rate: number): WhitenedJet => {
  const n = point.length;
  const [value, along, jacobian] = [valueAt(own, 0), firstAt(own, 0, n), jacobianAt(own, 0, n)];
  return {
    value: point.map((w, i) => -w - gains[i]! * value[i]!),
    jacobian: jacobian.map((entry, at) => (at % (n + 1) === 0 ? -1 : 0) - gains[Math.floor(at / n)]! * entry),
    timeDerivative: value.map((entry, i) => -gains[i]! * (rate * entry + along[i]!)),
    second: jacobian.map((_, at) => {
      const i = Math.floor(at / n);
      return -gains[i]! * own.channels[secondChannel(n + 1, i, at % n) * n + i]!;
    }),
  };
};

const whitenedScore = (law: NoisedLaw, coordinates: Coordinates, network: DoubleNetwork): WhitenedScore => {
  const n = law.dimension;
  const place = placeOf(law);
  return {
    at: (t, points) => {
      const { gains } = gainsAt(law, coordinates, t);
      const outputs = evaluateInDoubles(network, inputsAt(points, n, place.at(t)));
      return points.map((w, at) => -w - gains[at % n]! * outputs[at]!);
    },
    jet: (t, point) => {
      const { gains, rate } = gainsAt(law, coordinates, t);
      const z = place.at(t);
      const lines = linesThrough(inputsAt(point, n, z), n + FEATURES, directionsAt(n, z, place.rate(t)), 2);
      return whitenedJet(point, jetThrough(network, lines), gains, rate);
    },
  };
};

/** `weights`: as `Network.weights` gives them. */
export const scoreOfNetwork = (law: NoisedLaw, coordinates: Coordinates, shape: NetworkShape, weights: Float32Array): ScoreFunction =>
  unwhitened(law, coordinates, whitenedScore(law, coordinates, networkInDoubles(shape, weights)));
