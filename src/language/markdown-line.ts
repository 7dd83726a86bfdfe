/**
 * One line of Markdown and a place in it: columns count tabs to the next multiple of four.
 */
import type { Span } from './statement.ts';

/** Longer lines than this are looked at only so far: no fence or marker is that long. */
const LOOKED_AT = 2000;

export class MarkdownLine {
  readonly start: number;
  /** Where the next line begins. */
  readonly next: number;
  private readonly source: string;
  private readonly end: number;
  private offset: number;
  private column = 0;
  /** Columns of a tab that is used up in part. */
  private spare = 0;

  private constructor(source: string, start: number, end: number, next: number) {
    this.source = source;
    this.start = start;
    this.end = end;
    this.next = next;
    this.offset = start;
  }

  static at(source: string, start: number): MarkdownLine {
    let end = start;
    while (end < source.length && source[end] !== '\n' && source[end] !== '\r') end++;
    const next = end + (source[end] === '\r' && source[end + 1] === '\n' ? 2 : 1);
    const line = new MarkdownLine(source, start, end, Math.min(next, source.length));
    if (start === 0 && source[0] === '\ufeff') line.offset = 1;
    return line;
  }

  /** Columns of white space before the next letter. */
  indentation(): number {
    let column = this.column + this.spare;
    for (let i = this.offset; i < this.end; i++) {
      const letter = this.source[i];
      if (letter === ' ') column++;
      else if (letter === '\t') column += 4 - (column % 4);
      else break;
    }
    return column - this.column;
  }

  blank(): boolean {
    for (let i = this.offset; i < this.end; i++) if (this.source[i] !== ' ' && this.source[i] !== '\t') return false;
    return true;
  }

  skipColumns(count: number): void {
    let left = count;
    const used = Math.min(this.spare, left);
    this.spare -= used;
    this.column += used;
    left -= used;
    while (left > 0 && this.offset < this.end) {
      const letter = this.source[this.offset];
      if (letter !== ' ' && letter !== '\t') return;
      const width = letter === ' ' ? 1 : 4 - (this.column % 4);
      this.offset++;
      const step = Math.min(width, left);
      this.column += step;
      this.spare = width - step;
      left -= step;
    }
  }

  /** What stands after the white space, without the white space at the end. */
  text(): string {
    const { start, end } = this.rest();
    return this.source.slice(start, Math.min(end, start + LOOKED_AT));
  }

  /** All of it, however long: the end of a comment may stand anywhere. */
  whole(): string {
    return this.source.slice(this.offset, this.end);
  }

  rest(): Span {
    let { offset: start, end } = this;
    while (start < end && (this.source[start] === ' ' || this.source[start] === '\t')) start++;
    while (end > start && (this.source[end - 1] === ' ' || this.source[end - 1] === '\t')) end--;
    return { start, end };
  }

  isThematicBreak(): boolean {
    return this.indentation() < 4 && /^(?:(?:\*[ \t]*){3,}|(?:-[ \t]*){3,}|(?:_[ \t]*){3,})$/.test(this.text());
  }

  /** `>` and one column after it. */
  takeQuote(): boolean {
    if (this.indentation() >= 4 || !this.text().startsWith('>')) return false;
    this.skipColumns(this.indentation());
    this.take(1);
    if (this.indentation() > 0) this.skipColumns(1);
    return true;
  }

  /** The marker of a list item; returns how far what belongs to the item is indented. */
  takeItem(inParagraph: boolean): number | null {
    const before = this.indentation();
    if (before >= 4 || this.isThematicBreak()) return null;
    const text = this.text();
    const match = /^(?:[-+*]|(\d{1,9})[.)])(?=[ \t]|$)/.exec(text);
    if (match === null) return null;
    const marker = match[0];
    const empty = text.length === marker.length;
    if (inParagraph && (empty || (match[1] !== undefined && Number(match[1]) !== 1))) return null;
    this.skipColumns(before);
    this.take(marker.length);
    const after = this.indentation();
    const padding = empty || after > 4 ? 1 : after;
    this.skipColumns(padding);
    return before + marker.length + padding;
  }

  private take(count: number): void {
    this.offset += count;
    this.column += count;
  }
}
