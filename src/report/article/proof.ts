/**
 * A proof told term by term: what is put in, what each term becomes, and what cancels. Equal terms bear the same letter
 * under a brace.
 */
import type { Group, NarrativePart, NarrativeStep, Phrase, Row } from '../../check/narrative.ts';
import { MOST_GROUPS_SHOWN } from '../../check/narrative.ts';
import type { Rational } from '../../kernel/rational.ts';
import { isZero, negate, sign } from '../../kernel/rational.ts';
import { latexSymbol, latexWidth } from '../../render/latex.ts';
import { displayed, widestLine } from './displays.ts';
import type { Block, Inline } from './model.ts';
import { math, paragraph, text } from './model.ts';
import { END, equationBody, formulaLatex, formulaLines, markedUnit, packed, signedSum, unitOf, unitsOf } from './proof-formula.ts';
import { latexNumber } from './values.ts';

export const proofBlocks = (parts: readonly NarrativePart[], width: number): readonly Block[] =>
  parts.flatMap(({ heading, told }, k): readonly Block[] => {
    const blocks = told.kind === 'opaque' ? [paragraph(text(`This cannot be told term by term: ${told.reason}.`))]
      : orTooLong(told.narrative.steps.flatMap((step) => stepBlocks(step, width)), width);
    const lead: readonly Inline[] = [...(k === 0 ? [PROOF, text(' ')] : []), ...(heading === null ? [] : [text(`${capital(heading)}. `)])];
    return withLead(lead, blocks);
  });

/** Terms that no line can hold are not set; the program's own explanation has them. */
const orTooLong = (blocks: readonly Block[], width: number): readonly Block[] =>
  (blocks.some((block) => block.kind === 'equation' && widestLine(block.latex) > width)
    ? [paragraph(text('Its terms are too long to be set here; '), { kind: 'code', text: 'hopfcole explain' }, text(' prints them.'))] : blocks);

const PROOF: Inline = { kind: 'emphasis', content: [text('In detail.')] };
const capital = (words: string): string => `${words.charAt(0).toUpperCase()}${words.slice(1)}`;

const withLead = (lead: readonly Inline[], blocks: readonly Block[]): readonly Block[] => {
  const [first, ...rest] = blocks;
  if (lead.length === 0) return blocks;
  return first?.kind === 'paragraph' ? [paragraph(...lead, ...first.content), ...rest] : [paragraph(...lead), ...blocks];
};

const stepBlocks = (step: NarrativeStep, width: number): readonly Block[] => {
  switch (step.kind) {
    // The equation stands in the claim above.
    case 'claim': return [];
    case 'optimum': return [paragraph(...phrase(step.say)), ...optimumBlocks(step, width)];
    case 'substitute': return [paragraph(...phrase(step.say)), ...substituteBlocks(step, width)];
    case 'under-integral': return [paragraph(...phrase(step.say)), displayed(packed('', unitsOf(step.flux), width))];
    case 'expand': return expandBlocks(step, width);
    case 'cancel': return cancelBlocks(step.groups);
    case 'conclusion': return [paragraph(...phrase(step.say)), ...(step.left === null ? [] : [displayed(packed('', unitsOf(step.left), width))])];
  }
};

const phrase = (words: Phrase): readonly Inline[] => words.map((part) => (typeof part === 'string' ? text(part) : math(formulaLatex(part))));

const optimumBlocks = (step: Extract<NarrativeStep, { kind: 'optimum' }>, width: number): readonly Block[] => {
  if (step.method === 'value') return [];
  const own = step.optimum.kind === 'expression' && step.optimum.value.kind === 'optimum' ? step.optimum.value : null;
  const attained = step.argument === null || own === null || own.which === 'argmin' || own.which === 'argmax' ? []
    : [paragraph(text('attained at '), math(`${latexSymbol(own.control.name)} = ${formulaLatex(step.argument)}`), text('.'))];
  return [displayed(equationBody(step.optimum, step.value, width)), ...attained];
};

const substituteBlocks = ({ equation, solved, ways }: Extract<NarrativeStep, { kind: 'substitute' }>, width: number): readonly Block[] => {
  const [own, lead] = [equation, solved].map((e) => (e === null ? null : equationBody(e.left, e.right, width)));
  return [
    ...(own == null ? [] : [displayed(own)]),
    ...(lead == null || lead === own ? [] : [...(own == null ? [] : [paragraph(text('that is,'))]), displayed(lead)]),
    ...(ways === null ? [] : [paragraph(...phrase(ways))]),
  ];
};

