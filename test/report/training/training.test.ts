import { describe, expect, test } from 'vitest';
import { paint } from '../../../src/report/colour.ts';
import { trainingToJson } from '../../../src/report/training/json.ts';
import type { TrainingFigure, TrainingReport } from '../../../src/report/training/model.ts';
import { figureHolds, reportHolds } from '../../../src/report/training/model.ts';
import { tableOf } from '../../../src/report/training/table.ts';
import { trainingToText } from '../../../src/report/training/text.ts';

const figure: TrainingFigure = { name: 'P', measured: 0.2652, known: 0.266, bound: 0.03, unit: 'number', by: 'the residual' };
const share: TrainingFigure = { name: 'score error', measured: 0.0123, known: null, bound: 0.05, unit: 'share', by: 'the excess' };
const report: TrainingReport = { kind: 'control', title: 'Regulator', setting: { engine: 'wasm', seed: 3 }, figures: [figure, share], remarks: ['An estimate.'], rows: [] };

describe('what is claimed of a figure', () => {
  test('with what is known: that it is no farther than the bound, to either side', () => {
    expect(figureHolds(figure)).toBe(true);
    expect(figureHolds({ ...figure, measured: 0.2 })).toBe(false);
    expect(figureHolds({ ...figure, measured: 0.4 })).toBe(false);
  });
  test('without: that it is no larger; and without a bound nothing', () => {
    expect([figureHolds(share), figureHolds({ ...share, measured: 0.06 }), figureHolds({ ...share, bound: null })]).toEqual([true, false, null]);
  });
  test('a figure that is no number does not hold', () => {
    expect(figureHolds({ ...figure, measured: Number.NaN })).toBe(false);
  });
  test('a report holds where no figure is beyond its bound', () => {
    expect(reportHolds(report)).toBe(true);
    expect(reportHolds({ ...report, figures: [{ ...share, bound: null }, { ...figure, bound: 1e-9 }] })).toBe(false);
  });
});

test('for people: a table, with the bounds that do not hold marked', () => {
  expect(trainingToText(report, 1.23, paint(false))).toBe([
    'Regulator', 'engine wasm · seed 3', '',
    '                measured    known   at most   by',
    '  P               0.2652   0.2660   0.03000   the residual',
    '  score error     1.23 %                5 %   the excess',
    '  An estimate.', '', '1.2 s', '',
  ].join('\n'));
  expect(tableOf({ ...report, figures: [{ ...figure, bound: 1e-6 }] })[1]).toEqual(['P', '0.2652', '0.2660', '1.00e-6', 'beyond its bound! the residual']);
});

test('for programs: the numbers themselves, and no time', () => {
  const text = trainingToJson(report, { name: 'hopfcole', version: '1.2.3' });
  expect(JSON.parse(text)).toEqual({
    tool: { name: 'hopfcole', version: '1.2.3' }, kind: 'control', title: 'Regulator', setting: { engine: 'wasm', seed: 3 }, holds: true,
    figures: [{ ...figure, holds: true }, { ...share, holds: true }], remarks: ['An estimate.'],
  });
});
