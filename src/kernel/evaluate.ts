/**
 * The exact value of a normal form at a point: rational numbers wherever that is possible, enclosures (ball.ts) where
 * elementary functions of numbers occur. A jet of an unknown field is an independent number at each point: Taylor
 * polynomials realise any finite choice.
 */
import type { Ball } from './ball.ts';
import { BallDomainError, add as addBalls, fromRational, multiply as multiplyBalls, signOf as signOfBall } from './ball.ts';
import { BALL_FUNCTIONS, pi, rationalPower } from './ball-functions.ts';
import type { Argument, Atom, Factor, Polynomial } from './polynomial.ts';
import { DomainError, UnsupportedError, smallInteger } from './polynomial.ts';
import type { Rational } from './rational.ts';
import { ONE, ZERO, add, isInteger, isZero, multiply, power, rational, sign, toText } from './rational.ts';

export type Value = { readonly kind: 'exact'; readonly value: Rational } | { readonly kind: 'ball'; readonly value: Ball };

/** The number chosen for a symbol: a parameter, a coordinate, a jet at a point. */
export interface Chosen {
  readonly factor: Factor;
  /** The point at which a field is taken, by slot; null where an argument is not a rational number. */
  readonly point: readonly (readonly Rational[])[];
  readonly value: Rational;
}

export interface Choices {
  /** The number for a symbol; chosen once. `point` is '' for parameters and coordinates. */
  readonly numberOf: (factor: Factor, pointKey: string, point: readonly (readonly Rational[])[]) => Rational;
  /** The values of a variable: one, or one a component. */
  readonly coordinates: (name: string, space: string | null) => readonly Rational[];
  /** The number for a minimum that is not known in closed form; throws where it is not free. */
  readonly minimumOf: (factor: Factor) => Rational;
  /** The value of an integral; throws where no admissible one is known. */
  readonly integralOf: (factor: Factor, choices: Choices) => Value;
  readonly bits: number;
}

export const exact = (value: Rational): Value => ({ kind: 'exact', value });
const ballOf = (v: Value, bits: number): Ball => (v.kind === 'ball' ? v.value : fromRational(v.value, bits));

export const addValues = (a: Value, b: Value, bits: number): Value =>
  a.kind === 'exact' && b.kind === 'exact' ? exact(add(a.value, b.value))
    : guarded(() => addBalls(ballOf(a, bits), ballOf(b, bits), bits));

export const multiplyValues = (a: Value, b: Value, bits: number): Value => {
  if (a.kind === 'exact' && b.kind === 'exact') return exact(multiply(a.value, b.value));
  if ((a.kind === 'exact' && isZero(a.value)) || (b.kind === 'exact' && isZero(b.value))) return exact(ZERO);
  return guarded(() => multiplyBalls(ballOf(a, bits), ballOf(b, bits), bits));
};

/** −1, 0 or 1; null where an enclosure contains zero. */
export const signOfValue = (v: Value): -1 | 0 | 1 | null => {
  if (v.kind === 'exact') return sign(v.value);
  const s = signOfBall(v.value);
  return s === 0 ? null : s;
};

/** Throws a DomainError where there is no value: a zero denominator, the logarithm of a number not known positive. */
export const evaluate = (p: Polynomial, choices: Choices): Value => {
  let total: Value = exact(ZERO);
  for (const t of p.terms.values()) {
    let product: Value = exact(t.coefficient);
    for (const q of t.monomial.powers) {
      const base = valueOfAtom(q.atom, choices);
      product = multiplyValues(product, powerOfValue(base, q.exponent, choices.bits), choices.bits);
    }
    if (t.monomial.open.length > 0) throw new UnsupportedError('the value of a free index');
    if (t.monomial.exponential !== null) {
      product = multiplyValues(product, functionOfValue('exp', evaluate(t.monomial.exponential, choices), choices.bits), choices.bits);
    }
    total = addValues(total, product, choices.bits);
  }
  return total;
};

const guarded = (compute: () => Ball): Value => {
  try {
    return { kind: 'ball', value: compute() };
  } catch (error) {
    if (error instanceof BallDomainError) throw new DomainError(error.message);
    throw error;
  }
};

