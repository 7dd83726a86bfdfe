/** Documents with a density whose law is known where drifts are linear, and an engine that does not learn. */
import type { Engine, Network, NetworkOptions } from '../../../src/networks/engine/engine.ts';
import { plainEngine } from '../../../src/networks/engine/plain.ts';
import type { KnownLaw, LinearSetting } from '../../../src/networks/world/linear-setting.ts';
import { densitiesOf, knownLaw, linearSetting } from '../../../src/networks/world/linear-setting.ts';
import { streamOf } from '../../../src/numeric/random/streams.ts';
import { readWell } from '../../language/reading.ts';

/** Several dimensions. */
export const MATRIX_NOISE = `
field f(x,t): vector
field G(t): matrix
process X: dX = f dt + G dW
density p(x,t) of X
`;
/** One. */
export const LINE = `
dimension 1
field f(x,t)
field g(t)
process X: dX = f dt + g dW
density p(x,t) of X
`;

export const settingOf = (block: string, dimension: number, seed = 1): LinearSetting =>
  linearSetting(readWell(block), dimension, streamOf(seed, 'worlds in tests'));

export const lawOf = (setting: LinearSetting): KnownLaw => knownLaw(setting, densitiesOf(setting.document)[0]!);

/** Passes cost nothing and updates change nothing: networks stay as they were drawn. */
class Unlearning {
  readonly #network: Network;
  constructor(options: NetworkOptions) { this.#network = plainEngine.network(options); }
  get copies(): number { return this.#network.copies; }
  get shape(): Network['shape'] { return this.#network.shape; }
  get batch(): number { return this.#network.batch; }
  weights(copy: number): Float32Array { return this.#network.weights(copy).map((w, i) => w + Math.sin(i) / 8); }
  setWeights(copy: number, weights: Float32Array): void { this.#network.setWeights(copy, weights); }
  evaluate(inputs: Float32Array): Float32Array { return this.#network.evaluate(inputs); }
  accumulate(): number { return 1; }
  accumulateDirectional(): number { return 1; }
  inputGradient(inputs: Float32Array): Float32Array { return this.#network.inputGradient(inputs, () => 0); }
  update(): void { /* Nothing is learned. */ }
  dispose(): void { this.#network.dispose(); }
}

export const UNLEARNING: Engine = { name: 'plain', held: () => plainEngine.held(), network: (options) => new Unlearning(options) };
