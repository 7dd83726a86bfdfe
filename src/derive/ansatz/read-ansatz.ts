/**
 * The ansatz that a user gives: `V = 1/2 x^T P(t) x + c(t)`.
 *
 * Names that the document does not declare are the unknowns. Written `P(t)`, they are functions of time; written bare
 * they are so where the horizon is finite, and constants where it is not. Their types are found by trying: a matrix, a
 * vector, a scalar, in this order, until the formula is a scalar; a matrix that could as well be transposed is symmetric.
 */
import type { Expression, Shape } from '../../kernel/expression.ts';
import { field, mapParts, num, shapeOf, transpose, use, T_VARIABLE } from '../../kernel/expression.ts';
import { isProvable } from '../../kernel/prove.ts';
import type { Diagnostic } from '../../language/diagnostic.ts';
import { parseExpressionIn, readDocument } from '../../language/document.ts';
import { renderDiagnostic } from '../../language/frame.ts';
import { normaliseName } from '../../language/spelling.ts';
import type { Document, Problem, Process } from '../../language/statement.ts';
import type { Ansatz, Renamed, Unknown } from './ansatz.ts';
import { declarationOf, known } from './ansatz.ts';
import { domainOf } from './domain.ts';
import type { NameFor } from './families.ts';
import { stateOf } from './families.ts';
import { goalOf, limitsOfQuestion } from './residual.ts';

/** What is wrong with the text, as a frame with a caret. */
export interface Unreadable {
  readonly error: string;
}

const MOST_COMBINATIONS = 2_000;

/** An unknown with the name of a process or problem gets another one. */
export const readAnsatz = (given: string, document: Document, problem: Problem, nameFor: NameFor): Ansatz | Unreadable => {
  const renamed = renamedIn(withoutName(given), document, nameFor);
  const start = given.length - withoutName(given).trimStart().length;
  const text = given.slice(0, start) + renamed.reduce((so, { from, to }) => so.replaceAll(wordOf(from), to), given.slice(start));
  const framed = (d: Diagnostic): Unreadable => ({ error: renderDiagnostic(d, { path: 'ansatz', source: text }).trimEnd() });
  const blank = withoutName(text);
  if (blank.trim() === '') return framed(atWhole(text, 'the ansatz is empty', 'write `V = 1/2 x^T P(t) x + c(t)`'));
  const first = parseExpressionIn(blank, document);
  const strange = first.diagnostics.find((d) => d.code !== 'E0201');
  const names = [...new Set(first.diagnostics.filter((d) => d.code === 'E0201').map((d) => normaliseName(text.slice(d.span.start, d.span.end))))];
  if (names.length === 0 && strange !== undefined) return framed(strange);
  const other = dependsOnMore(blank, names);
  if (other !== null) return framed(other);
  const shapes = combinations(shapesFor(document, problem), names.length);
  let complaint: Diagnostic | null = null;
  for (const choice of shapes) {
    const read = parseWith(blank, document, names.map((name, k) => ({ name, shape: choice[k] ?? [] })));
    if (read.expression !== null && shapeOf(read.expression).length === 0) return finished(read.expression, blank, names, { document, problem, nameFor, renamed }, choice);
    complaint = read.diagnostics[0] ?? complaint;
  }
  return framed(complaint ?? atWhole(text, 'the ansatz is not a scalar', 'a value is a scalar: write `x^T P(t) x`, `q(t) · x`, `c(t)`'));
};

interface Naming {
  readonly document: Document;
  readonly problem: Problem;
  readonly nameFor: NameFor;
  readonly renamed: readonly Renamed[];
}

/** The names of processes, of their blocks, and of problems that the formula uses, each with a new one. */
const renamedIn = (formula: string, document: Document, nameFor: NameFor): readonly Renamed[] => {
  const taken = document.declarations.filter((d): d is Process | Problem => d.kind === 'process' || d.kind === 'problem')
    .flatMap((d) => [d.name, ...(d.kind === 'process' ? d.blocks.map((block) => block.name) : [])]);
  const isUsed = (name: string): boolean => wordOf(name).test(formula);
  return [...new Set(taken)].filter((name) => /^[\p{L}_][\p{L}\p{N}_]*$/u.test(name) && isUsed(name)).map((from) => {
    const wishes = ['K', 'M', 'F'].filter((wish) => !isUsed(wish));
    const [first = `${from}_0`, ...others] = wishes;
    return { from, to: nameFor(first, ...others, `${from}_0`) };
  });
};

const wordOf = (name: string): RegExp => new RegExp(`(?<![\\p{L}\\p{N}_])${name}(?![\\p{L}\\p{N}_])`, 'gu');

