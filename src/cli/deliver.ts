/**
 * A text to where the user wants it: a file, written whole, or stdout.
 */
import type { Surroundings } from './surroundings.ts';
import { onOneLine } from '../report/printable.ts';
import { systemReason } from './file-problem.ts';
import { UsageError } from './surroundings.ts';
import { isSameFile, writeWhole } from './write-file.ts';

/** null: stdout. Throws a UsageError where the file cannot be written. */
export const deliver = async (text: string, output: string | null, { stdout }: Surroundings): Promise<void> => {
  if (output === null) return stdout.write(text);
  try {
    await writeWhole(output, text);
  } catch (error) {
    throw new UsageError(`${onOneLine(output)} cannot be written: ${systemReason(error)}`);
  }
};

/** A document is its author's: nothing is ever written over the one that is being read. */
export const refuseToOverwrite = async (document: string, output: string | null): Promise<void> => {
  if (output !== null && await isSameFile(document, output)) throw new UsageError(`${onOneLine(output)} is the document itself, and is not written over`);
};
