/**
 * One result told step by step: what was understood, what was found, why, and how to check it again.
 *
 * Every field of `ClaimResult` is told where it is present; nothing else is.
 */
import type { ClaimResult, Counterexample, StepVerdict } from '../check/verdict.ts';
import type { Paint } from './colour.ts';
import { counterexampleLines, rowsOf } from './evidence.ts';
import { aligned, wrapped } from './layout.ts';
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

const proof = (result: ClaimResult): readonly Passage[] => {
  const certificate = result.certificate;
  if (certificate === null) return [];
  const uses = certificate.uses.length === 0 ? 'It follows by algebra alone.'
    : `It uses ${certificate.uses.map(onOneLine).join(', ')}.`;
  const identities = certificate.steps.flatMap((step, i) => indented(step).map((line, j) => (j === 0 ? `${i + 1}. ${line.trim()}` : line)));
  return passage('The proof', [
    uses, ...(identities.length === 0 ? [] : ['These identities were certified:', ...identities]),
    `The certificate is ${certificate.hash}. ${SECOND_CHECKER(certificate.acceptedBySecondChecker)}`,
  ]);
};

const boundary = (result: ClaimResult): readonly Passage[] => passage(
  'The boundary condition that is owed',
  result.flux === null ? [] : ['The two integrals are equal when this flux vanishes at infinity:', ...indented(result.flux)],
);

const counterexample = (point: Counterexample): readonly Passage[] => passage('A counterexample', [
  'Every declaration allows these values, and with them the two sides differ:',
  ...counterexampleLines(point),
]);

const refutation = (result: ClaimResult): readonly Passage[] => [
  ...(result.counterexample === null ? [] : counterexample(result.counterexample)),
  ...passage('The left side minus the right side', result.residual === null ? [] : indented(result.residual)),
  ...passage('What would be true', [
    ...(result.repair === null ? [] : [`With ${onOneLine(result.repair.edit)} it is proved:`, ...indented(result.repair.statement)]),
    ...(result.holdsIf === null ? [] : ['As it stands it would hold if', ...indented(result.holdsIf)]),
  ]),
];

const stuck = (result: ClaimResult): readonly Passage[] =>
  passage('Where it got stuck', result.stuckOn === null ? [] : indented(result.stuckOn));

const passages = (result: ClaimResult): readonly Passage[] => [
  { heading: 'The claim, as understood', lines: indented(result.statement) },
  verdict(result), ...steps(result), ...stuck(result), ...refutation(result),
  ...passage('Notes', result.notes.map(printable)), ...boundary(result), ...conditions(result), ...proof(result),
];

/** The whole story of a result, ending with a line break. */
export const explanationOf = (result: ClaimResult, paint: Paint, width: number): string => {
  const title = `${onOneLine(result.name)}\n${paint.faint(`${onOneLine(result.document)}:${result.line}:${result.column}`)}\n`;
  const told = passages(result).map(({ heading, lines }) =>
    `\n${paint.strong(heading)}\n${lines.flatMap((line) => wrapped(line, width)).map((line) => `${line}\n`).join('')}`);
  return title + told.join('');
};
