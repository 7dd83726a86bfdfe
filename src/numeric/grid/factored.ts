/**
 * Tridiagonal systems with one matrix and many right sides: eliminated once, from both ends (tridiagonal.ts says how), and
 * solved two rows at a time.
 *
 * A solve is a recurrence z_i = p_i r_i + n_i z_{i−1} from both ends to the middle, p_i = 1/pivot, and y_i = z_i + w_i y_{i+1} back.
 * Two rows at once, z_{i+1} = p_{i+1} r_{i+1} + n_{i+1} p_i r_i + n_{i+1} n_i z_{i−1}: half as many operations wait for each other,
 * which is what the time of such a solve consists of. Tables of the products lie beside each other in the order of their use.
 */
import { refuseSystem } from './tridiagonal.ts';
import type { ChainMemory } from './wasm/chain-memory.ts';

/** Solves for y, and writes out = scale y + keep right. `out` is not `right`; both lie in the memory. */
export type FactoredSolve = (right: Float64Array, out: Float64Array, scale: number, keep: number) => void;

/** Eliminates a matrix, of the memory's size, in LAPACK's three diagonals. Refused by name as in solveTridiagonal. */
export interface Factoring {
  readonly factor: (lower: Float64Array, diagonal: Float64Array, upper: Float64Array) => void;
  readonly solve: FactoredSolve;
}

const [RECORD, HEAD] = [10, 6];

/** How many doubles, and arrays, `factoring` takes of a memory. */
export const factoringSize = (size: number): number => HEAD + RECORD * ((size + 1) >> 1);
export const FACTORING_ARRAYS = 3;

interface Eliminated {
  readonly inverse: Float64Array;
  /** What a row takes of the row that was eliminated before it. */
  readonly multiplier: Float64Array;
  /** What a row takes of the row that is solved before it. */
  readonly weight: Float64Array;
}

const eliminate = (lower: Float64Array, diagonal: Float64Array, upper: Float64Array, middle: number): Eliminated => {
  const size = diagonal.length;
  const [inverse, multiplier, weight] = [new Float64Array(size), new Float64Array(size), new Float64Array(size)];
  for (let i = 0; i < middle; i += 1) {
    const before = i === 0 ? 0 : lower[i - 1]!;
    inverse[i] = 1 / (diagonal[i]! + before * (weight[i - 1] ?? 0));
    [multiplier[i], weight[i]] = [-before * inverse[i]!, -upper[i]! * inverse[i]!];
  }
  for (let j = size - 1; j > middle; j -= 1) {
    const before = j === size - 1 ? 0 : upper[j]!;
    inverse[j] = 1 / (diagonal[j]! + before * (weight[j + 1] ?? 0));
    [multiplier[j], weight[j]] = [-before * inverse[j]!, -lower[j - 1]! * inverse[j]!];
  }
  const [above, below] = [middle === 0 ? 0 : lower[middle - 1]!, middle === size - 1 ? 0 : upper[middle]!];
  inverse[middle] = 1 / (diagonal[middle]! + above * (weight[middle - 1] ?? 0) + below * (weight[middle + 1] ?? 0));
  if (![inverse, weight, multiplier].every((list) => list.every(Number.isFinite))) refuseSystem(lower, diagonal, upper);
  return { inverse, multiplier, weight };
};

/** Fills the tables of the rows `first` and `second`, in the order of their elimination. */
const fillRecord = (table: Float64Array, at: number, first: number, second: number, { inverse: p, multiplier: n, weight: w }: Eliminated): void => {
  const [one, two] = first < second ? [0, 1] : [1, 0];
  const put = (vector: number, lane: number, value: number): void => { table[at + 2 * vector + lane] = value; };
  put(0, one, p[first]!);
  put(0, two, p[second]!);
  put(1, one, 0);
  put(1, two, n[second]! * p[first]!);
  put(2, one, n[first]!);
  put(2, two, n[second]! * n[first]!);
  put(3, one, w[first]!);
  put(3, two, 0);
  put(4, one, w[first]! * w[second]!);
  put(4, two, w[second]!);
};

export const factoring = (memory: ChainMemory, size: number): Factoring => {
  const head = 1 - size % 2;
  const all = (size - 1 - head) / 2;
  const pairs = all >> 1;
  const middle = head + 2 * (all - pairs);
  const [downward, upward, ends] = [memory.allocate(RECORD * (all - pairs)), memory.allocate(RECORD * pairs), memory.allocate(HEAD)];
  const run = memory.kernel('factored');
  const factor: Factoring['factor'] = (lower, diagonal, upper) => {
    const eliminated = eliminate(lower, diagonal, upper, middle);
    const { inverse, weight } = eliminated;
    for (let k = 0; k < all - pairs; k += 1) fillRecord(downward, RECORD * k, head + 2 * k, head + 2 * k + 1, eliminated);
    for (let k = 0; k < pairs; k += 1) fillRecord(upward, RECORD * k, size - 1 - 2 * k, size - 2 - 2 * k, eliminated);
    const p = inverse[middle]!;
    ends.set([inverse[0]!, p, middle === 0 ? 0 : -lower[middle - 1]! * p, middle === size - 1 ? 0 : -upper[middle]! * p, weight[0]!]);
  };
  const solve: FactoredSolve = (right, out, scale, keep) => {
    const fault = run(pairs, all - 2 * pairs, head, right.byteOffset, out.byteOffset, downward.byteOffset, upward.byteOffset, ends.byteOffset, scale, keep);
    if (fault !== 0) refuseSystem(right);
  };
  return { factor, solve };
};
