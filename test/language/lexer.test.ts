import { expect, test } from 'vitest';
import { Complaint } from '../../src/language/complaint.ts';
import { tokenize } from '../../src/language/lexer.ts';
import { toText } from '../../src/kernel/rational.ts';

const words = (text: string): string[] => tokenize(text, 0, text.length).slice(0, -1).map((t) => t.text);
const value = (text: string): string => {
  const token = tokenize(text, 0, text.length)[0];
  return token?.value === null || token === undefined ? 'no number' : toText(token.value);
};
const code = (text: string): string | undefined => {
  try {
    tokenize(text, 0, text.length);
    return undefined;
  } catch (error) {
    return error instanceof Complaint ? error.diagnostics[0]?.code : 'not a complaint';
  }
};

test.each([
  ['0.5', '1/2'], ['1e-3', '1/1000'], ['2.50', '5/2'], ['.25', '1/4'], ['12E2', '1200'], ['½', '1/2'], ['¾', '3/4'],
])('numbers are exact: %s is %s', (text, exact) => expect(value(text)).toBe(exact));

test.each([
  ['∂_t p − σ₁²', '∂ t p - sigma_1 ^ 2'], ['M⁻¹ vᵀ', 'M ^ -  1 v ^ T'], ['λ·ℓ', 'lambda · ell'],
  ['a ≤ b ≥ c ≠ d', 'a <= b >= c != d'], ['∇²V', '∇ ^ 2 V'], ['√2', 'sqrt 2'], ['µ', 'mu'], ['x_1', 'x_1'],
])('Unicode and ASCII spellings are the same tokens: %s', (text, expected) =>
  expect(words(text)).toEqual(expected.split(/\s+/)));

test('comments and white space separate, and a hash in quotation marks is no comment', () => {
  expect(words('a # b\n c "d # e" # f')).toEqual(['a', 'c', 'd # e']);
});

test('offsets are those of the document', () => {
  const [, second] = tokenize('param  alpha', 0, 12);
  expect([second?.start, second?.end]).toEqual([7, 12]);
});

test('brackets know their partners and how many parts they hold', () => {
  const tokens = tokenize('f(x, (a; b), c)', 0, 15);
  expect(tokens[1]).toMatchObject({ close: 11, parts: 3 });
  expect(tokens[4]).toMatchObject({ parts: 2 });
});

test.each([
  ['(a', 'E0302'], ['a)', 'E0302'], ['(a]', 'E0302'], ['"a', 'E0106'], ['$a', 'E0106'], ['a × b', 'E0105'], ["f'", 'E0105'],
  ['1'.repeat(1001), 'E0107'], ['1e1000000000', 'E0107'], ['1e-99999', 'E0107'], ['('.repeat(10_000), 'E0303'],
])('what cannot be read is an error: %.20s', (text, expected) => expect(code(text)).toBe(expected));

test('a number of a thousand digits is read', () => expect(value('9'.repeat(1000))).toBe('9'.repeat(1000)));
