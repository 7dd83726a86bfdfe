/**
 * The memory that the kernels of chain-kernels.ts work in, lent to one march at a time: making one takes longer than a short march.
 */
import { exportedFunction, webAssembly } from '../../wasm/webassembly.ts';
import type { WasmFunction } from '../../wasm/webassembly.ts';
import { fitted } from '../bernoulli.ts';
import { chainKernels } from './chain-kernels.ts';
import { MOST_PAGES } from './line-kernels.ts';

const [PAGE, DOUBLE, START, FREE] = [65536, 8, 16, 4];

export interface ChainMemory {
  /** An array of so many doubles; they fit for as many as were asked for at first. What it holds at first is not said. */
  readonly allocate: (length: number) => Float64Array;
  readonly kernel: (name: 'step' | 'stepTransposed' | 'tridiagonal' | 'factored') => WasmFunction;
  /** Gives the memory back: its arrays are then another's. */
  readonly release: () => void;
}

interface Instance {
  readonly doubles: number;
  readonly buffer: ArrayBufferLike;
  readonly kernel: ChainMemory['kernel'];
}

const free: Instance[] = [];

const instanceFor = (doubles: number): Instance => {
  const found = free.findIndex((instance) => instance.doubles >= doubles);
  if (found >= 0) return free.splice(found, 1)[0]!;
  const initial = Math.ceil((START + doubles * DOUBLE) / PAGE);
  const memory = new webAssembly.Memory({ initial, maximum: MOST_PAGES });
  const instance = new webAssembly.Instance(chainKernels(), { host: { memory, fitted } });
  return { doubles: (initial * PAGE - START) / DOUBLE, buffer: memory.buffer, kernel: (name) => exportedFunction(instance, name) };
};

/** `doubles`: how many there will be in all, in `arrays` arrays. */
export const chainMemory = (doubles: number, arrays: number): ChainMemory => {
  const instance = instanceFor(doubles + arrays);
  let next = START;
  return {
    allocate: (length) => {
      const array = new Float64Array(instance.buffer, next, length);
      next += (length + length % 2) * DOUBLE;
      return array;
    },
    kernel: instance.kernel,
    release: () => { if (free.length < FREE) free.push(instance); },
  };
};
