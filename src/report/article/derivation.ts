/**
 * A derivation as an article: its document, with the rule of each step and what was not found.
 */
import type { RuleName } from '../../calculus/rules.ts';
import { DEFAULT_OPTIONS } from '../../check/check.ts';
import type { Derivation } from '../../derive/compose.ts';
import type { Claim } from '../../language/statement.ts';
import type { ArticleForm, LatexForm, Request } from './article.ts';
import { writeArticle } from './article.ts';

/** The width is in characters of half an em; null: what fits the form. */
export const derivationToLatex = (derivation: Derivation, form: LatexForm = 'article', width: number | null = null): Promise<string> =>
  written(derivation, form, width);

export const derivationToMarkdown = (derivation: Derivation, width: number | null = null): Promise<string> => written(derivation, 'markdown', width);

const written = async (derivation: Derivation, form: ArticleForm, width: number | null): Promise<string> =>
  (await writeArticle(requestOf(derivation, width), form)).text;

const requestOf = ({ document, sections, notFound }: Derivation, width: number | null): Request => {
  const steps = sections.flatMap((section) => section.steps);
  const rules = new Map<Claim, RuleName>(steps.flatMap(({ step, claims }) => claims.map(({ claim }) => [claim, step.rule] as const)));
  return {
    document, width, notFound, options: DEFAULT_OPTIONS, ruleOf: (claim) => rules.get(claim) ?? null,
    results: steps.flatMap(({ claims }) => claims.map(({ result }) => result)),
  };
};
