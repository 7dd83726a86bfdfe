/**
 * Whether two formulas are written alike, node by node. Nothing is simplified: a + b and b + a differ.
 */
import type { Expression } from '../kernel/expression.ts';

/** A text that two values share exactly when they are written alike; whole numbers of any size included. */
export const fingerprint = (value: unknown): string =>
  JSON.stringify(value, (_, part: unknown) => (typeof part === 'bigint' ? `${part}n` : part));

export const isWrittenAlike = (left: Expression, right: Expression): boolean =>
  left === right || fingerprint(left) === fingerprint(right);
