/**
 * Where the formulas of a Markdown text are.
 */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { takeOutMath, withMath } from '../../../src/report/article/math-spans.ts';

const formulas = (source: string): readonly string[] => takeOutMath(source).formulas.map((f) => `${f.display ? '$$' : ''}${f.source}`);

test.each([
  ['a formula', 'let $x_1$ be', ['x_1']],
  ['several', '$a$ and $b$', ['a', 'b']],
  ['side by side', '$a$$b$', ['a', 'b']],
  ['displayed, over several lines', 'so\n$$\na\n=b\n$$\n', ['$$\na\n=b\n']],
  ['money', 'costs $5 and $6', []],
  ['an escaped dollar', '\\$x$ y$', []],
  ['an escape in a formula', '$\\$x$', ['\\$x']],
  ['code', '`$a$` and ``$`$b$``', []],
  ['a fence', '```\n$a$\n```\n$b$', ['b']],
  ['a fence of tildes', '~~~ tex\n$a$\n~~~~\n$b$', ['b']],
  ['a fence that is not closed', '```\n$a$\n', []],
  ['an empty line', '$a\n\nb$', []],
  ['a space after the dollar', '$ a$', []],
])('%s', (_, source, found) => {
  expect(formulas(source)).toEqual(found);
});

test('the text comes back as it was', () => {
  fc.assert(fc.property(fc.array(fc.constantFrom('$', '$$', 'x', ' ', '\n', '`', '\\', '_', '```\n', '5'), { maxLength: 30 }), (parts) => {
    const source = parts.join('');
    const { text, formulas: found } = takeOutMath(source);
    expect(withMath(text, found)).toBe(source);
  }));
});

test('characters that stand for formulas cannot be smuggled in', () => {
  const { text, formulas: found } = takeOutMath('\ue000\ue010\ue001 $a$');
  expect(found).toHaveLength(1);
  expect(text.match(/\ue000/g)).toHaveLength(1);
});

test('a long text without an end of its code is read in no time', () => {
  const start = Date.now();
  takeOutMath('` $a '.repeat(20_000));
  takeOutMath('$a `` '.repeat(20_000));
  expect(Date.now() - start).toBeLessThan(2000);
});
