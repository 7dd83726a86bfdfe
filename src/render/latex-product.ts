/**
 * Products and quotients: numbers first, factors side by side with a thin space where letters would run together, and
 * what stands below the line below one line.
 */
import type { Expression } from '../kernel/expression.ts';
import { divide, isOne, isZero, multiply, negate, ONE, sign } from '../kernel/rational.ts';
import type { Rational } from '../kernel/rational.ts';
import type { Formula, Manner } from './latex-box.ts';
import { atLeast, atom, beginsWithBracket, bracketed, breakable, latexOf, row, solid, withLevel } from './latex-box.ts';
import { endsInDivergence, endsInFunction, isFunctionWithoutBrackets } from './latex-endings.ts';
import { formulaOf, isTensor, wholeFormula } from './latex-expression.ts';
import { sideBySide } from './latex-factors.ts';
import type { Factor } from './latex-factors.ts';
import { latexWidth } from './latex-width.ts';
import { hoisted, isPrefix, isSideBySide } from './reading.ts';
import { FACTOR, JOIN, PRIMARY, PRODUCT, SUM } from './text-expression.ts';
import type { Normal } from './text-normal.ts';
import { normalOf } from './text-normal.ts';
import { divisor, flatten } from './text-parts.ts';

/** Wider numerators stand beside the line, and not on it. */
const WIDEST_NUMERATOR = 16;
const WIDEST_ALONE = 30;
/** Wider denominators stand in brackets after a slash, so that a line may end in them. */
const WIDEST_DENOMINATOR = 36;

export const productFormula = (e: Expression, m: Manner): Formula => {
  const { coefficient, factors } = flattened(e);
  if (factors.length === 0 || (isZero(coefficient) && !factors.some(isTensor))) return formulaOf({ kind: 'number', value: coefficient }, m);
  if (sign(coefficient) < 0) return row(SUM, '-', atLeast(positiveProduct(negate(coefficient), factors, m), JOIN));
  return positiveProduct(coefficient, factors, m);
};

/** Scalars of contractions are factors like the others. A power by itself is a product of one. */
const flattened = (e: Expression): ReturnType<typeof flatten> =>
  flatten({ kind: 'multiply', factors: (e.kind === 'multiply' ? flatten(e) : { factors: [e] }).factors.map(hoisted).concat(numberIn(e)) });

const numberIn = (e: Expression): Expression[] => (e.kind === 'multiply' ? [{ kind: 'number', value: flatten(e).coefficient }] : []);

const positiveProduct = (number: Rational, factors: readonly Expression[], m: Manner): Formula => {
  const { below, number: divided, turned } = divisorsOf(factors);
  const above = inOrder([...factors.filter((f) => divisor(f) === null), ...turned], m, false);
  const coefficient = divide(number, divided);
  const fraction = below.length > 0 || (m.style === 'small' && coefficient.denominator !== 1n);
  return fraction ? quotient(coefficient, above, below, m) : withNumber(coefficient, above, m);
};

const withNumber = (coefficient: Rational, above: readonly Factor[], m: Manner): Formula => {
  const [only] = above;
  if (isOne(coefficient) && above.length === 1 && only !== undefined) return formulaOf(only.e, m);
  return sideBySide(isOne(coefficient) && above.length > 0 ? null : formulaOf({ kind: 'number', value: coefficient }, m), above);
};

interface Divisors {
  readonly below: readonly Expression[];
  readonly number: Rational;
  /** b of 1 / (a / b), which stands above the line. */
  readonly turned: readonly Expression[];
}

/** What stands below the line, a product there by its factors. */
const divisorsOf = (factors: readonly Expression[]): Divisors => {
  let number = ONE;
  const turned: Expression[] = [];
  const below = factors.map(divisor).filter((f) => f !== null).flatMap((f) => {
    if (f.kind !== 'multiply' || normalOf(f) !== null) return [f];
    const parts = flatten(f);
    if (sign(parts.coefficient) <= 0) return [f];
    number = multiply(number, parts.coefficient);
    turned.push(...parts.factors.map(divisor).filter((inner) => inner !== null));
    return parts.factors.filter((inner) => divisor(inner) === null);
  });
  return { below, number, turned };
};

