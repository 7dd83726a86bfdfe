/**
 * The even part of a face's rates, D E(w), for two faces in one instruction: bernoulli.ts as WebAssembly.
 */
import type { Body, Variable } from '../../wasm/body.ts';
import { exponential } from '../../wasm/exponential.ts';
import type { Callable } from '../../wasm/module.ts';
import { callOf } from '../../wasm/module.ts';
import { polynomial } from '../../wasm/polynomial.ts';
import type { Value } from '../../wasm/value.ts';
import { f64x2, i64x2 } from '../../wasm/vectors.ts';

type Pair = Value<'f64x2'>;

const { add, subtract, multiply, divide, constant, splat } = f64x2;

/**
 * The polynomial of degree 13 in w² that meets (E(w) − 1)/w² at Chebyshev's points up to w = 3, off by 3e-17 of E there. The
 * quotient of bernoulli.ts would take one more division, of which a face has two already.
 */
const FAR = [
  1, 0.08333333333333333, -0.001388888888888824, 3.3068783068378325e-5, -8.267195757239657e-7, 2.0876755711399772e-8,
  -5.284180361471411e-10, 1.3382053394628146e-11, -3.388069193197009e-13, 8.548898343666954e-15, -2.1150020387139196e-16,
  4.83807665935019e-18, -8.808094360633233e-20, 8.989830762680742e-22,
];

/** The polynomial of bernoulli.ts in w², good up to w = 1/2, where nearly all faces of a fine grid are; without a division. */
const NEAR = [1, 0.08333333333331554, -0.0013888888880577112, 3.3068768869994584e-5, -8.266098460021903e-7, 2.048510288417138e-8];

/**
 * D E(w): the short polynomial where both faces are near, else the long one up to w = 3, |w|/2 + |w|/(e^|w| − 1) beyond, and where
 * next to nothing is left of the noise, or a number is none, one by one in `fitted` of bernoulli.ts, which is imported.
 * `near`: whether the short one is worth its branch.
 */
export const weightOf = (body: Body, fitted: Callable<'f64'>, diffusion: Pair, half: Pair, near: boolean): Pair => {
  const w = body.let(divide(add(half, half), diffusion));
  const z = body.let(multiply(w, w));
  const weight = body.variable('f64x2');
  const approximant = (): void => {
    body.set(weight, multiply(diffusion, polynomial(body, FAR, z)));
    beyond(body, fitted, diffusion, half, w, z, weight);
  };
  if (!near) {
    approximant();
    return weight.now;
  }
  body.if(i64x2.allTrue(f64x2.less(z, constant(0.25))), () => {
    const square = body.let(multiply(z, z));
    const [c0, c1, c2, c3, c4, c5] = NEAR.map(constant) as [Pair, Pair, Pair, Pair, Pair, Pair];
    const high = add(add(c2, multiply(c3, z)), multiply(square, add(c4, multiply(c5, z))));
    body.set(weight, multiply(diffusion, add(add(c0, multiply(c1, z)), multiply(square, high))));
  }, approximant);
  return weight.now;
};

const beyond = (
  body: Body, fitted: Callable<'f64'>, diffusion: Pair, half: Pair, w: Pair, z: Pair, weight: Variable<'f64x2'>,
): void => {
  const near = body.let(f64x2.lessOrEqual(z, constant(9)));
  body.if(i64x2.anyTrue(i64x2.not(near)), () => {
    const size = body.let(f64x2.absolute(w));
    const rest = divide(size, subtract(exponential(body, size), constant(1)));
    body.set(weight, f64x2.select(near, weight.now, multiply(diffusion, add(multiply(size, constant(0.5)), rest))));
    body.if(i64x2.anyTrue(i64x2.not(f64x2.less(z, constant(490_000)))), () => {
      const each = ([0, 1] as const).map((lane) => callOf(fitted, f64x2.lane(diffusion, lane), f64x2.lane(half, lane)));
      body.set(weight, f64x2.withLane(splat(each[0] as Value<'f64'>), 1, each[1] as Value<'f64'>));
    });
  });
};
