/**
 * Random residues by name: the same key gives the same residues, in whatever order they are asked for.
 *
 * The key is hashed to 128 bits, which start the generator sfc32; each residue uses 53 of its bits.
 */
const HASH_SEEDS = [0x9e3779b9, 0x243f6a88, 0xb7e15162, 0x6a09e667] as const;

const hash = (key: string, seed: number): number => {
  let h = seed ^ key.length;
  for (let i = 0; i < key.length; i++) {
    h = Math.imul(h ^ key.charCodeAt(i), 0x85ebca6b);
    h = (h << 13) | (h >>> 19);
  }
  h = Math.imul(h ^ (h >>> 16), 0xc2b2ae35);
  return h ^ (h >>> 15);
};

/** A stream of residues modulo p. */
export const residues = (key: string, p: number): (() => number) => {
  let a = hash(key, HASH_SEEDS[0]);
  let b = hash(key, HASH_SEEDS[1]);
  let c = hash(key, HASH_SEEDS[2]);
  let counter = hash(key, HASH_SEEDS[3]);
  const word = (): number => {
    const result = (a + b + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = ((c << 21) | (c >>> 11)) + result | 0;
    return result >>> 0;
  };
  for (let k = 0; k < 12; k++) word();
  return () => ((word() >>> 5) * 0x4000000 + (word() >>> 6)) % p;
};

/** A residue other than 0. */
export const nonzero = (next: () => number): number => {
  for (;;) {
    const value = next();
    if (value !== 0) return value;
  }
};
