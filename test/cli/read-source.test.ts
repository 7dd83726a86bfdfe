import { execFileSync } from 'node:child_process';
import { chmodSync, symlinkSync, truncateSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { LARGEST_FILE, readSource } from '../../src/cli/read-source.ts';
import { folderWith } from './stage.ts';

const text = async (content: string | Uint8Array): Promise<unknown> =>
  readSource(join(folderWith({ 'a.md': content }), 'a.md'));

test('text is read as it is, and a byte order mark is dropped', async () => {
  expect(await text('∂t p\r\n')).toEqual({ text: '∂t p\r\n' });
  expect(await text('\ufeffclaim')).toEqual({ text: 'claim' });
  expect(await text('')).toEqual({ text: '' });
});

describe('what is no text is refused, with the line', () => {
  test('zero bytes', async () => {
    expect(await text(new Uint8Array([65, 10, 0, 66]))).toEqual({ problem: { code: 'F0005', message: 'not a text: a zero byte in line 2' } });
  });
  test('UTF-16, which is known by its first two bytes', async () => {
    const utf16 = Buffer.from('\ufeffclaim', 'utf16le');
    for (const bytes of [utf16, Buffer.from(utf16).swap16()]) {
      expect(await text(bytes)).toEqual({ problem: { code: 'F0006', message: 'UTF-16, and not UTF-8' } });
    }
  });
  test('Latin-1', async () => {
    expect(await text(Buffer.from('a\nb\nL\u00f3pez\n', 'latin1'))).toEqual({ problem: { code: 'F0006', message: 'not UTF-8, from line 3 on' } });
  });
});

test('a file that is not there, and a folder, are no documents', async () => {
  const folder = folderWith({});
  expect(await readSource(join(folder, 'none.md'))).toEqual({ problem: { code: 'F0001', message: 'no such file or folder' } });
  expect(await readSource(folder)).toMatchObject({ problem: { code: 'F0003' } });
});

test('a pipe or a device is refused at once, without waiting for somebody to write', async () => {
  const pipe = join(folderWith({}), 'pipe.md');
  execFileSync('mkfifo', [pipe]);
  expect(await readSource(pipe)).toEqual({ problem: { code: 'F0003', message: 'not a regular file' } });
  expect(await readSource('/dev/zero')).toMatchObject({ problem: { code: 'F0003' } });
});

test('a file of more than 50 MB is refused unread', async () => {
  const folder = folderWith({ 'big.md': '' });
  truncateSync(join(folder, 'big.md'), LARGEST_FILE + 1);
  expect(await readSource(join(folder, 'big.md'))).toMatchObject({ problem: { code: 'F0004' } });
});

test('a link to itself is refused', async () => {
  const folder = folderWith({});
  symlinkSync('loop.md', join(folder, 'loop.md'));
  expect(await readSource(join(folder, 'loop.md'))).toEqual({ problem: { code: 'F0002', message: 'cannot be read: a loop of symbolic links' } });
});

test.skipIf(process.getuid?.() === 0)('a file without permission is refused', async () => {
  const folder = folderWith({ 'a.md': 'claim' });
  chmodSync(join(folder, 'a.md'), 0);
  expect(await readSource(join(folder, 'a.md'))).toEqual({ problem: { code: 'F0002', message: 'cannot be read: permission denied' } });
});
