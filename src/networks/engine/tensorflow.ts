/**
 * The engine of TensorFlow.js with its WebAssembly backend: floats, its operations and its tape, gradients of layers written out.
 * Optional: `@tensorflow/tfjs` and `@tensorflow/tfjs-backend-wasm` are loaded when the engine is asked for, and not before.
 *
 * The same seed gives the same weights to the last bit. `held` counts the tensors of the whole process, also those of others who
 * use the library.
 *
 * Errors: NetworkError 'missing-backend'; 'wrong-shape' for arrays of other lengths; 'diverged' where the loss, a gradient by the
 * inputs or what is gathered is no number, before a weight is changed; 'out-of-memory' before a pass begins that would not fit;
 * 'not-applicable' for a network that was disposed, or that its own loss would train, and for gradients of any network within a loss.
 */
import { NetworkError } from '../network-error.ts';
import type { DirectionalLoss, Engine, Loss, Network, NetworkOptions } from './engine.ts';
import { checkGradient, checkRate, divergedGradient, LARGEST_GRADIENT } from './faults.ts';
import { initialWeights } from './initial-weights.ts';
import { checkCopy, checkLength, checkOptions, layersOf, rowsOf, weightCount } from './layout.ts';
import { Life } from './life.ts';
import type { AdamTensors } from './tensorflow/adam.ts';
import { adam, NAMES } from './tensorflow/adam.ts';
import type { Tensor, TensorLibrary } from './tensorflow/library.ts';
import { loadTensorflow } from './tensorflow/load.ts';
import type { Pass, Told } from './tensorflow/pass.ts';
import { passOf } from './tensorflow/pass.ts';
import { bytesOfPass, checkRoom, rowsAtOnce } from './tensorflow/room.ts';

/** Losses that run now: within one the library's tape is off, and nothing can be differentiated. */
let losses = 0;

class TensorflowNetwork implements Network {
  readonly shape: NetworkOptions['shape'];
  readonly copies: number;
  readonly batch: number;
  readonly #tf: TensorLibrary;
  readonly #options: NetworkOptions;
  readonly #pass: Pass;
  readonly #count: number;
  #state: AdamTensors;
  readonly #life = new Life();
  #updates = 0;

