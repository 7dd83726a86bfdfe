import { describe, expect, test } from 'vitest';
import { plainEngine } from '../../../src/networks/engine/plain.ts';
import { wasmEngine } from '../../../src/networks/engine/wasm.ts';
import { inputWidth, rowSource } from '../../../src/networks/score/batches.ts';
import { coordinatesOf } from '../../../src/networks/score/coordinates.ts';
import { exactScore } from '../../../src/networks/score/exact-score.ts';
import type { ScoreTarget } from '../../../src/networks/score/objectives.ts';
import { batchesOf } from '../../../src/networks/score/objectives.ts';
import { scoreInstance } from '../../../src/networks/score/score-instance.ts';
import type { ScoreTraining } from '../../../src/networks/score/train-score.ts';
import { trainedScore, trainScores } from '../../../src/networks/score/train-score.ts';
import { scoreOfNetwork } from '../../../src/networks/score/trained-score.ts';
import { initialWeights } from '../../../src/networks/engine/initial-weights.ts';
import { subVariancePreserving, varianceExploding, variancePreserving } from '../../../src/numeric/laws/schedules.ts';
import { inner } from '../../../src/numeric/linear-algebra/dense.ts';
import { streamOf } from '../../../src/numeric/random/streams.ts';
import { faultOf } from '../fault.ts';
import { jetByDifferences, jetDistance } from './by-differences.ts';

const TARGETS: readonly ScoreTarget[] = ['denoising', 'component', 'implicit', 'sliced'];
const lawsIn = (dimension: number, count = 1): ScoreTraining['laws'] => Array.from({ length: count }, (_, number) => scoreInstance({ dimension, seed: 2, number }));

describe.each([[1, varianceExploding()], [2, variancePreserving()], [8, subVariancePreserving()]] as const)('a network in dimension %i', (dimension, schedule) => {
  test('is a score whose derivatives are those that differences give', () => {
    const law = scoreInstance({ dimension, seed: 4, number: 2, schedule, shape: 'tilted' });
    const shape = { inputs: inputWidth(dimension), hidden: [16, 16], outputs: dimension };
    // Three times the weights that training starts from: the network and not its preconditioning is what is differentiated.
    const score = scoreOfNetwork(law, coordinatesOf(law.data), shape, initialWeights(shape, streamOf(1), 0).map((weight) => 3 * weight));
    for (const part of [0.2, 0.7]) {
      const t = law.first + part * (law.last - law.first);
      const x = law.at(t).sample(streamOf(6), 2);
      expect(jetDistance(score.jet(t, x), jetByDifferences(score, t, x))).toBeLessThan(1e-5);
    }
  });
});

describe('rows that are trained on', () => {
  test.each([[1, 'denoising'], [2, 'component'], [8, 'denoising'], [8, 'component']] as const)('have the exact noise as their mean target (dimension %i, %s)', (dimension, target) => {
    const law = scoreInstance({ dimension, seed: 1, number: 1, shape: 'tilted' });
    const coordinates = coordinatesOf(law.data);
    const rows = rowSource({ law, coordinates, power: 1, rows: 256 }, target, streamOf(3));
    const exact = exactScore(law);
    let [sum, squares, sizes] = [0, 0, 0];
    const steps = 8;
    for (let step = 0; step < steps; step += 1) {
      rows(step, ({ time, levels, point, noise }) => {
        const { basis, centre } = coordinates;
        const x = centre.map((m, i) => levels.scale * m + inner(basis.subarray(i * dimension, (i + 1) * dimension), point));
        const s = exact.at(time, x);
        // Any function of the point does: here the exact noise itself, along the first axis of the coordinates.
        const along = (vector: Float64Array): number => vector.reduce((whole, entry, i) => whole + entry * basis[i * dimension]!, 0);
        const best = -levels.noise * along(s);
        const value = best * (noise[0]! - best);
        sum += value;
        squares += value * value;
        sizes += best * best;
      });
    }
    // Independent rows would be within six standard deviations; those of a lattice are nearer.
    expect(Math.abs(sum)).toBeLessThan(6 * Math.sqrt(squares));
    // A target of the other sign would be seen.
    expect(2 * sizes - Math.abs(sum)).toBeGreaterThan(6 * Math.sqrt(squares));
  });
});

