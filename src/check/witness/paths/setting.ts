/**
 * The worlds in which paths are drawn: settings of `numeric/solved`, drawn once a document, dimension and seed, solved on two resolutions.
 *
 * Paths run in the finer world. What the grid may have done to the fields is seen by the difference between the two.
 */
import type { Expression } from '../../../kernel/expression.ts';
import { rational } from '../../../kernel/rational.ts';
import { numberOf } from '../../../kernel/expression.ts';
import type { Document } from '../../../language/statement.ts';
import type { World } from '../../../numeric/evaluate/world.ts';
import { NumericError } from '../../../numeric/numeric-error.ts';
import { drawnFrom } from '../../../numeric/families/drawing.ts';
import type { KeyedStream } from '../../../numeric/random/streams.ts';
import { streamOf } from '../../../numeric/random/streams.ts';
import { solvedFamily } from '../../../numeric/solved/family.ts';
import type { Setting } from '../../../numeric/solved/setting.ts';
import type { SolvedWorld } from '../../../numeric/solved/world.ts';
import { solvedWorlds } from '../../../numeric/solved/world.ts';
import type { Experiment } from './experiment.ts';
import { conduct } from './experiment.ts';
import type { Judgement } from './judgement.ts';
import type { Box } from './state.ts';
import { printExpression } from '../../../render/text.ts';

export interface PathWorld {
  readonly world: SolvedWorld;
  /** The same on half the resolution; what is not known there is taken from the finer one. */
  readonly coarse: World<number>;
  readonly setting: Setting;
  readonly stream: KeyedStream;
  readonly label: string;
}

export const pathWorldFor = (document: Document, dimension: number, seed: number, attempt: number): PathWorld => {
  const list = kept.get(document) ?? new Map<string, PathWorld>();
  kept.set(document, list);
  const key = [dimension, seed, attempt].join();
  const old = list.get(key);
  if (old !== undefined) return old;
  const stream = streamOf(seed, 'paths', document.source, dimension, attempt);
  const family = solvedFamily(document, dimension);
  const setting = family.build(drawnFrom(family.choices, stream.split('setting')));
  const worlds = solvedWorlds(setting);
  const [coarse, world] = worlds.slice(-2) as [SolvedWorld, SolvedWorld];
  const made = { world, coarse: withFallback(coarse, world), setting, stream, label: `d = ${dimension}, draw ${attempt + 1}` };
  list.set(key, made);
  const [oldest] = list.keys();
  if (list.size > REMEMBERED && oldest !== undefined) list.delete(oldest);
  return made;
};

/** So many worlds are kept for a document. */
const REMEMBERED = 6;

const withFallback = (coarse: World<number>, fine: World<number>): World<number> => ({
  arithmetic: coarse.arithmetic, dimensionOf: coarse.dimensionOf, parameter: coarse.parameter,
  field: (field, point, order) => {
    try {
      return coarse.field(field, point, order);
    } catch (error) {
      if (error instanceof NumericError) return fine.field(field, point, order);
      throw error;
    }
  },
});

const kept = new WeakMap<Document, Map<string, PathWorld>>();

/** An experiment in the world, and roughly: on tables that are half as fine, in the coarser world. */
export const conductIn = ({ world, coarse }: PathWorld, make: (world: World<number>, rough: boolean) => Experiment): Judgement =>
  conduct(make(world, false), make(coarse, true));

/** Where everything has a closed form, the box of the solvers need not bound the paths. */
const LINES: readonly Box[] = [[[-8, 8]], [[0.125, 8]], [[0.03125, 20]], [[-32, 32]], [[2 ** -10, 2 ** 10]]];

/** Of the box of the solvers: near its ends what is solved in it varies too much to be tabulated. */
const PARTS: readonly number[] = [1, 0.85, 0.7];

/** Boxes to try, one after the other: that of the solvers and its inner parts, and others where nothing that is solved on a grid stands in the formulas. */
export const boxesFor = ({ setting, world }: PathWorld, dimension: number, formulas: readonly Expression[]): readonly Box[] => {
  const cube = (interval: readonly [number, number]): Box => Array.from({ length: dimension }, () => interval);
  const [low, high] = setting.interval;
  const [middle, half] = [(low + high) / 2, (high - low) / 2];
  return [...PARTS.map((part) => cube([middle - part * half, middle + part * half])), ...(world.isOnGrid(...formulas) ? [] : LINES.map(([interval]) => cube(interval as readonly [number, number])))];
};

/** The numbers and formulas of the parameters and fields that are named. */
export const linesOf = ({ setting, world, label }: PathWorld, names: ReadonlySet<string>): readonly string[] => {
  const { parameters, fields, spaces } = setting.instance;
  const numbers = [...parameters].filter(([name]) => names.has(name)).map(([name, values]) => {
    const tied = setting.tied.get(name)?.map((value) => rational(Math.round(value * 2 ** 20), 2 ** 20));
    return `${name} = ${list((tied ?? values).map((v) => printExpression(numberOf(v))))}`;
  });
  const formulas = [...fields].filter(([name]) => names.has(name)).map(([name, { slots, components }]) => {
    const plan = world.plans.byField.get(name);
    const head = `${name}(${slots.flat().map((v) => v.name).join(', ')})`;
    return plan === undefined ? `${head} = ${list(components.map(printExpression))}` : `${head}: ${plan.kind}, solved on ${world.resolution.cells} cells an axis`;
  });
  return [label, ...[...spaces].map(([space, size]) => `dimension of ${space}: ${size}`), ...numbers, ...formulas];
};

const list = (texts: readonly string[]): string => (texts.length === 1 ? texts[0] ?? '' : `(${texts.join(', ')})`);
