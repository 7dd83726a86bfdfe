/**
 * Policies: what acts in a state. A learned one is a network that answers with a number for each component of the action.
 */
import type { Network } from '../engine/engine.ts';
import { copyInDoubles, evaluateInDoubles } from '../jets/network-jet.ts';
import type { ControlledDiffusion } from './controlled-diffusion.ts';
import type { Units } from './learned-value.ts';
import { unitsOf } from './learned-value.ts';

/**
 * The network's numbers at many states, given in coordinates (count × states, row after row): count × actions. The array may be
 * reused.
 */
export type Policy = (coordinates: Float64Array, count: number) => ArrayLike<number>;

/** Coordinates in their units, as networks take them. */
export const inputsOf = ({ centre, unit }: Units, coordinates: Float64Array, count: number): Float32Array => {
  const n = centre.length, inputs = new Float32Array(count * n);
  for (let row = 0, at = 0; row < count; row += 1) {
    for (let i = 0; i < n; i += 1, at += 1) inputs[at] = (coordinates[at]! - centre[i]!) / unit[i]!;
  }
  return inputs;
};

/** The policy of the network's averaged weights, as they are at each call. */
export const learnedPolicy = (problem: ControlledDiffusion, network: Network): Policy => {
  const units = unitsOf(problem);
  return (coordinates, count) => network.evaluate(inputsOf(units, coordinates, count), true);
};

/** The policy that the network's averaged weights hold now; later training does not change it. */
export const frozenPolicy = (problem: ControlledDiffusion, network: Network): Policy => {
  const units = unitsOf(problem), doubles = copyInDoubles(network, 0);
  return (coordinates, count) => evaluateInDoubles(doubles, Float64Array.from(inputsOf(units, coordinates, count)));
};

/** A policy by its numbers at one point: for comparisons. */
export const policyOf = (problem: ControlledDiffusion, raw: (z: Float64Array, out: Float64Array) => void): Policy => {
  const { states: n, actions: m } = problem;
  return (coordinates, count) => {
    const all = new Float64Array(count * m);
    for (let row = 0; row < count; row += 1) raw(coordinates.subarray(row * n, (row + 1) * n), all.subarray(row * m, (row + 1) * m));
    return all;
  };
};