const powerOfValue = (base: Value, exponent: Rational, bits: number): Value => {
  const n = smallInteger(exponent);
  if (base.kind === 'exact') {
    if (isZero(base.value)) {
      if (sign(exponent) > 0) return base;
      throw new DomainError('division by zero');
    }
    if (n !== null && Math.abs(n) < 2000) return exact(power(base.value, n));
    if (!isInteger(exponent)) {
      if (sign(base.value) < 0) throw new DomainError('a fractional power of a negative number');
      const root = exactRoot(base.value, exponent.denominator);
      const k = smallInteger(rational(exponent.numerator));
      if (root !== null && k !== null) return exact(power(root, k));
    }
  }
  return guarded(() => rationalPower(ballOf(base, bits), exponent, bits));
};

/** The positive n-th root of a rational number where it is rational. */
const exactRoot = (a: Rational, n: bigint): Rational | null => {
  const top = integerRoot(a.numerator, n);
  const bottom = integerRoot(a.denominator, n);
  return top === null || bottom === null ? null : rational(top, bottom);
};

const integerRoot = (a: bigint, n: bigint): bigint | null => {
  if (n > 64n || a < 0n) return null;
  let low = 0n;
  let high = 1n;
  while (high ** n < a) high *= 2n;
  while (low < high) {
    const middle = (low + high) / 2n;
    if (middle ** n < a) low = middle + 1n;
    else high = middle;
  }
  return low ** n === a ? low : null;
};

const EXACT_AT: Partial<Record<string, readonly [Rational, Rational]>> = {
  exp: [ZERO, ONE], log: [ONE, ZERO], sin: [ZERO, ZERO], cos: [ZERO, ONE], atan: [ZERO, ZERO], erf: [ZERO, ZERO],
};

const functionOfValue = (name: 'exp' | 'log' | 'sin' | 'cos' | 'atan' | 'erf', a: Value, bits: number): Value => {
  const known = EXACT_AT[name];
  if (a.kind === 'exact' && known !== undefined && isZero(add(a.value, multiply(known[0], rational(-1))))) return exact(known[1]);
  if (a.kind === 'ball') return guarded(() => BALL_FUNCTIONS[name](a.value, bits));
  const key = `${name} ${bits} ${toText(a.value)}`;
  const old = enclosures.get(key);
  if (old !== undefined) return old;
  const value = guarded(() => BALL_FUNCTIONS[name](fromRational(a.value, bits), bits));
  if (enclosures.size > MOST_ENCLOSURES) enclosures.clear();
  enclosures.set(key, value);
  return value;
};

/** Enclosures of functions at rational numbers: the same few numbers are asked for again and again. */
const enclosures = new Map<string, Value>();
const MOST_ENCLOSURES = 2000;

const valueOfAtom = (a: Atom, choices: Choices): Value => {
  const f = a.factors[0];
  if (f === undefined || a.factors.length !== 1) throw new UnsupportedError('the value of a contracted product');
  const { head } = f;
  switch (head.kind) {
    case 'coordinate': case 'parameter': return exact(choices.numberOf(f, '', []));
    case 'jet': return valueOfJet(f, choices);
    case 'constant': return head.value === 'pi' ? guarded(() => pi(choices.bits)) : exact(rational(head.value));
    case 'compound': return evaluate(head.base, choices);
    case 'function': return functionOfValue(head.function, evaluate(head.argument, choices), choices.bits);
    case 'minimum': return exact(choices.minimumOf(f));
    case 'integral': return choices.integralOf(f, choices);
    case 'delta': case 'dimension': case 'inverse': case 'logDeterminant':
      throw new UnsupportedError(`the value of ${head.kind}`);
  }
};

const valueOfJet = (f: Factor, choices: Choices): Value => {
  const { head } = f;
  if (head.kind !== 'jet') throw new TypeError('not a jet');
  const point = head.field.slots.map((slot, s): readonly Rational[] => {
    const a = head.args[s] ?? null;
    return a === null ? choices.coordinates(slot.name, slot.space) : argumentValues(a, choices);
  });
  const key = point.map((p) => p.map(toText).join(',')).join(';');
  if (head.log && head.orders.every((o) => o === 0)) {
    // log p and p are one number and its logarithm.
    const plain = choices.numberOf({ head: { ...head, log: false, key: head.key.replace(/^log /, '') }, indices: [] }, key, point);
    return functionOfValue('log', exact(plain), choices.bits);
  }
  return exact(choices.numberOf(f, key, point));
};

export const argumentValues = (a: NonNullable<Argument>, choices: Choices): readonly Rational[] => {
  const values = a.kind === 'components' ? a.values : [a.value];
  return values.map((v) => {
    const value = evaluate(v, choices);
    if (value.kind === 'ball') throw new DomainError('a field at an irrational point');
    return value.value;
  });
};
