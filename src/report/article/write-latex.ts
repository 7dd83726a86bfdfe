/**
 * An article as LaTeX: a complete file for pdflatex, or a fragment for another paper.
 */
import { bibtex, latexReference } from '../bibliography.ts';
import { displayed, labelOf, latexCode, latexInlines, latexTitle } from './latex-inline.ts';
import { FRAGMENT_HEAD, PREAMBLE } from './latex-preamble.ts';
import type { Article, Block, LatexForm, Statement } from './model.ts';
import { shrunkBlocks } from './shrink.ts';

/** `inline`: the references are part of the text; otherwise the name of a `.bib` file, without its ending. */
export type Bibliography = { readonly kind: 'inline' } | { readonly kind: 'file'; readonly name: string };

/** Displayed formulas that are wider than so many characters are set smaller. */
export const writeLatex = (article: Article, form: LatexForm, bibliography: Bibliography, width: number): string => {
  const blocks = shrunkBlocks(article.blocks, width);
  switch (form) {
    case 'article': return [
      PREAMBLE, `\\title{${latexTitle(article.title)}}\n\\author{}\n\\date{}`, '\\begin{document}\n\\maketitle',
      ...latexBlocks(blocks, SECTIONS), ...references(article, bibliography), '\\end{document}\n',
    ].join('\n\n');
    case 'fragment': return [
      FRAGMENT_HEAD, `\\section{${latexTitle(article.title)}}`, ...latexBlocks(blocks, SECTIONS.slice(1)), ...references(article, bibliography), '',
    ].join('\n\n');
  }
};

/** The entries that an article cites. */
export const writeBibtex = (article: Article): string => bibtex(article.cited);

const references = ({ cited }: Article, bibliography: Bibliography): readonly string[] => {
  if (cited.length === 0) return [];
  if (bibliography.kind === 'file') return [`\\bibliographystyle{plain}\n\\bibliography{${bibliography.name}}`];
  return [`\\begin{thebibliography}{${cited.length < 10 ? '9' : '99'}}\n${cited.map((key) => `\\bibitem{${key}} ${latexReference(key)}`).join('\n')}\n\\end{thebibliography}`];
};

const SECTIONS: readonly string[] = ['section', 'subsection', 'subsubsection', 'paragraph'];

/** LaTeX allows for four lists in one another. */
const DEEPEST_LIST = 4;

/** Paragraphs of LaTeX; a formula stays with the words before it. */
const latexBlocks = (blocks: readonly Block[], sections: readonly string[], depth = 0): readonly string[] => {
  const parts: string[] = [];
  blocks.forEach((block, i) => {
    const own = latexBlock(block, sections, depth);
    const before = blocks[i - 1]?.kind;
    if (block.kind === 'equation' && (before === 'paragraph' || before === 'equation') && parts.length > 0) parts.push(`${parts.pop() ?? ''}\n${own}`);
    else if (own !== '') parts.push(own);
  });
  return parts;
};

const latexBlock = (block: Block, sections: readonly string[], depth: number): string => {
  const inside = (content: readonly Block[]): string => latexBlocks(content, sections, depth + 1).join('\n\n');
  switch (block.kind) {
    case 'heading': return `\\${sections[Math.min(block.level, sections.length) - 1] ?? 'paragraph'}{${latexTitle(block.content)}}`;
    case 'paragraph': return latexInlines(block.content).trim();
    case 'equation': return block.number === null ? unnumbered(block.latex)
      : `\\begin{equation}\\label{${labelOf(block.number)}}\n${block.latex}\n\\end{equation}`;
    case 'list': {
      if (depth >= DEEPEST_LIST) return block.items.map(inside).join('\n\n');
      const label = (i: number): string => (block.ordered ? `[${block.start + i}.]` : '{}');
      return `\\begin{itemize}\n${block.items.map((item, i) => `\\item${label(i)} ${inside(item)}`).join('\n')}\n\\end{itemize}`;
    }
    case 'quote': return depth >= DEEPEST_LIST ? inside(block.content) : `\\begin{quote}\n${inside(block.content)}\n\\end{quote}`;
    case 'code': return `\\begin{flushleft}\n${block.text.split('\n').map((line) => `\\mbox{}${latexCode(line)}\\par`).join('\n')}\n\\end{flushleft}`;
    case 'rule': return '\\begin{center}\\rule{0.3\\linewidth}{0.4pt}\\end{center}';
    case 'statement': return latexStatement(block, sections);
  }
};

/** More lines than these may go on on the next page, which those of `aligned` may not. */
const MOST_TOGETHER = 7;

const unnumbered = (latex: string): string => {
  const body = /^\\begin\{aligned\}(?<body>[\s\S]*)\\end\{aligned\}$/.exec(latex)?.groups?.['body'];
  return body !== undefined && body.split('\\\\\n').length > MOST_TOGETHER ? `\\begin{align*}${body}\\end{align*}` : displayed(latex);
};

const MARKS = { proved: '$\\checkmark$', refuted: '$\\times$', undecided: '\\textbf{?}' } as const;

const latexStatement = (statement: Statement, sections: readonly string[]): string => {
  const environment = statement.declared === 'claim' ? 'hcclaim' : 'hcfalse';
  const title = statement.title === null ? '' : `[{${latexTitle(statement.title)}}]`;
  const content = latexBlocks(statement.content, sections).join('\n\n');
  const finding = latexBlocks(statement.finding, sections).join('\n\n');
  return `\\begin{${environment}}${title}\n${content}\n\\begin{hcverdict}\n${MARKS[statement.verdict]} ${finding}\n\\end{hcverdict}\n\\end{${environment}}`;
};
