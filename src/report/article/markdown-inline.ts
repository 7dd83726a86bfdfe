/**
 * Inlines of an article in Markdown, with `$…$` as code hosts and notebooks show it.
 *
 * A code host reads Markdown before it reads formulas, so nothing in a formula may look like Markdown: `\,` would lose
 * its backslash, `<` would begin HTML, `*` would be emphasis.
 */
import type { SourceKey } from '../../calculus/sources.ts';
import type { Inline } from './model.ts';

/** The numbers of references. */
export type Numbers = ReadonlyMap<SourceKey, number>;

export const markdownInlines = (content: readonly Inline[], numbers: Numbers): string =>
  merged(content).map((inline) => markdownInline(inline, numbers)).join('');

/** Two formulas side by side would meet in `$$`. */
const merged = (content: readonly Inline[]): readonly Inline[] => content.reduce<readonly Inline[]>((all, inline) => {
  const last = all.at(-1);
  return last?.kind === 'math' && inline.kind === 'math' ? [...all.slice(0, -1), { kind: 'math', latex: `${last.latex} {}${inline.latex}` }] : [...all, inline];
}, []);

const markdownInline = (inline: Inline, numbers: Numbers): string => {
  switch (inline.kind) {
    case 'text': return markdownText(inline.text);
    case 'math': return `$${markdownMath(inline.latex)}$`;
    case 'display': return `\n\n${markdownDisplay(inline.latex)}\n\n`;
    case 'code': return markdownCode(inline.text);
    case 'emphasis': return `*${markdownInlines(inline.content, numbers)}*`;
    case 'strong': return `**${markdownInlines(inline.content, numbers)}**`;
    case 'link': return /^(?:https?:|mailto:|[^:\s]*$)/i.test(inline.url)
      ? `[${markdownInlines(inline.content, numbers)}](<${inline.url.replaceAll(/[<>\\\s]/g, encodeURIComponent)}>)` : markdownInlines(inline.content, numbers);
    case 'reference': return `(${inline.number})`;
    case 'cite': return `[${inline.keys.map((key) => numbers.get(key) ?? key).join(', ')}]`;
    case 'break': return '\\\n';
  }
};

/** Words, with nothing in them that Markdown would read otherwise. */
export const markdownText = (words: string): string => words.replaceAll(/\s+/g, ' ').replaceAll(/[\\`*_[\]<>$|~&]/g, (c) => (c === '&' ? '&amp;' : c === '<' ? '&lt;' : `\\${c}`));

/** A line that begins so would be a heading, a list, or a rule. */
export const protectedStart = (line: string): string => line.replace(/^(?<mark>[#+=-]|\d+[.)])/, (mark) => (/^\d/.test(mark) ? mark.replace(/[.)]$/, '\\$&') : `\\${mark}`));

export const markdownCode = (code: string): string => {
  const longest = Math.max(0, ...(code.match(/`+/g) ?? []).map((run) => run.length));
  const fence = '`'.repeat(longest + 1);
  const space = code.startsWith('`') || code.endsWith('`') ? ' ' : '';
  return `${fence}${space}${code.replaceAll(/\s+/g, ' ')}${space}${fence}`;
};

const WORDS: Readonly<Record<string, string>> = {
  '\\,': '\\thinspace ', '\\;': '\\thickspace ', '\\:': '\\medspace ', '\\!': '\\negthinspace ', '\\ ': '\\enspace ', '\\{': '\\lbrace ', '\\}': '\\rbrace ',
  '\\|': '\\Vert ', '<': '\\lt ', '>': '\\gt ', '*': '\\ast ',
};

/** In `\text{…}` signs are signs. */
export const markdownMath = (latex: string): string =>
  latex.replaceAll(/\\text\{[^{}]*\}|\\[A-Za-z]+\*?|\\[\s\S]|[<>*]/g, (token) => WORDS[token] ?? token).replaceAll(/ {2,}/g, ' ').trim();

export const markdownDisplay = (latex: string): string => `$$\n${markdownMath(latex)}\n$$`;
