/**
 * Names of a document as Python names: `lambda` and the header's own words get an underscore.
 */
import { HEADER_NAMES } from './header.ts';

const KEYWORDS = [
  'False', 'None', 'True', 'and', 'as', 'assert', 'async', 'await', 'break', 'class', 'continue', 'def', 'del', 'elif',
  'else', 'except', 'finally', 'for', 'from', 'global', 'if', 'import', 'in', 'is', 'lambda', 'nonlocal', 'not', 'or',
  'pass', 'raise', 'return', 'try', 'while', 'with', 'yield', 'd', 'known',
];
const RESERVED: ReadonlySet<string> = new Set([...KEYWORDS, ...HEADER_NAMES]);

/** A Python name for a name of the document: letters, digits and underscores only. */
export const pythonName = (name: string): string => {
  const plain = name.replace(/[^A-Za-z0-9_]/g, (c) => `_u${(c.codePointAt(0) ?? 0).toString(16)}`);
  return RESERVED.has(plain) || /^(?:\d|space_|claim_\d)/.test(plain) ? `${plain}_` : plain;
};

/** The Python variable that holds the number of components of a space. */
export const spaceName = (space: string): string => (space === 'n' ? 'd' : `space_${pythonName(space)}`);

/** A Python string literal. JSON's escapes are Python's. */
export const pythonString = (text: string): string => JSON.stringify(text);

/** Text for a comment: one line, nothing that could end it. */
// eslint-disable-next-line no-control-regex -- control characters are what is to be removed
export const commentText = (text: string): string => text.replace(/[\u0000-\u001f\u007f\u0085\u2028\u2029]+/g, ' ').trim();
