/**
 * `hopfcole mutate [paths…]`: every proved claim is altered in all single-edit ways, and each mutant is decided.
 *
 * It measures the checker: a false mutant that is not refuted is a gap. A mutant that is proved is listed as true.
 */
import type { CheckOptions } from '../../check/check.ts';
import type { Claim, Document } from '../../language/statement.ts';
import type { ClaimMutants, Mutant } from '../../report/mutations.ts';
import type { ExitCode } from '../exit-code.ts';
import type { Progress } from '../progress.ts';
import type { Surroundings } from '../surroundings.ts';
import { setImmediate as turn } from 'node:timers/promises';
import { paint } from '../../report/colour.ts';
import { mutationHeader, mutationJson, mutationRow, mutationTotal } from '../../report/mutations.ts';
import { onOneLine } from '../../report/printable.ts';
import { collect } from '../collect.ts';
import { exitCodeOf } from '../exit-code.ts';
import { openDocument } from '../open-documents.ts';
import { newProgress } from '../progress.ts';
import { isSelected } from '../selection.ts';
import { Interrupted } from '../surroundings.ts';
import { tool } from '../tool.ts';

export interface MutateFlags {
  readonly only: readonly string[];
  readonly options: CheckOptions;
  readonly reporter: 'text' | 'json';
}

/** The claims that are declared true and proved. */
async function* provedClaims(document: Document, flags: MutateFlags, surroundings: Surroundings): AsyncGenerator<Claim> {
  const checkClaim = await surroundings.dependencies.checkClaim();
  for (const claim of document.claims) {
    if (claim.declared !== 'claim' || !isSelected(flags.only, document.path, claim)) continue;
    if (checkClaim(document, claim, flags.options).verdict === 'proved') yield claim;
  }
}

const mutantsOf = async (
  document: Document, claim: Claim, flags: MutateFlags, surroundings: Surroundings, progress: Progress,
): Promise<ClaimMutants> => {
  const mutateClaim = await surroundings.dependencies.mutateClaim();
  const mutants: Mutant[] = [];
  for (const mutant of mutateClaim(document, claim, flags.options)) {
    mutants.push(mutant);
    progress.show(`${document.path}: ${claim.name}: ${mutants.length} mutants`);
    await turn();
    if (surroundings.interruption.aborted) throw new Interrupted('interrupted');
  }
  return { document: document.path, line: claim.line, name: claim.name, mutants };
};

export const mutate = async (
  paths: readonly string[], flags: MutateFlags, surroundings: Surroundings,
): Promise<ExitCode> => {
  const start = performance.now();
  const { stdout, stderr } = surroundings;
  const colours = paint(stdout.coloured);
  const progress = newProgress(stderr);
  const told = (text: string): void => {
    progress.erase();
    if (flags.reporter === 'text') stdout.write(text);
  };
  const claims: ClaimMutants[] = [];
  let [faulty, interrupted] = [false, false];
  const takeDocument = async (document: Document): Promise<void> => {
    let headed = false;
    for await (const claim of provedClaims(document, flags, surroundings)) {
      if (!headed) told(`${claims.length === 0 ? mutationHeader(colours) : ''}${colours.heading(onOneLine(document.path))}\n`);
      headed = true;
      const mutants = await mutantsOf(document, claim, flags, surroundings, progress);
      claims.push(mutants);
      told(mutationRow(mutants, colours));
    }
  };
  try {
    for (const found of (await collect(paths.length === 0 ? ['.'] : paths)).files) {
      const document = await openDocument(found, surroundings);
      if (document === null) faulty = true;
      else await takeDocument(document);
    }
  } catch (error) {
    if (!(error instanceof Interrupted)) throw error;
    interrupted = true;
  } finally {
    progress.erase();
  }
  const milliseconds = performance.now() - start;
  stdout.write(flags.reporter === 'json' ? mutationJson(claims, milliseconds, tool()) : mutationTotal(claims, milliseconds, colours));
  return exitCodeOf({
    internal: false, disagreement: false, interrupted, documentErrors: faulty, failed: false, noClaims: claims.length === 0,
    undecided: claims.some((c) => c.mutants.some((m) => m.verdict === 'undecided')),
  });
};
