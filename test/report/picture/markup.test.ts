import { expect, test } from 'vitest';
import { element, escapedText, newMarkup, shortNumber } from '../../../src/report/picture/markup.ts';
import type { PageNode } from '../../../src/report/picture/page.ts';

const words = (data: string): PageNode => ({ nodeType: 3, localName: '', data, attributes: [], childNodes: [] });
const node = (localName: string, attributes: Readonly<Record<string, string>>, ...childNodes: readonly PageNode[]): PageNode =>
  ({ nodeType: 1, localName, data: '', attributes: Object.entries(attributes).map(([name, value]) => ({ name, value })), childNodes });

test('coordinates have two digits after the point; colours and words stay as they are', () => {
  const markup = newMarkup();
  expect(markup(node('path', { d: 'M1.23456,-0.001L1e-7,2.5', stroke: '#2e9370', 'aria-label': '1.23456' })))
    .toBe('<path aria-label="1.23456" d="M1.23,0L0,2.5" stroke="#2e9370"/>');
  expect(markup(node('text', { y: '0.32em' }))).toBe('<text y="0.32em"/>');
  expect([shortNumber(-0.001), shortNumber(2.345678), shortNumber(1e6)]).toEqual(['0', '2.35', '1000000']);
});

test('attributes are in one order, whatever order they were set in', () => {
  expect(newMarkup()(node('a', { y: '2', x: '1' }))).toBe(newMarkup()(node('a', { x: '1', y: '2' })));
});

test('ids are numbered within a picture, and what refers to them follows', () => {
  const drawn = (id: string): string => newMarkup()(node('g', { 'clip-path': `url(#${id})` }, node('clipPath', { id })));
  expect(drawn('plot-clip-1')).toBe('<g clip-path="url(#part-1)"><clipPath id="part-1"/></g>');
  expect(drawn('plot-clip-17')).toBe(drawn('plot-clip-1'));
});

test('nothing that could run, and no style of the library', () => {
  const text = newMarkup()(node('g', { class: 'plot', onclick: 'f()', style: 'x' }, node('script', {}, words('f()')), node('style', {}, words('a{}')), node('foreignObject', {})));
  expect(text).toBe('<g/>');
});

test('what XML does not hold is written so that it does', () => {
  expect(escapedText('a < b & c > d\u0001')).toBe('a &lt; b &amp; c &gt; d ');
  expect(element('a', { title: 'say "<x>"\n', none: null, x: 1.005 })).toBe('<a title="say &quot;&lt;x&gt;&quot; " x="1"/>');
  expect(newMarkup()(node('text', {}, words('x < y')))).toBe('<text>x &lt; y</text>');
});
