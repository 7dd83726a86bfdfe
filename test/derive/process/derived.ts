/**
 * The derivation from one process of a document, without what else belongs to it.
 */
import { DEFAULT_OPTIONS } from '../../../src/check/check.ts';
import { readAndDiagnose } from '../../../src/check/diagnose.ts';
import type { Derivation } from '../../../src/derive/compose.ts';
import { compose } from '../../../src/derive/compose.ts';
import { deriveProcess } from '../../../src/derive/process/derive-process.ts';
import { settingOf } from '../../../src/derive/setting.ts';
import type { Expression } from '../../../src/kernel/expression.ts';
import { parseExpressionIn } from '../../../src/language/document.ts';
import type { Document, Process } from '../../../src/language/statement.ts';
import { once } from '../once.ts';

export const documentOf = (text: string, path = 'test.claim'): Document => {
  const document = readAndDiagnose(text, path);
  if (document.diagnostics.length > 0) throw new Error(document.diagnostics.map((d) => d.message).join('\n'));
  return document;
};

export const processesOf = (document: Document): readonly Process[] => document.declarations.filter((d): d is Process => d.kind === 'process');

/** From all processes of a document, in their order. */
export const derivedFrom = once(async (text: string): Promise<Derivation> => {
  const document = documentOf(text);
  const setting = settingOf(document);
  const parts = [];
  for (const process of processesOf(document)) parts.push(await deriveProcess(setting, process));
  return compose('A derivation', document, parts.flatMap((p) => p.sections), parts.flatMap((p) => p.notFound), DEFAULT_OPTIONS);
});

/** The statements of a derivation by the names of their claims, without what stands before the colon. */
export const statementsOf = (derivation: Derivation): ReadonlyMap<string, string> => new Map(derivation.document.claims.map((claim) =>
  [claim.name, claim.text.replace(/^claim "[^"]*"/, '').replace(/^[^:]*?:\s*/, '').replaceAll(/\s+/g, ' ')]));

/** Every statement of a derivation that declares something. */
export const declarationsOf = (derivation: Derivation): readonly string[] =>
  derivation.sections.flatMap((s) => s.steps.flatMap(({ step }) => step.declarations));

/** A formula in the names of a document. */
export const formulaIn = (document: Document, text: string): Expression => {
  const { expression } = parseExpressionIn(text, document);
  if (expression === null) throw new Error(`not read: ${text}`);
  return expression;
};
