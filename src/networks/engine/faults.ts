/**
 * What every engine checks in the same words: that numbers are still numbers, and that they fit into memory.
 *
 * Errors: NetworkError 'diverged', 'out-of-memory'.
 */
import { NetworkError } from '../network-error.ts';

/** Beyond it the square of a gradient is no float any more, and Adam would stand still. */
export const LARGEST_GRADIENT = 1e18;

/** A step is at most some times the rate: beyond it, rate times gradient is no float any more. */
export const LARGEST_RATE = 1e18;

export const checkLoss = (loss: number): number => {
  if (Number.isFinite(loss)) return loss;
  throw new NetworkError('diverged', `the loss is ${loss}`, 'take a smaller rate, or look for a division by zero in the loss');
};

export const divergedGradient = (): NetworkError =>
  new NetworkError('diverged', `a gradient is no number, or beyond ${LARGEST_GRADIENT}`,
    'take a smaller rate, or look for a division by zero in the loss');

/** Of a gradient by the inputs, as it is given back. */
export const checkGradient = (gradient: Float32Array): Float32Array => {
  if (gradient.every(Number.isFinite)) return gradient;
  throw divergedGradient();
};

export const checkRate = (rate: number): void => {
  if (rate >= 0 && rate <= LARGEST_RATE) return;
  throw new NetworkError('diverged', `the rate is ${rate}`, `take one from 0 to ${LARGEST_RATE}`);
};

/** What one network takes with its batch is below it: 2 GiB, and addresses below it are positive as signed numbers of 32 bits. */
export const MOST_BYTES: number = 2 ** 31;

export const tooLarge = (bytes: number): NetworkError => new NetworkError('out-of-memory',
  `a network that takes ${Math.ceil(bytes / 2 ** 20)} MiB with its batch`, 'take a smaller batch, fewer copies, or a smaller network');

/** Before anything is allocated. */
export const checkMemory = (bytes: number): void => {
  if (!(bytes < MOST_BYTES)) throw tooLarge(bytes);
};

/** Where the machine has less than what is asked for. */
export const allocating = <Result>(bytes: number, allocate: () => Result): Result => {
  try {
    return allocate();
  } catch (error) {
    throw error instanceof RangeError ? tooLarge(bytes) : error;
  }
};
