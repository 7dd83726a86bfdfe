/**
 * Adam with bias correction, and the moving average of the weights, in doubles.
 *
 *     m ← β₁ m + (1 − β₁) g,   v ← β₂ v + (1 − β₂) g²,
 *     w ← w − rate · (m / (1 − β₁ᵏ)) / (√(v / (1 − β₂ᵏ)) + ε)     in the k-th update, k = 1, 2, …,
 *     average ← δ · average + (1 − δ) w.
 *
 * Source: Kingma, Ba, Adam: a method for stochastic optimization, 2015, algorithm 1.
 */
import type { Optimiser } from '../engine.ts';

export interface AdamState {
  readonly weights: Float64Array;
  readonly average: Float64Array;
  /** What is gathered; the update makes it 0 again. */
  readonly gradient: Float64Array;
  readonly first: Float64Array;
  readonly second: Float64Array;
}

export const adamState = (weights: Float64Array): AdamState => ({
  weights, average: weights.slice(), gradient: new Float64Array(weights.length),
  first: new Float64Array(weights.length), second: new Float64Array(weights.length),
});

/** The two factors that undo the bias of m and v in the k-th update. */
export const corrections = ({ firstDecay, secondDecay }: Optimiser, k: number): readonly [number, number] =>
  [1 / (1 - firstDecay ** k), 1 / (1 - secondDecay ** k)];

export const adam = (state: AdamState, optimiser: Optimiser, rate: number, k: number): void => {
  const { weights, average, gradient, first, second } = state;
  const { firstDecay, secondDecay, epsilon, averageDecay } = optimiser;
  const [ofFirst, ofSecond] = corrections(optimiser, k);
  for (let i = 0; i < weights.length; i += 1) {
    const g = gradient[i]!;
    const m = firstDecay * first[i]! + (1 - firstDecay) * g;
    const v = secondDecay * second[i]! + (1 - secondDecay) * g * g;
    const w = weights[i]! - (rate * ofFirst * m) / (Math.sqrt(ofSecond * v) + epsilon);
    first[i] = m;
    second[i] = v;
    weights[i] = w;
    average[i] = averageDecay * average[i]! + (1 - averageDecay) * w;
    gradient[i] = 0;
  }
};
