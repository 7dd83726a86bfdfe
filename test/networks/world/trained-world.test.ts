/**
 * Worlds in which a density is what networks say of it: the gradient of its logarithm is the network's score, whatever it has learned.
 */
import { describe, expect, test } from 'vitest';
import { TIMES } from '../../../src/networks/world/linear-setting.ts';
import { scoreSeries } from '../../../src/networks/world/network-series.ts';
import { COPIES, trainedWorlds } from '../../../src/networks/world/trained-world.ts';
import { DOUBLES } from '../../../src/numeric/arithmetic/doubles.ts';
import { seriesOver } from '../../../src/numeric/taylor/series.ts';
import type { Engine } from '../../../src/networks/engine/engine.ts';
import { NetworkError } from '../../../src/networks/network-error.ts';
import { readWell } from '../../language/reading.ts';
import { faultOf } from '../fault.ts';
import { LINE, MATRIX_NOISE, UNLEARNING } from './known.ts';

describe.each([['the line', LINE, 1], ['the plane', MATRIX_NOISE, 2]])('the potential of a network, %s', (_, block, n) => {
  const worlds = trainedWorlds(readWell(block), n, 2, UNLEARNING);
  const { known, coordinates, networks } = worlds.trained('p');
  const algebra = seriesOver(DOUBLES, n + 1);
  const point = [...worlds.point(1, 0.5), 0.5];
  const logs = [...worlds.worlds, worlds.exact].map((world) => algebra.call('log', world.field(known.field, point, 3)[0]!));

  test('has the score for its gradient, and the symmetric part of the score’s Jacobian for its Hessian', () => {
    expect(networks).toHaveLength(COPIES);
    const { raised } = algebra.table(logs[0]!.length);
    networks.forEach((network, copy) => {
      const score = scoreSeries(known, coordinates, network, point, 2);
      const log = logs[copy]!;
      for (let i = 0; i < n; i += 1) {
        expect(log[1 + i]!).toBeCloseTo(score[i]![0]!, 9);
        // Also of their derivatives by time.
        expect(log[raised[(1 + i) * (n + 1) + n]!]!).toBeCloseTo(score[i]![n + 1]!, 8);
        for (let j = 0; j < n; j += 1) {
          const hessian = log[raised[(1 + i) * (n + 1) + j]!]! * (i === j ? 2 : 1);
          expect(hessian).toBeCloseTo((score[i]![1 + j]! + score[j]![1 + i]!) / 2, 8);
        }
      }
    });
  });

  test('is at the point what the law is, in time as well; and copies differ in all that is learned', () => {
    const exact = logs[COPIES]!;
    for (const log of logs) {
      expect(log[0]!).toBeCloseTo(exact[0]!, 12);
      expect(log[n + 1]!).toBeCloseTo(exact[n + 1]!, 9);
    }
    expect(Math.abs(logs[0]![1]! - logs[1]![1]!)).toBeGreaterThan(1e-4);
    expect(Math.abs(logs[0]![1]! - exact[1]!)).toBeGreaterThan(1e-4);
  });
});

describe('worlds of networks', () => {
  const document = readWell(`${LINE}param T\nfield k(x)\nexpectation h(x,t) of k along X\nlet s = grad log p`);

  test('say by name what they cannot: a time at which none was trained, and what is solved for elsewhere', () => {
    const { worlds: [world], trained } = trainedWorlds(document, 1, 1, UNLEARNING);
    const [p, h] = ['p', 'h'].map((name) => { const f = document.symbols.get(name) ?? document.fields.get(name); if (f?.kind !== 'field') throw new Error(name); return f; });
    expect(() => world!.field(p!, [0, TIMES.last + 0.2], 1)).toThrow(/no network was trained/);
    expect(() => world!.field(h!, [0, 0.5], 1)).toThrow(/solved for/);
    expect(() => trained('h')).toThrow(/no declared density/);
  });

  test('train when they are first asked, once; and the same seed gives the same points, another one others', () => {
    const trainings: number[] = [];
    const counting: Engine = { ...UNLEARNING, network: (options) => { trainings.push(options.copies); return UNLEARNING.network(options); } };
    const make = (seed: number): ReturnType<typeof trainedWorlds> => trainedWorlds(document, 1, seed, counting);
    const [first, again, other] = [make(1), make(1), make(2)];
    expect(trainings).toEqual([]);
    const weights = first.trained('p').networks.map((network) => network.weights);
    expect(first.trained('p').networks.map((network) => network.weights)).toEqual(weights);
    expect(trainings).toEqual([COPIES]);
    expect(weights[0]).not.toEqual(weights[1]);
    expect(first.point(0, 0.4)).toEqual(again.point(0, 0.4));
    expect(first.point(0, 0.4)).not.toEqual(other.point(0, 0.4));
  });

  test('pass on what happened to the training, each time they are asked, and hold nothing after it', () => {
    const held = UNLEARNING.held();
    const broken: Engine = { ...UNLEARNING, network: (options) => {
      const network = UNLEARNING.network(options);
      network.update = () => { throw new NetworkError('diverged', 'a weight is no number', 'take a smaller rate'); };
      return network;
    } };
    const worlds = trainedWorlds(document, 1, 1, broken);
    for (const again of [1, 2]) expect([again, faultOf(() => worlds.trained('p'))]).toEqual([again, 'diverged']);
    expect(UNLEARNING.held()).toBe(held);
  });
});
