/**
 * Pairings as property tests: each claim holds on random settings of its family, and wrong versions of it do not.
 *
 * Wrong versions are the slips of the catalogue (`refute`), and single edits of the claims that the kernel refutes: as many of each claim as
 * FC_MUTANTS says, drawn by FC_SEED. An edit that the kernel proves must hold like the claim itself. Which refuted ones slip
 * through is listed by name.
 */
import { fc } from '@fast-check/vitest';
import { describe, expect, test } from 'vitest';
import { DEFAULT_OPTIONS } from '../../src/check/check.ts';
import { decide, limitsOf } from '../../src/check/decide.ts';
import { editText } from '../../src/check/wording.ts';
import type { Claim, Document } from '../../src/language/statement.ts';
import type { Family } from '../../src/numeric/instance/family.ts';
import { drawnFrom } from '../../src/numeric/families/drawing.ts';
import { streamOf } from '../../src/numeric/random/streams.ts';
import { singleEdits } from '../../src/search/edits.ts';
import { claimIn, documentOf, settingsOf } from '../arbitraries/document-family.ts';
import type { Setting } from '../arbitraries/setting.ts';
import type { Compare } from '../property.ts';
import { holds } from '../property.ts';
import type { Law } from '../laws/law.ts';
import type { Trial } from '../trial.ts';
import { skipped } from '../trial.ts';
import type { Pairing } from './pairing.ts';
import { LAWS } from './pairing.ts';

/** Settings for a claim, and the share of them that must have something to say. */
const RUNS = 10;
const FLOOR = 0.9;
/** Of few, one may have nothing to say. */
const floorOf = (runs: number): number => Math.min(FLOOR, (runs - 1) / runs);
/** Settings on which a wrong version is tried. */
const PATIENCE = 12;
/** Places that are tried before a setting has nothing to say. */
const PLACES = 3;
const MILLISECONDS = 120_000;
/** The share of wrong versions that may slip through where they are not known by name. */
const SLIPPING = 0.1;

const MUTANTS = Number(process.env['FC_MUTANTS'] ?? 2);
const seedOfRun = (): number => fc.readConfigureGlobal().seed ?? 1;

/** The law of the claim's kind, at the places that the seed gives. */
export const lawOf = (claim: Claim, name: string = claim.name, law: Law = LAWS[claim.body.kind]): Compare<Setting> => (setting, seed): Trial => {
  let trial = skipped('no place was tried');
  for (let place = 0; place < PLACES && trial.outcome === 'skipped'; place += 1) {
    trial = law.compare(claim, setting, streamOf(seed, name, place));
  }
  return trial;
};

export const claimsOf = (pairing: Pairing, document: Document): readonly Claim[] => document.claims.filter(({ name }) =>
  (pairing.only?.includes(name) ?? true) && !(name in (pairing.without ?? {})));

/** A wrong version, or one that is right after all. */
interface Version {
  readonly name: string;
  readonly claim: Claim;
  readonly verdict: 'refuted' | 'proved';
}

/** Undecided versions are left out. */
function* versionsOf(claim: Claim, document: Document): Generator<Version> {
  const options = { ...DEFAULT_OPTIONS, budget: { ...DEFAULT_OPTIONS.budget, milliseconds: 1000 } };
  const verdictOn = (version: Claim): string => decide(document, version, options, limitsOf(options)).verdict;
  if (claim.declared === 'refute') {
    yield { name: claim.name, claim, verdict: 'refuted' };
    return;
  }
  const edits = [...singleEdits(claim)];
  const stream = streamOf(seedOfRun(), 'mutants', document.path, claim.name);
  for (let k = 0; k < Math.min(MUTANTS, edits.length); k += 1) {
    const found = edits.splice(stream.integer(k, 0, edits.length - 1), 1)[0];
    if (found === undefined) continue;
    const verdict = verdictOn(found.claim);
    if (verdict === 'refuted' || verdict === 'proved') yield { name: `${claim.name}: ${editText(found.edit)}`, claim: found.claim, verdict };
  }
}