// ── The order of factors ─────────────────────────────────────────────────────────────────────────────────────

/** What is simple, what an operator begins, integrals and optima. */
const rankOf = (e: Expression): number => {
  switch (e.kind) {
    case 'integral': case 'optimum': return 4;
    case 'derivative': case 'gradient': case 'divergence': case 'laplacian': case 'hessian': case 'determinant': return 3;
    case 'call': return e.function === 'log' ? 3 : 0;
    case 'number': case 'pi': case 'dimension': case 'parameter': case 'variable': case 'identity': case 'field': case 'add':
    case 'multiply': case 'power': case 'dot': case 'doubleDot': case 'outer': case 'transpose': case 'trace': case 'inverse':
    case 'at':
      return 0;
  }
};

/** A single contraction stands last, without brackets where scalars precede it: a b · c is a (b · c). What has a sign keeps its
 *  brackets there, or it would be subtracted, and so does a product in a product, which is a quotient: a slash could follow. */
const inOrder = (factors: readonly Expression[], m: Manner, alone: boolean): readonly Factor[] => {
  const all = factors.map((e) => ({ e, formula: formulaOf(e, m), rank: rankOf(e) }));
  const loose = all.filter((f) => f.formula.level < FACTOR && f.e.kind !== 'add' && f.e.kind !== 'at' && !isShortChain(f.e));
  const free = loose.length === 1 && loose.every((f) => f.formula.level >= JOIN && f.e.kind !== 'multiply') &&
    all.every((f) => f.rank < 3 && (loose.includes(f) || !isTensor(f.e)));
  const ordered = all.map((f) => (loose.includes(f) ? { ...f, rank: free ? 5 : 1 } : f)).sort((a, b) => a.rank - b.rank);
  const fromTheEnd: Factor[] = [];
  for (const { e, formula, rank } of ordered.reverse()) {
    const asItIs = rank === 5 || (alone && all.length === 1);
    fromTheEnd.push({ e, formula: asItIs ? formula : keptTogether(e, formula, fromTheEnd.at(-1)?.formula ?? null) });
  }
  return fromTheEnd.reverse();
};

/** G G^\top, which a scalar may follow: no operator at its end would take it. */
const isShortChain = (e: Expression): boolean =>
  isTensor(e) && isSideBySide(e) && e.kind === 'dot' && (isShortChain(e.right) || (!isSideBySide(e.right) && !isPrefix(e.right) && e.right.kind !== 'add'));

const keptTogether = (e: Expression, formula: Formula, next: Formula | null): Formula => {
  if (isShortChain(e) && formula.level >= PRODUCT) return formula;
  const takesMore = next !== null && (endsInDivergence(e) || isFunctionWithoutBrackets(e) || (isPrefix(e) && beginsWithBracket(next)));
  return takesMore ? bracketed(formula) : atLeast(formula, FACTOR);
};

// ── Quotients ────────────────────────────────────────────────────────────────────────────────────────────────

const quotient = (coefficient: Rational, above: readonly Factor[], below: readonly Expression[], m: Manner): Formula => {
  const smaller: Manner = { ...m, style: m.style === 'small' ? 'small' : 'text' };
  const ratio = m.style === 'display' && below.some((e) => e.kind === 'integral');
  const on = above.filter((f) => fitsOnLine(f, above, ratio));
  const beside = above.filter((f) => !on.includes(f));
  const again = inOrder(on.map((f) => f.e), smaller, coefficient.numerator === 1n);
  const under = [...number(coefficient.denominator), ...inOrder(below, smaller, coefficient.denominator === 1n)];
  const bottom = numerator({ numerator: 1n, denominator: 1n }, under);
  if (latexWidth(latexOf(bottom)) > WIDEST_DENOMINATOR) return tall(coefficient.numerator, above, coefficient.denominator, below, m);
  const line = m.style === 'display' || beside.length > 0
    ? lined(numerator(coefficient, again), bottom, m)
    : slashed(beforeSlash(numerator(coefficient, again), again), under);
  return beside.length === 0 ? line : sideBySide(line, beside);
};

