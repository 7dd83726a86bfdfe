/**
 * A process as numbers: its drift and noise at a place, block after block, and one small random step of it.
 *
 * The Brownian motions are numbered by their names; equal names are one motion. The step takes the noise from three points with
 * weights 1/6, 2/3, 1/6 in each component, ξ ∈ {−√3, 0, √3}, which have the moments of a normal number up to the fifth: so an
 * expectation after one step is a power series in its length (Kloeden & Platen, Numerical Solution of Stochastic
 * Differential Equations, 1992, section 14.2). Itô: X + b h + √h G ξ. Stratonovich: Heun's rule, the noise being the mean of
 * that here and that after the step.
 */
import type { Expression } from '../../src/kernel/expression.ts';
import type { Process } from '../../src/language/statement.ts';
import type { Place } from '../../src/numeric/evaluate/evaluate.ts';
import { NumericError } from '../../src/numeric/numeric-error.ts';
import type { Setting } from '../arbitraries/setting.ts';
import { sizeOf } from '../arbitraries/setting.ts';
import { formulasOf } from './formulas.ts';
import { atPlace, moved } from './law.ts';

export interface Motion {
  readonly wiener: string;
  readonly size: number;
  /** Where its components begin among all. */
  readonly start: number;
}

export interface Diffusion {
  readonly blocks: readonly { readonly variable: string; readonly size: number; readonly start: number }[];
  readonly dimension: number;
  readonly motions: readonly Motion[];
  readonly noises: number;
  readonly stratonovich: boolean;
  readonly backward: boolean;
  readonly formulas: readonly Expression[];
  /** One entry a noise formula: the rows that it fills, and its columns. */
  readonly entries: readonly { readonly start: number; readonly rows: number; readonly motion: Motion }[];
}

export const diffusionOf = (process: Process, setting: Setting): Diffusion => {
  const motions: Motion[] = [];
  const motionOf = (wiener: string, size: number): Motion => {
    const old = motions.find((m) => m.wiener === wiener);
    if (old !== undefined) return old;
    const made = { wiener, size, start: motions.reduce((sum, m) => sum + m.size, 0) };
    motions.push(made);
    return made;
  };
  let start = 0;
  const blocks = process.blocks.map((block) => {
    const size = sizeOf(block.variable, setting);
    const made = { variable: block.variable.name, size, start };
    start += size;
    return made;
  });
  const all = process.blocks.flatMap((block, k) => block.noises.map((noise) => ({ noise, block: blocks[k] as { size: number; start: number } })));
  if (new Set(all.map(({ noise }) => noise.stratonovich)).size > 1) throw new NumericError('not-applicable', 'noise of both senses', 'write it in one');
  const entries = all.map(({ noise, block }) => ({ start: block.start, rows: block.size, motion: motionOf(noise.wiener, sizeOf(noise, setting)) }));
  return {
    blocks, dimension: start, motions, noises: motions.reduce((sum, m) => sum + m.size, 0),
    stratonovich: all.some(({ noise }) => noise.stratonovich), backward: process.backward,
    formulas: [...process.blocks.map((b) => b.drift), ...all.map(({ noise }) => noise.coefficient)], entries,
  };
};

export interface Coefficients {
  readonly drift: Float64Array;
  /** Row after row, a column a component of the noise. */
  readonly noise: Float64Array;
}

/** From the values of a diffusion's formulas. */
export const coefficientsFrom = (diffusion: Diffusion, values: readonly (readonly number[])[]): Coefficients => {
  const drift = Float64Array.from(values.slice(0, diffusion.blocks.length).flat());
  const noise = new Float64Array(diffusion.dimension * diffusion.noises);
  diffusion.entries.forEach(({ start, rows, motion }, k) => {
    const list = values[diffusion.blocks.length + k] ?? [];
    for (let i = 0; i < rows; i += 1) {
      for (let j = 0; j < motion.size; j += 1) {
        const at = (start + i) * diffusion.noises + motion.start + j;
        noise[at] = (noise[at] ?? 0) + (list[i * motion.size + j] ?? 0);
      }
    }
  });
  return { drift, noise };
};

/** Drift and noise as functions of the place. */
export type CoefficientsAt = (place: Place<number>) => Coefficients;

export const coefficientsOf = (diffusion: Diffusion, setting: Setting, like: Place<number>): CoefficientsAt => {
  const values = formulasOf(diffusion.formulas, setting, like);
  return (place) => coefficientsFrom(diffusion, values(place).map((components) => components.map((series) => series[0] ?? NaN)));
};

const stateOf = (diffusion: Diffusion, place: Place<number>): Float64Array => Float64Array.from(diffusion.blocks.flatMap((b) => [...atPlace(place, b.variable)]));

const placeAt = (diffusion: Diffusion, place: Place<number>, state: Float64Array, time: number): Place<number> => moved(place, new Map([
  ['t', [time]], ...diffusion.blocks.map(({ variable, size, start }): readonly [string, readonly number[]] => [variable, [...state.subarray(start, start + size)]]),
]));

const displaced = (state: Float64Array, { drift, noise }: Coefficients, h: number, xi: readonly number[]): Float64Array => state.map((x, i) =>
  x + (drift[i] ?? 0) * h + Math.sqrt(h) * xi.reduce((sum, z, j) => sum + (noise[i * xi.length + j] ?? 0) * z, 0));

export interface Outcome {
  readonly weight: number;
  readonly noise: readonly number[];
  readonly place: Place<number>;
}

/** Where a step of this length leads, with what probability. */
export const steps = (diffusion: Diffusion, coefficients: CoefficientsAt, place: Place<number>, h: number): readonly Outcome[] => {
  const here = coefficients(place);
  const state = stateOf(diffusion, place);
  const time = (atPlace(place, 't')[0] ?? 0) + (diffusion.backward ? -h : h);
  // In a clock that runs down, what is printed is the motion itself: dt < 0 turns the drift.
  const oriented = diffusion.backward ? { ...here, drift: here.drift.map((b) => -b) } : here;
  return outcomes(diffusion.noises).map(({ weight, noise }) => {
    const first = displaced(state, oriented, h, noise);
    if (!diffusion.stratonovich) return { weight, noise, place: placeAt(diffusion, place, first, time) };
    const there = coefficients(placeAt(diffusion, place, first, time));
    const mean = { drift: oriented.drift, noise: here.noise.map((g, k) => (g + (there.noise[k] ?? 0)) / 2) };
    return { weight, noise, place: placeAt(diffusion, place, displaced(state, mean, h, noise), time) };
  });
};

const POINTS = [{ weight: 2 / 3, z: 0 }, { weight: 1 / 6, z: Math.sqrt(3) }, { weight: 1 / 6, z: -Math.sqrt(3) }];

const outcomes = (noises: number): readonly { readonly weight: number; readonly noise: readonly number[] }[] => {
  if (noises > 6) throw new NumericError('not-applicable', `noise of ${noises} components`, 'take a lower dimension');
  let list: readonly { readonly weight: number; readonly noise: readonly number[] }[] = [{ weight: 1, noise: [] }];
  for (let j = 0; j < noises; j += 1) list = list.flatMap((o) => POINTS.map(({ weight, z }) => ({ weight: o.weight * weight, noise: [...o.noise, z] })));
  return list;
};
