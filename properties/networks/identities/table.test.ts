import { expect, test } from 'vitest';
import { IDENTITIES, printed, rowsOf, wrongFormsSeen } from '../../../src/networks/identities/table.ts';
import { identityNamed, lookIn } from '../../../test/networks/identities/scores.ts';

test('every identity has wrong forms, each once, and knows no others', () => {
  for (const { wrong } of IDENTITIES) expect(new Set(wrong).size).toBe(wrong.length);
  expect(IDENTITIES.every(({ wrong }) => wrong.length >= 4)).toBe(true);
  expect(() => identityNamed('reverse diffusion').see(lookIn(1, 0), 'upside down')).toThrow(/wrong form/);
});

test('with a score that is wrong by 3 % no identity is contradicted, and nine in ten wrong forms are', () => {
  // Those along paths have tests of their own.
  const slow = ['score as optimal control', 'gap of the control', 'reverse diffusion'];
  const quick = IDENTITIES.filter(({ name }) => !slow.includes(name));
  const rows = wrongFormsSeen(lookIn(1, 0.03, { times: 8 }), quick);
  const [right, wrong] = [rows.filter((row) => row.wrong === null), rows.filter((row) => row.wrong !== null)];
  expect(right.map(({ identity, sight }) => `${identity}: ${sight.outcome}`)).toEqual(quick.map(({ name }) => `${name}: supports`));
  expect(wrong.filter(({ sight }) => sight.outcome === 'contradicts').length / wrong.length).toBeGreaterThan(0.9);
});

test('the same seed gives the same figures again', () => {
  const rows = () => printed(rowsOf(lookIn(2, 0.03, { times: 4, paths: 64, steps: 8 }), identityNamed('denoising score matching')));
  expect(rows()).toEqual(rows());
  expect(rows()[0]).toContain('as it is');
});
