/**
 * Pictures: what stands in them, and that the file is whole by itself.
 */
import { describe, expect, test } from 'vitest';
import { drawPicture } from '../../../src/report/picture/draw.ts';
import type { CurvesPanel, Picture } from '../../../src/report/picture/model.ts';
import { DARK, LIGHT, LOOK } from '../../../src/report/picture/style.ts';
import { allOf, readXml, textOf } from './xml.ts';

const x = Array.from({ length: 21 }, (_, k) => -1 + k / 10);
const curves: CurvesPanel = {
  kind: 'curves', title: 't = 0.1', xLabel: 'place x < 1', yLabel: 'score', bands: [{ part: 'bound', name: 'enclosure', x, low: x.map((v) => v - 1), high: x.map((v) => v + 1) }],
  levels: [{ part: 'reference', name: 'mean', y: 0.5 }], density: { name: 'density', x, y: x.map((v) => Math.exp(-v * v)) },
  curves: [{ part: 'exact', name: 'exact', x, y: x }, { part: 'trained', name: 'trained', x, y: x.map((v) => v + 0.1), dots: true }],
};
const errors: CurvesPanel = {
  kind: 'curves', title: 'Error', xLabel: 't', yLabel: 'error', logX: true, logY: true, bands: [], levels: [],
  curves: [{ part: 'trained', name: '', x: [0.01, 0.1, 1], y: [0.02, 0.2, 3] }],
};
const picture: Picture = {
  title: 'Score & control', subtitle: 'seed 1',
  rows: [[curves, errors], [
    {
      kind: 'field', title: 'plane', xLabel: 'x₁', yLabel: 'x₂', low: [-1, -1], high: [1, 1], density: (a, b) => Math.exp(-a * a - b * b), names: { density: 'density', exact: 'exact', trained: 'trained' },
      arrows: x.slice(0, 5).flatMap((v) => [{ part: 'exact', from: [v, 0], to: [v, 0.2] }, { part: 'trained', from: [v, 0], to: [v + 0.02, 0.2] }]),
    },
    { kind: 'diagonal', title: 'many', xLabel: 'exact', yLabel: 'trained', name: 'components', x, y: x.map((v) => 1.1 * v) },
  ]],
  table: [['', 'measured', 'at most', 'by'], ['error', '1 %', '2 %', 'the loss']], notes: ['An estimate.'],
};

const drawn = await drawPicture(picture);
const root = readXml(drawn);
const texts = allOf(root, 'text').map(textOf);
const strokes = (colour: string): number => [...allOf(root, 'g'), ...allOf(root, 'path'), ...allOf(root, 'line')].filter(({ attributes }) => attributes['stroke'] === colour).length;

test('it is one SVG element that needs nothing else: no script, no link, no other file', () => {
  expect(root).toMatchObject({ name: 'svg', attributes: { xmlns: 'http://www.w3.org/2000/svg', role: 'img' } });
  expect(drawn.replace('http://www.w3.org/2000/svg', '')).not.toMatch(/<script|<foreignObject|href|https?:|\son\w+=|@import|url\((?!#)/i);
});

test('titles, labels of axes, numbers and notes stand in it, and marks of XML in words are words', () => {
  const wanted = ['Score &amp; control', 'seed 1', 't = 0.1', 'place x &lt; 1', 'score', 'Error', 'plane', 'x₁', 'x₂', 'many', 'measured', '1 %', 'the loss', 'An estimate.'];
  for (const word of wanted) expect(texts, word).toContain(word);
  expect(allOf(root, 'title').map(textOf)).toEqual(['Score &amp; control']);
});

test('the legend names each part once, and a curve that its title explains not at all', () => {
  const legend = ['density', 'enclosure', 'mean', 'exact', 'trained', 'components', 'equal'];
  // `trained` and `exact` are labels of axes, too.
  const counts = Object.fromEntries(legend.map((name) => [name, texts.filter((text) => text === name).length]));
  expect(counts).toEqual({ density: 1, enclosure: 1, mean: 1, exact: 2, trained: 2, components: 1, equal: 1 });
});

test('each part is drawn, in its colour', () => {
  const plots = allOf(root, 'svg');
  expect(plots.length).toBe(4);
  // Exact: key of the legend twice (`exact`, `equal`), a curve, arrows, the diagonal.
  expect({ exact: strokes(LOOK.exact.colour), reference: strokes(LOOK.reference.colour) }).toEqual({ exact: 5, reference: 2 });
  const lines = plots.map((plot) => allOf(plot, 'g').filter(({ attributes }) => attributes['aria-label'] === 'line').length);
  expect(lines).toEqual([2, 1, 0, 1]);
  const arrows = allOf(plots[2]!, 'g').filter(({ attributes }) => attributes['aria-label'] === 'arrow');
  expect(arrows.map((group) => allOf(group, 'path').length)).toEqual([5, 5]);
  const contours = allOf(plots[2]!, 'g').find(({ attributes }) => attributes['aria-label'] === 'contour')!;
  expect(allOf(contours, 'path').length).toBeGreaterThan(3);
});

test('logarithmic axes are labelled at round numbers', () => {
  for (const tick of ['0.01', '0.1', '1']) expect(texts).toContain(tick);
});

test('the same picture is the same text, also after others', async () => {
  expect(await drawPicture(picture)).toBe(drawn);
});

test('values that are not finite are an error, and no empty panel', async () => {
  const broken = { ...picture, rows: [[{ ...errors, curves: [{ ...errors.curves[0]!, y: [1, Infinity, 1] }] }]] };
  await expect(drawPicture(broken)).rejects.toThrow('a picture of values from 1 to Infinity');
  const none = { ...picture, rows: [[{ ...errors, curves: [{ ...errors.curves[0]!, y: [1, NaN, 1] }] }]] };
  await expect(drawPicture(none)).rejects.toThrow('a picture of values from');
});

describe('on a light and on a dark ground', () => {
  const channel = (value: number): number => (value <= 0.03928 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4);
  /** WCAG 2, relative luminance and contrast. */
  const luminance = (colour: string): number => [1, 3, 5].map((at) => channel(Number.parseInt(colour.slice(at, at + 2), 16) / 255))
    .reduce((sum, part, k) => sum + [0.2126, 0.7152, 0.0722][k]! * part, 0);
  const contrast = (a: string, b: string): number => {
    const [low, high] = [luminance(a), luminance(b)].sort((p, q) => p - q) as [number, number];
    return (high + 0.05) / (low + 0.05);
  };

  test.each(Object.entries(LOOK))('%s can be seen', (_, { colour }) => {
    expect(contrast(colour, LIGHT.ground)).toBeGreaterThan(3);
    expect(contrast(colour, DARK.ground)).toBeGreaterThan(3);
  });

  test('words can be read, and a viewer that wants it dark has it dark', () => {
    expect(Math.min(contrast(LIGHT.ink, LIGHT.ground), contrast(DARK.ink, DARK.ground))).toBeGreaterThan(7);
    expect(textOf(allOf(root, 'style')[0]!)).toContain(`@media (prefers-color-scheme:dark){.sheet{color:${DARK.ink}}.ground{fill:${DARK.ground}}}`);
  });
});
