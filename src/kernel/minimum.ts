/**
 * Minima that are not known in closed form, as generators: what does not depend on the control is taken out, and so is
 * a positive number; otherwise two of them are equal when their insides are.
 */
import { differentiate } from './differentiate.ts';
import { contentOf } from './elementary.ts';
import type { Field, Variable } from './expression.ts';
import type { Polynomial, Term } from './polynomial.ts';
import { Sum, addPolynomials, isNothing, keyOf, monomialOf, scale, single } from './polynomial.ts';
import { closedAtom, multiply } from './product.ts';
import { ONE, invert, negate, sign } from './rational.ts';
import type { Ring } from './ring.ts';
import { plainHead } from './ring.ts';
import { allFactors } from './rules.ts';

/** Does a polynomial depend on a control? */
export const dependsOnControl = (ring: Ring, p: Polynomial, control: Variable | Field): boolean => {
  if (control.kind === 'field') return allFactors(p).some((f) => f.head.kind === 'jet' && f.head.field.name === control.name);
  if (control.space === null) return !isNothing(differentiate(ring, p, control, null));
  if (ring.sizes === null) return !isNothing(differentiate(ring, p, control, '#d'));
  return Array.from({ length: ring.sizes(control.space) }, (_, k) => `${k + 1}`).some((l) => !isNothing(differentiate(ring, p, control, l)));
};

export const minimumOf = (ring: Ring, p: Polynomial, control: Variable | Field): Polynomial => {
  const inside = new Sum(ring.limit);
  const outside = new Sum(ring.limit);
  for (const t of p.terms.values()) {
    (dependsOnControl(ring, single(t.coefficient, t.monomial), control) ? inside : outside).addTerm(t.coefficient, t.monomial);
  }
  const rest = outside.done();
  const body = inside.done();
  if (isNothing(body)) return rest;
  const { factor, primitive } = positiveFactor(ring, body, control);
  if (isNothing(primitive)) return rest;
  const head = plainHead(ring, { kind: 'minimum', control, of: primitive }, `min ${control.name}{${keyOf(primitive)}}`);
  const minimum = single(ONE, monomialOf([{ atom: closedAtom({ head, indices: [] }), exponent: ONE }], [], null));
  return addPolynomials([multiply(ring, factor, minimum), rest], ring.limit);
};

/** A positive factor that does not depend on the control. */
const positiveFactor = (ring: Ring, p: Polynomial, control: Variable | Field): { factor: Polynomial; primitive: Polynomial } => {
  const content = contentOf(ring, p, true);
  const factor = single(content.coefficient, monomialOf(content.powers, [], content.exponential));
  if (!dependsOnControl(ring, factor, control)) return { factor, primitive: content.primitive };
  const first = [...p.terms.keys()].sort()[0] as string;
  const lead = (p.terms.get(first) as Term).coefficient;
  const size = sign(lead) < 0 ? negate(lead) : lead;
  return { factor: single(size, monomialOf([], [], null)), primitive: scale(p, invert(size)) };
};
