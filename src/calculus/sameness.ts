/**
 * Whether two formulas are written alike, node by node. Nothing is simplified: a + b and b + a differ.
 */
import type { Expression } from '../kernel/expression.ts';

/** A text that two values share exactly when they are written alike; whole numbers of any size included. */
export const fingerprint = (value: unknown): string =>
  JSON.stringify(value, (_, part: unknown) => (typeof part === 'bigint' ? `${part}n` : part));

export const isWrittenAlike = (left: Expression, right: Expression): boolean => areAlike(left, right);

/** What two formulas share is not looked into. */
const areAlike = (left: unknown, right: unknown): boolean => {
  if (left === right) return true;
  if (typeof left !== 'object' || typeof right !== 'object' || left === null || right === null) return false;
  if (Array.isArray(left) !== Array.isArray(right)) return false;
  const [mine, theirs] = [entriesOf(left), entriesOf(right)];
  return mine.length === theirs.length && mine.every(([name, part], k) => name === theirs[k]?.[0] && areAlike(part, theirs[k][1]));
};

const entriesOf = (value: object): readonly (readonly [string, unknown])[] =>
  Object.entries(value).filter(([, part]) => part !== undefined);
