import { mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { expect, test } from 'vitest';
import { watchDocuments } from '../../src/cli/watch.ts';
import { folderWith } from './stage.ts';

/** Watches a folder, makes each change in turn, and returns which documents were told after each. */
const told = async (folder: string, changes: readonly (() => void)[]): Promise<readonly (readonly string[])[]> => {
  const stop = new AbortController();
  const answers: string[][] = [];
  const next = (): void => {
    const change = changes[answers.length];
    if (change === undefined) stop.abort();
    else setTimeout(change, 150);
  };
  next();
  await watchDocuments([folder], stop.signal, (files) => {
    answers.push(files.map((f) => basename(f.path)));
    next();
    return Promise.resolve();
  });
  return answers;
};

test('a document that is written, replaced or new is told, and no other', async () => {
  const folder = folderWith({ 'a.md': 'one', 'b.md': 'one', 'sub/c.md': 'one' });
  const at = (name: string): string => join(folder, name);
  expect(await told(folder, [
    () => writeFileSync(at('a.md'), 'two, longer'),
    () => { writeFileSync(at('b.tmp'), 'two, longer'); renameSync(at('b.tmp'), at('b.md')); },
    () => writeFileSync(at('sub/d.md'), 'new'),
    () => { rmSync(at('a.md')); writeFileSync(at('notes.txt'), 'no document'); writeFileSync(at('sub/c.md'), 'two, longer'); },
    () => { mkdirSync(at('more')); writeFileSync(at('more/e.md'), 'new'); },
  ])).toEqual([['a.md'], ['b.md'], ['d.md'], ['c.md'], ['e.md']]);
});

test('it ends when it is told to', async () => {
  await expect(watchDocuments([folderWith({ 'a.md': '' })], AbortSignal.abort(), () => Promise.resolve())).resolves.toBeUndefined();
});
