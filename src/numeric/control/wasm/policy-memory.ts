/**
 * The memory that the kernels of policy-kernels.ts work in, lent to one march at a time: V8 compiles the way into a kernel for each
 * instance, after a thousand calls.
 */
import { MOST_PAGES } from '../../grid/wasm/line-kernels.ts';
import { exportedFunction, webAssembly } from '../../wasm/webassembly.ts';
import type { WasmFunction } from '../../wasm/webassembly.ts';
import { policyKernels } from './policy-kernels.ts';

const [PAGE, DOUBLE, START, ARRAYS, FREE] = [65536, 8, 16, 40, 4];

/** The control at a node with the slope p and ½ h ∂xx V, where the central formula is not the best. */
export type OtherControl = (node: number, slope: number, aside: number) => number;

export interface PolicyMemory {
  /** An array of zeros; there is room for 40 times n + 4 doubles. */
  readonly allocate: (length: number) => Float64Array;
  readonly kernel: (name: 'readAffine' | 'improveCentral' | 'improveMonotone' | 'assemble' | 'combine' | 'tridiagonal') => WasmFunction;
  /** Says who answers for the nodes that the monotone kernel asks for. */
  readonly answer: (other: OtherControl) => void;
  /** Gives the memory back: its arrays are then another's. */
  readonly release: () => void;
}

interface Instance {
  readonly count: number;
  readonly buffer: ArrayBufferLike;
  readonly kernel: PolicyMemory['kernel'];
  readonly answer: PolicyMemory['answer'];
}

const free: Instance[] = [];

const instanceFor = (count: number): Instance => {
  const found = free.findIndex((instance) => instance.count >= count);
  if (found >= 0) return free.splice(found, 1)[0]!;
  const memory = new webAssembly.Memory({ initial: Math.ceil((START + (count + 4) * ARRAYS * DOUBLE) / PAGE), maximum: MOST_PAGES });
  let answering: OtherControl = () => Number.NaN;
  const otherControl: OtherControl = (node, slope, aside) => answering(node, slope, aside);
  const instance = new webAssembly.Instance(policyKernels(), { host: { memory, otherControl } });
  return { count, buffer: memory.buffer, kernel: (name) => exportedFunction(instance, name), answer: (other) => { answering = other; } };
};

export const policyMemory = (count: number): PolicyMemory => {
  const instance = instanceFor(count);
  let next = START;
  return {
    allocate: (length) => {
      const array = new Float64Array(instance.buffer, next, length);
      array.fill(0);
      next += (length + length % 2) * DOUBLE;
      return array;
    },
    kernel: instance.kernel,
    answer: instance.answer,
    release: () => { if (free.length < FREE) free.push(instance); },
  };
};
