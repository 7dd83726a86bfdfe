/**
 * A checked document as an article, in LaTeX or Markdown.
 */
import type { ArticleRequest } from './compose-article.ts';
import { composeArticle } from './compose-article.ts';
import { ARTICLE_WIDTH, FRAGMENT_WIDTH } from './latex-preamble.ts';
import type { LatexForm } from './model.ts';
import type { Bibliography } from './write-latex.ts';
import { writeBibtex, writeLatex } from './write-latex.ts';
import { writeMarkdown } from './write-markdown.ts';

export type { LatexForm } from './model.ts';
export type ArticleForm = LatexForm | 'markdown';

/** A request whose width may be left to the form. */
export type Request = Omit<ArticleRequest, 'width'> & { readonly width: number | null };

export interface Written {
  readonly text: string;
  /** The entries that it cites, as a `.bib` file. */
  readonly bibtex: string;
}

const WIDTHS: Readonly<Record<ArticleForm, number>> = { article: ARTICLE_WIDTH, fragment: FRAGMENT_WIDTH, markdown: 90 };

export const writeArticle = async (request: Request, form: ArticleForm, bibliography: Bibliography = { kind: 'inline' }): Promise<Written> => {
  const width = request.width ?? WIDTHS[form];
  const article = await composeArticle({ ...request, width });
  return { text: form === 'markdown' ? writeMarkdown(article) : writeLatex(article, form, bibliography, width), bibtex: writeBibtex(article) };
};
