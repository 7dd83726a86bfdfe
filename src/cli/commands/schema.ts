/**
 * `hopfcole schema [results|derivation]`: the JSON Schema of what `--reporter json`, or `derive --to json`, writes, as
 * the package publishes it.
 */
import type { ExitCode } from '../exit-code.ts';
import type { Surroundings } from '../surroundings.ts';
import { readFile } from 'node:fs/promises';
import { EXIT } from '../exit-code.ts';

export type SchemaName = 'results' | 'derivation';

const fileOf = (name: SchemaName): URL => new URL(`../../../schema/${name}.schema.json`, import.meta.url);

export const schema = async (name: SchemaName, surroundings: Surroundings): Promise<ExitCode> => {
  surroundings.stdout.write(await readFile(fileOf(name), 'utf8'));
  return EXIT.passed;
};
