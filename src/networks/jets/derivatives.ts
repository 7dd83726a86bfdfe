/**
 * What is asked of a network's jet: Jacobian, divergence, gradient of the divergence, Hessian, Laplacian.
 *
 * Everywhere directions 0 … d−1 are those by which is differentiated (the coordinates of the state), and further directions, as
 * that of time, may follow. `point` is the number of the point in the jet.
 */
import type { Jet } from './jet.ts';
import { firstChannel, secondChannel } from './jet.ts';

const entry = (jet: Jet, channel: number, point: number, output: number): number =>
  jet.channels[(channel * jet.points + point) * jet.width + output]!;

export const valueAt = ({ width, channels }: Jet, point: number): Float64Array => channels.slice(point * width, (point + 1) * width);

/** The derivative along direction i of all outputs. */
export const firstAt = (jet: Jet, point: number, i: number): Float64Array =>
  Float64Array.from({ length: jet.width }, (_, o) => entry(jet, firstChannel(i), point, o));

/** ∂_j y_o for j < d, row o. */
export const jacobianAt = (jet: Jet, point: number, d: number = jet.directions): Float64Array =>
  Float64Array.from({ length: jet.width * d }, (_, at) => entry(jet, firstChannel(at % d), point, Math.floor(at / d)));

/** Σ_j ∂_j y_j over the first d outputs. */
export const divergenceAt = (jet: Jet, point: number, d: number = jet.width): number => {
  let sum = 0;
  for (let j = 0; j < d; j += 1) sum += entry(jet, firstChannel(j), point, j);
  return sum;
};

/** ∂_i Σ_j ∂_j y_j for i < d, of a jet of order 2. */
export const gradientOfDivergenceAt = (jet: Jet, point: number, d: number = jet.width): Float64Array =>
  Float64Array.from({ length: d }, (_, i) => {
    let sum = 0;
    for (let j = 0; j < d; j += 1) sum += entry(jet, secondChannel(jet.directions, i, j), point, j);
    return sum;
  });

/** ∂_i ∂_j y_o for i, j < d, row after row, of a jet of order 2. */
export const hessianAt = (jet: Jet, point: number, output = 0, d: number = jet.directions): Float64Array =>
  Float64Array.from({ length: d * d }, (_, at) => entry(jet, secondChannel(jet.directions, Math.floor(at / d), at % d), point, output));

/** Σ_i ∂_i² y_o for each output, of a jet of order 2. */
export const laplacianAt = (jet: Jet, point: number, d: number = jet.directions): Float64Array =>
  Float64Array.from({ length: jet.width }, (_, o) => {
    let sum = 0;
    for (let i = 0; i < d; i += 1) sum += entry(jet, secondChannel(jet.directions, i, i), point, o);
    return sum;
  });
