/**
 * The diagnostics of a document as they are shown on stderr: frames with our colours, made safe to print.
 */
import type { Diagnostic } from '../language/diagnostic.ts';
import type { Colour } from '../language/frame.ts';
import type { Document } from '../language/statement.ts';
import type { Language } from './dependencies.ts';
import { paint } from '../report/colour.ts';
import { onOneLine, printable } from '../report/printable.ts';

/** After so many the rest is counted: nobody reads a thousand frames, and the reports have them all. */
const MOST_FRAMES = 50;

/** The frame shows what the document says; so does the message, which passes through `strong`. */
export const frameColours = (coloured: boolean): Colour => {
  const { failed, undecided, faint, hint, strong } = paint(coloured);
  return { error: failed, warning: undecided, frame: faint, help: hint, strong: (text) => strong(printable(text)) };
};

const safe = (d: Diagnostic): Diagnostic => ({
  ...d, help: d.help === null ? null : printable(d.help), labels: d.labels.map((l) => ({ ...l, text: printable(l.text) })),
});

/** Each frame ends with a line break, and an empty line stands between them. No diagnostics: ''. */
export const framesOf = (document: Document, language: Language, coloured: boolean): string => {
  const shown = document.diagnostics.slice(0, MOST_FRAMES);
  const where = { path: onOneLine(document.path), source: document.source };
  const frames = shown.map((d) => language.renderDiagnostic(safe(d), where, frameColours(coloured)));
  const left = document.diagnostics.length - shown.length;
  return [...frames, ...(left === 0 ? [] : [`and ${left} more in ${where.path}\n`])].join('\n');
};
