/**
 * Waits for documents to change, and says which ones did.
 *
 * Folders are watched rather than files, since editors replace a file by renaming another one over it. A burst of
 * events counts as one; what decides is each file's time and size, and not what the system says about it.
 */
import type { FSWatcher } from 'node:fs';
import type { Found } from './collect.ts';
import { watch } from 'node:fs';
import { stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { collect } from './collect.ts';

/** Events that follow each other more closely belong together. */
const CALM_MS = 100;

const signatureOf = async (found: Found): Promise<string> => {
  const about = await stat(found.path).catch(() => null);
  return about === null ? 'gone' : `${about.mtimeMs} ${about.size} ${about.ino}`;
};

type Signatures = ReadonlyMap<string, string>;
const signaturesOf = async (files: readonly Found[]): Promise<Signatures> =>
  new Map(await Promise.all(files.map(async (f) => [f.path, await signatureOf(f)] as const)));

/** Resolves at the first event in one of the folders, once it is calm again, or when the signal is aborted. */
const somethingHappens = (folders: readonly string[], signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    const watchers: FSWatcher[] = [];
    let calm: NodeJS.Timeout | null = null;
    const end = (): void => {
      signal.removeEventListener('abort', end);
      for (const watcher of watchers) watcher.close();
      resolve();
    };
    const happened = (): void => {
      if (calm !== null) clearTimeout(calm);
      calm = setTimeout(end, CALM_MS);
    };
    signal.addEventListener('abort', end);
    if (signal.aborted) return end();
    for (const folder of folders) {
      try {
        watchers.push(watch(folder, happened).on('error', happened));
      } catch {
        // The folder is gone: the next look at the paths says so.
      }
    }
  });

const foldersOf = (files: readonly Found[], walked: readonly string[]): readonly string[] =>
  [...new Set([...walked, ...files.filter((f) => f.named).map((f) => dirname(f.path))])];

/** Calls back with the documents that are new or changed, again and again until the signal is aborted. */
export const watchDocuments = async (
  paths: readonly string[], signal: AbortSignal, changed: (files: readonly Found[]) => Promise<void>,
): Promise<void> => {
  let { files, folders } = await collect(paths);
  let before = await signaturesOf(files);
  while (!signal.aborted) {
    await somethingHappens(foldersOf(files, folders), signal);
    if (signal.aborted) return;
    ({ files, folders } = await collect(paths));
    const now = await signaturesOf(files);
    const news = files.filter((f) => now.get(f.path) !== before.get(f.path));
    before = now;
    if (news.length > 0) await changed(news);
  }
};
