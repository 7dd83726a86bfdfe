/**
 * Linear differential operators: L(a + b) = La + Lb where a or b can be worked out, L(c a) = c La for constant c,
 * L(a b) by its own product rule where one factor is explicit.
 *
 * What cannot be worked out stays together under one operator, as an author writes it: ∇·(f p), ∇(½ g² Δ log p − ∇·f).
 */
import type { Expression, Shape, Variable } from '../../kernel/expression.ts';
import { shapeOf } from '../../kernel/expression.ts';
import { ONE } from '../../kernel/rational.ts';
import { dependsOn } from '../../calculus/dependence.ts';
import { normalOf } from './normal-density.ts';
import { partsOfTerm, productOfFactors, termOf, zeroOfShape } from './parts-of-term.ts';
import { productOf } from './product.ts';
import type { Style } from './style.ts';
import { dependenceOf } from './style.ts';
import { loose, sumOf } from './sum.ts';

export interface Operator {
  /** The operator written before an expression. */
  readonly node: (e: Expression, v: Variable) => Expression;
  readonly shape: (of: Shape, v: Variable) => Shape;
  /** L(a b) for a scalar a and any b; null where there is no rule for b's shape. */
  readonly product: (style: Style, v: Variable, a: Expression, b: Expression) => Expression | null;
  /** L e for one that is neither a sum nor a product; null where it stays. */
  readonly single: (style: Style, v: Variable, e: Expression) => Expression | null;
}

/** L e, worked out as far as the style says. */
export const applied = (operator: Operator, style: Style, v: Variable, e: Expression): Expression => {
  if (style.expand === 'nothing') return operator.node(e, v);
  if (!dependsOn(e, v)) return zeroOfShape(operator.shape(shapeOf(e), v), e);
  if (e.kind === 'add') return ofSum(operator, style, v, e);
  const done = ofTerm(operator, style, v, e);
  if (done !== null) return done;
  const { constants, rest } = constantsApart(e, v);
  const inner = rest.kind === 'add' && constants.length > 0 ? ofSum(operator, style, v, rest) : operator.node(rest, v);
  return productOf([...constants, inner]);
};

const ofSum = (operator: Operator, style: Style, v: Variable, e: Expression & { kind: 'add' }): Expression => {
  const terms = e.terms.filter((t) => dependsOn(t, v));
  const done = terms.map((t) => ofTerm(operator, style, v, t) ?? (style.expand === 'products' ? applied(operator, style, v, t) : null));
  const open = terms.filter((_, k) => done[k] === null);
  if (open.length === e.terms.length) return operator.node(e, v);
  const [only] = open;
  const together = only === undefined ? null : open.length === 1 ? applied(operator, style, v, only) : operator.node(sumOf(open), v);
  const firstOpen = done.indexOf(null);
  return loose(sumOf(done.flatMap((d, k) => (d !== null ? [d] : k === firstOpen && together !== null ? [together] : []))));
};

/** A term that can be worked out; null where it stays. */
const ofTerm = (operator: Operator, style: Style, v: Variable, term: Expression): Expression | null => {
  const { constants, rest } = constantsApart(term, v);
  if (rest.kind === 'add' && constants.length > 0) {
    const sum = ofSum(operator, style, v, rest);
    return sum.kind === operator.node(rest, v).kind ? null : productOf([...constants, loose(sum)]);
  }
  const inner = rest.kind === 'multiply' && normalOf(rest) === null ? ofProduct(operator, style, v, rest) : operator.single(style, v, rest);
  return inner === null ? null : productOf([...constants, inner]);
};

/** The scalars that do not depend on v, and what does. */
const constantsApart = (e: Expression, v: Variable): { readonly constants: readonly Expression[]; readonly rest: Expression } => {
  if (e.kind !== 'multiply' || normalOf(e) !== null) return { constants: [], rest: e };
  const { coefficient, scalars, tensor } = partsOfTerm(e);
  const constants = scalars.filter((f) => !dependsOn(f, v));
  const rest = termOf({ coefficient: ONE, scalars: scalars.filter((f) => !constants.includes(f)), tensor });
  return { constants: [{ kind: 'number', value: coefficient }, ...constants], rest };
};

/** A product without constant scalars. */
const ofProduct = (operator: Operator, style: Style, v: Variable, e: Expression): Expression | null => {
  const { scalars, tensor } = partsOfTerm(e);
  const mixed = [...scalars, ...(tensor === null ? [] : [tensor])].find((f) => isMixed(f, v));
  if (mixed?.kind === 'add') {
    const others = [...scalars, ...(tensor === null ? [] : [tensor])].filter((f) => f !== mixed);
    return applied(operator, style, v, sumOf(mixed.terms.map((t) => productOf([...others, t]))));
  }
  const split = splitProduct(style, v, scalars, tensor);
  if (split === null) return null;
  return operator.product(style, v, split[0], split[1]);
};

/** A sum of unknown terms and others: (f − θ x) p is multiplied out, since −θ x p can be worked out. */
const isMixed = (f: Expression, v: Variable): boolean =>
  f.kind === 'add' && new Set(f.terms.map((t) => dependenceOf(t, v) === 'unknown')).size === 2;

/** A scalar a and the rest b by which L(a b) is worked out; null where the product stays. */
const splitProduct = (
  style: Style, v: Variable, scalars: readonly Expression[], tensor: Expression | null,
): readonly [Expression, Expression] | null => {
  const kinds = scalars.map((f) => dependenceOf(f, v));
  const explicit = scalars.filter((_, k) => kinds[k] === 'explicit');
  const unknown = scalars.filter((_, k) => kinds[k] === 'unknown');
  const tensors = tensor === null ? [] : [tensor];
  const [first, ...more] = scalars;
  if (first === undefined) return null;
  if (style.expand === 'products') return scalars.length + tensors.length < 2 ? null : [first, productOfFactors([...more, ...tensors])];
  if (explicit.length > 0 && unknown.length + tensors.length > 0) return [productOfFactors(explicit), productOfFactors([...unknown, ...tensors])];
  if (explicit.length > 1) return [explicit[0] as Expression, productOfFactors(explicit.slice(1))];
  const isOpen = tensor === null || dependenceOf(tensor, v) === 'unknown';
  return isOpen || unknown.length === 0 ? null : [productOfFactors(unknown), tensor];
};
