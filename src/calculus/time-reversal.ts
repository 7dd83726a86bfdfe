/**
 * −b + ∇·D + D ∇log p: the drift of the time reversal of dX = b dt + G dW with density p, in the reversed clock.
 *
 * Convention: all functions are taken at T − t when the reversed process is written in its own clock t, which runs
 * up; (∇·D)_i = ∂_j D_ij. With several blocks the divergence runs over all of them.
 * Source: Anderson, Reverse-time diffusion equation models, Stoch. Proc. Appl. 12 (1982); Haussmann and Pardoux (1986).
 */
import type { Expression } from '../kernel/expression.ts';
import { T_VARIABLE, at, log, minus, plus, subtract, times, use } from '../kernel/expression.ts';
import type { Block, Process } from '../language/statement.ts';
import { dependsOn } from './dependence.ts';
import { diffusion } from './diffusion.ts';
import { isWrittenZero } from './equation.ts';
import { GoalError } from './goal-error.ts';
import { itoDrift } from './ito-drift.ts';
import { contractOver, divergenceBy, gradientBy, multipleOfIdentity } from './state-derivatives.ts';

/** ∇·D and D ∇log p of one block, summed over the blocks that share its noise. Shared with the probability flow. */
export const scoreTerms = (process: Process, block: Block, p: Expression): {
  readonly divergence: readonly Expression[]; readonly score: readonly Expression[];
} => {
  const divergence: Expression[] = [];
  const score: Expression[] = [];
  for (const other of process.blocks) {
    const d = diffusion(block, other);
    if (d === null) continue;
    const g = block === other ? multipleOfIdentity(d) : null;
    const gradient = gradientBy(other.variable, log(p));
    if (dependsOn(d, other.variable)) {
      divergence.push(g === null ? divergenceBy(other.variable, d) : gradientBy(other.variable, g));
    }
    score.push(g === null ? contractOver(other.variable, d, gradient) : times(g, gradient));
  }
  return { divergence, score };
};

/** The reversed drift of one block, as a function of the original clock, which must run up. */
export const reversedDrift = (process: Process, block: Block, p: Expression): Expression => {
  if (process.backward) throw new GoalError('the time reversal of a process that is already `backward`', process.span);
  const { divergence, score } = scoreTerms(process, block, p);
  const drift = itoDrift(process, block);
  return plus(...(isWrittenZero(drift) ? [] : [minus(drift)]), ...divergence, ...score);
};

/** The reversed process in its own clock: every function at horizon − t, Itô noise. */
export const timeReversal = (process: Process, p: Expression, horizon: Expression): Process => {
  const later = [{ variable: T_VARIABLE, value: subtract(horizon, use(T_VARIABLE)) }];
  const mirrored = (e: Expression): Expression => (dependsOn(e, T_VARIABLE) ? at(e, later) : e);
  return {
    ...process,
    blocks: process.blocks.map((block) => ({
      ...block,
      drift: mirrored(reversedDrift(process, block, p)),
      noises: block.noises.map((noise) => ({
        ...noise, stratonovich: false, coefficient: mirrored(noise.coefficient),
      })),
    })),
  };
};

/** The same drift and noise as printed, with the clock running the other way. */
export const otherClock = (process: Process): Process => ({ ...process, backward: !process.backward });
