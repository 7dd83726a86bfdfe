/**
 * Index notation as products of matrices: P_ik B_kl (R^−1)_lm B_nm P_nj is P B R^−1 Bᵀ P.
 *
 * Each label joins two slots, so that the factors of a term form paths: from one free label to another (a matrix), from
 * a free label to a vector (a vector), from vector to vector (a scalar), or closed ones (a trace). Paths are walked and
 * written side by side. What a term has in front, with its closed paths, is a sum of monomials (closed-form/sum.ts).
 * May give up; what it gives is proved before it is shown.
 */
import { fingerprint } from '../calculus/sameness.ts';
import type { Expression, Space } from '../kernel/expression.ts';
import { dimensionOf, dot, identity, inverse, outer, plus, times, trace, transpose, use } from '../kernel/expression.ts';
import type { IndexedFactor, IndexedSum, IndexedTerm, Label } from '../kernel/goal.ts';
import { ONE } from '../kernel/rational.ts';
import { sumOf } from './closed-form/normal-sum.ts';
import type { Monomial, Sum } from './closed-form/sum.ts';
import { addSums, multiplyMonomials, plainGenerator, powerMonomial } from './closed-form/sum.ts';
import { writtenSum } from './closed-form/written.ts';
import { slotsOf } from './coefficients.ts';
import { expressionOf } from './from-indices.ts';

/** A vector or matrix with the scalar in front of it; without free labels the tensor is null. */
export interface Part {
  readonly tensor: Expression | null;
  /** Mᵀ, of a matrix that is a product again a product. */
  readonly transposed: Expression | null;
  readonly scalar: Sum;
}

/** The parts of a sum with at most two free labels, equal tensors together; null where a term has no such form. */
export const matrixTerms = (sum: IndexedSum, free: readonly Label[]): readonly Part[] | null => {
  const found = new Map<string, Part>();
  for (const term of sum.terms) {
    const part = partOf(term, free);
    if (part === null) return null;
    const key = fingerprint(part.tensor);
    const old = found.get(key);
    found.set(key, old === undefined ? part : { ...old, scalar: addSums(old.scalar, part.scalar) });
  }
  return [...found.values()].filter((part) => part.scalar.length > 0);
};

/** The sum of the parts. */
export const writtenParts = (parts: readonly Part[]): Expression => plus(...parts.map(({ tensor, scalar }) => {
  const front = writtenSum(scalar);
  if (tensor === null) return front;
  return isOneNumber(front) ? tensor : times(front, tensor);
}));

const isOneNumber = (e: Expression): boolean => e.kind === 'number' && e.value.numerator === 1n && e.value.denominator === 1n;

// ── One term ─────────────────────────────────────────────────────────────────────────────────────────────────

/** A factor with one or two slots; `value` has them in the order of `labels`. */
interface Piece {
  readonly value: Expression;
  readonly labels: readonly Label[];
  readonly symmetric: boolean;
  /** δ adds nothing to a product. */
  readonly delta: Space | null;
}

interface Path {
  /** The matrices in the order of the walk. */
  readonly links: readonly Expression[];
  /** The same walked from the other end. */
  readonly back: readonly Expression[];
  /** The vector at its end; null: a free label, or the start again. */
  readonly end: Expression | null;
  readonly endLabel: Label | null;
  readonly space: Space;
}

const partOf = (term: IndexedTerm, free: readonly Label[]): Part | null => {
  const pieces: Piece[] = [];
  const scalars: IndexedFactor[] = [];
  for (const f of term.factors) {
    if (slotsOf(f).length === 0) scalars.push(f);
    else {
      const piece = pieceOf(f);
      if (piece === null) return null;
      pieces.push(piece);
    }
  }
  const front = sumOf({ terms: [{ coefficient: term.coefficient, factors: scalars }] });
  const [only] = front ?? [];
  if (only === undefined) return null;
  const left = new Set(pieces);
  const open = openTensor(left, free);
  return open === null ? null : { ...open, scalar: [closed(left, only)] };
};

const openTensor = (left: Set<Piece>, free: readonly Label[]): Omit<Part, 'scalar'> | null => {
  const [first, second, ...more] = free;
  if (more.length > 0) return null;
  if (first === undefined) return { tensor: null, transposed: null };
  const path = walk(left, first);
  if (path === null) return null;
  if (second === undefined) return path.end === null ? null : { tensor: product([...path.links, path.end]), transposed: null };
  if (path.end === null) {
    if (path.endLabel !== second) return null;
    return path.links.length === 0
      ? { tensor: identity(path.space), transposed: identity(path.space) }
      : { tensor: product(path.links), transposed: product(path.back) };
  }
  const other = walk(left, second);
  if (other === null || other.end === null) return null;
  const [a, b] = [product([...path.links, path.end]), product([...other.links, other.end])];
  return { tensor: outer(a, b), transposed: outer(b, a) };
};

/** The paths that are left are scalars: each becomes a letter of the monomial. */
const closed = (left: Set<Piece>, front: Monomial): Monomial => {
  let result = front;
  while (left.size > 0) {
    const start = [...left].find((p) => p.labels.length === 1) ?? [...left][0];
    if (start === undefined) break;
    result = multiplyMonomials(result, powerMonomial(plainGenerator(start.labels.length === 1 ? fromVector(left, start) : aroundLoop(left, start))));
  }
  return result;
};

