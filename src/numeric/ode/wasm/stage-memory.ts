/**
 * The memory that the kernels of stage-kernels.ts work in, lent to one run at a time with all its arrays: making them takes longer
 * than a short run, and V8 compiles the way into a kernel for each instance, after some calls.
 */
import { exportedFunction, webAssembly } from '../../wasm/webassembly.ts';
import type { WasmFunction, WasmModule } from '../../wasm/webassembly.ts';
import { MOST_PAGES } from './stage-kernels.ts';

const [PAGE, DOUBLE, START, FREE, SUMS] = [65536, 8, 16, 4, 4];

/** How many stages a method has, vectors of its interpolant beside those of every method, and error estimates: at most two. */
export interface Shape {
  readonly stages: number;
  readonly vectors: number;
}

export interface StageMemory {
  /** The entries of a state. Of an odd number the one behind them in the memory is 1 in a state, and 0 in a stage. */
  readonly entries: number;
  /** Of a row. */
  readonly bytes: number;
  /** The state, the next one, and that of a stage. */
  readonly states: readonly [Float64Array, Float64Array, Float64Array];
  /** One behind the other. */
  readonly stages: readonly Float64Array[];
  readonly vectors: readonly Float64Array[];
  /** Two lanes each of two sums. */
  readonly sums: Float64Array;
  /** As stage-kernels.ts names them. */
  readonly makeStage: readonly WasmFunction[];
  readonly makeVector: readonly WasmFunction[];
  readonly makeErrors: WasmFunction;
}

const create = (module: WasmModule, entries: number, { stages, vectors }: Shape): StageMemory => {
  const length = entries + entries % 2;
  const doubles = (3 + stages + vectors) * length + SUMS;
  const memory = new webAssembly.Memory({ initial: Math.ceil((START + doubles * DOUBLE) / PAGE), maximum: MOST_PAGES });
  const instance = new webAssembly.Instance(module, { host: { memory } });
  let next = START;
  const row = (filler: 0 | 1): Float64Array => {
    const whole = new Float64Array(memory.buffer, next, length);
    if (length > entries) whole[entries] = filler;
    next += length * DOUBLE;
    return whole.subarray(0, entries);
  };
  const rows = (count: number): readonly Float64Array[] => Array.from({ length: count }, () => row(0));
  const kernels = (name: string, count: number): readonly WasmFunction[] => Array.from({ length: count }, (_, k) => exportedFunction(instance, `${name}${k}`));
  return {
    entries, bytes: length * DOUBLE, states: [row(1), row(1), row(1)], stages: rows(stages), vectors: rows(vectors),
    sums: new Float64Array(memory.buffer, next, SUMS),
    makeStage: kernels('stage', stages), makeVector: kernels('vector', vectors), makeErrors: exportedFunction(instance, 'errors'),
  };
};

export interface StageMemories {
  readonly borrow: (entries: number) => StageMemory;
  /** Its arrays are then another's. */
  readonly giveBack: (memory: StageMemory) => void;
}

export const stageMemories = (module: () => WasmModule, shape: Shape): StageMemories => {
  const free: StageMemory[] = [];
  return {
    borrow: (entries) => {
      const found = free.findIndex((memory) => memory.entries === entries);
      return found >= 0 ? free.splice(found, 1)[0]! : create(module(), entries, shape);
    },
    giveBack: (memory) => {
      free.push(memory);
      if (free.length > FREE) free.shift();
    },
  };
};
