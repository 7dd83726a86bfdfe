import { expect, test } from 'vitest';
import { frameColours, framesOf } from '../../src/cli/frames.ts';
import { readDocument } from '../../src/language/document.ts';
import { renderDiagnostic } from '../../src/language/frame.ts';
import { TOY } from './toy.ts';

const toy = await TOY.language();

test('no diagnostics give no text', () => {
  expect(framesOf(toy.readDocument('claim A = proved', 'a.md'), toy, false)).toBe('');
});

test('of very many diagnostics the first are shown and the rest counted', () => {
  const text = framesOf(toy.readDocument('error x\n'.repeat(60), 'a.md'), toy, false);
  expect(text.match(/error\[/g)).toHaveLength(50);
  expect(text).toMatch(/\nand 10 more in a\.md\n$/);
});

test('neither a message nor the name of a file brings its own escape sequences', () => {
  const text = framesOf(toy.readDocument('error \u001b[31m', '\u001b[2K.md'), toy, false);
  expect(text).toBe('error[E0101]: \\u{1b}[31m\n  --> \\u{1b}[2K.md\n');
});

test('a frame of the language itself is safe, with and without colours', () => {
  const document = readDocument('```claim\nclaim "\u001b[31m": \u001b[2K = \u202eq\n```\n', 'a\u001b[2K.md');
  expect(document.diagnostics.length).toBeGreaterThan(0);
  expect(framesOf(document, { readDocument, renderDiagnostic }, false)).not.toContain('\u001b');
  // eslint-disable-next-line no-control-regex
  expect(framesOf(document, { readDocument, renderDiagnostic }, true)).not.toMatch(/\u001b(?!\[\d+m)|\u202e/);
});

test('without colours, the colours are the text itself', () => {
  const { error, warning, frame, help, strong } = frameColours(false);
  for (const dye of [error, warning, frame, help, strong]) expect(dye('text')).toBe('text');
});
