/**
 * A derivation as text: citations in words, and what was not found.
 */
import { describe, expect, test } from 'vitest';
import type { Derivation } from '../../../src/derive/compose.ts';
import { readDocument } from '../../../src/language/document.ts';
import { paint } from '../../../src/report/colour.ts';
import { derivationToText, proseText } from '../../../src/report/derivation/text.ts';

describe('citations in prose', () => {
  test('one, and several', () => {
    expect(proseText(['As in [@anderson1982]: ', 'so [@kappen2005; @todorov2009].'])).toBe('As in (Anderson 1982): so (Kappen 2005; Todorov 2009).');
  });
  test('a key that there is not stays as it is written', () => {
    expect(proseText(['[@nobody1900] [@kappen2005; @nobody1900]'])).toBe('[@nobody1900] [@kappen2005; @nobody1900]');
  });
});

const derivation = (reason: string): Derivation => ({
  title: 'Notes', document: readDocument('param a\n', 'notes.claim'), sections: [], notFound: [{ what: 'the ansatz', reason }], unproved: [],
});

describe('what was not found', () => {
  test('with its reason on the line', () => {
    expect(derivationToText(derivation('it leaves x'), paint(false), 80)).toBe('Notes\n\nNot found\n  the ansatz: it leaves x\n');
  });
  test('with a caret under its place, where the reason is a frame', () => {
    expect(derivationToText(derivation('error: no\n1 | V = (\n  |     ^'), paint(false), 80))
      .toBe('Notes\n\nNot found\n  the ansatz:\n    error: no\n    1 | V = (\n      |     ^\n');
  });
});
