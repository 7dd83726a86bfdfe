/**
 * Text of a document made safe for a terminal: control characters and marks that reorder text become visible.
 *
 * Documents are untrusted, and so are names of files; an escape sequence in a claim's name must not move the cursor
 * or hide a verdict. Line breaks and tabs become spaces where the text has to stay on one line.
 */

// C0 and C1 controls but the line feed, and the Unicode marks that embed, override or isolate writing directions.
// eslint-disable-next-line no-control-regex
const UNSAFE = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]/g;

const visible = (character: string): string =>
  character === '\t' ? ' ' : `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`;

/** Keeps line feeds. */
export const printable = (text: string): string => text.replaceAll('\r\n', '\n').replace(UNSAFE, visible);

/** On one line: every run of white space with a line break in it becomes one space. */
export const onOneLine = (text: string): string => printable(text.replace(/\s*[\r\n]\s*/g, ' '));

/** After a colon: a reason of one line follows on the line; one of several, such as a frame with its caret, on its own lines. */
export const indentedReason = (reason: string): string => {
  const lines = printable(reason.trimEnd()).split('\n');
  return lines.length === 1 ? ` ${lines.join('')}` : lines.map((line) => `\n    ${line}`).join('');
};

/** How many columns a text takes, near enough: code points but combining marks. */
export const columnsOf = (text: string): number => {
  let columns = 0;
  for (const character of text) if (!/\p{Mark}/u.test(character)) columns += 1;
  return columns;
};

/** Filled up with spaces on the right. */
export const padded = (text: string, columns: number): string =>
  text + ' '.repeat(Math.max(0, columns - columnsOf(text)));

/** At most so many columns; `…` says that something is missing. */
export const shortened = (text: string, columns: number): string => {
  if (columnsOf(text) <= columns) return text;
  return `${[...text].slice(0, Math.max(0, columns - 1)).join('').trimEnd()}…`;
};
