/**
 * Starts the worker: a thread of Node 20 does not take over the loader that reads TypeScript, so it is registered here.
 */
import { register } from 'tsx/esm/api';

register();
await import('./worker.ts');
