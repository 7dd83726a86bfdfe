/**
 * The training loop: what it trains, what it reports, and how it is called off.
 */
import { describe, expect, test } from 'vitest';
import type { Engine, Network } from '../../../src/networks/engine/engine.ts';
import { plainEngine } from '../../../src/networks/engine/plain.ts';
import { wasmEngine } from '../../../src/networks/engine/wasm.ts';
import { watchDivergence } from '../../../src/networks/training/divergence.ts';
import { constantRate, upAndDown } from '../../../src/networks/training/rates.ts';
import { BATCH, optimiserFor } from '../../../src/networks/training/recipe.ts';
import type { Batch, Progress, TrainingRecord } from '../../../src/networks/training/train.ts';
import { train } from '../../../src/networks/training/train.ts';
import { streamOf } from '../../../src/numeric/random/streams.ts';
import { squares } from '../engine/small-network.ts';
import { faultOf } from '../fault.ts';

const STREAM = streamOf(17, 'training');
const ROWS = 64;
const truth = (x: number): number => Math.sin(2 * x) + x / 2;

const batchOf = (step: number): Batch => {
  const x = new Float64Array(ROWS);
  STREAM.fillUniforms(step * ROWS, x);
  const inputs = Float32Array.from(x, (u) => 4 * u - 2);
  return { inputs, loss: squares(inputs.map(truth)) };
};

const networkFor = (engine: Engine, steps: number): Network => engine.network({
  shape: { inputs: 1, hidden: [16, 16], outputs: 1 }, copies: 1, batch: ROWS, optimiser: optimiserFor(steps), stream: STREAM.split('weights'),
});

/** The largest error of the averaged network on [−2, 2]. */
const errorOf = (network: Network): number => {
  const xs = Float32Array.from({ length: 81 }, (_, i) => -2 + i / 20);
  return network.evaluate(xs, true).reduce((most, y, i) => Math.max(most, Math.abs(y - truth(xs[i]!))), 0);
};

const run = (engine: Engine, steps: number, rest: object = {}): { readonly record: TrainingRecord; readonly error: number; readonly weights: Float32Array } => {
  const network = networkFor(engine, steps);
  try {
    const record = train({ network, steps, rate: 0.02, nextBatch: batchOf, ...rest });
    return { record, error: errorOf(network), weights: network.weights(0, true) };
  } finally {
    network.dispose();
  }
};

/** Files share a process: others may hold networks. */
const HELD = [wasmEngine().held(), plainEngine.held()];

describe('a function of one variable', () => {
  const wasm = run(wasmEngine(), 400);

  test('is learned, and the same again from the same seed', () => {
    expect(wasm.error).toBeLessThan(0.05);
    expect(run(wasmEngine(), 400)).toEqual(wasm);
  });

  test('equally well on the plain engine: the same error to three digits', () => {
    const plain = run(plainEngine, 400);
    // Half a unit of the third digit would be 5e-4; over four seeds the errors differed by 1e-5 at most.
    expect(Math.abs(plain.error / wasm.error - 1)).toBeLessThan(1e-4);
    expect(Math.abs(plain.record.loss / wasm.record.loss - 1)).toBeLessThan(1e-4);
  });

  test('the record: a hundred losses, falling, and the last tenth of them', () => {
    expect(wasm.record.losses).toHaveLength(100);
    expect(wasm.record.steps).toBe(400);
    expect(wasm.record.loss).toBeLessThan(wasm.record.losses[0]! / 100);
    expect(wasm.record.loss).toBeCloseTo(wasm.record.losses.slice(90).reduce((sum, loss) => sum + loss, 0) / 10, 15);
  });

  test('a loss of derivatives is trained as well: y′ = cos, y(0) = 0 is sin', () => {
    const network = networkFor(wasmEngine(), 400);
    train({
      network, steps: 400, rate: 0.02,
      nextBatch: (step) => {
        const { inputs } = batchOf(step);
        return {
          inputs, directions: new Float32Array(ROWS).fill(1),
          loss: (y, slopes, gradient, slopesGradient) => slopes.reduce((sum, slope, at) => {
            const x = inputs[at]!;
            // The value counts at |x| < ½ only.
            const [off, value] = [slope - Math.cos(x), Math.abs(x) < 0.5 ? y[at]! - Math.sin(x) : 0];
            slopesGradient[at] = off / ROWS;
            gradient[at] = value / ROWS;
            return sum + (off * off + value * value) / (2 * ROWS);
          }, 0),
        };
      },
    });
    expect(network.evaluate(Float32Array.of(1.5), true)[0]).toBeCloseTo(Math.sin(1.5), 1);
    network.dispose();
  });
});

