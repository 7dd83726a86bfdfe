/**
 * The monomials of several variables up to a total degree, numbered, and tables of how they multiply.
 *
 * Numbering: by total degree; within one degree, the power of the first variable falls, then that of the second, and so on:
 * 1, x, y, x², xy, y², x³, … So the monomials of a lower order are the first ones of a higher order, and every table
 * of a higher order begins with that of a lower one. Tables are made once for each number of variables, and grow.
 *
 * Errors: NumericError 'not-applicable' where there would be more than a million products, or degrees above 255.
 */
import { NumericError } from '../numeric-error.ts';

export interface Monomials {
  readonly variables: number;
  readonly order: number;
  /** The number of monomials of degree ≤ order. */
  readonly count: number;
  /** counts[k]: the number of monomials of degree ≤ k, for k = 0 … order. */
  readonly counts: Int32Array;
  /** `variables` exponents a monomial, one monomial after the other. */
  readonly exponents: Uint8Array;
  readonly degrees: Uint8Array;
  /** raised[m·variables + k]: the number of monomial m times variable k; −1 where its degree is above the order. */
  readonly raised: Int32Array;
  /** The products that give monomial m are those from pairStarts[m] up to pairStarts[m + 1]: left[i] · right[i]. */
  readonly pairStarts: Int32Array;
  readonly left: Int32Array;
  readonly right: Int32Array;
}

const MOST_PRODUCTS = 1e6;
/** Degrees are kept in bytes. */
const LARGEST_DEGREE = 255;

const known = new Map<number, Monomials>();

/** Tables for at least this order. */
export const monomials = (variables: number, order: number): Monomials => {
  const old = known.get(variables);
  if (old !== undefined && old.order >= order) return old;
  const made = makeTables(variables, order);
  known.set(variables, made);
  return made;
};

/** n over k; a double, exact as far as it is an integer below 2^53. */
export const binomial = (n: number, k: number): number => {
  let result = 1;
  for (let i = 1; i <= k; i += 1) result = (result * (n - k + i)) / i;
  return Math.round(result);
};

/** The number of monomials of degree ≤ order. */
export const monomialCount = (variables: number, order: number): number => binomial(variables + order, variables);

/** The exponents of degree `degree`, the power of the first variable falling. */
const exponentsOfDegree = (variables: number, degree: number): number[][] => {
  if (variables === 0) return degree === 0 ? [[]] : [];
  if (variables === 1) return [[degree]];
  const found: number[][] = [];
  for (let first = degree; first >= 0; first -= 1) {
    for (const rest of exponentsOfDegree(variables - 1, degree - first)) found.push([first, ...rest]);
  }
  return found;
};

const makeTables = (variables: number, order: number): Monomials => {
  if (order > LARGEST_DEGREE || binomial(2 * variables + order, order) > MOST_PRODUCTS) {
    throw new NumericError(
      'not-applicable', `series of order ${order} in ${variables} variables have too many terms`,
      'take fewer dimensions, or an expression with fewer derivatives');
  }
  const lists = Array.from({ length: order + 1 }, (_, degree) => exponentsOfDegree(variables, degree));
  const all = lists.flat();
  const numbers = new Map(all.map((exponents, index) => [exponents.join(), index]));
  const counts = new Int32Array(order + 1);
  let total = 0;
  lists.forEach((list, degree) => { counts[degree] = total += list.length; });
  const degrees = Uint8Array.from(lists.flatMap((list, degree) => list.map(() => degree)));
  return {
    variables, order, count: all.length, counts, exponents: Uint8Array.from(all.flat()), degrees,
    raised: raisedBy(all, variables, numbers), ...productTable(all, numbers, degrees, counts, order),
  };
};

const raisedBy = (all: readonly number[][], variables: number, numbers: ReadonlyMap<string, number>): Int32Array =>
  Int32Array.from(all.flatMap((exponents) => Array.from({ length: variables }, (_, k) =>
    numbers.get(exponents.map((e, j) => (j === k ? e + 1 : e)).join()) ?? -1)));

const productTable = (
  all: readonly number[][], numbers: ReadonlyMap<string, number>, degrees: Uint8Array, counts: Int32Array, order: number,
): Pick<Monomials, 'pairStarts' | 'left' | 'right'> => {
  const pairs: [number, number][][] = all.map(() => []);
  all.forEach((a, i) => {
    const partners = counts[order - (degrees[i] as number)] as number;
    for (let j = 0; j < partners; j += 1) {
      const b = all[j] as number[];
      const target = numbers.get(a.map((e, k) => e + (b[k] as number)).join()) as number;
      (pairs[target] as [number, number][]).push([i, j]);
    }
  });
  const pairStarts = new Int32Array(all.length + 1);
  pairs.forEach((list, m) => { pairStarts[m + 1] = (pairStarts[m] as number) + list.length; });
  const flat = pairs.flat();
  return { pairStarts, left: Int32Array.from(flat, ([i]) => i), right: Int32Array.from(flat, ([, j]) => j) };
};
