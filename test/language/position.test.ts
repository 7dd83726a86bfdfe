import { expect, test } from 'vitest';
import { lineAndColumn, lineStarts } from '../../src/language/position.ts';

test('lines end in \\n, \\r\\n or \\r', () => expect(lineStarts('a\nb\r\nc\rd')).toEqual([0, 2, 5, 7]));

test('positions are 1-based', () => {
  const at = lineAndColumn('ab\ncd\n');
  expect([0, 1, 2, 3, 5, 6].map(at)).toEqual([
    { line: 1, column: 1 }, { line: 1, column: 2 }, { line: 1, column: 3 }, { line: 2, column: 1 }, { line: 2, column: 3 }, { line: 3, column: 1 },
  ]);
});
