/**
 * A term taken apart: number · scalars · (at most one) vector or matrix; and put together again.
 *
 * Normal densities count as one factor.
 */
import { X_VARIABLE, identity, num, numberOf, shapeOf, use } from '../../kernel/expression.ts';
import type { Expression } from '../../kernel/expression.ts';
import type { Rational } from '../../kernel/rational.ts';
import { ONE, isOne, isZero, multiply } from '../../kernel/rational.ts';
import { subexpressions } from '../../calculus/dependence.ts';
import { normalOf } from './normal-density.ts';

export interface TermParts {
  readonly coefficient: Rational;
  /** No numbers and no products among them. */
  readonly scalars: readonly Expression[];
  readonly tensor: Expression | null;
}

export const partsOfTerm = (e: Expression): TermParts => {
  let coefficient = ONE;
  let tensor: Expression | null = null;
  const scalars: Expression[] = [];
  const visit = (f: Expression): void => {
    if (f.kind === 'multiply' && normalOf(f) === null) f.factors.forEach(visit);
    else if (f.kind === 'number') coefficient = multiply(coefficient, f.value);
    else if (shapeOf(f).length > 0) tensor = f;
    else scalars.push(f);
  };
  visit(e);
  return { coefficient, scalars, tensor };
};

/** The number first, the vector or matrix last. Nothing is simplified but factors 1. */
export const termOf = ({ coefficient, scalars, tensor }: TermParts): Expression => {
  const factors = [...scalars, ...(tensor === null ? [] : [tensor])];
  return productOfFactors(isOne(coefficient) ? factors : [numberOf(coefficient), ...factors]);
};

/** A product node without flattening, which would take normal densities apart. */
export const productOfFactors = (factors: readonly Expression[]): Expression => {
  const [only] = factors;
  if (only === undefined) return num(1);
  return factors.length === 1 ? only : { kind: 'multiply', factors };
};

export const isZeroTerm = (e: Expression): boolean =>
  e.kind === 'number' ? isZero(e.value) : e.kind === 'multiply' && e.factors.some((f) => f.kind === 'number' && isZero(f.value));

/** 0 of the same shape: a number, or 0 times the simplest thing of that shape. */
export const zeroLike = (e: Expression): Expression => zeroOfShape(shapeOf(e), e);

export const zeroOfShape = (shape: readonly string[], like: Expression): Expression => {
  if (shape.length === 0) return num(0);
  const [rows, columns] = shape;
  if (shape.length === 1 && rows === X_VARIABLE.space) return zeroTimes(use(X_VARIABLE));
  if (shape.length === 2 && rows !== undefined && rows === columns) return zeroTimes(identity(rows));
  const leaves = [...subexpressions(like)].filter((part) => part.kind === 'parameter' || part.kind === 'variable' || part.kind === 'field');
  return zeroTimes(leaves.find((leaf) => shapeOf(leaf).join() === shape.join()) ?? like);
};

const zeroTimes = (e: Expression): Expression => ({ kind: 'multiply', factors: [num(0), e] });
