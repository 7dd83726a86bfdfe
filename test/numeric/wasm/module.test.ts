/**
 * The assembler: what it encodes is what the engine runs.
 */
import { describe, expect, test } from 'vitest';
import type { Body } from '../../../src/numeric/wasm/body.ts';
import { signed, unsigned } from '../../../src/numeric/wasm/encode.ts';
import { callOf, ModuleBuilder } from '../../../src/numeric/wasm/module.ts';
import { f32, f64, i32, i64 } from '../../../src/numeric/wasm/scalars.ts';
import type { Type, Value } from '../../../src/numeric/wasm/value.ts';
import { readAs } from '../../../src/numeric/wasm/value.ts';
import { f32x4, f64x2, i32x4, i64x2, shuffleDoubles, shuffleWords } from '../../../src/numeric/wasm/vectors.ts';
import { exportedFunction, exportedMemory, webAssembly } from '../../../src/numeric/wasm/webassembly.ts';

type Write<P extends readonly Type[]> = (body: Body, ...parameters: { readonly [K in keyof P]: Value<P[K]> }) => Value<'f64'>;

const functionOf = <const P extends readonly Type[]>(parameters: P, write: Write<P>): ((...args: number[]) => number) => {
  const builder = new ModuleBuilder({ pages: 1 });
  builder.function('f', parameters, 'f64', write);
  const f = exportedFunction(new webAssembly.Instance(builder.compile()), 'f');
  return (...args) => f(...args);
};

describe('numbers in LEB128', () => {
  test('as in the specification', () => {
    expect(unsigned(624485)).toEqual([0xe5, 0x8e, 0x26]);
    expect(signed(-123456)).toEqual([0xc0, 0xbb, 0x78]);
    expect([unsigned(0), unsigned(127), unsigned(128)]).toEqual([[0], [127], [128, 1]]);
    expect([signed(63), signed(64), signed(-64), signed(-65)]).toEqual([[63], [0xc0, 0], [0x40], [0xbf, 0x7f]]);
  });
});

describe('a function', () => {
  test('of doubles, with its parts in order', () => {
    const f = functionOf(['f64', 'f64'], (_, a, b) => f64.subtract(f64.divide(a, b), f64.constant(0.25)));
    expect(f(3, 4)).toBe(0.5);
  });

  test('with a loop: Σ k² for k < n, and nothing for n = 0', () => {
    const f = functionOf(['i32'], (body, n) => {
      const sum = body.variable('f64', f64.constant(0));
      body.count(i32.constant(0), n, 1, (k) => {
        const x = body.let(f64.fromWord(k));
        body.set(sum, f64.add(sum.now, f64.multiply(x, x)));
      });
      return sum.now;
    });
    expect([f(0), f(1), f(10)]).toEqual([0, 0, 285]);
  });

  test('with a choice', () => {
    const f = functionOf(['f64'], (body, x) => {
      const size = body.variable('f64');
      body.if(f64.less(x, f64.constant(0)), () => body.set(size, f64.subtract(f64.constant(0), x)), () => body.set(size, x));
      return size.now;
    });
    expect([f(-3), f(2)]).toEqual([3, 2]);
  });

  test('`let` computes once: what changes later does not change it', () => {
    const f = functionOf(['f64'], (body, x) => {
      const changing = body.variable('f64', x);
      const kept = body.let(f64.add(changing.now, f64.constant(1)));
      body.set(changing, f64.constant(100));
      return kept;
    });
    expect(f(1)).toBe(2);
  });

  test('that calls another, and one of JavaScript', () => {
    const builder = new ModuleBuilder({ pages: 1 });
    const host = builder.importFunction('half', ['f64']);
    const square = builder.function('square', ['f64'], 'f64', (_, x) => f64.multiply(x, x), false);
    builder.function('f', ['f64'], 'f64', (_, x) => callOf(host, callOf(square, x)));
    const instance = new webAssembly.Instance(builder.compile(), { host: { half: (x) => x / 2 } });
    expect(exportedFunction(instance, 'f')(6)).toBe(18);
    expect(() => exportedFunction(instance, 'square')).toThrow('exports no function square');
    expect(() => builder.importFunction('late', [])).toThrow('imports come before functions');
  });

  test('long integers', () => {
    const f = functionOf(['f64', 'i32'], (_, x, shift) => {
      const long = i64.multiply(i64.fromDouble(x), i64.constant(4_294_967_297));
      return f64.fromWord(i32.fromLong(i64.shiftRight(long, i64.fromWord(shift))));
    });
    expect([f(3, 0), f(3, 32), f(3, 33)]).toEqual([3, 3, 1]);
  });
});

