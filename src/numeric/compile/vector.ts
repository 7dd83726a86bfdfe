/**
 * A graph compiled to WebAssembly: two points in one instruction, a block of points in one call.
 *
 * Columns are copied into the instance's memory block by block: input k of a block at k · BLOCK doubles, outputs after them. A
 * block of an odd number of points has its last one twice. The module's function says whether some output of the block was not
 * finite; such points are computed again by the interpreter, which decides: compiled sines do not reduce angles beyond 51,000,
 * and say NaN. A formula that is no number there either is reported with its point (`Compiled`).
 *
 * The engine first runs quick code and replaces it, between two calls, by optimised code: another reason for blocks.
 */
import { i32 } from '../wasm/scalars.ts';
import { ModuleBuilder } from '../wasm/module.ts';
import { f64x2 } from '../wasm/vectors.ts';
import type { WasmModule } from '../wasm/webassembly.ts';
import { exportedFunction, exportedMemory, webAssembly } from '../wasm/webassembly.ts';
import type { Compiled } from './compiled.ts';
import { checkColumns } from './compiled.ts';
import { emitGraph } from './emit.ts';
import type { Node } from './graph.ts';
import type { Interpreter } from './scalar.ts';
import { interpret, interpreterOf, interpretPoint } from './scalar.ts';
import { NumericError } from '../numeric-error.ts';

/** Points in a block: what a call costs is spread, and the columns of a dozen stay in the first cache. */
const BLOCK = 256;
const DOUBLE = 8;
const PAGE = 65536;

const moduleOf = (outputs: readonly Node[], inputs: number): WasmModule => {
  const columns = inputs + outputs.length;
  const builder = new ModuleBuilder({ pages: Math.max(1, Math.ceil((columns * BLOCK * DOUBLE) / PAGE)) });
  const placeOf = (column: number): number => column * BLOCK * DOUBLE;
  builder.function('run', ['i32'], 'i32', (body, count) => {
    const faults = body.variable('f64x2', f64x2.constant(0));
    body.count(i32.constant(0), i32.multiply(count, i32.constant(DOUBLE)), 2 * DOUBLE, (at) => {
      const loaded = Array.from({ length: inputs }, (_, k) => body.let(f64x2.load(at, placeOf(k))));
      const results = emitGraph(body, outputs, (index) => {
        const input = loaded[index];
        if (input === undefined) throw new RangeError(`the formula has an input ${index}, and there are ${inputs}`);
        return input;
      });
      results.forEach((result, k) => {
        const value = body.let(result);
        body.do(f64x2.store(at, value, placeOf(inputs + k)));
        // y − y is 0 for a number, and NaN, with its bits set, for NaN and infinities.
        body.set(faults, f64x2.or(faults.now, f64x2.subtract(value, value)));
      });
    });
    return f64x2.anyTrue(faults.now);
  });
  return builder.compile();
};

/** From the inputs as they were copied: an output column may have taken the place of an input. */
const repair = (
  interpreter: Interpreter, copies: readonly Float64Array[], outputs: readonly Float64Array[], start: number, length: number,
): void => {
  for (let at = 0; at < length; at += 1) {
    if (outputs.some((column) => !Number.isFinite(column[start + at]))) interpretPoint(interpreter, copies, outputs, at, start + at);
  }
};

/** Compiles the outputs as functions of that many inputs. A formula that is too long for a module is interpreted. */
export const compile = (outputs: readonly Node[], inputs: number): Compiled => {
  try {
    return compiledBy(moduleOf(outputs, inputs), outputs, inputs);
  } catch (error) {
    if (error instanceof NumericError && error.fault === 'not-applicable') return interpret(outputs, inputs);
    throw error;
  }
};

const compiledBy = (wasm: WasmModule, outputs: readonly Node[], inputs: number): Compiled => {
  const instance = new webAssembly.Instance(wasm);
  const run = exportedFunction(instance, 'run');
  const memory = new Float64Array(exportedMemory(instance, 'memory').buffer);
  const blockOf = (column: number): Float64Array => memory.subarray(column * BLOCK, (column + 1) * BLOCK);
  const inputBlocks = Array.from({ length: inputs }, (_, k) => blockOf(k));
  const outputBlocks = outputs.map((_, k) => blockOf(inputs + k));
  let interpreter: Interpreter | null = null;

  const runBlock = (from: readonly Float64Array[], to: readonly Float64Array[], start: number, length: number): void => {
    inputBlocks.forEach((block, k) => {
      block.set((from[k] as Float64Array).subarray(start, start + length));
      if (length % 2 === 1) block[length] = block[length - 1] as number;
    });
    const faulty = run(length + (length % 2)) !== 0;
    outputBlocks.forEach((block, k) => (to[k] as Float64Array).set(length === BLOCK ? block : block.subarray(0, length), start));
    if (!faulty) return;
    interpreter ??= interpreterOf(outputs, inputs);
    repair(interpreter, inputBlocks, to, start, length);
  };

  return {
    inputs, outputs: outputs.length,
    run: (from, to, count) => {
      checkColumns('inputs', from, inputs, count);
      checkColumns('outputs', to, outputs.length, count);
      for (let start = 0; start < count; start += BLOCK) runBlock(from, to, start, Math.min(BLOCK, count - start));
    },
  };
};
