/**
 * The kernels of one line of cells as WebAssembly: implicit steps whose time is that of chains of operations which wait for each
 * other. Addresses are in bytes; lists of doubles; `work` has 16 bytes a row and 32 more.
 */
import type { Callable } from '../../wasm/module.ts';
import { ModuleBuilder } from '../../wasm/module.ts';
import { f64, i32 } from '../../wasm/scalars.ts';
import type { Value } from '../../wasm/value.ts';
import { f64x2, i64x2, shuffleDoubles } from '../../wasm/vectors.ts';
import type { WasmModule } from '../../wasm/webassembly.ts';
import { weightOf } from './fitted-weight.ts';
import { MOST_PAGES } from './line-kernels.ts';
import { eliminateFromBothEnds, loadBoth } from './two-ended.ts';

type Word = Value<'i32'>;
type Pair = Value<'f64x2'>;

const { add, subtract, multiply, divide, constant, splat } = f64x2;
const DOUBLE = 8;
const plus = (a: Word, b: Word): Word => i32.add(a, b);

/** The parts of a step's answer. */
export const NOT_FINITE = 1;
export const NEGATIVE_NOISE = 2;

/**
 * step(rows, drift, squared, right, out, work, noiseScale, driftScale, scale, keep): (I − s Qᵀ) y = right, rates made and
 * forgotten on the way, out = scale y + keep right; stepTransposed: with Q. noiseScale = s/(4 h²), driftScale = s/(2h).
 *
 * With the rates u (from i to i + 1) and d (back) times s, the pivots of I − s Qᵀ are e + u with e = 1 in the first row and
 * e' = 1 + d e/(e + u) in the next; with e = P/Q: Q' = P + u Q, P' = Q' + d P. Nothing is subtracted, so that every entry of the
 * solution has a small relative error, far tails included (the idea of Grassmann, Taksar, Heyman, Oper. Res. 33 (1985)). I − s Q
 * has the same pivots.
 */
const addStep = (builder: ModuleBuilder, fitted: Callable<'f64'>, transposed: boolean): void => {
  builder.function(transposed ? 'stepTransposed' : 'step', ['i32', 'i32', 'i32', 'i32', 'i32', 'i32', 'f64', 'f64', 'f64', 'f64'] as const, 'i32', (
    body, rows, drift, squared, right, out, work, noiseScale, driftScale, scale, keep,
  ) => {
    const noise = body.let(splat(noiseScale));
    // A drift to the right leaves a row downwards, and enters it upwards.
    const direction = body.let(f64x2.withLane(splat(driftScale), 1, f64.subtract(f64.constant(0), driftScale)));
    const last = i32.multiply(i32.subtract(rows, i32.constant(1)), i32.constant(DOUBLE));
    const quarter = body.variable('f64x2', multiply(noise, loadBoth(squared, plus(squared, last))));
    const least = body.variable('f64x2', constant(0));
    const fault = eliminateFromBothEnds(body, {
      rows, right, out, work, scale, keep, first: constant(1), carried: [quarter],
      row: (i, j, { above, below }) => {
        const next = body.let(multiply(noise, loadBoth(plus(squared, i), i32.subtract(plus(squared, j), i32.constant(DOUBLE)), DOUBLE, 0)));
        const diffusion = body.let(add(quarter.now, next));
        body.set(least, f64x2.least(least.now, diffusion));
        const half = body.let(subtract(multiply(direction, loadBoth(plus(drift, i), plus(drift, j), DOUBLE, 0)), subtract(next, quarter.now)));
        body.set(quarter, next);
        const even = weightOf(body, fitted, diffusion, half, true);
        const [leave, enter] = [body.let(add(even, half)), body.let(subtract(even, half))];
        const [p, q] = [body.variable('f64x2', above.now).now, body.variable('f64x2', below.now).now];
        body.set(below, add(p, multiply(leave, q)));
        body.set(above, add(below.now, multiply(enter, p)));
        const inverse = body.let(divide(q, below.now));
        const [take, pass] = transposed ? [leave, enter] : [enter, leave];
        return { inverse, weight: multiply(take, inverse), give: multiply(pass, inverse) };
      },
      shared: () => f64.constant(1),
    });
    const negative = i64x2.anyTrue(f64x2.less(least.now, constant(0)));
    return plus(fault, i32.multiply(negative, i32.constant(NEGATIVE_NOISE)));
  });
};

