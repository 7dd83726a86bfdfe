/**
 * Drawn nodes as XML: well-formed by itself, coordinates with two digits after the point, and the same text for the same picture.
 *
 * The library that draws numbers its clips through the whole process; here they are numbered within the picture. Style sheets, classes and
 * fonts of its own are left out, and so is whatever could run. Control characters, which XML cannot hold, become spaces.
 */
import type { PageNode } from './page.ts';

const ELEMENT = 1;
const TEXT = 3;
const LEFT_OUT: ReadonlySet<string> = new Set(['style', 'script', 'foreignobject']);
const ATTRIBUTES_LEFT_OUT: ReadonlySet<string> = new Set(['class', 'font-family', 'style']);

// eslint-disable-next-line no-control-regex
const CONTROL = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g;

/** Text between tags. */
export const escapedText = (text: string): string =>
  text.replace(CONTROL, ' ').replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

/** Text between double quotes. */
export const escapedAttribute = (text: string): string => escapedText(text).replaceAll('"', '&quot;').replace(/[\t\r\n]/g, ' ');

export type Attributes = Readonly<Record<string, string | number | null>>;

/** An element; attributes that are null are left out. `content` is markup. */
export const element = (name: string, attributes: Attributes, content = ''): string => {
  const written = Object.entries(attributes).flatMap(([key, value]) =>
    (value === null ? [] : [` ${key}="${escapedAttribute(typeof value === 'number' ? shortNumber(value) : value)}"`])).join('');
  return content === '' ? `<${name}${written}/>` : `<${name}${written}>${content}</${name}>`;
};

export const shortNumber = (value: number): string => String(Math.round(value * 100) / 100 + 0);

/** What is measured in pixels; colours and names are left as they are. */
const GEOMETRIC: ReadonlySet<string> = new Set(['d', 'transform', 'points', 'x', 'y', 'x1', 'x2', 'y1', 'y2', 'cx', 'cy', 'r', 'dx', 'dy', 'width', 'height']);

const LONG_NUMBER = /-?\d+(?:\.\d+)?e[-+]?\d+|-?\d+\.\d{3,}/g;
const shortened = (value: string): string => value.replace(LONG_NUMBER, (number) => shortNumber(Number(number)));

/** One numbering of ids for each picture. */
export type Markup = (node: unknown, attributes?: Attributes) => string;

export const newMarkup = (): Markup => {
  const ids = new Map<string, string>();
  const idOf = (id: string): string => {
    if (!ids.has(id)) ids.set(id, `part-${ids.size + 1}`);
    return ids.get(id) ?? id;
  };
  const attributeOf = (name: string, value: string): string => {
    if (name === 'id') return idOf(value);
    if (GEOMETRIC.has(name)) return shortened(value);
    return value.replace(/url\(#([^)]*)\)/g, (_, id: string) => `url(#${idOf(id)})`);
  };
  const write = (node: PageNode, more: Attributes): string => {
    if (node.nodeType === TEXT) return escapedText(node.data);
    if (node.nodeType !== ELEMENT || LEFT_OUT.has(node.localName.toLowerCase())) return '';
    const own = [...node.attributes].filter(({ name }) => !ATTRIBUTES_LEFT_OUT.has(name) && !name.startsWith('on') && !Object.hasOwn(more, name))
      .map(({ name, value }): readonly [string, string] => [name, attributeOf(name, value)]).sort(([a], [b]) => (a < b ? -1 : 1));
    return element(node.localName, { ...more, ...Object.fromEntries(own) }, [...node.childNodes].map((child) => write(child, {})).join(''));
  };
  return (node, attributes = {}) => write(node as PageNode, attributes);
};
