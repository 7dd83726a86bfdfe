/** Any text, for LaTeX's text mode. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { escapeLatexText } from '../../src/render/latex.ts';
import { complaintAbout } from './katex.ts';

describe('what TeX would act on is escaped', () => {
  test.each([
    ['100% of $5 & #1 a_b', '100\\% of \\$5 \\& \\#1 a\\_b'],
    ['\\input{x}', '\\textbackslash{}input\\{x\\}'],
    ['a^b ~ c', 'a\\textasciicircum{}b \\textasciitilde{} c'],
    ['<x|y>', '\\textless{}x\\textbar{}y\\textgreater{}'],
    ['`q`', '\\textquoteleft{}q\\textquoteleft{}'],
    ['say "no", he said', 'say \\textquotedblleft{}no\\textquotedblright{}, he said'],
    ['--to, \'\' and ,,', "-{}-to, '{}' and ,{},"],
  ])('%s', (text, latex) => expect(escapeLatexText(text)).toBe(latex));
});

describe('letters and signs beyond ASCII', () => {
  test.each([
    ['é ñ ü ç Å ő č', "\\'{e} \\~{n} \\\"{u} \\c{c} \\r{A} \\H{o} \\v{c}"],
    ['ï', '\\"{\\i}'],
    ['Øß', '\\O{}\\ss{}'],
    ['∂ ∇ θ Σ', '\\(\\partial\\) \\(\\nabla\\) \\(\\theta\\) \\(\\Sigma\\)'],
    ['a – b…', 'a \\textendash{} b\\dots{}'],
    ['中 🎉', '[U+4E2D] [U+1F389]'],
    ['\u202e', '[U+202E]'],
  ])('%s', (text, latex) => expect(escapeLatexText(text)).toBe(latex));

  test('control characters go, and no paragraph ends', () => {
    expect(escapeLatexText('a\u0000\u0007b\n\n\r\nc\td')).toBe('ab c d');
  });
});

const hostile = fc.array(fc.oneof(
  fc.constantFrom(...'\\{}$&#%_^~<>|"`\'-,?! \n\u0000∂θé中', '\\end{document}', '\\(', '$$', '\\text', '🎉'), fc.string({ unit: 'binary', maxLength: 4 }),
), { maxLength: 30 }).map((parts) => parts.join(''));

test('whatever comes in, the result is one text that KaTeX sets', () => {
  fc.assert(fc.property(hostile, (text) => complaintAbout(`\\text{${escapeLatexText(text)}}`) === null), { numRuns: 300 });
});

test('whatever comes in, the result is ASCII on one line', () => {
  fc.assert(fc.property(hostile, (text) => /^[ -~]*$/.test(escapeLatexText(text))), { numRuns: 300 });
});
