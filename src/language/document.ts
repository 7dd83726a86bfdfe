/**
 * Source text → document: the claim blocks are found, their statements are read one after the other, and every error
 * is kept as a diagnostic. Never throws for bad input.
 */
import type { Expression, Field } from '../kernel/expression.ts';
import { Complaint, complain, diagnostic } from './complaint.ts';
import { Cursor } from './cursor.ts';
import { declareDensity, declareExpectation, declareProblem, declareValue } from './declare-meaning.ts';
import { declareAbbreviation, declareAssumption } from './declare-names.ts';
import { declareProcess } from './declare-process.ts';
import { declareControls, declareDimension, declareFields, declareParameters, declareVariables } from './declare-symbols.ts';
import type { Diagnostic } from './diagnostic.ts';
import { elaborate } from './elaborate.ts';
import { tokenize } from './lexer.ts';
import { findBlocks } from './markdown.ts';
import { lineAndColumn } from './position.ts';
import { parseExpression } from './parser.ts';
import { readClaim } from './read-claim.ts';
import { breakNames } from './recovery.ts';
import { Scope } from './scope.ts';
import { nearestName } from './spelling.ts';
import type { Claim, Declaration, Document, Span, Statement } from './statement.ts';
import { splitStatements } from './statements.ts';
import type { OpeningWord } from './words.ts';
import { isOpeningWord, OPENING_WORDS } from './words.ts';

const LONGEST_STATEMENT = 100_000;
const LONGEST_DOCUMENT = 64_000_000;

interface Reading {
  readonly source: string;
  readonly scope: Scope;
  readonly declarations: Declaration[];
  readonly fields: Map<string, Field>;
  readonly claims: Claim[];
  readonly diagnostics: Diagnostic[];
  readonly positionOf: (offset: number) => { line: number; column: number };
  assumptions: number;
  readonly statements: Statement[];
}

const scopes = new WeakMap<Document, Scope>();

/** Reads a Markdown file, or a `.claim` file, which is one block. What is wrong is in `diagnostics`. */
export const readDocument = (source: string, path: string): Document => {
  const scope = new Scope(source);
  const reading: Reading = {
    source, scope, declarations: [], fields: new Map(), claims: [], diagnostics: [], positionOf: lineAndColumn(source),
    assumptions: 0, statements: [],
  };
  const unreadable = checkText(source);
  if (unreadable !== null) reading.diagnostics.push(unreadable);
  else readBlocks(reading, path);
  const { statements, declarations, fields, claims, diagnostics } = reading;
  const document: Document = {
    path, source, dimension: scope.dimension, statements, symbols: scope.symbols, declarations, fields, claims, diagnostics,
  };
  scopes.set(document, scope);
  return document;
};

/** An expression in the context of a document: with every name that it declares, and `n` for the dimension where that
 *  means nothing else, since that is how the dimension is printed. */
export const parseExpressionIn = (
  text: string, document: Document,
): { readonly expression: Expression | null; readonly diagnostics: readonly Diagnostic[] } => {
  const scope = (scopes.get(document) ?? new Scope('')).over(text);
  try {
    const cursor = new Cursor(tokenize(text, 0, text.length), scope);
    const surface = parseExpression(cursor);
    cursor.expectEnd();
    return { expression: elaborate(scope, surface).expression, diagnostics: [] };
  } catch (error) {
    if (!(error instanceof Complaint)) throw error;
    return { expression: null, diagnostics: error.diagnostics };
  }
};

/** null: the source is text. */
const checkText = (source: string): Diagnostic | null => {
  if (source.length > LONGEST_DOCUMENT) {
    return diagnostic('E0108', { start: 0, end: 0 }, `the document is longer than ${LONGEST_DOCUMENT} characters`);
  }
  const nul = source.indexOf('\0');
  const replaced = source.indexOf('\ufffd');
  if (nul < 0 && replaced < 0) return null;
  const start = nul < 0 ? replaced : replaced < 0 ? nul : Math.min(nul, replaced);
  return diagnostic('E0101', { start, end: start + 1 }, nul >= 0 ? 'this is not a text file: it holds a NUL character'
    : 'this is not UTF-8, or was damaged: it holds a replacement character', { help: 'save the document as UTF-8' });
};

