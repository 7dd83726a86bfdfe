/**
 * Improvement: the policy network climbs the Hamiltonian, mean over states of H(x, α(x), ∇V, ∇²V), with V held fixed.
 *
 * The slope of H by each of the network's numbers is divided by the curvature there and cut at 1: the gradient of each state is
 * then its Newton step, so that states and actions of different scales are learned alike. The maximum in each state is the same.
 */
import type { KeyedStream } from '../../numeric/random/streams.ts';
import type { Network } from '../engine/engine.ts';
import type { TrainingRecord } from '../training/train.ts';
import { train } from '../training/train.ts';
import type { ControlledDiffusion } from './controlled-diffusion.ts';
import { valueAt } from './controlled-diffusion.ts';
import { batchesOf } from './fit-value.ts';
import { bracketOf, slopeAlong } from './hamiltonian.ts';
import type { LearnedValue } from './learned-value.ts';
import { unitsOf } from './learned-value.ts';
import { inputsOf } from './policy.ts';
import { startsIn } from './starts.ts';

export interface Improvement {
  readonly network: Network;
  readonly model: ControlledDiffusion;
  readonly value: LearnedValue;
  readonly points: number;
  readonly steps: number;
  readonly rate: number;
  /** 1; a planted −1 goes down. */
  readonly direction: 1 | -1;
  readonly stream: KeyedStream;
  readonly signal?: { readonly aborted: boolean } | undefined;
}

/** As in fit-value.ts; a step of 1 is as long as the range of the actions. */
const ROUGH = 0.01;

/** Of a step along a number of the network: no more than this. */
const LONGEST = 1;

export const improvePolicy = (improvement: Improvement): TrainingRecord => {
  const { network, model, value, points, steps, rate, direction, stream, signal } = improvement;
  const { states: n, actions: m } = model, bracket = bracketOf(model);
  const places = startsIn(model, 'trained', points, stream.split('points'));
  const all = inputsOf(unitsOf(model), places, points), inputs = new Float32Array(network.batch * n);
  const states = Array.from({ length: points }, (_, row) =>
    Float64Array.from({ length: n }, (__, i) => valueAt(model.coordinates[i]!, places[row * n + i]!)));
  const values = value.all(states);
  const next = batchesOf(points, network.batch, stream.split('batches'));
  const numbers = new Float64Array(m);
  let rows: Int32Array = new Int32Array(0);
  return train({
    network, steps, rate, ...(signal === undefined ? {} : { signal }),
    nextBatch: (step) => {
      rows = next(step);
      rows.forEach((row, at) => { for (let i = 0; i < n; i += 1) inputs[at * n + i] = all[row * n + i]!; });
      return {
        inputs,
        loss: (outputs, gradient) => {
          let sum = 0;
          rows.forEach((row, at) => {
            bracket.at(states[row]!, values[row]!);
            for (let j = 0; j < m; j += 1) numbers[j] = outputs[at * m + j]!;
            for (let j = 0; j < m; j += 1) {
              const [slope, curvature] = slopeAlong(bracket, numbers, j);
              const newton = slope / Math.max(Math.abs(curvature), Number.MIN_VALUE);
              const move = Math.max(-LONGEST, Math.min(LONGEST, newton));
              sum += move * move;
              gradient[at * m + j] = -direction * move / rows.length;
            }
          });
          return ROUGH + sum / (2 * rows.length);
        },
      };
    },
  });
};
