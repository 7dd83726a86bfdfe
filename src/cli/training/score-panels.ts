/**
 * What the picture of a score shows: the exact and the trained one at three times, and their distance over time with its bound.
 *
 * In one dimension the curves over x; on the plane arrows of σ s, where the density is not small; in more dimensions the components of the noise
 * predictions −σ s, trained over exact, at points of the law.
 */
import { timesOf } from '../../networks/score/clock.ts';
import { drawRows, judgedTimes } from '../../networks/score/judged-rows.ts';
import type { NoisedLaw } from '../../networks/score/noised-law.ts';
import type { ScoreFunction } from '../../networks/score/score-function.ts';
import type { TrainedScore } from '../../networks/score/train-score.ts';
import type { GaussianMixture } from '../../numeric/laws/gaussian-mixture.ts';
import { streamOf } from '../../numeric/random/streams.ts';
import type { Arrow, CurvesPanel, Panel } from '../../report/picture/model.ts';

/** Where on the logarithm of the clock: from the steep beginning to where the law is nearly normal. */
const PLACES = [0, 0.4, 0.75] as const;

const grid = (low: number, high: number, count: number): Float64Array =>
  Float64Array.from({ length: count }, (_, k) => low + ((high - low) * k) / (count - 1));

/** What holds nearly all of the law in component i. */
const reach = (law: GaussianMixture, i: number, deviations: number): readonly [number, number] => {
  const n = law.dimension;
  const spread = law.components.map(({ covariance }) => deviations * Math.sqrt(covariance[i * (n + 1)]!));
  return [
    Math.min(...law.components.map(({ mean }, k) => mean[i]! - spread[k]!)), Math.max(...law.components.map(({ mean }, k) => mean[i]! + spread[k]!)),
  ];
};

const timeTitle = (t: number): string => `t = ${Number(t.toPrecision(2))}`;

const linePanel = (law: NoisedLaw, trained: ScoreFunction, exact: ScoreFunction, t: number): Panel => {
  const at = law.at(t);
  const x = grid(...reach(at, 0, 3), 241);
  return {
    kind: 'curves', title: timeTitle(t), xLabel: 'x', yLabel: 'score ∂ log p(x, t)', bands: [], levels: [],
    density: { name: 'density p(x, t)', x, y: x.map((point) => at.density([point])) },
    curves: [{ part: 'exact', name: 'exact score', x, y: exact.at(t, x) }, { part: 'trained', name: 'trained score', x, y: trained.at(t, x) }],
  };
};

const ARROWS = 13;
/** Of the highest density. */
const SEEN = 5e-3;

const planePanel = (law: NoisedLaw, trained: ScoreFunction, exact: ScoreFunction, t: number): Panel => {
  const at = law.at(t);
  const sides = [0, 1].map((i) => reach(at, i, 2.6)) as [readonly [number, number], readonly [number, number]];
  const [xs, ys] = sides.map(([low, high]) => grid(low, high, ARROWS)) as [Float64Array, Float64Array];
  const all = Array.from(xs).flatMap((x) => Array.from(ys, (y) => [x, y] as const));
  const highest = Math.max(...all.map((point) => at.density(point)));
  const places = all.filter((point) => at.density(point) >= SEEN * highest);
  const points = Float64Array.from(places.flat());
  const scores = { exact: exact.at(t, points), trained: trained.at(t, points) };
  // The longest arrow is as long as the places are apart, and a half more.
  const longest = Math.max(...places.map((_, k) => Math.hypot(scores.exact[2 * k]!, scores.exact[2 * k + 1]!)));
  const unit = (1.5 * Math.min(xs[1]! - xs[0]!, ys[1]! - ys[0]!)) / longest;
  const arrows = (['exact', 'trained'] as const).flatMap((part) => places.map((from, k): Arrow =>
    ({ part, from, to: [from[0] + unit * scores[part][2 * k]!, from[1] + unit * scores[part][2 * k + 1]!] })));
  return {
    kind: 'field', title: timeTitle(t), xLabel: 'x₁', yLabel: 'x₂', low: [sides[0][0], sides[1][0]], high: [sides[0][1], sides[1][1]],
    density: (x, y) => at.density([x, y]), arrows,
    names: { density: 'density p(x, t)', exact: 'exact score, to a scale', trained: 'trained score' },
  };
};

