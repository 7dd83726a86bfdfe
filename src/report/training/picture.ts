/**
 * The picture of a training, with its numbers beside it.
 */
import { drawPicture } from '../picture/draw.ts';
import type { TrainingReport } from './model.ts';
import { settingLine, tableOf } from './table.ts';

export const trainingToSvg = (report: TrainingReport): Promise<string> =>
  drawPicture({ title: report.title, subtitle: settingLine(report), rows: report.rows, table: tableOf(report), notes: report.remarks });
