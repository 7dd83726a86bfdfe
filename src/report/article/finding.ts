/**
 * What was found about a claim, with its evidence as formulas: the verdict, its reasons and conditions; a counterexample
 * with the residual, what would be true, and the repair.
 */
import type { RuleName } from '../../calculus/rules.ts';
import type { CheckOptions } from '../../check/check.ts';
import type { Decision, GoalOutcome } from '../../check/decide.ts';
import { narrateClaim } from '../../check/narrative.ts';
import type { ClaimResult } from '../../check/verdict.ts';
import { NORMALISED } from '../../check/wording.ts';
import { shapeOf } from '../../kernel/expression.ts';
import { parseExpressionIn } from '../../language/document.ts';
import type { Claim, Document } from '../../language/statement.ts';
import { latexExpression, latexSymbol } from '../../render/latex.ts';
import { decidedAgain } from './again.ts';
import { usedConditions } from './conditions.ts';
import { inLines, whole } from './displays.ts';
import type { Block, Inline } from './model.ts';
import { math, paragraph, text } from './model.ts';
import { proofBlocks } from './proof.ts';
import { reasonInlines } from './reasons.ts';
import { statedBlocks } from './stated.ts';
import { pointTables, valueTables } from './values.ts';
import type { SumLines } from './vector-form.ts';
import { sumLines, withoutFluxLabel } from './vector-form.ts';

export interface FindingSettings {
  readonly document: Document;
  readonly options: CheckOptions;
  readonly width: number;
  /** The rule of the step that the claim belongs to; null: none is known. */
  readonly ruleOf: (claim: Claim) => RuleName | null;
  readonly repaired: ReadonlyMap<Claim, Claim>;
  /** Whether proofs are told term by term. */
  readonly proofs: boolean;
}

const DAGGER = '\\dagger';
const DOUBLE_DAGGER = '\\ddagger';

const marked = (signs: readonly string[]): readonly Inline[] => (signs.length === 0 ? [] : [math(`{}^{${signs.join('')}}`)]);

/** What the marks mean: only those that occur. */
export const markMeanings = (results: readonly ClaimResult[]): readonly (readonly Inline[])[] => {
  const formal = results.flatMap((r) => r.formal);
  return [
    ...(formal.some((f) => f !== NORMALISED) ? [[
      ...marked([DAGGER]), text(' Formal: a process, an expectation and a value stand for their equations; regularity and verification are assumed.'),
    ]] : []),
    ...(formal.includes(NORMALISED) ? [[...marked([DOUBLE_DAGGER]), text(' That the density integrates to one is assumed.')]] : []),
  ];
};

export const findingBlocks = (claim: Claim, result: ClaimResult, settings: FindingSettings): readonly Block[] => {
  const { document, options, proofs, width } = settings;
  const decision = decidedAgain(document, claim, result, options, proofs);
  const told = proofs && decision !== null ? proofBlocks(narrateClaim(document, claim, options, decision), width) : [];
  return [...verdictBlocks(claim, result, decision, settings), ...told];
};

const verdictBlocks = (claim: Claim, result: ClaimResult, decision: Decision | null, settings: FindingSettings): readonly Block[] => {
  switch (result.verdict) {
    case 'proved': return provedBlocks(claim, result, decision, settings);
    case 'refuted': return refutedBlocks(claim, result, decision, settings);
    case 'undecided': return [paragraph(text(`Undecided: ${result.stuckOn ?? 'nothing is known'}.`))];
  }
};

const marksOf = (result: ClaimResult): readonly Inline[] => marked([
  ...(result.formal.some((f) => f !== NORMALISED) ? [DAGGER] : []), ...(result.formal.includes(NORMALISED) ? [DOUBLE_DAGGER] : []),
]);

// ── Proved ───────────────────────────────────────────────────────────────────────────────────────────────────

