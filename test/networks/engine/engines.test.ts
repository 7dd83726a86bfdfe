/**
 * What every engine promises.
 */
import { expect, test } from 'vitest';
import type { Network, NetworkOptions } from '../../../src/networks/engine/engine.ts';
import { initialWeights } from '../../../src/networks/engine/initial-weights.ts';
import { weightCount } from '../../../src/networks/engine/layout.ts';
import { plainEngine } from '../../../src/networks/engine/plain.ts';
import { streamOf } from '../../../src/numeric/random/streams.ts';
import { onEachEngine, withNetwork } from './each-engine.ts';
import { difference, gatheredBy, inputsFor, normals, OPTIONS, squares, targetsFor } from './small-network.ts';

const STREAM = streamOf(31, 'promises');

onEachEngine((engine, name) => {
  const inputs = inputsFor(OPTIONS, 'inputs');
  const loss = squares(targetsFor(OPTIONS));

  test('starts from the weights of its stream, the average as well', () => withNetwork(engine(), OPTIONS, (network) => {
    expect(engine().name).toBe(name);
    for (const copy of [0, 1]) {
      expect(network.weights(copy)).toEqual(initialWeights(OPTIONS.shape, OPTIONS.stream, copy));
      expect(network.weights(copy, true)).toEqual(network.weights(copy));
    }
  }));

  test('gives back the weights that it is given, and evaluates with them', () => withNetwork(engine(), OPTIONS, (network) => {
    const weights = network.weights(1).map((w) => 2 * w);
    const other = network.weights(1);
    network.setWeights(0, weights);
    expect(network.weights(0)).toEqual(weights);
    expect(network.weights(1)).toEqual(other);
    expect(network.weights(0, true)).toEqual(weights);
    network.setWeights(1, weights);
    const row = normals(STREAM.split('row'), 3);
    const outputs = network.evaluate(Float32Array.of(...row, ...row));
    expect([...outputs.subarray(0, 2)]).toEqual([...outputs.subarray(2)]);
  }));

  test('evaluates any number of rows, each as it would alone', () => withNetwork(engine(), OPTIONS, (network) => {
    const rows = normals(STREAM.split('rows'), 2 * 17 * 3);
    const outputs = network.evaluate(rows);
    expect(outputs).toHaveLength(2 * 17 * 2);
    const alone = network.evaluate(Float32Array.of(...rows.subarray(16 * 3, 17 * 3), ...rows.subarray(33 * 3, 34 * 3)));
    expect([...alone]).toEqual([...outputs.subarray(32, 34), ...outputs.subarray(66, 68)]);
    expect(network.evaluate(new Float32Array(0))).toHaveLength(0);
  }));

  test('the same seed, the same weights, to the last bit', () => {
    const run = (): readonly Float32Array[] => withNetwork(engine(), OPTIONS, (network) => {
      for (let step = 0; step < 20; step += 1) {
        network.accumulate(inputs, loss);
        network.update(0.01);
      }
      return [network.weights(0), network.weights(1, true)];
    });
    expect(run()).toEqual(run());
  });

  test('copies side by side are two runs alone', () => {
    const trained = (options: NetworkOptions, x: Float32Array, target: Float32Array): Network => {
      const network = engine().network(options);
      for (let step = 0; step < 10; step += 1) {
        // A sum, not a mean: the gradient of a copy does not depend on how many there are.
        network.accumulate(x, (y, g) => y.reduce((sum, value, at) => {
          g[at] = value - target[at]!;
          return sum + (value - target[at]!) ** 2 / 2;
        }, 0));
        network.update(0.01);
      }
      return network;
    };
    const target = targetsFor(OPTIONS);
    const both = trained(OPTIONS, inputs, target);
    const alone = (copy: number): Network => trained(
      { ...OPTIONS, copies: 1, stream: { ...OPTIONS.stream, split: () => OPTIONS.stream.split(copy) } },
      inputs.subarray(copy * 18, (copy + 1) * 18), target.subarray(copy * 12, (copy + 1) * 12));
    const singles = [alone(0), alone(1)];
    singles.forEach((single, copy) => {
      expect(both.weights(copy)).toEqual(single.weights(0));
      expect(both.weights(copy, true)).toEqual(single.weights(0, true));
    });
    for (const network of [both, ...singles]) network.dispose();
  });

  test('what is gathered adds up, and an update takes all of it', () => {
    const [once, twice] = [1, 2].map((times) => gatheredBy(engine(), OPTIONS, (network) => {
      for (let k = 0; k < times; k += 1) network.accumulate(inputs, loss);
    })[1]!);
    expect(difference(twice!.map((g) => g / 2), once!)).toBeLessThan(1e-6);
    withNetwork(engine(), { ...OPTIONS, optimiser: { ...OPTIONS.optimiser, firstDecay: 0 } }, (network) => {
      network.accumulate(inputs, loss);
      network.update(0.01);
      const after = network.weights(0);
      network.update(0.01);
      expect(network.weights(0)).toEqual(after);
    });
  });

  test('the gradient by the inputs, of a loss of many rows, gathers nothing', () => withNetwork(engine(), OPTIONS, (network) => {
    const rows = normals(STREAM.split('rows'), 2 * 17 * 3);
    const sum = (outputs: Float32Array, gradient: Float32Array): number => {
      gradient.fill(1);
      return outputs.reduce((total, y) => total + y, 0);
    };
    const gradient = network.inputGradient(rows, sum);
    const h = 2 ** -6;
    const ofSecondCopy = (shift: number): number => network.evaluate(rows.map((x, i) => (i === 80 ? x + shift : x))).reduce((total, y) => total + y, 0);
    const slope = (8 * (ofSecondCopy(h) - ofSecondCopy(-h)) - ofSecondCopy(2 * h) + ofSecondCopy(-2 * h)) / (12 * h);
    // Floats: 34 outputs of size 0.1, each off by 1e-8, divided by h.
    expect(gradient[80]).toBeCloseTo(slope, 4);
    const weights = network.weights(0);
    network.update(0.1);
    expect(network.weights(0)).toEqual(weights);
  }));

  test('asks for a loss once in each pass, and gives its value, a double', () => withNetwork(engine(), OPTIONS, (network) => {
    let calls = 0;
    const counted = (): number => {
      calls += 1;
      return 0.1;
    };
    expect(network.accumulate(inputs, counted)).toBe(0.1);
    expect(network.accumulateDirectional(inputs, inputs, counted)).toBe(0.1);
    network.inputGradient(inputs, counted);
    expect(calls).toBe(3);
  }));

  test('counts what it holds', () => {
    const before = engine().held();
    const a = engine().network(OPTIONS);
    const one = engine().held() - before;
    const b = engine().network(OPTIONS);
    expect(one).toBeGreaterThan(0);
    expect(engine().held() - before).toBe(2 * one);
    a.dispose();
    a.dispose();
    expect(engine().held() - before).toBe(one);
    b.dispose();
    expect(engine().held()).toBe(before);
  });

  test('weights that are set leave what is gathered, and what Adam remembers', () => {
    const [set, kept] = [true, false].map((sets) => withNetwork(engine(), OPTIONS, (network) => {
      network.accumulate(inputs, loss);
      network.update(0.01);
      network.accumulate(inputs, loss);
      if (sets) network.setWeights(0, network.weights(0));
      network.update(0.01);
      return network.weights(0);
    }));
    // On the plain engine the weights lose their doubles as they are given out.
    expect(difference(set!, kept!)).toBeLessThan(1e-6);
    expect(difference(set!, initialWeights(OPTIONS.shape, OPTIONS.stream, 0))).toBeGreaterThan(1e-3);
  });
});

test('weights are laid out as the contract says', () => {
  const shape = { inputs: 2, hidden: [], outputs: 2 };
  expect(weightCount(shape)).toBe(6);
  withNetwork(plainEngine, { ...OPTIONS, shape, copies: 1 }, (network) => {
    network.setWeights(0, Float32Array.of(1, 2, 3, 4, 5, 6));
    expect([...network.evaluate(Float32Array.of(10, 100))]).toEqual([10 + 300 + 5, 20 + 400 + 6]);
  });
});
