/**
 * A document in memory in which pictures are drawn: the only file that knows the library of documents, loaded when the first picture is.
 */

/** What a picture is read back as. */
export interface PageNode {
  /** 1: an element; 3: text. */
  readonly nodeType: number;
  readonly localName: string;
  /** Of a text. */
  readonly data: string;
  readonly attributes: Iterable<{ readonly name: string; readonly value: string }>;
  readonly childNodes: Iterable<PageNode>;
}

/** An empty page. */
export const newPage = async (): Promise<object> => {
  const { parseHTML } = await import('linkedom');
  return parseHTML('<!doctype html><html></html>').document;
};
