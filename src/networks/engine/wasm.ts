/**
 * The fast engine: the project's own WebAssembly code over four floats at once (wasm/), one thread. The same seed gives the same
 * weights to the last bit on every machine, as far as the loss does: WebAssembly's arithmetic is that of IEEE 754.
 *
 * Errors: NetworkError 'out-of-memory' for a network that takes 2 GiB with its batch, before anything is allocated;
 * 'wrong-shape' for arrays of other lengths; 'diverged' where the loss, a gradient by the inputs or what is gathered is no number,
 * before a weight is changed; 'not-applicable' for a network that was disposed, or that its own loss would train.
 */
import type { Engine } from './engine.ts';
import { networksHeld, WasmNetwork } from './wasm/network.ts';

const ENGINE: Engine = {
  name: 'wasm',
  network: (options) => new WasmNetwork(options),
  held: networksHeld,
};

export const wasmEngine = (): Engine => ENGINE;
