/**
 * A strict reader of what XML a picture may be: tags that close, attributes in quotes, the five entities. Throws where it is not well-formed.
 */
export interface XmlElement {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: (XmlElement | string)[];
}

const TAG = /<(?<close>\/)?(?<name>[A-Za-z][\w:-]*)(?<attributes>(?:\s+[\w:-]+="[^"<]*")*)\s*(?<empty>\/)?>/y;
const TEXT = /[^<]+/y;
// eslint-disable-next-line no-control-regex
const FORBIDDEN = /[\u0000-\u0008\u000b\u000c\u000e-\u001f]|&(?!(?:amp|lt|gt|quot|apos|#\d+);)/;

export const readXml = (text: string): XmlElement => {
  if (FORBIDDEN.test(text)) throw new Error(`what XML does not hold: ${FORBIDDEN.exec(text)?.[0]}`);
  const root: XmlElement = { name: '', attributes: {}, children: [] };
  const open = [root];
  for (let at = 0; at < text.length;) {
    TAG.lastIndex = at;
    TEXT.lastIndex = at;
    const tag = TAG.exec(text), words = TEXT.exec(text);
    if (tag !== null) {
      const { close, name = '', attributes = '', empty } = tag.groups ?? {};
      if (close !== undefined) {
        if (open.pop()?.name !== name) throw new Error(`</${name}> closes nothing`);
      } else {
        const pairs = [...attributes.matchAll(/([\w:-]+)="([^"]*)"/g)].map((found) => [found[1]!, found[2]!] as const);
        if (new Set(pairs.map(([key]) => key)).size < pairs.length) throw new Error(`an attribute twice: ${tag[0]}`);
        const element: XmlElement = { name, attributes: Object.fromEntries(pairs), children: [] };
        open.at(-1)!.children.push(element);
        if (empty === undefined) open.push(element);
      }
      at = TAG.lastIndex;
    } else if (words !== null) {
      open.at(-1)!.children.push(words[0]);
      at = TEXT.lastIndex;
    } else throw new Error(`no tag: ${text.slice(at, at + 60)}`);
  }
  if (open.length !== 1) throw new Error(`never closed: ${open.at(-1)!.name}`);
  const elements = root.children.filter((child) => typeof child !== 'string' || child.trim() !== '');
  if (elements.length !== 1 || typeof elements[0] === 'string') throw new Error('not one element');
  return elements[0]!;
};

/** All elements of a name, at any depth. */
export const allOf = (element: XmlElement, name: string): readonly XmlElement[] => element.children.flatMap((child) =>
  (typeof child === 'string' ? [] : [...(child.name === name ? [child] : []), ...allOf(child, name)]));

export const textOf = (element: XmlElement): string => element.children.map((child) => (typeof child === 'string' ? child : textOf(child))).join('');
