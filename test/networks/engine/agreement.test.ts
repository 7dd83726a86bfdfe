/**
 * The engine in WebAssembly against the plain one, in doubles.
 */
import { describe, expect, test } from 'vitest';
import type { Engine, Network, NetworkOptions } from '../../../src/networks/engine/engine.ts';
import { initialWeights } from '../../../src/networks/engine/initial-weights.ts';
import { plainEngine } from '../../../src/networks/engine/plain.ts';
import { wasmEngine } from '../../../src/networks/engine/wasm.ts';
import { withNetwork } from './each-engine.ts';
import { difference, gatheredBy, inputsFor, mixedLoss, OPTIONS, squares, targetsFor } from './small-network.ts';

const SHAPES: readonly NetworkOptions['shape'][] = [
  OPTIONS.shape, { inputs: 9, hidden: [64, 64, 64], outputs: 1 }, { inputs: 1, hidden: [], outputs: 3 }, { inputs: 4, hidden: [12], outputs: 9 },
];

describe('the engine wasm against the plain one', () => {
  test.each(SHAPES)('gradients of $hidden, to the rounding of floats', (shape) => {
    const options = { ...OPTIONS, shape, batch: 77 };
    const [inputs, directions] = [inputsFor(options, 'inputs'), inputsFor(options, 'directions')];
    const loss = squares(targetsFor(options));
    const compared = (gather: (network: Network) => void): number => {
      const [wasm, plain] = [wasmEngine(), plainEngine].map((engine: Engine) => gatheredBy(engine, options, gather));
      return Math.max(difference(wasm![0]!, plain![0]!), difference(wasm![1]!, plain![1]!));
    };
    // Sums of 77 rows of products of floats: some units of 6e-8.
    expect(compared((network) => { network.accumulate(inputs, loss); })).toBeLessThan(2e-6);
    expect(compared((network) => { network.accumulateDirectional(inputs, directions, mixedLoss); })).toBeLessThan(2e-6);
  });

  test.each(SHAPES)('outputs, losses and gradients by the inputs of $hidden', (shape) => {
    const options = { ...OPTIONS, shape, batch: 77 };
    const [inputs, directions, loss] = [inputsFor(options, 'inputs'), inputsFor(options, 'directions'), squares(targetsFor(options))];
    const [wasm, plain] = [wasmEngine(), plainEngine].map((engine: Engine) => withNetwork(engine, options, (network) => {
      let slopes = new Float32Array(0);
      const directional = network.accumulateDirectional(inputs, directions, (y, derivatives, ...gradients) => {
        slopes = derivatives.slice();
        return mixedLoss(y, derivatives, ...gradients);
      });
      return { outputs: network.evaluate(inputs), slopes, byInputs: network.inputGradient(inputs, loss), losses: [network.accumulate(inputs, loss), directional] };
    }));
    expect(difference(wasm!.outputs, plain!.outputs)).toBeLessThan(1e-6);
    expect(difference(wasm!.slopes, plain!.slopes)).toBeLessThan(1e-6);
    expect(difference(wasm!.byInputs, plain!.byInputs)).toBeLessThan(2e-6);
    expect(difference(wasm!.losses, plain!.losses)).toBeLessThan(1e-6);
  });

  test('a hundred steps of Adam: the same weights but for rounding, the same average', () => {
    const inputs = inputsFor(OPTIONS, 'inputs');
    const loss = squares(targetsFor(OPTIONS));
    const [wasm, plain] = [wasmEngine(), plainEngine].map((engine: Engine) => withNetwork(engine, OPTIONS, (network) => {
      for (let step = 0; step < 100; step += 1) {
        network.accumulate(inputs, loss);
        network.update(0.003);
      }
      return [network.weights(1), network.weights(1, true)];
    }));
    // Adam divides by the size of the gradient, so that rounding grows with the steps.
    expect(difference(wasm![0]!, plain![0]!)).toBeLessThan(1e-4);
    expect(difference(wasm![1]!, plain![1]!)).toBeLessThan(1e-4);
    expect(difference(wasm![0]!, initialWeights(OPTIONS.shape, OPTIONS.stream, 1))).toBeGreaterThan(0.1);
  });
});
