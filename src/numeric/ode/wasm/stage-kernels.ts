/**
 * The sums of a Runge–Kutta method as WebAssembly, two entries of the state in one instruction, with the weights in the code.
 *
 * States and stages are rows of `row` bytes, a multiple of 16; stage s lies at `all` + s rows. Sums are in the order of the tableau.
 */
import type { Body } from '../../wasm/body.ts';
import { ModuleBuilder } from '../../wasm/module.ts';
import { i32 } from '../../wasm/scalars.ts';
import type { Value } from '../../wasm/value.ts';
import { f64x2 } from '../../wasm/vectors.ts';
import type { WasmModule } from '../../wasm/webassembly.ts';

/** Σ weight·k[stage]: pairs of a stage and its weight. */
export type Combination = readonly (readonly [stage: number, weight: number])[];

type Word = Value<'i32'>;
type Pair = Value<'f64x2'>;

const { add, multiply, divide, load, store, constant, splat, absolute, greatest } = f64x2;
const PAIR = 16;
export const MOST_PAGES = 65536;
const plus = (a: Word, b: Word): Word => i32.add(a, b);

/** The sum at the offset `at` of a row, as code. */
const combined = (body: Body, combination: Combination, all: Word, row: Word): ((at: Word) => Pair) => {
  const stages = combination.map(([stage]) => body.let(plus(all, i32.multiply(row, i32.constant(stage)))));
  return (at) => combination.map(([, weight], k) => multiply(constant(weight), load(plus(stages[k] as Word, at))))
    .reduce<Pair | null>((sum, term) => (sum === null ? term : add(sum, term)), null) ?? constant(0);
};

const eachPair = (body: Body, row: Word, round: (at: Word) => void): void => { body.count(i32.constant(0), row, PAIR, round); };

/** NAME(row, all, y, into, h): into = y + h Σ. */
const addStage = (builder: ModuleBuilder, name: string, combination: Combination): void => {
  builder.function(name, ['i32', 'i32', 'i32', 'i32', 'f64'] as const, null, (body, row, all, y, into, h) => {
    const step = body.let(splat(h));
    const sum = combined(body, combination, all, row);
    eachPair(body, row, (at) => { body.do(store(plus(into, at), add(load(plus(y, at)), multiply(step, sum(at))))); });
    return null;
  });
};

/** NAME(row, all, out, h): out = h Σ. */
const addMultiple = (builder: ModuleBuilder, name: string, combination: Combination): void => {
  builder.function(name, ['i32', 'i32', 'i32', 'f64'] as const, null, (body, row, all, out, h) => {
    const step = body.let(splat(h));
    const sum = combined(body, combination, all, row);
    eachPair(body, row, (at) => { body.do(store(plus(out, at), multiply(step, sum(at)))); });
    return null;
  });
};

/**
 * errors(row, all, y, next, out, relative, absolute): for each combination two lanes in `out` of the sum of its squares, in units
 * of absolute + relative max(|y|, |next|).
 */
const addErrors = (builder: ModuleBuilder, combinations: readonly Combination[]): void => {
  builder.function('errors', ['i32', 'i32', 'i32', 'i32', 'i32', 'f64', 'f64'] as const, null, (body, row, all, y, next, out, relative, least) => {
    const [parts, base] = [body.let(splat(relative)), body.let(splat(least))];
    const sums = combinations.map((combination) => ({ total: body.variable('f64x2', constant(0)), at: combined(body, combination, all, row) }));
    eachPair(body, row, (at) => {
      const unit = body.let(add(base, multiply(parts, greatest(absolute(load(plus(y, at))), absolute(load(plus(next, at)))))));
      for (const { total, at: sumAt } of sums) {
        const ratio = body.let(divide(sumAt(at), unit));
        body.set(total, add(total.now, multiply(ratio, ratio)));
      }
    });
    sums.forEach(({ total }, k) => { body.do(store(out, total.now, k * PAIR)); });
    return null;
  });
};

/** A module with `stage0` …, `vector0` … for the vectors of the interpolant, and `errors`. It imports `host.memory`. */
export const stageKernels = (stages: readonly Combination[], vectors: readonly Combination[], errors: readonly Combination[]): WasmModule => {
  const builder = new ModuleBuilder({ pages: 1, imported: { shared: false, maximum: MOST_PAGES } });
  stages.forEach((combination, s) => addStage(builder, `stage${s}`, combination));
  vectors.forEach((combination, k) => addMultiple(builder, `vector${k}`, combination));
  addErrors(builder, errors);
  return builder.compile();
};

