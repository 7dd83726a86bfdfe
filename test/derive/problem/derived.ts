/**
 * What the tests of this folder derive: the steps of one file, written as a document, read back and checked.
 */
import { DEFAULT_OPTIONS } from '../../../src/check/check.ts';
import { readAndDiagnose } from '../../../src/check/diagnose.ts';
import type { Derivation } from '../../../src/derive/compose.ts';
import { compose } from '../../../src/derive/compose.ts';
import type { Derived } from '../../../src/derive/derivation.ts';
import { deriveProblem } from '../../../src/derive/problem/derive-problem.ts';
import type { Setting } from '../../../src/derive/setting.ts';
import { settingOf } from '../../../src/derive/setting.ts';
import type { Document, Problem } from '../../../src/language/statement.ts';
import { once } from '../once.ts';

export const read = (source: string): Document => {
  const document = readAndDiagnose(source, 'a.claim');
  const errors = document.diagnostics.filter((d) => d.severity === 'error');
  if (errors.length > 0) throw new Error(errors.map((d) => `${d.code} ${d.message}`).join('; '));
  return document;
};

export const problemOf = (document: Document): Problem => {
  const found = document.declarations.find((d): d is Problem => d.kind === 'problem');
  if (found === undefined) throw new Error('no problem');
  return found;
};

export const derivationBy = async (source: string, make: (setting: Setting, document: Document) => Promise<Derived>): Promise<Derivation> => {
  const document = read(source);
  const made = await make(settingOf(document), document);
  return compose('A title', document, made.sections, made.notFound, DEFAULT_OPTIONS);
};

export const derived = once((source: string): Promise<Derivation> =>
  derivationBy(source, (setting, document) => deriveProblem(setting, problemOf(document))));

/** The claims by name, as they stand in the document. */
export const claimsOf = (derivation: Derivation): ReadonlyMap<string, string> =>
  new Map(derivation.document.claims.map((claim) => [claim.name, claim.text.replaceAll(/\s+/g, ' ').replace(/^claim "[^"]*"\s*:?\s*/, '')]));

export const claim = (derivation: Derivation, name: string): string => claimsOf(derivation).get(name) ?? `no claim ${name}`;

/** The claims that the second checker did not see. */
export const unseen = (derivation: Derivation): readonly string[] =>
  derivation.sections.flatMap((s) => s.steps.flatMap((step) => step.claims))
    .filter(({ result }) => result.certificate?.acceptedBySecondChecker !== true).map((c) => c.result.name);
