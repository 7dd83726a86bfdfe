/**
 * Products: numbers are multiplied, a a^k = a^(k+1), e^a e^b = e^(a+b), 0 and 1 are left out, −(a − b) = −a + b; what
 * meets a loose sum is distributed over it.
 *
 * √a counts as a^½, and |v| as |v|²^½. Factors keep the order of their first appearance, vectors and matrices stand last.
 */
import type { Expression } from '../../kernel/expression.ts';
import { call, num, numberOf, pow } from '../../kernel/expression.ts';
import type { Rational } from '../../kernel/rational.ts';
import { MINUS_ONE, equal, isInteger, isOne, isZero, multiply, negate, power as rationalPower, rational } from '../../kernel/rational.ts';
import { keyOf } from './key.ts';
import { normalOf } from './normal-density.ts';
import type { TermParts } from './parts-of-term.ts';
import { partsOfTerm, termOf, zeroLike } from './parts-of-term.ts';
import { isPositive } from './positive.ts';
import { isLoose, loose, sumOf } from './sum.ts';

const HALF = rational(1, 2);
const LARGEST_POWER = 16n;

export const productOf = (factors: readonly Expression[]): Expression => {
  const whole: Expression = { kind: 'multiply', factors };
  const { coefficient, scalars, tensor } = partsOfTerm(whole);
  if (isZero(coefficient)) return zeroLike(tensor ?? num(0));
  const all = [...scalars, ...(tensor === null ? [] : [tensor])];
  const sums = all.filter((f) => f.kind === 'add');
  const [sum] = sums;
  const spread = all.find(isLoose) ?? (equal(coefficient, MINUS_ONE) && all.length === 1 ? sum : undefined);
  if (spread?.kind === 'add') {
    const others = all.filter((f) => f !== spread);
    return loose(sumOf(spread.terms.map((t) => productOf([numberOf(coefficient), ...others, t]))));
  }
  const collected = collectPowers(scalars);
  const again = collected.some((f) => f.kind === 'number' || isLoose(f) || (f.kind === 'multiply' && normalOf(f) === null));
  if (again) return productOf([numberOf(coefficient), ...collected, ...(tensor === null ? [] : [tensor])]);
  return withPlainSign({ coefficient, scalars: collected, tensor });
};

/** −(b − a) c is (a − b) c, and (−a − b) c is −(a + b) c. */
const withPlainSign = (parts: TermParts): Expression => {
  const isTurned = (f: Expression): boolean => f.kind === 'add' && (parts.coefficient.numerator < 0n ? isNegativeFirst(f) : f.terms.every(isNegativeTerm));
  const all = [...parts.scalars, ...(parts.tensor === null ? [] : [parts.tensor])];
  const sum = all.find(isTurned);
  if (sum === undefined || all.length === 1) return termOf(parts);
  const turn = (f: Expression): Expression => (f === sum ? negative(f) : f);
  const turned = { coefficient: negate(parts.coefficient), scalars: parts.scalars.map(turn), tensor: parts.tensor === null ? null : turn(parts.tensor) };
  return termOf(turned);
};

export const negative = (e: Expression): Expression => productOf([num(-1), e]);
export const quotient = (above: Expression, below: Expression): Expression => productOf([above, powerOf(below, num(-1))]);

// ── Equal factors ────────────────────────────────────────────────────────────────────────────────────────────

interface Base {
  readonly base: Expression;
  /** a^k, or for `exp` the sum of the exponents. */
  readonly exponents: Expression[];
  readonly written: Expression;
}

const collectPowers = (scalars: readonly Expression[]): readonly Expression[] => {
  const found = new Map<string, Base>();
  const signs: Expression[] = [];
  for (const f of scalars) {
    const { base, exponent } = asPower(f);
    const key = isExponential(f) ? 'exp' : keyOf(base);
    const opposite = base.kind === 'add' ? keyOf(negative(base)) : key;
    const before = found.get(key) ?? (isWhole(exponent) ? found.get(opposite) : undefined);
    if (before === undefined) found.set(key, { base, exponents: [exponent], written: f });
    else {
      before.exponents.push(exponent);
      if (!found.has(key) && !isEvenNumber(exponent)) signs.push(num(-1));
    }
  }
  return [...signs, ...[...found].map(([key, { base, exponents, written }]) => {
    if (exponents.length === 1) return written;
    return key === 'exp' ? exponentialOf(sumOf(exponents)) : powerOf(base, sumOf(exponents));
  })].filter((f) => !(f.kind === 'number' && isOne(f.value)));
};

const isWhole = (e: Expression): boolean => e.kind === 'number' && isInteger(e.value);
const isEvenNumber = (e: Expression): boolean => e.kind === 'number' && isEven(e.value);

