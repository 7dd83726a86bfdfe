/**
 * Declarations as a paper states its setting: symbols in a sentence, processes and problems as numbered equations,
 * abbreviations and assumptions where they stand.
 */
import type { Declaration, Document, Problem, Process, Statement } from '../../language/statement.ts';
import { manner } from '../../render/latex-box.ts';
import { displayed as displayedLines } from '../../render/latex-claim.ts';
import { optimalCost } from '../../render/latex-functional.ts';
import { latexDeclaration, latexDeclarationLines, latexSymbol, latexWidth } from '../../render/latex.ts';
import { displayed } from './displays.ts';
import { Fold } from './fold.ts';
import type { Block, Inline } from './model.ts';
import { math, paragraph, text } from './model.ts';
import { listed } from './reasons.ts';
import { spaceName, symbolSentence } from './symbols.ts';

/** Gives out the numbers of equations, and remembers which declaration has which. */
export class EquationNumbers {
  #last = 0;
  readonly #of = new Map<string, number>();

  next(declaration: Declaration): number {
    this.#last += 1;
    if (declaration.kind === 'process' || declaration.kind === 'problem') this.#of.set(declaration.name, this.#last);
    return this.#last;
  }

  /** null: it is not displayed with a number. */
  of(name: string): number | null {
    return this.#of.get(name) ?? null;
  }
}

/** Statements that follow each other and are no claims. */
export const settingBlocks = (document: Document, statements: readonly Statement[], numbers: EquationNumbers, width: number): readonly Block[] =>
  runsOf(document, statements).flatMap((run): readonly Block[] => {
    switch (run.kind) {
      case 'symbols': return sentenceBlock(symbolSentence(document, run.statements));
      case 'abbreviations': return abbreviations(run.declarations, width);
      case 'declaration': return declarationBlocks(run.declaration, numbers, width);
      case 'dimension': return document.dimension === null ? [] : sentenceBlock([
        text('Let '), math(document.dimension === 1 ? 'x \\in \\mathbb{R}' : `x \\in \\mathbb{R}^{${spaceName('n', document.dimension)}}`), text('.'),
      ]);
    }
  });

const sentenceBlock = (content: readonly Inline[]): readonly Block[] => (content.length === 0 ? [] : [paragraph(...content)]);

type Run =
  | { readonly kind: 'symbols'; readonly statements: Statement[] }
  | { readonly kind: 'abbreviations'; readonly declarations: Declaration[] }
  | { readonly kind: 'declaration'; readonly declaration: Declaration }
  | { readonly kind: 'dimension' };

/** Symbols that follow each other are introduced together, and so are abbreviations. */
const runsOf = (document: Document, statements: readonly Statement[]): readonly Run[] => {
  const byStart = new Map(document.declarations.map((d) => [d.span.start, d]));
  const folded = (d: Declaration): Declaration => Fold.for(document, document.source.slice(d.span.start, d.span.end)).declaration(d);
  const runs: Run[] = [];
  for (const statement of statements) {
    const last = runs.at(-1);
    const declaration = byStart.get(statement.span.start);
    if (statement.word === 'dimension') runs.push({ kind: 'dimension' });
    else if (declaration === undefined) {
      if (last?.kind === 'symbols') last.statements.push(statement);
      else runs.push({ kind: 'symbols', statements: [statement] });
    } else if (declaration.kind === 'let') {
      if (last?.kind === 'abbreviations') last.declarations.push(folded(declaration));
      else runs.push({ kind: 'abbreviations', declarations: [folded(declaration)] });
    } else runs.push({ kind: 'declaration', declaration: folded(declaration) });
  }
  return runs;
};

/** A formula wider than this, in characters, is displayed. */
const LONGEST_IN_TEXT = 36;

const abbreviations = (declarations: readonly Declaration[], width: number): readonly Block[] => {
  const short = declarations.every((d) => latexWidth(latexDeclaration(d)) <= LONGEST_IN_TEXT);
  if (short) return [paragraph(text('Write '), ...listed(declarations.map((d) => [math(latexDeclaration(d))])), text('.'))];
  return [paragraph(text('Write')), ...declarations.map((d) => displayed(latexDeclarationLines(d, width)))];
};

const declarationBlocks = (d: Declaration, numbers: EquationNumbers, width: number): readonly Block[] => {
  const display = (number: number | null = null): Block => displayed(latexDeclarationLines(d, width - (number === null ? 0 : ROOM_FOR_NUMBER)), number);
  switch (d.kind) {
    case 'process': return [paragraph(text('Let '), processSymbol(d), text(` ${processWords(d)}`)), display(numbers.next(d))];
    case 'problem': {
      const along = numbers.of(d.process.name);
      if (along === null) return [paragraph(text('Let '), math(latexSymbol(d.name)), text(' be the problem')), display(numbers.next(d))];
      const cost = displayedLines(optimalCost(d, manner('display'), 'start'), width - ROOM_FOR_NUMBER);
      return [
        paragraph(text('Let '), math(latexSymbol(d.name)), text(' be the problem along '), ...mention(d.process, numbers)),
        displayed(cost, numbers.next(d)),
      ];
    }
    case 'expectation': return [paragraph(text('Let')), display(numbers.next(d))];
    case 'density': return [paragraph(
      text('Let '), math(latexSymbol(d.field.name)), text(` be ${d.stationary ? 'a stationary' : 'the'} density of `), ...mention(d.process, numbers), text('.'),
    )];
    case 'value': return [paragraph(text('Let '), math(latexSymbol(d.field.name)), text(' be the value of '), ...mention(d.problem, numbers), text('.'))];
    case 'let': return abbreviations([d], width);
    case 'assume': return assumption(latexDeclaration(d), display);
  }
};

/** `(12)` and the space before it, in characters. */
const ROOM_FOR_NUMBER = 8;

const assumption = (latex: string, display: () => Block): readonly Block[] =>
  latexWidth(latex) <= LONGEST_IN_TEXT ? [paragraph(text('Assume that '), math(latex), text('.'))] : [paragraph(text('Assume that')), display()];

const processSymbol = (process: Process): Inline =>
  math(process.blocks.length === 1 ? latexSymbol(process.name) : `(${process.blocks.map((b) => latexSymbol(b.name)).join(', ')})`);

const processWords = (process: Process): string => {
  const noisy = process.blocks.some((b) => b.noises.length > 0);
  if (process.backward) return 'be the process whose clock runs down,';
  return noisy ? 'be the process' : 'be the solution of';
};

/** By name, and by the number of its equation. */
const mention = (of: Process | Problem, numbers: EquationNumbers): readonly Inline[] => {
  const number = numbers.of(of.name);
  return [math(latexSymbol(of.name)), ...(number === null ? [] : [text('\u00a0'), { kind: 'reference', number } as const])];
};