const tall = (above: bigint, factors: readonly Factor[], below: bigint, under: readonly Expression[], m: Manner): Formula => {
  const one = { numerator: 1n, denominator: 1n };
  const bottom = numerator(one, [...number(below), ...inOrder(under, m, below === 1n)]);
  const line = inOrder(factors.map((f) => f.e), m, above === 1n);
  const top = beforeSlash(numerator({ numerator: above, denominator: 1n }, line), line);
  const slash = bottom.height > 0 ? '\\Big/' : '/';
  return row(JOIN, top, breakable(row(PRODUCT, slash, bracketed(bottom))));
};

const number = (n: bigint): Factor[] =>
  (n === 1n ? [] : [{ e: { kind: 'number', value: { numerator: n, denominator: 1n } }, formula: atom(`${n}`) }]);

const numerator = (coefficient: Rational, factors: readonly Factor[]): Formula => {
  const number = coefficient.numerator === 1n && factors.length > 0 ? null : atom(`${coefficient.numerator}`);
  const [only] = factors;
  return number === null && factors.length === 1 && only !== undefined ? only.formula : sideBySide(number, factors);
};

/** What is wide stands beside the line, and so do integrals, but in a ratio of two. */
const fitsOnLine = (f: Factor, all: readonly Factor[], ratio: boolean): boolean => {
  const width = all.reduce((sum, { formula }) => sum + latexWidth(latexOf(formula)), 0);
  if (ratio && width <= WIDEST_ALONE) return true;
  if (f.e.kind === 'integral' || f.e.kind === 'optimum') return false;
  if (all.length === 1) return width <= WIDEST_ALONE;
  return width <= WIDEST_NUMERATOR || (latexWidth(latexOf(f.formula)) <= WIDEST_NUMERATOR / 2 && rankOf(f.e) < 2 && f.formula.level >= FACTOR);
};

const lined = (above: Formula, below: Formula, m: Manner): Formula => {
  const command = m.style === 'text' ? '\\tfrac' : '\\frac';
  const height = m.style === 'display' ? (above.height > 0 || below.height > 1 ? 3 : 2) : 1;
  return atom(`${command}{${latexOf(above)}}{${latexOf(below)}}`, FACTOR, height);
};

/** (a log p) / b, since a log p / b could be a log(p / b). */
const beforeSlash = (above: Formula, factors: readonly Factor[]): Formula => {
  const end = factors.at(-1);
  return end !== undefined && endsInFunction(end.e) ? bracketed(above) : atLeast(above, PRODUCT);
};

/** a b / (2 c) */
const slashed = (above: Formula, under: readonly Factor[]): Formula => {
  const [only] = under;
  const below = under.length === 1 && only !== undefined ? atLeast(only.formula, FACTOR) : bracketed(numerator({ numerator: 1n, denominator: 1n }, under));
  return withLevel(solid(row(JOIN, above, '/', below)), JOIN);
};

/** N(x; m, v I) */
export const normalFormula = ({ point, mean, variance }: Normal, m: Manner): Formula =>
  row(PRIMARY, '\\mathcal{N}', bracketed(row(SUM, wholeFormula(point, m), ';\\, ', wholeFormula(mean, m), ',\\, ', varianceFormula(point, variance, m))));

const varianceFormula = (point: Expression, variance: Expression, m: Manner): Formula => {
  if (!isTensor(point) || isTensor(variance)) return formulaOf(variance, m);
  return formulaOf({ kind: 'multiply', factors: [variance, { kind: 'identity', space: 'n' }] }, m);
};
