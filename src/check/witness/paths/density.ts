/**
 * "E is density of the process": paths that start with the law E at one time end with the law E at another.
 *
 * Bounded cosines of several frequencies are compared with their means under E, by sums over the nodes of a grid. A process whose clock
 * runs down starts at the later time. A stationary density is E at both ends.
 */
import type { Claim, ClaimBody } from '../../../language/statement.ts';
import { cosinesFor } from '../../../numeric/statistics/cosines.ts';
import type { Cosine } from '../../../numeric/statistics/cosines.ts';
import type { World } from '../../../numeric/evaluate/world.ts';
import { dynamicsOf, firstPossible } from './dynamics.ts';
import { boxesFor, conductIn } from './setting.ts';
import { stateOf } from './state.ts';
import type { Question, Variates } from './statistic.ts';
import { withConstants } from './constants.ts';
import type { Judgement } from './judgement.ts';
import type { GridLaw } from './law.ts';
import { extentOf, lawOn, nodesOf, startFrom, sumsOf, supportOf } from './law.ts';
import type { PathWorld } from './setting.ts';

type DensityBody = Extract<ClaimBody, { kind: 'density' }>;

/** Of the horizon: away from its ends, where fields may be singular. */
const [FROM, TO] = [0.15, 0.95];
/** Of the largest density: where coefficients are tabulated; the next where they are not known in all of the box before. */
const LEAST = [1e-8, 1e-6, 1e-5, 1e-4, 1e-3] as const;

export const judgeDensity = (claim: Claim, { density, process, stationary }: DensityBody, paths: PathWorld, alpha: number): Judgement => {
  const { world, setting, stream } = paths;
  const state = stateOf(process, world);
  const { dimension } = state;
  const [from, to] = [FROM * setting.horizon, TO * setting.horizon];
  const [first, last] = process.backward ? [to, from] : [from, to];
  const formulas = [density, ...process.blocks.flatMap((b) => [b.drift, ...b.noises.map((n) => n.coefficient)])];
  return firstPossible(boxesFor(paths, dimension, formulas), (box) => {
    const nodes = nodesOf(box);
    const lawAt = (of: World<number>, t: number): GridLaw => lawOn(nodes, density, claim.where, of, state, t);
    const laws = (of: World<number>): readonly [GridLaw, GridLaw] => {
      const begin = lawAt(of, first);
      return [begin, stationary ? begin : lawAt(of, last)];
    };
    const own = laws(world);
    const cosines = cosinesFor(extentOf(own[1]), dimension === 1 ? 0 : 1, stream.split('directions'));
    return firstPossible(LEAST, (least) => conductIn(paths, (of, isRough) => {
      const [begin, finish] = of === world ? own : laws(of);
      const signed = begin.values.some((value) => value < 0);
      return {
        dynamics: dynamicsOf({ world: of, rough: isRough, process, box: supportOf(own, box, least), from, to }),
        components: 2 * dimension + 1, duration: to - from, alpha, stream: stream.split(claim.text),
        equation: (equation) => withConstants(equation, dimension + 1), start: (from_) => startFrom(begin, dimension, from_),
        questions: cosines.map((cosine, k) => questionOf(`cosine ${k + 1}`, cosine, dimension, begin, finish, signed)),
      };
    }));
  });
};

/** What the functions of the start are, in frequencies of the cosine. */
const VARIATES = [0.5, 1].flatMap((size) => [[size, 0], [size, -Math.PI / 2]] as const);

const questionOf = (
  name: string, { frequency, phase }: Cosine, dimension: number, start: GridLaw, end: GridLaw, signed: boolean,
): Question => {
  const angle = (x: Float64Array, offset: number): number => {
    let sum = 0;
    for (let k = 0; k < dimension; k++) sum += (frequency[k] as number) * (x[offset + k] as number);
    return sum;
  };
  const cosine = (x: Float64Array): number => 0.5 + 0.5 * Math.cos(angle(x, 0) + phase);
  const sign = 2 * dimension;
  const { all, half } = sumsOf(end, cosine);
  const expected = all / start.size;
  return {
    name: `${name}, (1 + cos([${[...frequency].map((w) => w.toPrecision(4)).join(', ')}]·X + ${phase.toPrecision(4)}))/2`, expected,
    range: signed ? { least: -1, most: 1 } : { least: 0, most: 1 },
    functional: (x) => (x[sign] as number) * cosine(x),
    tolerance: Math.abs(all - half) / start.size + start.atEnds + end.atEnds,
    unit: 1,
    variates: variatesOf(start, (x) => angle(x, 0), (x) => angle(x, dimension), (x) => x[sign] as number),
  };
};

/** Of an angle of the start: as it is at a node, and as it is read off a path. */
const variatesOf = (start: GridLaw, atNode: (x: Float64Array) => number, angle: (x: Float64Array) => number, sign: (x: Float64Array) => number): Variates => {
  const { nodes: { points, dimension }, values, size } = start;
  const means = VARIATES.map(([frequency, shift]) => sumsOf(start, (x) => Math.cos(frequency * atNode(x) + shift)).all / size);
  return {
    functionals: VARIATES.map(([frequency, shift]) => (x) => sign(x) * Math.cos(frequency * angle(x) + shift)), means,
    rangeOf: (weights) => {
      let [least, most] = [Infinity, -Infinity];
      values.forEach((value, n) => {
        if (value === 0) return;
        const at = atNode(points.subarray(n * dimension, (n + 1) * dimension));
        const own = weights.reduce((sum, weight, k) => {
          const [frequency, shift] = VARIATES[k] as readonly [number, number];
          return sum + weight * ((value < 0 ? -1 : 1) * Math.cos(frequency * at + shift) - (means[k] as number));
        }, 0);
        [least, most] = [Math.min(least, own), Math.max(most, own)];
      });
      // A little more, for rounding.
      return { least: least - 1e-9, most: most + 1e-9 };
    },
  };
};
