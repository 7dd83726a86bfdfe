/**
 * A derivation as text: numbered steps, each with what is done, what follows, and how it is known.
 *
 * Formulas are in the claim language, so that each can be copied into a document.
 */
import { RULES } from '../../calculus/rules.ts';
import type { Source } from '../../calculus/sources.ts';
import { SOURCES, isSourceKey } from '../../calculus/sources.ts';
import type { Derivation, ProvedClaim, ProvedStep } from '../../derive/compose.ts';
import type { Formula, Prose } from '../../derive/derivation.ts';
import type { Expression } from '../../kernel/expression.ts';
import { mapClaimBody } from '../../language/map-claim.ts';
import { abbreviateBy } from '../../render/abbreviations.ts';
import { printClaimBody, printCondition, printExpression, printProcess } from '../../render/text.ts';
import type { Paint } from '../colour.ts';
import { wrapped } from '../layout.ts';
import { indentedReason, onOneLine, printable } from '../printable.ts';
import { dimensionsOf } from '../wording.ts';

/** `Anderson 1982`; of three authors or more, the first `et al.` */
export const citation = (source: Source): string => {
  const names = source.author.split(' and ').map((author) => author.split(',')[0] ?? author);
  const who = names.length > 2 ? `${names[0]} et al.` : names.join(' and ');
  return `${who} ${source.year}`;
};

const formulaText = (formula: Formula): string => {
  switch (formula.kind) {
    case 'expression': return printExpression(formula.expression);
    case 'equation': return `${printExpression(formula.left)} = ${printExpression(formula.right)}`;
    case 'condition': return printCondition(formula.condition);
    case 'process': return printProcess(formula.process);
  }
};

/** `[@kappen2005; @todorov2009]` as `(Kappen 2005; Todorov 2009)`; anything else stays as it is written. */
const cited = (words: string): string =>
  words.replaceAll(/\[(?<keys>@[a-z0-9]+(?:; @[a-z0-9]+)*)\]/g, (whole, keys: string) => {
    const names = keys.split('; ').map((key) => key.slice(1));
    const known = names.filter(isSourceKey);
    return known.length === names.length ? `(${known.map((key) => citation(SOURCES[key])).join('; ')})` : whole;
  });

/** Words with formulas in the claim language. */
export const proseText = (prose: Prose): string =>
  prose.map((part) => (typeof part === 'string' ? cited(part) : formulaText(part))).join('');

const ruleText = ({ step }: ProvedStep): string => {
  const rule = RULES[step.rule];
  const sources = rule.sources.map((key) => citation(SOURCES[key]));
  return `by ${rule.name}${sources.length === 0 ? '' : ` (${sources.join('; ')})`}`;
};

/** `in every dimension, where t > 0`. */
const knownAs = ({ result }: ProvedClaim): string => {
  const where = result.conditions.length === 0 ? '' : `, where ${result.conditions.map(onOneLine).join(', ')}`;
  const flux = result.flux === null ? '' : `; ${onOneLine(result.flux)}`;
  return `proved in ${dimensionsOf(result.dimensions)}${where}${flux}`;
};

/** One equation a line where a chain has several. */
const statementLines = ({ claim }: ProvedClaim, named: (e: Expression) => Expression): readonly string[] => {
  const body = mapClaimBody(claim.body, named);
  if (body.kind !== 'chain') return [printClaimBody(body)];
  const steps = body.steps.map((s) => `  = ${printExpression(s.right)}${s.by === null ? '' : `  by ${s.by}`}`);
  return [printExpression(body.first), ...steps];
};

const stepLines = (step: ProvedStep, number: string, named: (e: Expression) => Expression, paint: Paint): readonly string[] => [
  '', `${paint.strong(`${number} ${onOneLine(step.step.title)}`)}  ${paint.faint(ruleText(step))}`,
  ...step.step.declarations.map((declaration) => `    ${onOneLine(declaration)}`),
  ...(step.step.prose.length === 0 ? [] : [`  ${onOneLine(proseText(step.step.prose))}`]),
  ...step.claims.flatMap((claim) => [
    ...statementLines(claim, named).map((line) => `      ${onOneLine(line).trimEnd()}`), `    ${paint.faint(knownAs(claim))}`,
  ]),
];

const missing = (heading: string, items: Derivation['notFound'], paint: Paint): readonly string[] => (items.length === 0 ? [] : [
  '', paint.strong(heading), ...items.flatMap(({ what, reason }) => `  ${onOneLine(what)}:${indentedReason(reason)}`.split('\n')),
]);

/** The whole derivation, ending with a line break. */
export const derivationToText = (derivation: Derivation, paint: Paint, width: number): string => {
  const named = abbreviateBy(derivation.document.declarations.filter((d) => d.kind === 'let'), 'reference');
  const lines = [
    paint.strong(onOneLine(derivation.title)),
    ...derivation.sections.flatMap(({ heading, steps }, i) => [
      '', paint.strong(`${i + 1} ${onOneLine(heading)}`), ...steps.flatMap((step, k) => stepLines(step, `${i + 1}.${k + 1}`, named, paint)),
    ]),
    ...missing('Not found', derivation.notFound, paint), ...missing('Not proved', derivation.unproved, paint),
  ];
  return lines.flatMap((line) => wrapped(printable(line), width)).map((line) => `${line}\n`).join('');
};
