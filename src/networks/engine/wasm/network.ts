/**
 * A network in the memory of the WebAssembly engine: blocks of weights for each copy, room for one transposed, and tapes.
 */
import type { WasmFunction } from '../../../numeric/wasm/webassembly.ts';
import { exportedFunction, webAssembly } from '../../../numeric/wasm/webassembly.ts';
import type { DirectionalLoss, Loss, Network, NetworkOptions, NetworkShape } from '../engine.ts';
import { checkGradient, checkRate, divergedGradient } from '../faults.ts';
import { initialWeights } from '../initial-weights.ts';
import { checkCopy, checkLength, checkOptions, layersOf, rowsOf, weightCount } from '../layout.ts';
import { Life } from '../life.ts';
import { corrections } from '../plain/adam.ts';
import type { LentMemory } from './memory.ts';
import { MEMORIES } from './memory.ts';
import { passesOf } from './passes.ts';
import type { Places } from './places.ts';
import { placesOf } from './places.ts';
import { FLOAT, padded } from './product.ts';
import { takeRows } from './rows.ts';
import { PIECE, Tapes } from './tapes.ts';

/** Blocks of a copy, in this order. */
const BLOCKS = ['weights', 'gradient', 'first', 'second', 'average'] as const;
type Block = (typeof BLOCKS)[number];

type Pass = 'evaluate' | 'forward' | 'forwardTangents' | 'transpose' | 'backward' | 'backwardTangents' | 'backwardInputs' | 'adam' | 'unusable';

let networks = 0;
export const networksHeld = (): number => networks;

export class WasmNetwork implements Network {
  readonly shape: NetworkShape;
  readonly copies: number;
  readonly batch: number;
  readonly #options: NetworkOptions;
  readonly #places: Places;
  readonly #life = new Life();
  readonly #tapes: Tapes;
  readonly #lent: LentMemory;
  readonly #call: (pass: Pass) => WasmFunction;
  #updates = 0;
  #tangents = false;

  constructor(options: NetworkOptions) {
    checkOptions(options);
    ({ shape: this.shape, copies: this.copies, batch: this.batch } = options);
    this.#options = options;
    this.#places = placesOf(this.shape);
    this.#tapes = new Tapes(this.shape, this.#places, this.#transposed() + this.#places.weights, this.batch);
    this.#lent = MEMORIES.lend(this.#tapes.end(this.copies));
    const instance = new webAssembly.Instance(passesOf(this.shape), { host: { memory: this.#lent.memory } });
    const functions = new Map<Pass, WasmFunction>();
    this.#call = (pass) => {
      const found = functions.get(pass) ?? exportedFunction(instance, pass);
      functions.set(pass, found);
      return found;
    };
    for (let copy = 0; copy < this.copies; copy += 1) this.setWeights(copy, initialWeights(this.shape, options.stream, copy));
    networks += 1;
  }

  weights(copy: number, averaged = false): Float32Array {
    this.#life.checkHeld();
    checkCopy(copy, this.copies);
    const [memory, out] = [this.#lent.floats(), new Float32Array(weightCount(this.shape))];
    this.#eachLayer(this.#block(copy, averaged ? 'average' : 'weights'), (from, at, rows, width) =>
      takeRows(memory, from, out.subarray(at, at + rows * width), width));
    return out;
  }

  setWeights(copy: number, weights: Float32Array): void {
    this.#life.checkFree();
    checkCopy(copy, this.copies);
    checkLength('weights', weights, weightCount(this.shape));
    const memory = this.#lent.floats();
    for (const block of ['weights', 'average'] as const) {
      this.#eachLayer(this.#block(copy, block), (to, at, rows, width) => {
        for (let row = 0; row < rows; row += 1) memory.set(weights.subarray(at + row * width, at + (row + 1) * width), to + row * padded(width));
      });
    }
  }

