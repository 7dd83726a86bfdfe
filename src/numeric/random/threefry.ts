/**
 * Threefry 4×32 with 20 rounds: a keyed bijection of 128-bit counters whose outputs are as good as independent random words.
 *
 * The counter takes the place of a state: word j of block c under key k is a function of (k, c, j), so that any part of a
 * stream can be drawn again, in any order and on any thread.
 *
 * A **key** is four 32-bit words; a **schedule** is the key prepared for use: k0, k1, k2, k3, k4 = parity ⊕ k0 ⊕ … ⊕ k3, then
 * k0 … k3 again, so that the subkey of injection r is the four words from place r on.
 *
 * Source: Salmon, Moraes, Dror, Shaw, Parallel random numbers: as easy as 1, 2, 3, SC 2011; rotations and parity constant as
 * there (those of Threefish, Skein 1.3).
 */
export type Key = readonly [number, number, number, number];

const PARITY = 0x1bd11bda;

/** The rotations of the rounds 0 … 7, then again: of the first and of the second mixed pair. */
export const ROTATIONS: readonly (readonly [number, number])[] = [
  [10, 26], [11, 21], [13, 27], [23, 5], [6, 20], [17, 11], [25, 10], [18, 20],
];

/** Nine words, as said above. */
export const scheduleOf = (key: Key): Int32Array => {
  const [k0, k1, k2, k3] = key;
  return Int32Array.of(k0, k1, k2, k3, PARITY ^ k0 ^ k1 ^ k2 ^ k3, k0, k1, k2, k3);
};

/**
 * Writes the four words of the block with the counter (c0, c1, c2, c3) into out, from `at` on, as signed 32-bit integers;
 * a Uint32Array takes the same bits.
 *
 * Written out round by round, since a table of rotations costs a third of the speed. Even rounds mix (x0,x1) and (x2,x3),
 * odd ones (x0,x3) and (x2,x1): a += b; b = rotate(b) ⊕ a.
 */
export const threefry = (
  schedule: Int32Array, c0: number, c1: number, c2: number, c3: number, out: Int32Array | Uint32Array, at = 0,
): void => {
  let x0 = (c0 + (schedule[0] as number)) | 0;
  let x1 = (c1 + (schedule[1] as number)) | 0;
  let x2 = (c2 + (schedule[2] as number)) | 0;
  let x3 = (c3 + (schedule[3] as number)) | 0;
  for (let injection = 1; ; injection += 2) {
    x0 = (x0 + x1) | 0; x1 = ((x1 << 10) | (x1 >>> 22)) ^ x0; x2 = (x2 + x3) | 0; x3 = ((x3 << 26) | (x3 >>> 6)) ^ x2;
    x0 = (x0 + x3) | 0; x3 = ((x3 << 11) | (x3 >>> 21)) ^ x0; x2 = (x2 + x1) | 0; x1 = ((x1 << 21) | (x1 >>> 11)) ^ x2;
    x0 = (x0 + x1) | 0; x1 = ((x1 << 13) | (x1 >>> 19)) ^ x0; x2 = (x2 + x3) | 0; x3 = ((x3 << 27) | (x3 >>> 5)) ^ x2;
    x0 = (x0 + x3) | 0; x3 = ((x3 << 23) | (x3 >>> 9)) ^ x0; x2 = (x2 + x1) | 0; x1 = ((x1 << 5) | (x1 >>> 27)) ^ x2;
    x0 = (x0 + (schedule[injection] as number)) | 0;
    x1 = (x1 + (schedule[injection + 1] as number)) | 0;
    x2 = (x2 + (schedule[injection + 2] as number)) | 0;
    x3 = (x3 + (schedule[injection + 3] as number) + injection) | 0;
    if (injection === 5) break;
    x0 = (x0 + x1) | 0; x1 = ((x1 << 6) | (x1 >>> 26)) ^ x0; x2 = (x2 + x3) | 0; x3 = ((x3 << 20) | (x3 >>> 12)) ^ x2;
    x0 = (x0 + x3) | 0; x3 = ((x3 << 17) | (x3 >>> 15)) ^ x0; x2 = (x2 + x1) | 0; x1 = ((x1 << 11) | (x1 >>> 21)) ^ x2;
    x0 = (x0 + x1) | 0; x1 = ((x1 << 25) | (x1 >>> 7)) ^ x0; x2 = (x2 + x3) | 0; x3 = ((x3 << 10) | (x3 >>> 22)) ^ x2;
    x0 = (x0 + x3) | 0; x3 = ((x3 << 18) | (x3 >>> 14)) ^ x0; x2 = (x2 + x1) | 0; x1 = ((x1 << 20) | (x1 >>> 12)) ^ x2;
    x0 = (x0 + (schedule[(injection + 1)] as number)) | 0;
    x1 = (x1 + (schedule[(injection + 2)] as number)) | 0;
    x2 = (x2 + (schedule[(injection + 3)] as number)) | 0;
    x3 = (x3 + (schedule[(injection + 4)] as number) + injection + 1) | 0;
  }
  out[at] = x0;
  out[at + 1] = x1;
  out[at + 2] = x2;
  out[at + 3] = x3;
};