/** `V = …`, `V(x,t) = …`: the name before the first equals sign gives way to blanks, so that places stay. */
const withoutName = (text: string): string => {
  const named = /^\s*[\p{L}_][\p{L}\p{N}_]*\s*(?:\([^()=]*\))?\s*=/u.exec(text);
  return named === null ? text : ' '.repeat(named[0].length) + text.slice(named[0].length);
};

const atWhole = (text: string, message: string, help: string): Diagnostic =>
  ({ severity: 'error', code: 'E0404', message, span: { start: 0, end: Math.max(1, text.length) }, labels: [], help });

/** An unknown with other arguments than t. */
const dependsOnMore = (text: string, names: readonly string[]): Diagnostic | null => {
  for (const called of text.matchAll(/([\p{L}_][\p{L}\p{N}_]*)\s*\(([^()]*)\)/gu)) {
    const [, name = '', args = ''] = called;
    if (!names.includes(normaliseName(name)) || args.trim() === 't') continue;
    // A name before a bracket with an operator in it is a product.
    if (!/^\s*[\p{L}_][\p{L}\p{N}_]*(?:\s*,\s*[\p{L}_][\p{L}\p{N}_]*)*\s*$/u.test(args)) continue;
    return {
      severity: 'error', code: 'E0405', message: `an unknown of an ansatz depends on t alone, not on ${args.trim()}`,
      span: { start: called.index, end: called.index + called[0].length }, labels: [], help: `write \`${name}(t)\``,
    };
  }
  return null;
};

const shapesFor = (document: Document, problem: Problem): readonly Shape[] => {
  if (document.dimension === 1) return [[]];
  const spaces = [...new Set(stateOf(problem).map((v) => v.space).filter((s) => s !== null))];
  return [...spaces.flatMap((a) => spaces.map((b) => [a, b])), ...spaces.map((a) => [a]), []];
};

const combinations = (shapes: readonly Shape[], count: number): readonly (readonly Shape[])[] => {
  let all: readonly (readonly Shape[])[] = [[]];
  for (let k = 0; k < count; k += 1) all = all.flatMap((choice) => shapes.map((shape) => [...choice, shape])).slice(0, MOST_COMBINATIONS);
  return all;
};

/** The text with the unknowns declared as functions of time. */
const parseWith = (text: string, document: Document, unknowns: readonly { readonly name: string; readonly shape: Shape }[]): ReturnType<typeof parseExpressionIn> => {
  const given = document.statements.filter((s) => s.word !== 'claim' && s.word !== 'refute')
    .map((s) => document.source.slice(s.span.start, s.span.end).split(/\r?\n/).map((line, k) => (k === 0 ? line : `  ${line.trim()}`)).join('\n'));
  const own = unknowns.map(({ name, shape }) => declarationOf({ stationary: false }, { field: field(name, [T_VARIABLE], { shape }) }));
  return parseExpressionIn(text, readDocument([...given, ...own].join('\n'), 'ansatz.claim'));
};

const finished = (
  value: Expression, text: string, names: readonly string[], { document, problem, nameFor, renamed }: Naming, shapes: readonly Shape[],
): Ansatz => {
  const nameOf = (name: string): string => (renamed.some(({ to }) => to === name) ? name : nameFor(name));
  const fields = new Map(names.map((name, k) => [name, { field: field(nameOf(name), [T_VARIABLE], { shape: shapes[k] ?? [] }) }]));
  const own = renaming(value, fields);
  const unknowns = [...fields.values()].map((u) => (isSymmetric(own, u, document) ? known(u, { symmetry: 'symmetric' }) : u));
  const isTimed = names.some((name) => new RegExp(`${name}\\s*\\(\\s*t\\s*\\)`, 'u').test(text));
  const state = stateOf(problem);
  const formulas = [own, problem.running, ...(problem.terminal === null ? [] : [problem.terminal])];
  return {
    family: 'given', unknowns, renamed, stationary: problem.terminal === null && !isTimed, where: domainOf(formulas, state),
    value: renaming(own, new Map(unknowns.map((u) => [u.field.name, u]))),
  };
};

const renaming = (e: Expression, unknowns: ReadonlyMap<string, Unknown>): Expression => {
  const own = e.kind === 'field' ? unknowns.get(e.field.name) : undefined;
  return own === undefined ? mapParts(e, (part) => renaming(part, unknowns)) : use(own.field);
};

/** Is the value the same with the matrix transposed? */
const isSymmetric = (value: Expression, u: Unknown, document: Document): boolean => {
  const [rows, columns] = u.field.shape;
  if (rows === undefined || rows !== columns) return false;
  const turned = (e: Expression): Expression => (e.kind === 'field' && e.field.name === u.field.name ? transpose(use(u.field)) : mapParts(e, turned));
  return isProvable(goalOf(document, value, turned(value), []), limitsOfQuestion()) && !isProvable(goalOf(document, value, num(0), []), limitsOfQuestion());
};
