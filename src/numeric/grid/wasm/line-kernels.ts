/**
 * The kernels of alternating directions as WebAssembly, two lines of the box in one instruction.
 *
 * Arrays are row-major: a row holds one cell of every line, so that lines run down the columns, and their chains of divisions
 * run side by side. Rows have an even number of columns. Addresses and the length of a row are in bytes. All rates are those of
 * generator-matrix.ts times the step part s: up[i] from row i to i + 1, down[i] back; `extra` is s times a killing rate.
 *
 * A solve is that of chain-kernels.ts, from the first row on: pivots e_i + up_i, e_{i+1} = 1 + extra + down_i e_i / (e_i + up_i).
 */
import type { Body, Variable } from '../../wasm/body.ts';
import type { Callable } from '../../wasm/module.ts';
import { ModuleBuilder } from '../../wasm/module.ts';
import { i32 } from '../../wasm/scalars.ts';
import type { Value } from '../../wasm/value.ts';
import { f64x2, i64x2, shuffleDoubles } from '../../wasm/vectors.ts';
import type { WasmModule } from '../../wasm/webassembly.ts';
import { weightOf } from './fitted-weight.ts';

type Word = Value<'i32'>;
type Pair = Value<'f64x2'>;

const { add, subtract, multiply, divide, load, store, constant, splat } = f64x2;
const [PAIR, DOUBLE] = [16, 8];
/** Columns of a block of a transposition. */
const BLOCK = 16;
export const MOST_PAGES = 65536;

/** For `rows` rows, a pointer that goes down by a row each time; `step` may be negative. */
const eachRow = (body: Body, rows: Word, starts: readonly Word[], steps: readonly Word[], round: (at: readonly Word[]) => void): void => {
  const pointers: readonly Variable<'i32'>[] = starts.map((start) => body.variable('i32', start));
  body.count(i32.constant(0), rows, 1, () => {
    round(pointers.map((pointer) => pointer.now));
    pointers.forEach((pointer, k) => body.set(pointer, i32.add(pointer.now, steps[k] as Word)));
  });
};

/** For each pair of columns: its offset within a row. */
const eachPair = (body: Body, row: Word, round: (offset: Word) => void): void => {
  body.count(i32.constant(0), row, PAIR, round);
};

const plus = (a: Word, b: Word): Word => i32.add(a, b);

/**
 * assemble(faces, row, gap, rightward, leftward, drift, squared, scale, up, down): the rates over `faces` rows of faces;
 * `drift` at the first inner face. Gives 1 where some g² is negative.
 */
const addAssemble = (builder: ModuleBuilder, fitted: Callable<'f64'>): void => {
  builder.function('assemble', ['i32', 'i32', 'i32', 'i32', 'i32', 'i32', 'i32', 'f64', 'i32', 'i32'] as const, 'i32', (
    body, faces, row, gap, rightward, leftward, drift, squared, scale, up, down,
  ) => {
    const least = body.variable('f64x2', constant(0));
    const scales = body.let(splat(scale));
    const one = i32.constant(DOUBLE);
    eachRow(body, faces, [gap, rightward, leftward, drift, squared, up, down], [one, one, one, row, row, row, row], ([g, r, l, f, s, u, d]) => {
      const distance = body.let(multiply(f64x2.loadSplat(g as Word), constant(0.5)));
      const [right, left] = [body.let(multiply(scales, f64x2.loadSplat(r as Word))), body.let(multiply(scales, f64x2.loadSplat(l as Word)))];
      eachPair(body, row, (at) => {
        const before = body.let(multiply(load(plus(s as Word, at)), constant(0.25)));
        const after = body.let(multiply(load(plus(plus(s as Word, row), at)), constant(0.25)));
        const diffusion = body.let(add(before, after));
        body.set(least, f64x2.least(least.now, diffusion));
        const half = body.let(subtract(multiply(load(plus(f as Word, at)), distance), subtract(after, before)));
        const weight = weightOf(body, fitted, diffusion, half, false);
        body.do(store(plus(u as Word, at), multiply(right, add(weight, half))));
        body.do(store(plus(d as Word, at), multiply(left, subtract(weight, half))));
      });
    });
    return i64x2.anyTrue(f64x2.less(least.now, constant(0)));
  });
};

