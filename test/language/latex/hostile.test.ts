/** Bad input between dollar signs: one clear error, within the time, never a crash. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { WHOLE_SWEEP } from '../../../properties/sweep.ts';
import { codes, NAMES, read } from '../reading.ts';

const many = 3000;
const claim = (latex: string): string => `${NAMES}\nclaim "hostile": $${latex}$ = 0\n`;

describe('nesting three thousand deep', () => {
  test.each([
    ['brackets', `${'('.repeat(many)}a${')'.repeat(many)}`], ['braces', `${'{'.repeat(many)}a${'}'.repeat(many)}`], ['fractions', `${'\\frac{a}{'.repeat(many)}a${'}'.repeat(many)}`],
    ['roots', `${'\\sqrt{'.repeat(many)}a${'}'.repeat(many)}`], ['powers', `${'a^{'.repeat(many)}a${'}'.repeat(many)}`], ['operators', `${'\\nabla'.repeat(many)} p`], ['functions', `${'\\log '.repeat(many)} p`],
    ['derivatives', `${'\\partial_t'.repeat(many)} p`], ['derivatives as fractions', `${'\\frac{\\partial}{\\partial t}'.repeat(many)} p`], ['integrals', `${'\\int a'.repeat(many)}`], ['minima', `${'\\min_u\\{'.repeat(many)}a${'\\}'.repeat(many)}`],
    ['bars', `${'\\lvert '.repeat(many)}a${'\\rvert '.repeat(many)}`], ['bars without sides', `${'|'.repeat(2 * many)}`], ['accents', `${'\\hat{'.repeat(many)}a${'}'.repeat(many)}`], ['accents without braces', `${'\\hat '.repeat(many)}a`],
    ['applications', `${'g('.repeat(many)}t${')'.repeat(many)}`], ['inner products', `${'\\langle a,'.repeat(many)}a${'\\rangle '.repeat(many)}`],
  ])('%s', (_, latex) => {
    expect(codes(claim(latex))).toEqual(['E0303']);
  });
});

describe('long formulas take time in proportion', () => {
  const time = (latex: string): number => {
    const start = performance.now();
    codes(claim(latex));
    return performance.now() - start;
  };
  test.each([
    ['sums', 'a + '], ['products', 'a\\,'], ['letters that are not declared', 'z'], ['function calls', 'g(t) + '], ['powers of functions', 'g^2(t) + '], ['late subscripts', '\\theta^2_{\\max} + '], ['derivatives of functions', '\\partial_t p(x,t) + '],
    ['integrals', '\\int p\\,dx + '], ['fractions', '\\tfrac12 + '], ['unclosed words', '\\mathrm{'], ['backslashes', '\\'], ['underscores', 'a_'], ['bars', 'a|'], ['evaluations', 'a|_{t=0}'],
  ])('%s', (_, piece) => {
    const most = Math.floor(90_000 / piece.length);
    time(`${piece.repeat(100)}a`);
    expect(time(`${piece.repeat(most)}a`)).toBeLessThan(5000);
  }, 20_000);
});

describe('what has no meaning', () => {
  test.each([
    ['\\input{/etc/hosts}', 'E0109'], ['\\def\\a{b}', 'E0109'], ['\\begin{aligned}a\\end{aligned}', 'E0109'], ['\\newcommand', 'E0109'], ['a \\\\ b', 'E0109'], ['a & b', 'E0109'], ['\\', 'E0109'], ['{', 'E0302'], ['}', 'E0302'], ['\\{a\\)', 'E0109'],
    ['\\mathrm', 'E0109'], ['\\mathrm{}', 'E0109'], ['\\mathrm{a{b}}', 'E0109'], ['\\text{\\input}', 'E0109'], ['\\left', 'E0109'], ['\\left a', 'E0109'], ['\\frac', 'E0301'], ['\\frac{a}', 'E0301'], ['\\frac{}{}', 'E0301'], ['_', 'E0301'], ['a_', 'E0109'],
    ['a_{}', 'E0109'], ['^', 'E0301'], ['a^', 'E0301'], ['a^-1', 'E0301'], ['a^b^c', 'E0109'], ['\\partial', 'E0301'], ['\\partial p', 'E0301'], ['\\nabla', 'E0301'], ['\\nabla\\cdot', 'E0301'], ['\\nabla^3 p', 'E0109'], ['\\int', 'E0301'], ['\\int dx', 'E0109'], ['\\int_0^1 p\\,dx', 'E0109'],
    ['\\min\\{a\\}', 'E0301'], ['\\arg a', 'E0109'], ['\\mathbb E[a]', 'E0301'], ['\\mathcal N(x)', 'E0301'], ['\\mathcal L', 'E0109'], ['(a, b)', 'E0301'], ['\\langle v\\rangle', 'E0301'], ['|a', 'E0301'], ['\\lvert a|', 'E0301'], ['\\sqrt[3]a', 'E0109'], ['1e400000', 'E0305'],
    ['9'.repeat(2000), 'E0107'], ['\\constructor', 'E0109'], ['\\mathrm{constructor}', 'E0201'], ['\\hasOwnProperty', 'E0109'], ['\\mathrm{__proto__}', 'E0109'], ['\\mathrm{\\_\\_proto\\_\\_}', 'E0201'], ['\\frac{\\partial^{99999}p}{\\partial t^{99999}}', 'E0109'], ['\\partial_t^{999999999}p', 'E0109'],
  ])('%s', (latex, code) => expect(codes(claim(latex))[0]).toBe(code));
});

const scraps = fc.constantFrom(
  '\\frac', '\\tfrac', '\\partial', '\\nabla', '\\cdot', '\\Delta', '\\int', '\\mathrm', '\\mathrm{d}', '\\mathbb E', '\\min', '\\left', '\\right', '\\bigl', '\\lvert', '\\rvert', '\\log', '\\mathcal N', '\\hat', '\\top', '\\,', '\\{', '\\}',
  '{', '}', '(', ')', '[', ']', '_', '^', '|', '‖', '\'', '*', '.', ',', ';', ':', '=', '<', '+', '-', '/', 'a', 'p', 'f', 'g', 'x', 't', 'T', 'e', 'd', 'u', '0', '12', '.5', ' ', '\n', '%', '#', '\\', '&', '~', 'ü', '∂', '∇', 'σ', '𝔸',
);

test('any row of scraps is read, or refused with a place within the document', () => {
  fc.assert(fc.property(fc.array(scraps, { maxLength: 25 }), (parts) => {
    const source = `${NAMES}\nclaim "any": $${parts.join('')}$ = 0\n`;
    for (const { span, code } of read(source).diagnostics) {
      expect(code).toMatch(/^E0[1-6]\d\d$/);
      expect(span.start).toBeGreaterThanOrEqual(0);
      expect(span.end).toBeGreaterThanOrEqual(span.start);
      expect(span.end).toBeLessThanOrEqual(source.length);
    }
  }), { numRuns: WHOLE_SWEEP ? 3000 : 1000 });
});