/** What became of a version on settings of the family. */
const outcomeOf = async (version: Version, pairing: Pairing, document: Document, family: Family<Setting>): Promise<Trial> => {
  const compare = lawOf(claimIn(pairing, document, version.claim), version.name, pairing.law);
  let last: Trial = skipped('nothing was tried');
  for (let run = 0; run < (pairing.runs ?? PATIENCE); run += 1) {
    const drawn = drawnFrom(family.choices, streamOf(seedOfRun(), 'versions', version.name, run));
    // The dimensions and temperaments in turn.
    const first = family.choices[0];
    const turn = first === undefined ? drawn : [run % (first.most + 1), ...drawn.slice(1)];
    last = await compare(family.build(turn), seedOfRun() + run);
    if (last.outcome === 'differs') return last;
    if (version.verdict === 'proved' && run >= 2) return last;
  }
  return last;
};

/** Counts over the pairings of a file. */
export interface Tally {
  refuted: number;
  proved: number;
  readonly slipped: Set<string>;
  /** By any pairing: settings in which a condition holds show other faults than those in which it does not. */
  readonly rejected: Set<string>;
}

const testPairing = (pairing: Pairing, tally: Tally): void => {
  const document = documentOf(pairing);
  const family = settingsOf(pairing, document);
  const claims = claimsOf(pairing, document);
  describe(family.name, () => {
    for (const claim of claims.filter((c) => c.declared === 'claim')) {
      const stated = claimIn(pairing, document, claim);
      holds(`${pairing.document}: ${claim.name}`, family, lawOf(stated, claim.name, pairing.law), {
        numRuns: pairing.runs ?? RUNS, floor: floorOf(pairing.runs ?? RUNS), timeout: MILLISECONDS, show: () => [`law: ${(pairing.law ?? LAWS[claim.body.kind]).name}`, claim.text.replaceAll(/\s+/g, ' ')],
      });
    }
    test('wrong versions are rejected, and versions that are proved hold', async () => {
      for (const claim of claims) {
        for (const version of versionsOf(claim, document)) {
          const trial = await outcomeOf(version, pairing, document, family);
          tally[version.verdict] += 1;
          if (version.verdict === 'refuted') (trial.outcome === 'differs' ? tally.rejected : tally.slipped).add(`${pairing.document}: ${version.name}`);
          // A number against a proof: one of the two is wrong.
          if (version.verdict === 'proved') expect({ version: version.name, trial }).not.toMatchObject({ trial: { outcome: 'differs' } });
        }
      }
    }, MILLISECONDS);
  });
};

/**
 * All tests of a file's pairings. `known`: what slips through with the seed and number of edits of pull requests, by name, and why;
 * with others, at most a share of what is tried. What slips through is printed.
 */
export const testPairings = (pairings: readonly Pairing[], known: Readonly<Record<string, string>>): void => {
  const tally: Tally = { refuted: 0, proved: 0, slipped: new Set(), rejected: new Set() };
  for (const pairing of pairings) testPairing(pairing, tally);
  test('of all wrong versions, those that are known slip through', () => {
    const { refuted, rejected } = tally;
    const slipped = [...tally.slipped].filter((name) => !rejected.has(name));
    process.stdout.write(`${rejected.size} of ${rejected.size + slipped.length} wrong versions are rejected${slipped.length === 0 ? '' : '; these slip through:'}\n`);
    for (const name of slipped) process.stdout.write(`  ${name}${name in known ? ` (${known[name] ?? ''})` : ''}\n`);
    if (seedOfRun() === 1 && MUTANTS === 2) expect(slipped.toSorted()).toEqual(Object.keys(known).toSorted());
    else expect({ few: slipped.length <= SLIPPING * refuted, slipped }).toMatchObject({ few: true });
    expect(rejected.size).toBeGreaterThan(pairings.length);
  });
};
