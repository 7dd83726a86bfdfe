/**
 * The formulas of an article, and whether they speak of the state x or of the dimension n, which are then introduced.
 */
import type { Block } from './model.ts';
import { inlinesOf } from './model.ts';

/** All formulas of blocks, displayed or not. */
export function* formulasOf(blocks: readonly Block[]): Generator<string> {
  for (const inline of inlinesOf(blocks)) if (inline.kind === 'math' || inline.kind === 'display') yield inline.latex;
  yield* equationsOf(blocks);
}

function* equationsOf(blocks: readonly Block[]): Generator<string> {
  for (const block of blocks) {
    switch (block.kind) {
      case 'equation': yield block.latex; break;
      case 'list': for (const item of block.items) yield* equationsOf(item); break;
      case 'quote': yield* equationsOf(block.content); break;
      case 'statement':
        yield* equationsOf(block.content);
        yield* equationsOf(block.finding);
        break;
      case 'heading': case 'paragraph': case 'code': case 'rule': break;
    }
  }
}

/** x, a process X, and derivatives by x. */
const STATE = /(?<![\\A-Za-z])[xX](?![A-Za-z])|\\(?:nabla|Delta)(?![A-Za-z])|\\partial_\{?[ijkx]/;
const DIMENSION = /(?<![\\A-Za-z])n(?![A-Za-z])/;

export const mentionsState = (blocks: readonly Block[]): boolean => [...formulasOf(blocks)].some((latex) => STATE.test(latex));
export const mentionsDimension = (blocks: readonly Block[]): boolean => [...formulasOf(blocks)].some((latex) => DIMENSION.test(latex));
