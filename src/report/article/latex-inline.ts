/**
 * Inlines of an article in LaTeX's text mode. Words are escaped; formulas have been made or guarded before.
 */
import { escapeLatexText } from '../../render/latex.ts';
import type { Inline } from './model.ts';

/** In a heading or the name of a statement nothing is displayed, and no line ends. */
export const latexTitle = (content: readonly Inline[]): string => latexInlines(content.map((inline): Inline => {
  if (inline.kind === 'display') return { kind: 'math', latex: inline.latex };
  return inline.kind === 'break' ? { kind: 'text', text: ' ' } : inline;
}));

export const latexInlines = (content: readonly Inline[]): string => content.map(latexInline).join('');

const latexInline = (inline: Inline): string => {
  switch (inline.kind) {
    case 'text': return escapeLatexText(inline.text);
    case 'math': return `$${inline.latex}$`;
    case 'display': return `\n${displayed(inline.latex)}\n`;
    case 'code': return latexCode(inline.text);
    case 'emphasis': return `\\emph{${latexInlines(inline.content)}}`;
    case 'strong': return `\\textbf{${latexInlines(inline.content)}}`;
    case 'link': return latexLink(inline.url, inline.content);
    case 'reference': return `\\eqref{${labelOf(inline.number)}}`;
    case 'cite': return `\\cite{${inline.keys.join(',')}}`;
    case 'break': return '\\leavevmode\\newline\n';
  }
};

/** Labels of another paper are not likely to be the same. */
export const labelOf = (number: number): string => `hopfcole:${number}`;

export const displayed = (latex: string): string => `\\[\n${latex}\n\\]`;

/** Type-writer letters; a line may end after any sign in it, since nothing else in it can be broken. */
export const latexCode = (code: string): string =>
  `\\texttt{${code.split(/(?<=[^\p{L}\p{N}\s])(?=\S)|(?<=\S{12})(?=\S)/u).map(typed).join('\\allowbreak{}')}}`;

/** Spaces count. */
const typed = (part: string): string => part.split(' ').map(escapeLatexText).join('\\ ');

/** The address is printed after the words, unless they are the address. */
const latexLink = (url: string, content: readonly Inline[]): string => {
  const words = content.map((inline) => (inline.kind === 'text' ? inline.text : '')).join('');
  const address = /^(?:https?:|mailto:)/i.test(url) ? url : '';
  if (address === '') return latexInlines(content);
  return words === address || `mailto:${words}` === address ? latexCode(words) : `${latexInlines(content)} (${latexCode(address)})`;
};
