/**
 * The part of the WebAssembly interface of JavaScript that the project uses, with its types: the library declarations that
 * it compiles with (ECMAScript and Node) have none.
 *
 * Source: WebAssembly JavaScript Interface, W3C.
 */

/** A validated and compiled module. It can be posted to another thread, which then compiles nothing again. */
export interface WasmModule {
  readonly 'a compiled module': never;
}

export interface WasmMemory {
  /** Another one after the memory has grown; views of the old one are then empty. */
  readonly buffer: ArrayBufferLike;
  /** By so many pages of 64 KiB. RangeError where it cannot. */
  readonly grow: (pages: number) => number;
}

export type WasmFunction = (...args: readonly number[]) => number;

export interface WasmInstance {
  readonly exports: Readonly<Record<string, WasmFunction | WasmMemory>>;
}

export type WasmImports = Readonly<Record<string, Readonly<Record<string, WasmMemory | ((...args: number[]) => number)>>>>;

export interface WebAssemblyInterface {
  /** Throws where the bytes are no valid module. */
  readonly Module: new (bytes: Uint8Array) => WasmModule;
  readonly Instance: new (module: WasmModule, imports?: WasmImports) => WasmInstance;
  readonly Memory: new (limits: { initial: number; maximum?: number; shared?: boolean }) => WasmMemory;
  readonly validate: (bytes: Uint8Array) => boolean;
}

export const webAssembly: WebAssemblyInterface =
  (globalThis as unknown as { readonly WebAssembly: WebAssemblyInterface }).WebAssembly;

/** A function that an instance exports. Throws a TypeError where there is none of this name. */
export const exportedFunction = (instance: WasmInstance, name: string): WasmFunction => {
  const found = instance.exports[name];
  if (typeof found !== 'function') throw new TypeError(`the module exports no function ${name}`);
  return found;
};

/** A memory that an instance exports. Throws a TypeError where there is none of this name. */
export const exportedMemory = (instance: WasmInstance, name: string): WasmMemory => {
  const found = instance.exports[name];
  if (found === undefined || typeof found === 'function') throw new TypeError(`the module exports no memory ${name}`);
  return found;
};
