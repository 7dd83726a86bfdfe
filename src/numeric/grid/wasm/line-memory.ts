/**
 * The memory that the kernels of line-kernels.ts work in, and the kernels as functions of arrays in it.
 */
import { exportedFunction, webAssembly } from '../../wasm/webassembly.ts';
import type { WasmFunction } from '../../wasm/webassembly.ts';
import { fitted } from '../bernoulli.ts';
import { lineKernels, MOST_PAGES } from './line-kernels.ts';

const [PAGE, DOUBLE, START] = [65536, 8, 16];

export interface LineMemory {
  /** An array of so many doubles, zeros; they fit for as many as were asked for at first. */
  readonly allocate: (length: number) => Float64Array;
  /** A kernel, which takes addresses for arrays. */
  readonly kernel: (name: string) => (...args: readonly (number | Float64Array)[]) => number;
}

/** `doubles`: how many there will be in all, in `arrays` arrays. */
export const lineMemory = (doubles: number, arrays: number): LineMemory => {
  const initial = Math.ceil((START + (doubles + arrays) * DOUBLE) / PAGE);
  const memory = new webAssembly.Memory({ initial, maximum: MOST_PAGES });
  const instance = new webAssembly.Instance(lineKernels(), { host: { memory, fitted } });
  let next = START;
  return {
    allocate: (length) => {
      const array = new Float64Array(memory.buffer, next, length);
      next += (length + length % 2) * DOUBLE;
      return array;
    },
    kernel: (name) => {
      const run: WasmFunction = exportedFunction(instance, name);
      return (...args) => run(...args.map((arg) => (typeof arg === 'number' ? arg : arg.byteOffset)));
    },
  };
};
