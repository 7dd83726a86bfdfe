import { mkdirSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { writeWhole } from '../../src/cli/write-file.ts';
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
