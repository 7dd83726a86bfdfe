import { expect, test } from 'vitest';
import { commandLine, endedBy } from '../../src/cli/command-line.ts';
import { Interrupted, UsageError } from '../../src/cli/surroundings.ts';
import { folderWith, recorder } from './stage.ts';
import { TOY } from './toy.ts';

test('an error of the program is exit code 70, and says that it is no verdict', () => {
  const { code, message } = endedBy(new TypeError('oops'));
  expect(code).toBe(70);
  expect(message).toMatch(/^internal error: this is a fault of hopfcole, and no verdict about any claim\nTypeError: oops\n/);
  expect(endedBy('thrown text')).toMatchObject({ code: 70, message: expect.stringContaining('thrown text') as string });
});

test('wrong use, interruption and a full disk are told as what they are', () => {
  expect(endedBy(new UsageError('no'))).toEqual({ code: 64, message: 'error: no\n' });
  expect(endedBy(new Interrupted('interrupted'))).toEqual({ code: 130, message: 'interrupted\n' });
  const full = Object.assign(new Error('ENOSPC: no space left on device, write'), { syscall: 'write' });
  expect(endedBy(full)).toEqual({ code: 70, message: 'error: the output cannot be written: ENOSPC: no space left on device, write\n' });
});

test('a part of the program that cannot be loaded is an internal error', async () => {
  const [stdout, stderr] = [recorder(), recorder()];
  const dependencies = { ...TOY, checkClaim: () => Promise.reject(new Error('cannot find the kernel')) };
  const surroundings = { stdout: stdout.output, stderr: stderr.output, dependencies, interruption: new AbortController().signal };
  expect(await commandLine([folderWith({ 'a.md': 'claim A = proved' })], surroundings)).toBe(70);
  expect(stderr.text()).toContain('cannot find the kernel');
});
