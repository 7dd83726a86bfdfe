/**
 * A training for programs: the same seed on the same engine gives the same text, byte for byte; there is no time in it.
 */
import type { Tool } from '../json.ts';
import type { TrainingReport } from './model.ts';
import { figureHolds, reportHolds } from './model.ts';

export const trainingToJson = (report: TrainingReport, tool: Tool): string => {
  const { kind, title, setting, figures, remarks } = report;
  return `${JSON.stringify({
    tool, kind, title, setting, holds: reportHolds(report), figures: figures.map((figure) => ({ ...figure, holds: figureHolds(figure) })), remarks,
  }, null, 2)}\n`;
};