const provedBlocks = (claim: Claim, result: ClaimResult, decision: Decision | null, settings: FindingSettings): readonly Block[] => {
  const verdict = result.declared === 'claim' ? 'Proved' : 'Said to be false, but proved';
  return [
    paragraph(
      text(`${verdict}${dimensionWords(result, settings.document)}`), ...reasonInlines(claim, result, settings.ruleOf(claim)), ...marksOf(result),
      text(result.certificate?.acceptedBySecondChecker === null ? '. The second checker has not seen the proof.' : '.'), ...(decision === null ? [] : usedConditions(claim, decision)),
    ),
    ...(decision === null ? [] : fluxBlocks(decision, settings)),
    ...(decision?.directions == null ? [] : [
      paragraph(text('Where the condition fails, so does the equation:')), ...counterexampleBlocks(decision.directions.without, result, settings),
    ]),
  ];
};

/** Nothing where the document itself fixes the dimension. */
const dimensionWords = ({ dimensions }: ClaimResult, document: Document): string => {
  if (document.dimension !== null) return '';
  return dimensions === 'every' ? ' in every dimension' : ` in dimension ${dimensions.join(', ')}`;
};

const fluxBlocks = (decision: Decision, { width }: FindingSettings): readonly Block[] =>
  decision.outcomes.flatMap((o) => (o.theorem?.certificate.flux ?? []).filter((f) => f.value.terms.length > 0).flatMap(({ variable, value }) => [
    ...sumBlocks(
      [text('Owed at the boundary: as '), math(`${absolute(latexSymbol(variable.name))} \\to \\infty`), text(' this flux must vanish')], '',
      sumLines(withoutFluxLabel(value), variable.space === null ? 0 : 1, o.goal.dimension, width),
    ),
  ]));

/** A sentence and the sum that it ends with; what is not printed of it is counted. */
const sumBlocks = (lead: readonly Inline[], left: string, { lines, more }: SumLines): readonly Block[] => {
  const [first, ...others] = lines;
  if (first === undefined) return [paragraph(...lead, text(`: ${more === 1 ? 'a term that is' : `${more} terms that are`} too long to be printed.`))];
  return [
    paragraph(...lead, text(':')), inLines([`${left}${first}`, ...others]),
    ...(more === 0 ? [] : [paragraph(text(`and ${more} more ${more === 1 ? 'term' : 'terms'}.`))]),
  ];
};

const absolute = (symbol: string): string => `\\lvert ${symbol} \\rvert`;

// ── Refuted ──────────────────────────────────────────────────────────────────────────────────────────────────

const refutedBlocks = (claim: Claim, result: ClaimResult, decision: Decision | null, settings: FindingSettings): readonly Block[] => {
  const outcomes = decision === null ? [] : (decision.directions === null || decision.outcomes.some((o) => o.refutation !== null) ? decision.outcomes : decision.directions.without);
  const verdict = result.declared === 'refute' ? 'Refuted' : 'Claimed, but refuted';
  return [
    paragraph(text(verdict), ...marksOf(result), text(`.${notesOf(result)} `), ...placeInlines(result, settings.document)),
    ...counterexampleBlocks(outcomes, result, settings), ...residualBlocks(outcomes, result, settings), ...amendedBlocks(claim, result, settings),
  ];
};

const sentence = (words: string): string => ` ${words.charAt(0).toUpperCase()}${words.slice(1)}.`;
/** Those about a symbol stand with what would be true, and which part fails with the counterexample. */
const notesOf = ({ notes, counterexample }: ClaimResult): string =>
  notes.filter((note) => !note.startsWith('true for constant ') && note !== `the ${counterexample?.of ?? ''} fails`).map(sentence).join('');

