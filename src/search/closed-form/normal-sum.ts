/**
 * The kernel's normal form of an expression as a sum of monomials, where it is one: scalars, or vectors that are
 * combinations of vector parameters. Contracted products of vectors are not.
 */
import { isWrittenZero } from '../../calculus/equation.ts';
import type { Condition, Expression, Hypothesis } from '../../kernel/expression.ts';
import { num, shapeOf, times } from '../../kernel/expression.ts';
import type { Goal, IndexedFactor, IndexedSum, IndexedTerm } from '../../kernel/goal.ts';
import type { Limits } from '../../kernel/prove.ts';
import { isProvable, prove } from '../../kernel/prove.ts';
import { ONE, isInteger, multiply, rational } from '../../kernel/rational.ts';
import { modelPoint } from '../../kernel/refute.ts';
import { expressionOf } from '../from-indices.ts';
import { squareRoots } from './square.ts';
import type { Monomial, Sum } from './sum.ts';
import {
  addSums, constantMonomial, exponentialGenerator, inverseMonomial, multiplyMonomials, plainGenerator, powerMonomial,
} from './sum.ts';
import { writtenSum } from './written.ts';

/** What may be relied on: conditions on parameters, equations for fields. */
export interface Assuming {
  readonly hypotheses: readonly Hypothesis[];
  readonly conditions: readonly Condition[];
}
export const NOTHING: Assuming = { hypotheses: [], conditions: [] };

/** A proposal gets two seconds and 20,000 terms of the kernel, then it counts as not found. */
export const proposalLimits = (): Limits => ({ deadline: Date.now() + 2_000, terms: 20_000 });

const goalOf = (left: Expression, right: Expression, assuming: Assuming): Goal =>
  ({ name: 'a proposal', left, right, under: null, dimension: null, ...assuming });

export const zeroLike = (e: Expression): Expression => (shapeOf(e).length === 0 ? num(0) : times(num(0), e));

/** Whether an expression is written as zero, of whatever shape. */
export const isNothing = (e: Expression): boolean =>
  isWrittenZero(e) || (e.kind === 'multiply' && e.factors.some(isWrittenZero));

/** left = right by the kernel, in every dimension; not proved is false. */
export const holds = (left: Expression, right: Expression, assuming: Assuming): boolean =>
  isProvable(goalOf(left, right, assuming), proposalLimits());

/**
 * left = right by the kernel, and there is a point at which all that the proof relied on holds. Without the second,
 * √(−1)² = −1 would pass: the kernel proves it where −1 ≥ 0.
 */
export const holdsSomewhere = (left: Expression, right: Expression, assuming: Assuming): boolean =>
  holds(left, right, assuming) && modelPoint(goalOf(left, right, assuming), 1, MODEL_SEED, proposalLimits()) !== null;

const MODEL_SEED = 1;

/** The normal form with the hypotheses used; null where it has parts that are no monomials. */
export const normalSum = (e: Expression, assuming: Assuming = NOTHING): Sum | null => {
  const result = prove(goalOf(e, zeroLike(e), assuming), proposalLimits());
  if (result.status === 'proved') return [];
  return result.status === 'open' ? sumOf(result.residual) : null;
};

/** Index notation as a sum of monomials. */
export const sumOf = (sum: IndexedSum): Sum | null => {
  const terms = sum.terms.map(monomialOf);
  return terms.some((t) => t === null) ? null : addSums(terms.filter((t) => t !== null));
};

const monomialOf = (term: IndexedTerm): Monomial | null => {
  let product = constantMonomial(term.coefficient);
  for (const factor of term.factors) {
    const next = factorOf(factor);
    if (next === null) return null;
    product = multiplyMonomials(product, next);
  }
  return product;
};

const factorOf = (f: IndexedFactor): Monomial | null => {
  if (f.kind === 'function' && f.function === 'exp') return exponentialOf(f.argument);
  if (f.kind === 'delta' || f.kind === 'inverse' || f.kind === 'logDeterminant' || f.kind === 'integral' || f.kind === 'minimum') {
    return null;
  }
  if (f.kind === 'power') return powerOf(f);
  if (f.kind === 'jet' && f.log && orderOf(f) === 1) return logarithmicDerivative(f);
  const labels = labelsOf(f);
  if (labels.some((l) => l !== 'i')) return null;
  const base = expressionOf({ terms: [{ coefficient: ONE, factors: [{ ...f, exponent: ONE }] }] }, labels);
  return base === null ? null : powerMonomial(plainGenerator(base), f.exponent);
};

/** A sum in brackets, in our own order of terms: 1 − w; a square that was multiplied out, as the square. */
const powerOf = (f: Extract<IndexedFactor, { kind: 'power' }>): Monomial | null => {
  const own = sumOf(f.base);
  const root = own === null || !isInteger(f.exponent) ? null : squareRoots(own);
  if (root !== null) return powerMonomial(plainGenerator(writtenSum(root)), multiply(f.exponent, rational(2)));
  const base = own === null ? expressionOf(f.base, []) : writtenSum(own);
  return base === null ? null : powerMonomial(plainGenerator(base), f.exponent);
};

type Jet = Extract<IndexedFactor, { kind: 'jet' }>;
const orderOf = (f: Jet): number => f.derivatives.reduce<number>((sum, d) => sum + (typeof d === 'number' ? d : 2), 0);

/** ∂t log s is ∂t s / s. */
const logarithmicDerivative = (f: Jet): Monomial | null => {
  const [slope, value] = [f, { ...f, derivatives: f.field.slots.map((v) => (v.space === null ? 0 : [])) }]
    .map((jet) => factorOf({ ...jet, log: false }));
  return slope === null || value === null || slope === undefined || value === undefined ? null : multiplyMonomials(slope, inverseMonomial(value));
};

const labelsOf = (f: IndexedFactor): readonly string[] => {
  if (f.kind === 'parameter' || f.kind === 'jet') return f.components;
  return f.kind === 'coordinate' && f.label !== null ? [f.label] : [];
};

/** exp(Σ c m) = Π exp(m)^c. */
const exponentialOf = (argument: IndexedSum): Monomial | null => {
  let product = constantMonomial(ONE);
  for (const { coefficient, factors } of argument.terms) {
    const of = expressionOf({ terms: [{ coefficient: ONE, factors }] }, []);
    if (of === null) return null;
    product = multiplyMonomials(product, powerMonomial(exponentialGenerator(of), coefficient));
  }
  return product;
};
