/**
 * Sums of monomials as authors write them: common factors in front, 1 − 2e + e² as (1 − e)², one exponential, what
 * goes with each power of t together, and numbers below the line with the letters: sigma^2 (1 - exp(-2 theta t)) / (2 theta).
 */
import { dependsOn } from '../../calculus/dependence.ts';
import { fingerprint } from '../../calculus/sameness.ts';
import type { Expression, Variable } from '../../kernel/expression.ts';
import { T_VARIABLE, exp, num, numberOf, plus, pow, shapeOf, times } from '../../kernel/expression.ts';
import type { Rational } from '../../kernel/rational.ts';
import { compare, divide, isOne, negate, rational, sign, ZERO } from '../../kernel/rational.ts';
import { commonFactor } from './common-factor.ts';
import { squareRoots } from './square.ts';
import type { Factor, Monomial, Sum } from './sum.ts';
import {
  inverseMonomial, keyOfPowers, multiplyMonomials, negateSum, plainGenerator, powerMonomial, splitMonomial, timesMonomial,
} from './sum.ts';

/** A sum as an expression; `by` is the variable whose powers are kept together. */
export const writtenSum = (sum: Sum, by: Variable = T_VARIABLE): Expression => {
  const [only] = sum;
  if (only === undefined) return num(0);
  if (sum.length === 1) return writtenMonomial(only, by);
  const common = isPolynomialIn(sum, by) ? withoutFraction(commonFactor(sum), by) : commonFactor(sum);
  const rest = timesMonomial(sum, inverseMonomial(common));
  const bare = common.powers.size === 0 && isOne(common.coefficient);
  const inner = writtenRest(rest, by);
  return bare ? inner : joined(common, inner, by);
};

/** What stands in brackets may be the base of a power in front of it: √(1 + t) (1 + t) is (1 + t)^(3/2). */
const joined = (common: Monomial, inner: Expression, by: Variable): Expression => {
  const own = plainGenerator(inner);
  return common.powers.has(own.key)
    ? writtenMonomial(multiplyMonomials(common, powerMonomial(own)), by)
    : writtenMonomial(common, by, [inner]);
};

const writtenRest = (sum: Sum, by: Variable): Expression => {
  const roots = squareRoots(sum);
  if (roots !== null) return pow(writtenSum(roots, by), num(2));
  const groups = groupsBy(sum, by);
  if (groups.length === sum.length || groups.length === 1) return plus(...positiveFirst(ordered(sum)).map((m) => writtenMonomial(m, by)));
  return plus(...groups.map(({ part, coefficients }) => writtenGroup(coefficients, part, by)));
};

/** (1 − w) t; with the sign in front where a number in the brackets is negative: −(1 − w) t. */
const writtenGroup = (coefficients: Sum, part: Monomial, by: Variable): Expression => {
  const turned = coefficients.length > 1 && part.powers.size > 0 && leadingSign(coefficients) < 0;
  const product = writtenProduct(writtenSum(turned ? negateSum(coefficients) : coefficients, by), coefficients.length > 1, part, by);
  return turned ? times(num(-1), product) : product;
};

/** Whether terms of several powers of the variable stand in a sum: these keep their own numbers, a t + ½ (b − a) t². */
const isPolynomialIn = (sum: Sum, by: Variable): boolean => {
  const groups = groupsBy(sum, by);
  return groups.length > 1 && !sum.some(hasExponential) && sum.every((m) => splitMonomial(m, (g) => dependsOn(g.base, by))[0].powers.size < 2);
};

const withoutFraction = (common: Monomial, by: Variable): Monomial => {
  const [, letters] = splitMonomial(common, (g) => dependsOn(g.base, by));
  return { ...letters, coefficient: rational(sign(letters.coefficient)) };
};

const writtenProduct = (coefficient: Expression, isSum: boolean, part: Monomial, by: Variable): Expression => {
  if (part.powers.size === 0) return coefficient;
  const tail = writtenMonomial(part, by);
  if (shapeOf(coefficient).length > 0) return times(tail, coefficient);
  return isSum || coefficient.kind !== 'number' || !isOne(coefficient.value) ? times(coefficient, tail) : tail;
};

/** Terms that depend on the variable in the same way, lowest powers first. */
const groupsBy = (sum: Sum, by: Variable): readonly { readonly part: Monomial; readonly coefficients: Sum }[] => {
  const groups = new Map<string, { part: Monomial; coefficients: Monomial[] }>();
  for (const m of ordered(sum)) {
    const [part, coefficient] = splitMonomial(m, (g) => dependsOn(g.base, by));
    const key = keyOfPowers(part);
    const group = groups.get(key) ?? { part, coefficients: [] };
    group.coefficients.push(coefficient);
    groups.set(key, group);
  }
  return [...groups.values()];
};

/** Without exponentials first, by ascending degree; then numbers, and what is added before what is taken away. */
const ordered = (sum: Sum): readonly Monomial[] => [...sum].sort((a, b) =>
  Number(hasExponential(a)) - Number(hasExponential(b)) || compare(degree(a), degree(b)) || Number(b.powers.size === 0) - Number(a.powers.size === 0) ||
  sign(b.coefficient) - sign(a.coefficient));

/** exp(k t) − 1 rather than −1 + exp(k t). */
const positiveFirst = (sum: readonly Monomial[]): readonly Monomial[] => {
  const first = sum[0];
  const positive = sum.find((m) => sign(m.coefficient) > 0);
  return first === undefined || positive === undefined || sign(first.coefficient) > 0 ? sum : [positive, ...sum.filter((m) => m !== positive)];
};

