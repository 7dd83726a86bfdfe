/**
 * Failures of properties, kept as files in `counterexamples/` and tried first by the same property, whatever the seed.
 *
 * A file stays until a person takes it away: it is a test from then on, and belongs into the repository with the mending.
 */
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const ROOT: string = fileURLToPath(new URL('..', import.meta.url));
export const FOLDER: string = join(ROOT, 'counterexamples');

export interface Kept {
  readonly claim: string;
  readonly family: string;
  /** One integer a choice of the family. */
  readonly drawn: readonly number[];
  /** Of the random numbers of the property itself. */
  readonly seed: number;
  /** Both sides, as they were. */
  readonly values: { readonly left: string; readonly right: string };
  /** Runs the property again, this failure first. */
  readonly command: string;
}

const isKept = (value: unknown): value is Kept => {
  if (typeof value !== 'object' || value === null) return false;
  const { claim, family, drawn, seed } = value as Readonly<Record<string, unknown>>;
  return typeof claim === 'string' && typeof family === 'string' && Number.isSafeInteger(seed) && Array.isArray(drawn) && drawn.every(Number.isInteger);
};

/** All that is kept. Throws for a file that is none of ours: it would be a failure that is never tried. */
const allIn = (folder: string): readonly { readonly file: string; readonly kept: Kept }[] => {
  let names: string[];
  try {
    names = readdirSync(folder).filter((name) => name.endsWith('.json')).sort();
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return [];
    throw error;
  }
  return names.map((name) => {
    const file = join(folder, name);
    const kept: unknown = JSON.parse(readFileSync(file, 'utf8'));
    if (!isKept(kept)) throw new Error(`${file} is no counterexample of a property: mend it or take it away`);
    return { file, kept };
  });
};

/** What failed before, of this claim and family; `fits`: does the family still know what it means? */
export const keptFailures = (
  claim: string, family: string, fits: (drawn: readonly number[]) => boolean, folder: string = FOLDER,
): readonly Kept[] => allIn(folder).filter(({ kept }) => kept.claim === claim && kept.family === family).map(({ file, kept }) => {
  if (!fits(kept.drawn)) throw new Error(`${file} does not fit the family '${family}' as it is now: draw it anew or take it away`);
  return kept;
});

const slug = (text: string): string => text.toLowerCase().replace(/[^a-z0-9]+/g, '-').replace(/^-|-$/g, '').slice(0, 40);

/** Writes it, and returns its path. The same failure has the same file. */
export const keep = (failure: Kept, folder: string = FOLDER): string => {
  const { claim, family, drawn, seed } = failure;
  const hash = createHash('sha256').update(JSON.stringify([claim, family, drawn, seed])).digest('hex').slice(0, 8);
  const path = join(folder, `${slug(claim)}-${hash}.json`);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, `${JSON.stringify(failure, null, 2)}\n`);
  return path;
};
