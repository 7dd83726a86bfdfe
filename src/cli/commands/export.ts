/**
 * `hopfcole export FILE --to sympy`: a script that proves the document's proved claims again, with nothing of ours.
 */
import type { CheckOptions } from '../../check/check.ts';
import type { Claim, Document } from '../../language/statement.ts';
import type { ExitCode } from '../exit-code.ts';
import type { Surroundings } from '../surroundings.ts';
import { normalize } from 'node:path';
import { counted } from '../../report/wording.ts';
import { deliver, refuseToOverwrite } from '../deliver.ts';
import { EXIT } from '../exit-code.ts';
import { openDocument } from '../open-documents.ts';

export interface ExportFlags {
  readonly to: 'sympy';
  /** null: stdout. */
  readonly output: string | null;
  readonly options: CheckOptions;
}

const provedClaims = async (
  document: Document, options: CheckOptions, { dependencies }: Surroundings,
): Promise<readonly Claim[]> => {
  const checkClaim = await dependencies.checkClaim();
  return document.claims.filter((claim) => checkClaim(document, claim, options).verdict === 'proved');
};

export const exportDocument = async (
  path: string, flags: ExportFlags, surroundings: Surroundings,
): Promise<ExitCode> => {
  await refuseToOverwrite(path, flags.output);
  const document = await openDocument({ path: normalize(path), named: true, problem: null }, surroundings);
  if (document === null) return EXIT.documentErrors;
  const claims = await provedClaims(document, flags.options, surroundings);
  const left = document.claims.length - claims.length;
  if (left > 0) surroundings.stderr.write(`${counted(left, 'claim')} not exported, since only what is proved is\n`);
  if (claims.length === 0) {
    surroundings.stderr.write('nothing to export: no claim of this document is proved\n');
    return EXIT.noClaims;
  }
  const exportSympy = await surroundings.dependencies.exportSympy();
  // Names may be there twice, so the claims that are not proved are taken out of the document as well.
  const script = exportSympy({ ...document, claims }, claims.map((claim) => claim.name));
  await deliver(script, flags.output, surroundings);
  return EXIT.passed;
};
