import { expect, test } from 'vitest';
import { splitStatements } from '../../src/language/statements.ts';

const split = (source: string): string[] =>
  splitStatements(source, { start: 0, end: source.length }).map((s) => source.slice(s.start, s.end));

test('one statement a line', () => expect(split('param a\nparam b\n')).toEqual(['param a', 'param b']));

test('an indented line, and one that starts with an equals sign, continue the line above', () => {
  expect(split('claim "a":\n  A\n  = B\nparam b')).toEqual(['claim "a":\n  A\n  = B', 'param b']);
  expect(split('claim "a": A\n= B\n\n= C')).toEqual(['claim "a": A\n= B\n\n= C']);
});

test('empty lines and comments separate nothing and are no statements', () => {
  expect(split('# a\nlet a = 1\n\n# b\n  + 2\n')).toEqual(['let a = 1\n\n# b\n  + 2']);
});

test('indentation counts from the least indented line', () => {
  expect(split('   param a\n   param b\n     > 0')).toEqual(['param a', 'param b\n     > 0']);
});

test('all line ends are line ends', () => {
  expect(split('param a\r\nparam b\rparam c')).toEqual(['param a', 'param b', 'param c']);
});
