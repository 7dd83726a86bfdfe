/**
 * From index notation back to vectors and matrices, where a term has that form: ∂_i log p · D_ij · ∂_j log p is
 * grad log p · D grad log p. May give up (null), and what it gives is proved before it is shown.
 */
import type { Expression, Variable } from '../kernel/expression.ts';
import {
  PI, apply, at, call, dimensionOf, divergence, dot, doubleDot, gradient, hessian, identity, laplacian, log, num, numberOf, outer, plus, pow, derivative,
  shapeOf, times, transpose, use,
} from '../kernel/expression.ts';
import type { IndexedFactor, IndexedSum, IndexedTerm, Label } from '../kernel/goal.ts';
import type { Rational } from '../kernel/rational.ts';
import { isOne } from '../kernel/rational.ts';

/** A tensor with the labels of its slots. */
interface Piece {
  readonly value: Expression;
  readonly labels: readonly Label[];
}

/** The sum as an expression whose slots are `free`, in this order; null where a term has no such form. */
export const expressionOf = (sum: IndexedSum, free: readonly Label[]): Expression | null => {
  const terms = sum.terms.map((t) => termOf(t, free));
  return terms.some((t) => t === null) ? null : plus(...terms.filter((t) => t !== null));
};

const termOf = (t: IndexedTerm, free: readonly Label[]): Expression | null => {
  const scalars: Expression[] = isOne(t.coefficient) ? [] : [numberOf(t.coefficient)];
  const pieces: Piece[] = [];
  for (const f of t.factors) {
    const piece = pieceOf(f);
    if (piece === null) return null;
    if (piece.labels.length === 0) scalars.push(piece.value);
    else pieces.push(piece);
  }
  const tensor = contracted(pieces, scalars, free);
  if (tensor === null) return null;
  return tensor === 'scalar' ? times(...(scalars.length === 0 ? [num(1)] : scalars)) : times(...scalars, tensor);
};

const powered = (e: Expression, exponent: Rational): Expression => (isOne(exponent) ? e : pow(e, numberOf(exponent)));

const pieceOf = (f: IndexedFactor): Piece | null => {
  switch (f.kind) {
    case 'jet': return jetOf(f);
    case 'coordinate': return { value: powered(use(f.variable), f.exponent), labels: f.label === null ? [] : [f.label] };
    case 'parameter': return { value: powered(use(f.parameter), f.exponent), labels: f.components };
    case 'delta': return { value: identity(f.space), labels: f.labels };
    case 'dimension': return { value: powered(dimensionOf(f.space), f.exponent), labels: [] };
    case 'constant': return { value: powered(f.value === 'pi' ? PI : num(f.value), f.exponent), labels: [] };
    case 'power': return scalarOf(f.base, (e) => powered(e, f.exponent));
    case 'function': return scalarOf(f.argument, (e) => powered(call(f.function, e), f.exponent));
    case 'inverse': case 'integral': case 'minimum': case 'logDeterminant': return null;
  }
};

const scalarOf = (sum: IndexedSum, make: (e: Expression) => Expression): Piece | null => {
  const inner = expressionOf(sum, []);
  return inner === null ? null : { value: make(inner), labels: [] };
};

type Jet = Extract<IndexedFactor, { kind: 'jet' }>;

/** A partial derivative of a field, at its arguments; a label twice in it is a divergence or a Laplacian. */
const jetOf = (f: Jet): Piece | null => {
  let value: Expression = f.log ? log(use(f.field)) : use(f.field);
  const labels: Label[] = [...f.components];
  for (let s = 0; s < f.derivatives.length; s += 1) {
    const by = f.derivatives[s];
    const variable = f.field.slots[s] as Variable;
    if (typeof by === 'number') for (let k = 0; k < by; k += 1) value = derivative(variable, value);
    else if (by !== undefined) {
      const next = differentiated(value, labels, variable, by);
      if (next === null) return null;
      value = next;
    }
  }
  if (new Set(labels).size !== labels.length || labels.length > 2) return null;
  const placed = atArguments(f, value);
  return placed === null ? null : { value: powered(placed, f.exponent), labels };
};

