/**
 * The last touch, which changes no value: constants stand before functions (θ n p) and these before derivatives,
 * divisors below one line (a / (θ² β)), a density after the velocity that carries it (∇·(f p)); θ (x · ∇p) is written
 * θ x · ∇p, and ½ (D : ∇²p) is ½ D : ∇²p. Signs and divisors stay outside inner products.
 */
import type { Expression } from '../../kernel/expression.ts';
import { mapParts, num, numberOf, pow } from '../../kernel/expression.ts';
import { ONE, isInteger, isOne, negate, sign } from '../../kernel/rational.ts';
import { variablesOf } from '../../language/variables.ts';
import { keyOf } from './key.ts';
import { normalOf } from './normal-density.ts';
import { partsOfTerm, productOfFactors, termOf } from './parts-of-term.ts';
import { powerOf } from './product.ts';

export const arranged = (e: Expression): Expression => {
  if (normalOf(e) !== null) return e;
  const inside = mapParts(e, arranged);
  switch (inside.kind) {
    case 'multiply': return scalarsInside(ordered(inside));
    case 'divergence': case 'gradient': return { ...inside, of: densityLast(inside.of) };
    case 'number': case 'pi': case 'dimension': case 'parameter': case 'variable': case 'field': case 'add': case 'power':
    case 'call': case 'dot': case 'doubleDot': case 'outer': case 'transpose': case 'trace': case 'inverse': case 'determinant':
    case 'identity': case 'derivative': case 'laplacian': case 'hessian': case 'at': case 'integral':
    case 'optimum':
      return inside;
  }
};

/** Constants first, divisors in one. */
const ordered = (e: Expression & { kind: 'multiply' }): Expression => {
  const { coefficient, scalars, tensor } = partsOfTerm(e);
  const above = scalars.filter((f) => !isDivisor(f));
  const below = scalars.filter(isDivisor);
  const constants = above.filter((f) => variablesOf(f).size === 0);
  const functions = above.filter((f) => !constants.includes(f));
  const inOrder = [isPlain, isJoin, isPrefix].flatMap((is) => functions.filter(is));
  const front = termOf({ coefficient, scalars: [...constants, ...inOrder], tensor });
  if (below.length === 0) return front;
  const factors = front.kind === 'multiply' && normalOf(front) === null ? front.factors : isOneNumber(front) ? [] : [front];
  const [only] = below;
  const one = below.length === 1 && only !== undefined ? only : pow(productOfFactors(below.map((f) => powerOf(f, num(-1)))), num(-1));
  return productOfFactors([...factors, one]);
};

/** What begins with a word, `∂t` or `lap`, would seem to take what follows it. */
const isPrefix = (e: Expression): boolean =>
  e.kind === 'derivative' || e.kind === 'divergence' || e.kind === 'laplacian' || (e.kind === 'call' && e.function === 'log');
const isPlain = (e: Expression): boolean => !isPrefix(e) && !isJoin(e);

const isOneNumber = (e: Expression): boolean => e.kind === 'number' && isOne(e.value);

const isDivisor = (e: Expression): boolean =>
  e.kind === 'power' && e.exponent.kind === 'number' && sign(e.exponent.value) < 0 && isInteger(e.exponent.value);

/** f p for p f and G G^T p for p G G^T. */
const densityLast = (e: Expression): Expression => {
  if (e.kind !== 'multiply') return e;
  const tensor = e.factors.at(-1);
  if (tensor === undefined || !endsPlainly(tensor)) return e;
  const densities = e.factors.filter(isDensity);
  return { kind: 'multiply', factors: [...e.factors.filter((f) => !isDensity(f)), ...densities] };
};

/** What stands after it would not be taken for its operand. */
const endsPlainly = (e: Expression): boolean =>
  e.kind === 'field' || e.kind === 'parameter' || e.kind === 'variable' || e.kind === 'add' || e.kind === 'identity' || e.kind === 'transpose' ||
  e.kind === 'inverse' || (e.kind === 'dot' && endsPlainly(e.right));

const isDensity = (e: Expression): boolean =>
  e.kind === 'field' && e.field.shape.length === 0 && e.field.sign === 'positive' && e.field.slots.some((v) => v.space !== null);

// ── Inner products ───────────────────────────────────────────────────────────────────────────────────────────

const scalarsInside = (e: Expression): Expression => {
  if (e.kind !== 'multiply' || normalOf(e) !== null) return e;
  const { coefficient, scalars, tensor } = partsOfTerm(e);
  const joins = scalars.filter(isJoin);
  const [join] = joins;
  const others = scalars.filter((f) => f !== join);
  const isFit = tensor === null && join !== undefined && joins.length === 1 && !others.some((f) => isDivisor(f) || isPrefix(f) || f.kind === 'add');
  if (!isFit || !isJoin(join)) return e;
  const isNegative = sign(coefficient) < 0;
  const size = isNegative ? negate(coefficient) : coefficient;
  const left = partsOfTerm(join.left);
  const front = termOf({ coefficient: size, scalars: [...others, ...left.scalars], tensor: left.tensor });
  const inside = { ...join, left: isOne(size) && others.length === 0 ? join.left : front };
  return isNegative ? productOfFactors([numberOf(negate(ONE)), inside]) : inside;
};

type Join = Extract<Expression, { kind: 'dot' | 'doubleDot' }>;

/** An inner product that is not a square. */
const isJoin = (e: Expression): e is Join =>
  (e.kind === 'dot' || e.kind === 'doubleDot') && !(e.kind === 'dot' && keyOf(e.left) === keyOf(e.right));
