/**
 * TensorFlow.js with its WebAssembly backend: the only place where either package is loaded, and only when it is asked for.
 *
 * The backend is looked up again after it was set: where it cannot start, the library goes on with a backend in plain JavaScript
 * that is ten times slower, without an error. Handlers that the library leaves on the process are taken away: they would print its
 * source above every uncaught exception.
 *
 * Errors: NetworkError 'missing-backend' where a package is not installed, cannot be loaded, or has another backend than asked for.
 */
import { createRequire } from 'node:module';
import { dirname, sep } from 'node:path';
import { NetworkError } from '../../network-error.ts';
import type { BackendLibrary, TensorLibrary } from './library.ts';

const TENSORFLOW = '@tensorflow/tfjs';
const BACKEND = '@tensorflow/tfjs-backend-wasm';
const INSTALL = `install it: npm install ${TENSORFLOW}@4.22.0 ${BACKEND}@4.22.0`;

/** How packages are had; tests put others in their place. */
export interface Packages {
  readonly load: (name: string) => Promise<unknown>;
  /** The folder of a package's main file. */
  readonly folder: (name: string) => string;
}

const installed: Packages = {
  load: (name) => import(/* @vite-ignore */ name) as Promise<unknown>,
  folder: (name) => dirname(createRequire(import.meta.url).resolve(name)),
};

const because = (error: unknown): string => (error instanceof Error ? error.message.split('\n', 1)[0] ?? '' : String(error));

const missing = (name: string, error: unknown): NetworkError => {
  const code = (error as { readonly code?: unknown } | null)?.code;
  const absent = code === 'ERR_MODULE_NOT_FOUND' || code === 'MODULE_NOT_FOUND';
  return new NetworkError('missing-backend', absent ? `${name} is not installed` : `${name} cannot be loaded: ${because(error)}`, INSTALL);
};

const EVENTS = ['uncaughtException', 'unhandledRejection'] as const;
/** As they stand in what Emscripten writes; handlers that others add meanwhile are left alone. */
const HANDLERS = /^function\s*\((\w+)\)\s*\{\s*(?:if\s*\(!\(\1 instanceof ExitStatus\)\)\s*\{?\s*)?throw \1;?\s*\}?\s*\}$/;

const withoutHandlers = async (start: () => Promise<boolean>): Promise<boolean> => {
  const before = EVENTS.map((event) => process.rawListeners(event));
  const started = await start();
  EVENTS.forEach((event, k) => {
    for (const handler of process.rawListeners(event)) {
      if (!before[k]?.includes(handler) && HANDLERS.test(String(handler))) process.off(event, handler as () => void);
    }
  });
  return started;
};

/** Set already, by us or by others who use the library: it may still be starting, or have failed. */
const waitFor = async (tf: TensorLibrary): Promise<boolean> => {
  await tf.ready();
  // After a start that failed, being asked again the library takes another backend, and says so.
  await tf.ready();
  return true;
};

const startBackend = async (tf: TensorLibrary, folder: () => string, backend: BackendLibrary): Promise<void> => {
  let reason = '';
  // Nothing is awaited between the question and the start: a second start would break off the first.
  const start = (): Promise<boolean> => {
    if (tf.getBackend() === 'wasm') return waitFor(tf);
    backend.setWasmPaths(folder() + sep);
    return withoutHandlers(() => tf.setBackend('wasm'));
  };
  try {
    if (await start() && tf.getBackend() === 'wasm') return;
  } catch (error) {
    reason = `: ${because(error)}`;
  }
  throw new NetworkError('missing-backend', `the WebAssembly backend of TensorFlow.js did not start${reason}`,
    `use another engine, or ${INSTALL}`);
};

const loadPackage = async (packages: Packages, name: string): Promise<unknown> => {
  try {
    return await packages.load(name);
  } catch (error) {
    throw missing(name, error);
  }
};

export const loadTensorflow = async (packages: Packages = installed): Promise<TensorLibrary> => {
  const tf = await loadPackage(packages, TENSORFLOW) as TensorLibrary;
  const backend = await loadPackage(packages, BACKEND) as BackendLibrary;
  await startBackend(tf, () => packages.folder(BACKEND), backend);
  return tf;
};
