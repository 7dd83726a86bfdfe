/**
 * What fails is made as simple as it gets: a wrong claim is refuted on an instance that people can read.
 */
import { fc } from '@fast-check/vitest';
import { expect, test } from 'vitest';
import { claimIn, documentOf, settingsOf } from '../arbitraries/document-family.ts';
import { drawnFor, drawnText } from '../arbitraries/families.ts';
import { PAIRINGS } from '../pairings/all.ts';
import { lawOf } from '../pairings/tested.ts';

/** The choices that are not zero in the simplest counterexample to a wrong claim. */
const simplest = async (document: string, name: string, claimName: string): Promise<{ readonly told: string; readonly choices: number; readonly zeros: number; readonly setting: number | undefined }> => {
  const pairing = PAIRINGS.find((p) => p.document === document && p.name === name);
  if (pairing === undefined) throw new TypeError(`no family ${name} of ${document}`);
  const read = documentOf(pairing);
  const family = settingsOf(pairing, read);
  const claim = read.claims.find((c) => c.name === claimName);
  if (claim === undefined) throw new TypeError(`no claim ${claimName}`);
  const compare = lawOf(claimIn(pairing, read, claim));
  const details = await fc.check(fc.asyncProperty(drawnFor(family.choices), async (drawn) => (await compare(family.build(drawn), 1)).outcome !== 'differs'), { numRuns: 50, interruptAfterTimeLimit: 60_000 });
  const drawn = details.counterexample?.[0] ?? [];
  return { told: drawnText(family, drawn), choices: family.choices.length, zeros: drawn.filter((v) => v === 0).length, setting: drawn[0] };
};

test('a wrong differential', async () => {
  const { choices, zeros, setting, told } = await simplest('log-density', 'scalar noise', '#40 with Itô\'s term forgotten');
  expect({ setting, few: choices - zeros <= 3 }, told).toEqual({ setting: 0, few: true });
}, 60_000);

test('a wrong density, of a process with noise that depends on the place', async () => {
  const { choices, zeros, setting, told } = await simplest('time-reversal-matrix', 'carried mixture', '#234 Anderson, divergence of D omitted');
  expect({ setting, few: choices - zeros <= 6 }, told).toEqual({ setting: 0, few: true });
}, 60_000);
