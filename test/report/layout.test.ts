import fc from 'fast-check';
import { expect, test } from 'vitest';
import { aligned, setInColumns, wrapped } from '../../src/report/layout.ts';
import { columnsOf } from '../../src/report/printable.ts';

test('values stand under each other', () => {
  expect(aligned([['p', '1'], ['sigma_1', '-3/2']])).toEqual(['p       = 1', 'sigma_1 = -3/2']);
});

test('a long line is broken at spaces and continued further in', () => {
  expect(wrapped('  aaa bbb ccc ddd', 10)).toEqual(['  aaa bbb', '    ccc', '    ddd']);
});

test('no word is lost, and a line is too long only when it is one word', () => {
  const words = fc.array(fc.stringMatching(/^[a-z]{1,12}$/), { minLength: 1, maxLength: 12 });
  fc.assert(fc.property(words, fc.integer({ min: 4, max: 30 }), (list, columns) => {
    const lines = wrapped(list.join(' '), columns);
    expect(lines.flatMap((line) => line.trim().split(' '))).toEqual(list);
    for (const line of lines) expect(columnsOf(line) <= columns || !line.trim().includes(' ')).toBe(true);
  }));
});

test('an entry has its label once, and its further lines under its first', () => {
  const text = setInColumns([{ label: 'note', lines: ['one', 'two\nthree'] }], 2, 80, (label) => label);
  expect(text).toBe('  note             one\n                   two\n                   three\n');
});
