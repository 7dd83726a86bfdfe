import { expect, test } from 'vitest';
import { isSelected } from '../../src/cli/selection.ts';

const claim = { name: 'Score Fokker–Planck (full G)', line: 14 };
const selected = (...patterns: readonly string[]): boolean => isSelected(patterns, 'notes/score.md', claim);

test('without a pattern every claim is meant', () => expect(selected()).toBe(true));

test('a part of the name fits, in any case', () => {
  expect([selected('fokker'), selected('FULL G'), selected('reverse')]).toEqual([true, true, false]);
});

test('a star stands for anything, in order', () => {
  expect([selected('score*full'), selected('full*score'), selected('*')]).toEqual([true, false, true]);
});

test('characters that mean something elsewhere mean themselves', () => {
  expect([selected('(full G)'), selected('.'), selected('[')]).toEqual([true, false, false]);
});

test('a place fits the claim that begins there', () => {
  expect([selected('score.md:14'), selected('notes/score.md:14'), selected('score.md:15'), selected('ore.md:14')])
    .toEqual([true, true, false, false]);
});

test('of several patterns one has to fit', () => expect(selected('reverse', 'score')).toBe(true));
