/**
 * Properties of claims on the random instances of a family: they hold, and planted wrong versions of them do not.
 *
 * FC_SEED gives other instances, FC_RUNS more of them. A failure names the claim, the instance, both values, the seed and
 * the command that runs it again; it is kept (replay.ts) and tried first from then on.
 */
import { relative } from 'node:path';
import { fc, test as property } from '@fast-check/vitest';
import { expect, test } from 'vitest';
import type { Family } from '../src/numeric/instance/family.ts';
import { drawnFor, drawnText, fits } from './arbitraries/families.ts';
import type { Kept } from './replay.ts';
import { FOLDER, ROOT, keep, keptFailures } from './replay.ts';
import type { Trial } from './trial.ts';

/** `seed` is for the random numbers that a property needs beyond its instance: a function of what was drawn. */
export type Compare<Built> = (built: Built, seed: number) => Trial | Promise<Trial>;

export interface PropertyOptions<Built> {
  readonly numRuns?: number;
  /** The instance as people read it, beyond what was drawn. */
  readonly show?: (built: Built) => readonly string[];
  /** At least this share of instances must have something to say. */
  readonly floor?: number;
  readonly timeout?: number;
  /** Where failures are kept. */
  readonly folder?: string;
}

const FLOOR = 0.5;

/** The seed of an instance: of what was drawn and of the run, so that a smaller instance has numbers of its own. */
const seedOf = (drawn: readonly number[]): number => {
  let hash = Math.imul((fc.readConfigureGlobal().seed ?? 1) + 1, 0x9e3779b1);
  for (const number of drawn) hash = Math.imul(hash ^ number, 0x01000193) + 0x85ebca6b;
  return hash >>> 0;
};

/** Counts what the instances said. */
interface Counts {
  agreed: number;
  skipped: number;
  reason: string;
}

/** What failed, kept where a failure is read from: the message of the test. */
class Difference extends Error {
  override readonly name = 'Difference';
  readonly failure: Kept;
  constructor(failure: Kept) {
    super(`${failure.values.left} against ${failure.values.right}`);
    this.failure = failure;
  }
}

const commandFor = (name: string): string => {
  const { testPath } = expect.getState();
  const file = testPath === undefined ? 'properties' : relative(ROOT, testPath);
  return `FC_SEED=${fc.readConfigureGlobal().seed ?? 1} npx vitest run ${file} -t '${name.replaceAll("'", "'\\''")}'`;
};

const tried = async <Built>(
  claim: string, family: Family<Built>, compare: Compare<Built>, drawn: readonly number[], seed: number, counts: Counts, name: string,
): Promise<void> => {
  const trial = await compare(family.build(drawn), seed);
  switch (trial.outcome) {
    case 'agrees': counts.agreed += 1; return;
    case 'skipped':
      counts.skipped += 1;
      counts.reason = trial.reason;
      return;
    case 'differs':
      throw new Difference({ claim, family: family.name, drawn, seed, values: { left: trial.left, right: trial.right }, command: commandFor(name) });
  }
};

/** The message of a failure. */
export const failureText = <Built>(failure: Kept, family: Family<Built>, path: string, show: (built: Built) => readonly string[]): string => [
  `${failure.claim} does not hold on an instance of '${family.name}' (${family.about})`,
  `  instance  ${drawnText(family, failure.drawn)}`,
  ...show(family.build(failure.drawn)).map((line) => `            ${line}`),
  `  left      ${failure.values.left}`,
  `  right     ${failure.values.right}`,
  `  seed      ${failure.seed}`,
  `  again     ${failure.command}`,
  `  kept      ${path}`,
].join('\n');

const floorText = ({ agreed, skipped, reason }: Counts): string =>
  `only ${agreed} of ${agreed + skipped} instances had something to say; the last one was skipped because: ${reason}`;

/** An exception that is no difference: of the property itself, or of what it calls. Or there was no time. */
const brokenBy = <Values>(error: unknown, details: fc.RunDetails<Values>): Error =>
  new Error(`${error instanceof Error ? `${error.name}: ${error.message}` : 'interrupted'}\n${fc.defaultReportMessage(details) ?? ''}`, { cause: error });

