/**
 * One result told step by step: what was understood, what was found, why, and how to check it again.
 *
 * Every field of `ClaimResult` is told where it is present; of the proof, the narrative where there is one.
 */
import type { NarrativePart } from '../check/narrative.ts';
import type { CertificateSummary, ClaimResult, Counterexample, StepVerdict } from '../check/verdict.ts';
import type { Paint } from './colour.ts';
import { counterexampleLines, rowsOf } from './evidence.ts';
import { aligned, wrapped } from './layout.ts';
import { narrativeLines } from './narrative.ts';
import { onOneLine, printable } from './printable.ts';
import { outcomeOf } from './run.ts';
import { dimensionsOf, duration } from './wording.ts';

interface Passage {
  readonly heading: string;
  readonly lines: readonly string[];
}

const passage = (heading: string, lines: readonly string[]): readonly Passage[] =>
  lines.length === 0 ? [] : [{ heading, lines }];
const indented = (text: string): readonly string[] => printable(text).split('\n').map((line) => `  ${line}`);

const DECLARED: Readonly<Record<ClaimResult['declared'], string>> = {
  claim: 'The document claims that it is true',
  refute: 'The document says that it is false',
};

const consequence = (result: ClaimResult): string => {
  switch (outcomeOf(result)) {
    case 'passed': return 'and that is what was found: it passes.';
    case 'failed': return 'and the opposite was found: it fails.';
    case 'undecided': return 'and that could not be decided exactly: it fails.';
  }
};

const verdict = (result: ClaimResult): Passage => {
  const where = result.verdict === 'undecided' ? '' : ` in ${dimensionsOf(result.dimensions)}`;
  return {
    heading: `The verdict: ${result.verdict}${where}`,
    lines: [`${DECLARED[result.declared]}, ${consequence(result)} It took ${duration(result.durationMs)}.`],
  };
};

const STEP_WORDS: Readonly<Record<StepVerdict['verdict'], string>> = {
  proved: 'holds', refuted: 'is wrong', undecided: 'could not be decided',
};

const steps = (result: ClaimResult): readonly Passage[] => passage(
  'Step by step',
  result.steps.flatMap((step, i) => [
    `${i + 1}. This ${STEP_WORDS[step.verdict]}${step.by === null ? '' : ` (by ${onOneLine(step.by)})`}:`,
    ...indented(step.statement),
  ]),
);

const conditions = (result: ClaimResult): readonly Passage[] => {
  const point = result.modelPoint;
  const rows = point === null ? [] : aligned(rowsOf(point));
  const among = point === null ? [] : [
    `Everything assumed holds together, for instance in dimension ${point.dimension}${rows.length === 0 ? '.' : ' at'}`,
    ...rows.map((row) => `  ${row}`),
  ];
  const needed = result.conditions.length === 0 ? [] : [`It is about the points where ${result.conditions.map(onOneLine).join(', ')}.`];
  return passage('What is assumed', [...needed, ...result.formal.map(printable), ...among]);
};

const SECOND_CHECKER = (accepted: boolean | null): string =>
  accepted === null ? 'The second checker has not seen it.'
    : accepted ? 'The second checker, written apart, accepts it.'
      : 'The second checker does NOT accept it: do not rely on this verdict, and report it.';

/** Told as a person would write it, or as the certificate has it. */
const working = (result: ClaimResult, told: readonly NarrativePart[]): readonly Passage[] =>
  passage(result.verdict === 'refuted' ? 'Why not' : 'The proof', narrativeLines(told).map(onOneLine));

const certified = (result: ClaimResult, told: readonly NarrativePart[]): readonly Passage[] => {
  const certificate = result.certificate;
  if (certificate === null) return [];
  if (isTold(told)) return passage('The certificate', [certificateLine(certificate)]);
  const uses = certificate.uses.length === 0 ? 'It follows by algebra alone.'
    : `It uses ${certificate.uses.map(onOneLine).join(', ')}.`;
  const identities = certificate.steps.flatMap((step, i) => indented(step).map((line, j) => (j === 0 ? `${i + 1}. ${line.trim()}` : line)));
  return passage(told.length === 0 ? 'The proof' : 'The certificate', [
    uses, ...(identities.length === 0 ? [] : ['These identities were certified:', ...identities]),
    certificateLine(certificate),
  ]);
};

const certificateLine = (certificate: CertificateSummary): string =>
  `The certificate is ${certificate.hash}. ${SECOND_CHECKER(certificate.acceptedBySecondChecker)}`;

/** Is there a narrative of every part? */
const isTold = (told: readonly NarrativePart[]): boolean => told.length > 0 && told.every((part) => part.told.kind === 'narrative');

const boundary = (result: ClaimResult): readonly Passage[] => passage(
  'The boundary condition that is owed',
  result.flux === null ? [] : ['The two integrals are equal when this flux vanishes at infinity:', ...indented(result.flux)],
);

const counterexample = (point: Counterexample): readonly Passage[] => passage('A counterexample', [
  'Every declaration allows these values, and with them the two sides differ:',
  ...counterexampleLines(point),
]);

const refutation = (result: ClaimResult, told: readonly NarrativePart[]): readonly Passage[] => [
  ...(result.counterexample === null ? [] : counterexample(result.counterexample)),
  ...passage('The left side minus the right side', result.residual === null || isTold(told) ? [] : indented(result.residual)),
  ...passage('What would be true', [
    ...(result.repair === null ? [] : [`With ${onOneLine(result.repair.edit)} it is proved:`, ...indented(result.repair.statement)]),
    ...(result.holdsIf === null ? [] : ['As it stands it would hold if', ...indented(result.holdsIf)]),
  ]),
];

const stuck = (result: ClaimResult): readonly Passage[] =>
  passage('Where it got stuck', result.stuckOn === null ? [] : indented(result.stuckOn));

const passages = (result: ClaimResult, told: readonly NarrativePart[]): readonly Passage[] => [
  { heading: 'The claim, as understood', lines: indented(result.statement) },
  verdict(result), ...steps(result), ...stuck(result),
  ...(result.verdict === 'refuted' ? working(result, told) : []), ...refutation(result, told),
  ...passage('Notes', result.notes.map(printable)), ...boundary(result), ...conditions(result),
  ...(result.verdict === 'refuted' ? [] : working(result, told)), ...certified(result, told),
];

/** The whole story of a result, ending with a line break; `told` is its narrative, none where it could not be made. */
export const explanationOf = (result: ClaimResult, paint: Paint, width: number, told: readonly NarrativePart[] = []): string => {
  const title = `${onOneLine(result.name)}\n${paint.faint(`${onOneLine(result.document)}:${result.line}:${result.column}`)}\n`;
  // What the kernel proved may still be undecided: without a model, or rejected by the second checker.
  const passagesTold = passages(result, result.verdict === 'undecided' ? [] : told).map(({ heading, lines }) =>
    `\n${paint.strong(heading)}\n${lines.flatMap((line) => wrapped(line, width)).map((line) => `${line}\n`).join('')}`);
  return title + passagesTold.join('');
};
