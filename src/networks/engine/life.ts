/**
 * The life of a network: held until it is disposed, and left as it is while its loss runs.
 *
 * A loss may evaluate the network that it is the loss of (a target may depend on it) and read its weights. It may not train it: what
 * a pass keeps for its way back belongs to the weights and the inputs that it began with.
 *
 * Errors: NetworkError 'not-applicable' for a network that was disposed, or that is trained or set by its own loss; 'diverged' for a
 * loss that is no number.
 */
import { NetworkError } from '../network-error.ts';
import { checkLoss } from './faults.ts';

export class Life {
  #disposed = false;
  #inLoss = false;

  /** Before anything is asked of the network. */
  checkHeld(): void {
    if (this.#disposed) throw new NetworkError('not-applicable', 'a network that was disposed', 'make a new one');
  }

  /** Before a pass with a way back, an update, or weights that are set. */
  checkFree(): void {
    this.checkHeld();
    if (!this.#inLoss) return;
    throw new NetworkError('not-applicable', 'a network that its own loss would train or change', 'do it before the pass or after it');
  }

  /** The value of a loss, which is asked here. */
  asked(loss: () => number): number {
    this.#inLoss = true;
    let value: number;
    try {
      value = loss();
    } finally {
      this.#inLoss = false;
    }
    this.checkHeld();
    return checkLoss(value);
  }

  /** Whether it was held until now. */
  end(): boolean {
    const held = !this.#disposed;
    this.#disposed = true;
    return held;
  }
}
