/**
 * Long formulas on several lines. A line ends before a sign of the outermost sum where that can be, within a bracket
 * where it must, and between factors last of all; among the ways that fit, the one with fewest lines and shallowest
 * breaks is taken.
 */
import type { Expression } from '../kernel/expression.ts';
import type { Formula, Piece } from './latex-box.ts';
import { joinLatex, manner } from './latex-box.ts';
import { wholeFormula } from './latex-expression.ts';
import { latexWidth } from './latex-width.ts';

/** What a line costs by how deep in brackets it begins, in lines. */
const DEPTH_COST = [0, 0.6, 1.6, 2.6] as const;
const DEEPEST_COST = 4;
/** A character beyond the width costs more than any number of lines. */
const OVERFULL_COST = 1000;
/** \qquad, in characters. */
const INDENT = 4;
const INDENTS = ['\\qquad ', '\\qquad\\quad ', '\\qquad\\qquad '] as const;

export interface Room {
  readonly width: number;
  /** How much of it is taken on the first line, and on the others. */
  readonly first: number;
  readonly others: number;
}

/** The lines of an expression that is displayed; those that continue begin with their indentation. */
export const latexLines = (e: Expression, width: number): readonly string[] => linesOf(wholeFormula(e, manner('display')), { width, first: 0, others: 0 });

export const linesOf = (formula: Formula, room: Room): readonly string[] => {
  const segments = segmentsOf(formula.pieces);
  const fits = segments.reduce((sum, s) => sum + s.width, 0) <= room.width - room.first;
  return fits ? [joinLatex(segments.map((s) => s.latex))] : partsOf(segments).flatMap((part) => brokenLines(part, room));
};

/** Divided where a line must begin. */
const partsOf = (segments: readonly Segment[]): readonly (readonly Segment[])[] => {
  const parts: Segment[][] = [];
  for (const segment of segments) {
    const last = parts.at(-1);
    if (last === undefined || segment.depth < 0) parts.push([segment]);
    else last.push(segment);
  }
  return parts;
};

const brokenLines = (segments: readonly Segment[], room: Room): readonly string[] => {
  const next = bestBreaks(segments, room);
  const lines: string[] = [];
  for (let from = 0; from < segments.length; from = next[from] ?? segments.length) {
    const text = trimmed(joinLatex(segments.slice(from, next[from]).map((s) => s.latex)));
    lines.push(from === 0 ? text : continuing(text, segments[from]));
  }
  return lines;
};

/** What no line ends in. */
interface Segment {
  readonly latex: string;
  readonly depth: number;
  readonly begins: string;
  readonly width: number;
}

const segmentsOf = (pieces: readonly Piece[]): readonly Segment[] => {
  const groups: Piece[][] = [];
  for (const piece of pieces) {
    const last = groups.at(-1);
    if (last === undefined || piece.depth !== null) groups.push([piece]);
    else last.push(piece);
  }
  return groups.map((group) => {
    const latex = joinLatex(group.map((piece) => piece.latex));
    return { latex, depth: group[0]?.depth ?? 0, begins: group[0]?.begins ?? '', width: latexWidth(latex) };
  });
};

const indentOf = (depth: number): number => INDENT + 2 * Math.min(depth, INDENTS.length - 1);

/** For each segment that a line begins with, the segment that the next line begins with. */
const bestBreaks = (segments: readonly Segment[], room: Room): readonly number[] => {
  const count = segments.length;
  const costs = Array.from({ length: count + 1 }, () => Infinity);
  const next = Array.from({ length: count }, () => count);
  costs[count] = 0;
  for (let from = count - 1; from >= 0; from--) {
    const depth = segments[from]?.depth ?? 0;
    const free = from === 0 ? room.width - room.first : room.width - room.others - indentOf(depth);
    let width = 0;
    for (let to = from + 1; to <= count; to++) {
      width += segments[to - 1]?.width ?? 0;
      const over = Math.max(0, width - free);
      const cost = 1 + (from === 0 ? 0 : DEPTH_COST[depth] ?? DEEPEST_COST) + over * OVERFULL_COST + (costs[to] ?? 0) + slack(free - width, to === count);
      if (cost < (costs[from] ?? Infinity)) {
        costs[from] = cost;
        next[from] = to;
      }
      if (over > 0 && to > from + 1) break;
    }
  }
  return next;
};

/** Full lines are preferred a little; the last may be short. */
const slack = (free: number, last: boolean): number => (last || free <= 0 ? 0 : 0.002 * free);

/** Without the space that a line begins or ends with. */
const trimmed = (latex: string): string => latex.replace(/^(?:\\[ ,]|\s)+/, '').replace(/(?:\\[ ,]|\s)+$/, '');

/** Indented, and with a sign that is still one between two terms. */
const continuing = (text: string, first: Segment | undefined): string => {
  const indent = INDENTS[Math.min(first?.depth ?? 0, INDENTS.length - 1)] ?? '';
  return `${indent}${first?.begins ?? ''}${/^[+-]/.test(text) ? '{}' : ''}${text}`;
};