const placeInlines = ({ counterexample }: ClaimResult, document: Document): readonly Inline[] => {
  if (counterexample === null) return [];
  const { of, component, dimension } = counterexample;
  const parts = [...(document.dimension === null ? [`dimension ${dimension}`] : []), ...(component === null ? [] : [`component ${component.join(',')}`])];
  const where = parts.length === 0 ? '' : `In ${parts.join(', ')} `;
  const the = where === '' ? 'The' : 'the';
  const euler = of === null ? null : /^the Euler operator by (?<name>\S+) of both integrands$/.exec(of)?.groups?.['name'];
  if (euler != null) return [text(`${where}${the} Euler operators by `), math(latexSymbol(euler)), text(' of the two integrands differ:')];
  return [text(`${where}${the} two sides${of === null ? '' : ` (${of})`} differ:`)];
};

const counterexampleBlocks = (outcomes: readonly GoalOutcome[], { counterexample }: ClaimResult, { width }: FindingSettings): readonly Block[] => {
  const refutation = outcomes.find((o) => o.refutation !== null)?.refutation ?? null;
  if (counterexample === null) return [];
  if (refutation === null) return [paragraph(text(`Left side ${counterexample.left}, right side ${counterexample.right}.`))];
  const tables = valueTables(refutation, counterexample, width);
  if (tables !== null) return tables.map(whole);
  return [
    ...pointTables(refutation, width).map(whole),
    paragraph(text(`The left side is ${counterexample.left}; the right side is ${counterexample.right}.`)),
  ];
};

const residualBlocks = (outcomes: readonly GoalOutcome[], result: ClaimResult, { width }: FindingSettings): readonly Block[] => {
  const outcome = outcomes.find((o) => o.refutation !== null);
  const sum = outcome?.residual ?? outcome?.refutation?.residual;
  if (outcome === undefined || sum === undefined || sum.terms.length === 0 || result.residual === null) return [];
  const rank = outcome.residual === null ? 0 : shapeOf(outcome.goal.left).length;
  return sumBlocks([text('What is left over')], '\\text{left} - \\text{right} = ', sumLines(sum, rank, outcome.goal.dimension, width - 16));
};

/** What would be true. */
const amendedBlocks = (claim: Claim, result: ClaimResult, settings: FindingSettings): readonly Block[] => {
  const constant = result.notes.flatMap((note) => /^true for constant (?<name>\S+)$/.exec(note)?.groups?.['name'] ?? []);
  const holds = [
    ...(result.holdsIf === null ? [] : [holdsInlines(result.holdsIf, settings.document)]),
    ...constant.map((name): readonly Inline[] => [math(latexSymbol(name)), text(' is constant')]),
  ];
  const repaired = settings.repaired.get(claim);
  return [
    ...(holds.length === 0 ? [] : [paragraph(text('It would hold if '), ...holds.flatMap((h, i) => (i === 0 ? h : [text(' or '), ...h])), text('.'))]),
    ...(repaired === undefined || result.repair === null ? [] : [
      paragraph(text(`With ${changeOf(result.repair.edit)} it is proved:`)), ...statedBlocks(repaired, settings.width),
    ]),
  ];
};

/** `factor 1/2 → 1 in: …` is told without the formula, which is printed repaired. */
const changeOf = (edit: string): string => {
  if (edit.startsWith('missing on the right:')) return 'one more term on the right';
  const phrase = (/^(?<phrase>[^:]*?)(?: in| of| next to| on the right)?:/.exec(edit)?.groups?.['phrase'] ?? edit).trim();
  return `one change (${phrase.replaceAll(/-(?=\d)/g, '−')})`;
};

/** `nu = lambda`, `div Q = 0`, `curl-free s` */
const holdsInlines = (condition: string, document: Document): readonly Inline[] => {
  const curlFree = /^curl-free (?<name>\S+)$/.exec(condition)?.groups?.['name'];
  if (curlFree !== undefined) return [math(latexSymbol(curlFree)), text(' is a gradient')];
  const sides = condition.split(' = ').map((side) => parseExpressionIn(side, document).expression);
  const [left, right] = sides;
  if (left == null || right == null || sides.length !== 2) return [text(condition)];
  return [math(`${latexExpression(left)} = ${latexExpression(right)}`)];
};
