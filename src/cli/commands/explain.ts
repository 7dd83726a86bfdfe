/**
 * `hopfcole explain …`: what an error code means, or why a claim has its verdict, step by step.
 *
 * A claim is named by its place (`file.md:12`), by its file and name, or by its name alone, which is then looked for
 * in all documents of this folder. A name fits whole, or else as a part.
 */
import type { CheckOptions } from '../../check/check.ts';
import type { ClaimResult } from '../../check/verdict.ts';
import type { Claim, Document } from '../../language/statement.ts';
import type { ExitCode, Findings } from '../exit-code.ts';
import type { Surroundings } from '../surroundings.ts';
import { setImmediate as turn } from 'node:timers/promises';
import { lineAndColumn } from '../../language/position.ts';
import { paint } from '../../report/colour.ts';
import { explanationOf } from '../../report/explanation.ts';
import { onOneLine } from '../../report/printable.ts';
import { outcomeOf } from '../../report/run.ts';
import { collect } from '../collect.ts';
import { EXIT, exitCodeOf } from '../exit-code.ts';
import { FILE_CODES } from '../file-problem.ts';
import { openDocument } from '../open-documents.ts';
import { isSelected } from '../selection.ts';
import { UsageError } from '../surroundings.ts';

const CODE = /^[A-Z]\d{4}$/;
const PLACE = /^(?<file>.+):(?<line>\d+)$/;

interface Target {
  readonly paths: readonly string[];
  /** null: every claim. */
  readonly line: number | null;
  readonly name: string | null;
}

interface Chosen {
  readonly document: Document;
  readonly claim: Claim;
}

const explainCode = async (code: string, { stdout, dependencies }: Surroundings): Promise<ExitCode> => {
  const own = Object.entries(FILE_CODES).find(([known]) => known === code)?.[1];
  const meaning = own ?? (await dependencies.meaningOf())(code);
  if (meaning === null) throw new UsageError(`there is no error code ${code}`);
  stdout.write(`${code}: ${meaning}\n`);
  return EXIT.passed;
};

const isPath = (text: string): boolean => /[\\/]|\.(?:md|claim)$/i.test(text);

/** What one or two words on the command line mean. */
export const targetOf = (first: string, second: string | undefined): Target => {
  if (second !== undefined) {
    return /^\d+$/.test(second) ? { paths: [first], line: Number(second), name: null } : { paths: [first], line: null, name: second };
  }
  const place = PLACE.exec(first)?.groups;
  if (place?.['file'] !== undefined && isPath(place['file'])) {
    return { paths: [place['file']], line: Number(place['line']), name: null };
  }
  return isPath(first) ? { paths: [first], line: null, name: null } : { paths: ['.'], line: null, name: first };
};

/** A span ends after its last character, so the line of that one is its last line. */
const isAtLine = ({ document, claim }: Chosen, line: number): boolean =>
  claim.line <= line && line <= lineAndColumn(document.source)(Math.max(claim.span.start, claim.span.end - 1)).line;

const choose = (all: readonly Chosen[], target: Target): readonly Chosen[] => {
  const { line, name } = target;
  if (line !== null) return all.filter((one) => isAtLine(one, line));
  if (name === null) return all;
  const whole = all.filter(({ claim }) => claim.name === name);
  return whole.length > 0 ? whole : all.filter(({ document, claim }) => isSelected([name], document.path, claim));
};

const nothingFits = (all: readonly Chosen[], { stderr }: Surroundings): void => {
  stderr.write(all.length === 0 ? 'no claims found\n' : 'no claim fits; there are\n');
  for (const { document, claim } of all.slice(0, 40)) stderr.write(`  ${onOneLine(document.path)}:${claim.line}  ${onOneLine(claim.name)}\n`);
  if (all.length > 40) stderr.write(`  and ${all.length - 40} more\n`);
};

const decideAll = async (
  chosen: readonly Chosen[], options: CheckOptions, surroundings: Surroundings,
): Promise<readonly ClaimResult[]> => {
  const checkClaim = await surroundings.dependencies.checkClaim();
  const narrateClaim = await surroundings.dependencies.narrateClaim();
  const results: ClaimResult[] = [];
  for (const { document, claim } of chosen) {
    await turn();
    const result = checkClaim(document, claim, options);
    const text = explanationOf(result, paint(surroundings.stdout.coloured), Math.min(surroundings.stdout.columns, 120), narrateClaim(document, claim, options));
    surroundings.stdout.write(results.length === 0 ? text : `\n${'─'.repeat(40)}\n\n${text}`);
    results.push(result);
  }
  return results;
};

export const explain = async (
  first: string, second: string | undefined, options: CheckOptions, surroundings: Surroundings,
): Promise<ExitCode> => {
  if (second === undefined && CODE.test(first.toUpperCase())) return explainCode(first.toUpperCase(), surroundings);
  const target = targetOf(first, second);
  const all: Chosen[] = [];
  let faulty = false;
  for (const found of (await collect(target.paths)).files) {
    const document = await openDocument(found, surroundings);
    if (document === null) faulty = true;
    else all.push(...document.claims.map((claim) => ({ document, claim })));
  }
  const chosen = choose(all, target);
  if (chosen.length === 0 && !faulty) nothingFits(all, surroundings);
  const results = await decideAll(chosen, options, surroundings);
  const some = (outcome: 'failed' | 'undecided'): boolean => results.some((r) => outcomeOf(r) === outcome);
  const findings: Findings = {
    internal: false, disagreement: false, interrupted: false, documentErrors: faulty, failed: some('failed'), undecided: some('undecided'),
    noClaims: chosen.length === 0,
  };
  return exitCodeOf(findings);
};