/**
 * tridiagonal(rows, lower, diagonal, upper, right, out, work, scale, keep): as solveTridiagonal of tridiagonal.ts, where lower
 * begins with that of the second row. Pivots P/Q: P' = diagonal' P − lower upper Q, Q' = P.
 */
export const addTridiagonal = (builder: ModuleBuilder): void => {
  builder.function('tridiagonal', ['i32', 'i32', 'i32', 'i32', 'i32', 'i32', 'i32', 'f64', 'f64'] as const, 'i32', (
    body, rows, lower, diagonal, upper, right, out, work, scale, keep,
  ) => {
    const last = i32.multiply(i32.subtract(rows, i32.constant(1)), i32.constant(DOUBLE));
    return eliminateFromBothEnds(body, {
      rows, right, out, work, scale, keep, first: loadBoth(diagonal, plus(diagonal, last)), carried: [],
      row: (i, j, { above, below }) => {
        const before = body.let(i32.subtract(j, i32.constant(DOUBLE)));
        // Down: row i + 1 has lower_i before its diagonal; up: row j − 1 has upper_{j−1} behind it.
        const pass = body.let(loadBoth(plus(lower, i), plus(upper, before)));
        const take = body.let(loadBoth(plus(upper, i), plus(lower, before)));
        const next = loadBoth(plus(diagonal, i), plus(diagonal, before), DOUBLE, 0);
        const [p, q] = [body.variable('f64x2', above.now).now, body.variable('f64x2', below.now).now];
        body.set(above, subtract(multiply(next, p), multiply(multiply(pass, take), q)));
        body.set(below, p);
        const inverse = body.let(divide(q, p));
        const negative = body.let(f64x2.negate(inverse));
        return { inverse, weight: multiply(take, negative), give: multiply(pass, negative) };
      },
      shared: (middle) => f64.load(plus(diagonal, middle)),
    });
  });
};

const [RECORD, PAIR] = [80, 16];

/** Two rows eliminated, after those with the carry; the first lane of a vector is the row of the lower number. */
const forwardPair = (table: Word, row: Word, right: Word, carry: Pair, innerLane: number): Pair => {
  const own = multiply(f64x2.load(table), f64x2.load(plus(right, row)));
  const neighbour = multiply(f64x2.load(table, PAIR), f64x2.loadSplat(plus(right, row), innerLane * DOUBLE));
  return add(add(own, neighbour), multiply(f64x2.load(table, 2 * PAIR), carry));
};

/**
 * factored(pairs, more, head, right, out, upward, downward, headTable, scale, keep): a matrix eliminated before, from both ends, two
 * rows in one instruction (factored.ts has the tables). `pairs` of rows are eliminated upwards; downwards `more` more.
 */
