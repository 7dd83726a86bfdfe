/**
 * What a process loads and prints that uses engines.
 */
import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { tensorflowInstalled } from '../../optional.ts';

const ROOT = fileURLToPath(new URL('../../../..', import.meta.url));

const PROGRAM = `
import { createRequire } from 'node:module';
import { plainEngine } from './src/networks/engine/plain.ts';
import { tensorflowEngine } from './src/networks/engine/tensorflow.ts';
import { wasmEngine } from './src/networks/engine/wasm.ts';
import { streamOf } from './src/numeric/random/streams.ts';

const loaded = () => Object.keys(createRequire(import.meta.url).cache).some((path) => path.includes('@tensorflow'));
const handlers = () => ['uncaughtException', 'unhandledRejection'].map((event) => process.listenerCount(event)).join();
const step = (engine) => {
  const network = engine.network({
    shape: { inputs: 1, hidden: [4], outputs: 1 }, copies: 1, batch: 2, stream: streamOf(1),
    optimiser: { firstDecay: 0.9, secondDecay: 0.99, epsilon: 1e-8, averageDecay: 0 },
  });
  network.accumulate(Float32Array.of(1, 2), (outputs, gradient) => { gradient.set(outputs); return 1; });
  network.update(0.01);
  network.dispose();
  console.log(engine.name, loaded());
};
const before = handlers();
step(plainEngine);
step(wasmEngine());
try {
  step(await tensorflowEngine());
} catch (error) {
  console.log(error.fault);
}
console.log(handlers() === before);
`;

test('TensorFlow.js is loaded when its engine is asked for, not before, and prints nothing', async () => {
  const { stdout, stderr } = await promisify(execFile)(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', PROGRAM],
    { cwd: ROOT, timeout: 30_000, killSignal: 'SIGKILL' });
  const last = tensorflowInstalled ? 'tensorflow true' : 'missing-backend';
  expect(stdout).toBe(`plain false\nwasm false\n${last}\ntrue\n`);
  expect(stderr).toBe('');
}, 40_000);
