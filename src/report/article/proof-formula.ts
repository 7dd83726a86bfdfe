/**
 * Formulas of a proof: expressions, sums in index notation, and sums of marked terms on several lines.
 */
import type { Formula, Signed } from '../../check/narrative.ts';
import { scaled } from '../../check/narrative.ts';
import { withLetters } from '../../check/wording.ts';
import type { Rational } from '../../kernel/rational.ts';
import { ONE, negate, sign } from '../../kernel/rational.ts';
import { latexEquation, latexExpression, latexIndexedLines, latexIndexedSum, latexLines, latexWidth } from '../../render/latex.ts';

/** A term of a sum, without its sign. */
export interface Unit {
  readonly negative: boolean;
  readonly latex: string;
  /** The same on several lines, for when it is longer than one. */
  readonly lines: (width: number) => readonly string[];
}

/** \\qquad, in characters. */
const INDENT = 4;
/** The space around a sign is not seen when both sides of it are measured apart. */
const SLACK = 1;
export const END = ' \\\\\n';

/** On one line; times a factor. */
export const formulaLatex = (formula: Formula, factor: Rational = ONE): string => {
  const of = scaled(formula, factor);
  switch (of.kind) {
    case 'expression': return latexExpression(of.value, 'display');
    case 'indexed': return latexIndexedSum(withLetters(of.sum), 'display');
    case 'sum': return signedSum(unitsOf(of));
  }
};

/** On several lines, the others indented. */
export const formulaLines = (formula: Formula, width: number): readonly string[] => {
  switch (formula.kind) {
    case 'expression': return latexLines(formula.value, width);
    case 'indexed': return latexIndexedLines(withLetters(formula.sum), width);
    case 'sum': return packedLines('', unitsOf(formula), width);
  }
};

/** coefficient · monomial */
export const unitOf = ({ coefficient, monomial }: Signed): Unit => {
  const negative = sign(coefficient) < 0;
  const own = scaled(monomial, negative ? negate(coefficient) : coefficient);
  return { negative, latex: formulaLatex(own), lines: (width) => formulaLines(own, width) };
};

/** The same with a letter under a brace, or after it where it takes several lines. */
export const markedUnit = (signedTerm: Signed, letter: string): Unit => {
  const { negative, latex, lines } = unitOf(signedTerm);
  return {
    negative, latex: `\\underbrace{${latex}}_{${letter}}`,
    lines: (width) => lines(width - 4).map((line, i, all) => (i === all.length - 1 ? `${line}\\quad ${letter}` : line)),
  };
};

/** The terms of a formula, as far as it is a sum. */
export const unitsOf = (formula: Formula): readonly Unit[] => {
  switch (formula.kind) {
    case 'expression': return [unitOf({ coefficient: ONE, monomial: formula })];
    case 'indexed': return formula.sum.terms.map((t) => unitOf({
      coefficient: t.coefficient, monomial: { kind: 'indexed', sum: { terms: [{ ...t, coefficient: ONE }] } },
    }));
    case 'sum': return formula.terms.map(unitOf);
  }
};

const signed = ({ negative, latex }: Unit, first: boolean): string => (first ? `${negative ? '-' : ''}${latex}` : ` ${negative ? '-' : '+'} ${latex}`);

export const signedSum = (units: readonly Unit[]): string => (units.length === 0 ? '0' : units.map((unit, i) => signed(unit, i === 0)).join(''));

/** Lines of an `aligned` environment, each with as many terms as fit. */
export const packed = (lead: string, units: readonly Unit[], width: number, indent = ''): string =>
  packedLines(lead, units, width - latexWidth(indent)).map((line) => `&${indent}${line}`).join(END);

/** Lines after the first one are indented. */
const packedLines = (lead: string, units: readonly Unit[], room: number): readonly string[] => {
  const width = room - Math.max(latexWidth(lead), INDENT) - SLACK;
  if (units.length === 0) return [`${lead}0`];
  const lines: string[] = [];
  let line = '';
  const flush = (): void => {
    if (line !== '') lines.push(line);
    line = '';
  };
  units.forEach((unit, i) => {
    const own = signed(unit, i === 0);
    if (latexWidth(line + own) > width) flush();
    if (latexWidth(own) <= width) line += line === '' && i > 0 ? `{}${own.trimStart()}` : own;
    else lines.push(...longTerm(unit, i === 0, width));
  });
  flush();
  return lines.map((l, i) => `${i === 0 ? lead : '\\qquad '}${l}`);
};

/** A term that takes several lines. */
const longTerm = (unit: Unit, first: boolean, width: number): readonly string[] =>
  unit.lines(width - 6).map((line, i) => (i === 0 ? `${first ? '' : '{}'}${signed({ ...unit, latex: line }, first).trimStart()}` : line));

/** left = right, as the body of an `aligned` environment. */
export const equationBody = (left: Formula, right: Formula, width: number): string => {
  if (left.kind === 'expression' && right.kind === 'expression') return latexEquation(left.value, right.value, width);
  const own = formulaLatex(left);
  if (latexWidth(own) > 0.4 * width) {
    return [...formulaLines(left, width).map((line) => `&${line}`), packed('= ', unitsOf(right), width, '\\quad ')].join(END);
  }
  return packed(`${own} = `, unitsOf(right), width);
};
