/**
 * Memories for networks, lent to one at a time: a WebAssembly memory reserves gigabytes of addresses, so that a process has room for
 * some dozens of them only, and they are given back late. Small ones are kept for the next network; large ones are let go.
 *
 * Errors: NetworkError 'out-of-memory' where 2 GiB or more are asked for (faults.ts), before anything is allocated, or where the
 * machine has no more.
 */
import type { WasmMemory } from '../../../numeric/wasm/webassembly.ts';
import { webAssembly } from '../../../numeric/wasm/webassembly.ts';
import { allocating, checkMemory } from '../faults.ts';
import { MOST_PAGES } from './passes.ts';

const PAGE = 65536;
/** Kept at most, and of at most so many bytes each. */
const FREE = 8;
const LARGEST_KEPT = 2 ** 25;

export interface LentMemory {
  readonly memory: WasmMemory;
  /** All of it, as it is now; not to be kept over a call of `reach`. */
  readonly floats: () => Float32Array;
  /** Makes it at least so many bytes long. What is new is 0. */
  readonly reach: (bytes: number) => void;
  readonly release: () => void;
}

export interface MemoryPool {
  /** At least so many bytes, all 0. */
  readonly lend: (bytes: number) => LentMemory;
  /** Bytes that are kept for later networks. */
  readonly kept: () => number;
}

const made = (bytes: number): WasmMemory =>
  allocating(bytes, () => new webAssembly.Memory({ initial: Math.ceil(bytes / PAGE), maximum: MOST_PAGES }));

/** `zeros`: from here on it is 0. */
const lent = (memory: WasmMemory, zeros: number, keep: (memory: WasmMemory) => void): LentMemory => {
  let [view, cleared] = [new Float32Array(0), zeros];
  return {
    memory,
    floats: () => {
      if (view.buffer !== memory.buffer) view = new Float32Array(memory.buffer as ArrayBuffer);
      return view;
    },
    reach: (wanted) => {
      checkMemory(wanted);
      const long = memory.buffer.byteLength;
      // What another network has left, and no more of it than is needed: what grows is 0.
      const left = Math.min(wanted, long) - cleared;
      if (left > 0) new Uint8Array(memory.buffer, cleared, left).fill(0);
      if (wanted > long) allocating(wanted, () => memory.grow(Math.ceil((wanted - long) / PAGE)));
      cleared = Math.max(cleared, wanted);
    },
    release: () => { keep(memory); },
  };
};

export const memoryPool = (): MemoryPool => {
  const free: WasmMemory[] = [];
  /** The smallest that is long enough; or else the longest, which has to grow least. */
  const taken = (bytes: number): WasmMemory | undefined => {
    const longer = free.toSorted((a, b) => a.buffer.byteLength - b.buffer.byteLength);
    const found = longer.find(({ buffer }) => buffer.byteLength >= bytes) ?? longer.at(-1);
    if (found !== undefined) free.splice(free.indexOf(found), 1);
    return found;
  };
  const keep = (memory: WasmMemory): void => {
    if (free.length < FREE && memory.buffer.byteLength <= LARGEST_KEPT) free.push(memory);
  };
  return {
    lend: (bytes) => {
      checkMemory(bytes);
      const found = taken(bytes);
      const memory = lent(found ?? made(bytes), found === undefined ? bytes : 0, keep);
      memory.reach(bytes);
      return memory;
    },
    kept: () => free.reduce((sum, { buffer }) => sum + buffer.byteLength, 0),
  };
};

/** Of all networks of this thread. */
export const MEMORIES: MemoryPool = memoryPool();
