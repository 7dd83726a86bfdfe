/**
 * Factors side by side, and the space between two of them. A function before a bracket would be read as its value
 * there, so the two are kept apart: `g\cdot(T-t)` is a product, `g(T-t)` is not.
 */
import { shapeOf } from '../kernel/expression.ts';
import type { Expression } from '../kernel/expression.ts';
import { variablesOf } from '../language/variables.ts';
import type { Formula, Piece } from './latex-box.ts';
import { atom, beginsWithBracket, latexOf, row, withLevel } from './latex-box.ts';
import { endingOf } from './latex-endings.ts';
import { isPrefix } from './reading.ts';
import { PRODUCT } from './text-expression.ts';

export interface Factor {
  readonly e: Expression;
  readonly formula: Formula;
}

/** A number (or a fraction) and then the factors. */
export const sideBySide = (number: Formula | null, factors: readonly Factor[]): Formula => {
  const parts: Formula[] = number === null ? [] : [number];
  factors.forEach((factor, i) => {
    const left = parts.at(-1);
    const joint = left === undefined ? '' : space(left, factors[i - 1]?.e ?? null, factor);
    if (i > 0 && mayBeginLine(factor)) parts.push(...reluctantly(joint, factor.formula));
    else parts.push(...(joint === '' ? [] : [atom(joint)]), factor.formula);
  });
  return withLevel(row(PRODUCT, ...parts), PRODUCT);
};

const mayBeginLine = ({ e, formula }: Factor): boolean => beginsWithBracket(formula) || e.kind === 'integral';

/** A line begins with a factor only where it can not begin elsewhere: with a bracket or an integral, after a dot. */
const reluctantly = (joint: string, formula: Formula): readonly Formula[] => {
  const [first, ...rest] = formula.pieces;
  if (first === undefined) return [formula];
  const dotted = joint.includes('cdot');
  const piece: Piece = { latex: dotted ? `${joint}${first.latex}` : first.latex, depth: 2, begins: dotted ? '' : '\\cdot ' };
  return [...(dotted || joint === '' ? [] : [atom(joint)]), { ...formula, pieces: [piece, ...rest] }];
};

/** TeX puts space around these itself. */
const OPERATOR = /^\\(?:log|exp|sinh?|cosh?|tanh?|arctan|det|operatorname|m(?:in|ax)_)/;
const DERIVATIVE = /^\\(?:nabla|partial|Delta)/;
/** p(x, T-t), and its powers. */
const SHOWS_ARGUMENTS = /\)(?:\^(?:.|\\top|\{[^{}]*\}))? ?$/;
const RAISED = /\^(?:.|\\top|\{[^{}]*\}) ?$/;

const space = (left: Formula, before: Expression | null, { e, formula }: Factor): string => {
  const [end, start] = [left.pieces.at(-1)?.latex ?? '', formula.pieces[0]?.latex ?? ''];
  if (/^\d/.test(start)) return ' \\cdot ';
  if (beginsWithBracket(formula)) return beforeBracket(before, e, latexOf(left));
  if (OPERATOR.test(start) || (before === null && start.startsWith('\\int') && !runsOn(end))) return '';
  if (/^\\(?:int|mathrm|text)/.test(start) || runsOn(end)) return '\\,';
  return DERIVATIVE.test(start) && before !== null && shapeOf(before).length < 2 && !RAISED.test(end) ? '\\,' : '';
};

/**
 * `a(b + c)`, but `g\cdot(T-t)` for a function of one variable that the bracket could be put in for, and `g^2\cdot(T-t)`
 * as well. A power before a bracket that depends on more than the function does is a factor to any reader.
 */
const beforeBracket = (before: Expression | null, bracket: Expression, latex: string): string => {
  const end = before === null ? null : endingOf(before);
  if (before === null || end === null) return before !== null && isPrefix(before) ? '\\,' : '';
  if (!isPrefix(before) && SHOWS_ARGUMENTS.test(latex)) return '';
  const { slots } = end.application.field;
  if (end.raised && [...variablesOf(bracket).keys()].some((name) => slots.every((v) => v.name !== name))) return '';
  const [slot, ...others] = slots;
  const fits = slot !== undefined && others.length === 0 && shapeOf(bracket).join() === (slot.space ?? '');
  return fits ? ' \\cdot ' : '\\,';
};

/** What letters would run together with: brackets, words, roots, exponentials, bars, fractions, raised brackets. */
const RUNS_ON: readonly RegExp[] = [
  /[)]$/, /\\\}$/, /\\(?:mathrm|text)\{[^{}]*\}(?:_.+)?$/, /\\(?:mathrm\{e\}\^|sqrt)(?:.|\{.*\})$/, /\\rvert(?:\^.+)?$/, /^\\frac/, /\}\^\{?[^{}]*\}?$/,
];
const runsOn = (latex: string): boolean => RUNS_ON.some((pattern) => pattern.test(latex));
