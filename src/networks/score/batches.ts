/**
 * The rows that scores are trained on: times, points of the noised law, and what the noise prediction is to be.
 *
 * `denoising`: X_0 from the law, noise ε, X_t = a X_0 + σ ε; the target is ε (Vincent, A connection between score matching and
 * denoising autoencoders, Neural Computation 23 (2011)). Needs samples of the law only.
 * `component`: the same with the component k of the mixture as what is conditioned on instead of X_0: the target is
 * ε_k = −σ ∇log N(a m_k, a² Σ_k + v I), whose mean given X_t is the same, and whose variance is smaller: what is left is the doubt
 * which component a point came from. Needs the label of each sample, and the law of each label.
 *
 * Times are stratified: row j of B takes one from the j-th part of their law. Up to six numbers a row come from a lattice
 * (lattice.ts), more are independent random numbers.
 */
import type { Matrix, Vector } from '../../numeric/linear-algebra/dense.ts';
import type { KeyedStream } from '../../numeric/random/streams.ts';
import { normalQuantile } from '../../numeric/statistics/normal-quantile.ts';
import { timesOf } from './clock.ts';
import type { AxisComponent, Coordinates } from './coordinates.ts';
import { latticePoints } from './lattice.ts';
import type { NoisedLaw } from './noised-law.ts';
import type { Levels } from './preconditioning.ts';
import { emptyLevels, FEATURES, placeOf, writeFeatures, writeLevels } from './preconditioning.ts';

export type DenoisingTarget = 'denoising' | 'component';

export interface RowPlan {
  readonly law: NoisedLaw;
  readonly coordinates: Coordinates;
  /** The power of the law of times (clock.ts). */
  readonly power: number;
  readonly rows: number;
}

/** A row: time, levels, the point y, and the target noise in its coordinates. */
export interface Row {
  time: number;
  readonly levels: Levels;
  readonly point: Vector;
  readonly noise: Vector;
}

/** Calls `visit` with each row of a step; the row is one object, filled anew. */
export type Rows = (step: number, visit: (row: Row, index: number) => void) => void;

/** Two uniform numbers a row, of time and component, and so many normal ones. */
interface Numbers {
  readonly uniforms: Float64Array;
  readonly normals: Float64Array;
  readonly draw: (step: number) => void;
}

const LARGEST_LATTICE = 6;

const randomNumbers = (rows: number, each: number, stream: KeyedStream): Numbers => {
  const [uniforms, normals] = [new Float64Array(2 * rows), new Float64Array(each * rows)];
  const draw = (step: number): void => {
    stream.fillNormals(step * normals.length, normals);
    stream.fillUniforms(step * uniforms.length, uniforms);
    for (let row = 0; row < rows; row += 1) uniforms[2 * row] = (row + uniforms[2 * row]!) / rows;
  };
  return { uniforms, normals, draw };
};

const latticeNumbers = (rows: number, each: number, stream: KeyedStream): Numbers => {
  const [uniforms, normals] = [new Float64Array(2 * rows), new Float64Array(each * rows)];
  const width = each + 2;
  const all = new Float64Array(width * rows);
  const fill = latticePoints(width, rows, stream);
  const draw = (step: number): void => {
    fill(step, all);
    for (let row = 0; row < rows; row += 1) {
      uniforms[2 * row] = all[row * width]!;
      uniforms[2 * row + 1] = all[row * width + 1]!;
      for (let i = 0; i < each; i += 1) normals[row * each + i] = normalQuantile(all[row * width + 2 + i]!);
    }
  };
  return { uniforms, normals, draw };
};

const choose = (components: readonly AxisComponent[], level: number): AxisComponent => {
  let sum = 0;
  let chosen = components[0]!;
  for (let k = 0; k < components.length && sum <= level; k += 1) {
    if (components[k]!.weight > 0) chosen = components[k]!;
    sum += components[k]!.weight;
  }
  return chosen;
};

/** out = V y. */
const turn = (axes: Matrix, y: Vector, out: Vector): void => {
  const n = y.length;
  for (let i = 0; i < n; i += 1) {
    let sum = 0;
    for (let j = 0; j < n; j += 1) sum += axes[i * n + j]! * y[j]!;
    out[i] = sum;
  }
};

/** Along the axes of a component: what a point is beyond its mean, and its noise. */
type Along = (component: AxisComponent, levels: Levels, normals: Vector, at: number, own: Vector, label: Vector) => void;

const ALONG: Readonly<Record<DenoisingTarget, Along>> = {
  denoising: ({ variances }, { scale, noise }, normals, at, own, label) => {
    const n = own.length;
    for (let i = 0; i < n; i += 1) {
      label[i] = normals[at + n + i]!;
      own[i] = scale * Math.sqrt(variances[i]!) * normals[at + i]! + noise * label[i]!;
    }
  },
  component: ({ variances }, { scale, variance, noise }, normals, at, own, label) => {
    for (let i = 0; i < own.length; i += 1) {
      const deviation = Math.sqrt(scale * scale * variances[i]! + variance);
      own[i] = deviation * normals[at + i]!;
      label[i] = (noise / deviation) * normals[at + i]!;
    }
  },
};

export const rowSource = ({ law, coordinates, power, rows }: RowPlan, target: DenoisingTarget, stream: KeyedStream): Rows => {
  const { schedule, first, last, dimension: n } = law;
  const { variances, components } = coordinates;
  const times = timesOf(schedule, first, last, power);
  const each = target === 'denoising' ? 2 * n : n;
  const { uniforms, normals, draw } = (each + 2 <= LARGEST_LATTICE ? latticeNumbers : randomNumbers)(rows, each, stream);
  const row: Row = { time: 0, levels: emptyLevels(n), point: new Float64Array(n), noise: new Float64Array(n) };
  const [own, label] = [new Float64Array(n), new Float64Array(n)];
  return (step, visit) => {
    draw(step);
    for (let index = 0; index < rows; index += 1) {
      row.time = times(uniforms[2 * index]!);
      writeLevels(schedule, variances, row.time, row.levels);
      const component = choose(components, uniforms[2 * index + 1]!);
      ALONG[target](component, row.levels, normals, index * each, own, label);
      turn(component.axes, own, row.point);
      turn(component.axes, label, row.noise);
      for (let i = 0; i < n; i += 1) row.point[i] = row.point[i]! + row.levels.scale * component.mean[i]!;
      visit(row, index);
    }
  };
};

/** Inputs of the network for one row, from `at` on. */
export const inputWriter = (law: NoisedLaw): ((row: Row, out: Float32Array, at: number) => void) => {
  const place = placeOf(law);
  const n = law.dimension;
  return ({ time, levels, point }, out, at) => {
    for (let i = 0; i < n; i += 1) out[at + i] = point[i]! / levels.deviations[i]!;
    writeFeatures(place.at(time), out, at + n);
  };
};

export const inputWidth = (dimension: number): number => dimension + FEATURES;
