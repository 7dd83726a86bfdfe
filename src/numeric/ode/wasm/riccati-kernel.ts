/**
 * The right-hand side of the matrix Riccati equation as WebAssembly, two columns in one instruction, for matrices of one size.
 *
 * Matrices are kept row after row, rows of an even number of entries, of which an odd n leaves the last 0:
 *   Y = A − ½ S P,  X = P Y,  −P' = X + Xᵀ + Q;  the upper triangle of P', row after row, is written.
 */
import type { Body, Variable } from '../../wasm/body.ts';
import { ModuleBuilder } from '../../wasm/module.ts';
import { f64, i32 } from '../../wasm/scalars.ts';
import type { Value } from '../../wasm/value.ts';
import { f64x2 } from '../../wasm/vectors.ts';
import type { WasmFunction } from '../../wasm/webassembly.ts';
import { exportedFunction, webAssembly } from '../../wasm/webassembly.ts';

type Word = Value<'i32'>;
type Pair = Value<'f64x2'>;

const { add, subtract, multiply, load, store, constant, loadSplat } = f64x2;
const [PAGE, DOUBLE, PAIR, START, MOST_VECTORS, UNROLLED] = [65536, 8, 16, 16, 8, 4];
const plus = (a: Word, b: Word): Word => i32.add(a, b);
const word = i32.constant;

/** How a block of columns of a row of the product is stored, given its sums. */
type Finish = (place: Word, sum: Pair) => void;

/** Every row of left · right, columns in blocks that stay in registers. Addresses are constants. */
const product = (body: Body, n: number, stride: number, left: number, right: number, out: number, finish: Finish): void => {
  body.count(word(0), word(n * stride), stride, (row) => {
    for (let first = 0; first < stride; first += MOST_VECTORS * PAIR) {
      const columns = Array.from({ length: Math.min(MOST_VECTORS, (stride - first) / PAIR) }, (_, v) => first + v * PAIR);
      const sums: readonly Variable<'f64x2'>[] = columns.map(() => body.variable('f64x2', constant(0)));
      const accumulate = (factor: Pair, rightRow: Word, offset: number): void => {
        const kept = body.let(factor);
        columns.forEach((column, v) => {
          const sum = sums[v] as Variable<'f64x2'>;
          body.set(sum, add(sum.now, multiply(kept, load(rightRow, right + offset + column))));
        });
      };
      if (n <= UNROLLED) {
        for (let k = 0; k < n; k += 1) accumulate(loadSplat(row, left + k * DOUBLE), word(0), k * stride);
      } else {
        const rightRow = body.variable('i32', word(0));
        body.count(row, plus(row, word(n * DOUBLE)), DOUBLE, (entry) => {
          accumulate(loadSplat(entry, left), rightRow.now, 0);
          body.set(rightRow, plus(rightRow.now, word(stride)));
        });
      }
      columns.forEach((column, v) => finish(plus(row, word(out + column)), (sums[v] as Variable<'f64x2'>).now));
    }
  });
};

/** The kernel for n × n matrices, and their places. */
export interface RiccatiKernel {
  /** Entries of a row. */
  readonly stride: number;
  readonly drift: Float64Array;
  readonly running: Float64Array;
  readonly control: Float64Array;
  readonly value: Float64Array;
  /** The upper triangle of P'. */
  readonly slope: Float64Array;
  readonly run: WasmFunction;
  /** Whose matrices are there now. */
  owner: object | null;
}

const create = (n: number): RiccatiKernel => {
  const entries = n + n % 2;
  const [stride, size] = [entries * DOUBLE, entries * n * DOUBLE];
  const at = (k: number): number => START + k * size;
  const [a, q, s, p, y, x, out] = [0, 1, 2, 3, 4, 5, 6].map(at) as [number, number, number, number, number, number, number];
  const builder = new ModuleBuilder({ pages: Math.ceil((at(7) + n * n * DOUBLE) / PAGE) });
  builder.function('run', [], null, (body) => {
    product(body, n, stride, s, p, y, (place, sum) => {
      body.do(store(place, subtract(load(i32.subtract(place, word(y - a))), multiply(constant(0.5), sum))));
    });
    product(body, n, stride, p, y, x, (place, sum) => { body.do(store(place, sum)); });
    const target = body.variable('i32', word(out));
    const diagonal = body.variable('i32', word(0));
    body.count(word(0), word(n), 1, (i) => {
      const [across, down] = [body.variable('i32', diagonal.now), body.variable('i32', diagonal.now)];
      body.count(i, word(n), 1, () => {
        const sum = f64.add(f64.add(f64.load(across.now, x), f64.load(down.now, x)), f64.load(across.now, q));
        body.do(f64.store(target.now, f64.subtract(f64.constant(0), sum)));
        body.set(across, plus(across.now, word(DOUBLE)));
        body.set(down, plus(down.now, word(stride)));
        body.set(target, plus(target.now, word(DOUBLE)));
      });
      body.set(diagonal, plus(diagonal.now, word(stride + DOUBLE)));
    });
    return null;
  });
  const instance = new webAssembly.Instance(builder.compile());
  const { buffer } = instance.exports['memory'] as { readonly buffer: ArrayBufferLike };
  const matrix = (address: number): Float64Array => new Float64Array(buffer, address, n * entries);
  return {
    stride: entries, drift: matrix(a), running: matrix(q), control: matrix(s), value: matrix(p),
    slope: new Float64Array(buffer, out, n * (n + 1) / 2), run: exportedFunction(instance, 'run'), owner: null,
  };
};

const known = new Map<number, RiccatiKernel>();

/** One for each n, for all equations in turn. */
export const riccatiKernel = (n: number): RiccatiKernel => {
  const kernel = known.get(n) ?? create(n);
  known.set(n, kernel);
  return kernel;
};
