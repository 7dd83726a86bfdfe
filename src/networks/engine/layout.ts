/**
 * Where the weights of a network lie in their flat array: for each layer its matrix, row i what input i gives to each output,
 * then its biases. Every engine and every reader of weights uses this one layout.
 *
 * Errors: NetworkError 'wrong-shape' for widths, copies or batches that are no whole numbers ≥ 1, and for arrays of another
 * length than the shape asks for.
 */
import { NetworkError } from '../network-error.ts';
import type { NetworkOptions, NetworkShape } from './engine.ts';

export interface Layer {
  readonly inputs: number;
  readonly outputs: number;
  /** Where its matrix begins: inputs × outputs numbers, row after row. */
  readonly matrix: number;
  /** Where its biases begin, as many as outputs. */
  readonly biases: number;
  /** The last layer has no SiLU after it. */
  readonly linear: boolean;
}

const isWidth = (width: number): boolean => Number.isInteger(width) && width >= 1;

/** The layers from the inputs to the outputs. */
export const layersOf = ({ inputs, hidden, outputs }: NetworkShape): readonly Layer[] => {
  const widths = [inputs, ...hidden, outputs];
  if (!widths.every(isWidth)) {
    throw new NetworkError('wrong-shape', `layers of widths ${widths.join(', ')}`, 'take whole numbers from 1');
  }
  const layers: Layer[] = [];
  let next = 0;
  for (let k = 0; k + 1 < widths.length; k += 1) {
    const [from, to] = [widths[k] as number, widths[k + 1] as number];
    layers.push({ inputs: from, outputs: to, matrix: next, biases: next + from * to, linear: k + 2 === widths.length });
    next += (from + 1) * to;
  }
  return layers;
};

/** How many weights, biases among them, one copy has. */
export const weightCount = (shape: NetworkShape): number =>
  layersOf(shape).reduce((sum, layer) => sum + (layer.inputs + 1) * layer.outputs, 0);

/**
 * Below it ε is lost in floats: where the square of a gradient is too small for them, its root is 0, and a step is rate · g / ε of a
 * |g| up to some 1e-21. At 1e-20 this is below the rate, as it is with exact numbers.
 */
export const LEAST_EPSILON = 1e-20;
/** Far above every gradient, ε is a rate without Adam; beyond it, no float. */
export const LARGEST_EPSILON = 1e20;

export const checkOptions = ({ copies, batch, optimiser }: NetworkOptions): void => {
  if (!isWidth(copies) || !isWidth(batch)) {
    throw new NetworkError('wrong-shape', `${copies} copies with batches of ${batch} rows`, 'take whole numbers from 1');
  }
  const { firstDecay, secondDecay, epsilon, averageDecay } = optimiser;
  const fits = [firstDecay, secondDecay, averageDecay].every((decay) => decay >= 0 && decay < 1)
    && epsilon >= LEAST_EPSILON && epsilon <= LARGEST_EPSILON;
  if (!fits) {
    throw new NetworkError('not-applicable',
      `Adam with decays ${firstDecay} and ${secondDecay}, an average of decay ${averageDecay} and ε = ${epsilon}`,
      `take decays from 0 to below 1, and ε from ${LEAST_EPSILON} to ${LARGEST_EPSILON}`);
  }
};

/** Checks the length of an array that is given to a network. */
export const checkLength = (what: string, array: ArrayLike<number>, length: number): void => {
  if (array.length !== length) {
    throw new NetworkError('wrong-shape', `${what}: ${array.length} numbers instead of ${length}`,
      'lay them out copy after copy, then row after row');
  }
};

/** How many rows each copy has in an array of `width` numbers a row. */
export const rowsOf = (what: string, array: ArrayLike<number>, copies: number, width: number): number => {
  const rows = array.length / (copies * width);
  if (!Number.isInteger(rows)) {
    throw new NetworkError('wrong-shape', `${what}: ${array.length} numbers for ${copies} copies with rows of ${width}`,
      'give each copy the same number of whole rows');
  }
  return rows;
};

export const checkCopy = (copy: number, copies: number): void => {
  if (!(Number.isInteger(copy) && copy >= 0 && copy < copies)) {
    throw new NetworkError('wrong-shape', `copy ${copy} of ${copies}`, `take one of 0 … ${copies - 1}`);
  }
};