/** Adds derivatives by a vector variable to `labels`, in place; contracts those that occur twice. */
const differentiated = (start: Expression, labels: Label[], variable: Variable, by: readonly Label[]): Expression | null => {
  let value = start;
  const left = [...by];
  for (let k = 0; k < left.length; k += 1) {
    const twin = left.indexOf(left[k] as Label, k + 1);
    if (twin < 0) continue;
    value = laplacian(value, variable);
    left.splice(twin, 1);
    left.splice(k, 1);
    k -= 1;
  }
  for (const label of left) {
    const own = labels.indexOf(label);
    if (own < 0) {
      value = shapeOf(value).length === 0 ? gradient(value, variable) : shapeOf(value).length === 1 && value.kind === 'gradient' ? hessian(value.of, variable) : gradient(value, variable);
      labels.push(label);
    } else if (own === labels.length - 1) {
      value = divergence(value, variable);
      labels.pop();
    } else if (labels.length === 2) {
      value = divergence(transpose(value), variable);
      labels.splice(own, 1);
    } else return null;
  }
  return value;
};

const atArguments = (f: Jet, value: Expression): Expression | null => {
  const bindings: { variable: Variable; value: Expression }[] = [];
  for (let s = 0; s < f.args.length; s += 1) {
    const a = f.args[s];
    if (a === null || a === undefined) continue;
    const variable = f.field.slots[s] as Variable;
    const argument = expressionOf(a, variable.space === null ? [] : ['arg']);
    if (argument === null) return null;
    bindings.push({ variable, value: argument });
  }
  if (bindings.length === 0) return value;
  if (value.kind === 'field') return apply(value.field, value.field.slots.map((v) => bindings.find((b) => b.variable.name === v.name)?.value ?? use(v)));
  return at(value, bindings);
};

// ── Contraction ──────────────────────────────────────────────────────────────────────────────────────────────

/** Joins pieces label by label; closed ones become scalars. */
const contracted = (start: readonly Piece[], scalars: Expression[], free: readonly Label[]): Expression | 'scalar' | null => {
  const pieces = [...start];
  for (;;) {
    const pair = findPair(pieces);
    if (pair === null) break;
    const [a, b] = pair;
    const joined = join(pieces[a] as Piece, pieces[b] as Piece);
    if (joined === null) return null;
    pieces.splice(b, 1);
    pieces.splice(a, 1);
    if (joined.labels.length === 0) scalars.push(joined.value);
    else pieces.unshift(joined);
  }
  const [one, two, ...more] = pieces;
  if (one === undefined) return free.length === 0 ? 'scalar' : null;
  if (more.length > 0) return null;
  if (two !== undefined) {
    if (one.labels.length !== 1 || two.labels.length !== 1) return null;
    return one.labels[0] === free[0] && two.labels[0] === free[1] ? outer(one.value, two.value) : outer(two.value, one.value);
  }
  if (one.labels.join() === free.join()) return one.value;
  return one.labels.length === 2 && [...one.labels].reverse().join() === free.join() ? transpose(one.value) : null;
};

const findPair = (pieces: readonly Piece[]): [number, number] | null => {
  for (let a = 0; a < pieces.length; a += 1) {
    for (let b = a + 1; b < pieces.length; b += 1) {
      if ((pieces[a] as Piece).labels.some((l) => (pieces[b] as Piece).labels.includes(l))) return [a, b];
    }
  }
  return null;
};

const join = (a: Piece, b: Piece): Piece | null => {
  const shared = a.labels.filter((l) => b.labels.includes(l));
  if (shared.length === 2) {
    return { value: doubleDot(a.value, a.labels.join() === b.labels.join() ? b.value : transpose(b.value)), labels: [] };
  }
  const label = shared[0] as Label;
  if (a.labels.length + b.labels.length > 4) return null;
  // The shared slot goes to the end of the left and to the front of the right; matrices stand on the left of vectors.
  const [left, right] = a.labels.length >= b.labels.length ? [a, b] : [b, a];
  const leftLast = left.labels.at(-1) === label;
  const rightFirst = right.labels[0] === label;
  const value = dot(leftLast ? left.value : transpose(left.value), rightFirst ? right.value : transpose(right.value));
  return { value, labels: [...left.labels.filter((l) => l !== label), ...right.labels.filter((l) => l !== label)] };
};
