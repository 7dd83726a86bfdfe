/**
 * Documents of a test, checked and written as articles.
 */
import { DEFAULT_OPTIONS, checkDocument } from '../../../src/check/check.ts';
import { readAndDiagnose } from '../../../src/check/diagnose.ts';
import type { ArticleForm, Request } from '../../../src/report/article/article.ts';
import { writeArticle } from '../../../src/report/article/article.ts';

export const requestFor = (source: string, path = 'notes.md'): Request => {
  const document = readAndDiagnose(source, path);
  return { document, results: [...checkDocument(document)], options: DEFAULT_OPTIONS, width: null };
};

export const articleFrom = async (source: string, form: ArticleForm = 'article', more: Partial<Request> = {}): Promise<string> =>
  (await writeArticle({ ...requestFor(source), ...more }, form)).text;

/** Without preamble and title. */
export const bodyFrom = async (source: string, more: Partial<Request> = {}): Promise<string> => {
  const text = await articleFrom(source, 'article', more);
  return text.slice(text.indexOf('\\maketitle') + '\\maketitle'.length, text.lastIndexOf('\\end{document}')).trim();
};

export const block = (...statements: readonly string[]): string => `\`\`\`claim\n${statements.join('\n')}\n\`\`\`\n`;