/**
 * solve(rows, row, up, down, give, take, extra, right, out, work, excess, value, scale, keep): (I − s Qᵀ + extra) y = right with
 * give = up and take = down, or with Q for the two exchanged; out = scale y + keep right. `work` is of the size of `right`,
 * `excess` and `value` are of one row. `out` is not `right`. Gives 1 where something is not finite.
 */
const addSolve = (builder: ModuleBuilder, killed: boolean): void => {
  const words = Array.from({ length: 12 }, () => 'i32' as const);
  builder.function(killed ? 'solveKilled' : 'solve', [...words, 'f64', 'f64'] as const, 'i32', (body, ...parameters) => {
    const [rows, row, up, down, give, take, extra, right, out, work, excess, value] = parameters.slice(0, 12) as readonly Word[] as
      readonly [Word, Word, Word, Word, Word, Word, Word, Word, Word, Word, Word, Word];
    const [scale, keep] = (parameters.slice(12) as readonly Value<'f64'>[]).map((of) => body.let(splat(of))) as [Pair, Pair];
    const unit = (at: Word): Pair => (killed ? add(constant(1), load(at)) : constant(1));
    eachPair(body, row, (at) => {
      body.do(store(plus(excess, at), unit(plus(extra, at))));
      body.do(store(plus(value, at), load(plus(right, at))));
    });
    const faces = body.let(i32.subtract(rows, i32.constant(1)));
    eachRow(body, faces, [up, down, give, take, extra, right, out, work], Array.from({ length: 8 }, () => row), ([u, d, g, t, x, r, o, w]) => {
      eachPair(body, row, (at) => {
        const [e, enter] = [body.let(load(plus(excess, at))), body.let(load(plus(d as Word, at)))];
        const inverse = body.let(divide(constant(1), add(e, load(plus(u as Word, at)))));
        body.do(store(plus(excess, at), add(unit(plus(plus(x as Word, row), at)), multiply(multiply(enter, e), inverse))));
        const solved = body.let(multiply(load(plus(value, at)), inverse));
        body.do(store(plus(o as Word, at), solved));
        body.do(store(plus(w as Word, at), multiply(load(plus(t as Word, at)), inverse)));
        body.do(store(plus(value, at), add(load(plus(plus(r as Word, row), at)), multiply(load(plus(g as Word, at)), solved))));
      });
    });
    const last = body.let(i32.multiply(faces, row));
    const [lastRight, lastOut] = [body.let(plus(right, last)), body.let(plus(out, last))];
    eachPair(body, row, (at) => {
      const y = body.let(divide(load(plus(value, at)), load(plus(excess, at))));
      body.do(store(plus(value, at), y));
      body.do(store(plus(lastOut, at), add(multiply(scale, y), multiply(keep, load(plus(lastRight, at))))));
    });
    // What is not finite anywhere on a line has arrived at its first row.
    const faults = body.variable('f64x2', constant(0));
    const before = body.let(i32.subtract(i32.constant(0), row));
    const above = [right, out, work].map((start) => i32.subtract(plus(start, last), row));
    eachRow(body, faces, above, [before, before, before], ([r, o, w]) => {
      body.set(faults, constant(0));
      eachPair(body, row, (at) => {
        const y = body.let(add(load(plus(o as Word, at)), multiply(load(plus(w as Word, at)), load(plus(value, at)))));
        body.do(store(plus(value, at), y));
        body.do(store(plus(o as Word, at), add(multiply(scale, y), multiply(keep, load(plus(r as Word, at))))));
        body.set(faults, f64x2.or(faults.now, subtract(y, y)));
      });
    });
    return f64x2.anyTrue(faults.now);
  });
};

/**
 * product(rows, row, up, down, extra, values, out, flux): out = (I + s Qᵀ − extra) values; productBackward: with Q. `flux` is
 * of one row. `out` is not `values`.
 */
