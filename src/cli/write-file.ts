/**
 * Writes a file so that a reader sees all of it or the old one: into a neighbour, which is then renamed.
 *
 * The neighbour's name is unique, so that two processes may write the same file at once.
 */
import { randomUUID } from 'node:crypto';
import { rename, rm, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';

/** Throws the error of the file system, and leaves no neighbour behind. */
export const writeWhole = async (path: string, text: string): Promise<void> => {
  const neighbour = join(dirname(path), `.${basename(path)}.${randomUUID()}.tmp`);
  try {
    await writeFile(neighbour, text, { flag: 'wx' });
    await rename(neighbour, path);
  } catch (error) {
    await rm(neighbour, { force: true });
    throw error;
  }
};
