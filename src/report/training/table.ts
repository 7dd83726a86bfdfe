/**
 * The figures of a training as rows of words: for the terminal and for the picture.
 */
import type { TrainingFigure, TrainingReport } from './model.ts';
import { figureHolds } from './model.ts';

const HEADING: readonly string[] = ['', 'measured', 'known', 'at most', 'by'];

/** Four digits, and an exponent where that is shorter. */
const shown = (value: number): string => {
  if (value === 0) return '0';
  const size = Math.abs(value);
  const [digits = '', power] = (size >= 1e-3 && size < 1e6 ? value.toPrecision(4) : value.toExponential(2)).split('e');
  return power === undefined ? digits : `${digits}e${Number(power)}`;
};

const share = (value: number): string => `${Number((100 * value).toPrecision(3))} %`;

const rowOf = (figure: TrainingFigure): readonly string[] => {
  const write = (value: number | null): string => (value === null ? '' : figure.unit === 'share' ? share(value) : shown(value));
  const doubt = figureHolds(figure) === false ? 'beyond its bound! ' : '';
  return [figure.name, write(figure.measured), write(figure.known), write(figure.bound), doubt + figure.by];
};

/** The first row is the heading. */
export const tableOf = ({ figures }: TrainingReport): readonly (readonly string[])[] => [HEADING, ...figures.map(rowOf)];

/** What was trained and how, on one line. */
export const settingLine = ({ setting }: TrainingReport): string =>
  Object.entries(setting).map(([name, value]) => `${name} ${value}`).join(' · ');
