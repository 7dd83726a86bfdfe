/**
 * Products of vectors and matrices, given by the labels of their slots, as chains: a_k M_kl N_ml b_m is a · M Nᵀ b, and
 * M_kl N_lk is M : Nᵀ. A label that two pieces share is summed over; one that occurs once is free.
 *
 * Pieces are edges and labels are nodes of a graph in which no node has more than two edges: paths and cycles.
 */
import type { Expression } from '../kernel/expression.ts';
import { dot, doubleDot, outer, partsOf, trace, transpose } from '../kernel/expression.ts';
import type { Label } from '../kernel/goal.ts';

/** A vector or matrix with the labels of its slots. */
export interface Piece {
  readonly value: Expression;
  readonly labels: readonly Label[];
}

export interface Contracted {
  readonly scalars: readonly Expression[];
  /** What bears the free labels; null where there are none. */
  readonly tensor: Expression | null;
}

/** The product with its slots in the order of `free`; null where it is no vector or matrix of that form. */
export const contract = (pieces: readonly Piece[], free: readonly Label[]): Contracted | null => {
  if (pieces.some((p) => p.labels.length === 0 || p.labels.length > 2)) return null;
  const rest = [...pieces];
  const scalars: Expression[] = [];
  const open: Piece[] = [];
  for (let start = endOf(rest, free); start !== null; start = endOf(rest, free)) {
    const path = pathFrom(rest, start);
    if (path.labels.length === 0) scalars.push(path.value);
    else open.push(path);
  }
  for (let next = rest.shift(); next !== undefined; next = rest.shift()) scalars.push(cycleFrom(rest, next));
  const tensor = placed(open, free);
  return tensor === undefined ? null : { scalars, tensor };
};

/** The transpose; of what is its own, the same. */
export const transposed = (e: Expression): Expression => {
  switch (e.kind) {
    case 'transpose': return e.of;
    case 'hessian': case 'identity': return e;
    case 'parameter': return isSymmetric(e.parameter.symmetry) ? e : transpose(e);
    case 'field': return isSymmetric(e.field.symmetry) ? e : transpose(e);
    case 'inverse': case 'at': return transposed(e.of) === e.of ? e : transpose(e);
    case 'number': case 'pi': case 'dimension': case 'variable': case 'add': case 'multiply': case 'power': case 'call':
    case 'dot': case 'doubleDot': case 'outer': case 'trace': case 'determinant': case 'derivative': case 'gradient': case 'divergence':
    case 'laplacian': case 'integral': case 'optimum':
      return transpose(e);
  }
};

const isSymmetric = (symmetry: string): boolean => symmetry === 'symmetric' || symmetry === 'positive';

// ── Paths ────────────────────────────────────────────────────────────────────────────────────────────────────

/** Where a path begins: a piece with a free label, or else a vector. Taken out of the list. */
const endOf = (rest: Piece[], free: readonly Label[]): { readonly piece: Piece; readonly enter: Label | null } | null => {
  for (const label of free) {
    const k = rest.findIndex((p) => p.labels.includes(label));
    if (k >= 0) return { piece: rest.splice(k, 1)[0] as Piece, enter: label };
  }
  const k = rest.findIndex((p) => p.labels.length === 1);
  return k < 0 ? null : { piece: rest.splice(k, 1)[0] as Piece, enter: null };
};

/** From its beginning to its other end: a vector or a free label. */
const pathFrom = (rest: Piece[], { piece, enter }: { readonly piece: Piece; readonly enter: Label | null }): Piece => {
  const matrices: Expression[] = [];
  let label: Label | null;
  let first: Expression | null = null;
  if (piece.labels.length === 1) {
    first = piece.value;
    label = enter === null ? (piece.labels[0] as Label) : null;
  } else {
    matrices.push(oriented(piece, enter as Label));
    label = otherLabel(piece, enter as Label);
  }
  let last: Expression | null = null;
  while (label !== null) {
    const here: Label = label;
    const k = rest.findIndex((p) => p.labels.includes(here));
    if (k < 0) break;
    const next = rest.splice(k, 1)[0] as Piece;
    if (next.labels.length === 1) {
      last = next.value;
      label = null;
    } else {
      matrices.push(oriented(next, here));
      label = otherLabel(next, here);
    }
  }
  return joined(first, matrices, last, enter, label);
};

