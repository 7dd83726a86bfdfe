/**
 * SiLU of four floats at once: against doubles, over the whole range of floats.
 */
import { expect, test } from 'vitest';
import { silu, siluFirst, siluSecond } from '../../../../src/networks/engine/plain/silu.ts';
import { exponential, silu as floats } from '../../../../src/networks/engine/wasm/silu.ts';
import type { Floats } from '../../../../src/networks/engine/wasm/silu.ts';
import type { Body } from '../../../../src/numeric/wasm/body.ts';
import { ModuleBuilder } from '../../../../src/numeric/wasm/module.ts';
import { i32 } from '../../../../src/numeric/wasm/scalars.ts';
import { f32x4 } from '../../../../src/numeric/wasm/vectors.ts';
import { exportedFunction, exportedMemory, webAssembly } from '../../../../src/numeric/wasm/webassembly.ts';

const run = (code: (body: Body, x: Floats) => Floats, xs: Float32Array): Float32Array => {
  const builder = new ModuleBuilder({ pages: 4 });
  builder.function('run', ['i32'], null, (body, count) => {
    body.count(i32.constant(0), i32.multiply(count, i32.constant(4)), 16, (at) => {
      body.do(f32x4.store(at, code(body, body.let(f32x4.load(at)))));
    });
    return null;
  });
  const instance = new webAssembly.Instance(builder.compile());
  const memory = new Float32Array(exportedMemory(instance, 'memory').buffer);
  memory.set(xs);
  exportedFunction(instance, 'run')(xs.length);
  return memory.slice(0, xs.length);
};

/** From −range to range, dense near 0 as well. */
const spread = (range: number, count = 20_000): Float32Array =>
  Float32Array.from({ length: count }, (_, i) => (range * (2 * i - count + 1) ** 3) / count ** 3);

const worst = (found: Float32Array, xs: Float32Array, exact: (x: number) => number, scale: (exact: number) => number): number =>
  found.reduce((most, y, i) => Math.max(most, Math.abs(y - exact(xs[i]!)) / scale(exact(xs[i]!))), 0);

test('e^x for |x| ≤ 87: off by less than 2^−22 relative', () => {
  const xs = spread(87);
  expect(worst(run(exponential, xs), xs, Math.exp, Math.abs)).toBeLessThan(2 ** -22);
});

test('SiLU and its derivatives: off by less than 2^−21 of their size or, at a zero, 2^−21', () => {
  const xs = spread(80);
  const near = (exact: number): number => Math.max(Math.abs(exact), 1);
  // The value has its zero at 0 alone, where it is as exact as elsewhere.
  expect(worst(run((body, x) => floats(body, x, 0).value, xs), xs, silu, Math.abs)).toBeLessThan(2 ** -21);
  expect(worst(run((body, x) => floats(body, x, 1).first, xs), xs, siluFirst, near)).toBeLessThan(2 ** -21);
  expect(worst(run((body, x) => floats(body, x, 2).second, xs), xs, siluSecond, near)).toBeLessThan(2 ** -21);
});

test('at 0 the value is 0, which keeps the padding; far away it is a or next to nothing; NaN stays NaN', () => {
  const xs = Float32Array.of(0, 1e30, -1e4, Number.NaN);
  const values = run((body, x) => floats(body, x, 0).value, xs);
  expect(values[0]).toBe(0);
  expect(values[1]).toBe(Math.fround(1e30));
  expect(Math.abs(values[2]!)).toBeLessThan(1e-30);
  expect(values[3]).toBeNaN();
  const seconds = run((body, x) => floats(body, x, 2).second, xs);
  expect(seconds[0]).toBe(0.5);
  expect(Math.abs(seconds[1]!)).toBeLessThan(1e-6);
  expect(Math.abs(seconds[2]!)).toBeLessThan(1e-30);
});
