import { expect, test } from 'vitest';
import { readDocument } from '../../src/language/document.ts';
import { columns, PLAIN, renderDiagnostic } from '../../src/language/frame.ts';

const frames = (source: string): string[] => {
  const document = readDocument(source, 'notes.claim');
  return document.diagnostics.map((d) => renderDiagnostic(d, document));
};

test('a frame points at the place', () => {
  expect(frames('param sigma\nlet a = 2 simga')).toEqual([`error[E0201]: \`simga\` is not declared
 --> notes.claim:2:11
  |
2 | let a = 2 simga
  |           ^^^^^
  = help: did you mean \`sigma\`?
`]);
});

test('labels point at further places, on the same line or on another', () => {
  expect(frames('param a\nparam a')[0]).toBe(`error[E0202]: \`a\` is declared already
 --> notes.claim:2:7
  |
2 | param a
  |       ^
1 | param a
  |       - the first declaration
  = help: every name is declared once per document
`);
  expect(frames('claim "1": 1 + x = 0')[0]).toBe(`error[E0401]: \`x\` is a vector, but it is added to a term of another type
 --> notes.claim:1:16
  |
1 | claim "1": 1 + x = 0
  |                ^
  |            - \`1\` is a scalar
  = help: the scalar may be meant times I: \`1 I\`
`.replace("\n  = help: the scalar may be meant times I: `1 I`", ''));
});

test.each([
  ['let a =\tzz', 11], ['claim "漢字": zz = 1', 14], ['claim "e\u0301": zz = 1', 11], ['claim "🙂": zz = 1', 12], ['claim "a": zz = 1', 11],
])('tabs, wide letters and combining marks keep the caret in its column: %j', (source, column) => {
  const marks = frames(source)[0]?.split('\n')[4] ?? '';
  expect(marks.indexOf('^') - '  | '.length).toBe(column);
});

test('columns of a terminal', () => {
  expect(['abc', '漢字', 'e\u0301', '🙂', ''].map(columns)).toEqual([3, 4, 1, 2, 0]);
});

test('a long line is cut around the caret', () => {
  const frame = frames(`let a = ${'1 + '.repeat(500)}zz + ${'1 + '.repeat(500)}1`)[0] ?? '';
  const [, , , line = '', marks = ''] = frame.split('\n');
  expect(line.length).toBeLessThan(120);
  expect(line.slice(marks.indexOf('^'), marks.indexOf('^') + 2)).toBe('zz');
});

test('what would move the cursor is not printed', () => {
  const frame = frames('claim "\u001b[2J\u202e": zz = 1')[0] ?? '';
  expect([frame.includes('\u001b'), frame.includes('\u202e'), frame.includes('zz')]).toEqual([false, false, true]);
});

test('colours are functions handed in', () => {
  const document = readDocument('let a = zz', 'a.claim');
  const [d] = document.diagnostics;
  expect(d === undefined ? '' : renderDiagnostic(d, document, { ...PLAIN, error: (text) => `<${text}>` })).toContain('<error[E0201]>');
});
