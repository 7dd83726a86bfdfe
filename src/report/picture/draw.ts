/**
 * A picture as one SVG file: title, legend, panels and a table of numbers on one sheet. It needs nothing else: no script, no font, no
 * other file; and the same picture is the same text, byte for byte.
 */
import type { Panel, Part, Picture } from './model.ts';
import type { Markup } from './markup.ts';
import { element, escapedText, newMarkup } from './markup.ts';
import { newPage } from './page.ts';
import type { DrawPanel } from './panels.ts';
import { loadPanels } from './panels.ts';
import { LIGHT, LOOK, STYLE_SHEET } from './style.ts';

const WIDTH = 980;
const MARGIN = 24;
const GAP = 16;
const PANEL_HEIGHT = 250;
const LINE = 18;
const PANEL_TITLE = 18;

const text = (x: number, y: number, content: string, more: Readonly<Record<string, string | number>> = {}): string =>
  element('text', { x, y, fill: 'currentColor', ...more }, escapedText(content));

interface LegendEntry {
  readonly part: Part;
  readonly name: string;
  readonly filled: boolean;
}

const entriesOf = (panel: Panel): readonly LegendEntry[] => {
  switch (panel.kind) {
    case 'curves': return [
      ...(panel.density === undefined ? [] : [{ part: 'density' as const, name: panel.density.name, filled: true }]),
      ...panel.bands.map(({ part, name }) => ({ part, name, filled: true })),
      ...[...panel.levels, ...panel.curves].map(({ part, name }) => ({ part, name, filled: false })),
    ];
    case 'field': return Object.entries(panel.names).map(([part, name]) => ({ part: part as Part, name, filled: part === 'density' }));
    case 'diagonal': return [{ part: 'trained', name: panel.name, filled: false }, { part: 'exact', name: 'equal', filled: false }];
  }
};

/** Each name once, in the order of its first appearance. */
const legendOf = ({ rows }: Picture): readonly LegendEntry[] => {
  const all = rows.flat().flatMap(entriesOf);
  return all.filter(({ name, part }, k) => name !== '' && all.findIndex((other) => other.name === name && other.part === part) === k);
};

const keyOf = ({ part, filled }: LegendEntry, x: number, y: number): string => {
  const { colour, width, opacity, dashes } = LOOK[part];
  if (filled) return element('rect', { x, y: y - 9, width: 26, height: 10, fill: colour, 'fill-opacity': 0.3 });
  return element('line', { x1: x, x2: x + 26, y1: y - 4, y2: y - 4, stroke: colour, 'stroke-width': width, 'stroke-opacity': opacity, 'stroke-dasharray': dashes });
};

/** About as wide as generic letters of 12 pixels are. */
const LETTER = 6.6;

interface Drawn {
  readonly markup: string;
  readonly height: number;
}

const drawLegend = (picture: Picture, top: number): Drawn => {
  let [x, y] = [MARGIN, top + 12];
  const parts = legendOf(picture).map((entry) => {
    const width = 34 + LETTER * entry.name.length + 20;
    if (x + width > WIDTH - MARGIN && x > MARGIN) [x, y] = [MARGIN, y + LINE];
    const drawn = keyOf(entry, x, y) + text(x + 32, y, entry.name);
    x += width;
    return drawn;
  });
  return { markup: parts.join(''), height: y - top + 10 };
};

const drawRow = (row: readonly Panel[], top: number, draw: DrawPanel, markup: Markup): Drawn => {
  const width = (WIDTH - 2 * MARGIN - GAP * (row.length - 1)) / row.length;
  // A plane is as high as it is wide, or a little less.
  const height = row.some(({ kind }) => kind === 'field') ? Math.min(320, width) : PANEL_HEIGHT;
  const parts = row.map((panel, k) => {
    const x = MARGIN + k * (width + GAP);
    const title = text(x, top + 13, panel.title, { 'font-weight': 'bold' });
    return title + markup(draw(panel, { width, height }), { x, y: top + PANEL_TITLE, width, height, 'font-size': 11, overflow: 'visible' });
  });
  return { markup: parts.join(''), height: PANEL_TITLE + height + 10 };
};

/** The first column is set to the left, the others to the right of their columns; the last one, which explains, to the left. */
const drawTable = (table: Picture['table'], top: number): Drawn => {
  const columns = Math.max(0, ...table.map((row) => row.length));
  const widths = Array.from({ length: columns }, (_, c) => LETTER * Math.max(...table.map((row) => (row[c] ?? '').length)) + 26);
  const starts = widths.map((_, c) => MARGIN + widths.slice(0, c).reduce((sum, width) => sum + width, 0));
  const rows = table.map((row, r) => row.map((cell, c) => {
    const right = c > 0 && c < columns - 1;
    const x = right ? starts[c]! + widths[c]! - 26 : starts[c]!;
    return cell === '' ? '' : text(x, top + 12 + r * LINE, cell, { ...(right ? { 'text-anchor': 'end' } : {}), ...(r === 0 ? { 'font-weight': 'bold' } : {}) });
  }).join(''));
  return { markup: rows.join(''), height: table.length * LINE };
};

export const drawPicture = async (picture: Picture): Promise<string> => {
  const draw = await loadPanels(await newPage());
  const markup = newMarkup();
  const parts = [text(MARGIN, 34, picture.title, { 'font-size': 18, 'font-weight': 'bold' }), text(MARGIN, 54, picture.subtitle)];
  let top = 68;
  const add = ({ markup: drawn, height }: Drawn): void => {
    parts.push(drawn);
    top += height;
  };
  add(drawLegend(picture, top));
  for (const row of picture.rows) add(drawRow(row, top, draw, markup));
  top += 6;
  add(drawTable(picture.table, top));
  add({ markup: picture.notes.map((note, k) => text(MARGIN, top + 18 + k * 16, note, { 'font-size': 11 })).join(''), height: 16 * picture.notes.length + 6 });
  const height = Math.ceil(top + MARGIN - 8);
  const content = [
    element('title', {}, escapedText(picture.title)), element('style', {}, escapedText(STYLE_SHEET)),
    element('rect', { class: 'ground', width: WIDTH, height, fill: LIGHT.ground }),
    ...parts,
  ].join('\n');
  return `${element('svg', {
    xmlns: 'http://www.w3.org/2000/svg', class: 'sheet', viewBox: `0 0 ${WIDTH} ${height}`, width: WIDTH, height, role: 'img', color: LIGHT.ink,
    'font-family': 'sans-serif', 'font-size': 12,
  }, `\n${content}\n`)}\n`;
};