const addFactored = (builder: ModuleBuilder): void => {
  builder.function('factored', ['i32', 'i32', 'i32', 'i32', 'i32', 'i32', 'i32', 'i32', 'f64', 'f64'] as const, 'i32', (
    body, pairs, more, head, right, out, down, up, headTable, scale, keep,
  ) => {
    const both = (value: Pair, lane: 0 | 1): Pair => shuffleDoubles(value, value, [lane, lane]);
    const carryDown = body.variable('f64x2', constant(0));
    const carryUp = body.variable('f64x2', constant(0));
    body.if(head, () => {
      body.set(carryDown, multiply(f64x2.loadSplat(headTable), f64x2.loadSplat(right)));
      body.do(f64.store(out, f64x2.lane(carryDown.now, 0)));
    });
    const half = (count: Word): Word => i32.multiply(count, i32.constant(PAIR));
    const total = body.let(plus(plus(pairs, pairs), more));
    const start = body.let(i32.multiply(head, i32.constant(DOUBLE)));
    const i = body.variable('i32', start);
    const j = body.variable('i32', i32.subtract(plus(plus(half(total), start), i32.constant(DOUBLE)), i32.constant(PAIR)));
    const [tableDown, tableUp] = [body.variable('i32', down), body.variable('i32', up)];
    const goDown = (): void => {
      const z = body.let(forwardPair(tableDown.now, i.now, right, carryDown.now, 0));
      body.do(f64x2.store(plus(out, i.now), z));
      body.set(carryDown, both(z, 1));
      body.set(i, plus(i.now, i32.constant(PAIR)));
      body.set(tableDown, plus(tableDown.now, i32.constant(RECORD)));
    };
    const goUp = (): void => {
      const z = body.let(forwardPair(tableUp.now, j.now, right, carryUp.now, 1));
      body.do(f64x2.store(plus(out, j.now), z));
      body.set(carryUp, both(z, 0));
      body.set(j, i32.subtract(j.now, i32.constant(PAIR)));
      body.set(tableUp, plus(tableUp.now, i32.constant(RECORD)));
    };
    body.count(i32.constant(0), pairs, 1, () => { goDown(); goUp(); });
    body.if(more, goDown);
    const [scales, keeps] = [body.let(splat(scale)), body.let(splat(keep))];
    // The row in the middle, which takes from both.
    const middle = body.variable('i32', i.now).now;
    const solved = body.let(add(add(
      multiply(f64x2.loadSplat(headTable, DOUBLE), f64x2.loadSplat(plus(right, middle))),
      multiply(f64x2.loadSplat(headTable, 2 * DOUBLE), carryDown.now)), multiply(f64x2.loadSplat(headTable, 3 * DOUBLE), carryUp.now)));
    const combined = (y: Pair, row: Pair): Pair => add(multiply(scales, y), multiply(keeps, row));
    body.do(f64.store(plus(out, middle), f64x2.lane(combined(solved, f64x2.loadSplat(plus(right, middle))), 0)));
    body.set(carryDown, solved);
    body.set(carryUp, solved);
    const back = (row: Word, table: Word, carry: Pair, innerLane: number): Pair => add(
      add(f64x2.load(plus(out, row)), multiply(f64x2.load(table, 3 * PAIR), f64x2.loadSplat(plus(out, row), innerLane * DOUBLE))),
      multiply(f64x2.load(table, 4 * PAIR), carry));
    const backDown = (): void => {
      body.set(i, i32.subtract(i.now, i32.constant(PAIR)));
      body.set(tableDown, i32.subtract(tableDown.now, i32.constant(RECORD)));
      const y = body.let(back(i.now, tableDown.now, carryDown.now, 1));
      body.set(carryDown, both(y, 0));
      body.do(f64x2.store(plus(out, i.now), combined(y, f64x2.load(plus(right, i.now)))));
    };
    const backUp = (): void => {
      body.set(j, plus(j.now, i32.constant(PAIR)));
      body.set(tableUp, i32.subtract(tableUp.now, i32.constant(RECORD)));
      const y = body.let(back(j.now, tableUp.now, carryUp.now, 0));
      body.set(carryUp, both(y, 1));
      body.do(f64x2.store(plus(out, j.now), combined(y, f64x2.load(plus(right, j.now)))));
    };
    body.if(more, backDown);
    body.count(i32.constant(0), pairs, 1, () => { backDown(); backUp(); });
    body.if(head, () => {
      const y = body.let(add(f64x2.loadSplat(out), multiply(f64x2.loadSplat(headTable, 4 * DOUBLE), carryDown.now)));
      body.set(carryDown, y);
      body.do(f64.store(out, f64x2.lane(combined(y, f64x2.loadSplat(right)), 0)));
    });
    const ends = add(carryDown.now, carryUp.now);
    const fault = body.let(subtract(ends, ends));
    return i64x2.anyTrue(f64x2.notEqual(fault, constant(0)));
  });
};

let compiled: WasmModule | null = null;

/** The module, made when it is first wanted. It imports `host.memory` and `host.fitted`. */
export const chainKernels = (): WasmModule => {
  if (compiled !== null) return compiled;
  const builder = new ModuleBuilder({ pages: 1, imported: { shared: false, maximum: MOST_PAGES } });
  const fitted = builder.importFunction('fitted', ['f64', 'f64']);
  for (const transposed of [false, true]) addStep(builder, fitted, transposed);
  addTridiagonal(builder);
  addFactored(builder);
  compiled = builder.compile();
  return compiled;
};
