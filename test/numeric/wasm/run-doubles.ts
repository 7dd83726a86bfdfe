/**
 * Code over two doubles at once as a function of lists: for tests.
 */
import type { Body } from '../../../src/numeric/wasm/body.ts';
import { ModuleBuilder } from '../../../src/numeric/wasm/module.ts';
import type { Doubles } from '../../../src/numeric/wasm/polynomial.ts';
import { i32 } from '../../../src/numeric/wasm/scalars.ts';
import { f64x2 } from '../../../src/numeric/wasm/vectors.ts';
import { exportedFunction, exportedMemory, webAssembly } from '../../../src/numeric/wasm/webassembly.ts';

const MOST = 2048;

/** Each result is computed in either lane, with another number beside it, and must be the same. */
export const runDoubles = (code: (body: Body, x: Doubles) => Doubles): ((xs: readonly number[]) => readonly number[]) => {
  const builder = new ModuleBuilder({ pages: 1 });
  builder.function('run', ['i32'], null, (body, count) => {
    body.count(i32.constant(0), i32.multiply(count, i32.constant(8)), 16, (at) => {
      body.do(f64x2.store(at, code(body, body.let(f64x2.load(at)))));
    });
    return null;
  });
  const instance = new webAssembly.Instance(builder.compile());
  const memory = new Float64Array(exportedMemory(instance, 'memory').buffer);
  const once = (xs: readonly number[]): readonly number[] => {
    memory.set(xs);
    exportedFunction(instance, 'run')(xs.length);
    return [...memory.subarray(0, xs.length)];
  };
  return (xs) => {
    if (xs.length > MOST) throw new RangeError('too many');
    const even = xs.length % 2 === 0 ? xs : [...xs, 1];
    const straight = once(even).slice(0, xs.length);
    const reversed = once(even.toReversed()).toReversed().slice(0, xs.length);
    straight.forEach((value, i) => {
      if (!Object.is(value, reversed[i])) throw new Error(`lane 0 and lane 1 differ at ${xs[i]}: ${value}, ${reversed[i]}`);
    });
    return straight;
  };
};