  constructor(tf: TensorLibrary, options: NetworkOptions) {
    checkOptions(options);
    ({ shape: this.shape, copies: this.copies, batch: this.batch } = options);
    this.#tf = tf;
    this.#options = options;
    this.#count = weightCount(options.shape);
    this.#pass = passOf(tf, layersOf(options.shape), options.copies);
    this.#checkRoom(options.batch, 'values');
    const start = new Float32Array(this.copies * this.#count);
    for (let copy = 0; copy < this.copies; copy += 1) start.set(initialWeights(options.shape, options.stream, copy), copy * this.#count);
    this.#state = { weights: this.#kept(start), average: this.#kept(start), gradient: this.#zeros(), first: this.#zeros(), second: this.#zeros() };
  }

  weights(copy: number, averaged = false): Float32Array {
    this.#life.checkHeld();
    checkCopy(copy, this.copies);
    return this.#of(averaged).dataSync().slice(copy * this.#count, (copy + 1) * this.#count);
  }

  setWeights(copy: number, weights: Float32Array): void {
    this.#life.checkFree();
    checkCopy(copy, this.copies);
    checkLength('weights', weights, this.#count);
    const replaced = (old: Tensor): Tensor => {
      const all = old.dataSync();
      all.set(weights, copy * this.#count);
      return this.#kept(all);
    };
    this.#become({ ...this.#state, weights: replaced(this.#state.weights), average: replaced(this.#state.average) });
  }

  evaluate(inputs: Float32Array, averaged = false): Float32Array {
    this.#life.checkHeld();
    const rows = rowsOf('inputs', inputs, this.copies, this.shape.inputs);
    const atOnce = rowsAtOnce(this.shape, this.copies);
    const outputs = new Float32Array(this.copies * rows * this.shape.outputs);
    for (let from = 0; from < rows; from += atOnce) {
      const to = Math.min(rows, from + atOnce);
      const some = this.#rows(inputs, this.shape.inputs, rows, from, to);
      const tensor = this.#tf.tidy(() => this.#pass.values(this.#tensor(some, to - from), this.#pass.blocks(this.#of(averaged))));
      const found = tensor.dataSync();
      tensor.dispose();
      const [width, length] = [this.shape.outputs, (to - from) * this.shape.outputs];
      for (let copy = 0; copy < this.copies; copy += 1) {
        outputs.set(found.subarray(copy * length, (copy + 1) * length), (copy * rows + from) * width);
      }
    }
    return outputs;
  }

  accumulate(inputs: Float32Array, loss: Loss): number {
    this.#checkTape();
    checkLength('inputs', inputs, this.copies * this.batch * this.shape.inputs);
    this.#checkRoom(this.batch, 'values');
    return this.#gather((told) => {
      const x = this.#tensor(inputs, this.batch);
      return (blocks) => this.#pass.loss(this.#pass.values(x, blocks), (y, by) => this.#asked(() => loss(y, by)), told);
    });
  }

  accumulateDirectional(inputs: Float32Array, directions: Float32Array, loss: DirectionalLoss): number {
    this.#checkTape();
    checkLength('inputs', inputs, this.copies * this.batch * this.shape.inputs);
    checkLength('directions', directions, inputs.length);
    this.#checkRoom(this.batch, 'tangents');
    return this.#gather((told) => {
      const [x, along] = [this.#tensor(inputs, this.batch), this.#tensor(directions, this.batch)];
      return (blocks) => this.#pass.directionalLoss(...this.#pass.tangents(x, along, blocks),
        (y, dy, by, byChanges) => this.#asked(() => loss(y, dy, by, byChanges)), told);
    });
  }

  inputGradient(inputs: Float32Array, loss: Loss): Float32Array {
    this.#checkTape();
    const rows = rowsOf('inputs', inputs, this.copies, this.shape.inputs);
    // A tensor has at least one row.
    if (rows === 0) {
      this.#life.asked(() => loss(new Float32Array(0), new Float32Array(0)));
      return new Float32Array(0);
    }
    this.#checkRoom(rows, 'values');
    let outcome = (): number => 0;
    const told: Told = (found) => { outcome = found; };
    const [byInputs] = this.#tf.tidy(() => {
      const blocks = this.#pass.blocks(this.#state.weights);
      return this.#tf.grads((x) => this.#pass.loss(this.#pass.values(x!, blocks), (y, by) => this.#asked(() => loss(y, by)), told))([this.#tensor(inputs, rows)]);
    });
    const found = byInputs!.dataSync();
    byInputs!.dispose();
    outcome();
    return checkGradient(found);
  }

  update(rate: number): void {
    this.#life.checkFree();
    checkRate(rate);
    if (!this.#state.gradient.dataSync().every((g) => Math.abs(g) <= LARGEST_GRADIENT)) {
      this.#become({ ...this.#state, gradient: this.#zeros() });
      throw divergedGradient();
    }
    this.#updates += 1;
    const after: Partial<Record<keyof AdamTensors, Tensor>> = {};
    this.#tf.tidy(() => {
      const found = adam(this.#tf, this.#state, this.#options.optimiser, rate, this.#updates);
      for (const name of NAMES) after[name] = this.#tf.keep(found[name]);
      return [];
    });
    this.#become(after as AdamTensors);
  }

  dispose(): void {
    if (this.#life.end()) for (const name of NAMES) this.#state[name].dispose();
  }

  #of(averaged: boolean): Tensor {
    return averaged ? this.#state.average : this.#state.weights;
  }

  #checkTape(): void {
    this.#life.checkFree();
    if (losses === 0) return;
    throw new NetworkError('not-applicable', 'a gradient that is asked for within a loss', 'take it before the pass that the loss belongs to');
  }

  #asked(loss: () => number): number {
    losses += 1;
    try {
      return this.#life.asked(loss);
    } finally {
      losses -= 1;
    }
  }

  #checkRoom(rows: number, kind: 'values' | 'tangents'): void {
    checkRoom(this.#tf.memory().numBytes, this.copies * bytesOfPass(this.shape, rows, kind));
  }

  #tensor(inputs: Float32Array, rows: number): Tensor {
    return this.#tf.tensor(inputs, [this.copies, rows, this.shape.inputs]);
  }

  #zeros(): Tensor {
    return this.#tf.keep(this.#tf.zeros([this.copies, this.#count]));
  }

  #kept(weights: Float32Array): Tensor {
    return this.#tf.keep(this.#tf.tensor(weights, [this.copies, this.#count]));
  }

  /** Rows `from` to `to` of each copy. */
  #rows(array: Float32Array, width: number, rows: number, from: number, to: number): Float32Array {
    if (to - from === rows) return array;
    const length = (to - from) * width;
    const some = new Float32Array(this.copies * length);
    for (let copy = 0; copy < this.copies; copy += 1) {
      const start = (copy * rows + from) * width;
      some.set(array.subarray(start, start + length), copy * length);
    }
    return some;
  }

  /** Puts new tensors in the place of old ones, and disposes those that are not needed any more. */
  #become(state: AdamTensors): void {
    for (const name of NAMES) if (state[name] !== this.#state[name]) this.#state[name].dispose();
    this.#state = state;
  }

  /** Adds the gradient of a loss by the weights to what is gathered; `lossOf` makes tensors of its own, which are disposed. */
  #gather(lossOf: (told: Told) => (blocks: readonly Tensor[]) => Tensor): number {
    let outcome = (): number => 0;
    const gradient = this.#tf.tidy(() => {
      const of = lossOf((found) => { outcome = found; });
      return this.#tf.keep(this.#pass.flat(this.#tf.grads((...blocks) => of(blocks))(this.#pass.blocks(this.#state.weights))));
    });
    try {
      const value = outcome();
      this.#become({ ...this.#state, gradient: this.#tf.tidy(() => this.#tf.keep(this.#tf.add(this.#state.gradient, gradient))) });
      return value;
    } finally {
      gradient.dispose();
    }
  }
}

export const tensorflowEngine = async (): Promise<Engine> => {
  const tf = await loadTensorflow();
  return {
    name: 'tensorflow',
    network: (options) => new TensorflowNetwork(tf, options),
    held: () => tf.memory().numTensors,
  };
};