describe('the losses', () => {
  test.each(TARGETS)('%s: the gradient is the derivative of the value', (target) => {
    const laws = lawsIn(2, 2);
    const plans = laws.map((law) => ({ law, coordinates: coordinatesOf(law.data), power: 1, rows: 8 }));
    const batch = batchesOf({ plans, streams: [streamOf(1), streamOf(2)] }, target)(0);
    const size = 2 * 8 * 2;
    const numbers = (label: string): Float32Array => Float32Array.from({ length: size }, (_, i) => streamOf(5, label).normal(i));
    const [outputs, derivatives, way, otherWay] = [numbers('outputs'), numbers('derivatives'), numbers('way'), numbers('other way')];
    const at = (by: number, gradients = [new Float32Array(size), new Float32Array(size)] as const): number => {
      const moved = outputs.map((entry, i) => entry + by * way[i]!);
      return batch.directions === undefined ? batch.loss(moved, gradients[0])
        : batch.loss(moved, derivatives.map((entry, i) => entry + by * otherWay[i]!), gradients[0], gradients[1]);
    };
    const gradients = [new Float32Array(size), new Float32Array(size)] as const;
    at(0, gradients);
    const slope = gradients[0].reduce((sum, entry, i) => sum + entry * way[i]!, 0) + gradients[1].reduce((sum, entry, i) => sum + entry * otherWay[i]!, 0);
    // The loss is quadratic: differences are exact but for the rounding of floats.
    expect((at(0.5) - at(-0.5)) / slope).toBeCloseTo(1, 5);
  });

  test.each(['implicit', 'sliced'] as const)('%s: comes to the score without looking at the noise', (targets) => {
    const options = { laws: lawsIn(2), engine: wasmEngine(), steps: 200, seed: 1, hidden: [24, 24], rate: 1e-2, judgedRows: 1024 };
    expect(trainScores({ ...options, targets })[0]!.judgement.relativeError).toBeLessThan(0.25);
  });
});

describe('training', () => {
  const quick = (options: Partial<ScoreTraining> = {}): ReturnType<typeof trainScores> =>
    trainScores({ laws: lawsIn(1, 2), engine: wasmEngine(), steps: 40, seed: 7, hidden: [16, 16], judgedRows: 128, ...options });

  test('gives the same network again for the same seed, and another for another', () => {
    const [one, again, other] = [quick(), quick(), quick({ seed: 8 })].map((scores) => scores[0]!.weights);
    expect(again).toEqual(one);
    expect(other).not.toEqual(one);
  });

  test.each(TARGETS)('of two laws side by side is that of each alone (%s)', (targets) => {
    const both = quick({ targets });
    const alone = quick({ targets, laws: lawsIn(1, 1) });
    expect(alone[0]!.weights).toEqual(both[0]!.weights);
    expect(both[1]!.weights).not.toEqual(both[0]!.weights);
  });

  test('comes within eight percent of the score in one dimension in 400 steps, and both ways of judging agree', () => {
    for (const { judgement } of trainScores({ laws: lawsIn(1, 2), engine: wasmEngine(), steps: 400, seed: 1, hidden: [32, 32], rate: 1e-2, judgedRows: 4096 })) {
      const { relativeError, relativeBound, relativeLossBound, agreement, lossExcess, squaredError } = judgement;
      expect(relativeError).toBeLessThan(0.08);
      expect(relativeBound).toBeLessThan(0.12);
      expect(relativeLossBound).toBeGreaterThanOrEqual(relativeError);
      expect(agreement.rejected).toBe(false);
      expect(Math.abs(lossExcess.value - squaredError.mean)).toBeLessThan(lossExcess.error + squaredError.high - squaredError.low);
    }
  });

  test('by the plain engine comes to the same error', () => {
    const options = { laws: lawsIn(1, 1), steps: 120, seed: 3, hidden: [12], batch: 64, rate: 1e-2, judgedRows: 1024 };
    const [one, other] = [wasmEngine(), plainEngine].map((engine) => trainScores({ ...options, engine })[0]!.judgement.relativeError);
    expect(one! / other!).toBeCloseTo(1, 2);
  });

  test('that is stopped, diverges or cannot be is named, and nothing is held', () => {
    const engine = wasmEngine();
    const before = engine.held();
    const signal = { aborted: false };
    const stop = { signal, onProgress: () => { signal.aborted = true; } };
    expect(faultOf(() => quick(stop))).toBe('interrupted');
    expect(faultOf(() => quick({ rate: 1e6 }))).toBe('diverged');
    expect(faultOf(() => quick({ laws: [] }))).toBe('not-applicable');
    expect(faultOf(() => quick({ laws: [...lawsIn(1), ...lawsIn(2)] }))).toBe('not-applicable');
    expect(faultOf(() => quick({ steps: 0 }))).toBe('not-applicable');
    expect(engine.held()).toBe(before);
  });

});

test('one score by the standard recipe', () => {
  const { judgement, training, shape } = trainedScore(lawsIn(1)[0]!, { engine: wasmEngine(), seed: 1, effort: 'quick' });
  expect(training.steps).toBe(800);
  expect(shape.hidden).toEqual([64, 64, 64]);
  expect(judgement.relativeError).toBeLessThan(0.08);
});
