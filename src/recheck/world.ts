/**
 * One random point of view: a dimension, a chain of primes, and a random residue for everything that may be chosen.
 *
 * The same expression may be asked for at several levels, modulo one prime of the chain each (see `primes.ts`). What is
 * chosen is chosen at every level on its own; exponentials, logarithms and powers tie the levels together, so that
 * exp(a+b) = exp(a) exp(b), log(ab) = log(a) + log(b), exp(log(a)) = a and log(exp(a)) = a hold.
 */
import type { Space } from '../kernel/expression.ts';
import type { Census } from './census.ts';
import { monomialsOf } from './monomials.ts';
import { Refusal, Unlucky } from './outcome.ts';
import {
  ANGLES, complexPower, exponentLevel, invertModulo, isSquare, logarithmBaseFour, logarithmLevel, MAIN,
  multiplyModulo, powerModulo, primesOfChain,
} from './primes.ts';
import { nonzero, residues } from './random.ts';
import type { Work } from './series.ts';
import { SeriesRing } from './series.ts';

const LARGEST_DIMENSION = 64;

/** Where expressions are evaluated: the residue of every variable's every component, at each level. */
export interface Place {
  readonly base: (level: number) => readonly number[];
}

export interface WorldOptions {
  readonly dimension: number;
  /** Whether all other spaces have dimension + 1 components, as in a certificate in components. */
  readonly alike: boolean;
  readonly seed: string;
  readonly chain: number;
  /** How often the residues of each level have been drawn anew. */
  readonly redrawn: readonly number[];
  readonly touched: Set<number>;
  /** Scalar variables that a condition makes positive. */
  readonly positive: ReadonlySet<string>;
  readonly work: Work;
}

export class World {
  readonly root: Place;
  /** The levels at which something was evaluated, here or in an earlier attempt. */
  readonly touched: Set<number>;
  readonly #options: WorldOptions;
  readonly #primes: readonly number[];
  readonly #sizes = new Map<Space, number>();
  readonly #offsets = new Map<string, number>();
  readonly #displacements = new Map<string, number>();
  readonly #rings = new Map<number, SeriesRing>();
  /** By the level: what is asked for all the time, and worked out once. */
  readonly #ringsOfLevels: SeriesRing[] = [];
  readonly #bases: number[] = [];
  #components = 0;
  #active = 0;

  constructor(census: Census, options: WorldOptions) {
    this.#options = options;
    this.touched = options.touched;
    this.#primes = primesOfChain(options.chain, census.angles);
    this.#measure(census);
    for (const [name, { space }] of census.variables) {
      this.#offsets.set(name, this.#components);
      this.#components += this.size(space);
      if (!census.differentiated.has(name)) continue;
      this.#displacements.set(name, this.#active);
      this.#active += this.size(space);
    }
    this.root = rememberedPlace((level) => this.#randomBase(census, level));
  }

  /** n is the dimension; the other spaces are larger, each by one more than the last, or all by one. */
  #measure(census: Census): void {
    const { dimension, alike } = this.#options;
    if (!(dimension >= 1 && dimension <= LARGEST_DIMENSION)) throw new Refusal(`dimension ${dimension}`);
    [...census.spaces].filter((space) => space !== 'n').sort().forEach((space, k) => {
      this.#sizes.set(space, dimension + 1 + (alike ? 0 : k));
    });
    this.#sizes.set('n', dimension);
  }

