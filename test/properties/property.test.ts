/**
 * The scaffolding of property tests: instances from families, failures that are told, kept and tried first.
 */
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fc } from '@fast-check/vitest';
import { afterAll, describe, expect, test } from 'vitest';
import type { Kept } from '../../properties/replay.ts';
import { drawnFor, drawnText, fits } from '../../properties/arbitraries/families.ts';
import type { Compare, PropertyOptions } from '../../properties/property.ts';
import { failureText, holds, prepared, rejects, slippedThrough } from '../../properties/property.ts';
import { keep, keptFailures } from '../../properties/replay.ts';
import { AGREES, comparedNumbers, differs, skipped, together } from '../../properties/trial.ts';
import type { Family } from '../../src/numeric/instance/family.ts';

interface Line {
  readonly slope: number;
  readonly height: number;
}

const lines: Family<Line> = {
  name: 'lines', about: 'slope and height in sixteenths', hides: null,
  choices: [{ name: 'slope', least: -40, most: 40 }, { name: 'height', least: 0, most: 20 }],
  build: ([slope = 0, height = 0]) => ({ slope: slope / 16, height: height / 16 }),
};

const folder = mkdtempSync(join(tmpdir(), 'hopfcole-kept-'));
afterAll(() => rmSync(folder, { recursive: true }));

const failure: Kept = { claim: 'The score’s equation', family: 'lines', drawn: [3, 0], seed: 7, values: { left: '1', right: '2' }, command: 'FC_SEED=1 npx vitest run a.test.ts' };

describe('instances', () => {
  test('lie within the bounds, and shrink towards the simplest', () => {
    fc.assert(fc.property(drawnFor(lines.choices), (drawn) => fits(lines.choices, drawn)));
    const { counterexample } = fc.check(fc.property(drawnFor(lines.choices), ([slope = 0]) => slope < 11));
    expect(counterexample).toEqual([[11, 0]]);
  });
  test('are told by the names of the choices', () => {
    expect([drawnText(lines, [3, 0]), drawnText(lines, [0, 0])]).toEqual(['slope = 3', 'everything 0']);
  });
  test('that were drawn for another family do not fit', () => {
    expect([[1], [1, 2, 3], [41, 0], [0, -1], [0.5, 0]].map((drawn) => fits(lines.choices, drawn))).toEqual([false, false, false, false, false]);
  });
});

describe('what an instance says', () => {
  test('a NaN agrees with nothing, and a bound that is none bounds nothing', () => {
    const outcomes = [[1, 1, 0], [1, 1.1, 0.2], [1, 2, 0.5], [Number.NaN, 1, 1], [1, 1, Number.NaN], [1, 5, Infinity]] as const;
    expect(outcomes.map(([a, b, bound]) => comparedNumbers(a, b, bound).outcome)).toEqual(['agrees', 'agrees', 'differs', 'differs', 'differs', 'differs']);
  });
  test('of several places the worst counts, and nothing to compare is no agreement', () => {
    const difference = differs('1', '2');
    expect([together([AGREES, skipped('r'), difference]), together([AGREES, skipped('r')]), together([AGREES]), together([]).outcome])
      .toEqual([difference, skipped('r'), AGREES, 'skipped']);
  });
});

describe('a failure', () => {
  test('is kept once, found again by its claim and family, and by no other', () => {
    const path = keep(failure, folder);
    expect(keep(failure, folder)).toBe(path);
    expect(path).toMatch(/the-score-s-equation-[0-9a-f]{8}\.json$/);
    const all = (): boolean => true;
    expect(keptFailures(failure.claim, 'lines', all, folder)).toEqual([failure]);
    expect([...keptFailures('another', 'lines', all, folder), ...keptFailures(failure.claim, 'curves', all, folder)]).toEqual([]);
    expect(keptFailures(failure.claim, 'lines', all, join(folder, 'none'))).toEqual([]);
  });
  test('that no longer fits, or is none, is an error and not forgotten', () => {
    expect(() => keptFailures(failure.claim, 'lines', () => false, folder)).toThrow('does not fit the family');
    const odd = mkdtempSync(join(folder, 'odd-'));
    writeFileSync(join(odd, 'a.json'), '{"claim": 1}');
    expect(() => keptFailures('c', 'f', () => true, odd)).toThrow('is no counterexample');
  });
  test('names claim, instance, both values, seed, command and place', () => {
    expect(failureText(failure, lines, 'counterexamples/a.json', ({ slope }) => [`f(x) = ${slope} x`])).toBe(`\
The score’s equation does not hold on an instance of 'lines' (slope and height in sixteenths)
  instance  slope = 3
            f(x) = 0.1875 x
  left      1
  right     2
  seed      7
  again     FC_SEED=1 npx vitest run a.test.ts
  kept      counterexamples/a.json`);
  });
});