describe('what it reports meanwhile', () => {
  test('a hundred times, or after each step where there are fewer', () => {
    for (const [steps, reports] of [[250, 100], [7, 7]] as const) {
      const seen: Progress[] = [];
      const { record } = run(wasmEngine(), steps, { onProgress: (progress: Progress) => { seen.push(progress); } });
      expect(seen).toHaveLength(reports);
      expect(seen.at(-1)).toEqual({ step: steps, steps, loss: record.losses.at(-1) });
      expect(seen.map((progress) => progress.loss)).toEqual([...record.losses]);
    }
  });
});

test('losses are means over what they cover: of a loss that is 1 they are 1', () => {
  const nextBatch = (step: number): Batch => ({ inputs: batchOf(step).inputs, loss: () => 1 });
  const { record } = run(wasmEngine(), 250, { nextBatch });
  expect([...record.losses]).toEqual(Array.from({ length: 100 }, () => 1));
});

describe('what calls it off', () => {
  test('a signal: interrupted, after the steps that were done', () => {
    const signal = { aborted: false };
    let steps = 0;
    const nextBatch = (step: number): Batch => {
      steps += 1;
      signal.aborted = step === 4;
      return batchOf(step);
    };
    expect(faultOf(() => run(wasmEngine(), 100, { signal, nextBatch }))).toBe('interrupted');
    expect(steps).toBe(5);
    expect(() => run(wasmEngine(), 100, { signal: { aborted: true } })).toThrow('stopped after 0 of 100 steps; let it run to its end');
  });

  test('a loss that is no number, in the step where it is none', () => {
    const nextBatch = (step: number): Batch => (step < 3 ? batchOf(step) : { inputs: batchOf(0).inputs, loss: () => Number.NaN });
    expect(() => run(wasmEngine(), 100, { nextBatch })).toThrow('step 4 of 100: the loss is NaN; take a smaller rate');
  });

  test('a gradient that is no number', () => {
    const nextBatch = (step: number): Batch => ({
      inputs: batchOf(step).inputs,
      loss: (_, gradient) => {
        gradient[0] = Number.NaN;
        return 1;
      },
    });
    expect(() => run(wasmEngine(), 100, { nextBatch })).toThrow('step 1 of 100: a gradient is no number');
  });

  test.each([['wasm', wasmEngine()], ['plain', plainEngine]] as const)('a rate that is far too large, on the engine %s', (_, engine) => {
    expect(faultOf(() => run(engine, 100, { rate: constantRate(1e3) }))).toBe('diverged');
    expect(faultOf(() => run(engine, 100, { rate: constantRate(1e30) }))).toBe('diverged');
  });

  test('a number of steps that is none', () => {
    expect(faultOf(() => run(wasmEngine(), 0))).toBe('not-applicable');
    expect(faultOf(() => run(wasmEngine(), 2.5))).toBe('not-applicable');
  });

  test('no network is left behind', () => {
    expect([wasmEngine().held(), plainEngine.held()]).toEqual(HELD);
  });
});

describe('a diverging loss', () => {
  const after = (losses: readonly number[]): string => faultOf(() => {
    const watch = watchDivergence(losses.length);
    losses.forEach((loss, step) => { watch(step, loss); });
  });
  const steps = (of: (step: number) => number): readonly number[] => Array.from({ length: 400 }, (_, step) => of(step));

  test('grows far beyond its beginning', () => {
    expect(after(steps((k) => Math.exp(k / 20)))).toBe('diverged');
    expect(after(steps((k) => (k < 200 ? 1 : 30)))).toBe('diverged');
    expect(after(steps((k) => (k === 0 ? 0.01 : 1e4)))).toBe('diverged');
  });

  test('and not: a loss that is noisy, falls below 0, or begins near 0', () => {
    const noise = (k: number): number => STREAM.normal(k);
    expect(after(steps((k) => 1 + noise(k)))).toBe('none');
    expect(after(steps((k) => 0.001 * noise(k) - k / 400 + (k < 200 ? 0 : 0.3 * noise(k))))).toBe('none');
    expect(after(steps((k) => (k === 50 ? 100 : 1)))).toBe('none');
  });
});

test('rates: up for a twentieth of the steps, then down to 0 linearly', () => {
  const rates = Array.from({ length: 200 }, (_, step) => upAndDown(0.5)(step, 200));
  rates.slice(0, 10).forEach((rate, k) => { expect(rate).toBeCloseTo((k + 1) / 20, 15); });
  expect(rates[10]).toBe(0.5);
  expect(rates[105]).toBeCloseTo(0.25, 15);
  expect(rates[199]).toBeCloseTo(0.5 / 190, 15);
  expect(upAndDown(1)(0, 1)).toBe(1);
  expect(constantRate(0.1)(7, 10)).toBe(0.1);
});

test('the recipe: the average covers the last tenth of the steps', () => {
  expect(optimiserFor(1000).averageDecay).toBeCloseTo(0.99, 15);
  expect(optimiserFor(5).averageDecay).toBe(0);
  expect(BATCH % 4).toBe(0);
});
