/**
 * The engine of TensorFlow.js against the plain one, and what it leaves behind; what it promises as every engine does is in
 * engines.test.ts and faults.test.ts. Skipped where the library is not installed.
 */
import { beforeAll, describe, expect, test } from 'vitest';
import type { Engine, Network, NetworkOptions } from '../../../src/networks/engine/engine.ts';
import { plainEngine } from '../../../src/networks/engine/plain.ts';
import { wasmEngine } from '../../../src/networks/engine/wasm.ts';
import { tensorflowEngine } from '../../../src/networks/engine/tensorflow.ts';
import { streamOf } from '../../../src/numeric/random/streams.ts';
import { faultOf } from '../fault.ts';
import { tensorflowInstalled } from '../optional.ts';
import { difference, mixedLoss, normals, OPTIONS, squares } from './small-network.ts';

/** Floats against doubles: a few roundings of 2^-24 a layer, with room. */
const ROUNDING = 5e-6;

const inputsOf = ({ copies, batch, shape }: NetworkOptions, label: string): Float32Array =>
  normals(streamOf(3, label), copies * batch * shape.inputs);
const targetsOf = ({ copies, batch, shape }: NetworkOptions): Float32Array => normals(streamOf(3, 'targets'), copies * batch * shape.outputs);

/** Copies whose products are taken one by one, since 128 · 64 · 64 multiplications are many. */
const WIDE: NetworkOptions = { ...OPTIONS, shape: { inputs: 3, hidden: [64, 64], outputs: 2 }, batch: 128 };
const LINEAR: NetworkOptions = { ...OPTIONS, shape: { inputs: 3, hidden: [], outputs: 1 }, copies: 1, batch: 1 };