describe('a property', () => {
  const seen: (readonly [number, number])[] = [];
  const again = mkdtempSync(join(folder, 'again-'));
  keep({ ...failure, claim: 'kept ones come first', drawn: [17, 5], seed: 4242 }, again);
  holds('kept ones come first', lines, ({ slope }, seed) => {
    seen.push([slope, seed]);
    return AGREES;
  }, { folder: again, numRuns: 20 });
  test('tries first what failed before, with its seed', () => {
    expect(seen[0]).toEqual([17 / 16, 4242]);
    expect(seen.length).toBeGreaterThan(10);
  });
  rejects('the sum of slope and height', lines, {
    'forgets the height': ({ slope, height }) => comparedNumbers(slope + height, slope, 0),
    'has the wrong sign': ({ slope, height }) => comparedNumbers(slope + height, slope - height, 0),
  });
  test('lists the faults that slip through, of which a skipped instance is no notice', async () => {
    const faults = { 'is none': () => AGREES, 'says nothing': () => skipped('r'), 'is seen': ({ slope }: Line) => comparedNumbers(slope, 0, 0) };
    expect(await slippedThrough(lines, faults, 50)).toEqual(['is none', 'says nothing']);
  });
  test('does not take an exception of its own for a fault that it has seen', async () => {
    await expect(slippedThrough(lines, { breaks: () => { throw new TypeError('oops'); } }, 5)).rejects.toThrow('oops');
  });
});

describe('a property that fails', () => {
  const messageOf = async (compare: Compare<Line>, options: PropertyOptions<Line>): Promise<string> => {
    const { arbitraries, parameters, predicate } = prepared('slopes are small', lines, compare, options);
    return fc.assert(fc.asyncProperty(...arbitraries, predicate), parameters).then(() => 'it passes', (error: unknown) => (error as Error).message);
  };
  test('is told, kept, as small as it gets, and tried first the next time', async () => {
    const wrong = mkdtempSync(join(folder, 'wrong-'));
    const small: Compare<Line> = ({ slope }) => comparedNumbers(Math.max(slope, 0.5), 0.5, 0);
    const message = await messageOf(small, { folder: wrong });
    expect(message).toContain("slopes are small does not hold on an instance of 'lines'");
    expect(message).toContain('  instance  slope = 9\n  left      0.5625\n  right     0.5 ± 0\n');
    expect(message).toMatch(/again {5}FC_SEED=\d+ npx vitest run test\/properties\/property\.test\.ts -t 'slopes are small \(lines\)'/);
    const files = readdirSync(wrong);
    expect(files).toHaveLength(1);
    const kept = JSON.parse(readFileSync(join(wrong, files[0] ?? ''), 'utf8')) as Kept;
    expect(kept).toMatchObject({ claim: 'slopes are small', family: 'lines', drawn: [9, 0], values: { left: '0.5625', right: '0.5 ± 0' } });
    const tried: number[] = [];
    await messageOf(({ slope }, seed) => {
      tried.push(slope, seed);
      return AGREES;
    }, { folder: wrong });
    expect(tried.slice(0, 2)).toEqual([9 / 16, kept.seed]);
  });
  test('by an exception fails as well, with that exception', async () => {
    expect(await messageOf(() => { throw new TypeError('the solver broke'); }, { folder })).toContain('the solver broke');
  });
  test('to have anything to say on half of its instances is told so', async () => {
    const seldom: Compare<Line> = ({ height }) => (height > 1 ? AGREES : skipped('it is low'));
    expect(await messageOf(seldom, { folder, numRuns: 40 })).toMatch(/^only \d+ of \d+ instances had something to say; the last one was skipped because: it is low$/);
    expect(await messageOf(() => skipped('always'), { folder, floor: 0 })).toContain('only 0 of');
    expect(await messageOf(seldom, { folder, numRuns: 40, floor: 0.05 })).toBe('it passes');
  });
});
