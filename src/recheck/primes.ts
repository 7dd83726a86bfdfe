/**
 * Arithmetic modulo primes below 2^26, so that every product is an exact double, and chains of such primes.
 *
 * A chain P_0, …, P_4 has P_k = 2 P_{k+1} + 1 (Cunningham, first kind). Then the squares modulo P_k are a cyclic group
 * of order P_{k+1}: an exponential of a value modulo P_{k+1} is a square modulo P_k, sums of exponents become products,
 * and every square modulo P_k has a logarithm modulo P_{k+1} (Monagan and Gonnet, *Signature functions for algebraic
 * numbers*, 1994). Squares stand for positive numbers; −1 is none, since all the primes are 3 modulo 4. The number
 * P_2 + 1 has the prime factor `angle`: that many points of the circle a² + b² = 1 modulo P_2 form a group, for sine
 * and cosine.
 */
import { Unlucky } from './outcome.ts';

/**
 * The last prime of each chain with the prime factor `angle` of P_2 + 1. All are 59 modulo 60, so that 2, 3 and 5 are
 * squares modulo P_0 to P_3.
 */
const CHAINS: readonly (readonly [bottom: number, angle: number])[] = [
  [2157899, 7193], [2667779, 14821], [2865839, 11941], [3443339, 57389], [3634619, 5507], [1820999, 607],
  [1866239, 5], [1912679, 23], [1920959, 29], [2045339, 1033], [2138399, 11], [2245319, 11],
  [2278079, 113], [2357219, 2311], [2972639, 563], [2992859, 1279], [3067139, 97], [3197399, 73],
  [3612179, 421], [3624059, 19], [3784199, 53], [3796739, 89], [3916499, 373], [3962039, 241],
  [3989159, 1583], [4088879, 631],
];
/** So many chains at the head of the list have an `angle` of 5,000 at the least: those for sines and cosines. */
const WITH_ANGLES = 5;

/** The level of a claim: its exponents live one level down the chain, the arguments of its logarithms one up. */
export const MAIN = 2;
/** The level of the arguments of sine and cosine. */
export const ANGLES = 5;
const LAST = 4;

/** The six primes of the k-th chain, counted around: P_0, …, P_4 and `angle`. */
export const primesOfChain = (k: number, angles: boolean): readonly number[] => {
  const [bottom, angle] = CHAINS[k % (angles ? WITH_ANGLES : CHAINS.length)] ?? [0, 0];
  return [16, 8, 4, 2, 1].map((factor) => factor * (bottom + 1) - 1).concat(angle);
};

/** The level whose residues are exponents at this level; null where there is none. */
export const exponentLevel = (level: number): number | null => (level < LAST ? level + 1 : null);
/** The level whose squares' logarithms are the residues at this level; null where there is none. */
export const logarithmLevel = (level: number): number | null => (level > 0 && level <= LAST ? level - 1 : null);

/** a b mod p, for 0 ≤ a, b < p. Exact: the quotient is below 2^26 and its fraction a multiple of 1/p. */
export const multiplyModulo = (a: number, b: number, p: number): number => {
  const product = a * b;
  return product - Math.floor(product / p) * p;
};

/** a^e mod p for an integer e ≥ 0. */
export const powerModulo = (a: number, e: number, p: number): number => {
  let result = 1;
  for (let base = a, rest = e; rest > 0; rest = Math.floor(rest / 2)) {
    if (rest % 2 === 1) result = multiplyModulo(result, base, p);
    base = multiplyModulo(base, base, p);
  }
  return result;
};

/** 1/a mod p. */
export const invertModulo = (a: number, p: number): number => {
  if (a === 0) throw new Unlucky('a zero denominator', p);
  return powerModulo(a, p - 2, p);
};

/** The residue of an integer. */
export const residueOf = (value: bigint, p: number): number => {
  const residue = Number(value % BigInt(p));
  return residue < 0 ? residue + p : residue;
};

export const isSquare = (a: number, p: number): boolean => a !== 0 && powerModulo(a, (p - 1) / 2, p) === 1;

const STEPS = new Map<number, { readonly size: number; readonly table: ReadonlyMap<number, number> }>();

/** Small steps of base 4 = 2², which generates the squares modulo p, kept for each prime. */
const smallSteps = (p: number): { readonly size: number; readonly table: ReadonlyMap<number, number> } => {
  const known = STEPS.get(p);
  if (known !== undefined) return known;
  const size = Math.ceil(Math.sqrt((p - 1) / 2));
  const table = new Map<number, number>();
  for (let k = 0, value = 1; k < size; k++, value = multiplyModulo(value, 4, p)) table.set(value, k);
  const steps = { size, table };
  STEPS.set(p, steps);
  return steps;
};

/** e with 4^e = a modulo p (Shanks), for P_0 to P_3; a non-square has none and is unlucky. */
export const logarithmBaseFour = (a: number, p: number): number => {
  if (!isSquare(a, p)) throw new Unlucky('the logarithm of a non-square', p);
  const { size, table } = smallSteps(p);
  const leap = invertModulo(powerModulo(4, size, p), p);
  for (let k = 0, value = a; k <= size; k++, value = multiplyModulo(value, leap, p)) {
    const small = table.get(value);
    if (small !== undefined) return k * size + small;
  }
  throw new Unlucky('a logarithm that was not found', p);
};

/** (a + b i)^e modulo p, i² = −1. */
export const complexPower = (z: readonly [number, number], e: number, p: number): readonly [number, number] => {
  const product = (u: readonly [number, number], v: readonly [number, number]): readonly [number, number] => [
    (multiplyModulo(u[0], v[0], p) + p - multiplyModulo(u[1], v[1], p)) % p,
    (multiplyModulo(u[0], v[1], p) + multiplyModulo(u[1], v[0], p)) % p,
  ];
  let result: readonly [number, number] = [1, 0];
  for (let base = z, rest = e; rest > 0; rest = Math.floor(rest / 2)) {
    if (rest % 2 === 1) result = product(result, base);
    base = product(base, base);
  }
  return result;
};
