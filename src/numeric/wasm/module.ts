/**
 * WebAssembly modules: functions and one memory, put together and encoded.
 *
 * Functions are named by what they are added for; a name that is exported is what the instance offers. The memory is the
 * module's own and exported as `memory`, or imported from `host.memory`, where it may be shared between threads.
 *
 * Source: WebAssembly Core Specification 2.0, section 5.5 (binary format of modules).
 *
 * Errors: NumericError 'not-applicable' for a function with more locals or bytes than engines take (WebAssembly JavaScript
 * Interface, section 8, implementation-defined limits).
 */
import { Body, parameterOf } from './body.ts';
import type { Bytes } from './encode.ts';
import { NumericError } from '../numeric-error.ts';
import { list, nameBytes, opcode, section, unsigned } from './encode.ts';
import type { Effect, Type, Value } from './value.ts';
import { value } from './value.ts';
import type { WasmModule } from './webassembly.ts';
import { webAssembly } from './webassembly.ts';

/** A function that other functions of the module can call. */
export interface Callable<Result extends Type> {
  readonly index: number;
  readonly result: Result;
}

export interface MemoryOptions {
  /** Of 64 KiB each. */
  readonly pages: number;
  /** Imported as `host.memory`; `shared`, with a largest size, between threads. */
  readonly imported?: { readonly shared: boolean; readonly maximum: number };
}

const MOST_LOCALS = 50_000;
const MOST_BYTES = 7_654_321;

interface Defined {
  readonly name: string;
  readonly exported: boolean;
  readonly type: number;
  readonly body: Body;
}

const VALUE_TYPES: Readonly<Record<Type, number>> = {
  i32: 0x7f, i64: 0x7e, f32: 0x7d, f64: 0x7c, f64x2: 0x7b, i64x2: 0x7b, f32x4: 0x7b, i32x4: 0x7b,
};
const MAGIC = [0x00, 0x61, 0x73, 0x6d];
const VERSION = [1, 0, 0, 0];
const FUNCTION_TYPE = 0x60;
const KIND = { function: 0, memory: 2 } as const;
const SECTION = { types: 1, imports: 2, functions: 3, memories: 5, exports: 7, code: 10 } as const;

export class ModuleBuilder {
  readonly #types: string[] = [];
  readonly #typeBytes: Bytes[] = [];
  readonly #imports: Bytes[] = [];
  readonly #functions: Defined[] = [];
  readonly #memory: MemoryOptions;

  constructor(memory: MemoryOptions) {
    this.#memory = memory;
  }

  /** A function of JavaScript, `host.NAME`, over doubles. All imports come before the first function. */
  importFunction(name: string, parameters: readonly Type[]): Callable<'f64'> {
    if (this.#functions.length > 0) throw new TypeError('imports come before functions');
    const index = this.#imports.push([
      ...nameBytes('host'), ...nameBytes(name), KIND.function, ...unsigned(this.#typeOf(parameters, 'f64')),
    ]) - 1;
    return { index, result: 'f64' };
  }

  /** Adds a function; `write` gives the value that it returns, or null for none. */
  function<Parameters extends readonly Type[], Result extends Type>(
    name: string, parameters: Parameters, result: Result | null,
    write: (body: Body, ...parameters: { readonly [K in keyof Parameters]: Value<Parameters[K]> }) => Value<Result> | null,
    exported = true,
  ): Callable<Result> {
    const body = new Body(parameters);
    const given = parameters.map((type, index) => parameterOf(index, type).now);
    const returned = write(body, ...(given as { readonly [K in keyof Parameters]: Value<Parameters[K]> }));
    if (returned !== null) body.result(returned);
    opcode('end', body.code);
    const index = this.#imports.length
      + this.#functions.push({ name, exported, type: this.#typeOf(parameters, result), body }) - 1;
    return { index, result: result as Result };
  }

  encode(): Uint8Array {
    const memory = [...this.#limits()];
    const imported = this.#memory.imported !== undefined;
    return Uint8Array.from([
      ...MAGIC, ...VERSION,
      ...section(SECTION.types, this.#typeBytes),
      ...section(SECTION.imports, [
        ...this.#imports, ...(imported ? [[...nameBytes('host'), ...nameBytes('memory'), KIND.memory, ...memory]] : []),
      ]),
      ...section(SECTION.functions, this.#functions.map((f) => unsigned(f.type))),
      ...section(SECTION.memories, imported ? [] : [memory]),
      ...section(SECTION.exports, [
        ...(imported ? [] : [[...nameBytes('memory'), KIND.memory, 0]]),
        ...this.#functions.flatMap((f, i) =>
          (f.exported ? [[...nameBytes(f.name), KIND.function, ...unsigned(this.#imports.length + i)]] : [])),
      ]),
      ...section(SECTION.code, this.#functions.map((f) => codeOf(f.body))),
    ]);
  }

  compile(): WasmModule {
    return new webAssembly.Module(this.encode());
  }

  #limits(): Bytes {
    const { pages, imported } = this.#memory;
    if (imported === undefined) return [0, ...unsigned(pages)];
    return [imported.shared ? 3 : 1, ...unsigned(pages), ...unsigned(imported.maximum)];
  }

  #typeOf(parameters: readonly Type[], result: Type | null): number {
    const bytes = [
      FUNCTION_TYPE, ...list(parameters.map((t) => [VALUE_TYPES[t]])), ...list(result === null ? [] : [[VALUE_TYPES[result]]]),
    ];
    const known = this.#types.indexOf(bytes.join());
    if (known >= 0) return known;
    this.#typeBytes.push(bytes);
    return this.#types.push(bytes.join()) - 1;
  }
}

/** Locals, each with how many follow each other of its type, and the code; its length in bytes before it. */
const codeOf = (body: Body): Bytes => {
  if (body.types.length > MOST_LOCALS || body.code.length > MOST_BYTES - MOST_LOCALS) {
    throw new NumericError('not-applicable', `a function of ${body.types.length} locals and ${body.code.length} bytes`,
      'take a shorter formula, or interpret it');
  }
  const runs: { type: number; length: number }[] = [];
  for (const type of body.types.slice(body.parameters)) {
    const last = runs.at(-1);
    if (last?.type === VALUE_TYPES[type]) last.length += 1;
    else runs.push({ type: VALUE_TYPES[type], length: 1 });
  }
  const contents = [...list(runs.map((run) => [...unsigned(run.length), run.type])), ...body.code];
  return [...unsigned(contents.length), ...contents];
};

/** A call of a function that gives a value. */
export const callOf = <Result extends Type>(callee: Callable<Result>, ...args: readonly Value<Type>[]): Value<Result> =>
  value(callee.result, 'call', args, unsigned(callee.index));

/** A call of a function that gives nothing. */
export const calling = (callee: Callable<Type>, ...args: readonly Value<Type>[]): Effect =>
  ({ instruction: 'call', operands: args, immediates: unsigned(callee.index) });
