/** Canonical labelling: one name for all disguises of a product, and never one name for two different products. */
import fc from 'fast-check';
import { canonical } from '../../src/kernel/canonical.ts';
import type { Factor } from '../../src/kernel/polynomial.ts';
import { disguised, pairings, valueOf } from '../arbitraries/products.ts';
import { law } from '../law.ts';

interface Name {
  readonly key: string;
  readonly sign: 1 | -1 | 0;
}
type Naming = (factors: readonly Factor[]) => Name;
const name: Naming = (factors) => {
  const { sign, atom } = canonical(factors);
  return { key: atom.key, sign };
};
const written = (factors: readonly Factor[]): string[] => factors.map((f) => `${f.head.key}_${f.indices.join()}`);
const seed = fc.integer({ min: 1, max: 2 ** 30 });

law<Naming>('a product keeps its name when its factors are reordered, its dummies renamed, and slots exchanged that commute', (naming) =>
  fc.property(pairings, seed, ({ first }, s) => {
    const { factors, sign } = disguised(first, s);
    const [one, other] = [naming(first), naming(factors)];
    return one.key === other.key && (one.sign === 0 ? other.sign === 0 : other.sign === one.sign * sign);
  }), name, {
  'names it as it is written': (factors) => ({ key: written(factors).join(' '), sign: 1 }),
  'sorts the factors and keeps the labels': (factors) => ({ key: written(factors).sort().join(' '), sign: 1 }),
  'forgets the sign of antisymmetric slots': (factors) => ({ key: name(factors).key, sign: 1 }),
}, { numRuns: 200 });

law<Naming>('two products of one name and sign have one value, and what vanishes is zero', (naming) =>
  fc.property(pairings, seed, ({ first, second }, s) => {
    const [one, other] = [naming(first), naming(second)];
    if (one.sign === 0 && valueOf(first, s) !== 0) return false;
    return one.key !== other.key || valueOf(first, s) * other.sign === valueOf(second, s) * one.sign;
  }), name, {
  'looks at the factors and not at how they are joined': (factors) => ({ key: factors.map((f) => f.head.key).sort().join(' '), sign: 1 }),
  'counts neighbours and not slots': (factors) => ({
    key: factors.map((f) => `${f.head.key}:${factors.filter((g) => g !== f && g.indices.some((l) => f.indices.includes(l))).map((g) => g.head.key).sort().join()}`).sort().join(' '), sign: 1,
  }),
}, { numRuns: 400 });
