/**
 * The passes of policy iteration over a line of nodes as WebAssembly, two nodes in one instruction: the best controls where they
 * enter the drift linearly (improve-affine.ts), and the linear equation of a policy with its residual (implicit-step.ts).
 *
 * Addresses are in bytes; lists of doubles, at least two long. Of an odd number of nodes the last two are written once more.
 */
import { addTridiagonal } from '../../grid/wasm/chain-kernels.ts';
import { MOST_PAGES } from '../../grid/wasm/line-kernels.ts';
import type { Body, Variable } from '../../wasm/body.ts';
import type { Callable } from '../../wasm/module.ts';
import { callOf, ModuleBuilder } from '../../wasm/module.ts';
import { f64, i32 } from '../../wasm/scalars.ts';
import type { Value } from '../../wasm/value.ts';
import { f64x2, i64x2 } from '../../wasm/vectors.ts';
import type { WasmModule } from '../../wasm/webassembly.ts';

type Word = Value<'i32'>;
type Pair = Value<'f64x2'>;
type Double = Value<'f64'>;

const { add, subtract, multiply, divide, load, store, constant, splat, absolute, greatest, least, select } = f64x2;
const [PAIR, DOUBLE] = [16, 8];
const plus = (a: Word, b: Word): Word => i32.add(a, b);

/** The byte offsets of all pairs of `count` nodes; of an odd number, the last pair overlaps the one before. */
const eachPair = (body: Body, count: Word, round: (at: Word) => void): void => {
  const end = body.let(i32.multiply(count, i32.constant(DOUBLE)));
  const last = body.let(i32.subtract(end, i32.constant(PAIR)));
  const next = body.variable('i32', i32.constant(0));
  body.while(() => i32.less(next.now, end), () => {
    const at = body.variable('i32', next.now);
    body.if(i32.less(last, at.now), () => { body.set(at, last); });
    round(at.now);
    body.set(next, plus(next.now, i32.constant(PAIR)));
  });
};

const clamped = (u: Pair, bounds: readonly [Pair, Pair]): Pair => greatest(least(u, bounds[1]), bounds[0]);

/**
 * readAffine(count, f1, f2, s1, s2, l1, l2, base, gain): base = −½ l1/l2 and gain = −½ f1/l2. Gives 1 where f2, s1 or s2 is not
 * zero somewhere, or l2 not positive.
 */
const addReadAffine = (builder: ModuleBuilder): void => {
  const words = Array.from({ length: 9 }, () => 'i32' as const);
  builder.function('readAffine', words, 'i32', (body, ...parameters) => {
    const [count, f1, f2, s1, s2, l1, l2, base, gain] = parameters as unknown as readonly [Word, Word, Word, Word, Word, Word, Word, Word, Word];
    const others = body.variable('i64x2', i64x2.constant(0n));
    eachPair(body, count, (at) => {
      const weight = body.let(load(plus(l2, at)));
      const half = body.let(divide(constant(-0.5), weight));
      body.do(store(plus(base, at), multiply(half, load(plus(l1, at)))));
      body.do(store(plus(gain, at), multiply(half, load(plus(f1, at)))));
      const zero = (list: Word): Value<'i64x2'> => f64x2.notEqual(load(plus(list, at)), constant(0));
      const other = i64x2.or(i64x2.or(zero(f2), zero(s1)), i64x2.or(zero(s2), i64x2.not(f64x2.greater(weight, constant(0)))));
      body.set(others, i64x2.or(others.now, other));
    });
    return i64x2.anyTrue(others.now);
  });
};

/**
 * improve(count, f0, f1, s0, l0, l1, l2, base, gain, padded, control, down, up, cost, perSlope, perH, least, most): the controls
 * base + gain p within the bounds, p = ∂x V central, and their rates and costs; perSlope = 1/(2h), perH = 1/h. For the monotone
 * scheme `otherControl(i, p, ½ h ∂xx V)` is asked where a one-sided difference, or a kink, may be better.
 */
const addImprove = (builder: ModuleBuilder, otherControl: Callable<'f64'> | null): void => {
  const words = Array.from({ length: 14 }, () => 'i32' as const);
  builder.function(otherControl === null ? 'improveCentral' : 'improveMonotone', [...words, 'f64', 'f64', 'f64', 'f64'] as const, null, (body, ...parameters) => {
    const [count, f0, f1, s0, l0, l1, l2, base, gain, padded, control, down, up, cost] = parameters.slice(0, 14) as readonly Word[] as
      readonly [Word, Word, Word, Word, Word, Word, Word, Word, Word, Word, Word, Word, Word, Word];
    const [perSlope, perH, low, high] = (parameters.slice(14) as readonly Double[]).map((of) => body.let(splat(of))) as [Pair, Pair, Pair, Pair];
    eachPair(body, count, (at) => {
      const here = (list: Word, offset = 0): Pair => body.let(load(plus(list, at), offset));
      const [left, right] = [here(padded), here(padded, PAIR)];
      const slope = body.let(multiply(subtract(right, left), perSlope));
      const [drift, input, g] = [here(f0), here(f1), here(gain)];
      const spread = body.let(multiply(load(plus(s0, at)), perH));
      const u = body.variable('f64x2', clamped(add(load(plus(base, at)), multiply(g, slope)), [low, high]));
      const speed = body.variable('f64x2', add(drift, multiply(input, u.now)));
      if (otherControl !== null) {
        const middle = here(padded, DOUBLE);
        const aside = body.let(multiply(add(subtract(right, add(middle, middle)), left), perSlope));
        // Beside a concave value a one-sided stencil may win with a drift that the noise does not cover at its own optimum.
        const own = select(f64x2.less(aside, constant(0)), absolute(multiply(multiply(input, g), aside)), constant(0));
        const covered = body.let(f64x2.lessOrEqual(add(absolute(speed.now), own), spread));
        body.if(i32.isZero(i64x2.allTrue(covered)), () => {
          const node = body.let(i32.shiftRight(at, i32.constant(3)));
          ([0, 1] as const).forEach((lane) => {
            const other = callOf(otherControl, plus(node, i32.constant(lane)), f64x2.lane(slope, lane), f64x2.lane(aside, lane));
            body.if(i32.isZero(i32.fromLong(i64x2.lane(covered, lane))), () => { body.set(u, f64x2.withLane(u.now, lane, other)); });
          });
          body.set(speed, add(drift, multiply(input, u.now)));
        });
      }
      const variance = otherControl === null ? spread : body.let(greatest(spread, absolute(speed.now)));
      body.do(store(plus(control, at), u.now));
      body.do(store(plus(down, at), multiply(subtract(variance, speed.now), perSlope)));
      body.do(store(plus(up, at), multiply(add(variance, speed.now), perSlope)));
      body.do(store(plus(cost, at), add(load(plus(l0, at)), multiply(u.now, add(load(plus(l1, at)), multiply(u.now, load(plus(l2, at))))))));
    });
    return null;
  });
};

