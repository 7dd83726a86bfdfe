/**
 * Documents for the commands that look at claims one by one: read, typed, and without errors.
 */
import type { Document } from '../language/statement.ts';
import type { Found } from './collect.ts';
import type { Surroundings } from './surroundings.ts';
import { problemFrame } from './file-problem.ts';
import { framesOf } from './frames.ts';
import { readSource } from './read-source.ts';

/** null: it cannot be used, and the reason has been printed on stderr. */
export const openDocument = async (found: Found, { stderr, dependencies }: Surroundings): Promise<Document | null> => {
  const source = found.problem === null ? await readSource(found.path) : { problem: found.problem };
  if ('problem' in source) {
    stderr.write(problemFrame(found.path, source.problem));
    return null;
  }
  const language = await dependencies.language();
  const document = language.readDocument(source.text, found.path);
  if (document.diagnostics.length > 0) stderr.write(`${framesOf(document, language, stderr.coloured)}\n`);
  return document.diagnostics.some((d) => d.severity === 'error') ? null : document;
};
