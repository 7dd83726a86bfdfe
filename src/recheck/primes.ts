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
import { PowerTable } from './power-table.ts';

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

/** a^e mod p for an integer 0 ≤ e < 2^31. */
export const powerModulo = (a: number, e: number, p: number): number => {
  let result = 1;
  for (let base = a, rest = e | 0; rest > 0; rest >>= 1) {
    if ((rest & 1) === 1) result = multiplyModulo(result, base, p);
    base = multiplyModulo(base, base, p);
  }
  return result;
};

/** 1/a mod p by Euclid's algorithm: r = s a modulo p throughout, until r = 1. */
export const invertModulo = (a: number, p: number): number => {
  if (a === 0) throw new Unlucky('a zero denominator', p);
  let r = p | 0;
  let s = 0;
  for (let nextR = a | 0, nextS = 1; nextR !== 0;) {
    const quotient = (r / nextR) | 0;
    const afterR = r - quotient * nextR;
    const afterS = s - quotient * nextS;
    r = nextR;
    s = nextS;
    nextR = afterR;
    nextS = afterS;
  }
  return s < 0 ? s + p : s;
};

/** The residue of an integer. */
export const residueOf = (value: bigint, p: number): number => {
  const small = Number(value);
  const residue = Number.isSafeInteger(small) ? small % p : Number(value % BigInt(p));
  // −0 is no residue.
  return residue < 0 ? residue + p : residue + 0;
};

/** Whether a ≠ 0 is a square modulo an odd prime: its Jacobi symbol, by quadratic reciprocity. */
export const isSquare = (a: number, p: number): boolean => {
  let top = (a | 0) % p;
  let bottom = p | 0;
  let sign = 1;
  if (top === 0) return false;
  while (top !== 0) {
    for (; (top & 1) === 0; top >>= 1) if ((bottom & 7) === 3 || (bottom & 7) === 5) sign = -sign;
    if ((top & 3) === 3 && (bottom & 3) === 3) sign = -sign;
    const rest = bottom % top;
    bottom = top;
    top = rest;
  }
  return sign === 1;
};

interface Steps {
  /** Small steps of base 4 = 2², which generates the squares modulo p. */
  readonly small: PowerTable;
  /** 4^(−size) for the size that the table had. */
  leap: number;
  /** How many large steps were taken since the table grew. */
  taken: number;
}
const STEPS = new Map<number, Steps>();

const stepsModulo = (p: number): Steps => {
  const known = STEPS.get(p);
  if (known !== undefined) return known;
  const small = new PowerTable((value) => multiplyModulo(value, 4, p));
  const steps = { small, leap: leapOver(small, p), taken: 0 };
  STEPS.set(p, steps);
  return steps;
};

const leapOver = (small: PowerTable, p: number): number => invertModulo(powerModulo(4, small.size, p), p);

/** A table that has cost more in large steps than it would cost to double it, is doubled. */
const account = (steps: Steps, taken: number, p: number): void => {
  steps.taken += taken;
  if (steps.taken < 2 * steps.small.size || !steps.small.grow()) return;
  steps.leap = leapOver(steps.small, p);
  steps.taken = 0;
};

/** e with 4^e = a modulo p (Shanks), for P_0 to P_3; a non-square has none and is unlucky. */
export const logarithmBaseFour = (a: number, p: number): number => {
  if (!isSquare(a, p)) throw new Unlucky('the logarithm of a non-square', p);
  const steps = stepsModulo(p);
  const { small: { size }, leap } = steps;
  for (let k = 0, value = a; k * size < p; k++, value = multiplyModulo(value, leap, p)) {
    const exponent = steps.small.find(value);
    if (exponent < 0) continue;
    account(steps, k, p);
    return k * size + exponent;
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
  for (let base = z, rest = e | 0; rest > 0; rest >>= 1) {
    if ((rest & 1) === 1) result = product(result, base);
    base = product(base, base);
  }
  return result;
};