describe.skipIf(!tensorflowInstalled)('the engine of TensorFlow.js', () => {
  let tensorflow: Engine;
  beforeAll(async () => { tensorflow = await tensorflowEngine(); });

  const train = (network: Network, options: NetworkOptions, steps: number): void => {
    const [inputs, directions, targets] = [inputsOf(options, 'inputs'), inputsOf(options, 'directions'), targetsOf(options)];
    for (let step = 0; step < steps; step += 1) {
      network.accumulate(inputs, squares(targets));
      network.accumulateDirectional(inputs, directions, mixedLoss);
      network.update(1e-3);
    }
  };

  const both = (options: NetworkOptions, compare: (ours: Network, plain: Network) => void): void => {
    const [ours, plain] = [tensorflow.network(options), plainEngine.network(options)];
    compare(ours, plain);
    for (const network of [ours, plain]) network.dispose();
  };

  describe.each([['a small network', OPTIONS], ['a wide one', WIDE], ['a single layer', LINEAR]])('%s', (_, options) => {
    test('starts with the weights of the plain engine, bit by bit', () => both(options, (ours, plain) => {
      for (let copy = 0; copy < options.copies; copy += 1) {
        expect(ours.weights(copy)).toEqual(plain.weights(copy));
        expect(ours.weights(copy, true)).toEqual(plain.weights(copy));
      }
    }));

    test('gives the same losses, and the same gradients by the inputs', () => both(options, (ours, plain) => {
      const [inputs, directions, loss] = [inputsOf(options, 'inputs'), inputsOf(options, 'directions'), squares(targetsOf(options))];
      expect(difference(ours.evaluate(inputs), plain.evaluate(inputs))).toBeLessThan(ROUNDING);
      expect(ours.accumulate(inputs, loss) / plain.accumulate(inputs, loss)).toBeCloseTo(1, 5);
      expect(difference([ours.accumulateDirectional(inputs, directions, mixedLoss)],
        [plain.accumulateDirectional(inputs, directions, mixedLoss)])).toBeLessThan(1e-4);
      expect(difference(ours.inputGradient(inputs, loss), plain.inputGradient(inputs, loss))).toBeLessThan(ROUNDING);
    }));

    test('becomes the same network, and the same average, by both losses and Adam', () => both(options, (ours, plain) => {
      const start = plain.weights(0);
      for (const network of [ours, plain]) train(network, options, 3);
      expect(difference(plain.weights(0), start)).toBeGreaterThan(1e-3);
      for (let copy = 0; copy < options.copies; copy += 1) {
        // Steps are of the size of the rate whatever the gradient, so that a rounding of a gradient near 0 is a part of a step.
        expect(difference(ours.weights(copy), plain.weights(copy))).toBeLessThan(2e-5);
        expect(difference(ours.weights(copy, true), plain.weights(copy, true))).toBeLessThan(2e-5);
      }
      expect(difference(plain.weights(0, true), plain.weights(0))).toBeGreaterThan(1e-4);
      expect(difference(ours.evaluate(inputsOf(options, 'others'), true), plain.evaluate(inputsOf(options, 'others'), true))).toBeLessThan(5e-5);
    }));
  });

  /** What is gathered, by an update with ε far above it: m / (√v + ε) with both decays 0 is g / (|g| + ε). */
  const gatheredBy = (engine: Engine, options: NetworkOptions, gather: (network: Network) => void): Float32Array => {
    const network = engine.network({ ...options, optimiser: { firstDecay: 0, secondDecay: 0, epsilon: 1e4, averageDecay: 0 } });
    network.setWeights(0, network.weights(0));
    const before = network.weights(0);
    gather(network);
    network.update(1e4);
    const after = network.weights(0);
    network.dispose();
    return after.map((w, i) => before[i]! - w);
  };

  test.each([['outputs', OPTIONS], ['outputs of wide layers', WIDE]])('the gradient of a loss of %s is that of the plain engine', (_, options) => {
    const [inputs, loss] = [inputsOf(options, 'inputs'), squares(targetsOf(options))];
    const [ours, plain] = [tensorflow, plainEngine].map((engine) => gatheredBy(engine, options, (network) => {
      network.accumulate(inputs, loss);
      network.accumulate(inputs, loss);
    }));
    // The difference of weights of size 1 has their rounding.
    expect(difference(ours!, plain!)).toBeLessThan(1e-5);
  });

  test.each([['small', OPTIONS], ['wide', WIDE]])('so is that of a loss of outputs and derivatives: %s', (_, options) => {
    const [inputs, directions] = [inputsOf(options, 'inputs'), inputsOf(options, 'directions')];
    const [ours, plain] = [tensorflow, plainEngine].map((engine) => gatheredBy(engine, options, (network) => {
      network.accumulateDirectional(inputs, directions, mixedLoss);
    }));
    expect(difference(ours!, plain!)).toBeLessThan(1e-5);
  });

  test('an update with nothing gathered goes on by what is remembered, as on the plain engine', () => both(OPTIONS, (ours, plain) => {
    for (const network of [ours, plain]) {
      train(network, OPTIONS, 1);
      network.update(1e-3);
    }
    expect(difference(ours.weights(1), plain.weights(1))).toBeLessThan(2e-5);
  }));

  test('a network of many rows is evaluated in parts, and gives the same', () => {
    const network = tensorflow.network({ ...OPTIONS, shape: { inputs: 3, hidden: [256], outputs: 2 } });
    const rows = 5000;
    const inputs = normals(streamOf(3, 'many'), 2 * rows * 3);
    const whole = network.evaluate(inputs);
    const last = Float32Array.from([...inputs.subarray((rows - 6) * 3, rows * 3), ...inputs.subarray((2 * rows - 6) * 3)]);
    // Large products are taken in another order of additions.
    expect(difference(network.evaluate(last), [...whole.subarray((rows - 6) * 2, rows * 2), ...whole.subarray((2 * rows - 6) * 2)]))
      .toBeLessThan(ROUNDING);
    expect(network.evaluate(new Float32Array(0))).toEqual(new Float32Array(0));
    expect(network.inputGradient(new Float32Array(0), () => 0)).toEqual(new Float32Array(0));
    network.dispose();
  });

  test('the same seed gives the same weights to the last bit, another seed others', () => {
    const run = (seed: number): Float32Array => {
      const network = tensorflow.network({ ...WIDE, stream: streamOf(seed) });
      train(network, WIDE, 3);
      const found = network.weights(1, true);
      network.dispose();
      return found;
    };
    const once = run(5);
    expect(run(5)).toEqual(once);
    expect(difference(run(6), once)).toBeGreaterThan(0.1);
  });

  test('a network holds five tensors, as many after training, evaluation and errors, and none once it is disposed', () => {
    const before = tensorflow.held();
    const network = tensorflow.network(OPTIONS);
    expect(tensorflow.held()).toBe(before + 5);
    const [inputs, directions] = [inputsOf(OPTIONS, 'inputs'), inputsOf(OPTIONS, 'directions')];
    train(network, OPTIONS, 2);
    network.evaluate(inputs);
    network.inputGradient(inputs, squares(targetsOf(OPTIONS)));
    network.setWeights(0, network.weights(1, true));
    const thrown = (): never => { throw new Error('by the loss'); };
    for (const act of [
      () => network.accumulate(inputs, thrown), () => network.accumulateDirectional(inputs, directions, thrown),
      () => network.inputGradient(inputs, thrown), () => network.accumulate(inputs, () => Number.NaN),
    ]) {
      expect(act).toThrow();
      expect(tensorflow.held()).toBe(before + 5);
    }
    network.accumulate(inputs, (_, gradient) => { gradient[0] = Number.NaN; return 1; });
    expect(faultOf(() => network.update(1e-3))).toBe('diverged');
    expect(tensorflow.held()).toBe(before + 5);
    network.dispose();
    network.dispose();
    expect(tensorflow.held()).toBe(before);
  });

  test('what would not fit into memory is refused before anything is held', () => {
    const before = tensorflow.held();
    expect(faultOf(() => tensorflow.network({ ...WIDE, batch: 1_000_000 }))).toBe('out-of-memory');
    expect(tensorflow.held()).toBe(before);
  });

  test('the same recipe on each engine ends with the same error, to three digits', () => {
    const options = { ...OPTIONS, shape: { inputs: 1, hidden: [16, 16], outputs: 1 }, copies: 1, batch: 64 };
    const [steps, grid] = [60, Float32Array.from({ length: 201 }, (_, i) => i / 50 - 2)];
    const errorOf = (network: Network): number => Math.sqrt(network.evaluate(grid, true)
      .reduce((sum, y, i) => sum + (y - Math.sin(2 * grid[i]!)) ** 2, 0) / grid.length);
    const [plain, wasm, ours] = [plainEngine, wasmEngine(), tensorflow].map((engine) => {
      const network = engine.network(options);
      const start = errorOf(network);
      for (let step = 0; step < steps; step += 1) {
        const inputs = normals(streamOf(3, 'step', step), 64);
        network.accumulate(inputs, squares(inputs.map((x) => Math.sin(2 * x))));
        network.update(0.03 * (1 - step / steps));
      }
      const error = errorOf(network);
      network.dispose();
      expect(error).toBeLessThan(start / 2);
      return error;
    });
    expect(Math.abs(ours! / plain! - 1)).toBeLessThan(5e-4);
    expect(Math.abs(wasm! / plain! - 1)).toBeLessThan(5e-4);
  });
});