const SHOWN_POINTS = 40;

const manyPanel = (law: NoisedLaw, trained: ScoreFunction, exact: ScoreFunction, t: number, seed: number): Panel => {
  const rows = drawRows(law, Float64Array.of(t), SHOWN_POINTS, streamOf(seed, 'points of the picture'))[0]!;
  const sigma = Math.sqrt(law.schedule.variance(t));
  const prediction = (score: ScoreFunction): Float64Array => score.at(t, rows.points).map((s) => -sigma * s);
  return {
    kind: 'diagonal', title: timeTitle(t), xLabel: 'exact −σ ∂ᵢ log p(x, t)', yLabel: 'trained −σ ŝᵢ(x, t)', name: 'components at points of the law',
    x: prediction(exact), y: prediction(trained),
  };
};

interface Weighted {
  readonly points: Float64Array;
  readonly weights: ArrayLike<number>;
}

/** What is drawn at random. */
export interface Shown {
  readonly seed: number;
  readonly rows: number;
}

/** At each judged time points of the law with weights that sum to 1: by quadrature in one dimension, else drawn. */
const pointsOver = (law: NoisedLaw, times: Float64Array, { seed, rows }: Shown): ReadonlyMap<number, Weighted> => {
  if (law.dimension > 1) {
    return new Map(drawRows(law, times, rows, streamOf(seed, 'error over time')).map(({ time, points, indices }) =>
      [time, { points, weights: indices.map(() => 1 / indices.length) }]));
  }
  return new Map(Array.from(times, (t) => {
    const at = law.at(t);
    const points = grid(...reach(at, 0, 5), 161);
    const densities = points.map((x) => at.density([x]));
    const whole = densities.reduce((sum, p) => sum + p, 0);
    return [t, { points, weights: densities.map((p) => p / whole) }];
  }));
};

const errorPanel = ({ law, score, judgement }: TrainedScore, exact: ScoreFunction, shown: Shown): CurvesPanel => {
  const n = law.dimension;
  const errors = [...pointsOver(law, judgedTimes(law), shown)].map(([t, { points, weights }]) => {
    const [own, best, v] = [score.at(t, points), exact.at(t, points), law.schedule.variance(t)];
    const squared = own.reduce((sum, s, at) => sum + weights[Math.floor(at / n)]! * v * (s - best[at]!) ** 2, 0);
    return { t, error: Math.sqrt(squared / judgement.minimum.size) };
  });
  return {
    kind: 'curves', title: 'Score error over time', xLabel: 'time t', yLabel: 'σ|ŝ − s|, root mean square, relative to σ|s|', logX: true, logY: true, bands: [],
    curves: [{ part: 'trained', name: '', x: errors.map(({ t }) => t), y: errors.map(({ error }) => error) }],
    levels: [
      { part: 'reference', name: 'score error, in the mean over times', y: judgement.relativeError },
      { part: 'bound', name: 'its bound, by the excess of the loss', y: judgement.relativeLossBound },
    ],
  };
};

const lossPanel = ({ training, targets }: TrainedScore): CurvesPanel => {
  const { losses, steps } = training;
  return {
    kind: 'curves', title: `Loss while training, targets: ${targets}`, xLabel: 'step', yLabel: 'mean of each hundredth of the steps', bands: [], levels: [],
    curves: [{ part: 'trained', name: '', x: losses.map((_, k) => (steps * (k + 1)) / losses.length), y: losses }],
  };
};

export const scoreRows = (trained: TrainedScore, exact: ScoreFunction, shown: Shown): readonly (readonly Panel[])[] => {
  const { law, score } = trained;
  const times = timesOf(law.schedule, law.first, law.last, 1);
  const top = PLACES.map((place): Panel => {
    const t = times(place);
    if (law.dimension === 1) return linePanel(law, score, exact, t);
    return law.dimension === 2 ? planePanel(law, score, exact, t) : manyPanel(law, score, exact, t, shown.seed);
  });
  return [top, [errorPanel(trained, exact, shown), lossPanel(trained)]];
};
