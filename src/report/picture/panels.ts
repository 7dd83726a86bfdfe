/**
 * Panels drawn by Observable Plot: the only file that knows it. Loaded when the first picture is drawn.
 */
import type * as PlotLibrary from '@observablehq/plot';
import type { CurvesPanel, DiagonalPanel, FieldPanel, Panel, Part } from './model.ts';
import { LOOK } from './style.ts';

type Plot = typeof PlotLibrary;
type Mark = ReturnType<Plot['line']>;
type Options = Parameters<Plot['plot']>[0];

export interface Size {
  readonly width: number;
  readonly height: number;
}

/** Draws a panel into the page; what comes back is an element of it. */
export type DrawPanel = (panel: Panel, size: Size) => unknown;

interface Point {
  readonly x: number;
  readonly y: number;
}

/** A path of more places than this is drawn by fewer of them. */
const MOST_PLACES = 400;

const pointsOf = (x: ArrayLike<number>, y: ArrayLike<number>): readonly Point[] => {
  const stride = Math.max(1, Math.ceil(x.length / MOST_PLACES));
  const points = Array.from({ length: x.length }, (_, k) => ({ x: x[k]!, y: y[k]! }));
  return points.filter((_, k) => k % stride === 0 || k === x.length - 1);
};

const strokeOf = (part: Part): Options => {
  const { colour, width, opacity, dashes } = LOOK[part];
  return { stroke: colour, strokeWidth: width, strokeOpacity: opacity, ...(dashes === null ? {} : { strokeDasharray: dashes }) };
};

/** Round numbers in a range, four to ten of them. */
const roundTicks = (least: number, most: number): readonly number[] => {
  const power = 10 ** Math.floor(Math.log10((most - least) / 4));
  const step = power * ([5, 2, 1].find((digit) => digit * power <= (most - least) / 4) ?? 1);
  const first = Math.ceil(least / step), last = Math.floor(most / step);
  return Array.from({ length: last - first + 1 }, (_, k) => Number(((first + k) * step).toPrecision(12)));
};

/** 1, 2 and 5 times the powers of ten in a range; the powers alone where it is wide, round numbers where it has few of them. */
const logTicks = (least: number, most: number): readonly number[] => {
  const [from, to] = [Math.floor(Math.log10(least)), Math.ceil(Math.log10(most))];
  const digits = to - from > 3 ? [1] : [1, 2, 5];
  const all = Array.from({ length: to - from + 1 }, (_, k) => digits.map((digit) => Number(`${digit}e${from + k}`))).flat();
  const ticks = all.filter((tick) => tick >= least && tick <= most);
  return ticks.length < 3 && most > least ? roundTicks(least, most) : ticks;
};

const tickOf = (value: number): string => (value >= 1e-3 && value < 1e4 ? String(value) : value.toExponential(0).replace('e+', 'e'));

const axis = (label: string, log = false, [least, most]: readonly [number, number] = [1, 1]): Options =>
  ({ label, labelArrow: 'none', ...(log ? { type: 'log', ticks: logTicks(least, most), tickFormat: tickOf } : {}) });

const rangeOf = (all: readonly ArrayLike<number>[]): readonly [number, number] => {
  let [least, most] = [Infinity, -Infinity];
  for (const values of all) for (let k = 0; k < values.length; k += 1) [least, most] = [Math.min(least, values[k]!), Math.max(most, values[k]!)];
  if (!(Number.isFinite(least) && Number.isFinite(most))) throw new RangeError(`a picture of values from ${least} to ${most}`);
  return [least, most];
};

const heightsOf = ({ curves, bands }: CurvesPanel): readonly [number, number] =>
  rangeOf([...curves.map(({ y }) => y), ...bands.flatMap(({ low, high }) => [low, high])]);