const isExponential = (e: Expression): boolean => e.kind === 'call' && e.function === 'exp';

const asPower = (f: Expression): { readonly base: Expression; readonly exponent: Expression } => {
  if (f.kind === 'call' && f.function === 'exp') return { base: f, exponent: f.argument };
  if (f.kind === 'call' && f.function === 'sqrt') return { base: f.argument, exponent: numberOf(HALF) };
  if (f.kind !== 'power') return { base: f, exponent: num(1) };
  const inner = f.base;
  if (inner.kind === 'call' && inner.function === 'sqrt') return { base: inner.argument, exponent: productOf([numberOf(HALF), f.exponent]) };
  return { base: f.base, exponent: f.exponent };
};

export const exponentialOf = (argument: Expression): Expression => {
  if (argument.kind === 'number' && isZero(argument.value)) return num(1);
  if (argument.kind === 'call' && argument.function === 'log') return argument.argument;
  return call('exp', argument);
};

// ── Powers ───────────────────────────────────────────────────────────────────────────────────────────────────

/** a^k: of numbers computed, (a^j)^k = a^(jk), (a b)^k = a^k b^k and (e^a)^k = e^(ka) for whole k. */
export const powerOf = (base: Expression, exponent: Expression): Expression => {
  if (exponent.kind !== 'number') return symbolicPower(base, exponent);
  const k = exponent.value;
  if (isZero(k)) return num(1);
  if (isOne(k)) return base;
  if (base.kind === 'number') return numberPower(base.value, k);
  if (equal(k, HALF) && base.kind !== 'dot') return call('sqrt', base);
  if (base.kind === 'power' && (isInteger(k) || isPositive(base.base))) return powerOf(base.base, productOf([base.exponent, exponent]));
  if (base.kind === 'call' && base.function === 'sqrt') return rootPower(base, k);
  if (!isInteger(k)) return pow(base, exponent);
  if (base.kind === 'call' && base.function === 'exp') return call('exp', productOf([exponent, base.argument]));
  if (base.kind === 'multiply' && normalOf(base) === null) return productOf(base.factors.map((f) => powerOf(f, exponent)));
  if (base.kind === 'add' && isNegativeFirst(base)) return isEven(k) ? pow(negative(base), exponent) : negative(pow(negative(base), exponent));
  return pow(base, exponent);
};

const symbolicPower = (base: Expression, exponent: Expression): Expression => {
  if (base.kind === 'number' && isOne(base.value)) return base;
  if (base.kind === 'power' && isPositive(base.base)) return powerOf(base.base, productOf([base.exponent, exponent]));
  if (base.kind === 'call' && base.function === 'exp') return exponentialOf(productOf([exponent, base.argument]));
  return pow(base, exponent);
};

/** √a^k is a^(k/2) for even k, and otherwise stays with a root, so that a reader sees one. */
const rootPower = (root: Expression & { kind: 'call' }, k: Rational): Expression => {
  const half = multiply(k, HALF);
  return isInteger(half) ? powerOf(root.argument, numberOf(half)) : pow(root, numberOf(k));
};

const numberPower = (base: Rational, k: Rational): Expression => {
  if (isZero(base) || !isInteger(k)) return equal(k, HALF) ? squareRootOf(base) : pow(numberOf(base), numberOf(k));
  const size = k.numerator < 0n ? -k.numerator : k.numerator;
  return size > LARGEST_POWER ? pow(numberOf(base), numberOf(k)) : numberOf(rationalPower(base, Number(k.numerator)));
};

/** Of squares a number; otherwise as it is. */
const squareRootOf = (a: Rational): Expression => {
  const [above, below] = [wholeRoot(a.numerator), wholeRoot(a.denominator)];
  return above === null || below === null ? call('sqrt', numberOf(a)) : num(above, below);
};

const wholeRoot = (n: bigint): bigint | null => {
  if (n < 0n || n > 1_000_000_000_000n) return null;
  const root = BigInt(Math.round(Math.sqrt(Number(n))));
  return root * root === n ? root : null;
};

const isEven = (k: Rational): boolean => isInteger(k) && k.numerator % 2n === 0n;

/** (−x + m)² = (x − m)² and (−x + m)⁻¹ = −(x − m)⁻¹: the one that does not start with a minus is written. */
const isNegativeFirst = (e: Expression & { kind: 'add' }): boolean => {
  const [first] = e.terms;
  return first !== undefined && isNegativeTerm(first);
};

const isNegativeTerm = (e: Expression): boolean => partsOfTerm(e).coefficient.numerator < 0n;

