/**
 * A network for the action between two states of the point mass, trained on demonstrations: what turns planned states into actions.
 *
 * Exactly a = (v' − v)/δ: a small difference of two numbers that vary much. The four numbers (p, v, p', v') therefore enter in their principal
 * directions, each in units of its own deviation, and the action leaves in units of its own; without this the network must find the difference
 * by cancellation. The loss is the mean square in units of the action's deviation.
 */
import type { KeyedStream } from '../../numeric/random/streams.ts';
import type { Engine } from '../engine/engine.ts';
import { optimiserFor } from '../training/recipe.ts';
import type { TrainingRecord } from '../training/train.ts';
import { train } from '../training/train.ts';
import { PER_KNOT } from './point-mass.ts';
import type { TrajectoryCoordinates } from './trajectory-coordinates.ts';
import { coordinatesOf, momentsOf, toCoordinates } from './trajectory-coordinates.ts';

export interface InverseDynamics {
  readonly record: TrainingRecord;
  /** Actions at rows (p, v, p', v'). */
  readonly actions: (pairs: Float64Array) => Float64Array;
  readonly dispose: () => void;
}

export interface InverseDynamicsRecipe {
  readonly hidden: readonly number[];
  readonly batch: number;
  readonly steps: number;
  readonly rate: number;
}

const PAIR = 4;

interface Transitions {
  readonly pairs: Float64Array;
  readonly actions: Float64Array;
}

/** Every transition of every demonstration. */
const transitionsOf = (trajectories: Float64Array, length: number): Transitions => {
  const knots = length / PER_KNOT, count = (trajectories.length / length) * (knots - 1);
  const pairs = new Float64Array(PAIR * count), actions = new Float64Array(count);
  for (let row = 0, k = 0; row < trajectories.length; row += length) {
    for (let at = row; at < row + length - PER_KNOT; at += PER_KNOT, k += 1) {
      pairs.set([trajectories[at]!, trajectories[at + 1]!, trajectories[at + 3]!, trajectories[at + 4]!], PAIR * k);
      actions[k] = trajectories[at + 2]!;
    }
  }
  return { pairs, actions };
};

const whitened = (coordinates: TrajectoryCoordinates, pairs: Float64Array): Float32Array =>
  Float32Array.from(toCoordinates(coordinates, pairs), (u, at) => u / Math.sqrt(coordinates.variances[at % coordinates.rank]!));

export const trainInverseDynamics = (
  engine: Engine, trajectories: Float64Array, length: number, { hidden, batch, steps, rate }: InverseDynamicsRecipe, stream: KeyedStream,
): InverseDynamics => {
  const { pairs, actions } = transitionsOf(trajectories, length);
  const coordinates = coordinatesOf(pairs, PAIR, 'principal'), { rank } = coordinates;
  const { mean, covariance } = momentsOf(actions, 1), deviation = Math.sqrt(covariance[0]!);
  const seen = whitened(coordinates, pairs), target = new Float32Array(batch), inputs = new Float32Array(batch * rank);
  const network = engine.network({
    shape: { inputs: rank, hidden, outputs: 1 }, copies: 1, batch, optimiser: optimiserFor(steps), stream: stream.split('weights'),
  });
  const rows = stream.split('rows'), draws = new Float64Array(batch);
  const nextBatch = (step: number): { inputs: Float32Array; loss: (outputs: Float32Array, gradient: Float32Array) => number } => {
    rows.fillUniforms(step * batch, draws);
    draws.forEach((draw, k) => {
      const row = Math.floor(draw * actions.length);
      for (let j = 0; j < rank; j += 1) inputs[k * rank + j] = seen[row * rank + j]!;
      target[k] = (actions[row]! - mean[0]!) / deviation;
    });
    return {
      inputs, loss: (outputs, gradient) => outputs.reduce((sum, output, k) => {
        gradient[k] = (output - target[k]!) / batch;
        return sum + (output - target[k]!) ** 2 / batch;
      }, 0),
    };
  };
  try {
    const record = train({ network, steps, rate, nextBatch });
    network.setWeights(0, network.weights(0, true));
    return {
      record, dispose: () => { network.dispose(); },
      actions: (states) => Float64Array.from(network.evaluate(whitened(coordinates, states)), (output) => mean[0]! + deviation * output),
    };
  } catch (error) {
    network.dispose();
    throw error;
  }
};