/** The sign of the term that is written first. */
export const leadingSign = (sum: Sum): -1 | 0 | 1 => {
  const [first] = ordered(sum);
  return first === undefined ? 0 : sign(first.coefficient);
};

const hasExponential = (m: Monomial): boolean => [...m.powers.values()].some((f) => f.generator.logarithm !== null);
const degree = (m: Monomial): Rational => {
  const own = [...m.powers.values()].find((f) => f.generator.base.kind === 'variable');
  return own?.exponent ?? ZERO;
};

/** A product: number, letters, sums in brackets, exponential; what divides comes last, under one line. */
export const writtenMonomial = (m: Monomial, by: Variable = T_VARIABLE, inner: readonly Expression[] = []): Expression => {
  const factors = [...m.powers.values()];
  const plain = factors.filter((f) => f.generator.logarithm === null).sort((a, b) => rank(a) - rank(b));
  const above = plain.filter((f) => sign(f.exponent) > 0).map(powered);
  const divisors = plain.filter((f) => sign(f.exponent) < 0);
  // A power of a sum stands on its own below the line: in a product it would be multiplied out.
  const alone = divisors.filter((f) => divisors.length > 1 && f.generator.base.kind === 'add' && !isOne(negate(f.exponent)));
  const below = divisors.filter((f) => !alone.includes(f)).map((f) => powered({ ...f, exponent: negate(f.exponent) }));
  const exponential = writtenExponential(factors, by);
  const { numerator, denominator } = m.coefficient;
  const underLine = below.length > 0 && denominator !== 1n;
  const number = underLine ? rational(numerator) : m.coefficient;
  const divisor = underLine ? [num(denominator), ...below] : below;
  const [only] = divisors;
  const line = divisor.length === 1 && below.length === 1 && only !== undefined ? [powered(only)]
    : divisor.length === 0 ? [] : [pow(times(...divisor), num(-1))];
  const rest = [...above.filter(isScalarFactor), ...inner, ...exponential, ...above.filter((e) => !isScalarFactor(e)), ...line, ...alone.map(powered)];
  if (isOne(number) && rest.length > 0) return times(...rest);
  return times(numberOf(number), ...rest);
};

const rank = (f: Factor): number => (f.generator.base.kind === 'parameter' ? 0 : f.generator.base.kind === 'variable' ? 1 : 2);
const isScalarFactor = (e: Expression): boolean => shapeOf(e).length === 0;

const powered = ({ generator, exponent }: Factor): Expression => {
  if (isOne(exponent)) return generator.base;
  // (a^p)^q is a^(p q) for the bases that the kernel names; a sum stays in its brackets.
  return pow(generator.base, numberOf(exponent));
};

/** exp of the sum of the logarithms, powers of the variable collected. */
const writtenExponential = (factors: readonly Factor[], by: Variable): readonly Expression[] => {
  const own = factors.filter((f) => f.generator.logarithm !== null);
  if (own.length === 0) return [];
  return [exp(writtenExponent(own, by))];
};

const writtenExponent = (own: readonly Factor[], by: Variable): Expression => {
  const groups = new Map<string, ExponentGroup>();
  for (const { generator, exponent } of own) {
    const factors = generator.logarithm?.kind === 'multiply' ? generator.logarithm.factors : generator.logarithm === null ? [] : [generator.logarithm];
    const part = factors.filter((f) => dependsOn(f, by));
    const key = fingerprint(part);
    const group = groups.get(key) ?? { part, terms: [] };
    group.terms.push({ size: exponent, letters: times(...factors.filter((f) => !dependsOn(f, by))) });
    groups.set(key, group);
  }
  const sorted = [...groups.values()].sort((a, b) => a.part.length - b.part.length || rankOfPart(a.part) - rankOfPart(b.part));
  const isNegative = sorted.find((g) => signOf(g) !== null);
  return plus(...sorted.map((group) => exponentTerm(group, isNegative === undefined ? 1 : (signOf(isNegative) ?? 1))));
};

interface ExponentGroup {
  readonly part: readonly Expression[];
  readonly terms: { readonly size: Rational; readonly letters: Expression }[];
}

const rankOfPart = (part: readonly Expression[]): number => (part.some((f) => f.kind === 'power') ? 1 : 0);

/** The sign that all sizes of a group share; null where they differ. */
const signOf = ({ terms }: ExponentGroup): 1 | -1 | null =>
  terms.every((t) => sign(t.size) > 0) ? 1 : terms.every((t) => sign(t.size) < 0) ? -1 : null;

/** −½ (b − a) t²: one size in front, with the sign of the exponent where the group's own are mixed. */
const exponentTerm = (group: ExponentGroup, usual: 1 | -1): Expression => {
  const wanted = signOf(group) ?? usual;
  const terms = [...group.terms].sort((a, b) => wanted * (sign(b.size) - sign(a.size)));
  const front = terms[0]?.size ?? rational(1);
  const inside = terms.map((t) => scaled(divide(t.size, front), t.letters));
  const only = inside.length === 1 ? inside[0] : plus(...inside);
  const isUnit = only?.kind === 'number' && isOne(only.value) && group.part.length > 0;
  return scaled(front, times(...(only === undefined || isUnit ? [] : [only]), ...group.part));
};

const scaled = (by: Rational, e: Expression): Expression => (isOne(by) ? e : times(numberOf(by), e));
