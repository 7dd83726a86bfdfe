/**
 * An article before it is LaTeX or Markdown: headings, paragraphs, formulas, statements with their verdicts.
 *
 * Formulas are LaTeX mathematics without dollars, either made by render/latex.ts from what was proved or, in prose,
 * passed by math-guard.ts. Words are plain text, which each writer escapes.
 */
import type { SourceKey } from '../../calculus/sources.ts';
import type { VerdictName } from '../../check/verdict.ts';

export type Inline =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'math'; readonly latex: string }
  /** A formula on its own line inside a paragraph. */
  | { readonly kind: 'display'; readonly latex: string }
  | { readonly kind: 'code'; readonly text: string }
  | { readonly kind: 'emphasis' | 'strong'; readonly content: readonly Inline[] }
  | { readonly kind: 'link'; readonly url: string; readonly content: readonly Inline[] }
  /** To a numbered equation. */
  | { readonly kind: 'reference'; readonly number: number }
  | { readonly kind: 'cite'; readonly keys: readonly SourceKey[] }
  | { readonly kind: 'break' };

export type Block =
  /** 1: a section. */
  | { readonly kind: 'heading'; readonly level: number; readonly content: readonly Inline[] }
  | { readonly kind: 'paragraph'; readonly content: readonly Inline[] }
  | { readonly kind: 'list'; readonly ordered: boolean; readonly start: number; readonly items: readonly (readonly Block[])[] }
  | { readonly kind: 'quote'; readonly content: readonly Block[] }
  | { readonly kind: 'code'; readonly text: string }
  | { readonly kind: 'rule' }
  /** A numbered equation has its number; the others are null. */
  | { readonly kind: 'equation'; readonly latex: string; readonly number: number | null }
  | Statement;

/** A claim as a numbered statement. */
export interface Statement {
  readonly kind: 'statement';
  readonly number: number;
  /** What the document says of it. */
  readonly declared: 'claim' | 'refute';
  readonly verdict: VerdictName;
  readonly passed: boolean;
  /** null: it has none of its own. */
  readonly title: readonly Inline[] | null;
  readonly content: readonly Block[];
  /** What was found, with its evidence. */
  readonly finding: readonly Block[];
}

export interface Article {
  readonly title: readonly Inline[];
  readonly blocks: readonly Block[];
  /** In the order of the bibliography. */
  readonly cited: readonly SourceKey[];
}

/** `article`: a complete file; `fragment`: to be put into another paper. */
export type LatexForm = 'article' | 'fragment';

export const text = (words: string): Inline => ({ kind: 'text', text: words });
export const math = (latex: string): Inline => ({ kind: 'math', latex });
export const cite = (keys: readonly SourceKey[]): readonly Inline[] => (keys.length === 0 ? [] : [{ kind: 'cite', keys }]);
export const paragraph = (...content: readonly Inline[]): Block => ({ kind: 'paragraph', content });

/** All inlines of blocks, nested ones included, in reading order. */
export function* inlinesOf(blocks: readonly Block[]): Generator<Inline> {
  for (const block of blocks) {
    switch (block.kind) {
      case 'heading': case 'paragraph': yield* nested(block.content); break;
      case 'list': for (const item of block.items) yield* inlinesOf(item); break;
      case 'quote': yield* inlinesOf(block.content); break;
      case 'statement':
        yield* nested(block.title ?? []);
        yield* inlinesOf(block.content);
        yield* inlinesOf(block.finding);
        break;
      case 'code': case 'rule': case 'equation': break;
    }
  }
}

function* nested(content: readonly Inline[]): Generator<Inline> {
  for (const inline of content) {
    yield inline;
    if (inline.kind === 'emphasis' || inline.kind === 'strong' || inline.kind === 'link') yield* nested(inline.content);
  }
}
