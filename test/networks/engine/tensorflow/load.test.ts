/**
 * What is said where TensorFlow.js is missing, or does not start as it should: with packages that stand in for it.
 */
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { NetworkError } from '../../../../src/networks/network-error.ts';
import type { Packages } from '../../../../src/networks/engine/tensorflow/load.ts';
import { loadTensorflow } from '../../../../src/networks/engine/tensorflow/load.ts';

interface Wishes {
  readonly absent?: string;
  readonly broken?: string;
  /** What the backend is after it was set. */
  readonly becomes?: string;
  readonly starts?: () => Promise<boolean>;
}

const packagesOf = ({ absent, broken, becomes = 'wasm', starts }: Wishes, log: string[] = []): Packages => {
  let backend: string | undefined;
  const library = {
    getBackend: () => backend,
    ready: async () => { await Promise.resolve(); },
    setBackend: async (name: string) => {
      log.push(`backend ${name}`);
      backend = becomes;
      await Promise.resolve();
      return starts === undefined ? becomes === name : starts();
    },
    setWasmPaths: (folder: string) => { log.push(`folder ${folder}`); },
  };
  return {
    load: (name) => {
      log.push(`load ${name}`);
      if (name === absent) return Promise.reject(Object.assign(new Error(`Cannot find package '${name}'`), { code: 'ERR_MODULE_NOT_FOUND' }));
      if (name === broken) return Promise.reject(new SyntaxError('Unexpected token\nwith a stack'));
      return Promise.resolve(library);
    },
    folder: () => '/there',
  };
};

const errorOf = async (wishes: Wishes): Promise<NetworkError> => {
  const error: unknown = await loadTensorflow(packagesOf(wishes)).catch((caught: unknown) => caught);
  expect(error).toBeInstanceOf(NetworkError);
  return error as NetworkError;
};

/** With the versions that the package names as its peers. */
const { peerDependencies } = JSON.parse(readFileSync(new URL('../../../../package.json', import.meta.url), 'utf8')) as { peerDependencies: Record<string, string> };
const INSTALL = `npm install ${['@tensorflow/tfjs', '@tensorflow/tfjs-backend-wasm'].map((name) => `${name}@${peerDependencies[name]}`).join(' ')}`;

test.each(['@tensorflow/tfjs', '@tensorflow/tfjs-backend-wasm'])('without %s: it is not installed, and how to install it', async (absent) => {
  const { fault, message, advice } = await errorOf({ absent });
  expect(fault).toBe('missing-backend');
  expect(message).toContain(`${absent} is not installed`);
  expect(advice).toContain(INSTALL);
});

test('a package that cannot be loaded says why, in one line', async () => {
  const { fault, message } = await errorOf({ broken: '@tensorflow/tfjs-backend-wasm' });
  expect(fault).toBe('missing-backend');
  expect(message).toContain('@tensorflow/tfjs-backend-wasm cannot be loaded: Unexpected token; install it');
});

test('a backend that did not start, and another that came in its place, is an error', async () => {
  expect((await errorOf({ becomes: 'cpu' })).message).toContain('did not start');
  // The library's own answer when its start failed: the name is set all the same.
  expect((await errorOf({ starts: () => Promise.resolve(false) })).message).toContain('did not start');
  expect((await errorOf({ starts: () => Promise.reject(new Error('no memory')) })).message).toContain('did not start: no memory');
});

test('the folder of the modules is told before the backend is set, and both only once', async () => {
  const log: string[] = [];
  const packages = packagesOf({}, log);
  await Promise.all([loadTensorflow(packages), loadTensorflow(packages)]);
  expect(log.filter((line) => !line.startsWith('load'))).toEqual(['folder /there/', 'backend wasm']);
});

test('handlers that the library leaves on the process are taken away, and those of others stay', async () => {
  const theirs = (reason: unknown): void => { throw new Error(String(reason)); };
  const before = process.rawListeners('uncaughtException');
  await loadTensorflow(packagesOf({
    starts: () => {
      class ExitStatus {}
      process.on('uncaughtException', function (ex) { if (!(ex instanceof ExitStatus)) { throw ex; } });
      process.on('unhandledRejection', function (reason) { throw reason; });
      process.on('uncaughtException', theirs);
      return Promise.resolve(true);
    },
  }));
  expect(process.rawListeners('uncaughtException')).toEqual([...before, theirs]);
  expect(process.rawListeners('unhandledRejection').map(String)).not.toContain('function (reason) { throw reason; }');
  process.off('uncaughtException', theirs);
});
