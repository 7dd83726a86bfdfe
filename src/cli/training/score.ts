/**
 * A score network for one random mixture, beside the exact score.
 */
import type { NoisedLaw } from '../../networks/score/noised-law.ts';
import { exactScore } from '../../networks/score/exact-score.ts';
import { noisedMixture, ornsteinUhlenbeck } from '../../networks/score/noised-law.ts';
import { randomMixture } from '../../networks/score/score-instance.ts';
import type { TrainedScore } from '../../networks/score/train-score.ts';
import { stepsFor, trainScores } from '../../networks/score/train-score.ts';
import type { Schedule } from '../../numeric/laws/schedules.ts';
import { subVariancePreserving, varianceExploding, variancePreserving } from '../../numeric/laws/schedules.ts';
import type { TrainingFigure, TrainingReport } from '../../report/training/model.ts';
import type { ScheduleName, TargetName } from './choices.ts';
import type { TrainingFlags, Underway } from './settings.ts';
import { scoreRows } from './score-panels.ts';

export interface ScoreFlags extends TrainingFlags {
  readonly dimension: number;
  readonly schedule: ScheduleName;
  readonly targets: TargetName;
}

/** How much is done beside the steps. */
export interface ScoreEffort {
  /** null: of the recipe. */
  readonly hidden: readonly number[] | null;
  /** Rows to judge on, and of the error over time where it is not by quadrature. */
  readonly judged: number;
  readonly shown: number;
}

/** Four times as many rows as the standard: for one instance there is time, and the bound is half as wide. */
export const SCORE_EFFORT: ScoreEffort = { hidden: null, judged: 65_536, shown: 8192 };

const scheduleOf = (name: ScheduleName): Schedule => {
  switch (name) {
    case 'ou': return ornsteinUhlenbeck();
    case 'vp': return variancePreserving();
    case 'sub-vp': return subVariancePreserving();
    case 've': return varianceExploding();
  }
};

const figuresOf = ({ judgement: j }: TrainedScore): readonly TrainingFigure[] => {
  const certain = `wrong with probability ${j.alpha}`;
  return [
    { name: 'denoising loss', measured: j.loss.mean, known: j.minimum.value, bound: null, unit: 'number', by: `known: the least of all functions, by ${j.minimum.by}` },
    {
      name: 'excess of the loss', measured: j.excess.mean, known: j.squaredError.mean, bound: Math.max(j.excess.high - j.excess.mean, j.excess.mean - j.excess.low),
      unit: 'number', by: `known: the squared score error; ${certain}`,
    },
    { name: 'score error', measured: j.relativeError, known: null, bound: j.relativeLossBound, unit: 'share', by: `at most: √ of the upper end of the excess; ${certain}` },
  ];
};

const titleOf = ({ data, dimension }: NoisedLaw): string =>
  `Score of a mixture of ${data.components.length} normal laws in ${dimension} dimension${dimension === 1 ? '' : 's'}, exact and trained`;

export const trainScore = (flags: ScoreFlags, { engine, signal, onProgress }: Underway, effort: ScoreEffort = SCORE_EFFORT): TrainingReport => {
  const { dimension, seed, schedule, targets } = flags;
  const law = noisedMixture(randomMixture({ dimension, seed, number: 0 }), scheduleOf(schedule));
  const steps = flags.steps ?? stepsFor(dimension, 'full');
  const trained = trainScores({
    laws: [law], engine, seed, steps, targets, signal, judgedRows: effort.judged, onProgress: (progress) => { onProgress(progress.step, progress.steps); },
    ...(flags.batch === null ? {} : { batch: flags.batch }), ...(flags.rate === null ? {} : { rate: flags.rate }),
    ...(effort.hidden === null ? {} : { hidden: effort.hidden }),
  })[0]!;
  return {
    kind: 'score', title: titleOf(law), figures: figuresOf(trained),
    setting: {
      schedule, targets, engine: engine.name, steps, ...(flags.batch === null ? {} : { batch: flags.batch }),
      ...(flags.rate === null ? {} : { rate: flags.rate }), seed, 'first time': Number(law.first.toPrecision(3)), 'last time': Number(law.last.toPrecision(3)),
    },
    remarks: [
      'The score error is √(E σ²|ŝ − s|² / E σ²|s|²), in the mean over the times of the training.',
      `Rows with a squared error above ${Number(trained.judgement.cap.toPrecision(2))} are not in the bound: a share of at most ${trained.judgement.beyond.toExponential(0)}.`,
    ],
    rows: scoreRows(trained, exactScore(law), { seed, rows: effort.shown }),
  };
};
