/**
 * The block structure of Markdown, as far as it decides what is a fence and where it stands: block quotes, list
 * items, fenced and indented code, HTML blocks and paragraphs. One pass, linear in the length of the text.
 *
 * Source: CommonMark 0.31.2, sections 4.4–4.6, 5.1–5.2 and the appendix on parsing. The tests compare it with
 * mdast-util-from-markdown.
 */
import { htmlEndsAt, htmlKind } from './markdown-html.ts';
import type { HtmlKind } from './markdown-html.ts';
import { MarkdownLine } from './markdown-line.ts';
import type { Span } from './statement.ts';

export interface Fence {
  readonly info: string;
  /** The backticks or tildes. */
  readonly fence: string;
  /** The opening line, from the fence on. */
  readonly opening: Span;
  /** Between the fences. */
  readonly content: Span;
  readonly closed: boolean;
  readonly place: 'document' | 'list' | 'quote' | 'html' | 'indented';
}

type Container = { readonly kind: 'quote' } | { readonly kind: 'item'; readonly indent: number };
type Leaf =
  | { readonly kind: 'none' | 'paragraph' | 'indented' }
  | { readonly kind: 'html'; readonly html: HtmlKind }
  | {
      readonly kind: 'fence'; readonly fence: string; readonly info: string; readonly opening: Span;
      readonly contentStart: number; readonly place: Fence['place'];
    };

const NONE: Leaf = { kind: 'none' };
const OPENING_FENCE = /^(?:(`{3,})([^`]*)|(~{3,})(.*))$/;

/** Every fence of the document, and every line that looks like one in HTML or in indented code. */
export const scanMarkdown = (source: string): Fence[] => new Scan(source).run();

class Scan {
  private readonly source: string;
  private readonly fences: Fence[] = [];
  private containers: Container[] = [];
  private leaf: Leaf = NONE;

  constructor(source: string) {
    this.source = source;
  }

  run(): Fence[] {
    let offset = 0;
    while (offset < this.source.length) {
      const line = MarkdownLine.at(this.source, offset);
      this.read(line);
      offset = line.next;
    }
    this.closeFence(this.source.length, false);
    return this.fences;
  }

  private read(line: MarkdownLine): void {
    const matched = this.matchContainers(line);
    const all = matched === this.containers.length;
    if (this.leaf.kind === 'fence' && all) return this.readInFence(line, this.leaf);
    if (this.leaf.kind === 'html' && all) return this.readInHtml(line, this.leaf.html);
    const kept = this.containers.slice(0, matched);
    const lazy = this.leaf.kind === 'paragraph' && !all;
    const opened = this.openContainers(line, kept);
    if (lazy && !opened && this.isParagraphText(line)) return;
    if (!all || opened) this.leave(line.start);
    this.containers = kept;
    this.readLeaf(line);
  }

  /** How many of the open containers go on in this line; moves the line past their markers. */
  private matchContainers(line: MarkdownLine): number {
    let count = 0;
    for (const container of this.containers) {
      if (container.kind === 'quote') {
        if (!line.takeQuote()) break;
      } else if (line.blank() && this.emptyItem === count) break;
      else if (line.indentation() >= container.indent) line.skipColumns(container.indent);
      else if (!line.blank()) break;
      count++;
    }
    this.emptyItem = -1;
    return count;
  }

  /** The depth of a list item whose first line held nothing: an empty line after it ends it. */
  private emptyItem = -1;

  private openContainers(line: MarkdownLine, kept: Container[]): boolean {
    let opened = false;
    for (;;) {
      if (line.indentation() >= 4) return opened;
      if (line.takeQuote()) kept.push({ kind: 'quote' });
      else {
        const inParagraph = this.leaf.kind === 'paragraph' && !opened && kept.length === this.containers.length;
        const indent = line.takeItem(inParagraph);
        if (indent === null) return opened;
        if (line.blank()) this.emptyItem = kept.length;
        kept.push({ kind: 'item', indent });
      }
      opened = true;
    }
  }

  /** Whether a line goes on with a paragraph that it is not indented for. */
  private isParagraphText(line: MarkdownLine): boolean {
    if (line.blank()) return false;
    if (line.indentation() >= 4) return true;
    const text = line.text();
    return !OPENING_FENCE.test(text) && !line.isThematicBreak() && !/^#{1,6}(?:[ \t]|$)/.test(text) && htmlKind(text, true) === null;
  }

  private readLeaf(line: MarkdownLine): void {
    if (line.blank()) {
      if (this.leaf.kind !== 'indented') this.leaf = NONE;
      return;
    }
    if (line.indentation() >= 4 && this.leaf.kind !== 'paragraph') return this.readIndented(line);
    const text = line.indentation() >= 4 ? '' : line.text();
    const html = text === '' ? null : htmlKind(text, this.leaf.kind === 'paragraph');
    if (OPENING_FENCE.test(text)) this.openFence(line, text);
    else if (html !== null) this.leaf = htmlEndsAt(html, line.whole()) ? NONE : { kind: 'html', html };
    else if (line.isThematicBreak() || /^#{1,6}(?:[ \t]|$)/.test(text)) this.leaf = NONE;
    else if (this.leaf.kind === 'paragraph' && /^(?:=+|-+)[ \t]*$/.test(text)) this.leaf = NONE;
    else this.leaf = { kind: 'paragraph' };
  }

  private readIndented(line: MarkdownLine): void {
    this.leaf = { kind: 'indented' };
    this.report(line, 'indented');
  }

  private readInHtml(line: MarkdownLine, html: HtmlKind): void {
    if (html !== 'comment') this.report(line, 'html');
    if (htmlEndsAt(html, line.whole())) this.leaf = NONE;
  }

  /** A line that looks like a fence where there is none. */
  private report(line: MarkdownLine, place: 'html' | 'indented'): void {
    const match = OPENING_FENCE.exec(line.text());
    if (match === null) return;
    const fence = match[1] ?? match[3] ?? '';
    this.fences.push({
      info: match[2] ?? match[4] ?? '', fence, opening: line.rest(), content: { start: line.next, end: line.next }, closed: true, place,
    });
  }

  private openFence(line: MarkdownLine, text: string): void {
    const match = OPENING_FENCE.exec(text);
    const fence = match?.[1] ?? match?.[3] ?? '';
    const inner = this.containers.at(-1);
    const place = this.containers.some((c) => c.kind === 'item') ? 'list' : inner === undefined ? 'document' : 'quote';
    this.leaf = {
      kind: 'fence', fence, info: (match?.[2] ?? match?.[4] ?? '').trim(), opening: line.rest(), contentStart: line.next, place,
    };
  }

  private readInFence(line: MarkdownLine, leaf: Leaf & { kind: 'fence' }): void {
    if (line.indentation() >= 4) return;
    const text = line.text();
    const run = /^(`+|~+)[ \t]*$/.exec(text)?.[1];
    if (run !== undefined && run[0] === leaf.fence[0] && run.length >= leaf.fence.length) this.closeFence(line.start, true);
  }

  private leave(at: number): void {
    this.closeFence(at, false);
    this.leaf = NONE;
  }

  private closeFence(end: number, closed: boolean): void {
    if (this.leaf.kind !== 'fence') return;
    const { fence, info, opening, contentStart, place } = this.leaf;
    this.fences.push({ fence, info, opening, content: { start: Math.min(contentStart, end), end }, closed, place });
    this.leaf = NONE;
  }
}