/** Throws where the property failed, or was hardly tried. */
const judged = <Built>(details: fc.RunDetails<Drawn>, counts: Counts, family: Family<Built>, options: PropertyOptions<Built>): void => {
  if (details.failed) {
    const error: unknown = details.errorInstance;
    if (!(error instanceof Difference)) throw brokenBy(error, details);
    throw new Error(failureText(error.failure, family, relative(ROOT, keep(error.failure, options.folder ?? FOLDER)), options.show ?? (() => [])));
  }
  if (counts.agreed < (options.floor ?? FLOOR) * (counts.agreed + counts.skipped) || counts.agreed === 0) throw new Error(floorText(counts));
};

/** What was drawn, and the seed where it is one that is kept. */
type Drawn = [readonly number[], number | null];

export interface Prepared {
  readonly name: string;
  readonly arbitraries: readonly [fc.Arbitrary<readonly number[]>, fc.Arbitrary<number | null>];
  readonly parameters: fc.Parameters<Drawn>;
  readonly predicate: (drawn: readonly number[], seed: number | null) => Promise<void>;
}

/** A property as fast-check takes it. */
export const prepared = <Built>(claim: string, family: Family<Built>, compare: Compare<Built>, options: PropertyOptions<Built>): Prepared => {
  const name = `${claim} (${family.name})`;
  const counts: Counts = { agreed: 0, skipped: 0, reason: '' };
  const before = keptFailures(claim, family.name, (drawn) => fits(family.choices, drawn), options.folder);
  return {
    name, arbitraries: [drawnFor(family.choices), fc.constant(null)],
    parameters: {
      ...(options.numRuns === undefined ? {} : { numRuns: options.numRuns }),
      ...(options.timeout === undefined ? {} : { interruptAfterTimeLimit: options.timeout }),
      examples: before.map(({ drawn, seed }): Drawn => [drawn, seed]),
      reporter: (details) => judged(details, counts, family, options),
    },
    predicate: async (drawn, seed) => tried(claim, family, compare, drawn, seed ?? seedOf(drawn), counts, name),
  };
};

/** The property holds on random instances of the family, and on those on which it failed before. */
export const holds = <Built>(claim: string, family: Family<Built>, compare: Compare<Built>, options: PropertyOptions<Built> = {}): void => {
  const { name, arbitraries, parameters, predicate } = prepared(claim, family, compare, options);
  // Only `prop` of that library's `test`: a plain test of it would run as often as a property.
  property.prop<Drawn>([...arbitraries], parameters)(name, predicate, options.timeout);
};

/** Which planted faults pass on every instance that is tried. */
export const slippedThrough = async <Built>(
  family: Family<Built>, faults: Readonly<Record<string, Compare<Built>>>, numRuns: number,
): Promise<readonly string[]> => {
  const slipped: string[] = [];
  for (const [fault, compare] of Object.entries(faults)) {
    const counts: Counts = { agreed: 0, skipped: 0, reason: '' };
    const planted = fc.asyncProperty(drawnFor(family.choices), async (drawn) => tried(fault, family, compare, drawn, seedOf(drawn), counts, fault));
    const details = await fc.check(planted, { numRuns, endOnFailure: true });
    // An exception that is no difference is a fault of the test, not one that it has noticed.
    if (details.failed && !(details.errorInstance instanceof Difference)) throw brokenBy(details.errorInstance, details);
    if (!details.failed) slipped.push(fault);
  }
  return slipped;
};

/** Each wrong version of the property is rejected on some instance; those that slip through are listed. */
export const rejects = <Built>(
  claim: string, family: Family<Built>, faults: Readonly<Record<string, Compare<Built>>>, options: PropertyOptions<Built> = {},
): void => {
  test(`${claim} (${family.name}): wrong versions are rejected`, async () => {
    expect(Object.keys(faults).length).toBeGreaterThan(0);
    expect(await slippedThrough(family, faults, 5 * (options.numRuns ?? 100))).toEqual([]);
  }, options.timeout);
};
