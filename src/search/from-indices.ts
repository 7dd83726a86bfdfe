/**
 * From index notation back to vectors and matrices, where a term has that form: ∂_i log p · D_ij · ∂_j log p is
 * grad log p · D grad log p. May give up (null), and what it gives is proved before it is shown.
 */
import { isWrittenAlike } from '../calculus/sameness.ts';
import type { Expression, Variable } from '../kernel/expression.ts';
import {
  PI, apply, at, call, derivative, determinant, dimensionOf, divergence, dot, doubleDot, gradient, hessian, identity, integral,
  inverse, laplacian, log, num, numberOf, optimum, plus, pow, shapeOf, times, transpose, use,
} from '../kernel/expression.ts';
import type { IndexedFactor, IndexedSum, IndexedTerm, Label } from '../kernel/goal.ts';
import type { Rational } from '../kernel/rational.ts';
import { isOne, negate, sign } from '../kernel/rational.ts';
import type { Piece } from './contraction.ts';
import { contract } from './contraction.ts';

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
  const contracted = contract(pieces, free);
  if (contracted === null) return null;
  const { tensor } = contracted;
  if (tensor !== null) return times(...scalars, ...contracted.scalars, tensor);
  const [only, ...others] = contracted.scalars;
  if (only === undefined || others.length > 0) return times(...scalars, ...contracted.scalars);
  return scaledBy(scalars, only);
};

/** 1/2 g² f · v rather than 1/2 g² (f · v); but v · v is written |v|². */
export const scaledBy = (scalars: readonly Expression[], e: Expression): Expression => {
  const [first, ...more] = scalars;
  if (first === undefined) return e;
  if (first.kind === 'number' && sign(first.value) < 0) {
    const size = negate(first.value);
    return times(num(-1), scaledBy(isOne(size) ? more : [numberOf(size), ...more], e));
  }
  const divisors = scalars.filter(isDivisor);
  if (divisors.length > 0) return times(scaledBy(scalars.filter((s) => !isDivisor(s)), e), ...divisors);
  if (e.kind === 'dot' && shapeOf(e.left).length === 1 && shapeOf(e.right).length === 1 && !isWrittenAlike(e.left, e.right)) return dot(times(...scalars, e.left), e.right);
  if (e.kind === 'doubleDot') return doubleDot(times(...scalars, e.left), e.right);
  return times(...scalars, e);
};

/** 1/a, which stands behind. */
const isDivisor = (e: Expression): boolean => e.kind === 'power' && e.exponent.kind === 'number' && sign(e.exponent.value) < 0;

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
    case 'inverse': return tensorOf(f.of, ['row', 'column'], f.labels, inverse);
    case 'integral': return tensorOf(f.of, f.labels.map((_, k) => `#${k + 1}`), f.labels, (e) => powered(integral(f.variable, e), f.exponent));
    case 'minimum': return scalarOf(f.of, (e) => powered(optimum('min', f.control, e), f.exponent));
    case 'logDeterminant': return tensorOf(f.of, ['row', 'column'], [], (e) => powered(log(determinant(e)), f.exponent));
  }
};

const scalarOf = (sum: IndexedSum, make: (e: Expression) => Expression): Piece | null => tensorOf(sum, [], [], make);

/** What is made of an inner sum with the labels `free`, itself with `labels`. */
const tensorOf = (sum: IndexedSum, free: readonly Label[], labels: readonly Label[], make: (e: Expression) => Expression): Piece | null => {
  const inner = expressionOf(sum, free);
  return inner === null ? null : { value: make(inner), labels };
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
      value = shapeOf(value).length === 0 ? gradient(value, variable) : value.kind === 'gradient' && value.variable.name === variable.name && shapeOf(value.of).length === 0 ? hessian(value.of, variable) : gradient(value, variable);
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
    // A sum of no terms is the number 0, which is no vector.
    bindings.push({ variable, value: a.terms.length === 0 && variable.space !== null ? times(num(0), use(variable)) : argument });
  }
  if (bindings.length === 0) return value;
  if (value.kind === 'field') return apply(value.field, value.field.slots.map((v) => bindings.find((b) => b.variable.name === v.name)?.value ?? use(v)));
  return at(value, bindings);
};
