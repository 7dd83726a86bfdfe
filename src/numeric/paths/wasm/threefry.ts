/**
 * Threefry 4×32-20 of four counters at once, as code: lane l of word j is word j of the block with the l-th counter.
 *
 * The same function as `random/threefry.ts`, which has its source; the key schedule is given, a word in all lanes.
 */
import { ROTATIONS } from '../../random/threefry.ts';
import type { Body } from '../../wasm/body.ts';
import type { Value } from '../../wasm/value.ts';
import { i32x4 } from '../../wasm/vectors.ts';

type Words = Value<'i32x4'>;
export type Block = readonly [Words, Words, Words, Words];

const ROUNDS = 20;
/** A subkey is added after so many rounds. */
const BETWEEN_SUBKEYS = 4;

const rotated = (x: Words, by: number): Words => i32x4.or(i32x4.shiftLeft(x, by), i32x4.shiftRight(x, 32 - by));

/** a += b; b = rotate(b) ⊕ a. */
const mixed = (body: Body, a: Words, b: Words, rotation: number): readonly [Words, Words] => {
  const sum = body.let(i32x4.add(a, b));
  return [sum, body.let(i32x4.xor(rotated(b, rotation), sum))];
};

/** The five words of the extended key: k0, k1, k2, k3 and their parity. */
export type Schedule = readonly [Words, Words, Words, Words, Words];

const withSubkey = (body: Body, x: Block, schedule: Schedule, injection: number): Block => {
  const subkey = (j: number): Words => schedule[(injection + j) % 5] as Words;
  const last = injection === 0 ? x[3] : i32x4.add(x[3], i32x4.constant(injection));
  return [
    body.let(i32x4.add(x[0], subkey(0))), body.let(i32x4.add(x[1], subkey(1))), body.let(i32x4.add(x[2], subkey(2))),
    body.let(i32x4.add(last, subkey(3))),
  ];
};

/** The block of the counter (c0, c1, c2, c3). */
export const threefryOf = (body: Body, counter: Block, schedule: Schedule): Block => {
  let x = withSubkey(body, counter, schedule, 0);
  for (let round = 0; round < ROUNDS; round += 1) {
    const [first, second] = ROTATIONS[round % ROTATIONS.length] as readonly [number, number];
    // Even rounds mix (x0, x1) and (x2, x3), odd ones (x0, x3) and (x2, x1).
    const [i, j] = round % 2 === 0 ? [1, 3] as const : [3, 1] as const;
    const [x0, xi] = mixed(body, x[0], x[i], first);
    const [x2, xj] = mixed(body, x[2], x[j], second);
    x = round % 2 === 0 ? [x0, xi, x2, xj] : [x0, xj, x2, xi];
    if ((round + 1) % BETWEEN_SUBKEYS === 0) x = withSubkey(body, x, schedule, (round + 1) / BETWEEN_SUBKEYS);
  }
  return x;
};
