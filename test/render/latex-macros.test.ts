/** The table of macros: each is known to KaTeX, and what is not in it is found. */
import katex from 'katex';
import { describe, expect, test } from 'vitest';
import { LATEX_ENVIRONMENTS, LATEX_MACROS, foreignMacros } from '../../src/render/latex.ts';

/** A formula with the macro, in a place where it can stand. */
const FORMS: readonly ((macro: string) => string)[] = [
  (m) => m, (m) => `${m}{a}`, (m) => `${m}{a}{b}`, (m) => `${m} a`, (m) => `${m}(`, (m) => `\\text{${m}}`, (m) => `\\text{${m}{a}}`, (m) => `\\sum${m}_a`,
  (m) => `${m}( a \\right)`, (m) => `\\left( a ${m})`, (m) => `\\text{${m} a \\)}`, (m) => `\\text{\\( a ${m}}`, (m) => `\\begin{aligned}a${m}b\\end{aligned}`,
];
const isRead = (latex: string): boolean => {
  try {
    katex.renderToString(latex, { strict: 'error', throwOnError: true, trust: false, displayMode: true });
    return true;
  } catch {
    return false;
  }
};

test('the forms tell a macro from none', () => {
  expect(FORMS.some((form) => isRead(form('\\nosuchmacro')))).toBe(false);
});

test.each(LATEX_MACROS)('KaTeX reads %s', (macro) => expect(FORMS.some((form) => isRead(form(macro)))).toBe(true));

test.each(LATEX_ENVIRONMENTS)('KaTeX reads the environment %s', (name) => {
  const columns = name === 'array' ? '{cc}' : '';
  expect(isRead(`\\begin{${name}}${columns}a\\end{${name}}`)).toBe(true);
});

describe('foreign macros', () => {
  test('are named once each', () => expect(foreignMacros('\\input{x} + \\frac{a}{b} + \\input{y} \\write18')).toEqual(['\\input', '\\write']));
  test('so are environments', () => {
    expect(foreignMacros('\\begin{aligned}a\\end{aligned}')).toEqual([]);
    expect(foreignMacros('\\begin{document}')).toEqual(['\\begin{document}']);
    expect(foreignMacros('\\begin x')).toEqual(['\\begin']);
  });
  test('nothing is hidden behind a double backslash', () => expect(foreignMacros('a \\\\\\input b')).toEqual(['\\input']));
});
