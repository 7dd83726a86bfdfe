/**
 * `npm run kills`: which claims it tries, and how it counts.
 */
import { describe, expect, test } from 'vitest';
import type { Falsehood } from '../../bench/kills/falsehoods.ts';
import { candidates, decided, drawn } from '../../bench/kills/falsehoods.ts';
import { killTable, share } from '../../bench/kills/table.ts';
import type { Rival } from '../../bench/kills/rivals.ts';
import { MEANS, TOGETHER, rivalsOf } from '../../bench/kills/rivals.ts';
import { newKillTally } from '../../bench/kills/tally.ts';
import { randomOf } from '../../bench/fuzz/random.ts';
import type { Evidence } from '../../src/check/witness/witness.ts';
import { aContradiction, aSilence, aSupport } from '../report/examples.ts';

describe('the claims that are tried', () => {
  const all = candidates({ only: ['bessel'], sample: null, seed: 1 });
  test('are the mutants of what is claimed, and what is declared false, each with its place', () => {
    expect(new Set(all.map((c) => c.kind))).toEqual(new Set(['mutant', 'catalogue']));
    expect(all.filter((c) => c.kind === 'catalogue').map((c) => c.name)).toEqual([expect.stringMatching(/^derivations\/bessel\.md:\d+ #124 generator with half the drift$/)]);
    expect(all.every((c) => c.kind === 'catalogue' || /^derivations\/bessel\.md:\d+ #124 .*: ./.test(c.name))).toBe(true);
  });
  test('are decided by the kernel: false, true after all, or neither', () => {
    const verdicts = all.slice(0, 20).map((c) => decided(c)?.verdict ?? 'undecided');
    expect(verdicts).toContain('refuted');
    expect(all.filter((c) => c.kind === 'catalogue').map((c) => decided(c)?.verdict)).toEqual(['refuted']);
  });
  test('are some of them, the same for a seed and others for another one, where a sample is wanted', () => {
    const names = (seed: number): readonly string[] => candidates({ only: ['bessel'], sample: 5, seed }).map((c) => c.name);
    expect(names(1)).toHaveLength(6);
    expect(names(1)).toEqual(names(1));
    expect(names(1)).not.toEqual(names(2));
  });
});

test('a sample has each item equally often, in order, and all where there are no more', () => {
  const often = [0, 0, 0, 0, 0, 0];
  for (let seed = 0; seed < 3000; seed += 1) {
    const sample = drawn([0, 1, 2, 3, 4, 5], 2, randomOf(seed, 0));
    expect(sample).toEqual([...sample].sort());
    for (const item of sample) often[item] = (often[item] ?? 0) + 1;
  }
  // Of 3000 samples of 2 of 6: 1000 each, standard deviation 26.
  for (const count of often) expect(Math.abs(count - 1000)).toBeLessThan(130);
  expect(drawn([1, 2], 5, randomOf(1, 0))).toEqual([1, 2]);
  expect(drawn([1, 2], null, randomOf(1, 0))).toEqual([1, 2]);
});

const rival = (family: string, evidence: Evidence): Rival => ({ family, witness: { method: 'instances', testify: () => evidence } });

const falsehood = (name: string, kind: Falsehood['kind']): Falsehood => ({ ...(candidates({ only: ['bessel'], sample: 1, seed: 1 })[0] as Falsehood), name, kind, verdict: 'refuted' });

test('each family is counted alone, and all together; what survives is named, with what was said of it', async () => {
  const rivals = [rival('blind', aSupport), rival('sharp', aContradiction), rival('mute', aSilence), rival(TOGETHER, aContradiction)];
  const tally = newKillTally(rivals);
  for (const claim of [falsehood('a', 'mutant'), falsehood('b', 'catalogue')]) {
    for (const one of rivals) tally.take(one, claim, await one.witness.testify(claim.document, claim.claim, 1));
  }
  const rows = tally.rows();
  expect(rows.map((r) => [r.family, r.killed, r.total, r.silent, r.survivors])).toEqual([
    ['blind', 0, 2, 0, ['a (supported)', 'b (supported)']], ['sharp', 2, 2, 0, []],
    ['mute', 0, 2, 2, ['a (silent: no instance has this condition)', 'b (silent: no instance has this condition)']], ['together', 2, 2, 0, []],
  ]);
  expect(rows[1]).toMatchObject({ method: 'instances', mutants: { killed: 1, total: 1 }, catalogue: { killed: 1, total: 1 } });
  expect(killTable(rows)).toMatch(/^instances {2}sharp {9}1\/1 {8}1\/1 {2}2\/2 {3}100 % {7}0$/m);
});

test('every means takes part with its families, each under a name of its own, and as check uses it', async () => {
  for (const method of MEANS) {
    const families = (await rivalsOf(method)).map(({ family }) => family);
    expect(families.at(-1)).toBe(TOGETHER);
    expect(new Set(families).size).toBe(families.length);
  }
  expect(await rivalsOf('instances')).not.toHaveLength(1);
});

test('a share is cut, not rounded: 100 % means all', () => expect([share(1999, 2000), share(2000, 2000), share(0, 0)]).toEqual(['99.9 %', '100 %', '—']));
