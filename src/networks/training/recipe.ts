/**
 * The constants of training, each with its reason. They were measured on scores of mixtures of Gaussian laws; what trains
 * something else may take others.
 */
import type { Optimiser } from '../engine/engine.ts';

/** The share of the steps in which the rate grows from 0: Adam's second moments are not yet known there. */
export const WARM_UP = 0.05;

/** What a network of three hidden layers of 64 takes at most; a smaller one (two of 32) takes twice that. */
export const RATE = 5e-3;
export const RATE_OF_SMALL = 1e-2;

/** Rows in a step: fewer make the gradient noisier than the rate can average, more make fewer steps in the same time. */
export const BATCH = 256;

export const HIDDEN: readonly number[] = [64, 64, 64];
/** Enough in one dimension, and five times as fast. */
export const HIDDEN_OF_SMALL: readonly number[] = [32, 32];

/** Moving averages cover the last tenth of the steps, where the rate is small and the weights only shake. */
const AVERAGED_SHARE = 0.1;

/**
 * Adam for so many steps. β₂ = 0.99 and not 0.999: in some thousand steps a memory of a thousand is still full of the beginning.
 * The average keeps 1 − 10/steps.
 */
export const optimiserFor = (steps: number): Optimiser => ({
  firstDecay: 0.9, secondDecay: 0.99, epsilon: 1e-8, averageDecay: Math.max(0, 1 - 1 / (AVERAGED_SHARE * steps)),
});
