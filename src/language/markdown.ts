/**
 * The claim blocks of a Markdown document, with exact offsets: fences whose info string begins with the word `claim`.
 *
 * A claim fence that Markdown would not show as a block of the document itself (inside a list or a quote) is an error,
 * not an omission; so are an unclosed one and one that is swallowed by HTML.
 */
import { diagnostic } from './complaint.ts';
import type { Diagnostic } from './diagnostic.ts';
import { scanMarkdown } from './markdown-blocks.ts';
import type { Fence } from './markdown-blocks.ts';
import type { Span } from './statement.ts';

export interface Blocks {
  /** What stands between the fences. */
  readonly blocks: readonly Span[];
  readonly diagnostics: readonly Diagnostic[];
}

const NEAR_MISSES: ReadonlySet<string> = new Set(['claims', 'cliam', 'clame', 'calim', 'clai', 'claim:', '{claim}', '.claim', 'hopfcole']);

export const findBlocks = (source: string): Blocks => {
  if (!/claim|clai|cliam|clame|calim|hopfcole/i.test(source)) return { blocks: [], diagnostics: [] };
  const blocks: Span[] = [];
  const diagnostics: Diagnostic[] = [];
  for (const fence of scanMarkdown(source)) {
    const found = judge(fence);
    if (found === 'block') blocks.push(fence.content);
    else if (found !== null) diagnostics.push(found);
    if (found === 'block' && !fence.closed) diagnostics.push(unclosed(fence));
  }
  return { blocks, diagnostics };
};

/** The first word of the info string. */
const wordOf = (fence: Fence): string => /^\s*(\S*)/.exec(fence.info)?.[1] ?? '';

const judge = (fence: Fence): 'block' | Diagnostic | null => {
  const word = wordOf(fence);
  if (word !== 'claim') return isNearMiss(word) ? nearMiss(fence, word) : null;
  switch (fence.place) {
    case 'document': return 'block';
    case 'list': case 'quote':
      return diagnostic('E0102', fence.opening, `a claim block inside a ${fence.place} is not checked`, {
        help: `move it out of the ${fence.place}, to the left margin`,
      });
    case 'html':
      return diagnostic('E0102', fence.opening, 'a claim block inside HTML is not checked', {
        help: 'put an empty line before the fence',
      });
    case 'indented':
      return diagnostic('E0110', fence.opening, 'this fence is indented by four or more, so it shows its text and is not checked', {
        severity: 'warning', help: 'move it to the left margin if it is to be checked',
      });
  }
};

const isNearMiss = (word: string): boolean => {
  const lower = word.toLowerCase();
  return (lower === 'claim' && word !== 'claim') || NEAR_MISSES.has(lower);
};

const nearMiss = (fence: Fence, word: string): Diagnostic =>
  diagnostic('E0104', fence.opening, `the block is marked \`${word}\`, so it is not checked`, {
    severity: 'warning', help: 'a block to be checked is marked `claim`',
  });

const unclosed = (fence: Fence): Diagnostic =>
  diagnostic('E0103', fence.opening, 'this claim block is not closed', {
    // Backticks around backticks would be counted as part of the fence.
    help: `close it with a line ${fence.fence}`,
  });
