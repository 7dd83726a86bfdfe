/**
 * What a claim says: its conditions in a sentence, then what holds under them, displayed unless it is short and plain.
 */
import type { Claim, ClaimBody } from '../../language/statement.ts';
import { latexClaimLines, latexExpression, latexSymbol, latexWidth } from '../../render/latex.ts';
import { statedConditions } from './conditions.ts';
import { displayed } from './displays.ts';
import type { Block, Inline } from './model.ts';
import { math, paragraph, text } from './model.ts';

export const statedBlocks = ({ where, body }: Claim, width: number): readonly Block[] => {
  const sentence = sentenceOf(body);
  const lead: readonly Inline[] = where.length === 0 ? [] : [text('For '), ...statedConditions(where), text(sentence === null ? ':' : ', ')];
  if (sentence !== null) return [paragraph(...lead, ...sentence)];
  const display = displayed(latexClaimLines(body, width));
  return lead.length === 0 ? [display] : [paragraph(...lead), display];
};

/** A formula wider than this, in characters, is displayed. */
const LONGEST_IN_TEXT = 36;

/** `V is the value of P.` null: it is displayed. */
const sentenceOf = (body: ClaimBody): readonly Inline[] | null => {
  switch (body.kind) {
    case 'equation': case 'chain': case 'expectation': case 'differential': return null;
    case 'density': {
      if (body.process.name === '') return null;
      return said(latexExpression(body.density), ` is ${body.stationary ? 'a stationary' : 'the'} density of `, body.process.name);
    }
    case 'value': return said(latexExpression(body.value), ' is the value of ', body.problem.name);
    case 'optimal': {
      const law = said(`${latexSymbol(body.control.name)} = ${latexExpression(body.law)}`, ' is optimal for ', body.problem.name);
      if (body.value === null || law === null) return law;
      const value = latexExpression(body.value);
      return latexWidth(value) > LONGEST_IN_TEXT ? null : [...law.slice(0, -1), text(' with the value '), math(value), text('.')];
    }
  }
};

const said = (subject: string, predicate: string, object: string): readonly Inline[] | null =>
  latexWidth(subject) > LONGEST_IN_TEXT ? null : [math(subject), text(predicate), math(latexSymbol(object)), text('.')];
