/**
 * Points at which a goal's symbols have numbers: small rationals, admissible under every declaration, chosen by a
 * seeded generator and made smaller afterwards.
 */
import type { Symmetry } from './expression.ts';
import type { Chosen } from './evaluate.ts';
import type { Factor } from './polynomial.ts';
import type { Rational } from './rational.ts';
import { ONE, ZERO, add, equal, multiply, negate, rational, sign } from './rational.ts';
import type { Ring } from './ring.ts';
import { signOf } from './signs.ts';

/** mulberry32: a small generator, good enough for choosing test points; the same seed gives the same points. */
export const randomNumbers = (seed: number): (() => number) => {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let z = state;
    z = Math.imul(z ^ (z >>> 15), z | 1);
    z ^= z + Math.imul(z ^ (z >>> 7), z | 61);
    return ((z ^ (z >>> 14)) >>> 0) / 4294967296;
  };
};

const SMALL: readonly Rational[] = [1, -1, 2, -2, 3, -3, 5, -4].map((n) => rational(n)).concat([rational(1, 2), rational(-3, 2), rational(2, 3)]);

type SignName = 'any' | 'positive' | 'nonnegative' | 'negative' | 'nonpositive' | 'nonzero';

/** What a symbol's declaration demands of its value. */
const signOfFactor = (ring: Ring, f: Factor): SignName => {
  if (f.head.kind === 'parameter') return f.head.parameter.shape.length === 0 ? f.head.parameter.sign : 'any';
  if (f.head.kind === 'integral') return signOf(ring, f.head.of) === 'positive' ? 'positive' : 'any';
  if (f.head.kind === 'jet' && !f.head.log && f.head.field.shape.length === 0 && f.head.orders.every((o) => o === 0)) return f.head.field.sign;
  return 'any';
};

export const admits = (ring: Ring, f: Factor, value: Rational): boolean => {
  switch (signOfFactor(ring, f)) {
    case 'any': return true;
    case 'positive': return sign(value) > 0;
    // A smooth function that is 0 there and nowhere negative has derivatives that are not free.
    case 'nonnegative': return f.head.kind === 'jet' ? sign(value) > 0 : sign(value) >= 0;
    case 'negative': return sign(value) < 0;
    case 'nonpositive': return f.head.kind === 'jet' ? sign(value) < 0 : sign(value) <= 0;
    case 'nonzero': return sign(value) !== 0;
  }
};

const symmetryOf = (f: Factor): { symmetry: Symmetry; undifferentiated: boolean } => {
  if (f.head.kind === 'parameter') return { symmetry: f.head.parameter.symmetry, undifferentiated: true };
  if (f.head.kind === 'jet') return { symmetry: f.head.field.symmetry, undifferentiated: f.head.orders.every((o) => o === 0) };
  return { symmetry: 'none', undifferentiated: true };
};

/** One choice of numbers. Symbols get theirs when first asked for. */
export class Point {
  readonly chosen: Map<string, Chosen> = new Map();
  /** Points at which each field was taken. */
  readonly visited: Map<string, Set<string>> = new Map();
  private readonly ring: Ring;
  private readonly random: () => number;
  private readonly fixed: ReadonlyMap<string, Rational>;
  private readonly forced: (factor: Factor, point: Point) => Rational | null;
  /** Every number drawn is this one where admitted; null: at random. */
  private readonly constant: Rational | null;

  constructor(
    ring: Ring, random: () => number, fixed: ReadonlyMap<string, Rational>, forced: (factor: Factor, point: Point) => Rational | null,
    constant: Rational | null = null,
  ) {
    this.ring = ring;
    this.random = random;
    this.fixed = fixed;
    this.forced = forced;
    this.constant = constant;
  }

  static key(f: Factor, pointKey: string): string {
    const { head } = f;
    const name = head.kind === 'jet' ? `${head.log ? 'log ' : ''}${head.field.name};${head.orders.join(',')}` : head.key;
    return `${name}[${f.indices.join(',')}]@${pointKey}`;
  }

  numberOf(f: Factor, pointKey: string, point: readonly (readonly Rational[])[]): Rational {
    const key = Point.key(f, pointKey);
    const old = this.chosen.get(key);
    if (old !== undefined) return old.value;
    if (f.head.kind === 'jet') {
      const set = this.visited.get(f.head.field.name) ?? new Set();
      set.add(pointKey);
      this.visited.set(f.head.field.name, set);
    }
    const value = this.fixed.get(key) ?? this.forced(f, this) ?? this.draw(f, pointKey, point);
    if (!this.chosen.has(key)) this.chosen.set(key, { factor: f, point, value });
    return (this.chosen.get(key) as Chosen).value;
  }

  coordinates(name: string, space: string | null): readonly Rational[] {
    const head = this.ring.heads.get(`@${name}`) ?? this.ring.head(
      { kind: 'coordinate', variable: { kind: 'variable', name, space, role: 'coordinate' } }, `@${name}`,
      space === null ? [] : [{ size: 1, symmetry: 'one' }], space === null ? [] : [space],
    );
    if (space === null) return [this.numberOf({ head, indices: [] }, '', [])];
    const size = this.ring.sizes === null ? 1 : this.ring.sizes(space);
    return Array.from({ length: size }, (_, k) => this.numberOf({ head, indices: [`${k + 1}`] }, '', []));
  }

  private draw(f: Factor, pointKey: string, point: readonly (readonly Rational[])[]): Rational {
    const { symmetry, undifferentiated } = symmetryOf(f);
    if (symmetry === 'positive' && undifferentiated) return this.drawPositiveMatrix(f, pointKey, point);
    const value = this.pick();
    return admits(this.ring, f, value) ? value : admits(this.ring, f, negate(value)) ? negate(value) : ONE;
  }

  private pick(): Rational {
    if (this.constant !== null) return this.constant;
    return SMALL[Math.floor(this.random() * SMALL.length)] as Rational;
  }

  /** All components at once: L Lᵀ + 1 with small integers in L is symmetric and positive definite. */
  private drawPositiveMatrix(f: Factor, pointKey: string, point: readonly (readonly Rational[])[]): Rational {
    const size = this.ring.sizes === null ? 1 : this.ring.sizes(f.head.spaces[0] ?? 'n');
    const lower = Array.from({ length: size }, (_, i) =>
      Array.from({ length: size }, (__, j) => (j > i ? ZERO : rational(Math.floor(this.random() * 3) - (j === i ? 0 : 1)))));
    for (let i = 0; i < size; i += 1) {
      for (let j = i; j < size; j += 1) {
        let sum = i === j ? ONE : ZERO;
        for (let k = 0; k < size; k += 1) sum = add(sum, multiply(lower[i]?.[k] ?? ZERO, lower[j]?.[k] ?? ZERO));
        const factor: Factor = { head: f.head, indices: [`${i + 1}`, `${j + 1}`] };
        this.chosen.set(Point.key(factor, pointKey), { factor, point, value: sum });
      }
    }
    return (this.chosen.get(Point.key(f, pointKey)) as Chosen).value;
  }
}

const SIMPLEST_FIRST: readonly Rational[] = [0, 1, -1, 2, -2, 3].map((n) => rational(n));

/** Simpler numbers to try instead of a value, simplest first. */
export const simpler = (value: Rational): readonly Rational[] => {
  const rank = SIMPLEST_FIRST.findIndex((v) => equal(v, value));
  return rank < 0 ? SIMPLEST_FIRST : SIMPLEST_FIRST.slice(0, rank);
};
