/**
 * The harness of the SciPy peers: what is missing is named, and what fails is an error. Where there is no Python with NumPy and
 * SciPy, the second test is skipped and counted as skipped.
 */
import { expect, test } from 'vitest';
import { pythonWith } from '../bench/python.ts';
import { sideBySide, SciPyPeer } from '../bench/scipy-peer.ts';

test('without the modules there is no peer, the row says so, and ours is measured all the same', async () => {
  const none = SciPyPeer.start('scipy_grid.py', ['a_module_that_is_not_there']);
  expect(none.name('SciPy')).toBe('SciPy: no Python with a_module_that_is_not_there');
  let runs = 0;
  expect(await sideBySide(() => { runs += 1; }, none, 'any', {}, 3)).toMatchObject({ peer: null, result: null });
  expect(runs).toBe(4);
  none.stop();
});

test.skipIf(pythonWith(['numpy', 'scipy']) === null)('a task answers with its times and its result, and one that fails is an error', async () => {
  const scipy = SciPyPeer.start('scipy_grid.py');
  expect(scipy.name('SciPy')).toBe('SciPy');
  const task = { cells: 80, steps: 10, solver: 'dgtsv' };
  const answer = await scipy.ask<{ readonly distribution: readonly number[] }>('fokker-planck', task, 2);
  expect(answer?.result.distribution.length).toBe(7);
  expect(answer?.milliseconds).toBeGreaterThan(0);
  await expect(scipy.ask('fokker-planck', { ...task, solver: 'none' })).rejects.toThrow('KeyError');
  await expect(scipy.ask('nothing', {})).rejects.toThrow('KeyError');
  scipy.stop();
});