describe('memory', () => {
  test('scalars and vectors, at offsets', () => {
    const builder = new ModuleBuilder({ pages: 1 });
    builder.function('f', ['i32'], null, (body, at) => {
      body.do(f64x2.store(at, f64x2.multiply(f64x2.load(at), f64x2.loadSplat(at, 16)), 32));
      body.do(f64.store(at, f64.sqrt(f64.load(at, 16)), 48));
      body.do(i32.store(at, i32.add(i32.load(at, 56), i32.constant(-1)), 56));
      body.do(f32.store(at, f32.load(at, 64), 68));
      return null;
    });
    const instance = new webAssembly.Instance(builder.compile());
    const { buffer } = exportedMemory(instance, 'memory');
    new Float64Array(buffer).set([0, 3, 5, 16]);
    new Int32Array(buffer)[16] = 43;
    new Float32Array(buffer)[18] = 0.5;
    exportedFunction(instance, 'f')(8);
    expect([...new Float64Array(buffer, 40, 3)]).toEqual([48, 80, 4]);
    expect(new Int32Array(buffer)[16]).toBe(42);
    expect(new Float32Array(buffer)[19]).toBe(0.5);
  });

  test('imported and shared: two instances see the same numbers', () => {
    const builder = new ModuleBuilder({ pages: 1, imported: { shared: true, maximum: 4 } });
    builder.function('f', ['f64'], null, (body, x) => {
      body.do(f64.store(i32.constant(0), f64.add(f64.load(i32.constant(0)), x)));
      return null;
    });
    const module = builder.compile();
    const memory = new webAssembly.Memory({ initial: 1, maximum: 4, shared: true });
    for (let k = 0; k < 2; k += 1) exportedFunction(new webAssembly.Instance(module, { host: { memory } }), 'f')(1.5);
    expect(new Float64Array(memory.buffer)[0]).toBe(3);
  });
});

