import fc from 'fast-check';
import { expect, test } from 'vitest';
import { columnsOf, indentedReason, onOneLine, padded, printable, shortened } from '../../src/report/printable.ts';

test('an escape sequence in a text cannot reach the terminal', () => {
  expect(printable('a\u001b[2Kb')).toBe('a\\u{1b}[2Kb');
  expect(printable('a\rb\u0007\u009b')).toBe('a\\u{d}b\\u{7}\\u{9b}');
});

test('a mark that reorders text becomes visible', () => {
  expect(printable('a\u202eb\u2066c')).toBe('a\\u{202e}b\\u{2066}c');
});

test('mathematics is left as it is', () => {
  expect(printable('∂t p = −∇·(f p) + ½ Δ(g² p)\n∫[x](e)')).toBe('∂t p = −∇·(f p) + ½ Δ(g² p)\n∫[x](e)');
});

test('no text whatever keeps a control character but the line break', () => {
  fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => {
    for (const character of printable(text)) {
      const code = character.codePointAt(0) ?? 0;
      expect(code === 10 || (code >= 32 && (code < 127 || code > 159))).toBe(true);
    }
  }));
});

test('on one line, a line break is a space', () => {
  expect(onOneLine('A\n    = B\r\n    = C')).toBe('A = B = C');
});

test('after a colon, one line follows it, and several stand under each other', () => {
  expect(`no:${indentedReason('why\u001b')}`).toBe('no: why\\u{1b}');
  expect(`no:${indentedReason('a\r\n ^\n')}`).toBe('no:\n    a\n     ^');
});

test('columns count characters, not code units, and no combining marks', () => {
  expect(columnsOf('x\u0307𝔼')).toBe(2);
  expect(padded('𝔼', 3)).toBe('𝔼  ');
});

test('a text that is cut says so and fits', () => {
  expect(shortened('the log-density equation', 10)).toBe('the log-d…');
  expect(shortened('short', 10)).toBe('short');
});
