import { expect, test } from 'vitest';
import { paint } from '../../src/report/colour.ts';
import { wantsColour } from '../../src/report/wants-colour.ts';

test('a terminal has colours, a pipe has none', () => {
  expect([wantsColour(true, {}), wantsColour(false, {})]).toEqual([true, false]);
});

test('NO_COLOR wins over everything, unless it is empty', () => {
  expect(wantsColour(true, { NO_COLOR: '1', FORCE_COLOR: '1' })).toBe(false);
  expect(wantsColour(true, { NO_COLOR: '' })).toBe(true);
});

test('FORCE_COLOR colours a pipe, and 0 takes the colours from a terminal', () => {
  expect([wantsColour(false, { FORCE_COLOR: '1' }), wantsColour(true, { FORCE_COLOR: '0' })]).toEqual([true, false]);
});

test('a dumb terminal has none', () => {
  expect(wantsColour(true, { TERM: 'dumb' })).toBe(false);
});

test('paint without colours changes nothing', () => {
  const dyes = Object.values(paint(false)) as ((text: string) => string)[];
  for (const dye of dyes) expect(dye('text')).toBe('text');
  expect(paint(true).passed('text')).toBe('\u001b[32mtext\u001b[39m');
});