  #randomBase(census: Census, level: number): readonly number[] {
    const p = this.prime(level);
    return [...census.variables.values()].flatMap(({ name, space }) => {
      const next = this.random(level, `variable ${name}`);
      const values = Array.from({ length: this.size(space) }, () => nonzero(next));
      return this.#options.positive.has(name) ? values.map((v) => multiplyModulo(v, v, p)) : values;
    });
  }

  /** The number of components of a space; of a scalar (null): 1. */
  size(space: Space | null): number {
    if (space === null) return 1;
    const size = this.#sizes.get(space);
    if (size === undefined) throw new TypeError(`an unknown space ${space}`);
    return size;
  }

  /** Where a variable's components begin in a place's base. */
  offset(name: string): number {
    const offset = this.#offsets.get(name);
    if (offset === undefined) throw new TypeError(`an unknown variable ${name}`);
    return offset;
  }

  /** The series variable of a variable's component; null when nothing is differentiated by it. */
  displacement(name: string, component: number): number | null {
    const start = this.#displacements.get(name);
    return start === undefined ? null : start + component;
  }

  prime(level: number): number {
    const prime = this.#primes[level];
    if (prime === undefined) throw new Refusal('exponentials or logarithms nested too deeply');
    return prime;
  }

  /** Series in the displacements of all variables that something is differentiated by. */
  ring(level: number): SeriesRing {
    const known = this.#ringsOfLevels[level];
    if (known !== undefined) return known;
    this.touched.add(level);
    return (this.#ringsOfLevels[level] = this.ringOver(level, this.#active));
  }

  /** Series in that many variables: the Taylor polynomials of a field in its slots. */
  ringOver(level: number, variables: number): SeriesRing {
    const key = variables * 8 + level;
    const known = this.#rings.get(key);
    if (known !== undefined) return known;
    const ring = new SeriesRing(this.prime(level), monomialsOf(variables), this.#options.work);
    this.#rings.set(key, ring);
    return ring;
  }

  random(level: number, key: string): () => number {
    return residues(`${this.#seed(level)}|${key}`, this.prime(level));
  }

  /** The logarithm of this level's base of exponentials to base four, one level down. */
  #basis(level: number): number {
    return (this.#bases[level] ??= nonzero(residues(`${this.#seed(level)}|basis`, this.exponents(level))));
  }

  #seed(level: number): string {
    return `${this.#options.seed}|${level}|${this.#options.redrawn[level] ?? 0}`;
  }

  /** The level with that prime. */
  levelOf(prime: number): number {
    return this.#primes.indexOf(prime);
  }

  /** The prime of a level's exponents. */
  exponents(level: number): number {
    const below = exponentLevel(level);
    if (below === null) throw new Refusal('exponentials or roots nested too deeply, or under a sine');
    return this.prime(below);
  }

  /** exp of a residue of the level of exponents. */
  exponential(level: number, exponent: number): number {
    const power = multiplyModulo(exponent, this.#basis(level), this.exponents(level));
    return powerModulo(4, power, this.prime(level));
  }

  /** log, at this level, of a residue of the level `logarithmLevel(level)`. */
  logarithm(level: number, value: number): number {
    const above = logarithmLevel(level);
    if (above === null) throw new Refusal('logarithms nested too deeply');
    const p = this.prime(level);
    return multiplyModulo(logarithmBaseFour(value, this.prime(above)), invertModulo(this.#basis(above), p), p);
  }

  /** value^exponent for a square, the exponent a residue of the level of exponents. */
  power(level: number, value: number, exponent: number): number {
    const p = this.prime(level);
    if (!isSquare(value, p)) throw new Unlucky('a root or power of a non-square', p);
    return powerModulo(value, exponent, p);
  }

  /** [cos, sin] of a residue of the level of angles: a power of a point of the circle of prime order. */
  angle(level: number, angle: number): readonly [number, number] {
    if (level !== MAIN) throw new Refusal('a sine inside an exponential or a logarithm');
    const p = this.prime(level);
    const next = this.random(level, 'circle');
    const [a, b] = [nonzero(next), nonzero(next)];
    const square = complexPower([a, b], 2, p);
    const norm = invertModulo((multiplyModulo(a, a, p) + multiplyModulo(b, b, p)) % p, p);
    const point = [multiplyModulo(square[0], norm, p), multiplyModulo(square[1], norm, p)] as const;
    return complexPower(complexPower(point, (p + 1) / this.prime(ANGLES), p), angle, p);
  }

  /** A random odd function of the residues: the constants of erf and atan. */
  odd(level: number, name: string, value: number): number {
    const p = this.prime(level);
    if (value === 0) return 0;
    const positive = Math.min(value, p - value);
    const result = this.random(level, `${name} ${positive}`)();
    return positive === value ? result : (p - result) % p;
  }

  /** A random square. */
  pi(level: number): number {
    const root = nonzero(this.random(level, 'pi'));
    return multiplyModulo(root, root, this.prime(level));
  }
}

/** A place that works its residues out once a level. */
export const rememberedPlace = (base: (level: number) => readonly number[]): Place => {
  const known = new Map<number, readonly number[]>();
  return {
    base: (level) => {
      const before = known.get(level) ?? base(level);
      known.set(level, before);
      return before;
    },
  };
};
