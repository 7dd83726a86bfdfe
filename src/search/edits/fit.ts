/**
 * Does an edited part fit where the old one stood? Edits are made by form alone, so some do not fit together at all.
 */
import type { Expression } from '../../kernel/expression.ts';
import { shapeOf } from '../../kernel/expression.ts';
import { validate } from '../../kernel/validate.ts';

export const fitsFor = (after: Expression, before: Expression): boolean => {
  try {
    validate(after);
    return shapeOf(after).join() === shapeOf(before).join();
  } catch (error) {
    if (error instanceof TypeError) return false;
    throw error;
  }
};