// ── Expanding ────────────────────────────────────────────────────────────────────────────────────────────────

const SIDES: Readonly<Record<Row['side'], string>> = { left: 'The left side', right: 'The right side', flux: 'The divergence of the flux' };

const expandBlocks = (step: Extract<NarrativeStep, { kind: 'expand' }>, width: number): readonly Block[] => {
  const component = step.component === null || step.component.length === 0 ? '' : `, component ${step.component.join(', ')}`;
  const factor = step.factor === null ? [] : [paragraph(text('Every term below carries the factor '), math(formulaLatex(step.factor)), text(', which is left out.'))];
  const place = step.place.length === 0 ? [] : [paragraph(
    text('All functions below are taken at '), ...step.place.flatMap((b, i) => [...(i === 0 ? [] : [text(', ')]), math(`${latexSymbol(b.variable.name)} = ${formulaLatex(b.value)}`)]), text('.'),
  )];
  const divided = step.factor !== null || step.place.length > 0;
  const sides = (['left', 'right', 'flux'] as const).flatMap((side): readonly Block[] => {
    const rows = step.rows.filter((row) => row.side === side);
    if (rows.length === 0) return [];
    return [paragraph(text(`${SIDES[side]}${component}:`)), displayed(rows.map((row) => rowBody(row, divided, width)).join(END))];
  });
  return [...factor, ...place, ...sides];
};

const rowBody = (row: Row, divided: boolean, width: number): string => {
  const term = termOf(row);
  const pieces = row.pieces.map((p) => markedUnit(p, letter(p.mark)));
  const before = row.before?.map(unitOf) ?? null;
  if (!divided && before === null && row.pieces.length === 1 && signedSum(row.pieces.map(unitOf)) === term) return packed('', pieces, width);
  const relation = divided ? '\\to ' : '= ';
  const after = before === null || (before.length === 1 && signedSum(before) === term) ? null : before;
  const short = after === null ? `${term} ${relation}${signedSum(pieces)}` : `${term} ${relation}${signedSum(after)} = ${signedSum(pieces)}`;
  if (latexWidth(short) <= width) return `&${short}`;
  const middle = after === null ? [] : [packed(relation, after, width, '\\quad ')];
  const own = latexWidth(term) <= width || row.divergenceBy !== null ? [term] : formulaLines(row.term, width);
  return [...own.map((line) => `&${line}`), ...middle, packed(divided && middle.length === 0 ? relation : '= ', pieces, width, '\\quad ')].join(END);
};

const termOf = (row: Row): string => {
  const own = formulaLatex(row.term);
  const by = row.divergenceBy;
  if (by === null) return own;
  return `${by.space === null ? `\\partial_{${latexSymbol(by.name)}}` : by.name === 'x' ? '\\nabla \\cdot' : `\\nabla_{${latexSymbol(by.name)}} \\cdot`}\\bigl(${own}\\bigr)`;
};

const absolute = (r: Rational): Rational => (sign(r) < 0 ? negate(r) : r);

const letter = (mark: string): string => `(${/^[A-Za-z0-9]+$/.test(mark) ? `\\mathrm{${mark}}` : latexSymbol(mark)})`;

// ── Cancelling ───────────────────────────────────────────────────────────────────────────────────────────────

const cancelBlocks = (groups: readonly Group[]): readonly Block[] => {
  const [only, ...others] = groups;
  // One term that stands on both sides speaks for itself.
  if (only === undefined || (others.length === 0 && only.contributions.length === 2 && isZero(only.sum))) return [];
  const wrong = groups.filter((g) => !isZero(g.sum));
  const shown = [...wrong, ...groups.filter((g) => isZero(g.sum))].slice(0, Math.max(MOST_GROUPS_SHOWN, wrong.length));
  const more = groups.length - shown.length;
  const sums = groups.filter((g) => shown.includes(g)).map((g): readonly Inline[] => [math(groupSum(g))]);
  return [paragraph(
    text('Equal terms, the right side with the opposite sign: '), ...sums.flatMap((s, i) => (i === 0 ? s : [text('; '), ...s])),
    text(more === 0 ? '.' : `; and ${more} more, which cancel.`),
  )];
};

const groupSum = (g: Group): string => {
  const sum = g.contributions.map(({ coefficient: c }, k) => `${k === 0 ? (sign(c) < 0 ? '{-}' : '') : sign(c) < 0 ? ' - ' : ' + '}${latexNumber(absolute(c))}`).join('');
  return `${letter(g.mark)}\\ ${sum}${g.contributions.length === 1 ? '' : ` = ${latexNumber(g.sum)}`}`;
};

