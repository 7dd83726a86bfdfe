/**
 * Products that share their middle, taken together: P B K Bᵀ P + M K Bᵀ P + P B K Mᵀ + M K Mᵀ is (P B + M) K (Bᵀ P + Mᵀ).
 *
 * Convention: the middle is an inverse; all pairs of what stands before and behind it must be there, with one and the
 * same scalar in front. What cannot be taken together stays.
 */
import { fingerprint } from '../calculus/sameness.ts';
import type { Expression } from '../kernel/expression.ts';
import { dot, plus } from '../kernel/expression.ts';
import type { Sum } from './closed-form/sum.ts';
import { keyOfPowers } from './closed-form/sum.ts';

export interface Weighted {
  readonly scalar: Sum;
  readonly tensor: Expression | null;
}

interface Split {
  readonly before: Expression | null;
  readonly middle: Expression;
  readonly behind: Expression | null;
}

/** The same sum with fewer terms, in the order in which they first appear. */
export const withCommonMiddle = <T extends Weighted>(parts: readonly T[]): readonly (T | Weighted)[] => {
  const groups = new Map<string, { part: T; split: Split }[]>();
  const keys = parts.map((part) => {
    const split = part.tensor === null ? null : splitAtInverse(part.tensor);
    if (split === null) return null;
    const key = fingerprint([split.middle, part.scalar.map((m) => [m.coefficient, keyOfPowers(m)])]);
    groups.set(key, [...(groups.get(key) ?? []), { part, split }]);
    return key;
  });
  return parts.flatMap((part, k): readonly (T | Weighted)[] => {
    const group = groups.get(keys[k] ?? '') ?? [];
    const joined = joinedGroup(group.map((g) => g.split));
    if (joined === null) return [part];
    return group[0]?.part === part ? [{ scalar: part.scalar, tensor: joined }] : [];
  });
};

/** null: not all pairs are there, or there is but one. */
const joinedGroup = (splits: readonly Split[]): Expression | null => {
  const [first] = splits;
  if (first === undefined || splits.length < 2) return null;
  const before = distinct(splits.map((s) => s.before));
  const behind = distinct(splits.map((s) => s.behind));
  const pairs = new Set(splits.map((s) => fingerprint([s.before, s.behind])));
  if (pairs.size !== splits.length || pairs.size !== before.length * behind.length || before.includes(null) !== before.every((e) => e === null) ||
    behind.includes(null) !== behind.every((e) => e === null)) return null;
  return [total(before), first.middle, total(behind)].filter((e) => e !== null).reduce((left, right) => dot(left, right));
};

const total = (all: readonly (Expression | null)[]): Expression | null => {
  const own = all.filter((e) => e !== null);
  return own.length === 0 ? null : plus(...own);
};

const distinct = (all: readonly (Expression | null)[]): readonly (Expression | null)[] => [...new Map(all.map((e) => [fingerprint(e), e])).values()];

const splitAtInverse = (e: Expression): Split | null => {
  const links = linksOf(e);
  const at = links.findIndex((link) => link.kind === 'inverse');
  const middle = links[at];
  if (middle === undefined || links.length < 2) return null;
  return { before: product(links.slice(0, at)), middle, behind: product(links.slice(at + 1)) };
};

const linksOf = (e: Expression): readonly Expression[] => (e.kind === 'dot' ? [...linksOf(e.left), ...linksOf(e.right)] : [e]);
const product = (links: readonly Expression[]): Expression | null => (links.length === 0 ? null : links.reduce((left, right) => dot(left, right)));
