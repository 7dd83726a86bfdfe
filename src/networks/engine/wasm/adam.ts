/**
 * Adam and the moving average in one sweep over the weights, four floats at once; and the look at a gradient before it.
 *
 * With m, v, w as in the plain engine's adam.ts; the factors that undo the bias come from outside, in doubles:
 *
 *     w ← w − (rate c₁) m / (√(c₂ v) + ε),   average ← average + (1 − δ) (w − average).
 */
import type { ModuleBuilder } from '../../../numeric/wasm/module.ts';
import { i32 } from '../../../numeric/wasm/scalars.ts';
import { f32x4, i32x4 } from '../../../numeric/wasm/vectors.ts';
import { LARGEST_GRADIENT } from '../faults.ts';
import { plus, VECTOR } from './product.ts';

const { load, store, add, subtract, multiply, divide, constant, splat, sqrt, absolute, lessOrEqual } = f32x4;

/** weights, gradient, first, second, average, bytes; β₁, 1 − β₁, β₂, 1 − β₂, rate c₁, c₂, ε, 1 − δ. */
const PARAMETERS = ['i32', 'i32', 'i32', 'i32', 'i32', 'i32', 'f32', 'f32', 'f32', 'f32', 'f32', 'f32', 'f32', 'f32'] as const;

export const addAdam = (builder: ModuleBuilder): void => {
  builder.function<typeof PARAMETERS, 'i32'>('adam', PARAMETERS, null,
    (body, weights, gradient, first, second, average, bytes, ...numbers) => {
      const [keepFirst, addFirst, keepSecond, addSecond, step, correction, epsilon, toAverage] = numbers.map((of) => body.let(splat(of))) as
        [ReturnType<typeof splat>, ReturnType<typeof splat>, ReturnType<typeof splat>, ReturnType<typeof splat>,
          ReturnType<typeof splat>, ReturnType<typeof splat>, ReturnType<typeof splat>, ReturnType<typeof splat>];
      body.count(i32.constant(0), bytes, VECTOR, (at) => {
        const g = body.let(load(plus(gradient, at)));
        const m = body.let(add(multiply(keepFirst, load(plus(first, at))), multiply(addFirst, g)));
        const v = body.let(add(multiply(keepSecond, load(plus(second, at))), multiply(addSecond, multiply(g, g))));
        const w = body.let(subtract(load(plus(weights, at)), divide(multiply(step, m), add(sqrt(multiply(correction, v)), epsilon))));
        const before = body.let(load(plus(average, at)));
        body.do(store(plus(first, at), m));
        body.do(store(plus(second, at), v));
        body.do(store(plus(weights, at), w));
        body.do(store(plus(average, at), add(before, multiply(toAverage, subtract(w, before)))));
        body.do(store(plus(gradient, at), constant(0)));
      });
      return null;
    });
};

/** unusable(gradient, bytes): 1 where a number of it is none, or too large. */
export const addUnusable = (builder: ModuleBuilder): void => {
  builder.function('unusable', ['i32', 'i32'] as const, 'i32', (body, gradient, bytes) => {
    const faults = body.variable('i32x4', i32x4.constant(0));
    body.count(i32.constant(0), bytes, VECTOR, (at) => {
      const within = lessOrEqual(absolute(load(plus(gradient, at))), constant(LARGEST_GRADIENT));
      body.set(faults, i32x4.or(faults.now, i32x4.not(within)));
    });
    return i32x4.anyTrue(faults.now);
  });
};