  evaluate(inputs: Float32Array, averaged = false): Float32Array {
    this.#life.checkHeld();
    const rows = rowsOf('inputs', inputs, this.copies, this.shape.inputs);
    const out = new Float32Array(this.copies * rows * this.shape.outputs);
    const tape = this.#tapes.piece();
    this.#inPieces(rows, (copy, first, count) => {
      this.#tapes.putInputs(this.#lent, tape, this.#some(inputs, this.shape.inputs, copy, first, count));
      this.#call('evaluate')(this.#block(copy, averaged ? 'average' : 'weights'), tape.at, tape.capacity, padded(count));
      this.#tapes.takeOutputs(this.#lent, tape, this.#some(out, this.shape.outputs, copy, first, count));
    });
    return out;
  }

  accumulate(inputs: Float32Array, loss: Loss): number {
    this.#life.checkFree();
    checkLength('inputs', inputs, this.copies * this.batch * this.shape.inputs);
    const rows = padded(this.batch);
    const outputs = new Float32Array(this.copies * this.batch * this.shape.outputs);
    this.#eachCopy((copy) => {
      const tape = this.#tapes.of(copy);
      this.#tapes.putInputs(this.#lent, tape, this.#some(inputs, this.shape.inputs, copy));
      this.#call('forward')(this.#block(copy, 'weights'), tape.at, tape.capacity, rows);
      this.#tapes.takeOutputs(this.#lent, tape, this.#some(outputs, this.shape.outputs, copy));
    });
    const gradient = new Float32Array(outputs.length);
    const value = this.#life.asked(() => loss(outputs, gradient));
    this.#eachCopy((copy) => {
      const tape = this.#tapes.of(copy);
      this.#tapes.putOutputs(this.#lent, tape, this.#some(gradient, this.shape.outputs, copy));
      this.#transpose(copy);
      this.#call('backward')(this.#transposed(), this.#block(copy, 'gradient'), tape.at, tape.capacity, rows);
    });
    return value;
  }

  accumulateDirectional(inputs: Float32Array, directions: Float32Array, loss: DirectionalLoss): number {
    this.#life.checkFree();
    checkLength('inputs', inputs, this.copies * this.batch * this.shape.inputs);
    checkLength('directions', directions, inputs.length);
    this.#makeTangents();
    const length = this.copies * this.batch * this.shape.outputs;
    const [rows, outputs, derivatives] = [padded(this.batch), new Float32Array(length), new Float32Array(length)];
    this.#eachCopy((copy) => {
      const [tape, beside] = [this.#tapes.of(copy), this.#tapes.of(this.copies + copy)];
      this.#tapes.putInputs(this.#lent, tape, this.#some(inputs, this.shape.inputs, copy));
      this.#tapes.putInputs(this.#lent, beside, this.#some(directions, this.shape.inputs, copy));
      this.#call('forwardTangents')(this.#block(copy, 'weights'), tape.at, beside.at, tape.capacity, rows);
      this.#tapes.takeOutputs(this.#lent, tape, this.#some(outputs, this.shape.outputs, copy));
      this.#tapes.takeOutputs(this.#lent, beside, this.#some(derivatives, this.shape.outputs, copy));
    });
    const [gradient, derivativesGradient] = [new Float32Array(length), new Float32Array(length)];
    const value = this.#life.asked(() => loss(outputs, derivatives, gradient, derivativesGradient));
    this.#eachCopy((copy) => {
      const [tape, beside] = [this.#tapes.of(copy), this.#tapes.of(this.copies + copy)];
      this.#tapes.putOutputs(this.#lent, tape, this.#some(gradient, this.shape.outputs, copy));
      this.#tapes.putOutputs(this.#lent, beside, this.#some(derivativesGradient, this.shape.outputs, copy));
      this.#transpose(copy);
      this.#call('backwardTangents')(this.#transposed(), this.#block(copy, 'gradient'), tape.at, beside.at, tape.capacity, rows);
    });
    return value;
  }

  inputGradient(inputs: Float32Array, loss: Loss): Float32Array {
    this.#life.checkFree();
    const outputs = this.evaluate(inputs);
    const gradient = new Float32Array(outputs.length);
    this.#life.asked(() => loss(outputs, gradient));
    const rows = inputs.length / (this.copies * this.shape.inputs);
    const out = new Float32Array(inputs.length);
    const tape = this.#tapes.piece();
    this.#inPieces(rows, (copy, first, count) => {
      if (first === 0) this.#transpose(copy);
      this.#tapes.putInputs(this.#lent, tape, this.#some(inputs, this.shape.inputs, copy, first, count));
      this.#call('forward')(this.#block(copy, 'weights'), tape.at, tape.capacity, padded(count));
      this.#tapes.putOutputs(this.#lent, tape, this.#some(gradient, this.shape.outputs, copy, first, count));
      this.#call('backwardInputs')(this.#transposed(), tape.at, tape.capacity, padded(count));
      this.#tapes.takeInputs(this.#lent, tape, this.#some(out, this.shape.inputs, copy, first, count));
    });
    return checkGradient(out);
  }

  update(rate: number): void {
    this.#life.checkFree();
    checkRate(rate);
    this.#checkGathered();
    const bytes = this.#places.weights;
    this.#updates += 1;
    const { optimiser } = this.#options;
    const { firstDecay, secondDecay, epsilon, averageDecay } = optimiser;
    const [ofFirst, ofSecond] = corrections(optimiser, this.#updates);
    this.#eachCopy((copy) => {
      const [weights, gradient, first, second, average] = BLOCKS.map((block) => this.#block(copy, block)) as [number, number, number, number, number];
      this.#call('adam')(weights, gradient, first, second, average, bytes, firstDecay, 1 - firstDecay, secondDecay, 1 - secondDecay,
        rate * ofFirst, ofSecond, epsilon, 1 - averageDecay);
    });
  }

  dispose(): void {
    if (!this.#life.end()) return;
    networks -= 1;
    this.#lent.release();
  }

  #checkGathered(): void {
    const bytes = this.#places.weights;
    const gathered = Array.from({ length: this.copies }, (_, copy) => this.#block(copy, 'gradient'));
    if (gathered.every((block) => this.#call('unusable')(block, bytes) === 0)) return;
    for (const block of gathered) this.#lent.floats().fill(0, block / FLOAT, (block + bytes) / FLOAT);
    throw divergedGradient();
  }

  /** Where a block of a copy begins, in bytes. */
  #block(copy: number, block: Block): number {
    return (copy * BLOCKS.length + BLOCKS.indexOf(block)) * this.#places.weights;
  }

  #transposed(): number {
    return this.copies * BLOCKS.length * this.#places.weights;
  }

  #makeTangents(): void {
    if (this.#tangents) return;
    this.#lent.reach(this.#tapes.end(2 * this.copies));
    this.#tangents = true;
  }

  #transpose(copy: number): void {
    this.#call('transpose')(this.#block(copy, 'weights'), this.#transposed());
  }

  /** Rows of a copy, of an array that has all copies: a view. */
  #some(array: Float32Array, width: number, copy: number, first = 0, count: number = array.length / (this.copies * width)): Float32Array {
    const start = copy * (array.length / this.copies) + first * width;
    return array.subarray(start, start + count * width);
  }

  #eachCopy(run: (copy: number) => void): void {
    for (let copy = 0; copy < this.copies; copy += 1) run(copy);
  }

  /** Of each copy all rows, before the next one. */
  #inPieces(rows: number, run: (copy: number, first: number, count: number) => void): void {
    this.#eachCopy((copy) => {
      for (let first = 0; first < rows; first += PIECE) run(copy, first, Math.min(PIECE, rows - first));
    });
  }

  /** Matrices and biases of a block: the place in the memory and in a flat array, in floats, and how many rows of what width. */
  #eachLayer(block: number, run: (memory: number, flat: number, rows: number, width: number) => void): void {
    layersOf(this.shape).forEach((layer, k) => {
      const placed = this.#places.layers[k]!;
      run((block + placed.matrix) / FLOAT, layer.matrix, layer.inputs, layer.outputs);
      run((block + placed.biases) / FLOAT, layer.biases, 1, layer.outputs);
    });
  }
}
