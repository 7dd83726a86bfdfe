/**
 * A narrative in lines of text: displayed formulas are indented, equal monomials bear the same letter in brackets.
 */
import { formulaText } from '../check/wording.ts';
import type { Formula, Group, NarrativePart, NarrativeStep, Phrase, Row, Signed } from '../check/narrative.ts';
import { MOST_GROUPS_SHOWN, scaled } from '../check/narrative.ts';
import type { Expression } from '../kernel/expression.ts';
import { numberOf } from '../kernel/expression.ts';
import type { Rational } from '../kernel/rational.ts';
import { isOne, isZero, negate, sign, toText } from '../kernel/rational.ts';
import { scaledBy } from '../search/from-indices.ts';
import { printExpression } from '../render/text.ts';

/** Longer ones are cut, and what is missing is said. */
const LONGEST_FORMULA = 1200;

export const formulaLine = (f: Formula): string => {
  const text = wholeLine(f);
  return text.length <= LONGEST_FORMULA ? text : `${text.slice(0, LONGEST_FORMULA)} … (${text.length - LONGEST_FORMULA} characters more)`;
};

const wholeLine = (f: Formula): string => {
  switch (f.kind) {
    case 'expression': return expressionLine(f.value);
    case 'indexed': return formulaText(f.sum);
    case 'sum': return piecesText(f.terms, () => '');
  }
};

/** -f · v for −1 · (f · v), as in a sum. */
const expressionLine = (e: Expression): string => {
  if (e.kind !== 'multiply') return printExpression(e);
  const [number, ...others] = e.factors;
  const [only] = others;
  if (number?.kind !== 'number' || only === undefined || others.length > 1 || (only.kind !== 'dot' && only.kind !== 'doubleDot')) return printExpression(e);
  const negative = sign(number.value) < 0;
  const size = negative ? negate(number.value) : number.value;
  return `${negative ? '-' : ''}${printExpression(isOne(size) ? only : scaledBy([numberOf(size)], only))}`;
};

const phraseLine = (phrase: Phrase): string => phrase.map((part) => (typeof part === 'string' ? part : formulaLine(part))).join('');

/** The lines of all parts. */
export const narrativeLines = (parts: readonly NarrativePart[]): readonly string[] => parts.flatMap(({ heading, told }, k) => [
  ...(k === 0 ? [] : ['']),
  ...(heading === null ? [] : [`${heading.charAt(0).toUpperCase()}${heading.slice(1)}.`]),
  ...(told.kind === 'opaque' ? [`This cannot be told term by term: ${told.reason}.`] : told.narrative.steps.flatMap(stepLines)),
]);

const stepLines = (step: NarrativeStep): readonly string[] => {
  switch (step.kind) {
    case 'claim': return [phraseLine(step.say), ...equation(formulaLine(step.equation.left), formulaLine(step.equation.right))];
    case 'optimum': return [phraseLine(step.say), ...optimumLines(step)];
    case 'substitute': return [phraseLine(step.say), ...substituteLines(step)];
    case 'under-integral': return [phraseLine(step.say), `  ${formulaLine(step.flux)}`];
    case 'expand': return expandLines(step);
    case 'cancel': return cancelLines(step.groups);
    case 'conclusion': return [phraseLine(step.say), ...(step.left === null ? [] : [`  ${formulaLine(step.left)}`])];
  }
};

/** On one line where it is short. */
const equation = (left: string, right: string): readonly string[] =>
  (left.length + right.length <= 80 ? [`  ${left} = ${right}`] : [`  ${left}`, `    = ${right}`]);

const optimumLines = (step: Extract<NarrativeStep, { kind: 'optimum' }>): readonly string[] => {
  if (step.method === 'value') return [];
  const control = step.optimum.kind === 'expression' && step.optimum.value.kind === 'optimum' ? step.optimum.value.control.name : '';
  const attained = step.argument === null ? [] : [`  at ${control} = ${formulaLine(step.argument)}`];
  const isArgument = step.optimum.kind === 'expression' && isLaw(step.optimum.value);
  const slopes = step.derivatives === null ? [] : [
    `  first derivative by ${control}: ${formulaLine(step.derivatives[0])}`, `  second derivative: ${formulaLine(step.derivatives[1])}`,
  ];
  return [...equation(formulaLine(step.optimum), formulaLine(step.value)), ...(isArgument ? [] : attained), ...slopes];
};

const substituteLines = ({ equation: own, solved, ways }: Extract<NarrativeStep, { kind: 'substitute' }>): readonly string[] => {
  const asItStands = own === null ? [] : equation(formulaLine(own.left), formulaLine(own.right));
  const lead = solved === null ? [] : equation(formulaLine(solved.left), formulaLine(solved.right));
  const both = lead.length === 0 || lead.join() === asItStands.join() ? asItStands : [...asItStands, 'that is,', ...lead];
  return [...both, ...(ways === null ? [] : [phraseLine(ways)])];
};

