/**
 * Integrals over the whole line or plane by the trapezoidal rule, ∫ f ≈ h^d Σ f(hk): for analytic f that decays, halving h squares
 * the error. Source: L. N. Trefethen and J. A. C. Weideman, The exponentially convergent trapezoidal rule, SIAM Review 56, 2014.
 *
 * The sum is cut off at a box around 0, which grows by a half until what is added is below 2^−56 of the integral of |f|; then h is
 * halved until the change δ, relative to the integral of |f|, is below 10^−9, and that to a lattice that is moved by a part of its step,
 * too: a wave that each lattice meets at its crests, as cos 8πx, changes nothing when h is halved. The error is taken to be δ^(3/2),
 * between the change and its square, and 2^−48 for rounding and for the tails. This is an estimate and no bound: what lies far from 0
 * behind an empty stretch is missed.
 *
 * Errors: NumericError 'not-applicable' above two dimensions, 'no-convergence' for what does not decay or is too sharp.
 */
import type { Arithmetic } from '../arithmetic/arithmetic.ts';
import { NumericError } from '../numeric-error.ts';

export interface Integrals<Value> {
  readonly values: readonly Value[];
  /** An estimate of the error of each; for values that are balls it is not in their radius yet. */
  readonly errors: readonly number[];
}

const FIRST_STEP = 0.5;
/** Of a step, by which the lattice is moved for the last look: the golden section, nearly. */
const MOVED = 391 / 1024;
const FIRST_BOX = 4;
/** By dimension: in the plane, a large box has too many points. */
const LARGEST_BOX = [0, 64, 30];
const NEGLIGIBLE = 2 ** -56;
const SETTLED = 1e-9;
const REST = 2 ** -48;
const MOST_HALVINGS = [0, 7, 4];

/** Several integrals at once: `sample` gives all integrands at a point of d coordinates. */
export const wholeSpaceIntegrals = <Value>(
  arithmetic: Arithmetic<Value>, dimension: number, sample: (point: readonly number[]) => readonly Value[],
): Integrals<Value> => {
  if (dimension > 2) throw new NumericError('not-applicable', `an integral over ${dimension} dimensions`, 'take one or two dimensions');
  const sum = new Sum(arithmetic, sample);
  const box = boxOf(sum, dimension);
  let step = FIRST_STEP;
  for (let halvings = 0; halvings < (MOST_HALVINGS[dimension] as number); halvings += 1) {
    const before = sum.integrals(step ** dimension);
    step /= 2;
    for (const point of latticePoints(dimension, step, 0, box)) if (isNew(point, step)) sum.add(point);
    const after = sum.integrals(step ** dimension);
    const changes = after.values.map((value, k) => changeOf(arithmetic, value, before.values[k] as Value, after.sizes[k] as number));
    const isSettled = (values: readonly Value[]): boolean =>
      values.every((value, k) => changeOf(arithmetic, after.values[k] as Value, value, after.sizes[k] as number) <= SETTLED);
    if (changes.every((change) => change <= SETTLED) && isSettled(movedIntegrals(arithmetic, dimension, sample, 2 * step, box))) {
      return { values: after.values, errors: changes.map((change, k) => (change ** 1.5 + REST) * (after.sizes[k] as number)) };
    }
  }
  throw new NumericError('no-convergence', 'an integral does not settle as the step is halved', 'take a smoother integrand, or a wider one');
};

/** On a lattice that does not go through 0. */
const movedIntegrals = <Value>(
  arithmetic: Arithmetic<Value>, dimension: number, sample: (point: readonly number[]) => readonly Value[], step: number, box: number,
): readonly Value[] => {
  const sum = new Sum(arithmetic, sample);
  for (const point of latticePoints(dimension, step, 0, box)) sum.add(point.map((x) => x + MOVED * step));
  return sum.integrals(step ** dimension).values;
};

/** NaN where a size is infinite, which is not settled. */
const changeOf = <Value>({ approximate, subtract }: Arithmetic<Value>, after: Value, before: Value, size: number): number =>
  size === 0 ? 0 : Math.abs(approximate?.(subtract(after, before)) ?? NaN) / size;

/** The half width beyond which nothing is left. */
const boxOf = <Value>(sum: Sum<Value>, dimension: number): number => {
  for (const point of latticePoints(dimension, FIRST_STEP, 0, FIRST_BOX)) sum.add(point);
  const largest = LARGEST_BOX[dimension] as number;
  for (let box = FIRST_BOX; box < largest && sum.sizes.every(Number.isFinite); box *= 1.5) {
    const before = [...sum.sizes];
    for (const point of latticePoints(dimension, FIRST_STEP, box, box * 1.5)) sum.add(point);
    const isLast = sum.sizes.some((size) => size > 0) && sum.sizes.every((size, k) => size - (before[k] as number) <= NEGLIGIBLE * size);
    if (isLast) return box * 1.5;
  }
  // Of balls, what has underflowed is not exactly zero.
  if (sum.isZero()) return largest;
  throw new NumericError('no-convergence', 'what stands under an integral does not decay', 'take functions that decay in every direction');
};

/** Of the multiples of h, those whose largest coordinate is above `inner` and at most `outer`; 0 belongs to the innermost box. */
const latticePoints = function* (dimension: number, h: number, inner: number, outer: number): Generator<readonly number[]> {
  const most = Math.floor(outer / h);
  const isOutside = (...point: number[]): boolean => inner === 0 || Math.max(...point.map(Math.abs)) > inner;
  for (let i = -most; i <= most; i += 1) {
    if (dimension === 1) {
      if (isOutside(i * h)) yield [i * h];
    } else {
      for (let j = -most; j <= most; j += 1) if (isOutside(i * h, j * h)) yield [i * h, j * h];
    }
  }
};

/** Not a point of the lattice with the double step. */
const isNew = (point: readonly number[], h: number): boolean => point.some((x) => (x / h) % 2 !== 0);

class Sum<Value> {
  readonly sizes: number[] = [];
  readonly #totals: Value[] = [];
  readonly #arithmetic: Arithmetic<Value>;
  readonly #sample: (point: readonly number[]) => readonly Value[];

  constructor(arithmetic: Arithmetic<Value>, sample: (point: readonly number[]) => readonly Value[]) {
    this.#arithmetic = arithmetic;
    this.#sample = sample;
  }

  add(point: readonly number[]): void {
    const { add, approximate, zero } = this.#arithmetic;
    if (approximate === undefined) throw new NumericError('not-applicable', 'an integral of values that have no size', 'evaluate it over numbers');
    this.#sample(point).forEach((value, k) => {
      this.#totals[k] = add(this.#totals[k] ?? zero, value);
      this.sizes[k] = (this.sizes[k] ?? 0) + Math.abs(approximate(value));
    });
  }

  /** Whether nothing but exact zeros was added; of doubles, what has underflowed looks the same. */
  isZero(): boolean {
    return this.#totals.every(this.#arithmetic.isZero);
  }

  /** Times the volume of a cell. */
  integrals(cell: number): { readonly values: readonly Value[]; readonly sizes: readonly number[] } {
    const { fromNumber, multiply } = this.#arithmetic;
    const volume = fromNumber(cell);
    return { values: this.#totals.map((total) => multiply(volume, total)), sizes: this.sizes.map((size) => size * cell) };
  }
}
