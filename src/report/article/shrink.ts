/**
 * Displayed formulas that are wider than the line, set smaller: LaTeX does not break what stands in prose, nor a single
 * factor that is longer than a line.
 */
import { widestLine } from './displays.ts';
import type { Block, Inline } from './model.ts';

/** What a list or a quotation takes of the width, in characters. */
const INDENT = 10;
/** Of a numbered equation, what its number takes. */
const NUMBER = 8;

export const shrunkBlocks = (blocks: readonly Block[], width: number): readonly Block[] => blocks.map((block) => shrunkBlock(block, width));

const shrunkBlock = (block: Block, width: number): Block => {
  switch (block.kind) {
    case 'heading': case 'code': case 'rule': return block;
    case 'paragraph': return { ...block, content: block.content.map((inline) => shrunkInline(inline, width)) };
    case 'equation': return { ...block, latex: shrunk(block.latex, block.number === null ? width : width - NUMBER, block.number === null ? '' : '0.88') };
    case 'list': return { ...block, items: block.items.map((item) => shrunkBlocks(item, width - INDENT)) };
    case 'quote': return { ...block, content: shrunkBlocks(block.content, width - INDENT) };
    case 'statement': return { ...block, content: shrunkBlocks(block.content, width), finding: shrunkBlocks(block.finding, width) };
  }
};

const shrunkInline = (inline: Inline, width: number): Inline => {
  if (inline.kind === 'display') return { ...inline, latex: shrunk(inline.latex, width, '') };
  if (inline.kind === 'emphasis' || inline.kind === 'strong') return { ...inline, content: inline.content.map((one) => shrunkInline(one, width)) };
  return inline;
};

const shrunk = (latex: string, width: number, share: string): string =>
  (widestLine(latex) <= width ? latex : `\\resizebox{${share}\\linewidth}{!}{$\\displaystyle ${latex}$}`);