/** With this label first. */
const oriented = (p: Piece, label: Label): Expression => (p.labels[0] === label ? p.value : transposed(p.value));
const otherLabel = (p: Piece, label: Label): Label => (p.labels[0] === label ? p.labels[1] : p.labels[0]) as Label;

const joined = (first: Expression | null, matrices: readonly Expression[], last: Expression | null, enter: Label | null, leave: Label | null): Piece => {
  if (first !== null && last !== null) return { value: bilinear(first, matrices, last), labels: [] };
  if (first !== null && enter !== null) return { value: first, labels: [enter] };
  // A vector whose path ends in a label that is summed nowhere: the same read backwards.
  if (first !== null) return { value: applied([...matrices].reverse().map(transposed), first), labels: leave === null ? [] : [leave] };
  if (last !== null) return { value: applied(matrices, last), labels: [enter as Label] };
  return { value: applied(matrices.slice(0, -1), matrices.at(-1) as Expression), labels: [enter as Label, leave as Label] };
};

/** M N v. */
const applied = (matrices: readonly Expression[], to: Expression): Expression => matrices.reduceRight((v, m) => dot(m, v), to);

/** a · M N b, or b · Nᵀ Mᵀ a where that has fewer transposes, or else its derivative behind (b · ∇V). */
const bilinear = (a: Expression, matrices: readonly Expression[], b: Expression): Expression => {
  const forwards = dot(a, applied(matrices, b));
  const backwards = dot(b, applied([...matrices].reverse().map(transposed), a));
  const gain = transposesIn(forwards) - transposesIn(backwards);
  return gain > 0 || (gain === 0 && isDerivative(a) && !isDerivative(b)) ? backwards : forwards;
};

const transposesIn = (e: Expression): number => (e.kind === 'transpose' ? 1 : 0) + partsOf(e).reduce((n, part) => n + transposesIn(part), 0);

const isDerivative = (e: Expression): boolean => {
  switch (e.kind) {
    case 'derivative': case 'gradient': case 'divergence': case 'laplacian': case 'hessian': return true;
    case 'at': case 'transpose': return isDerivative(e.of);
    case 'number': case 'pi': case 'dimension': case 'parameter': case 'variable': case 'field': case 'add': case 'multiply':
    case 'power': case 'call': case 'dot': case 'doubleDot': case 'outer': case 'trace': case 'inverse': case 'determinant':
    case 'identity': case 'integral': case 'optimum':
      return false;
  }
};

// ── Cycles ───────────────────────────────────────────────────────────────────────────────────────────────────

const cycleFrom = (rest: Piece[], start: Piece): Expression => {
  const matrices = [start.value];
  const end = start.labels[0] as Label;
  let label = start.labels[1] as Label;
  while (label !== end) {
    const here = label;
    const k = rest.findIndex((p) => p.labels.includes(here));
    if (k < 0) throw new TypeError(`the label ${here} is summed nowhere`);
    const next = rest.splice(k, 1)[0] as Piece;
    matrices.push(oriented(next, here));
    label = otherLabel(next, here);
  }
  const last = matrices.findIndex(isDerivative);
  if (last >= 0) matrices.push(...matrices.splice(0, last + 1));
  const [one, ...others] = matrices as [Expression, ...Expression[]];
  if (others.length === 0) return trace(one);
  if (others.length > 1) return trace(applied(matrices.slice(0, -1), matrices.at(-1) as Expression));
  const [two] = others as [Expression];
  // M_kl N_lk, as M : Nᵀ or Mᵀ : N.
  return transposesIn(transposed(two)) <= transposesIn(two) ? doubleDot(one, transposed(two)) : doubleDot(transposed(one), two);
};

/** The open pieces as one tensor; undefined where they are none. */
const placed = (open: readonly Piece[], free: readonly Label[]): Expression | null | undefined => {
  const [one, two, ...more] = open;
  if (one === undefined) return free.length === 0 ? null : undefined;
  if (more.length > 0) return undefined;
  if (two !== undefined) {
    if (free.length !== 2 || one.labels.length !== 1 || two.labels.length !== 1) return undefined;
    return one.labels[0] === free[0] ? outer(one.value, two.value) : outer(two.value, one.value);
  }
  if (one.labels.join() === free.join()) return one.value;
  return one.labels.length === 2 && [...one.labels].reverse().join() === free.join() ? transposed(one.value) : undefined;
};
