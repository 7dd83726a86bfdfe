/**
 * An equation between two expressions of one shape: what each file of this folder gives back.
 */
import type { Expression } from '../kernel/expression.ts';
import { isZero } from '../kernel/rational.ts';

export interface Equation {
  readonly left: Expression;
  readonly right: Expression;
}

/** Whether an expression is written as the number 0. */
export const isWrittenZero = (e: Expression): boolean => e.kind === 'number' && isZero(e.value);

/** Whether it is the number 0, or 0 times something, as a vector that is zero is written. */
export const isZeroTerm = (e: Expression): boolean => isWrittenZero(e) || (e.kind === 'multiply' && e.factors.some(isZeroTerm));
