import { execFileSync } from 'node:child_process';
import { mkdirSync, symlinkSync } from 'node:fs';
import { join, relative } from 'node:path';
import { expect, test } from 'vitest';
import { collect } from '../../src/cli/collect.ts';
import { folderWith } from './stage.ts';

const found = async (folder: string, ...paths: readonly string[]): Promise<readonly string[]> => {
  const { files } = await collect((paths.length === 0 ? ['.'] : paths).map((path) => join(folder, path)));
  return files.map((f) => `${relative(folder, f.path)}${f.problem === null ? '' : ` ${f.problem.code}`}`);
};

test('a folder gives its documents in the order of their names, and no others', async () => {
  const folder = folderWith({ 'b.md': '', 'a/z.claim': '', 'a/y.MD': '', 'c.txt': '', 'B.md': '', 'md': '' });
  expect(await found(folder)).toEqual(['B.md', 'a/y.MD', 'a/z.claim', 'b.md']);
});

test('dot folders and node_modules are not entered', async () => {
  const folder = folderWith({ '.git/a.md': '', 'node_modules/p/a.md': '', 'x/node_modules/a.md': '', '.b.md': '', 'x/a.md': '' });
  expect(await found(folder)).toEqual(['x/a.md']);
});

test('what is named is taken whatever it is called, in the order given, and once', async () => {
  const folder = folderWith({ 'notes.txt': '', 'a.md': '' });
  expect(await found(folder, 'notes.txt', 'a.md', '.', './a.md')).toEqual(['notes.txt', 'a.md']);
});

test('a loop of links ends, and a file with two names is one document', async () => {
  const folder = folderWith({ 'a/a.md': '' });
  symlinkSync('..', join(folder, 'a/up'));
  symlinkSync('a.md', join(folder, 'a/b.md'));
  symlinkSync('a', join(folder, 'again'));
  expect(await found(folder)).toEqual(['a/a.md']);
});

test('a link that leads nowhere is reported where a document was to be found', async () => {
  const folder = folderWith({});
  symlinkSync('nowhere', join(folder, 'a.md'));
  symlinkSync('nowhere', join(folder, 'a.txt'));
  symlinkSync('b.md', join(folder, 'b.md'));
  expect(await found(folder)).toEqual(['a.md F0001', 'b.md F0002']);
});

test('a folder that is called like a document is a folder', async () => {
  expect(await found(folderWith({ 'book.md/one.md': '' }), 'book.md')).toEqual(['book.md/one.md']);
});

test('a pipe in a folder is refused, and so is a name that does not exist', async () => {
  const folder = folderWith({});
  execFileSync('mkfifo', [join(folder, 'pipe.md')]);
  expect(await found(folder, '.', 'none.md', 'pipe.md/x')).toEqual(['pipe.md F0003', 'none.md F0001', 'pipe.md/x F0001']);
});

test('every folder that was walked is told, so that it can be watched', async () => {
  const folder = folderWith({ 'a/a.md': '' });
  mkdirSync(join(folder, 'empty'));
  const { folders } = await collect([folder]);
  expect(folders.map((path) => relative(folder, path))).toEqual(['', 'a', 'empty']);
});
