/**
 * A tridiagonal system eliminated from both ends at once, the first lane of each vector going down from the first row and the
 * second up from the last: the order of tridiagonal.ts, for the kernels of chain-kernels.ts.
 *
 * A pivot is a quotient P/Q of two numbers that follow a recurrence without a division, so that a row waits for a product
 * and a sum of the row before, and divisions overlap; every few rows P becomes P/Q and Q one, lest they overflow.
 * What a later pass needs lies in `work`, 32 bytes for each pair of rows: the eliminated right side, and what of the next row.
 */
import type { Body, Variable } from '../../wasm/body.ts';
import { f64, i32 } from '../../wasm/scalars.ts';
import type { Value } from '../../wasm/value.ts';
import { f64x2, i64x2, shuffleDoubles } from '../../wasm/vectors.ts';

type Word = Value<'i32'>;
type Pair = Value<'f64x2'>;

const { add, subtract, multiply, divide, constant, splat, load, store, lane, withLane, loadSplat } = f64x2;
const [DOUBLE, RECORD, ROWS_A_BLOCK] = [8, 32, 8];

/** Two doubles of memory, each at an address of its own. */
export const loadBoth = (first: Word, second: Word, firstOffset = 0, secondOffset = 0): Pair =>
  withLane(loadSplat(first, firstOffset), 1, f64.load(second, secondOffset));

/** The first lane of one and the second of another. */
const firstOf = (first: Pair, second: Pair): Pair => shuffleDoubles(first, second, [0, 3]);

/** A pivot P/Q in each lane. */
export interface Pivots {
  readonly above: Variable<'f64x2'>;
  readonly below: Variable<'f64x2'>;
}

export interface TwoEnded {
  readonly rows: Word;
  readonly right: Word;
  readonly out: Word;
  readonly work: Word;
  readonly scale: Value<'f64'>;
  readonly keep: Value<'f64'>;
  /** What the numerators P are at first; Q is 1. */
  readonly first: Pair;
  /** The other variables that a row sets, and that are set back in the second lane after a row that only the first has. */
  readonly carried: readonly Variable<'f64x2'>[];
  /**
   * The rows at byte offsets `i` and `j` of each list: sets the pivots to those of the next rows. `inverse` is 1/pivot;
   * `weight` what these rows take of the next ones' solution, `give` what the next rows take of these ones' right side, both times
   * the inverse.
   */
  readonly row: (i: Word, j: Word, pivots: Pivots) => { readonly inverse: Pair; readonly weight: Pair; readonly give: Pair };
  /** What both chains have brought to the row in the middle, at this offset, and counts only once. */
  readonly shared: (middle: Word) => Value<'f64'>;
}

/** Eliminates, solves, and writes out = scale y + keep right. Gives 1 where the solution is not finite. */
export const eliminateFromBothEnds = (body: Body, system: TwoEnded): Word => {
  const { rows, right, work, carried } = system;
  const [i, j] = [body.variable('i32', i32.constant(0)), body.variable('i32', i32.multiply(i32.subtract(rows, i32.constant(1)), i32.constant(DOUBLE)))];
  const at = body.variable('i32', work);
  const pivots: Pivots = { above: body.variable('f64x2', system.first), below: body.variable('f64x2', constant(1)) };
  const value = body.variable('f64x2', loadBoth(i32.add(right, i.now), i32.add(right, j.now)));
  const round = (): void => {
    const { inverse, weight, give } = system.row(i.now, j.now, pivots);
    const eliminated = body.let(multiply(value.now, inverse));
    body.do(store(at.now, eliminated));
    body.do(store(at.now, weight, 16));
    const next = loadBoth(i32.add(right, i.now), i32.subtract(i32.add(right, j.now), i32.constant(DOUBLE)), DOUBLE, 0);
    body.set(value, add(next, multiply(give, value.now)));
    body.set(i, i32.add(i.now, i32.constant(DOUBLE)));
    body.set(j, i32.subtract(j.now, i32.constant(DOUBLE)));
    body.set(at, i32.add(at.now, i32.constant(RECORD)));
  };
  // Of an even number of rows the first lane has one more than the second, and takes it first.
  const odd = body.let(i32.and(rows, i32.constant(1)));
  body.if(i32.isZero(odd), () => {
    const state = [pivots.above, pivots.below, value, ...carried];
    const before = state.map((variable) => body.variable('f64x2', variable.now).now);
    round();
    state.forEach((variable, k) => body.set(variable, firstOf(variable.now, before[k] as Pair)));
    body.set(j, i32.add(j.now, i32.constant(DOUBLE)));
  });
  // While i < j.
  body.while(() => i32.less(i.now, j.now), () => {
    const end = body.variable('i32', i32.add(i.now, i32.constant(ROWS_A_BLOCK * DOUBLE)));
    const middle = body.let(i32.multiply(i32.shiftRight(rows, i32.constant(1)), i32.constant(DOUBLE)));
    body.if(i32.less(middle, end.now), () => { body.set(end, middle); });
    body.while(() => i32.less(i.now, end.now), round);
    body.set(pivots.above, divide(pivots.above.now, pivots.below.now));
    body.set(pivots.below, constant(1));
  });
  return backwards(body, system, { i, at, odd, value: value.now, pivot: divide(pivots.above.now, pivots.below.now) });
};

interface Met {
  readonly i: Variable<'i32'>;
  readonly at: Variable<'i32'>;
  readonly odd: Word;
  readonly value: Pair;
  readonly pivot: Pair;
}

const backwards = (body: Body, { right, out, work, scale, keep, shared }: TwoEnded, { i, at, odd, value, pivot }: Met): Word => {
  const [scales, keeps] = [body.let(splat(scale)), body.let(splat(keep))];
  const both = body.let(pivot);
  const pivotHere = f64.add(lane(both, 0), f64.subtract(lane(both, 1), shared(i.now)));
  const valueHere = f64.add(lane(value, 0), f64.subtract(lane(value, 1), f64.load(i32.add(right, i.now))));
  const solved = body.let(f64.divide(valueHere, pivotHere));
  const y = body.variable('f64x2', splat(solved));
  const combined = (row: Pair): Pair => add(multiply(scales, y.now), multiply(keeps, row));
  body.do(f64.store(i32.add(out, i.now), lane(combined(loadSplat(i32.add(right, i.now))), 0)));
  const first = body.let(i32.add(work, i32.multiply(i32.isZero(odd), i32.constant(RECORD))));
  const [up, down] = [body.variable('i32', i.now), body.variable('i32', i.now)];
  const step = (): void => {
    body.set(at, i32.subtract(at.now, i32.constant(RECORD)));
    body.set(up, i32.subtract(up.now, i32.constant(DOUBLE)));
    body.set(down, i32.add(down.now, i32.constant(DOUBLE)));
    body.set(y, add(load(at.now), multiply(load(at.now, 16), y.now)));
  };
  body.while(() => i32.less(first, at.now), () => {
    step();
    const result = body.let(combined(loadBoth(i32.add(right, up.now), i32.add(right, down.now))));
    body.do(f64.store(i32.add(out, up.now), lane(result, 0)));
    body.do(f64.store(i32.add(out, down.now), lane(result, 1)));
  });
  body.if(i32.isZero(odd), () => {
    step();
    body.do(f64.store(out, lane(combined(loadSplat(right)), 0)));
  });
  // What is not finite anywhere has made the row in the middle so, or one of the ends.
  const fault = body.let(add(subtract(splat(solved), splat(solved)), subtract(y.now, y.now)));
  return i64x2.anyTrue(f64x2.notEqual(fault, constant(0)));
};
