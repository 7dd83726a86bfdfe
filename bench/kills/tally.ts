/**
 * How many false claims each means notices, family by family, each alone and all together.
 */
import type { Evidence, Method } from '../../src/check/witness/witness.ts';
import type { Falsehood, Kind } from './falsehoods.ts';
import type { Rival } from './rivals.ts';

/** What `--json` writes, one a rival. */
export interface KillRow {
  readonly family: string;
  readonly method: Method;
  readonly killed: number;
  readonly total: number;
  /** Of those that it did not kill: how many it said nothing about. The others it supported. */
  readonly silent: number;
  readonly mutants: { readonly killed: number; readonly total: number };
  readonly catalogue: { readonly killed: number; readonly total: number };
  /** Each with what was said of it. */
  readonly survivors: readonly string[];
}

interface Counts {
  readonly mutant: { killed: number; total: number };
  readonly catalogue: { killed: number; total: number };
  silent: number;
  readonly survivors: string[];
}

export interface KillTally {
  readonly take: (rival: Rival, falsehood: Falsehood, evidence: Evidence) => void;
  readonly rows: () => readonly KillRow[];
}

const lastWord = ({ outcome, reason }: Evidence): string => outcome === 'silent' ? `silent: ${reason ?? ''}` : 'supported';

export const newKillTally = (rivals: readonly Rival[]): KillTally => {
  const counts = new Map(rivals.map((rival): [Rival, Counts] =>
    [rival, { mutant: { killed: 0, total: 0 }, catalogue: { killed: 0, total: 0 }, silent: 0, survivors: [] }]));
  const take = (rival: Rival, { kind, name }: Falsehood, evidence: Evidence): void => {
    const count = counts.get(rival);
    if (count === undefined) throw new RangeError(`${rival.family} does not take part`);
    const of: Record<Kind, { killed: number; total: number }> = count;
    of[kind].total += 1;
    if (evidence.outcome === 'contradicts') of[kind].killed += 1;
    else count.survivors.push(`${name} (${lastWord(evidence)})`);
    if (evidence.outcome === 'silent') count.silent += 1;
  };
  const rows = (): readonly KillRow[] => [...counts].map(([{ family, witness }, { mutant, catalogue, silent, survivors }]) => ({
    family, method: witness.method, killed: mutant.killed + catalogue.killed, total: mutant.total + catalogue.total, silent, mutants: mutant, catalogue, survivors,
  }));
  return { take, rows };
};