describe('vectors', () => {
  const lanesOf = (write: (body: Body) => readonly Value<'f64'>[]): readonly number[] => {
    const count = write({ let: (v: Value<Type>) => v } as unknown as Body).length;
    return Array.from({ length: count }, (_, k) => functionOf([], (body) => write(body)[k] as Value<'f64'>)());
  };
  const both = (v: Value<'f64x2'>): readonly Value<'f64'>[] => [f64x2.lane(v, 0), f64x2.lane(v, 1)];
  const pair = (a: number, b: number): Value<'f64x2'> => f64x2.withLane(f64x2.constant(a), 1, f64.constant(b));

  test('two doubles: arithmetic lane by lane', () => {
    const [a, b] = [pair(1, -6), pair(4, 2)];
    expect(lanesOf(() => [
      ...both(f64x2.add(a, b)), ...both(f64x2.subtract(a, b)), ...both(f64x2.multiply(a, b)), ...both(f64x2.divide(a, b)),
      ...both(f64x2.sqrt(b)), ...both(f64x2.absolute(a)), ...both(f64x2.negate(a)), ...both(f64x2.least(a, b)),
      ...both(f64x2.greatest(a, b)), ...both(f64x2.min(a, b)), ...both(f64x2.max(a, b)),
      ...both(f64x2.nearest(f64x2.constant(2.5))), ...both(f64x2.floor(f64x2.constant(-2.5))),
    ])).toEqual([
      5, -4, -3, -8, 4, -12, 0.25, -3, 2, Math.SQRT2, 1, 6, -1, 6, 1, -6, 4, 2, 1, -6, 4, 2, 2, 2, -3, -3]);
  });

  test('comparisons choose', () => {
    const [a, b] = [pair(1, 5), pair(2, 5)];
    const chosen = (mask: Value<'i64x2'>): readonly Value<'f64'>[] => both(f64x2.select(mask, f64x2.constant(1), f64x2.constant(0)));
    expect(lanesOf(() => [
      ...chosen(f64x2.less(a, b)), ...chosen(f64x2.lessOrEqual(a, b)), ...chosen(f64x2.equal(a, b)), ...chosen(f64x2.greater(a, b)),
      ...chosen(f64x2.greaterOrEqual(a, b)), ...chosen(f64x2.notEqual(a, b)), ...chosen(f64x2.equal(f64x2.constant(Number.NaN), a)),
    ])).toEqual([1, 0, 1, 1, 0, 1, 0, 0, 0, 1, 1, 0, 0, 0]);
  });

  test('words: shifts, carries, unsigned comparisons', () => {
    const word = (v: Value<'i32x4'>, lane: number): Value<'f64'> => f64.fromWord(i32x4.lane(v, lane));
    const v = i32x4.constant(1, -1, 7, -2147483648);
    expect(lanesOf(() => [
      word(i32x4.shiftLeft(v, 1), 3), word(i32x4.shiftRight(v, 31), 1), word(i32x4.shiftRightSigned(v, 31), 3),
      word(i32x4.lessUnsigned(v, i32x4.constant(8)), 1), word(i32x4.lessUnsigned(v, i32x4.constant(8)), 2),
      word(i32x4.multiply(v, v), 2), word(i32x4.xor(v, i32x4.constant(5)), 2), word(i32x4.negate(v), 0),
      f64.fromWord(i32x4.anyTrue(i32x4.constant(0, 0, 2, 0))), f64.fromWord(i32x4.allTrue(v)), f64.fromWord(i32x4.allTrue(i32x4.constant(1, 1, 0, 1))),
    ])).toEqual([0, 1, 4294967295, 0, 4294967295, 49, 2, 4294967295, 1, 1, 0]);
  });

  test('shuffles: lanes in the order asked for', () => {
    const words = shuffleWords(i32x4.constant(10, 11, 12, 13), i32x4.constant(20, 21, 22, 23), [3, 4, 0, 7]);
    expect(lanesOf(() => [0, 1, 2, 3].map((lane) => f64.fromWord(i32x4.lane(words, lane))))).toEqual([13, 20, 10, 23]);
    expect(lanesOf(() => both(shuffleDoubles(pair(1, 2), pair(3, 4), [1, 2])))).toEqual([2, 3]);
  });

  test('four floats: a dot product, and the way to doubles and back', () => {
    const [a, b] = [f32x4.fromWords(i32x4.constant(1, 2, 3, 4)), f32x4.constant(0.5)];
    const products = f32x4.multiply(a, b);
    const halves = f32x4.add(products, shuffleWords(products, products, [2, 3, 0, 1]));
    const sum = f32x4.add(halves, shuffleWords(halves, halves, [1, 0, 3, 2]));
    expect(lanesOf(() => both(f64x2.fromLowFloats(sum)))).toEqual([5, 5]);
    expect(lanesOf(() => both(f64x2.fromLowFloats(f32x4.fromDoubles(pair(0.1, -2)))))).toEqual([Math.fround(0.1), -2]);
    expect(lanesOf(() => both(f64x2.fromLowFloats(f32x4.max(f32x4.min(a, b), f32x4.constant(-1)))))).toEqual([0.5, 0.5]);
    expect(lanesOf(() => [f64.fromWord(i32x4.lane(i32x4.fromFloats(f32x4.constant(7.9)), 0))])).toEqual([7]);
  });

  test('bits: the sign of a double', () => {
    const flipped = readAs('f64x2', i64x2.xor(readAs('i64x2', pair(1, -2)), i64x2.constant(-(1n << 63n))));
    expect(lanesOf(() => both(flipped))).toEqual([-1, 2]);
    expect(lanesOf(() => both(f64x2.fromLowUnsigned(i32x4.constant(-1, 5, 0, 0))))).toEqual([4294967295, 5]);
    expect(lanesOf(() => both(f64x2.fromLowWords(i32x4.constant(-1, 5, 0, 0))))).toEqual([-1, 5]);
  });
});
