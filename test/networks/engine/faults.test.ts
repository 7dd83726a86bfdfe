/**
 * What every engine says of bad input, and that it goes on afterwards as if it had not been there.
 */
import { describe, expect, test } from 'vitest';
import type { Loss, Network, NetworkOptions } from '../../../src/networks/engine/engine.ts';
import { LARGEST_RATE } from '../../../src/networks/engine/faults.ts';
import { LEAST_EPSILON } from '../../../src/networks/engine/layout.ts';
import { faultOf } from '../fault.ts';
import { onEachEngine, withNetwork } from './each-engine.ts';
import { difference, gatheredBy, inputsFor, OPTIONS, squares, targetsFor } from './small-network.ts';

/** A first decay of 0: without anything gathered an update leaves every weight where it is. */
const FORGETFUL: NetworkOptions = { ...OPTIONS, optimiser: { ...OPTIONS.optimiser, firstDecay: 0 } };
const BAD = [Number.NaN, Number.POSITIVE_INFINITY, 2e18];

const inputs = inputsFor(OPTIONS, 'inputs');
const loss = squares(targetsFor(OPTIONS));
const writing = (bad: number): Loss => (_, gradient) => {
  gradient[0] = bad;
  return 0;
};

onEachEngine((engine) => {
  test('names what is wrong, and leaves the weights as they were', () => withNetwork(engine(), OPTIONS, (network) => {
    const weights = network.weights(0);
    const held = engine().held();
    expect(faultOf(() => network.accumulate(inputs.subarray(3), loss))).toBe('wrong-shape');
    expect(faultOf(() => network.accumulateDirectional(inputs, inputs.subarray(3), () => 0))).toBe('wrong-shape');
    expect(faultOf(() => network.evaluate(new Float32Array(3)))).toBe('wrong-shape');
    expect(faultOf(() => network.inputGradient(new Float32Array(3), loss))).toBe('wrong-shape');
    expect(faultOf(() => network.setWeights(0, new Float32Array(3)))).toBe('wrong-shape');
    expect(faultOf(() => network.weights(2))).toBe('wrong-shape');
    expect(faultOf(() => engine().network({ ...OPTIONS, batch: 0 }))).toBe('wrong-shape');
    expect(faultOf(() => engine().network({ ...OPTIONS, shape: { ...OPTIONS.shape, hidden: [0] } }))).toBe('wrong-shape');
    expect(faultOf(() => network.accumulate(inputs, () => Number.NaN))).toBe('diverged');
    expect(faultOf(() => network.inputGradient(inputs, () => Number.NaN))).toBe('diverged');
    expect(engine().held()).toBe(held);
    expect(network.weights(0)).toEqual(weights);
  }));

  test.each([
    ['a batch', { ...OPTIONS, batch: 2 ** 28 }], ['copies', { ...OPTIONS, copies: 2 ** 24 }],
    ['a shape', { ...OPTIONS, shape: { inputs: 1, hidden: [2 ** 15, 2 ** 15], outputs: 1 } }],
    ['widths beyond all addresses', { ...OPTIONS, shape: { inputs: 2 ** 50, hidden: [], outputs: 2 ** 50 } }],
  ])('is out of memory before it has taken any: %s', (_, options) => {
    const held = engine().held();
    expect(faultOf(() => engine().network(options))).toBe('out-of-memory');
    expect(engine().held()).toBe(held);
  });

  test.each([0, 1e-50, LEAST_EPSILON / 2, 1e50, Number.NaN])('refuses Adam with an ε of %d, which is no float, or lost beside one', (epsilon) => {
    expect(faultOf(() => engine().network({ ...OPTIONS, optimiser: { ...OPTIONS.optimiser, epsilon } }))).toBe('not-applicable');
  });

  test('the least ε keeps every step near its rate, also where squares of gradients are no floats', () => {
    const optimiser = { ...FORGETFUL.optimiser, epsilon: LEAST_EPSILON };
    for (const size of [1e-18, 1e-20, 1e-21, 1e-22, 1e-25]) {
      withNetwork(engine(), { ...OPTIONS, optimiser }, (network) => {
        const before = network.weights(0);
        network.accumulate(inputs, (outputs, gradient) => {
          outputs.forEach((y, at) => { gradient[at] = size * y; });
          return 0;
        });
        network.update(0.01);
        const after = network.weights(0);
        expect(after.every((w, i) => Math.abs(w - before[i]!) < 0.011)).toBe(true);
      });
    }
  });

  test.each([Number.NaN, Number.POSITIVE_INFINITY, -1, 1e300, 2 * LARGEST_RATE])('refuses a rate of %d', (rate) => withNetwork(engine(), OPTIONS, (network) => {
    const weights = network.weights(0);
    network.accumulate(inputs, loss);
    expect(faultOf(() => network.update(rate))).toBe('diverged');
    expect(network.weights(0)).toEqual(weights);
    // What is gathered waits for a rate that is one.
    network.update(0.01);
    expect(network.weights(0)).not.toEqual(weights);
  }));

  test('weights stay numbers at the largest rate and the largest gradient', () => withNetwork(engine(), OPTIONS, (network) => {
    for (let step = 0; step < 3; step += 1) {
      network.accumulate(inputs, (outputs, gradient) => {
        if (step === 0) gradient.fill(1e16);
        return outputs.length;
      });
      network.update(LARGEST_RATE);
    }
    expect(network.weights(0).every(Number.isFinite)).toBe(true);
    expect(network.weights(1, true).every(Number.isFinite)).toBe(true);
  }));

  test.each(BAD)('a gradient of %d diverges, changes nothing, and is forgotten', (bad) => withNetwork(engine(), FORGETFUL, (network) => {
    const [before, average] = [network.weights(0), network.weights(1, true)];
    const held = engine().held();
    network.accumulate(inputs, writing(bad));
    expect(faultOf(() => network.update(0.1))).toBe('diverged');
    network.update(0.1);
    expect(network.weights(0)).toEqual(before);
    expect(difference(network.weights(1, true), average)).toBeLessThan(1e-7);
    expect(engine().held()).toBe(held);
    // And it counts no update: the next one is that of a new network.
    const next = (trained: Network): Float32Array => {
      trained.accumulate(inputs, loss);
      trained.update(0.01);
      return trained.weights(1);
    };
    const again = engine().network(FORGETFUL);
    again.update(0.1);
    expect(next(network)).toEqual(next(again));
    again.dispose();
  }));

  test.each([Number.NaN, Number.POSITIVE_INFINITY])('a gradient by the inputs with %d diverges, and leaves nothing behind', (bad) => {
    withNetwork(engine(), OPTIONS, (network) => {
      const [outputs, byInputs] = [network.evaluate(inputs), network.inputGradient(inputs, loss)];
      const held = engine().held();
      expect(faultOf(() => network.inputGradient(inputs, (_, gradient) => {
        gradient.fill(bad);
        return 0;
      }))).toBe('diverged');
      expect(engine().held()).toBe(held);
      expect(network.evaluate(inputs)).toEqual(outputs);
      expect(network.inputGradient(inputs, loss)).toEqual(byInputs);
      network.accumulate(inputs, loss);
      network.update(0.01);
    });
  });

  test('inputs that are no numbers leave nothing behind', () => withNetwork(engine(), OPTIONS, (network) => {
    const outputs = network.evaluate(inputs);
    const none = new Float32Array(inputs.length).fill(Number.NaN);
    expect(network.evaluate(none).every(Number.isNaN)).toBe(true);
    network.accumulate(none, () => 0);
    expect(faultOf(() => network.update(0.1))).toBe('diverged');
    network.accumulateDirectional(inputs, none, () => 0);
    expect(faultOf(() => network.update(0.1))).toBe('diverged');
    expect(network.evaluate(inputs)).toEqual(outputs);
    network.accumulate(inputs, loss);
    network.accumulateDirectional(inputs, inputs, () => 0);
    network.update(0.01);
  }));

  test('a network that was disposed says so', () => {
    const network = engine().network(OPTIONS);
    network.dispose();
    for (const act of [
      () => network.weights(0), () => network.setWeights(0, inputs), () => network.evaluate(inputs), () => network.accumulate(inputs, loss),
      () => network.accumulateDirectional(inputs, inputs, () => 0), () => network.inputGradient(inputs, loss), () => network.update(1e-3),
    ]) expect(faultOf(act)).toBe('not-applicable');
  });

  describe('a loss', () => {
    /** What is gathered where the loss of a pass does this as well. */
    const gatheredWith = (within: (network: Network) => void, directional: boolean): Float32Array => gatheredBy(engine(), OPTIONS, (network) => {
      const write = (outputs: Float32Array, gradient: Float32Array): number => {
        within(network);
        gradient.set(outputs);
        return 1;
      };
      if (directional) network.accumulateDirectional(inputs, inputs.toReversed(), (y, dy, byY, byDy) => write(y, byDy) + write(dy, byY));
      else network.accumulate(inputs, write);
    })[1]!;

    test.each([false, true])('may evaluate the network that it is the loss of (with derivatives: %s)', (directional) => {
      const others = inputsFor({ ...OPTIONS, batch: 300 }, 'others');
      const alone = gatheredWith(() => undefined, directional);
      expect(alone.some((g) => g !== 0)).toBe(true);
      expect(gatheredWith((network) => {
        network.evaluate(others);
        network.evaluate(others, true);
        network.weights(0);
      }, directional)).toEqual(alone);
    });

    test.each<readonly [string, (network: Network) => void]>([
      ['accumulate', (network) => { network.accumulate(inputs, loss); }],
      ['take gradients by the inputs', (network) => { network.inputGradient(inputs, loss); }],
      ['update', (network) => { network.update(0.1); }],
      ['set weights', (network) => { network.setWeights(0, network.weights(1)); }],
    ])('may not train its network: %s', (_, act) => withNetwork(engine(), OPTIONS, (network) => {
      const [before, held] = [network.weights(0), engine().held()];
      const acting: Loss = () => {
        act(network);
        return 0;
      };
      expect(faultOf(() => network.accumulate(inputs, acting))).toBe('not-applicable');
      expect(faultOf(() => network.inputGradient(inputs, acting))).toBe('not-applicable');
      expect(engine().held()).toBe(held);
      expect(network.weights(0)).toEqual(before);
      expect(faultOf(() => { act(network); })).toBe('none');
    }));

    test('may dispose its network, which is then not written any more', () => {
      const held = engine().held();
      const network = engine().network(OPTIONS);
      expect(faultOf(() => network.accumulate(inputs, () => {
        network.dispose();
        return 0;
      }))).toBe('not-applicable');
      expect(engine().held()).toBe(held);
    });

    test('may take gradients of another network, or is told that it may not', () => withNetwork(engine(), OPTIONS, (network) => {
      const asked = faultOf(() => withNetwork(engine(), OPTIONS, (other) => network.accumulate(inputs, () => {
        other.inputGradient(inputs, loss);
        return 0;
      })));
      expect(asked).toBe(engine().name === 'tensorflow' ? 'not-applicable' : 'none');
    }));

    test('has its own errors, which come out as they are', () => withNetwork(engine(), OPTIONS, (network) => {
      const thrown = (): never => { throw new RangeError('of its own'); };
      expect(() => network.accumulate(inputs, thrown)).toThrow('of its own');
      expect(() => network.inputGradient(inputs, thrown)).toThrow('of its own');
      expect(network.accumulate(inputs, () => 0.1)).toBe(0.1);
    }));
  });
});
