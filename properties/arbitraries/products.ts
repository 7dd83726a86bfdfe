/**
 * Random products of indexed factors, some of whose slots may be exchanged; the same products in disguise; and their
 * values in two dimensions, by summing over every label.
 */
import fc from 'fast-check';
import { field, parameter, X_VARIABLE } from '../../src/kernel/expression.ts';
import type { Factor, Head, Index } from '../../src/kernel/polynomial.ts';
import { sizesFor } from '../../src/kernel/prove.ts';
import { Ring, jetHead, parameterHead } from '../../src/kernel/ring.ts';

const ring = new Ring({ sizes: null, curlFree: new Set(), limit: 1000, deadline: Infinity });
const matrix = (name: string, symmetry: 'none' | 'symmetric' | 'antisymmetric'): Head =>
  parameterHead(ring, parameter(name, { shape: ['n', 'n'], symmetry }));
const h = field('h', [X_VARIABLE]);
const HEADS: readonly Head[] = [
  parameterHead(ring, parameter('v', { shape: ['n'] })), parameterHead(ring, parameter('w', { shape: ['n'] })),
  matrix('A', 'none'), matrix('S', 'symmetric'), matrix('K', 'antisymmetric'),
  ...[1, 2, 3].map((order) => jetHead(ring, h, false, [null], [order])),
];

const slotsOf = (heads: readonly Head[]): number => heads.reduce((n, head) => n + head.spaces.length, 0);

/** Factors whose slots are joined in pairs, in the order that the numbers give; an odd one stays free. */
export const joined = (heads: readonly Head[], order: readonly number[]): Factor[] => {
  const labels: Index[] = [];
  order.forEach((slot, k) => { labels[slot] = k % 2 === 0 && k === order.length - 1 ? 'i' : `k${Math.floor(k / 2)}`; });
  let from = 0;
  return heads.map((head) => ({ head, indices: labels.slice(from, (from += head.spaces.length)) }));
};

export interface Pairings {
  readonly first: readonly Factor[];
  readonly second: readonly Factor[];
}

const permutation = (n: number): fc.Arbitrary<number[]> => fc.shuffledSubarray(Array.from({ length: n }, (_, k) => k), { minLength: n });

/** Two ways of joining the slots of the same factors. */
export const pairings: fc.Arbitrary<Pairings> = fc.array(fc.constantFrom(...HEADS), { minLength: 2, maxLength: 4 })
  .filter((heads) => slotsOf(heads) <= 10)
  .chain((heads) => fc.tuple(permutation(slotsOf(heads)), permutation(slotsOf(heads)))
    .map(([one, two]) => ({ first: joined(heads, one), second: joined(heads, two) })));

export interface Disguise {
  readonly factors: readonly Factor[];
  /** −1 where antisymmetric slots were exchanged an odd number of times. */
  readonly sign: 1 | -1;
}

/** The same product with its factors reordered, its summed labels renamed, and slots exchanged where they may be. */
export const disguised = (factors: readonly Factor[], seed: number): Disguise => {
  let state = seed;
  const next = (n: number): number => {
    state = (Math.imul(state, 1103515245) + 12345) >>> 0;
    return (state >>> 16) % n;
  };
  const shuffled = <T>(items: readonly T[]): T[] => items.map((item) => [next(1000), item] as const).sort((a, b) => a[0] - b[0]).map(([, item]) => item);
  const names = new Map(shuffled([...new Set(factors.flatMap((f) => f.indices))].filter((l) => l !== 'i')).map((l, k) => [l, `q${k}`]));
  let sign: 1 | -1 = 1;
  const exchanged = factors.map((f): Factor => {
    let from = 0;
    const indices = f.head.groups.flatMap((group) => {
      const own = f.indices.slice(from, (from += group.size)).map((l) => names.get(l) ?? l);
      if (group.symmetry === 'symmetric') return shuffled(own);
      if (group.symmetry === 'antisymmetric' && next(2) === 1) {
        sign = sign === 1 ? -1 : 1;
        return own.reverse();
      }
      return own;
    });
    return { head: f.head, indices };
  });
  return { factors: shuffled(exchanged), sign };
};

/** A number for each component of a tensor, that respects its symmetry. */
const component = (head: Head, indices: readonly number[], seed: number): number => {
  let sign = 1;
  let from = 0;
  const sorted = head.groups.flatMap((group) => {
    const own = indices.slice(from, (from += group.size));
    if (group.symmetry === 'one') return own;
    const order = [...own].sort((a, b) => a - b);
    if (group.symmetry === 'antisymmetric') sign *= own[0] === own[1] ? 0 : order[0] === own[0] ? 1 : -1;
    return order;
  });
  let hash = seed;
  for (const letter of `${head.key}|${sorted.join()}`) hash = (Math.imul(hash, 31) + letter.charCodeAt(0)) | 0;
  return sign * (((hash >>> 3) % 19) - 9);
};

/** The value in two dimensions, with the free label set to the first component. */
export const valueOf = (factors: readonly Factor[], seed: number): number => {
  const summed = [...new Set(factors.flatMap((f) => f.indices))].filter((l) => l !== 'i');
  const size = sizesFor(2)('n');
  let total = 0;
  for (let code = 0; code < size ** summed.length; code += 1) {
    const at = (l: Index): number => (l === 'i' ? 0 : Math.floor(code / size ** summed.indexOf(l)) % size);
    total += factors.reduce((product, f) => product * component(f.head, f.indices.map(at), seed), 1);
  }
  return total;
};
