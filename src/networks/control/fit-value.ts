/**
 * The value network learns targets: mean squares, batches drawn in a random order.
 */
import type { KeyedStream } from '../../numeric/random/streams.ts';
import type { Network } from '../engine/engine.ts';
import type { TrainingRecord } from '../training/train.ts';
import { train } from '../training/train.ts';
import type { Targets } from './evaluate-policy.ts';
import type { Level, Units } from './learned-value.ts';
import { inputsOf } from './policy.ts';
import { shuffled } from './starts.ts';

export interface Fit {
  readonly network: Network;
  readonly targets: Targets;
  readonly units: Units;
  readonly level: Level;
  readonly steps: number;
  readonly rate: number;
  readonly stream: KeyedStream;
  readonly signal?: { readonly aborted: boolean } | undefined;
}

/** Rows of a data set, batch after batch; each round through it in an order of its own. */
export const batchesOf = (count: number, batch: number, stream: KeyedStream): ((step: number) => Int32Array) => {
  const rows = new Int32Array(batch);
  let order = shuffled(count, stream.split(0)), at = 0, round = 0;
  return () => {
    for (let row = 0; row < batch; row += 1, at += 1) {
      if (at === count) {
        round += 1;
        order = shuffled(count, stream.split(round));
        at = 0;
      }
      rows[row] = order[at]!;
    }
    return rows;
  };
};

/**
 * Added to the mean of the squares, of targets of variance 1: a network that begins where it left off is almost right, and training
 * would take the first shakes of its weights for divergence.
 */
const ROUGH = 0.01;

export const fitValue = ({ network, targets, units, level, steps, rate, stream, signal }: Fit): TrainingRecord => {
  const count = targets.values.length, n = units.centre.length;
  const all = inputsOf(units, targets.points, count), inputs = new Float32Array(network.batch * n);
  const wanted = Float32Array.from(targets.values, (y) => (y - level.offset) / level.scale);
  const next = batchesOf(count, network.batch, stream);
  let rows = new Int32Array(0);
  return train({
    network, steps, rate, ...(signal === undefined ? {} : { signal }),
    nextBatch: (step) => {
      rows = Int32Array.from(next(step));
      rows.forEach((row, at) => { for (let i = 0; i < n; i += 1) inputs[at * n + i] = all[row * n + i]!; });
      return {
        inputs,
        loss: (outputs, gradient) => {
          let sum = 0;
          for (let at = 0; at < outputs.length; at += 1) {
            const off = outputs[at]! - wanted[rows[at]!]!;
            sum += off * off;
            gradient[at] = 2 * off / outputs.length;
          }
          return ROUGH + sum / outputs.length;
        },
      };
    },
  });
};
