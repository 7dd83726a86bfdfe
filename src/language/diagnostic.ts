/**
 * An error or warning in a document: one record, rendered in one place.
 */
import type { Span } from './statement.ts';

export interface Label {
  readonly span: Span;
  readonly text: string;
}

export interface Diagnostic {
  readonly severity: 'error' | 'warning';
  /** `E0101`: stable; `hopfcole explain E0101` says what it means. */
  readonly code: string;
  readonly message: string;
  /** Where the caret goes. */
  readonly span: Span;
  /** Further places that matter, such as the first declaration of a name. */
  readonly labels: readonly Label[];
  /** What to write instead. */
  readonly help: string | null;
}
