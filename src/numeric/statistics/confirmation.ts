/**
 * A test in two stages: a cheap one at a moderate level, and only where it rejects an independent, longer one that must
 * confirm. The false-alarm probability is the product of the two, while the expected cost is hardly more than that of the
 * first stage, which needs fewer samples than a single test at the final level would.
 *
 * The two stages must see independent samples: each gets a stream of its own, split off by the stage.
 */
import type { KeyedStream } from '../random/streams.ts';

export interface Stages {
  readonly samples: number;
  readonly alphas: readonly [number, number];
  /** The second stage takes this many times the samples of the first. */
  readonly factor: number;
}

/** 10^−4 · 10^−5 = 10^−9. */
export const STANDARD_STAGES: Stages = { samples: 4096, alphas: [1e-4, 1e-5], factor: 16 };

export interface Confirmed<Result> {
  readonly rejected: boolean;
  readonly alpha: number;
  /** One entry a stage that was run. */
  readonly stages: readonly [Result] | readonly [Result, Result];
}

export const confirm = <Result extends { readonly rejected: boolean }>(
  test: (samples: number, alpha: number, stream: KeyedStream) => Result, stream: KeyedStream, plan: Stages = STANDARD_STAGES,
): Confirmed<Result> => {
  const [first, second] = plan.alphas;
  const alpha = first * second;
  const once = test(plan.samples, first, stream.split('first stage'));
  if (!once.rejected) return { rejected: false, alpha, stages: [once] };
  const again = test(plan.samples * plan.factor, second, stream.split('second stage'));
  return { rejected: again.rejected, alpha, stages: [once, again] };
};