const addProduct = (builder: ModuleBuilder, transposed: boolean, killed: boolean): void => {
  const name = `${transposed ? 'productBackward' : 'productForward'}${killed ? 'Killed' : ''}`;
  builder.function(name, ['i32', 'i32', 'i32', 'i32', 'i32', 'i32', 'i32', 'i32'] as const, null, (
    body, rows, row, up, down, extra, values, out, flux,
  ) => {
    const kept = (value: Pair, at: Word): Pair => (killed ? subtract(value, multiply(value, load(at))) : value);
    eachPair(body, row, (at) => { body.do(store(plus(flux, at), constant(0))); });
    const faces = body.let(i32.subtract(rows, i32.constant(1)));
    eachRow(body, faces, [up, down, extra, values, out], Array.from({ length: 5 }, () => row), ([u, d, x, v, o]) => {
      eachPair(body, row, (at) => {
        const [here, next] = [body.let(load(plus(v as Word, at))), body.let(load(plus(plus(v as Word, row), at)))];
        const [rise, fall] = [load(plus(u as Word, at)), load(plus(d as Word, at))];
        const difference = body.let(subtract(next, here));
        const leaves = body.let(transposed ? multiply(rise, difference) : subtract(multiply(fall, next), multiply(rise, here)));
        const arrives = transposed ? multiply(fall, difference) : leaves;
        body.do(store(plus(o as Word, at), subtract(add(kept(here, plus(x as Word, at)), leaves), load(plus(flux, at)))));
        body.do(store(plus(flux, at), arrives));
      });
    });
    const last = body.let(i32.multiply(faces, row));
    eachPair(body, row, (at) => {
      const here = body.let(load(plus(plus(values, last), at)));
      body.do(store(plus(plus(out, last), at), subtract(kept(here, plus(plus(extra, last), at)), load(plus(flux, at)))));
    });
    return null;
  });
};

/** transpose(rows, columns, values, out): in blocks of columns, so that the rows that are written stay in the cache. */
const addTranspose = (builder: ModuleBuilder): void => {
  builder.function('transpose', ['i32', 'i32', 'i32', 'i32'] as const, null, (body, rows, columns, values, out) => {
    const [row, column] = [body.let(i32.multiply(columns, i32.constant(DOUBLE))), body.let(i32.multiply(rows, i32.constant(DOUBLE)))];
    const [twoRows, twoColumns] = [body.let(plus(row, row)), body.let(plus(column, column))];
    body.count(i32.constant(0), row, BLOCK * DOUBLE, (left) => {
      const end = body.variable('i32', plus(left, i32.constant(BLOCK * DOUBLE)));
      body.if(i32.less(row, end.now), () => { body.set(end, row); });
      const corner = body.let(plus(out, i32.multiply(left, rows)));
      const halfRows = body.let(i32.shiftRight(rows, i32.constant(1)));
      eachRow(body, halfRows, [values, corner], [twoRows, i32.constant(PAIR)], ([from, to]) => {
        const target = body.variable('i32', to);
        body.count(left, end.now, PAIR, (at) => {
          const [upper, lower] = [body.let(load(plus(from as Word, at))), body.let(load(plus(plus(from as Word, row), at)))];
          body.do(store(target.now, shuffleDoubles(upper, lower, [0, 2])));
          body.do(store(plus(target.now, column), shuffleDoubles(upper, lower, [1, 3])));
          body.set(target, plus(target.now, twoColumns));
        });
      });
    });
    return null;
  });
};

let compiled: WasmModule | null = null;

/** The module, made when it is first wanted. It imports `host.memory` and `host.fitted`. */
export const lineKernels = (): WasmModule => {
  if (compiled !== null) return compiled;
  const builder = new ModuleBuilder({ pages: 1, imported: { shared: false, maximum: MOST_PAGES } });
  const fitted = builder.importFunction('fitted', ['f64', 'f64']);
  addAssemble(builder, fitted);
  addTranspose(builder);
  for (const killed of [false, true]) {
    addSolve(builder, killed);
    for (const transposed of [false, true]) addProduct(builder, transposed, killed);
  }
  compiled = builder.compile();
  return compiled;
};
