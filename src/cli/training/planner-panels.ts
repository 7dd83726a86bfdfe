/**
 * What the picture of a planner shows: each channel of the plans over time, exact and trained, with some of the plans.
 */
import type { NormalLaw } from '../../networks/planner/normal-law.ts';
import type { TrainingRecord } from '../../networks/training/train.ts';
import type { Curve, CurvesPanel } from '../../report/picture/model.ts';

export interface ShownPlans {
  /** Names of the numbers of a knot. */
  readonly channels: readonly string[];
  readonly knots: number;
  /** Time from knot to knot. */
  readonly step: number;
  /** Exact, of whole plans. */
  readonly law: NormalLaw;
  /** Trained, one after another. */
  readonly plans: Float64Array;
  readonly reference: { readonly name: string; readonly plan: Float64Array } | null;
}

/** Plans that are drawn; all of them are in the mean. */
const DRAWN = 16;

export const plannerPanels = ({ channels, knots, step, law, plans, reference }: ShownPlans): readonly CurvesPanel[] => {
  const width = channels.length, length = knots * width, count = plans.length / length;
  const x = Float64Array.from({ length: knots }, (_, k) => k * step);
  return channels.map((channel, c): CurvesPanel => {
    const of = (value: (place: number) => number): Float64Array => x.map((_, k) => value(k * width + c));
    const mean = of((place) => law.mean[place]!), deviation = of((place) => Math.sqrt(Math.max(0, law.covariance[place * (length + 1)]!)));
    const planned = of((place) => {
      let sum = 0;
      for (let row = 0; row < count; row += 1) sum += plans[row * length + place]!;
      return sum / count;
    });
    // Every other half of antithetic pairs would mirror the first.
    const samples = Array.from({ length: DRAWN }, (_, row): Curve => ({ part: 'sample', name: 'trained plans', x, y: of((place) => plans[row * length + place]!) }));
    return {
      kind: 'curves', title: `${channel[0]!.toUpperCase()}${channel.slice(1)} of the plans`, xLabel: 'time', yLabel: channel, levels: [],
      bands: [{ part: 'exact', name: 'exact law, two deviations to either side', x, low: mean.map((m, k) => m - 2 * deviation[k]!), high: mean.map((m, k) => m + 2 * deviation[k]!) }],
      curves: [
        ...samples, { part: 'exact', name: 'exact mean', x, y: mean }, { part: 'trained', name: 'mean of trained plans', x, y: planned },
        ...(reference === null ? [] : [{ part: 'reference' as const, name: reference.name, x, y: of((place) => reference.plan[place]!) }]),
      ],
    };
  });
};

export const lossPanel = ({ losses, steps }: TrainingRecord): CurvesPanel => ({
  kind: 'curves', title: 'Loss while training', xLabel: 'step', yLabel: 'mean of each hundredth of the steps', logY: true, bands: [], levels: [],
  curves: [{ part: 'trained', name: '', x: losses.map((_, k) => (steps * (k + 1)) / losses.length), y: losses }],
});
