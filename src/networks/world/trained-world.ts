/**
 * Worlds in which a declared density is what trained networks say of it: one world a copy, and the points to look at.
 *
 * About a point (x, t) the logarithm of the density is the potential of the network's score along rays from x, at every time, and at x
 * itself what the exact law says:
 *
 *     ℓ(x + z, t) = log p(x, t) + ∫₀¹ s(x + r z, t) · z dr,   ℓ_α = Σ_i s_{i, α − e_i} / |α_x|   where α_x ≠ 0,
 *
 * so its gradient is the trained score, its Hessian the symmetric part of the score's Jacobian, and so on to every order. What a score
 * cannot know, log p and its derivatives by time alone at the point, is exact. Series are cached: claims of a document share points.
 *
 * Copies are trained on data of their own. What they say differently is their error; what they have in common and is wrong shows in
 * the excess of their loss (score/judge-score.ts).
 *
 * Errors: NumericError 'not-applicable' for fields that no network is trained for, and for times that none was trained for; NetworkError
 * from training.
 */
import type { Field } from '../../kernel/expression.ts';
import type { Document } from '../../language/statement.ts';
import { DOUBLES } from '../../numeric/arithmetic/doubles.ts';
import { worldOf } from '../../numeric/evaluate/closed-form.ts';
import { evaluateAll } from '../../numeric/evaluate/evaluate.ts';
import type { Series, World } from '../../numeric/evaluate/world.ts';
import { NumericError } from '../../numeric/numeric-error.ts';
import type { KeyedStream } from '../../numeric/random/streams.ts';
import { streamOf } from '../../numeric/random/streams.ts';
import { plansOf } from '../../numeric/solved/plan.ts';
import { seriesOver } from '../../numeric/taylor/series.ts';
import { matrixVector } from '../../numeric/linear-algebra/dense.ts';
import type { Engine } from '../engine/engine.ts';
import type { DoubleNetwork } from '../jets/network-jet.ts';
import { networkInDoubles } from '../jets/network-jet.ts';
import type { Coordinates } from '../score/coordinates.ts';
import { coordinatesOf } from '../score/coordinates.ts';
import type { Judgement } from '../score/judge-score.ts';
import { trainScores } from '../score/train-score.ts';
import type { KnownLaw, LinearSetting } from './linear-setting.ts';
import { TIMES, densitiesOf, knownLaw, linearSetting, solvedElsewhere } from './linear-setting.ts';
import { scoreSeries } from './network-series.ts';

/** A density with the networks that were trained for its score. */
export interface TrainedLaw {
  readonly known: KnownLaw;
  readonly coordinates: Coordinates;
  readonly networks: readonly DoubleNetwork[];
  /** Of each copy. */
  readonly judgements: readonly Judgement[];
}

export interface TrainedWorlds {
  readonly setting: LinearSetting;
  /** One a copy. */
  readonly worlds: readonly World<number>[];
  /** With the exact law in place of the networks: where to look, and how large terms are. */
  readonly exact: World<number>;
  /** Training is done when it is first asked for. */
  readonly trained: (field: string) => TrainedLaw;
  /** A point of x at time t, from the law of the first density that is known. */
  readonly point: (index: number, t: number) => readonly number[];
}

export const COPIES = 3;
const STEPS: Readonly<Record<number, number>> = { 1: 1200, 2: 2000 };
const HIDDEN: Readonly<Record<number, readonly number[]>> = { 1: [32, 32], 2: [64, 64, 64] };

export const trainedWorlds = (document: Document, dimension: number, seed: number, engine: Engine): TrainedWorlds => {
  const stream = streamOf(seed, 'networks', document.source, dimension);
  const setting = linearSetting(document, dimension, stream);
  const laws = new Map<string, TrainedLaw | Error>();
  const knowns = new Map<string, KnownLaw | NumericError>();
  const knownOf = (name: string): KnownLaw => {
    const old = knowns.get(name) ?? guarded(() => knownFor(setting, name));
    knowns.set(name, old);
    if (old instanceof Error) throw old;
    return old;
  };
  const trained = (name: string): TrainedLaw => {
    const old = laws.get(name);
    if (old instanceof Error) throw old;
    if (old !== undefined) return old;
    try {
      const made = train(knownOf(name), dimension, stream.split(name), engine);
      laws.set(name, made);
      return made;
    } catch (error) {
      if (error instanceof Error) laws.set(name, error);
      throw error;
    }
  };
  const densities = new Set(densitiesOf(document).map((d) => d.field.name));
  const elsewhere = solvedElsewhere(document);
  const exactOf = exactSeries(knownOf);
  const worlds = Array.from({ length: COPIES }, (_, copy) => worldWith(setting, densities, elsewhere, seriesOf(trained, copy, exactOf)));
  const exact = worldWith(setting, densities, elsewhere, exactOf);
  return { setting, worlds, exact, trained, point: pointsOf(densities, knownOf, stream.split('points')) };
};

const guarded = (make: () => KnownLaw): KnownLaw | NumericError => {
  try {
    return make();
  } catch (error) {
    if (error instanceof NumericError) return error;
    throw error;
  }
};

const knownFor = (setting: LinearSetting, name: string): KnownLaw => {
  const declaration = densitiesOf(setting.document).find((d) => d.field.name === name);
  if (declaration === undefined) throw new NumericError('not-applicable', `${name} is no declared density`, 'declare it');
  return knownLaw(setting, declaration);
};

