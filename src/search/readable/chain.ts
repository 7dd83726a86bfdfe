/**
 * Products of matrices and vectors as chains: v · A B w, A B w, A B.
 *
 * (A B)^T = B^T A^T; a row v^T A is the column A^T v; I is left out, M M⁻¹ = I, scalars stand in front, a ⊗ b between
 * others splits the chain. v · G G^T v = |G^T v|². Matrix products associate to the right.
 */
import { dot, identity, outer, shapeOf } from '../../kernel/expression.ts';
import type { Expression, Space } from '../../kernel/expression.ts';
import { isAlike, keyOf } from './key.ts';
import { isZeroTerm, partsOfTerm, zeroLike } from './parts-of-term.ts';
import { productOf } from './product.ts';
import { transposeOf } from './symmetry.ts';

const rank = (e: Expression): number => shapeOf(e).length;

/** l · r in the form above; arguments that have more than two slots are left as they are. */
export const dotOf = (left: Expression, right: Expression): Expression => {
  const whole = dot(left, right);
  if (rank(left) > 2 || rank(right) > 2) return whole;
  if (isZeroTerm(left) || isZeroTerm(right)) return zeroLike(whole);
  if (rank(left) === 1 && rank(right) === 1) return innerProduct([...rowOf(left), ...columnOf(right)]);
  if (rank(left) === 1) return column([...matricesOf(transposeOf(right)), ...columnOf(left)], whole);
  if (rank(right) === 1) return column([...matricesOf(left), ...columnOf(right)], whole);
  return matrix([...matricesOf(left), ...matricesOf(right)], shapeOf(left)[0] as Space);
};

// ── Links ────────────────────────────────────────────────────────────────────────────────────────────────────

/** A matrix as a list of factors; its scalars, if any, are left on the first of them. */
const matricesOf = (e: Expression): Expression[] => {
  if (e.kind === 'identity') return [];
  if (e.kind === 'dot') return [...matricesOf(e.left), ...matricesOf(e.right)];
  return [e];
};

/** A vector as matrices and, last, a vector. */
const columnOf = (e: Expression): Expression[] => {
  if (e.kind !== 'dot') return [e];
  return rank(e.left) === 2 ? [...matricesOf(e.left), ...columnOf(e.right)] : [...matricesOf(transposeOf(e.right)), ...columnOf(e.left)];
};

const rowOf = (e: Expression): Expression[] => columnOf(e).map((f) => (rank(f) === 2 ? transposeOf(f) : f)).reverse();

interface Chain {
  readonly scalars: readonly Expression[];
  readonly links: readonly Expression[];
}

/** Numbers and scalars in front, identities and inverses gone. */
const cleared = (links: readonly Expression[]): Chain => {
  const scalars: Expression[] = [];
  const kept: Expression[] = [];
  for (const link of links.flatMap((l) => opened(l, scalars))) {
    const before = kept.at(-1);
    if (link.kind === 'identity') continue;
    if (before !== undefined && areInverse(before, link)) kept.pop();
    else kept.push(link);
  }
  return { scalars, links: kept };
};

const opened = (link: Expression, scalars: Expression[]): Expression[] => {
  if (link.kind !== 'multiply') return [link];
  const parts = partsOfTerm(link);
  if (parts.tensor === null) return [link];
  scalars.push({ kind: 'number', value: parts.coefficient }, ...parts.scalars);
  return rank(parts.tensor) === 2 ? matricesOf(parts.tensor) : [parts.tensor];
};

const areInverse = (a: Expression, b: Expression): boolean =>
  rank(a) === 2 && rank(b) === 2 && ((a.kind === 'inverse' && isAlike(a.of, b)) || (b.kind === 'inverse' && isAlike(b.of, a)));

// ── Chains ───────────────────────────────────────────────────────────────────────────────────────────────────

const joined = (links: readonly Expression[]): Expression | null => {
  const last = links.at(-1);
  return last === undefined ? null : links.slice(0, -1).reduceRight((right, left) => dot(left, right), last);
};

const matrix = (all: readonly Expression[], space: Space): Expression => {
  const { scalars, links } = cleared(all);
  const place = links.findIndex((l) => l.kind === 'outer');
  const middle = links[place];
  if (middle?.kind === 'outer' && links.length > 1) {
    const before = links.slice(0, place).reduceRight((v, m) => dotOf(m, v), middle.left);
    const after = links.slice(place + 1).reduce((v, m) => dotOf(transposeOf(m), v), middle.right);
    return productOf([...scalars, outerOf(before, after)]);
  }
  return productOf([...scalars, joined(links) ?? identity(space)]);
};

const column = (all: readonly Expression[], whole: Expression): Expression => {
  const { scalars, links } = cleared(all);
  const place = links.findIndex((l) => l.kind === 'outer');
  const middle = links[place];
  if (middle?.kind === 'outer') {
    const after = links.slice(place + 1).reduceRight((v, m) => dotOf(m, v));
    const before = links.slice(0, place).reduceRight((v, m) => dotOf(m, v), middle.left);
    return productOf([...scalars, dotOf(middle.right, after), before]);
  }
  return productOf([...scalars, joined(links) ?? whole]);
};

const innerProduct = (all: readonly Expression[]): Expression => {
  const { scalars, links } = cleared(all);
  const place = links.findIndex((l) => l.kind === 'outer');
  const middle = links[place];
  if (middle?.kind === 'outer') {
    const before = innerProduct([...links.slice(0, place), middle.left]);
    return productOf([...scalars, before, innerProduct([middle.right, ...links.slice(place + 1)])]);
  }
  return productOf([...scalars, scalarChain(links)]);
};

const scalarChain = (links: readonly Expression[]): Expression => {
  const other = links.map((l) => (rank(l) === 2 ? transposeOf(l) : l)).reverse();
  const chosen = transposes(other) < transposes(links) ? other : links;
  const isEven = links.length % 2 === 0;
  if (isEven && links.every((l, k) => keyOf(l) === keyOf(other[k] as Expression))) {
    const half = joined(links.slice(links.length / 2)) as Expression;
    return dot(half, half);
  }
  return dot(chosen[0] as Expression, joined(chosen.slice(1)) as Expression);
};

const transposes = (links: readonly Expression[]): number => links.filter((l) => l.kind === 'transpose').length;

/** a ⊗ b with scalars in front. */
export const outerOf = (left: Expression, right: Expression): Expression => {
  if (isZeroTerm(left) || isZeroTerm(right)) return zeroLike(outer(left, right));
  const { scalars, links } = cleared([left, right]);
  return productOf([...scalars, outer(links[0] as Expression, links[1] as Expression)]);
};
