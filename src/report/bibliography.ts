/**
 * The literature, as BibTeX entries and as the entries of a list of references in LaTeX or Markdown.
 *
 * What is stored is plain text with Unicode letters (calculus/sources.ts); it is escaped here, once for each of the
 * three. A letter with a mark becomes `{\'E}`, which BibTeX counts as one letter.
 */
import type { Source, SourceKey } from '../calculus/sources.ts';
import { SOURCES } from '../calculus/sources.ts';
import { escapeLatexText } from '../render/latex.ts';

/** In the order of a list of references: by authors, then by year. */
export const sortedSources = (keys: Iterable<SourceKey>): readonly SourceKey[] =>
  [...new Set(keys)].sort((a, b) => compare(orderOf(a), orderOf(b)));

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
const orderOf = (key: SourceKey): string => `${plain(SOURCES[key].author)} ${SOURCES[key].year} ${key}`;
const plain = (text: string): string => text.normalize('NFD').replaceAll(/\p{M}/gu, '').replaceAll('Ø', 'O').toLowerCase();

// ── BibTeX ───────────────────────────────────────────────────────────────────────────────────────────────────

/** The entries as a `.bib` file. */
export const bibtex = (keys: Iterable<SourceKey>): string => sortedSources(keys).map(bibtexEntry).join('\n');

const bibtexEntry = (key: SourceKey): string => {
  const source = SOURCES[key];
  const fields: readonly (readonly [string, string | undefined])[] = [
    ['author', bibtexText(source.author)], ['title', `{${titleText(source.title)}}`], ['journal', optional(source.journal)],
    ['booktitle', optional(source.booktitle)], ['publisher', optional(source.publisher)], ['edition', optional(source.edition)],
    ['volume', optional(source.volume)], ['number', optional(source.number)], ['pages', optional(source.pages)],
    ['year', String(source.year)],
    ...(source.eprint === undefined ? [] : [['eprint', source.eprint], ['archiveprefix', 'arXiv'], ['note', `arXiv:${source.eprint}`]] as const),
  ];
  const lines = fields.flatMap(([name, value]) => (value === undefined ? [] : [`  ${name} = {${value}},`]));
  return `@${source.type}{${key},\n${lines.join('\n')}\n}\n`;
};

const optional = (text: string | undefined): string | undefined => (text === undefined ? undefined : bibtexText(text));

/** `\'{E}` stands as `{\'E}`, and a dash of pages as `--`. */
const bibtexText = (text: string): string => text.split('–').map((part) =>
  escapeLatexText(part).replaceAll(/\\(['"`^~=.cvuHr])\{(\\?[A-Za-z])\}/g, (_, mark: string, letter: string) => `{\\${mark}${/[A-Za-z]/.test(mark) ? ` ${letter}` : letter}}`)
    .replaceAll(/\\(ss|ae|AE|oe|OE|o|O)\{\}/g, '{\\$1}')).join('--');

/** Formulas of titles: `u_xx`, `μ`. */
const titleText = (title: string): string => title.split(/(\b\p{L}_\p{L}+)/u).map((part) => {
  const [symbol, subscript] = part.split('_');
  return subscript !== undefined && part.length < 8 ? `$${symbol ?? ''}_{${subscript}}$` : bibtexText(part);
}).join('');

// ── Lists of references ──────────────────────────────────────────────────────────────────────────────────────

/** What stands after `\bibitem{key}`. */
export const latexReference = (key: SourceKey): string => {
  const source = SOURCES[key];
  return reference(source, { words: bibtexText, title: titleText, slanted: (inside) => `\\emph{${inside}}` });
};

/** An entry of a numbered list. */
export const markdownReference = (key: SourceKey, words: (text: string) => string): string =>
  reference(SOURCES[key], { words, title: words, slanted: (inside) => `*${inside}*` });

interface Style {
  readonly words: (text: string) => string;
  readonly title: (text: string) => string;
  readonly slanted: (inside: string) => string;
}

const reference = (source: Source, { words, title, slanted }: Style): string => {
  const isBook = source.type === 'book';
  const name = title(source.title);
  const edition = source.edition === undefined ? '' : `, ${words(source.edition)} edition`;
  const parts = [
    words(authorsOf(source.author)), isBook ? `${slanted(name)}${edition}` : name, ...placeOf(source, words, slanted),
    ...(source.eprint === undefined ? [] : [`arXiv:${words(source.eprint)}`]),
  ];
  return `${parts.join('. ')}, ${source.year}.`;
};

/** `Annals, 14(4):1188–1205` */
const placeOf = (source: Source, words: Style['words'], slanted: Style['slanted']): readonly string[] => {
  const place = source.journal ?? source.booktitle;
  if (place === undefined) return source.publisher === undefined ? [] : [words(source.publisher)];
  const volume = `${source.volume ?? ''}${source.number === undefined ? '' : `(${source.number})`}`;
  const where = [volume, source.pages ?? ''].filter((part) => part !== '').join(':');
  return [`${source.booktitle === undefined ? '' : 'In '}${slanted(words(place))}${where === '' ? '' : `, ${words(where)}`}`];
};

/** `Brian D. O. Anderson`, `A and B`, `A, B, and C`. */
export const authorsOf = (authors: string): string => {
  const names = authors.split(' and ').map((author) => author.split(', ').reverse().join(' '));
  if (names.length <= 2) return names.join(' and ');
  return `${names.slice(0, -1).join(', ')}, and ${names.at(-1) ?? ''}`;
};

