/**
 * A statement that reads well but stands for no equation: an optimisation without a value, a clock that runs the
 * wrong way. Whoever turns statements into goals makes a diagnostic of it.
 */
import type { Span } from '../language/statement.ts';

export class GoalError extends Error {
  /** Where in the document; null where the statement as a whole is meant. */
  readonly span: Span | null;

  constructor(message: string, span: Span | null = null) {
    super(message);
    this.name = 'GoalError';
    this.span = span;
  }
}
