import { execFileSync } from 'node:child_process';
import { createReadStream, lstatSync, mkdirSync, readFileSync, readdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { isSameFile, writeWhole } from '../../src/cli/write-file.ts';
import { folderWith } from './stage.ts';

test('the file is written over, and nothing else is left', async () => {
  const folder = folderWith({ 'a.json': 'old' });
  await writeWhole(join(folder, 'a.json'), 'new');
  expect(readFileSync(join(folder, 'a.json'), 'utf8')).toBe('new');
  expect(readdirSync(folder)).toEqual(['a.json']);
});

test('many writers at once leave one of their texts, whole', async () => {
  const folder = folderWith({});
  const texts = Array.from({ length: 8 }, (_, i) => String(i).repeat(100_000));
  await Promise.all(texts.map((text) => writeWhole(join(folder, 'a'), text)));
  expect(texts).toContain(readFileSync(join(folder, 'a'), 'utf8'));
  expect(readdirSync(folder)).toEqual(['a']);
});

test('where it cannot be written, an error is thrown and nothing is left', async () => {
  const folder = folderWith({});
  mkdirSync(join(folder, 'a'));
  await expect(writeWhole(join(folder, 'a'), 'text')).rejects.toThrow();
  expect(readdirSync(folder)).toEqual(['a']);
});

test('a link is followed, and stays a link', async () => {
  const folder = folderWith({ 'a.txt': 'old' });
  symlinkSync(join(folder, 'a.txt'), join(folder, 'link'));
  await writeWhole(join(folder, 'link'), 'new');
  expect(readFileSync(join(folder, 'a.txt'), 'utf8')).toBe('new');
  expect(lstatSync(join(folder, 'link')).isSymbolicLink()).toBe(true);
});

test.skipIf(process.platform === 'win32')('a pipe is written into, and stays a pipe', async () => {
  const pipe = join(folderWith({}), 'pipe');
  execFileSync('mkfifo', [pipe]);
  const read = createReadStream(pipe, 'utf8').toArray();
  await writeWhole(pipe, 'text');
  expect((await read).join('')).toBe('text');
  expect(lstatSync(pipe).isFIFO()).toBe(true);
});

test('one file under two names', async () => {
  const folder = folderWith({ 'a.txt': '', 'b.txt': '' });
  symlinkSync(join(folder, 'a.txt'), join(folder, 'link'));
  expect(await isSameFile(join(folder, 'a.txt'), join(folder, 'link'))).toBe(true);
  expect(await isSameFile(join(folder, 'a.txt'), join(folder, 'b.txt'))).toBe(false);
  expect(await isSameFile(join(folder, 'none'), join(folder, 'none'))).toBe(false);
});