const train = (known: KnownLaw, dimension: number, stream: KeyedStream, engine: Engine): TrainedLaw => {
  const scores = trainScores({
    laws: Array.from({ length: COPIES }, () => known.law), engine, steps: STEPS[dimension] ?? 1600, hidden: HIDDEN[dimension] ?? [64, 64, 64],
    // Copies have data of their own: the seed is that of the first, and copy k has batches of its own number.
    seed: stream.integer(0, 0, 4294967295), judgedRows: 16_384,
  });
  return {
    known, coordinates: coordinatesOf(known.law.data), judgements: scores.map(({ judgement }) => judgement),
    networks: scores.map(({ shape, weights }) => networkInDoubles(shape, weights)),
  };
};

/** The series of the logarithm of a density about a point. */
type LogSeries = (field: Field, point: readonly number[], order: number) => Series<number>;

const checkTime = (field: Field, t: number): void => {
  if (t >= TIMES.first - 1e-9 && t <= TIMES.last + 1e-9) return;
  throw new NumericError('not-applicable', `${field.name} is asked for at a time at which no network was trained`, 'ask for times between');
};

const remembering = (make: LogSeries): LogSeries => {
  const held = new Map<string, Series<number>>();
  return (field, point, order) => {
    const key = `${field.name}|${point.join()}|${order}`;
    const old = held.get(key);
    if (old !== undefined) return old;
    const made = make(field, point, order);
    held.set(key, made);
    return made;
  };
};

const exactSeries = (knownOf: (name: string) => KnownLaw): LogSeries => {
  const closed = new Map<string, World<number>>();
  return remembering((field, point, order) => {
    checkTime(field, point.at(-1) as number);
    const known = knownOf(field.name);
    const world = closed.get(field.name) ?? worldOf({ spaces: new Map(), parameters: new Map(), fields: new Map() }, DOUBLES);
    closed.set(field.name, world);
    const place = known.density.slots.flat().map((variable, k) => ({ variable, values: [point[k] as number] }));
    const density = evaluateAll(known.density.components, world, place, order)[0]?.[0] as Series<number>;
    return seriesOver(DOUBLES, point.length).call('log', density);
  });
};

const seriesOf = (trained: (name: string) => TrainedLaw, copy: number, exact: LogSeries): LogSeries => remembering((field, point, order) => {
  const own = exact(field, point, order);
  const { known, coordinates, networks } = trained(field.name);
  if (order === 0) return own;
  const n = known.law.dimension;
  const algebra = seriesOver(DOUBLES, n + 1);
  const score = scoreSeries(known, coordinates, networks[copy] as DoubleNetwork, point, order - 1);
  const { exponents, raised } = algebra.table(own.length);
  const out = [...own];
  // A coefficient of positive degree in x is reached from those of the score; Σ_i s_{i, α − e_i} / |α_x|.
  const sums = new Float64Array(own.length);
  score.forEach((series, i) => series.forEach((coefficient, m) => {
    const at = raised[m * (n + 1) + i]!;
    sums[at] = sums[at]! + coefficient;
  }));
  for (let m = 0; m < out.length; m += 1) {
    let degree = 0;
    for (let i = 0; i < n; i += 1) degree += exponents[m * (n + 1) + i]!;
    if (degree > 0) out[m] = sums[m]! / degree;
  }
  return out;
});

const worldWith = (setting: LinearSetting, densities: ReadonlySet<string>, elsewhere: ReadonlyMap<string, string>, logOf: LogSeries): World<number> => {
  const plans = plansOf(setting.document);
  const world: World<number> = {
    ...setting.world,
    field: (field, point, order) => {
      const why = elsewhere.get(field.name);
      if (why !== undefined) throw new NumericError('not-applicable', why, 'look at it by another means');
      if (densities.has(field.name)) return [seriesOver(DOUBLES, point.length).call('exp', logOf(field, point, order))];
      const plan = plans.byField.get(field.name);
      return plan?.kind === 'definition' ? defined(plan.field, plan.value, world, point, order) : setting.world.field(field, point, order);
    },
  };
  return world;
};

const defined = (field: Field, value: Parameters<typeof evaluateAll>[0][number], world: World<number>, point: readonly number[], order: number): readonly Series<number>[] => {
  let next = 0;
  const place = field.slots.map((variable) => {
    const start = next;
    next += variable.space === null ? 1 : world.dimensionOf(variable.space);
    return { variable, values: point.slice(start, next) };
  });
  return evaluateAll([value], world, place, order)[0] ?? [];
};

/** x = c(θ) + L y, y from the law of Y at θ(t). */
const pointsOf = (densities: ReadonlySet<string>, knownOf: (name: string) => KnownLaw, stream: KeyedStream): TrainedWorlds['point'] => (index, t) => {
  let problem: NumericError | null = null;
  for (const name of densities) {
    const known = guarded(() => knownOf(name));
    if (known instanceof NumericError) {
      problem ??= known;
      continue;
    }
    const n = known.law.dimension;
    const theta = known.clock.at(t);
    const y = known.law.at(theta).sample(stream, index);
    const moved = matrixVector(known.factor, y, n, n);
    const accumulated = known.rate === 0 ? theta : Math.expm1(known.rate * theta) / known.rate;
    return Array.from(moved, (entry, i) => entry + known.shift[i]! * accumulated);
  }
  throw problem ?? new NumericError('not-applicable', 'no density is declared', 'declare one');
};