const curvesMarks = (plot: Plot, panel: CurvesPanel): readonly Mark[] => {
  const { density, bands, levels, curves } = panel;
  const marks: Mark[] = [];
  if (density !== undefined) {
    const [least, most] = heightsOf(panel);
    const [, highest] = rangeOf([density.y]);
    const { colour, opacity } = LOOK.density;
    const scaled = pointsOf(density.x, Array.from(density.y, (value) => least + ((most - least) * value) / highest));
    marks.push(plot.areaY(scaled, { x: 'x', y1: least, y2: 'y', fill: colour, fillOpacity: opacity }));
  }
  for (const { part, x, low, high } of bands) {
    const rows = Array.from({ length: x.length }, (_, k) => ({ x: x[k], low: low[k], high: high[k] }));
    marks.push(plot.areaY(rows, { x: 'x', y1: 'low', y2: 'high', fill: LOOK[part].colour, fillOpacity: part === 'bound' ? 0.18 : 0.22 }));
  }
  for (const { part, y } of levels) marks.push(plot.ruleY([y], strokeOf(part)));
  for (const { part, x, y, dots } of curves) {
    marks.push(plot.line(pointsOf(x, y), { x: 'x', y: 'y', ...strokeOf(part), fill: 'none' }));
    if (dots === true) marks.push(plot.dot(pointsOf(x, y), { x: 'x', y: 'y', r: 2.5, fill: LOOK[part].colour }));
  }
  return marks;
};

const drawCurves = (plot: Plot, panel: CurvesPanel): Options => {
  const { xLabel, yLabel, logX, logY, curves, bands, levels, least, most } = panel;
  const heights = rangeOf([heightsOf(panel), levels.map(({ y }) => y), [least, most].filter((end) => end !== undefined)]);
  return {
    x: axis(xLabel, logX, rangeOf([...curves, ...bands].map(({ x }) => x))), y: { ...axis(yLabel, logY, heights), domain: heights }, marks: curvesMarks(plot, panel),
  };
};

const CONTOURS = 6;

const drawField = (plot: Plot, { xLabel, yLabel, low, high, density, arrows }: FieldPanel): Options => ({
  x: { ...axis(xLabel), domain: [low[0], high[0]] }, y: { ...axis(yLabel), domain: [low[1], high[1]] },
  marks: [
    plot.contour(null, {
      x1: low[0], x2: high[0], y1: low[1], y2: high[1], pixelSize: 4, thresholds: CONTOURS, value: density,
      fill: LOOK.density.colour, fillOpacity: 0.1, stroke: LOOK.density.colour, strokeOpacity: 0.35,
    }),
    ...(['exact', 'trained'] as const).map((part) => plot.arrow(arrows.filter((one) => one.part === part), {
      x1: (one: { from: readonly number[] }) => one.from[0], y1: (one: { from: readonly number[] }) => one.from[1],
      x2: (one: { to: readonly number[] }) => one.to[0], y2: (one: { to: readonly number[] }) => one.to[1],
      ...strokeOf(part), strokeWidth: part === 'exact' ? 3.2 : 1.1, headLength: 4, headAngle: 50, inset: 0,
    })),
  ],
});

const drawDiagonal = (plot: Plot, { xLabel, yLabel, x, y }: DiagonalPanel): Options => {
  const diagonal = rangeOf([x, y]).map((end) => ({ x: end, y: end }));
  return {
    x: axis(xLabel), y: axis(yLabel),
    marks: [
      plot.line(diagonal, { x: 'x', y: 'y', ...strokeOf('exact') }),
      plot.dot(pointsOf(x, y), { x: 'x', y: 'y', r: 1.6, fill: LOOK.trained.colour, fillOpacity: 0.6 }),
    ],
  };
};

const optionsOf = (plot: Plot, panel: Panel): Options => {
  switch (panel.kind) {
    case 'curves': return drawCurves(plot, panel);
    case 'field': return drawField(plot, panel);
    case 'diagonal': return drawDiagonal(plot, panel);
  }
};

export const loadPanels = async (page: object): Promise<DrawPanel> => {
  const plot = await import('@observablehq/plot');
  return (panel, { width, height }) => plot.plot({
    document: page, width, height, marginLeft: 52, marginBottom: 36, marginTop: 22, marginRight: 18, ...optionsOf(plot, panel),
  });
};
