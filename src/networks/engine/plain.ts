/**
 * The reference engine: everything in doubles, plain loops; floats only where arrays come in and go out. Slow, and what the other
 * engines are compared with.
 *
 * Errors: NetworkError 'out-of-memory' where a network or a pass would take 2 GiB, or more than there is; 'wrong-shape' for arrays
 * of other lengths; 'diverged' where the loss, a gradient by the inputs or what is gathered is no number, before a weight is
 * changed; 'not-applicable' for a network that was disposed, or that its own loss would train.
 */
import type { DirectionalLoss, Engine, Loss, Network, NetworkOptions } from './engine.ts';
import { allocating, checkGradient, checkMemory, checkRate, divergedGradient, LARGEST_GRADIENT } from './faults.ts';
import { initialWeights } from './initial-weights.ts';
import type { Layer } from './layout.ts';
import { checkCopy, checkLength, checkOptions, layersOf, rowsOf, weightCount } from './layout.ts';
import { Life } from './life.ts';
import type { AdamState } from './plain/adam.ts';
import { adam, adamState } from './plain/adam.ts';
import type { Tape } from './plain/pass.ts';
import { backward, forward, outputsOf } from './plain/pass.ts';

let networks = 0;

/** Copy `copy` of each array, in doubles, one after the other. */
const stacked = (copy: number, length: number, ...arrays: readonly Float32Array[]): Float64Array => {
  const whole = new Float64Array(arrays.length * length);
  arrays.forEach((array, k) => { whole.set(array.subarray(copy * length, (copy + 1) * length), k * length); });
  return whole;
};

const joined = (parts: readonly Float64Array[]): Float32Array => {
  const whole = new Float32Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
};

class PlainNetwork implements Network {
  readonly shape: NetworkOptions['shape'];
  readonly copies: number;
  readonly batch: number;
  readonly #options: NetworkOptions;
  readonly #layers: readonly Layer[];
  readonly #states: readonly AdamState[];
  readonly #life = new Life();
  #updates = 0;

  constructor(options: NetworkOptions) {
    checkOptions(options);
    ({ shape: this.shape, copies: this.copies, batch: this.batch } = options);
    this.#options = options;
    this.#layers = layersOf(options.shape);
    const bytes = this.#bytes(options.batch);
    checkMemory(bytes);
    this.#states = allocating(bytes, () => Array.from({ length: options.copies }, (_, copy) =>
      adamState(Float64Array.from(initialWeights(options.shape, options.stream, copy)))));
    networks += 1;
  }

  weights(copy: number, averaged = false): Float32Array {
    this.#life.checkHeld();
    checkCopy(copy, this.copies);
    const state = this.#states[copy]!;
    return Float32Array.from(averaged ? state.average : state.weights);
  }

  setWeights(copy: number, weights: Float32Array): void {
    this.#life.checkFree();
    checkCopy(copy, this.copies);
    checkLength('weights', weights, weightCount(this.shape));
    this.#states[copy]!.weights.set(weights);
    this.#states[copy]!.average.set(weights);
  }

  evaluate(inputs: Float32Array, averaged = false): Float32Array {
    return joined(this.#forward(inputs, averaged).map(outputsOf));
  }

  accumulate(inputs: Float32Array, loss: Loss): number {
    this.#life.checkFree();
    checkLength('inputs', inputs, this.copies * this.batch * this.shape.inputs);
    return this.#back(this.#forward(inputs, false), loss, true).value;
  }

  accumulateDirectional(inputs: Float32Array, directions: Float32Array, loss: DirectionalLoss): number {
    this.#life.checkFree();
    const [length, width] = [this.batch * this.shape.inputs, this.batch * this.shape.outputs];
    checkLength('inputs', inputs, this.copies * length);
    checkLength('directions', directions, this.copies * length);
    const tapes = this.#states.map((state, copy) => {
      const both = stacked(copy, length, inputs, directions);
      return forward(this.#layers, state.weights, both, 2 * this.batch, true);
    });
    const halves = (from: number): Float32Array => joined(tapes.map((tape) => outputsOf(tape).subarray(from, from + width)));
    const outputs = halves(0);
    const [gradient, derivativesGradient] = [new Float32Array(outputs.length), new Float32Array(outputs.length)];
    const value = this.#life.asked(() => loss(outputs, halves(width), gradient, derivativesGradient));
    tapes.forEach((tape, copy) => {
      const both = stacked(copy, width, gradient, derivativesGradient);
      backward(this.#layers, this.#states[copy]!.weights, tape, both, this.#states[copy]!.gradient);
    });
    return value;
  }

  inputGradient(inputs: Float32Array, loss: Loss): Float32Array {
    this.#life.checkFree();
    return checkGradient(joined(this.#back(this.#forward(inputs, false), loss, false).byInputs));
  }

  update(rate: number): void {
    this.#life.checkFree();
    checkRate(rate);
    const finite = this.#states.every(({ gradient }) => gradient.every((g) => Math.abs(g) <= LARGEST_GRADIENT));
    if (!finite) {
      for (const { gradient } of this.#states) gradient.fill(0);
      throw divergedGradient();
    }
    this.#updates += 1;
    for (const state of this.#states) adam(state, this.#options.optimiser, rate, this.#updates);
  }

  dispose(): void {
    if (this.#life.end()) networks -= 1;
  }

  /** A pass keeps some six doubles for each unit of each row, on its way forward and back; Adam keeps five for each weight. */
  #bytes(rows: number): number {
    const units = this.#layers.reduce((sum, layer) => sum + layer.inputs + layer.outputs, 0);
    return Float64Array.BYTES_PER_ELEMENT * this.copies * (6 * rows * units + 5 * weightCount(this.shape));
  }

  #forward(inputs: Float32Array, averaged: boolean): readonly Tape[] {
    this.#life.checkHeld();
    const rows = rowsOf('inputs', inputs, this.copies, this.shape.inputs);
    const bytes = this.#bytes(rows);
    checkMemory(bytes);
    return allocating(bytes, () => this.#states.map((state, copy) => forward(this.#layers, averaged ? state.average : state.weights,
      stacked(copy, rows * this.shape.inputs, inputs), rows, false)));
  }

  /** The loss and its gradient by the inputs; that by the weights is gathered where `gather` says so. */
  #back(tapes: readonly Tape[], loss: Loss, gather: boolean): { readonly value: number; readonly byInputs: readonly Float64Array[] } {
    const outputs = joined(tapes.map(outputsOf));
    const gradient = new Float32Array(outputs.length);
    const value = this.#life.asked(() => loss(outputs, gradient));
    const length = outputs.length / this.copies;
    const byInputs = tapes.map((tape, copy) => backward(this.#layers, this.#states[copy]!.weights, tape,
      stacked(copy, length, gradient), gather ? this.#states[copy]!.gradient : null));
    return { value, byInputs };
  }
}

export const plainEngine: Engine = {
  name: 'plain',
  network: (options) => new PlainNetwork(options),
  held: () => networks,
};

