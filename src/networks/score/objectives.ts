/**
 * The losses by which scores are trained, all of them least at the true score. With the outputs n of the network, the noise prediction
 * ε̂_i = σ y_i/q_i + h_i n_i (preconditioning.ts):
 *
 * `denoising`, `component` (batches.ts): mean of Σ_i (n_i − (ε_i − σ y_i/q_i)/h_i)²: each output has a target of unit variance.
 * `implicit`, `sliced`: E|ε̂|² − 2σ E ∇·ε̂ = E|ε̂ − ε*|² − E|ε*|² (Hyvärinen, JMLR 6 (2005), in the weight σ²), without what does not
 *   depend on n, and with a derivative along one direction u of each row for the divergence:
 *   mean of Σ_i ((h_i n_i)² + 2 h_i n_i σ y_i/q_i) − 2σ Σ_i u_i h_i ∂_u n_i.
 *   `sliced`: u is normal (Song, Garg, Shi, Ermon, Sliced score matching, UAI 2019, with the exact |ε̂|²: its reduced
 *   variance). `implicit`: u runs through √d e_1 … √d e_d from row to row and from step to step, so that d of them are the whole
 *   divergence. No noise of a sample is looked at: only its place.
 *
 * Losses are means over the rows, summed over the copies: copies do not know of each other.
 */
import type { KeyedStream } from '../../numeric/random/streams.ts';
import type { DirectionalLoss, Loss } from '../engine/engine.ts';
import type { Batch } from '../training/train.ts';
import type { DenoisingTarget, RowPlan } from './batches.ts';
import { inputWidth, inputWriter, rowSource } from './batches.ts';

export type ScoreTarget = DenoisingTarget | 'implicit' | 'sliced';

/** One plan and one stream a copy; the same number of rows and the same dimension in all. */
export interface Objective {
  readonly plans: readonly RowPlan[];
  readonly streams: readonly KeyedStream[];
}

interface Sizes {
  readonly copies: number;
  readonly rows: number;
  readonly n: number;
}

const sizesOf = ({ plans }: Objective): Sizes => ({ copies: plans.length, rows: plans[0]!.rows, n: plans[0]!.law.dimension });

const denoisingBatches = (objective: Objective, target: DenoisingTarget): ((step: number) => Batch) => {
  const { copies, rows, n } = sizesOf(objective);
  const width = inputWidth(n);
  const [inputs, targets] = [new Float32Array(copies * rows * width), new Float64Array(copies * rows * n)];
  const fills = objective.plans.map((plan, copy) => {
    const [each, write] = [rowSource(plan, target, objective.streams[copy]!), inputWriter(plan.law)];
    return (step: number): void => each(step, (row, index) => {
      const at = copy * rows + index;
      write(row, inputs, at * width);
      const { noise, deviations, gains } = row.levels;
      for (let i = 0; i < n; i += 1) {
        targets[at * n + i] = (row.noise[i]! - (noise * row.point[i]!) / (deviations[i]! * deviations[i]!)) / gains[i]!;
      }
    });
  });
  const loss: Loss = (outputs, gradient) => {
    let sum = 0;
    for (let at = 0; at < outputs.length; at += 1) {
      const rest = outputs[at]! - targets[at]!;
      sum += rest * rest;
      gradient[at] = (2 * rest) / rows;
    }
    return sum / rows;
  };
  return (step) => {
    for (const fill of fills) fill(step);
    return { inputs, loss };
  };
};

/** Writes u of a row. */
type Directions = (step: number, index: number, out: Float64Array) => void;

const alongAxes: Directions = (step, index, out) => {
  out.fill(0);
  out[(step + index) % out.length] = Math.sqrt(out.length);
};

const normalDirections = (rows: number, stream: KeyedStream): Directions => (step, index, out) => {
  stream.fillNormals((step * rows + index) * out.length, out);
};

const implicitBatches = (objective: Objective, target: 'implicit' | 'sliced'): ((step: number) => Batch) => {
  const { copies, rows, n } = sizesOf(objective);
  const width = inputWidth(n);
  const [inputs, directions] = [new Float32Array(copies * rows * width), new Float32Array(copies * rows * width)];
  const [squares, slopes, divergences] = [new Float64Array(copies * rows * n), new Float64Array(copies * rows * n), new Float64Array(copies * rows * n)];
  const fills = objective.plans.map((plan, copy) => {
    const stream = objective.streams[copy]!;
    const [each, write] = [rowSource(plan, 'component', stream), inputWriter(plan.law)];
    const direct = target === 'implicit' ? alongAxes : normalDirections(rows, stream.split('directions'));
    const u = new Float64Array(n);
    return (step: number): void => each(step, (row, index) => {
      const at = copy * rows + index;
      write(row, inputs, at * width);
      direct(step, index, u);
      const { noise, deviations, gains } = row.levels;
      for (let i = 0; i < n; i += 1) {
        directions[at * width + i] = u[i]! / deviations[i]!;
        squares[at * n + i] = gains[i]! * gains[i]!;
        slopes[at * n + i] = (2 * gains[i]! * noise * row.point[i]!) / (deviations[i]! * deviations[i]!);
        divergences[at * n + i] = -2 * noise * u[i]! * gains[i]!;
      }
    });
  });
  const loss: DirectionalLoss = (outputs, derivatives, gradient, derivativesGradient) => {
    let sum = 0;
    for (let at = 0; at < outputs.length; at += 1) {
      const out = outputs[at]!;
      sum += squares[at]! * out * out + slopes[at]! * out + divergences[at]! * derivatives[at]!;
      gradient[at] = (2 * squares[at]! * out + slopes[at]!) / rows;
      derivativesGradient[at] = divergences[at]! / rows;
    }
    return sum / rows;
  };
  return (step) => {
    for (const fill of fills) fill(step);
    return { inputs, directions, loss };
  };
};

/** Step ↦ inputs and loss; its arrays are the same in every step. */
export const batchesOf = (objective: Objective, target: ScoreTarget): ((step: number) => Batch) =>
  (target === 'denoising' || target === 'component' ? denoisingBatches(objective, target) : implicitBatches(objective, target));
