/**
 * `hopfcole schema`: the JSON Schema of what `--reporter json` writes, as the package publishes it.
 */
import type { ExitCode } from '../exit-code.ts';
import type { Surroundings } from '../surroundings.ts';
import { readFile } from 'node:fs/promises';
import { EXIT } from '../exit-code.ts';

export const SCHEMA_FILE: URL = new URL('../../../schema/results.schema.json', import.meta.url);

export const schema = async (surroundings: Surroundings): Promise<ExitCode> => {
  surroundings.stdout.write(await readFile(SCHEMA_FILE, 'utf8'));
  return EXIT.passed;
};
