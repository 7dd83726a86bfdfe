/**
 * What is unknown, made up at random: the Taylor polynomials of fields, and the values of parameters.
 *
 * Declared properties hold exactly: a positive scalar's constant is a square, a positive matrix is L Lᵀ with a
 * triangular L, a symmetric or antisymmetric matrix has equal or opposite entries, a curl-free field is a gradient.
 */
import type { Sign, Symmetry } from '../kernel/expression.ts';
import { multiplyModulo } from './primes.ts';
import { nonzero } from './random.ts';
import type { Series, SeriesRing } from './series.ts';
import type { Tensor } from './tensor.ts';
import { contract, indicesOf, transposed } from './tensor.ts';
import type { World } from './world.ts';

export interface Atom {
  /** Distinguishes one atom, at one base point, from every other. */
  readonly key: string;
  readonly sizes: readonly number[];
  readonly symmetry: Symmetry;
  readonly sign: Sign;
  /** How many variables its Taylor polynomial has. */
  readonly variables: number;
}

/** Random coefficients; those of a lower order are the first ones of a higher. */
const randomSeries = (world: World, level: number, key: string, ring: SeriesRing, order: number): Series => {
  const next = world.random(level, key);
  const result = ring.constant(nonzero(next), order);
  for (let i = 1; i < result.length; i++) result[i] = next();
  return result;
};

const signedSeries = (series: Series, sign: Sign, p: number): Series => {
  if (sign === 'any' || sign === 'nonzero') return series;
  const square = multiplyModulo(series[0] ?? 0, series[0] ?? 0, p);
  const result = series.slice();
  result[0] = sign === 'positive' || sign === 'nonnegative' ? square : p - square;
  return result;
};

/** The Taylor polynomials of an atom's components. */
export const randomAtom = (world: World, level: number, atom: Atom, order: number): Tensor => {
  const ring = world.ringOver(level, atom.variables);
  const entry = (index: readonly number[]): Series =>
    signedSeries(randomSeries(world, level, `${atom.key} [${index}]`, ring, order), atom.sign, ring.prime);
  const zero = ring.constant(0, order);
  const matrix = (choose: (i: number, j: number) => Series): Tensor => ({
    sizes: atom.sizes, entries: indicesOf(atom.sizes).map(([i = 0, j = 0]) => choose(i, j)),
  });
  if (atom.sizes.length !== 2) return { sizes: atom.sizes, entries: indicesOf(atom.sizes).map(entry) };
  switch (atom.symmetry) {
    case 'none': return matrix((i, j) => entry([i, j]));
    case 'symmetric': return matrix((i, j) => entry([Math.min(i, j), Math.max(i, j)]));
    case 'antisymmetric': return matrix((i, j) => {
      if (i === j) return zero;
      return i < j ? entry([i, j]) : ring.scale(entry([j, i]), ring.prime - 1);
    });
    case 'positive': {
      const lower = matrix((i, j) => (i < j ? zero : entry([i, j])));
      return contract(ring, lower, transposed(lower));
    }
  }
};

/** The gradient of a random function, by the variables from `start` on. */
export const randomGradient = (world: World, level: number, atom: Atom, start: number, order: number): Tensor => {
  const ring = world.ringOver(level, atom.variables);
  const potential = randomSeries(world, level, `${atom.key} potential`, ring, order + 1);
  const size = atom.sizes[0] ?? 0;
  return { sizes: atom.sizes, entries: Array.from({ length: size }, (_, k) => ring.derive(potential, start + k)) };
};
