/**
 * What one training says: of what, how, and with which figures, each beside what is known and what it may be at most.
 */
import type { Picture } from '../picture/model.ts';

export interface TrainingFigure {
  readonly name: string;
  readonly measured: number;
  /** What it should be: a closed form, or a figure that was measured in another way. */
  readonly known: number | null;
  /** What the figure, or its distance from what is known, is at most; null: nothing is claimed. */
  readonly bound: number | null;
  /** A share is printed in per cent. */
  readonly unit: 'number' | 'share';
  /** What the bound or what is known rests on. */
  readonly by: string;
}

/** What is claimed of a figure; null: nothing. */
export const figureHolds = ({ measured, known, bound }: TrainingFigure): boolean | null =>
  (bound === null ? null : (known === null ? measured : Math.abs(measured - known)) <= bound);

export interface TrainingReport {
  /** `score`, `control`, `planner`. */
  readonly kind: string;
  readonly title: string;
  /** What was trained and how, as it was asked for: enough to run it again. */
  readonly setting: Readonly<Record<string, string | number>>;
  readonly figures: readonly TrainingFigure[];
  /** What has to be known of the figures. */
  readonly remarks: readonly string[];
  /** Of the picture; title and numbers are those of the report. */
  readonly rows: Picture['rows'];
}

export const reportHolds = ({ figures }: TrainingReport): boolean => figures.every((figure) => figureHolds(figure) !== false);
