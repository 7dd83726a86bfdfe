/**
 * Whether the optional part is installed. Only its absence skips a test: where it is there and does not start, tests fail.
 */
import { createRequire } from 'node:module';

const isInstalled = (name: string): boolean => {
  try {
    createRequire(import.meta.url).resolve(name);
    return true;
  } catch {
    return false;
  }
};

export const tensorflowInstalled: boolean = ['@tensorflow/tfjs', '@tensorflow/tfjs-backend-wasm'].every(isInstalled);
