/**
 * Gradient, divergence and Laplacian of tensors of series: the derivative's slot comes last.
 */
import type { Variable } from '../kernel/expression.ts';
import type { Series } from './series.ts';
import type { Tensor } from './tensor.ts';
import { addTensors } from './tensor.ts';
import type { World } from './world.ts';

/** A variable's component, counted from 0; of a scalar variable: 0. */
export type By = readonly [Variable, number];

/** A series differentiated by each of the listed components in turn. */
export const derive = (world: World, entry: Series, by: readonly By[], level: number): Series =>
  by.reduce((series, [variable, component]) => {
    const v = world.displacement(variable.name, component);
    if (v === null) throw new TypeError(`nothing is differentiated by ${variable.name}`);
    return world.ring(level).derive(series, v);
  }, entry);

export const deriveTensor = (world: World, tensor: Tensor, by: readonly By[], level: number): Tensor => ({
  sizes: tensor.sizes, entries: tensor.entries.map((entry) => derive(world, entry, by, level)),
});

export const gradientOf = (world: World, tensor: Tensor, variable: Variable, level: number): Tensor => {
  if (variable.space === null) throw new TypeError(`a gradient by the scalar ${variable.name}`);
  const size = world.size(variable.space);
  const entries = tensor.entries.flatMap((entry) =>
    Array.from({ length: size }, (_, k) => derive(world, entry, [[variable, k]], level)));
  return { sizes: [...tensor.sizes, size], entries };
};

/** The derivative's slot contracted with the last one. */
export const divergenceOf = (world: World, tensor: Tensor, variable: Variable, level: number): Tensor => {
  const size = world.size(variable.space);
  if (variable.space === null || tensor.sizes.at(-1) !== size) throw new TypeError('a divergence that does not fit');
  const derived = tensor.entries.map((entry, k) => derive(world, entry, [[variable, k % size]], level));
  const entries = derived.filter((_, k) => k % size === 0).map((_, row) =>
    derived.slice(row * size, (row + 1) * size).reduce((sum, term) => world.ring(level).add(sum, term)));
  return { sizes: tensor.sizes.slice(0, -1), entries };
};

/** Component by component. */
export const laplacianOf = (world: World, tensor: Tensor, variable: Variable, level: number): Tensor =>
  Array.from({ length: world.size(variable.space) }, (_, k) =>
    deriveTensor(world, tensor, [[variable, k], [variable, k]], level))
    .reduce((sum, term) => addTensors(world.ring(level), sum, term));
