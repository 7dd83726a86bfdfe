/**
 * Conditions about numbers alone that everybody sees: log 2 ≠ 0. They are part of a proof, and not worth a reader's time.
 */
import type { IndexedFactor } from '../kernel/goal.ts';
import type { ProofCondition } from '../kernel/prove.ts';
import { isOne, sign } from '../kernel/rational.ts';

/** Whether the condition says that a product of numbers, and of logarithms of numbers other than 1, is not zero. */
export const isEvident = ({ relation, formula }: ProofCondition): boolean => {
  const [term, ...more] = formula.terms;
  return relation === '!=' && term !== undefined && more.length === 0 && sign(term.coefficient) !== 0 && term.factors.every(isNonzeroNumber);
};

const isNonzeroNumber = (f: IndexedFactor): boolean => {
  if (f.kind === 'constant') return true;
  if (f.kind !== 'function' || f.function !== 'log') return false;
  const [inside, ...more] = f.argument.terms;
  return inside !== undefined && more.length === 0 && inside.factors.length === 0 && sign(inside.coefficient) > 0 && !isOne(inside.coefficient);
};
