import fc from 'fast-check';
import type { Nodes } from 'mdast';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { expect, test } from 'vitest';
import { findBlocks } from '../../src/language/markdown.ts';
import { scanMarkdown } from '../../src/language/markdown-blocks.ts';

const texts = (source: string): string[] => findBlocks(source).blocks.map((b) => source.slice(b.start, b.end));
const errors = (source: string): string[] => findBlocks(source).diagnostics.map((d) => d.code);

test('the blocks marked claim are found with exact offsets, and no others', () => {
  const source = '# Title\n\n```claim\nparam a\n```\n\n```js\nparam b\n```\n~~~ claim x\nparam c\n~~~\n';
  expect(texts(source)).toEqual(['param a\n', 'param c\n']);
  expect(errors(source)).toEqual([]);
});

test('a fence that shows a fence is not a claim', () => {
  expect(texts('````markdown\n```claim\nparam a\n```\n````\n')).toEqual([]);
});

test.each([
  ['- a\n\n  ```claim\n  param a\n  ```\n', 'E0102'], ['1. ```claim\n   param a\n   ```\n', 'E0102'],
  ['> ```claim\n> param a\n> ```\n', 'E0102'], ['<div>\n```claim\nparam a\n```\n</div>\n', 'E0102'],
  ['```claim\nparam a\n', 'E0103'], ['```Claim\na\n```\n', 'E0104'], ['```claims\na\n```\n', 'E0104'],
  ['text\n\n    ```claim\n    a\n', 'E0110'],
])('a block that would be skipped is reported: %j', (source, code) => expect(errors(source)).toEqual([code]));

test('a claim in an HTML comment is left out on purpose', () => {
  const source = '<!--\n```claim\nparam a\n```\n-->\n\n```claim\nparam b\n```\n';
  expect(texts(source)).toEqual(['param b\n']);
  expect(errors(source)).toEqual([]);
});

test('a comment that is longer than what is looked at still ends', () => {
  expect(texts(`<!-- ${'x'.repeat(5000)} -->\n\n\`\`\`claim\nparam b\n\`\`\`\n`)).toEqual(['param b\n']);
});

test('after a list, a fence at the margin is a block of the document', () => {
  expect(texts('- a\n- b\n\n```claim\nparam a\n```\n')).toEqual(['param a\n']);
});

test('line ends of Windows', () => {
  const source = '```claim\r\nparam a\r\n```\r\n';
  expect(texts(source)).toEqual(['param a\r\n']);
});

test('a line of ten million characters is no trouble', () => {
  const source = `${'a'.repeat(10_000_000)}\n\n\`\`\`claim\nparam b\n\`\`\`\n`;
  expect(texts(source)).toEqual(['param b\n']);
});

/** Fenced blocks of the document itself and inside others, as a full Markdown parser sees them. */
const reference = (source: string): string[] => {
  const found: string[] = [];
  const visit = (node: Nodes, inside: boolean): void => {
    const offset = node.position?.start.offset ?? 0;
    if (node.type === 'code' && /^[`~]{3}/.test(source.slice(offset))) found.push(`${offset} ${inside ? 'inside' : 'outside'} ${node.lang ?? ''}`);
    const deeper = inside || node.type === 'listItem' || node.type === 'blockquote';
    if ('children' in node) for (const child of node.children) visit(child, deeper);
  };
  visit(fromMarkdown(source), false);
  return found.sort();
};

const line = fc.oneof(
  fc.constantFrom(
    '', '', '```claim', '```', '~~~claim', '~~~', '````', 'text', '- item', '* ', '1. one', '1) two', '> quote', '>', '# title',
    '---', '***', '===', '<div>', '</div>', '<!-- c', '-->', '<pre>', '    code', '\t```claim', '```cl`aim', '+ ```claim',
    '> ```claim', '> - a', '-', '1. ten', '<b>x', '<?php', '?>',
    // A tag alone on its line is left out: micromark lets it interrupt a paragraph that it continues lazily.
  ),
);
const document = fc.array(fc.tuple(fc.constantFrom('', '', '', ' ', '  ', '   ', '    ', '> ', '- '), line), { maxLength: 9 })
  .map((lines) => lines.map(([indent, text]) => indent + text).join('\n'));

/** micromark lets no empty list item and no number but 1 follow indented code; CommonMark forbids it after a paragraph only. */
const ITEM_AFTER_CODE = /^(?:[ >-]*)(?:\t| {4})[^\n]*\n[\s>-]*(?:[-*+]|\d+[.)])[ \t]*$/m;

test('fences are seen where a full Markdown parser sees them', () => {
  fc.assert(fc.property(document, (source) => {
    fc.pre(!ITEM_AFTER_CODE.test(source));
    const own = scanMarkdown(source).filter((f) => f.place !== 'html' && f.place !== 'indented')
      .map((f) => `${f.opening.start} ${f.place === 'document' ? 'outside' : 'inside'} ${/^\S*/.exec(f.info)?.[0] ?? ''}`).sort();
    expect(own).toEqual(reference(source));
  }), { numRuns: 1500 });
});
