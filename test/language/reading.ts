/**
 * Short ways to read documents in tests.
 */
import type { Expression } from '../../src/kernel/expression.ts';
import { parseExpressionIn, readDocument } from '../../src/language/document.ts';
import type { Diagnostic } from '../../src/language/diagnostic.ts';
import type { Claim, ClaimBody, Document } from '../../src/language/statement.ts';

/** Names for most tests. */
export const NAMES = `
param a, b, c > 0
param T
param v: vector
param w: vector
param M: matrix
param R: positive matrix
param B: matrix(n,m)
field g(t)
field p(x,t) > 0
field f(x,t): vector
field G(x,t): matrix
variable y: vector
variable s
control u: vector
`;

export const read = (block: string): Document => readDocument(block, 'test.claim');

/** A document that must be without errors. */
export const readWell = (block: string): Document => {
  const document = read(block);
  if (document.diagnostics.length > 0) {
    throw new Error(document.diagnostics.map((d) => `${d.code} ${d.message} (${d.help})`).join('\n'));
  }
  return document;
};

const named = readWell(NAMES);

/** The tree of a formula in the names above, or in those of another document. */
export const tree = (text: string, document: Document = named): Expression => {
  const { expression, diagnostics } = parseExpressionIn(text, document);
  if (expression === null) throw new Error(`${text}: ${diagnostics.map((d) => `${d.code} ${d.message}`).join('; ')}`);
  return expression;
};

/** What is wrong with a formula: the first diagnostic, or null. */
export const wrong = (text: string, document: Document = named): Diagnostic | null =>
  parseExpressionIn(text, document).diagnostics[0] ?? null;

export const onlyClaim = (block: string): Claim => {
  const { claims } = readWell(block);
  const [claim] = claims;
  if (claim === undefined || claims.length !== 1) throw new Error(`${claims.length} claims`);
  return claim;
};

/** The body of the only claim, which must be of a kind. */
export const body = <K extends ClaimBody['kind']>(kind: K, block: string): ClaimBody & { kind: K } => {
  const found = onlyClaim(block).body;
  if (found.kind !== kind) throw new Error(`a claim of kind ${found.kind}`);
  return found as ClaimBody & { kind: K };
};

export const codes = (block: string): string[] => read(block).diagnostics.map((d) => d.code);

/** The text that a diagnostic points at. */
export const pointedAt = (source: string, d: Diagnostic): string => source.slice(d.span.start, d.span.end);
