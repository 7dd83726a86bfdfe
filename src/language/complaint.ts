/**
 * How the language says that something is wrong: a `Complaint` is thrown where it is noticed and caught once a
 * statement, so that one run reports the errors of every statement.
 */
import type { Code } from './codes.ts';
import type { Diagnostic, Label } from './diagnostic.ts';
import type { Span } from './statement.ts';

export interface More {
  readonly help?: string | null;
  readonly labels?: readonly Label[];
  readonly severity?: 'error' | 'warning';
}

/** One or several diagnostics that end the reading of a statement. Never leaves this folder. */
export class Complaint extends Error {
  readonly diagnostics: readonly Diagnostic[];

  constructor(diagnostics: readonly Diagnostic[]) {
    super(diagnostics.map((d) => d.message).join('; '));
    this.diagnostics = diagnostics;
  }
}

export const diagnostic = (code: Code, span: Span, message: string, more: More = {}): Diagnostic => ({
  severity: more.severity ?? 'error', code, message, span, labels: more.labels ?? [], help: more.help ?? null,
});

export const complain = (code: Code, span: Span, message: string, more: More = {}): never => {
  throw new Complaint([diagnostic(code, span, message, more)]);
};

/** From the start of the one to the end of the other. */
export const spanning = (first: Span, last: Span): Span => ({ start: first.start, end: last.end });
