/**
 * Everything that a verdict comes with, as labelled entries in reading order. Absent evidence gives no entry.
 */
import type { ClaimResult, Counterexample, Point, StepVerdict } from '../check/verdict.ts';
import type { Entry } from './layout.ts';
import { aligned } from './layout.ts';
import { numberEntries } from './matrix.ts';
import { onOneLine, printable } from './printable.ts';
import { placeOf } from './wording.ts';

const entry = (label: string, lines: readonly string[]): readonly Entry[] =>
  lines.length === 0 ? [] : [{ label, lines: lines.map(printable) }];

const optional = (label: string, text: string | null): readonly Entry[] => entry(label, text === null ? [] : [text]);

/** A row a value; symbols that are 0 are told in one row, since there may be dozens. */
export const rowsOf = (point: Point): readonly (readonly [string, string])[] => {
  const rows = point.assignments.filter((a) => a.value !== '0').map((a) => [onOneLine(a.name), onOneLine(a.value)] as const);
  const zeros = point.assignments.length - rows.length;
  return zeros === 0 ? rows : [...rows, [rows.length === 0 ? 'everything' : zeros === 1 ? 'the other' : `the ${zeros} others`, '0']];
};

/** Both sides are among the rows, so that all values stand under each other. */
export const counterexampleLines = (point: Counterexample): readonly string[] => {
  const compared = point.of === null ? '' : `; compared: ${onOneLine(point.of)}`;
  const rows = [...rowsOf(point), ['left side', onOneLine(point.left)], ['right side', onOneLine(point.right)]] as const;
  return [`in ${placeOf(point)}${compared}`, ...aligned(rows).map((line) => `  ${line}`)];
};

const modelLines = (point: Point): readonly string[] =>
  [`in dimension ${point.dimension}`, ...aligned(rowsOf(point)).map((line) => `  ${line}`)];

const STEP_MARKS: Readonly<Record<StepVerdict['verdict'], string>> = { proved: '✔', refuted: '✘', undecided: '?' };

const stepLine = (step: StepVerdict): string =>
  `${STEP_MARKS[step.verdict]} ${onOneLine(step.statement)}${step.by === null ? '' : `   by ${onOneLine(step.by)}`}`;

const secondOpinion = (accepted: boolean | null): string =>
  accepted === null ? 'not seen by the second checker' : accepted ? 'accepted by the second checker'
    : 'REJECTED by the second checker';

const certificateEntries = (result: ClaimResult): readonly Entry[] => {
  const certificate = result.certificate;
  if (certificate === null) return [];
  return [
    ...entry('uses', certificate.uses.length === 0 ? [] : [certificate.uses.join(', ')]),
    ...entry('certified', certificate.steps),
    ...entry('certificate', [`${certificate.hash}, ${secondOpinion(certificate.acceptedBySecondChecker)}`]),
  ];
};

const repairLines = (result: ClaimResult): readonly string[] =>
  result.repair === null ? [] : [`${result.repair.edit}, which is proved:`, `  ${onOneLine(result.repair.statement)}`];

/** The evidence in the order in which a reader asks for it. */
export const evidenceOf = (result: ClaimResult): readonly Entry[] => [
  ...entry('at', [`${result.document}:${result.line}:${result.column}`]),
  ...entry('as understood', [result.statement]),
  ...entry('where', result.conditions.length === 0 ? [] : [result.conditions.join(', ')]),
  ...entry('steps', result.steps.map(stepLine)),
  ...optional('stuck on', result.stuckOn),
  ...entry('counterexample', result.counterexample === null ? [] : counterexampleLines(result.counterexample)),
  ...optional('left − right', result.residual),
  ...entry('repair', repairLines(result)),
  ...optional('would hold if', result.holdsIf),
  ...entry('note', result.notes),
  ...optional('boundary', result.flux === null ? null : `vanishes at infinity: ${result.flux}`),
  ...entry('model point', result.modelPoint === null ? [] : modelLines(result.modelPoint)),
  ...certificateEntries(result),
  ...numberEntries(result),
  // The label says already that it is formal.
  ...entry('formal', result.formal.map((text) => text.replace(/^formal: /, ''))),
];
