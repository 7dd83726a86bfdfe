/**
 * Trained scores: error of the noise prediction, relative, in the weight σ² and with the clock of the times log-uniform, as
 * judge-score.ts measures it against the exact score on rows that were not trained on. Median and worst of eight random mixtures
 * (four where no figure is wanted) of 2 to 4 components, means N(0, 1.2²), deviations in [0.25, 0.70], under the noise of Ornstein and Uhlenbeck; seconds of the
 * processor for one, data included and judging not.
 *
 * Targets: the noise itself, `denoising`; the noise that is expected of the component that a point came from, `component`; none,
 * `implicit` and `sliced`. Last the minimisers in closed form, at eight times.
 */
import { wasmEngine } from '../../src/networks/engine/wasm.ts';
import { timesOf } from '../../src/networks/score/clock.ts';
import { exactScore } from '../../src/networks/score/exact-score.ts';
import { fourierMinimiser } from '../../src/networks/score/fourier-minimiser.ts';
import { kernelScore, samplesOf } from '../../src/networks/score/kernel-score.ts';
import type { NoisedLaw } from '../../src/networks/score/noised-law.ts';
import type { ScoreTarget } from '../../src/networks/score/objectives.ts';
import type { ScoreFunction } from '../../src/networks/score/score-function.ts';
import { scoreInstance } from '../../src/networks/score/score-instance.ts';
import { stepsFor, trainScores } from '../../src/networks/score/train-score.ts';
import { streamOf } from '../../src/numeric/random/streams.ts';
import { median } from '../measure.ts';
import type { Row } from '../row.ts';
import { row } from '../row.ts';

const AREA = 'networks-score';
const INSTANCES = 8;
/** Of what is not held to a figure. */
const FEW = 4;
const DIMENSIONS = [1, 2, 8] as const;

const lawsIn = (dimension: number, count: number): readonly NoisedLaw[] =>
  Array.from({ length: count }, (_, number) => scoreInstance({ dimension, seed: 1, number }));

const seconds = (): number => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
};

/** Median and worst of percentages, and the time of one. */
const rows = (name: string, errors: readonly number[], time: number): readonly Row[] => [
  row(AREA, `${name}: error, median`, median(errors), '%'),
  row(AREA, `${name}: error, worst`, Math.max(...errors), '%'),
  row(AREA, `${name}: one`, time, 's CPU'),
];

const trained = (dimension: number, targets: ScoreTarget, effort: 'quick' | 'full', count: number): readonly Row[] => {
  const steps = stepsFor(dimension, effort);
  const start = seconds();
  let end = start;
  const scores = trainScores({
    laws: lawsIn(dimension, count), engine: wasmEngine(), steps, seed: 1, targets,
    onProgress: ({ step }) => { if (step === steps) end = seconds(); },
  });
  const name = `d = ${dimension}, ${targets}, ${steps} steps`;
  const bounds = scores.map(({ judgement }) => 100 * judgement.relativeBound);
  return [
    ...rows(name, scores.map(({ judgement }) => 100 * judgement.relativeError), (end - start) / scores.length),
    row(AREA, `${name}: bound of the error, median`, median(bounds), '%'),
    row(AREA, `${name}: bound by the loss alone, median`, median(scores.map(({ judgement }) => 100 * judgement.relativeLossBound)), '%'),
    row(AREA, `${name}: excess and error disagree`, scores.filter(({ judgement }) => judgement.agreement.rejected).length, `of ${scores.length}`),
  ];
};

const errorAt = (law: NoisedLaw, score: ScoreFunction): number => {
  const times = timesOf(law.schedule, law.first, law.last, 1);
  const exact = exactScore(law);
  let [error, size] = [0, 0];
  for (let place = 0; place < 8; place += 1) {
    const t = times((place + 0.5) / 8);
    const points = new Float64Array(400 * law.dimension);
    for (let at = 0; at < points.length; at += law.dimension) law.at(t).sample(streamOf(5, place), at / law.dimension, points.subarray(at, at + law.dimension));
    const [own, best] = [score.at(t, points), exact.at(t, points)];
    own.forEach((entry, at) => {
      error += law.schedule.variance(t) * (entry - best[at]!) ** 2;
      size += law.schedule.variance(t) * best[at]! ** 2;
    });
  }
  return 100 * Math.sqrt(error / size);
};

const closed = (dimension: number, name: string, minimiser: (law: NoisedLaw) => ScoreFunction): readonly Row[] => {
  const start = seconds();
  const errors = lawsIn(dimension, FEW).map((law) => errorAt(law, minimiser(law)));
  return rows(`d = ${dimension}, ${name}`, errors, (seconds() - start) / FEW);
};

export const networksScore = (): readonly Row[] => [
  ...DIMENSIONS.flatMap((dimension) => trained(dimension, 'component', 'full', INSTANCES)),
  ...DIMENSIONS.flatMap((dimension) => trained(dimension, 'component', 'quick', INSTANCES)),
  ...DIMENSIONS.flatMap((dimension) => trained(dimension, 'denoising', 'quick', FEW)),
  ...trained(1, 'implicit', 'quick', FEW), ...trained(2, 'implicit', 'quick', FEW), ...trained(2, 'sliced', 'quick', FEW),
  ...closed(1, '64 Fourier features', (law) => fourierMinimiser(law, { features: 64, seed: 1 })),
  ...closed(2, '256 Fourier features', (law) => fourierMinimiser(law, { features: 256, seed: 1 })),
  ...closed(1, 'kernel of 10000 samples', (law) => kernelScore(law, samplesOf(law, 10_000, streamOf(3)))),
  ...closed(2, 'kernel of 10000 samples', (law) => kernelScore(law, samplesOf(law, 10_000, streamOf(3)))),
];