const readBlocks = (reading: Reading, path: string): void => {
  const { blocks, diagnostics } = path.endsWith('.claim')
    ? { blocks: [{ start: 0, end: reading.source.length }], diagnostics: [] } : findBlocks(reading.source);
  reading.diagnostics.push(...diagnostics);
  for (const block of blocks) {
    for (const span of splitStatements(reading.source, block)) readStatement(reading, span);
  }
};

const readStatement = (reading: Reading, span: Span): void => {
  const { scope, source } = reading;
  try {
    if (span.end - span.start > LONGEST_STATEMENT) {
      complain('E0108', { start: span.start, end: span.start + 1 }, `a statement longer than ${LONGEST_STATEMENT} characters`);
    }
    readWords(reading, new Cursor(tokenize(source, span.start, span.end), scope), span);
  } catch (error) {
    if (!(error instanceof Complaint)) throw error;
    reading.diagnostics.push(...error.diagnostics);
    breakNames(scope, source.slice(span.start, Math.min(span.end, span.start + LONGEST_STATEMENT)));
  }
};

const readWords = (reading: Reading, cursor: Cursor, span: Span): void => {
  const token = cursor.peek();
  if (token.kind !== 'name' || !isOpeningWord(token.text)) return refuseStatement(cursor);
  const word = cursor.next().text;
  if (!isOpeningWord(word)) return;
  readStatementOf(word, reading, cursor, span);
  reading.statements.push({ word, span });
};

const readStatementOf = (word: OpeningWord, reading: Reading, cursor: Cursor, span: Span): void => {
  const { scope, fields, declarations } = reading;
  switch (word) {
    case 'dimension':
      declareDimension(cursor, scope);
      return cursor.expectEnd();
    case 'param': return declareParameters(cursor, scope);
    case 'field': return declareFields(cursor, scope, fields);
    case 'variable': return declareVariables(cursor, scope);
    case 'control': return declareControls(cursor, scope, fields);
    case 'process': return void declarations.push(declareProcess(cursor, scope, span));
    case 'density': return void declarations.push(declareDensity(cursor, scope, span, false, fields));
    case 'stationary': return void declarations.push(declareDensity(cursor, scope, span, true, fields));
    case 'expectation': return void declarations.push(declareExpectation(cursor, scope, span, fields));
    case 'problem': return void declarations.push(declareProblem(cursor, scope, span));
    case 'value': return void declarations.push(declareValue(cursor, scope, span, fields));
    case 'let': return void declarations.push(declareAbbreviation(cursor, scope, span));
    case 'assume': return void declarations.push(declareAssumption(cursor, scope, span, ++reading.assumptions));
    case 'claim': case 'refute': return addClaim(reading, cursor, word, span);
  }
};

const refuseStatement = (cursor: Cursor): void => {
  const token = cursor.peek();
  const nearest = token.kind === 'name' ? nearestName(token.text, OPENING_WORDS) : null;
  complain('E0304', token, `a statement cannot begin with ${token.kind === 'string' ? 'a text' : `\`${token.text}\``}`, {
    help: nearest !== null ? `did you mean \`${nearest}\`?`
      : 'a line that continues the line above is indented; statements begin with a word such as `param`, `field`, `claim`',
  });
};

const addClaim = (reading: Reading, cursor: Cursor, declared: 'claim' | 'refute', span: Span): void => {
  const { name, where, body } = readClaim(cursor, reading.scope);
  const { line, column } = reading.positionOf(span.start);
  const text = reading.source.slice(span.start, span.end);
  const claim: Claim = { declared, name: name ?? `line ${line}`, where, body, span, line, column, text };
  const same = reading.claims.find((c) => c.name === claim.name);
  if (same !== undefined) {
    reading.diagnostics.push(diagnostic('E0509', span, `another claim is called "${claim.name}" as well`, {
      severity: 'warning', labels: [{ span: same.span, text: 'the first one' }],
    }));
  }
  reading.claims.push(claim);
};
