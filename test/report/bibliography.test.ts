/**
 * The literature as BibTeX and as lists of references.
 */
import { describe, expect, test } from 'vitest';
import { SOURCES } from '../../src/calculus/sources.ts';
import type { SourceKey } from '../../src/calculus/sources.ts';
import { authorsOf, bibtex, latexReference, markdownReference, sortedSources } from '../../src/report/bibliography.ts';

const KEYS = Object.keys(SOURCES) as SourceKey[];

describe('BibTeX', () => {
  test('has an entry for each key, in plain ASCII, with braces that match', () => {
    const text = bibtex(KEYS);
    expect(text.match(/^@/gm)).toHaveLength(KEYS.length);
    for (const key of KEYS) expect(text).toContain(`{${key},`);
    expect(text).toMatch(/^[\x20-\x7e\n]*$/);
    let depth = 0;
    for (const letter of text.replaceAll(/\\[{}]/g, '')) {
      depth += letter === '{' ? 1 : letter === '}' ? -1 : 0;
      expect(depth).toBeGreaterThanOrEqual(0);
    }
    expect(depth).toBe(0);
  });
  test('letters with marks are one letter each', () => {
    const text = bibtex(['haussmann1986', 'oksendal2003', 'sarkka2019']);
    expect(text).toContain("{\\'E}tienne");
    expect(text).toContain('{\\O}ksendal');
    expect(text).toContain('S{\\"a}rkk{\\"a}');
  });
  test('pages have a dash, titles keep their capitals, formulas are formulas', () => {
    const text = bibtex(['anderson1982', 'hopf1950']);
    expect(text).toContain('pages = {313--326}');
    expect(text).toContain('title = {{Reverse-time diffusion equation models}}');
    expect(text).toContain('$u_{t}$ + u $u_{x}$ = \\(\\mu\\) $u_{xx}$');
  });
});

describe('lists of references', () => {
  test('are in the order of the authors, each once', () => {
    expect(sortedSources(['song2021', 'oksendal2003', 'anderson1982', 'song2021', 'olver1993'])).toEqual(['anderson1982', 'oksendal2003', 'olver1993', 'song2021']);
  });
  test('authors are written out', () => {
    expect(authorsOf('Anderson, Brian D. O.')).toBe('Brian D. O. Anderson');
    expect(authorsOf('A, B and C, D')).toBe('B A and D C');
    expect(authorsOf('A, B and C, D and E, F')).toBe('B A, D C, and F E');
  });
  test('an article and a book', () => {
    expect(latexReference('haussmann1986')).toBe("Ulrich G. Haussmann and {\\'E}tienne Pardoux. Time reversal of diffusions. \\emph{The Annals of Probability}, 14(4):1188--1205, 1986.");
    expect(markdownReference('risken1989', (text) => text)).toBe('Hannes Risken. *The Fokker–Planck equation*, 2nd edition. Springer, 1989.');
  });
});
