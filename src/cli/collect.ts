/**
 * From the paths on the command line to the documents: files as they are named, folders walked for `.md` and
 * `.claim`.
 *
 * Walking is in the order of names, skips dot folders and node_modules, follows symbolic links, and visits no folder
 * and no file twice, so that a loop of links ends. Paths are printed as they were reached, never resolved.
 */
import type { Dirent, Stats } from 'node:fs';
import type { FileProblem } from './file-problem.ts';
import { readdir, realpath, stat } from 'node:fs/promises';
import { join, normalize } from 'node:path';
import { fileProblem } from './file-problem.ts';

export interface Found {
  readonly path: string;
  /** On the command line itself; otherwise met in a folder. */
  readonly named: boolean;
  readonly problem: FileProblem | null;
}

export interface Collection {
  readonly files: readonly Found[];
  /** Every folder that was walked, for `--watch`. */
  readonly folders: readonly string[];
}

const SUFFIX = /\.(?:md|claim)$/i;
const isSkipped = (name: string): boolean => name.startsWith('.') || name === 'node_modules';
const byName = (a: Dirent, b: Dirent): number => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0);

export const collect = async (paths: readonly string[]): Promise<Collection> => {
  const files: Found[] = [];
  const folders: string[] = [];
  const seen = new Set<string>();

  const isNew = async (path: string): Promise<boolean> => {
    const real = await realpath(path);
    if (seen.has(real)) return false;
    seen.add(real);
    return true;
  };
  const refuse = (path: string, named: boolean, problem: FileProblem): void => {
    files.push({ path, named, problem });
  };

  const takeFile = async (path: string, about: Stats, named: boolean): Promise<void> => {
    if (!about.isFile()) return refuse(path, named, { code: 'F0003', message: 'not a regular file' });
    if (await isNew(path)) files.push({ path, named, problem: null });
  };

  const walk = async (folder: string): Promise<void> => {
    if (!(await isNew(folder))) return;
    folders.push(folder);
    const entries = await readdir(folder, { withFileTypes: true });
    for (const entry of entries.sort(byName)) {
      if (!isSkipped(entry.name)) await takeEntry(join(folder, entry.name), entry);
    }
  };

  const takeEntry = async (path: string, entry: Dirent): Promise<void> => {
    const mayBeFolder = entry.isDirectory() || entry.isSymbolicLink();
    if (!mayBeFolder && !SUFFIX.test(entry.name)) return;
    try {
      const about = await stat(path);
      if (about.isDirectory()) await walk(path);
      else if (SUFFIX.test(entry.name)) await takeFile(path, about, false);
    } catch (error) {
      // A broken link is an error only where a document was to be found.
      if (SUFFIX.test(entry.name) || entry.isDirectory()) refuse(path, false, fileProblem(error));
    }
  };

  for (const path of paths.map(normalize)) {
    try {
      const about = await stat(path);
      if (about.isDirectory()) await walk(path);
      else await takeFile(path, about, true);
    } catch (error) {
      refuse(path, true, fileProblem(error));
    }
  }
  return { files, folders };
};
