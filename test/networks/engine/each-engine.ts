/**
 * The same tests on every engine; those on TensorFlow.js are skipped, and counted, where the library is not installed.
 */
import { beforeAll, describe } from 'vitest';
import type { Engine, Network, NetworkOptions } from '../../../src/networks/engine/engine.ts';
import { plainEngine } from '../../../src/networks/engine/plain.ts';
import { tensorflowEngine } from '../../../src/networks/engine/tensorflow.ts';
import { wasmEngine } from '../../../src/networks/engine/wasm.ts';
import { tensorflowInstalled } from '../optional.ts';

const LOADED: Readonly<Record<Engine['name'], () => Engine | Promise<Engine>>> = {
  plain: () => plainEngine, wasm: wasmEngine, tensorflow: tensorflowEngine,
};

/** `engine` may be called within a test only. */
export const onEachEngine = (tests: (engine: () => Engine, name: Engine['name']) => void): void => {
  for (const name of ['plain', 'wasm', 'tensorflow'] as const) {
    describe.skipIf(name === 'tensorflow' && !tensorflowInstalled)(`the engine ${name}`, () => {
      let engine = plainEngine;
      beforeAll(async () => { engine = await LOADED[name](); });
      tests(() => engine, name);
    });
  }
};

export const withNetwork = <Result>(engine: Engine, options: NetworkOptions, run: (network: Network) => Result): Result => {
  const network = engine.network(options);
  try {
    return run(network);
  } finally {
    network.dispose();
  }
};