/**
 * assemble(count, lower, upper, cost, discount, source, padded, diagonal, right, sizes, inverseStep): the main diagonal of
 * L − κ − ρ and the right side, and in `sizes`, two lanes each, the largest residual of the present value, the largest terms of
 * a row, and the largest value. What is not finite makes the residual so.
 */
const addAssemble = (builder: ModuleBuilder): void => {
  const words = Array.from({ length: 10 }, () => 'i32' as const);
  builder.function('assemble', [...words, 'f64'] as const, null, (body, ...parameters) => {
    const [count, lower, upper, cost, discount, source, padded, diagonal, right, sizes] = parameters.slice(0, 10) as readonly Word[] as
      readonly [Word, Word, Word, Word, Word, Word, Word, Word, Word, Word];
    const kappa = body.let(splat(parameters[10] as Double));
    const [residual, terms, value] = [0, 0, 0].map(() => body.variable('f64x2', constant(0))) as
      [Variable<'f64x2'>, Variable<'f64x2'>, Variable<'f64x2'>];
    const fault = body.variable('f64x2', constant(0));
    eachPair(body, count, (at) => {
      const [below, above] = [body.let(load(plus(lower, at))), body.let(load(plus(upper, at)))];
      const middle = body.let(load(plus(padded, at), DOUBLE));
      const d = body.let(add(add(add(kappa, load(plus(discount, at))), below), above));
      const b = body.let(add(load(plus(cost, at)), multiply(kappa, load(plus(source, at)))));
      body.do(store(plus(diagonal, at), f64x2.negate(d)));
      body.do(store(plus(right, at), f64x2.negate(b)));
      const r = body.let(absolute(subtract(add(add(b, multiply(below, load(plus(padded, at)))), multiply(above, load(plus(padded, at), PAIR))), multiply(d, middle))));
      body.set(residual, greatest(residual.now, r));
      body.set(fault, add(fault.now, subtract(r, r)));
      const size = body.let(absolute(middle));
      body.set(terms, greatest(terms.now, add(multiply(d, size), absolute(b))));
      body.set(value, greatest(value.now, size));
    });
    body.do(store(sizes, add(residual.now, fault.now)));
    body.do(store(sizes, terms.now, PAIR));
    body.do(store(sizes, value.now, 2 * PAIR));
    return null;
  });
};

/** combine(count, a, b, out, x, y): out = x a + y b; `out` may be `a` or `b`. */
const addCombine = (builder: ModuleBuilder): void => {
  builder.function('combine', ['i32', 'i32', 'i32', 'i32', 'f64', 'f64'] as const, null, (body, count, a, b, out, x, y) => {
    const [first, second] = [body.let(splat(x)), body.let(splat(y))];
    const end = body.let(i32.multiply(count, i32.constant(DOUBLE)));
    body.count(i32.constant(0), i32.multiply(i32.shiftRight(count, i32.constant(1)), i32.constant(PAIR)), PAIR, (at) => {
      body.do(store(plus(out, at), add(multiply(first, load(plus(a, at))), multiply(second, load(plus(b, at))))));
    });
    body.if(i32.and(count, i32.constant(1)), () => {
      const last = body.let(i32.subtract(end, i32.constant(DOUBLE)));
      body.do(f64.store(plus(out, last), f64.add(f64.multiply(x, f64.load(plus(a, last))), f64.multiply(y, f64.load(plus(b, last))))));
    });
    return null;
  });
};

let compiled: WasmModule | null = null;

/** The module, made when it is first wanted. It imports `host.memory` and `host.otherControl`. */
export const policyKernels = (): WasmModule => {
  if (compiled !== null) return compiled;
  const builder = new ModuleBuilder({ pages: 1, imported: { shared: false, maximum: MOST_PAGES } });
  const otherControl = builder.importFunction('otherControl', ['i32', 'f64', 'f64']);
  addReadAffine(builder);
  addImprove(builder, null);
  addImprove(builder, otherControl);
  addAssemble(builder);
  addCombine(builder);
  addTridiagonal(builder);
  compiled = builder.compile();
  return compiled;
};
