/**
 * An article as Markdown with formulas between dollars.
 */
import { markdownReference } from '../bibliography.ts';
import type { Numbers } from './markdown-inline.ts';
import { markdownDisplay, markdownInlines, markdownText, protectedStart } from './markdown-inline.ts';
import type { Article, Block, Inline, Statement } from './model.ts';

export const writeMarkdown = (article: Article): string => {
  const numbers: Numbers = new Map(article.cited.map((key, i) => [key, i + 1]));
  const parts = [`# ${oneLine(article.title, numbers)}`, ...article.blocks.map((block) => markdownBlock(block, numbers))];
  const list = article.cited.map((key, i) => `${i + 1}. ${markdownReference(key, markdownText)}`).join('\n');
  return `${[...parts, ...(list === '' ? [] : ['## References', list])].filter((part) => part !== '').join('\n\n')}\n`;
};

const oneLine = (content: readonly Inline[], numbers: Numbers): string =>
  markdownInlines(content.map((inline): Inline => (inline.kind === 'display' ? { kind: 'math', latex: inline.latex } : inline.kind === 'break' ? { kind: 'text', text: ' ' } : inline)), numbers);

const blocksOf = (blocks: readonly Block[], numbers: Numbers): string => blocks.map((block) => markdownBlock(block, numbers)).join('\n\n');

const markdownBlock = (block: Block, numbers: Numbers): string => {
  switch (block.kind) {
    case 'heading': return `${'#'.repeat(Math.min(6, block.level + 1))} ${oneLine(block.content, numbers)}`;
    case 'paragraph': return protectedStart(markdownInlines(block.content, numbers).trim().replaceAll(/\n{3,}/g, '\n\n'));
    case 'equation': return markdownDisplay(block.number === null ? block.latex : `${block.latex} \\tag{${block.number}}`);
    case 'list': return block.items.map((item, i) => indented(block.ordered ? `${block.start + i}. ` : '- ', blocksOf(item, numbers))).join('\n');
    case 'quote': return blocksOf(block.content, numbers).split('\n').map((line) => `> ${line}`.trimEnd()).join('\n');
    case 'code': {
      const fence = '`'.repeat(Math.max(3, ...(block.text.match(/`+/g) ?? []).map((run) => run.length + 1)));
      return `${fence}\n${block.text}\n${fence}`;
    }
    case 'rule': return '* * *';
    case 'statement': return markdownStatement(block, numbers);
  }
};

const indented = (marker: string, content: string): string =>
  content.split('\n').map((line, i) => (i === 0 ? marker + line : line === '' ? '' : ' '.repeat(marker.length) + line)).join('\n');

const MARKS = { proved: '✔', refuted: '✘', undecided: '?' } as const;

const markdownStatement = (statement: Statement, numbers: Numbers): string => {
  const name = statement.declared === 'claim' ? 'Claim' : 'False claim';
  const title = statement.title === null ? '' : ` (${oneLine(statement.title, numbers)})`;
  return `**${name} ${statement.number}**${title}.\n\n${blocksOf(statement.content, numbers)}\n\n${MARKS[statement.verdict]} ${blocksOf(statement.finding, numbers)}`;
};
