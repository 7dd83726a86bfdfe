/**
 * `hopfcole latex FILE`: a checked document as an article, in LaTeX or in Markdown.
 */
import type { CheckOptions } from '../../check/check.ts';
import type { ClaimResult } from '../../check/verdict.ts';
import type { Document } from '../../language/statement.ts';
import type { ArticleForm, Written } from '../../report/article/article.ts';
import type { ExitCode } from '../exit-code.ts';
import type { Surroundings } from '../surroundings.ts';
import { basename, normalize } from 'node:path';
import { setImmediate as turn } from 'node:timers/promises';
import { onOneLine } from '../../report/printable.ts';
import { outcomeOf } from '../../report/run.ts';
import { deliver, refuseToOverwrite } from '../deliver.ts';
import { EXIT, exitCodeOf } from '../exit-code.ts';
import { openDocument } from '../open-documents.ts';
import { isSelected } from '../selection.ts';
import { Interrupted, UsageError } from '../surroundings.ts';

export interface LatexFlags {
  readonly form: ArticleForm;
  /** Proofs told term by term. */
  readonly proofs: boolean;
  /** null: stdout. */
  readonly output: string | null;
  /** null: what fits the form. */
  readonly width: number | null;
  readonly only: readonly string[];
  /** `inline`, or the `.bib` file to write. */
  readonly bibliography: string;
  readonly options: CheckOptions;
}

/** What `\bibliography` takes: the name without its ending, of letters that TeX does not read otherwise. */
const bibliographyName = (file: string): string => {
  const name = /^(?<name>[A-Za-z0-9][A-Za-z0-9.-]*)\.bib$/.exec(basename(file))?.groups?.['name'];
  if (name === undefined) throw new UsageError(`a bibliography is 'inline' or a file such as references.bib, not '${onOneLine(file)}'`);
  return name;
};

const decideAll = async (document: Document, flags: LatexFlags, { dependencies, interruption }: Surroundings): Promise<readonly ClaimResult[]> => {
  const checkClaim = await dependencies.checkClaim();
  const results: ClaimResult[] = [];
  for (const claim of document.claims.filter((c) => isSelected(flags.only, document.path, c))) {
    await turn();
    if (interruption.aborted) throw new Interrupted('interrupted');
    results.push(checkClaim(document, claim, flags.options));
  }
  return results;
};

const write = async (document: Document, results: readonly ClaimResult[], flags: LatexFlags): Promise<Written> => {
  const { writeArticle } = await import('../../report/article/article.ts');
  const { form, width, options, proofs, bibliography } = flags;
  return writeArticle({ document, results, options, width, proofs }, form, bibliography === 'inline' ? { kind: 'inline' } : { kind: 'file', name: bibliographyName(bibliography) });
};

export const latexCommand = async (path: string, flags: LatexFlags, surroundings: Surroundings): Promise<ExitCode> => {
  if (flags.bibliography !== 'inline') bibliographyName(flags.bibliography);
  if (flags.bibliography !== 'inline' && flags.form === 'markdown') throw new UsageError('Markdown has its references in the text: leave --bibliography out');
  await refuseToOverwrite(path, flags.output);
  const document = await openDocument({ path: normalize(path), named: true, problem: null }, surroundings);
  if (document === null) return EXIT.documentErrors;
  const results = await decideAll(document, flags, surroundings);
  const { text, bibtex } = await write(document, results, flags);
  if (flags.bibliography !== 'inline') await deliver(bibtex, flags.bibliography, surroundings);
  await deliver(text, flags.output, surroundings);
  const some = (outcome: 'failed' | 'undecided'): boolean => results.some((r) => outcomeOf(r) === outcome);
  return exitCodeOf({
    internal: false, disagreement: false, interrupted: false, documentErrors: false, failed: some('failed'), undecided: some('undecided'), noClaims: results.length === 0,
  });
};