/** argmin and argmax are the control itself. */
const isLaw = (e: Expression): boolean => e.kind === 'optimum' && (e.which === 'argmin' || e.which === 'argmax');

// ── Expanding ────────────────────────────────────────────────────────────────────────────────────────────────

const SIDES: Readonly<Record<Row['side'], string>> = { left: 'The left side:', right: 'The right side:', flux: 'The divergence of the flux:' };

const expandLines = (step: Extract<NarrativeStep, { kind: 'expand' }>): readonly string[] => {
  const component = step.component === null || step.component.length === 0 ? '' : `, component ${step.component.join(', ')}`;
  const factor = step.factor === null ? [] : [`Every term below carries the factor ${formulaLine(step.factor)}, which is left out.`];
  const sides = (['left', 'right', 'flux'] as const).flatMap((side) => {
    const rows = step.rows.filter((row) => row.side === side);
    return rows.length === 0 ? [] : [`${SIDES[side].slice(0, -1)}${component}:`, ...rows.flatMap((row) => rowLines(row, step.factor !== null || step.place.length > 0))];
  });
  const place = step.place.length === 0 ? [] : [`All functions below are taken at ${step.place.map((b) => `${b.variable.name} = ${formulaLine(b.value)}`).join(', ')}, which is left out too.`.replace(step.factor === null ? ' too.' : '', step.factor === null ? '.' : '')];
  return [...factor, ...place, ...sides];
};

const rowLines = (row: Row, divided: boolean): readonly string[] => {
  const own = formulaLine(row.term);
  const by = row.divergenceBy;
  const term = by === null ? own : by.space === null ? `∂_${by.name} (${own})` : `div[${by.name}] (${own})`;
  const pieces = piecesLine(row.pieces);
  const before = row.before === null ? [] : piecesLine(row.before);
  if (!divided && row.before === null && row.pieces.length === 1 && plain(row.pieces) === term) return [`  ${pieces}`];
  const middle = row.before === null || plain(row.before) === term ? [] : [`    ${divided ? '→' : '='} ${before}`];
  return [`  ${term}`, ...middle, `    ${divided && middle.length === 0 ? '→' : '='} ${pieces}`];
};

const plain = (pieces: readonly Signed[]): string => piecesText(pieces, () => '');
const piecesLine = (pieces: readonly (Signed & { readonly mark?: string })[]): string =>
  piecesText(pieces, (p) => (p.mark === undefined ? '' : ` [${p.mark}]`));

const piecesText = <P extends Signed>(pieces: readonly P[], suffix: (piece: P) => string): string => {
  if (pieces.length === 0) return '0';
  return pieces.map((p, k) => {
    const negative = sign(p.coefficient) < 0;
    const text = `${formulaLine(scaled(p.monomial, negative ? negate(p.coefficient) : p.coefficient))}${suffix(p)}`;
    return k === 0 ? `${negative ? '-' : ''}${text}` : ` ${negative ? '-' : '+'} ${text}`;
  }).join('');
};

// ── Cancelling ───────────────────────────────────────────────────────────────────────────────────────────────

const cancelLines = (groups: readonly Group[]): readonly string[] => {
  const [only, ...others] = groups;
  // One term that stands on both sides speaks for itself.
  if (only === undefined || (others.length === 0 && only.contributions.length === 2 && isZero(only.sum))) return [];
  // Those that do not cancel are never the ones left out.
  const wrong = groups.filter((g) => !isZero(g.sum));
  const shown = [...wrong, ...groups.filter((g) => isZero(g.sum))].slice(0, Math.max(MOST_GROUPS_SHOWN, wrong.length));
  const inOrder = groups.filter((g) => shown.includes(g));
  const more = groups.length - shown.length;
  return [
    'Collecting equal terms, the right side with the opposite sign:',
    ...inColumns(inOrder.map((g) => [`[${g.mark}]`, `${sumText(g.contributions.map((c) => c.coefficient))}${g.contributions.length === 1 ? '' : ` = ${toText(g.sum)}`}`, formulaLine(g.monomial)])),
    ...(more === 0 ? [] : [`  and ${more} more, which cancel`]),
  ];
};

const inColumns = (rows: readonly (readonly [string, string, string])[]): readonly string[] => {
  const widths = [0, 1].map((k) => Math.max(...rows.map((row) => (row[k] as string).length)));
  return rows.map(([mark, sum, monomial]) => `  ${mark.padEnd(widths[0] as number)} ${sum.padEnd(widths[1] as number)}  ${monomial}`);
};

const sumText = (coefficients: readonly Rational[]): string =>
  coefficients.map((c, k) => (k === 0 ? toText(c) : ` ${sign(c) < 0 ? '-' : '+'} ${toText(sign(c) < 0 ? negate(c) : c)}`)).join('');
