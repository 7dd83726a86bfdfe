/**
 * Writes a file so that a reader sees all of it or the old one: into a neighbour, which is then renamed.
 *
 * The neighbour's name is unique, so that two processes may write the same file at once. A link is followed. What is
 * there and is no regular file, such as /dev/null or a pipe, is written into: renaming would put a file in its place.
 */
import { randomUUID } from 'node:crypto';
import { realpath, rename, rm, stat, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';

/** Throws the error of the file system, and leaves no neighbour behind. */
export const writeWhole = async (path: string, text: string): Promise<void> => {
  const place = await existing(path);
  if (place !== null && !(await stat(place)).isFile()) return writeFile(place, text);
  return throughNeighbour(place ?? path, text);
};

const throughNeighbour = async (path: string, text: string): Promise<void> => {
  const neighbour = join(dirname(path), `.${basename(path)}.${randomUUID()}.tmp`);
  try {
    await writeFile(neighbour, text, { flag: 'wx' });
    await rename(neighbour, path);
  } catch (error) {
    await rm(neighbour, { force: true });
    throw error;
  }
};

/** Where the links of a path lead; null: nothing is there. */
const existing = async (path: string): Promise<string | null> => {
  try {
    return await realpath(path);
  } catch {
    return null;
  }
};

/** Do both names stand for one file that is there? */
export const isSameFile = async (a: string, b: string): Promise<boolean> => {
  const [first, second] = await Promise.all([existing(a), existing(b)]);
  return first !== null && first === second;
};
