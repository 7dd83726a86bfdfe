/**
 * The documents under derivations/, read from the disk.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

export const ROOT: string = dirname(dirname(fileURLToPath(import.meta.url)));

export interface Source {
  readonly path: string;
  readonly text: string;
}

/** Every document, in the order of their paths. */
export const derivations = (): readonly Source[] =>
  readdirSync(join(ROOT, 'derivations'), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.(md|claim)$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .toSorted()
    .map((path) => ({ path: relative(ROOT, path), text: readFileSync(path, 'utf8') }));