/** a · M b, from the end that has fewer transposes. */
const fromVector = (left: Set<Piece>, start: Piece): Expression => {
  left.delete(start);
  const path = walk(left, start.labels[0] ?? '');
  const end = path?.end ?? start.value;
  const [links, back] = [path?.links ?? [], path?.back ?? []];
  const [there, here] = [[start.value, ...links, end], [end, ...back, start.value]];
  const [from, ...rest] = weight(here) < weight(there) ? here : there;
  return dot(from ?? start.value, product(rest));
};

const aroundLoop = (left: Set<Piece>, start: Piece): Expression => {
  left.delete(start);
  const [from, to] = start.labels;
  const path = from === to ? null : walk(left, to ?? '', from);
  const own = start.delta === null ? [start.value] : [];
  const forward = [...own, ...(path?.links ?? [])];
  const backward = [...(path?.back ?? []), ...(start.delta === null ? [flipped(start)] : [])];
  if (forward.length === 0) return dimensionOf(start.delta ?? 'n');
  return trace(product(bestRotation([...rotations(forward), ...rotations(backward)])));
};

const rotations = (links: readonly Expression[]): readonly (readonly Expression[])[] => links.map((_, k) => [...links.slice(k), ...links.slice(0, k)]);

/** Sᵀ P S rather than P S Sᵀ: what begins with the transpose of its end; then fewer transposes. */
const bestRotation = (all: readonly (readonly Expression[])[]): readonly Expression[] =>
  all.reduce((best, next) => (rotationRank(next) < rotationRank(best) ? next : best));
const rotationRank = (links: readonly Expression[]): number => {
  const [first, last] = [links[0], links.at(-1)];
  const embraced = first !== undefined && last !== undefined && first.kind === 'transpose' && fingerprint(first.of) === fingerprint(last);
  return (embraced ? 0 : 100) + weight(links);
};

const weight = (links: readonly Expression[]): number => links.filter((e) => e.kind === 'transpose').length;

/** From a label onwards, taking the pieces away; null where it is met by nothing that can be walked. */
const walk = (left: Set<Piece>, from: Label, until: Label | null = null): Path | null => {
  const [links, back]: [Expression[], Expression[]] = [[], []];
  let label = from;
  let space: Space = 'n';
  for (;;) {
    if (label === until) return { links, back, end: null, endLabel: label, space };
    const piece = [...left].find((p) => p.labels.includes(label));
    if (piece === undefined) return { links, back, end: null, endLabel: label, space };
    left.delete(piece);
    if (piece.labels.length === 1) return { links, back, end: piece.value, endLabel: null, space };
    const forward = piece.labels[0] === label;
    if (piece.delta === null) {
      links.push(forward ? piece.value : flipped(piece));
      back.unshift(forward ? flipped(piece) : piece.value);
    } else space = piece.delta;
    label = piece.labels[forward ? 1 : 0] ?? label;
  }
};

const flipped = (piece: Piece): Expression => (piece.symmetric ? piece.value : transpose(piece.value));

const product = (links: readonly Expression[]): Expression => links.reduce((left, right) => dot(left, right));

const pieceOf = (f: IndexedFactor): Piece | null => {
  const labels = slotsOf(f);
  if (labels.length > 2) return null;
  // What is differentiated and contracted with its own derivative is a scalar, not a path.
  if (f.kind === 'jet' && f.components.length < labels.length && new Set(labels).size < labels.length) return null;
  switch (f.kind) {
    case 'parameter': return { value: use(f.parameter), labels, symmetric: isSymmetric(f.parameter.symmetry), delta: null };
    case 'delta': return { value: identity(f.space), labels, symmetric: true, delta: f.space };
    case 'inverse': return inverseOf(f);
    case 'jet': {
      const value = expressionOf({ terms: [{ coefficient: ONE, factors: [apart(f)] }] }, slotsOf(apart(f)));
      return value === null ? null : { value, labels, symmetric: labels.length === 1 || isSymmetric(f.field.symmetry), delta: null };
    }
    case 'coordinate': return { value: use(f.variable), labels, symmetric: true, delta: null };
    case 'dimension': case 'constant': case 'power': case 'function': case 'integral': case 'minimum': case 'logDeterminant': return null;
  }
};

/** P_kk as P_k′k″: its path closes all the same. */
const apart = (f: Extract<IndexedFactor, { kind: 'jet' }>): Extract<IndexedFactor, { kind: 'jet' }> => {
  const [first, second] = f.components;
  return first !== undefined && first === second ? { ...f, components: ['row', 'column'] } : f;
};

const isSymmetric = (symmetry: string): boolean => symmetry === 'symmetric' || symmetry === 'positive';

const inverseOf = (f: Extract<IndexedFactor, { kind: 'inverse' }>): Piece | null => {
  const parts = matrixTerms(f.of, ['row', 'column']);
  if (parts === null || parts.length === 0) return null;
  const keys = new Set(parts.map((p) => fingerprint([p.tensor, writtenSum(p.scalar)])));
  const symmetric = parts.every((p) => keys.has(fingerprint([p.transposed, writtenSum(p.scalar)])));
  return { value: inverse(writtenParts(parts)), labels: f.labels, symmetric, delta: null };
};
