/**
 * What became of the mutants of each proved claim: how many are still true, how many were refuted, which were not.
 *
 * A mutant is a claim with one small edit. A proved one is true after all (the edit happened to keep it true); a
 * refuted one is false and was caught; an undecided one is listed, since it may be false and was not caught.
 */
import type { VerdictName } from '../check/verdict.ts';
import type { Tool } from './json.ts';
import type { Paint } from './colour.ts';
import { onOneLine, padded, shortened } from './printable.ts';
import { counted, duration } from './wording.ts';

export interface Mutant {
  /** The edit in words. */
  readonly edit: string;
  /** The statement after it. */
  readonly statement: string;
  readonly verdict: VerdictName;
  readonly stuckOn: string | null;
}

/** The mutants of one claim. */
export interface ClaimMutants {
  readonly document: string;
  readonly line: number;
  readonly name: string;
  readonly mutants: readonly Mutant[];
}

export interface MutantCounts {
  readonly mutants: number;
  /** Proved: true in spite of the edit. */
  readonly stillTrue: number;
  readonly refuted: number;
  readonly undecided: number;
}

export const countMutants = (mutants: readonly Mutant[]): MutantCounts => {
  const of = (verdict: VerdictName): number => mutants.filter((m) => m.verdict === verdict).length;
  return { mutants: mutants.length, stillTrue: of('proved'), refuted: of('refuted'), undecided: of('undecided') };
};

const HEAD = ['mutants', 'true', 'refuted', 'undecided'] as const;
const NAME_COLUMNS = 48;

const row = (name: string, cells: readonly (string | number)[]): string =>
  `  ${padded(shortened(onOneLine(name), NAME_COLUMNS), NAME_COLUMNS)}${cells.map((cell) => String(cell).padStart(11)).join('')}\n`;

const cellsOf = (counts: MutantCounts): readonly number[] =>
  [counts.mutants, counts.stillTrue, counts.refuted, counts.undecided];

export const mutationHeader = (paint: Paint): string => paint.faint(row('', HEAD));

export const mutationRow = (claim: ClaimMutants, paint: Paint): string => {
  const undecided = claim.mutants.filter((m) => m.verdict === 'undecided');
  const listed = undecided.map((m) =>
    `    ${paint.undecided('? undecided')}  ${onOneLine(m.edit)}\n      ${onOneLine(m.statement)}\n`
    + (m.stuckOn === null ? '' : `      ${paint.faint(`stuck on ${onOneLine(m.stuckOn)}`)}\n`));
  return row(claim.name, cellsOf(countMutants(claim.mutants))) + listed.join('');
};

/** In percent, of the mutants that are not known to be true; cut, so that 100 means all. */
export const refutedShare = (counts: MutantCounts): string => {
  const possiblyFalse = counts.refuted + counts.undecided;
  if (possiblyFalse === 0) return 'none was false';
  return `${Math.floor((counts.refuted * 1000) / possiblyFalse) / 10} % of the false ones refuted`;
};

export const mutationTotal = (claims: readonly ClaimMutants[], milliseconds: number, paint: Paint): string => {
  const counts = countMutants(claims.flatMap((c) => c.mutants));
  return paint.strong(row('total', cellsOf(counts)))
    + `\n${counted(counts.mutants, 'mutant')} of ${counted(claims.length, 'proved claim')}: `
    + `${counts.stillTrue} still true, ${counts.refuted} refuted, ${counts.undecided} undecided; `
    + `${refutedShare(counts)}, in ${duration(milliseconds)}\n`;
};

export const mutationJson = (claims: readonly ClaimMutants[], milliseconds: number, tool: Tool): string => {
  const summary = { ...countMutants(claims.flatMap((c) => c.mutants)), claims: claims.length, durationMs: milliseconds };
  const records = claims.map((claim) => ({ ...claim, counts: countMutants(claim.mutants) }));
  return `${JSON.stringify({ schemaVersion: 1, tool, claims: records, summary }, null, 2)}\n`;
};
